package duiqi.corpus;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Units of many documents in which terms are rendered as a test has it. */
final class TermCorpus {
    private final List<Row> rows = new ArrayList<>();

    /** Adds a unit; its id is made of its number, so that the first units have the smallest ids. */
    TermCorpus add(String document, String chinese, String english) {
        return add(document, chinese, english, Optional.empty());
    }

    TermCorpus add(String document, String chinese, String english, Optional<String> dropped) {
        rows.add(UnitTable.row(new CorpusUnit(
                String.format(java.util.Locale.ROOT, "%06d", rows.size()),
                document,
                List.of(0),
                List.of(0),
                chinese,
                english,
                "1-1",
                1,
                Map.of(),
                dropped)));
        return this;
    }

    /** The sentences of documents about many things, in each of which a term stands as it is rendered there. */
    static TermCorpus documents(int count, String term, List<String> renderings) {
        List<Map.Entry<String, String>> frames = List.of(
                Map.entry("大会讨论了%s的未来。", "The congress discussed the future of %s."),
                Map.entry("许多青年学者关心%s。", "Many young scholars care about %s."),
                Map.entry("%s离不开学校的支持。", "Without the support of schools there is no %s."),
                Map.entry("报告用三章介绍了%s。", "The report introduces %s in three chapters."),
                Map.entry("图书馆收藏了关于%s的书。", "The library has collected books on %s."));
        List<Map.Entry<String, String>> others = List.of(
                Map.entry("观测站每天测量海水的温度。", "The observatory measures the temperature of seawater every day."),
                Map.entry("他们在山谷里种了苹果树。", "They planted apple trees in the valley."),
                Map.entry("实验室买了一台新显微镜。", "The laboratory bought a new microscope."),
                Map.entry("这座桥是石匠修的。", "Masons built this bridge."));
        TermCorpus corpus = new TermCorpus();
        for (int d = 0; d < count; d++) {
            String document = String.format(java.util.Locale.ROOT, "d%05d", d);
            Map.Entry<String, String> frame = frames.get(d % frames.size());
            String rendering = renderings.get(d % renderings.size());
            corpus.add(document, frame.getKey().formatted(term), frame.getValue().formatted(rendering));
            Map.Entry<String, String> other = others.get(d % others.size());
            corpus.add(document, other.getKey(), other.getValue());
        }
        return corpus;
    }

    Dataset<Row> units() {
        return LocalSpark.session().createDataFrame(rows, UnitTable.SCHEMA).repartition(3);
    }

    Dataset<Row> units(int partitions) {
        return units().repartition(partitions);
    }
}
