package duiqi.corpus;

import static org.apache.spark.sql.functions.asc;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.desc;
import static org.apache.spark.sql.functions.xxhash64;

import duiqi.glossary.KnownPhrase;
import duiqi.glossary.LearnedTranslations;
import duiqi.glossary.PhraseMemory;
import duiqi.lexicon.Lexicon;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import scala.Tuple2;

/**
 * Counts how the terms of a glossary and the phrases that recur are rendered in a corpus. The phrases are found, and translations
 * of words learnt from a sample, before the renderings are looked for unit by unit and counted by document. The same on every run
 * over the same units, however they are parted.
 */
final class CorpusTerms {
    /** Units from which translations are learnt; more change little and cost time: {@link PhraseMemory#translations}. */
    private static final int SAMPLE = 20_000;

    private CorpusTerms() {}

    /**
     * The terms, those with the most drift first, as {@link CorpusTermTable} has them.
     *
     * @param units as {@link UnitTable} has them; those left out do not count
     */
    static Dataset<Row> terms(Dataset<Row> units, TermSettings settings) {
        SparkSession spark = units.sparkSession();
        JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
        Dataset<Row> texts = units.where(col(UnitTable.DROPPED).isNull())
                .select(UnitTable.ID, UnitTable.DOCUMENT, UnitTable.CHINESE, UnitTable.ENGLISH);
        List<KnownPhrase> phrases = settings.mostPhrases() == 0 ? List.of() : CorpusPhrases.find(texts, settings);
        Broadcast<TermSearch> search = context.broadcast(new TermSearch(settings.glossary(), phrases, learn(texts)));
        JavaPairRDD<RenderingKey, RenderingTally> counts = texts.toJavaRDD()
                .mapPartitionsToPair(rows -> search.value().tallies(rows))
                .reduceByKey(RenderingTally::plus)
                .mapToPair(count -> new Tuple2<>(count._1().inAll(), count._2().asDocument()))
                .reduceByKey(RenderingTally::plus);
        JavaRDD<Row> rows = counts.mapToPair(count -> new Tuple2<>(count._1().ofTerm(), count))
                .groupByKey()
                .mapPartitions(groups -> rows(groups, settings));
        return spark.createDataFrame(rows, CorpusTermTable.SCHEMA)
                .orderBy(
                        desc(CorpusTermTable.DRIFT),
                        desc(CorpusTermTable.UNITS),
                        asc(CorpusTermTable.CHINESE),
                        asc(CorpusTermTable.KIND));
    }

    private static Iterator<Row> rows(
            Iterator<Tuple2<RenderingKey, Iterable<Tuple2<RenderingKey, RenderingTally>>>> terms,
            TermSettings settings) {
        TermSummary summary = new TermSummary(settings);
        Iterable<Tuple2<RenderingKey, Iterable<Tuple2<RenderingKey, RenderingTally>>>> all = () -> terms;
        return StreamSupport.stream(all.spliterator(), false)
                .flatMap(term -> summary.row(term._1(), byKey(term._2())).stream())
                .iterator();
    }

    private static Map<RenderingKey, RenderingTally> byKey(Iterable<Tuple2<RenderingKey, RenderingTally>> counts) {
        return StreamSupport.stream(counts.spliterator(), false).collect(Collectors.toMap(Tuple2::_1, Tuple2::_2));
    }

    /** From the units whose ids have the least hashes, which is a sample of all and always the same. */
    static LearnedTranslations learn(Dataset<Row> texts) {
        PhraseMemory memory = new PhraseMemory(Lexicon.standard());
        for (Row row : texts.orderBy(xxhash64(col(UnitTable.ID)), col(UnitTable.ID))
                .limit(SAMPLE)
                .select(UnitTable.CHINESE, UnitTable.ENGLISH)
                .collectAsList()) {
            memory.add(row.getString(0), row.getString(1));
        }
        return memory.translations();
    }
}
