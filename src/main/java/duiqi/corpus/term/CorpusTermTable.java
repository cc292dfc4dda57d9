package duiqi.corpus.term;

import duiqi.exchange.Omissions;
import duiqi.exchange.Table;
import java.io.IOException;
import java.io.OutputStream;
import java.io.Serializable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;

/**
 * Defines the term table. It has a row for each glossary term that occurs and for each recurring phrase, with its
 * translations, most frequent first. The status of a translation is its status in the glossary, {@code found} if the
 * glossary does not contain it, or {@code none} for the units without a translation of the term. The share of a
 * translation refers to the units with the term; a unit can contain two translations.
 */
public final class CorpusTermTable {
    static final StructType SCHEMA = StructType.fromDDL("chinese string NOT NULL, kind string NOT NULL,"
            + " units bigint NOT NULL, documents bigint NOT NULL, drift double NOT NULL,"
            + " renderings array<struct<english string NOT NULL, status string NOT NULL, count bigint NOT NULL,"
            + " share double NOT NULL, documents bigint NOT NULL, examples array<struct<unit string NOT NULL,"
            + " document string NOT NULL, zh string NOT NULL, en string NOT NULL>> NOT NULL>> NOT NULL");

    private CorpusTermTable() {}

    /** Writes a CSV table in the order of the terms, with a row for each translation and its first example. */
    public static void writeCsv(Dataset<Row> terms, OutputStream out) throws IOException {
        Table.Output table = Table.Form.CSV.begin(out, Instant.EPOCH, new Omissions());
        table.write(List.of(("chinese,kind,units,documents,drift,english,status,count,share,in_documents,"
                        + "example_document,example_zh,example_en")
                .split(",")));
        for (Iterator<Row> rows = terms.toLocalIterator(); rows.hasNext(); ) {
            Row term = rows.next();
            for (Row rendering : term.<Row>getList(term.fieldIndex("renderings"))) {
                table.write(cells(term, rendering));
            }
        }
        table.finish();
    }

    private static List<String> cells(Row term, Row rendering) {
        List<String> cells = new ArrayList<>(List.of(
                term.getAs("chinese"),
                term.getAs("kind"),
                term.getAs("units").toString(),
                term.getAs("documents").toString(),
                share(term.getAs("drift")),
                rendering.getAs("english"),
                rendering.getAs("status"),
                rendering.getAs("count").toString(),
                share(rendering.getAs("share")),
                rendering.getAs("documents").toString()));
        Row example = rendering.<Row>getList(rendering.fieldIndex("examples")).get(0);
        cells.addAll(List.of(example.getAs("document"), example.getAs("zh"), example.getAs("en")));
        return cells;
    }

    private static String share(double share) {
        return String.format(Locale.ROOT, "%.3f", share);
    }

    /**
     * Counts the occurrences of a translation of a term. Tallies can be added in any order. Immutable.
     *
     * @param units the number of units
     * @param documents the number of documents
     * @param written the number of units with each spelling of the translation
     * @param examples the first units
     */
    record RenderingTally(long units, long documents, Map<String, Long> written, List<TermExample> examples)
            implements Serializable {
        static final int MAX_EXAMPLES = 3;

        RenderingTally {
            written = Map.copyOf(written);
            examples = List.copyOf(examples);
        }

        /** Returns the tally of one unit. */
        static RenderingTally of(String written, TermExample example) {
            return new RenderingTally(1, 0, Map.of(written, 1L), List.of(example));
        }

        RenderingTally plus(RenderingTally other) {
            Map<String, Long> sum = new HashMap<>(written);
            other.written.forEach((text, count) -> sum.merge(text, count, Long::sum));
            TreeSet<TermExample> all = new TreeSet<>(examples);
            all.addAll(other.examples);
            return new RenderingTally(
                    units + other.units,
                    documents + other.documents,
                    sum,
                    all.stream().limit(MAX_EXAMPLES).toList());
        }

        /** Returns a copy of this tally that counts one document. */
        RenderingTally asDocument() {
            return new RenderingTally(
                    units,
                    1,
                    written,
                    IntStream.range(0, examples.size())
                            .mapToObj(i -> examples.get(i).withRank(i))
                            .toList());
        }

        /**
         * Holds an example of a translation: excerpts around the term and around its translation. Whole units would be too
         * large for a shuffle of counts. Immutable.
         *
         * @param rank the number of earlier examples of the same document
         * @param unit the id of the unit
         * @param document the id of the document
         * @param chinese the excerpt around the term
         * @param english the excerpt around the translation
         */
        record TermExample(int rank, String unit, String document, String chinese, String english)
                implements Serializable, Comparable<TermExample> {
            private static final int CHINESE_AROUND = 15;
            private static final int ENGLISH_AROUND = 40;

            private static final Comparator<TermExample> ORDER = Comparator.comparingInt(TermExample::rank)
                    .thenComparing(TermExample::unit)
                    .thenComparing(TermExample::document)
                    .thenComparing(TermExample::chinese)
                    .thenComparing(TermExample::english);

            static String chinese(String text, int start, int end) {
                return excerpt(text, start - CHINESE_AROUND, end + CHINESE_AROUND);
            }

            static String english(String text, int start, int end) {
                int from = Math.max(0, start - ENGLISH_AROUND);
                int to = Math.min(text.length(), end + ENGLISH_AROUND);
                while (from > 0 && from < start && Character.isLetterOrDigit(text.charAt(from - 1))) {
                    from++;
                }
                while (to < text.length() && to > end && Character.isLetterOrDigit(text.charAt(to))) {
                    to--;
                }
                return excerpt(text, from, to);
            }

            private static String excerpt(String text, int start, int end) {
                int from = Math.max(0, start);
                int to = Math.min(text.length(), end);
                from -= from > 0 && Character.isLowSurrogate(text.charAt(from)) ? 1 : 0;
                to += to < text.length() && Character.isLowSurrogate(text.charAt(to)) ? 1 : 0;
                return (from > 0 ? "…" : "") + text.substring(from, to).strip() + (to < text.length() ? "…" : "");
            }

            TermExample withRank(int number) {
                return new TermExample(number, unit, document, chinese, english);
            }

            /** Compares examples by their rank in the document, then by unit id. */
            @Override
            public int compareTo(TermExample other) {
                return ORDER.compare(this, other);
            }
        }

        /**
         * Identifies a tally. Immutable.
         *
         * @param chinese the term or phrase
         * @param isListed true for a term of the glossary
         * @param form the folded form that the spellings of a translation share, or the English of the glossary
         * @param status the status of {@link CorpusTermTable}
         * @param document the id of the document; empty for all documents
         */
        record RenderingKey(String chinese, boolean isListed, String form, String status, String document)
                implements Serializable {
            RenderingKey inAll() {
                return new RenderingKey(chinese, isListed, form, status, "");
            }

            RenderingKey ofTerm() {
                return new RenderingKey(chinese, isListed, "", "", "");
            }

            /**
             * Returns a hash that is the same in every process, because it selects the partition. The hash of a record may
             * differ.
             */
            @Override
            public int hashCode() {
                return Objects.hash(chinese, isListed, form, status, document);
            }
        }
    }
}
