package duiqi.corpus.term;

import static org.apache.spark.sql.functions.expr;

import duiqi.corpus.CorpusSettings;
import duiqi.corpus.stage.CorpusUnit;
import duiqi.corpus.term.CorpusTermTable.RenderingTally;
import duiqi.corpus.term.CorpusTermTable.RenderingTally.RenderingKey;
import duiqi.corpus.term.CorpusTermTable.RenderingTally.TermExample;
import duiqi.glossary.EnglishRenderings;
import duiqi.glossary.Glossary;
import duiqi.glossary.LearnedTranslations;
import duiqi.glossary.RelatedRenderings;
import duiqi.glossary.RenderedTerms;
import duiqi.glossary.TermEntry;
import duiqi.lexicon.EnglishWords;
import duiqi.lexicon.Lexicon;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import scala.Tuple2;

/**
 * Counts the translations of glossary terms and recurring phrases in a corpus. It finds the phrases, learns word
 * translations from a sample, finds the translations in each unit, and counts them by document. The partitions of the
 * units do not change the result.
 */
public final class CorpusTerms {
    /**
     * Number of units in the sample. A larger sample changes little and takes more time: see
     * {@link LearnedTranslations}.
     */
    private static final int SAMPLE = 20_000;

    private CorpusTerms() {}

    /**
     * Returns the rows of {@link CorpusTermTable}, highest drift first.
     *
     * @param units rows with the id, document and texts of {@link CorpusUnit}
     * @param settings the terms and phrases to count
     */
    public static Dataset<Row> terms(Dataset<Row> units, CorpusSettings.Terms settings) {
        SparkSession spark = units.sparkSession();
        JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
        Dataset<Row> texts = units.select("id", "document", "zh", "en");
        List<String> phrases = settings.mostPhrases() == 0 ? List.of() : CorpusPhrases.find(texts, settings);
        Broadcast<TermSearch> search = context.broadcast(new TermSearch(settings.glossary(), phrases, learn(texts)));
        JavaPairRDD<RenderingKey, RenderingTally> counts = texts.toJavaRDD()
                .mapPartitionsToPair(rows -> search.value().tallies(rows))
                .reduceByKey(RenderingTally::plus)
                .mapToPair(count -> new Tuple2<>(count._1().inAll(), count._2().asDocument()))
                .reduceByKey(RenderingTally::plus);
        // A frequent term has many accidental translations, which one task would hold.
        JavaRDD<Row> rows = counts.filter(count -> TermSummary.isUsed(count._1(), count._2()))
                .mapToPair(count -> new Tuple2<>(count._1().ofTerm(), count))
                .groupByKey()
                .mapPartitions(groups -> {
                    TermSummary summary = new TermSummary(settings);
                    return CorpusUnit.stream(groups)
                            .flatMap(term -> summary
                                    .row(
                                            term._1(),
                                            StreamSupport.stream(term._2().spliterator(), false)
                                                    .collect(Collectors.toMap(Tuple2::_1, Tuple2::_2)))
                                    .stream())
                            .iterator();
                });
        return spark.createDataFrame(rows, CorpusTermTable.SCHEMA)
                .orderBy(expr("-drift"), expr("-units"), expr("chinese"), expr("kind"));
    }

    /** Learns from the units with the smallest id hashes, which are the same sample in every run. */
    static LearnedTranslations learn(Dataset<Row> texts) {
        List<List<String>> pairs =
                texts
                        .orderBy(expr("xxhash64(id)"), expr("id"))
                        .limit(SAMPLE)
                        .select("zh", "en")
                        .collectAsList()
                        .stream()
                        .map(row -> List.of(row.getString(0), row.getString(1)))
                        .toList();
        return LearnedTranslations.of(pairs, Lexicon.standard());
    }

    /** Finds terms and phrases in units. Spark sends it to every worker. Immutable. */
    private record TermSearch(Glossary glossary, List<String> phrases, LearnedTranslations learnt)
            implements Serializable {
        /** Number of units after which a search clears its word cache. */
        private static final int MAX_UNITS = 50_000;

        TermSearch {
            phrases = List.copyOf(phrases);
        }

        /** Searches one partition of the units. Not thread-safe. */
        private final class Search {
            private RenderedTerms terms = terms();
            private int units;

            private RenderedTerms terms() {
                return new RenderedTerms(glossary, phrases, learnt, Lexicon.standard());
            }

            Stream<Tuple2<RenderingKey, RenderingTally>> tallies(Row unit) {
                if (units++ == MAX_UNITS) {
                    terms = terms();
                    units = 1;
                }
                String chinese = unit.getAs("zh");
                String english = unit.getAs("en");
                return terms.find(chinese, english).stream().flatMap(term -> tallied(term, unit, chinese, english));
            }
        }

        /** Returns a tally for each translation of a term in a unit, and one for the term itself. */
        Iterator<Tuple2<RenderingKey, RenderingTally>> tallies(Iterator<Row> units) {
            Search search = new Search();
            return CorpusUnit.stream(units).flatMap(search::tallies).iterator();
        }

        private static Stream<Tuple2<RenderingKey, RenderingTally>> tallied(
                RenderedTerms.Term term, Row unit, String chinese, String english) {
            String id = unit.getAs("id");
            String document = unit.getAs("document");
            String around = TermExample.chinese(chinese, term.start(), term.end());
            Map<RenderingKey, RenderingTally> tallies = new LinkedHashMap<>();
            tallies.put(key(term, "", "", document), RenderingTally.of("", new TermExample(0, id, document, "", "")));
            for (RenderedTerms.Term.Rendering rendering : term.translations()) {
                String found = english.substring(rendering.start(), rendering.end());
                RenderingKey key = rendering
                        .entry()
                        .map(entry -> key(term, entry.english(), entry.status().toString(), document))
                        .orElseGet(
                                () -> key(term, RelatedRenderings.RenderingVariants.folded(found), "found", document));
                TermExample example = new TermExample(
                        0, id, document, around, TermExample.english(english, rendering.start(), rendering.end()));
                String written = rendering.entry().isPresent() ? key.form() : found;
                tallies.putIfAbsent(key, RenderingTally.of(written, example));
            }
            if (term.translations().isEmpty()) {
                TermExample example = new TermExample(0, id, document, around, TermExample.english(english, 0, 0));
                tallies.put(key(term, "", "none", document), RenderingTally.of("", example));
            }
            return tallies.entrySet().stream().map(tally -> new Tuple2<>(tally.getKey(), tally.getValue()));
        }

        private static RenderingKey key(RenderedTerms.Term term, String form, String status, String document) {
            return new RenderingKey(term.chinese(), term.isListed(), form, status, document);
        }
    }

    /**
     * Creates the row of a term from its tallies.
     *
     * <p>The drift of a term is 1 minus the share of its most frequent translation among all frequent translations. It
     * is 0 for a term with one frequent translation. A translation is frequent if it occurs in as many units as a
     * recurring phrase must, and in at least a tenth of the units of the most frequent translation; rarer translations
     * are mostly wrong. Other grammatical forms of the same words are the same translation. An acronym or a short form
     * next to the full form is not drift, as in {@code duiqi check}. Not thread-safe.
     */
    static final class TermSummary {
        /**
         * Minimum share of the units of the most frequent translation, the same as in {@code duiqi glossary extract}.
         * Rarer translations are mostly wrong.
         */
        private static final double RARE = 0.1;

        /** Minimum number of units of a translation in the table that is not in the glossary. */
        private static final int MIN_SHOWN = 2;

        private static final int MAX_SHOWN = 10;

        private final CorpusSettings.Terms settings;
        private final RelatedRenderings related = new RelatedRenderings();
        private final EnglishRenderings english = new EnglishRenderings(new EnglishWords());

        /** Returns whether the row of a term depends on a tally. A rare translation has no effect. */
        static boolean isUsed(RenderingKey key, RenderingTally tally) {
            return !key.status().equals("found") || tally.units() >= MIN_SHOWN;
        }

        TermSummary(CorpusSettings.Terms settings) {
            this.settings = settings;
        }

        /** Holds a translation and its tally. */
        private record Counted(String english, String status, RenderingTally tally) {
            boolean isThere() {
                return !status.equals("none");
            }
        }

        /**
         * Returns the row of a term; empty for a phrase without a frequent translation, which is not a term.
         *
         * @param term the key of the term
         * @param counts the tallies by form and status; the key without form and status belongs to the term itself
         */
        Optional<Row> row(RenderingKey term, Map<RenderingKey, RenderingTally> counts) {
            RenderingTally all = Objects.requireNonNull(counts.get(term), term::toString);
            List<Counted> renderings = counts.entrySet().stream()
                    .filter(count -> !count.getKey().equals(term))
                    .map(count -> new Counted(
                            RelatedRenderings.RenderingVariants.written(
                                    count.getValue().written()),
                            count.getKey().status(),
                            count.getValue()))
                    .sorted(Comparator.comparing(Counted::isThere)
                            .reversed()
                            .thenComparingLong(rendering -> -rendering.tally.units())
                            .thenComparing(Counted::english)
                            .thenComparing(Counted::status))
                    .toList();
            List<Long> frequent = frequent(term, renderings);
            if (!term.isListed() && frequent.isEmpty()) {
                return Optional.empty();
            }
            return Optional.of(RowFactory.create(
                    term.chinese(),
                    term.isListed() ? "term" : "phrase",
                    all.units(),
                    all.documents(),
                    drift(frequent),
                    shown(renderings).stream()
                            .map(rendering -> row(rendering, all.units()))
                            .toArray()));
        }

        /** Returns the number of units of each frequent translation, most frequent first. */
        private List<Long> frequent(RenderingKey term, List<Counted> renderings) {
            List<Counted> heads = new ArrayList<>();
            List<Long> units = new ArrayList<>();
            for (Counted rendering : renderings) {
                if (!rendering.isThere() || rendering.tally.units() < MIN_SHOWN) {
                    continue;
                }
                int same = 0;
                while (same < heads.size() && !related.areOne(heads.get(same).english, rendering.english)) {
                    same++;
                }
                if (same < heads.size()) {
                    units.set(same, units.get(same) + rendering.tally.units());
                } else if (heads.isEmpty() || !isBeside(entry(term, rendering), entry(term, heads.get(0)))) {
                    heads.add(rendering);
                    units.add(rendering.tally.units());
                }
            }
            units.sort(Comparator.reverseOrder());
            units.removeIf(count -> count < settings.fewestUnits());
            double fewest = units.isEmpty() ? 0 : RARE * units.get(0);
            units.removeIf(count -> count < fewest);
            return units;
        }

        private Optional<TermEntry> entry(RenderingKey term, Counted rendering) {
            return settings.glossary().entries().stream()
                    .filter(entry -> entry.status().toString().equals(rendering.status))
                    .filter(entry -> entry.chinese().equals(term.chinese())
                            && entry.english().equals(rendering.english))
                    .findFirst();
        }

        /** Returns whether a translation may be used next to another translation of the same term. */
        private boolean isBeside(Optional<TermEntry> rendering, Optional<TermEntry> other) {
            return rendering.isPresent()
                    && rendering.get().status().isAllowed()
                    && (english.isAcronym(rendering.get())
                            || (other.isPresent() && english.isShortForm(rendering.get(), other.get())));
        }

        private static double drift(List<Long> frequent) {
            long sum = frequent.stream().mapToLong(Long::longValue).sum();
            return frequent.isEmpty() ? 0 : 1 - (double) frequent.get(0) / sum;
        }

        /**
         * Returns all translations of the glossary, the most frequent other translations, and last the units without a
         * translation.
         */
        private static List<Counted> shown(List<Counted> renderings) {
            List<Counted> others = renderings.stream()
                    .filter(rendering -> rendering.status.equals("found"))
                    .filter(rendering -> rendering.tally.units() >= MIN_SHOWN)
                    .limit(MAX_SHOWN)
                    .toList();
            return renderings.stream()
                    .filter(rendering -> !rendering.status.equals("found") || others.contains(rendering))
                    .toList();
        }

        private static Row row(Counted rendering, long units) {
            RenderingTally tally = rendering.tally;
            return RowFactory.create(
                    rendering.english,
                    rendering.status,
                    tally.units(),
                    (double) tally.units() / units,
                    tally.documents(),
                    tally.examples().stream()
                            .map(example -> RowFactory.create(
                                    example.unit(), example.document(), example.chinese(), example.english()))
                            .toArray());
        }
    }
}
