package duiqi.report;

import duiqi.align.Bead;
import duiqi.check.CheckedUnit;
import duiqi.check.Finding;
import duiqi.check.Severity;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * Counts the state of each text of a report: confirmed and doubtful rows, and probabilities along the text. A text is a
 * file of units or a pair of aligned texts; its rows follow each other. Not thread-safe.
 */
public final class TextStates {
    /** Texts by their first rows. */
    private final NavigableMap<Integer, TextState> texts = new TreeMap<>();

    private TextState last = TextState.of("", "", "", 0);
    private int rows;

    void add(PairReport.Pair pair) {
        rows++;
        if (rows == 1 || !last.name.equals(pair.files())) {
            CheckedUnit unit = pair.unit();
            last = TextState.of(
                    pair.files(),
                    unit.source().place().at(0).file(),
                    unit.target().place().at(0).file(),
                    rows);
        }
        last = last.plus(pair);
        texts.put(last.firstRow, last);
    }

    public List<TextState> texts() {
        return List.copyOf(texts.values());
    }

    /**
     * Returns the text that contains a row.
     *
     * @param row number of the row in the report, from 1
     */
    public TextState of(int row) {
        return Optional.ofNullable(texts.floorEntry(row)).orElseThrow().getValue();
    }

    /**
     * Holds the state of a text with the number of its findings. Immutable except for the text.
     *
     * @param text a text, or a file without rows that has findings
     * @param errors number of errors
     * @param warnings number of warnings
     */
    public record Line(TextState text, int errors, int warnings) {
        private static Line of(TextState text, Severity severity) {
            return new Line(text, severity == Severity.ERROR ? 1 : 0, severity == Severity.WARNING ? 1 : 0);
        }

        private Line plus(Line other) {
            return new Line(text, errors + other.errors, warnings + other.warnings);
        }
    }

    /** Returns a line for each text. Texts with the most errors come first, then those with the most doubtful rows. */
    public List<Line> lines(List<Finding> findings) {
        Map<String, TextState> byFile = new HashMap<>();
        texts.values().forEach(text -> byFile.putIfAbsent(text.targetFile, text));
        texts.values().forEach(text -> byFile.putIfAbsent(text.sourceFile, text));
        Map<TextState, Line> counts = new LinkedHashMap<>();
        texts.values().forEach(text -> counts.put(text, new Line(text, 0, 0)));
        for (Finding finding : findings) {
            TextState text =
                    byFile.computeIfAbsent(finding.location().file(), file -> TextState.of(file, file, file, 0));
            counts.merge(text, Line.of(text, finding.severity()), Line::plus);
        }
        List<Line> lines = new ArrayList<>(counts.values());
        lines.sort(Comparator.comparingInt(Line::errors)
                .thenComparingInt(line -> line.text.doubtful)
                .thenComparingInt(Line::warnings)
                .reversed());
        return lines;
    }

    /**
     * Holds the counts of the rows of a text.
     *
     * @param name heading of the text in the report: the name of its file, or of both files
     * @param firstRow number of the first row of the text in the report, from 1; 0 if the text has no rows
     * @param confirmed number of rows that a person confirmed in a review
     * @param doubtful number of unconfirmed rows with a low probability
     * @param lowest lowest probability of an unconfirmed row; empty if no row has a probability
     * @param lowestRow number of the row with the lowest probability in the report
     * @param strip probabilities along the text; grows with the text
     */
    public record TextState(
            String name,
            String sourceFile,
            String targetFile,
            int firstRow,
            int units,
            int confirmed,
            int doubtful,
            OptionalDouble lowest,
            int lowestRow,
            Strip strip) {
        private static TextState of(String name, String sourceFile, String targetFile, int firstRow) {
            return new TextState(
                    name, sourceFile, targetFile, firstRow, 0, 0, 0, OptionalDouble.empty(), 0, new Strip());
        }

        /** Returns whether a row has a probability or is confirmed. */
        public boolean isRated() {
            return confirmed > 0 || lowest.isPresent();
        }

        private TextState plus(PairReport.Pair pair) {
            OptionalDouble probability = pair.isConfirmed() ? OptionalDouble.empty() : pair.probability();
            boolean isLowest = probability.isPresent() && probability.getAsDouble() < lowest.orElse(2);
            strip.add(pair);
            return new TextState(
                    name,
                    sourceFile,
                    targetFile,
                    firstRow,
                    units + 1,
                    confirmed + (pair.isConfirmed() ? 1 : 0),
                    doubtful + (pair.isDoubtful() ? 1 : 0),
                    isLowest ? probability : lowest,
                    isLowest ? firstRow + units : lowestRow,
                    strip);
        }
    }

    /** Holds the probabilities along a text, one byte for each row. Not thread-safe. */
    public static final class Strip {
        private static final int MAX_PARTS = 200;
        private static final int CONFIRMED = 101;
        private static final int UNRATED = 102;

        private final ByteArrayOutputStream rows = new ByteArrayOutputStream();

        /**
         * Counts the rows of a part of a text.
         *
         * @param rows all rows
         * @param rated unconfirmed rows that an aligner made
         * @param confirmed rows that a person confirmed
         * @param doubtful unconfirmed rows with a low probability
         * @param lowest lowest probability of the rated rows, in percent; above 100 if there are none
         */
        public record Part(int rows, int rated, int confirmed, int doubtful, int lowest) {}

        void add(PairReport.Pair pair) {
            rows.write(
                    pair.isConfirmed()
                            ? CONFIRMED
                            : (int) (100 * pair.probability().orElse(UNRATED / 100.0)));
        }

        /** Returns at most 200 parts of equal numbers of rows, in the order of the text. */
        public List<Part> parts() {
            byte[] all = rows.toByteArray();
            int size = (all.length - 1) / MAX_PARTS + 1;
            List<Part> parts = new ArrayList<>();
            for (int from = 0; from < all.length; from += size) {
                int to = Math.min(all.length, from + size);
                int[] part = IntStream.range(from, to).map(row -> all[row]).toArray();
                parts.add(new Part(
                        part.length,
                        count(part, row -> row < CONFIRMED),
                        count(part, row -> row == CONFIRMED),
                        count(part, row -> row < Math.round(100 * Bead.DOUBTFUL)),
                        IntStream.of(part).filter(row -> row != CONFIRMED).min().orElse(UNRATED)));
            }
            return parts;
        }

        private static int count(int[] part, IntPredicate kind) {
            return (int) IntStream.of(part).filter(kind).count();
        }
    }
}
