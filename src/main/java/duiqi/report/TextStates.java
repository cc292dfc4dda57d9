package duiqi.report;

import duiqi.check.CheckedUnit;
import duiqi.check.Finding;
import duiqi.check.Severity;
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

/**
 * Counts the state of each text of a report: confirmed and doubtful rows, and probabilities along the text. A text is a
 * file of units or a pair of aligned texts; its rows follow each other. A text needs at most 10 KB of memory. Not
 * thread-safe.
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

    /** Returns the texts in the order of the report. */
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

        private TextState plus(PairReport.Pair pair) {
            OptionalDouble probability = pair.isConfirmed() ? OptionalDouble.empty() : pair.probability();
            boolean isLowest = probability.isPresent() && probability.getAsDouble() < lowest.orElse(2);
            strip.add(pair.isConfirmed(), pair.isDoubtful(), probability);
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

    /**
     * Divides a text into at most 200 parts of equal numbers of rows. The number of rows need not be known in advance:
     * when all parts are full, two parts become one. Not thread-safe.
     */
    public static final class Strip {
        /** Maximum number of parts, even. */
        static final int PARTS = 200;

        private List<Part> parts = new ArrayList<>();
        private int rowsOfPart = 1;

        /**
         * Counts the rows of a part of a text.
         *
         * @param rows all rows
         * @param rated unconfirmed rows that an aligner made
         * @param confirmed rows that a person confirmed
         * @param doubtful unconfirmed rows with a low probability
         * @param lowest lowest probability of the rated rows; 1 if there are none
         */
        public record Part(int rows, int rated, int confirmed, int doubtful, double lowest) {
            private Part plus(Part other) {
                return new Part(
                        rows + other.rows,
                        rated + other.rated,
                        confirmed + other.confirmed,
                        doubtful + other.doubtful,
                        Math.min(lowest, other.lowest));
            }
        }

        void add(boolean isConfirmed, boolean isDoubtful, OptionalDouble probability) {
            Part row = new Part(
                    1, probability.isPresent() ? 1 : 0, isConfirmed ? 1 : 0, isDoubtful ? 1 : 0, probability.orElse(1));
            int last = parts.size() - 1;
            if (last >= 0 && parts.get(last).rows < rowsOfPart) {
                parts.set(last, parts.get(last).plus(row));
                return;
            }
            if (parts.size() == PARTS) {
                List<Part> halves = new ArrayList<>();
                for (int i = 0; i < PARTS; i += 2) {
                    halves.add(parts.get(i).plus(parts.get(i + 1)));
                }
                parts = halves;
                rowsOfPart *= 2;
            }
            parts.add(row);
        }

        /** Returns the parts in the order of the text. */
        public List<Part> parts() {
            return List.copyOf(parts);
        }

        /** Returns whether a part has a probability or a confirmed row. */
        public boolean isRated() {
            return parts.stream().anyMatch(part -> part.rated + part.confirmed > 0);
        }
    }
}
