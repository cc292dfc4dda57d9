package duiqi.corpus;

import duiqi.corpus.stage.CorpusUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Creates units of many documents with the translations of a term that a test needs. */
public final class TermCorpus {
    private final List<Row> rows = new ArrayList<>();

    /** Adds a unit. Its id contains its number, so that the first units have the smallest ids. */
    public TermCorpus add(String document, String chinese, String english) {
        rows.add(new CorpusUnit(
                        String.format(Locale.ROOT, "%06d", rows.size()),
                        new CorpusUnit.Place(document, List.of(0), List.of(0)),
                        chinese,
                        english,
                        "1-1",
                        new CorpusUnit.Scores(1, 1),
                        Map.of(),
                        Optional.empty())
                .row());
        return this;
    }

    /**
     * Adds documents of two sentences. One sentence contains the term with one of the translations in turn. The other
     * sentence does not, so that the words around the term also occur without it.
     */
    public static TermCorpus documents(int count, String term, List<String> renderings) {
        List<Map.Entry<String, String>> frames = List.of(
                Map.entry("大会讨论了%s的未来。", "The congress discussed the future of %s."),
                Map.entry("许多青年学者关心的是%s。", "What many young scholars care about is %s."),
                Map.entry("没有学校的支持就没有%s。", "Without the support of schools there is no %s."),
                Map.entry("报告用三章介绍了%s。", "The report introduces %s in three chapters."),
                Map.entry("图书馆收藏了关于%s的书。", "The library has collected books on %s."));
        List<Map.Entry<String, String>> topics = List.of(
                Map.entry("显微镜", "microscopes"),
                Map.entry("苹果树", "apple trees"),
                Map.entry("石油", "oil"),
                Map.entry("海水的温度", "the temperature of seawater"));
        TermCorpus corpus = new TermCorpus();
        for (int d = 0; d < count; d++) {
            String document = String.format(Locale.ROOT, "d%05d", d);
            Map.Entry<String, String> frame = frames.get(d % frames.size());
            String rendering = renderings.get(d % renderings.size());
            corpus.add(
                    document, frame.getKey().formatted(term), frame.getValue().formatted(rendering));
            Map.Entry<String, String> other = frames.get((d + 2) % frames.size());
            Map.Entry<String, String> topic = topics.get(d % topics.size());
            corpus.add(
                    document,
                    other.getKey().formatted(topic.getKey()),
                    other.getValue().formatted(topic.getValue()));
        }
        return corpus;
    }

    public Dataset<Row> units(int partitions) {
        return LocalSpark.session().createDataFrame(rows, CorpusUnit.SCHEMA).repartition(partitions);
    }
}
