package duiqi.report;

import duiqi.align.Alignment;
import duiqi.align.Bead;
import duiqi.check.CheckedUnit;
import duiqi.check.TermCoverage;
import duiqi.check.TermVariants;
import duiqi.report.page.HtmlPage;
import duiqi.report.page.HtmlPairs;
import duiqi.text.LongestIncreasing;
import duiqi.text.TranslationUnit.UnitProperties;
import java.io.IOException;
import java.io.Writer;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * Describes the report that {@code duiqi report} writes: pairs, findings and figures.
 * Immutable except for its counts.
 *
 * @param title plain text from the caller
 * @param findings the findings of the checks
 * @param counts counts of all pairs
 * @param terms coverage of the glossary terms, most frequent first
 * @param variants terms with odd translations, the most suspicious first; empty if the texts are too long to find them
 * @param review the review to link to; empty for no links
 */
public record PairReport(
        String title,
        FindingReport findings,
        PairCounts counts,
        List<TermCoverage.Line> terms,
        Optional<List<TermVariants.Row>> variants,
        Optional<ReviewAddress> review) {
    /** Text at the beginning of each page that identifies it as a page of {@code duiqi report}. */
    public static final String MARK = HtmlPage.mark("duiqi report");

    public PairReport {
        terms = List.copyOf(terms);
        variants = variants.map(List::copyOf);
    }

    /** Number of rows that a browser shows with about 100 MB. */
    private static final int MAX_ROWS = 100_000;

    /** Writes the report as one HTML page. A table of more than 100,000 rows omits later rows without findings. */
    public void write(Source pairs, Writer out) throws IOException {
        write(pairs, MAX_ROWS, out);
    }

    void write(Source pairs, int maxRows, Writer out) throws IOException {
        new HtmlPairs(this, maxRows, out).write(pairs);
    }

    /**
     * Links rows to the page of {@code duiqi review}. The links never contain the access token of the review. Immutable.
     *
     * @param page address of the page, without a fragment
     * @param documents name of the document in the review for each text of the report
     */
    public record ReviewAddress(URI page, Map<String, String> documents) {
        public ReviewAddress {
            documents = Map.copyOf(documents);
        }

        /**
         * Returns the address of a page without the part after the #, which may contain the access token.
         *
         * @param address the address that {@code duiqi review} prints
         * @throws IllegalArgumentException if the text is not the address of a web page
         */
        public static URI page(String address) {
            try {
                URI page = URI.create(address.replaceFirst("#.*", ""));
                if (List.of("http", "https").contains(String.valueOf(page.getScheme()))
                        && page.getHost() != null
                        && page.getUserInfo() == null
                        && page.getQuery() == null) {
                    return page;
                }
            } catch (IllegalArgumentException noAddress) {
                // The message below also fits this case.
            }
            throw new IllegalArgumentException("is not the address of a review; give the address that duiqi review"
                    + " prints, for example http://127.0.0.1:7737/");
        }

        /**
         * Returns the link to a row.
         *
         * @param text heading of the text in the report
         * @param row number of the row in the text, from 1
         * @return empty if the review has no such document
         */
        public Optional<String> row(String text, int row) {
            return Optional.ofNullable(documents.get(text))
                    .map(name -> page + (page.toString().endsWith("/") ? "#/d/" : "/#/d/")
                            + URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20") + "/row/" + row);
        }
    }

    /** Reads the pairs of a report one at a time, so that they do not have to fit in memory. */
    @FunctionalInterface
    public interface Source {
        @FunctionalInterface
        interface To {
            void take(Pair pair) throws IOException;
        }

        /** Reads all pairs, file by file, in file order. */
        void readTo(To to) throws IOException;
    }

    /**
     * Holds a pair of a report, or an unpaired sentence. Adds the file names and the crossing flag to the checked unit.
     * Immutable.
     *
     * @param unit the texts and their locations
     * @param files name of the file, or of both files; the heading of the table
     * @param crossing true if the pair crosses another pair
     */
    public record Pair(CheckedUnit unit, String files, boolean crossing) {
        public boolean isUnpaired() {
            return unit.chinese().isBlank() || unit.english().isBlank();
        }

        public boolean isConfirmed() {
            return UnitProperties.YES.equals(unit.properties().get(UnitProperties.REVIEWED));
        }

        /** Returns whether the pair is unconfirmed and has a low probability. */
        public boolean isDoubtful() {
            return !isConfirmed() && probability().orElse(1) < Bead.DOUBTFUL;
        }

        /** Returns the probability that the pair is correct, 0 to 1. Empty if the file has no valid probability. */
        public OptionalDouble probability() {
            String value = unit.properties().getOrDefault(UnitProperties.PROBABILITY, "");
            try {
                double probability = Double.parseDouble(value);
                return probability >= 0 && probability <= 1 ? OptionalDouble.of(probability) : OptionalDouble.empty();
            } catch (NumberFormatException noNumber) {
                return OptionalDouble.empty();
            }
        }

        /**
         * Returns the numbers of source and target sentences, for example {@code 1-2}. Empty if the file does not
         * contain them.
         */
        public String type() {
            String value = unit.properties().getOrDefault(UnitProperties.BEAD, "");
            return value.matches("\\d{1,3}-\\d{1,3}") ? value : "";
        }
    }

    /**
     * Finds the pairs of an alignment that cross other pairs. It selects the fewest pairs whose removal leaves the rest
     * in the same order in both texts. The rest is a longest increasing subsequence (Knuth, The Art of Computer
     * Programming 3, 5.1.4; algorithm by Fredman 1975, O(n log n)).
     */
    public static final class Crossings {
        private Crossings() {}

        public static Set<Integer> of(Alignment alignment) {
            List<Integer> paired = new ArrayList<>();
            for (int i = 0; i < alignment.beads().size(); i++) {
                if (!alignment.beads().get(i).isNull()) {
                    paired.add(i);
                }
            }
            paired.sort(
                    Comparator.comparing(i -> alignment.beads().get(i).source().get(0)));
            int[] targets = paired.stream()
                    .mapToInt(i -> alignment.beads().get(i).target().get(0))
                    .toArray();
            Set<Integer> crossing = new HashSet<>(paired);
            LongestIncreasing.of(targets).forEach(kept -> crossing.remove(paired.get(kept)));
            return crossing;
        }
    }
}
