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
import java.util.OptionalDouble;

/**
 * Counts the state of each text of a report: confirmed and doubtful rows, and probabilities along the text. A text is a
 * file of units or a pair of aligned texts; its rows follow each other. A text needs at most 10 KB of memory. Not
 * thread-safe.
 */
public final class TextStates {
    private final List<TextState> texts = new ArrayList<>();
    private int rows;

    void add(PairReport.Pair pair) {
        rows++;
        if (texts.isEmpty() || !texts.get(texts.size() - 1).name.equals(pair.files())) {
            CheckedUnit unit = pair.unit();
            texts.add(new TextState(
                    pair.files(),
                    unit.source().place().at(0).file(),
                    unit.target().place().at(0).file(),
                    rows));
        }
        texts.get(texts.size() - 1).add(pair);
    }

    /** Returns the texts in the order of the report. */
    public List<TextState> texts() {
        return List.copyOf(texts);
    }

    /**
     * Returns the text that contains a row.
     *
     * @param row number of the row in the report, from 1
     */
    public TextState of(int row) {
        int from = 0;
        int to = texts.size() - 1;
        while (from < to) {
            int middle = (from + to + 1) >>> 1;
            if (texts.get(middle).firstRow <= row) {
                from = middle;
            } else {
                to = middle - 1;
            }
        }
        return texts.get(from);
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
        texts.forEach(text -> byFile.putIfAbsent(text.targetFile, text));
        texts.forEach(text -> byFile.putIfAbsent(text.sourceFile, text));
        Map<TextState, Line> counts = new LinkedHashMap<>();
        texts.forEach(text -> counts.put(text, new Line(text, 0, 0)));
        for (Finding finding : findings) {
            TextState text =
                    byFile.computeIfAbsent(finding.location().file(), file -> new TextState(file, file, file, 0));
            counts.merge(text, Line.of(text, finding.severity()), Line::plus);
        }
        List<Line> lines = new ArrayList<>(counts.values());
        lines.sort(Comparator.comparingInt(Line::errors)
                .thenComparingInt(line -> line.text.doubtful)
                .thenComparingInt(Line::warnings)
                .reversed());
        return lines;
    }

    /** Counts the rows of a text. Not thread-safe. */
    public static final class TextState {
        private final String name;
        private final String sourceFile;
        private final String targetFile;
        private final int firstRow;
        private final Strip strip = new Strip();
        private int units;
        private int confirmed;
        private int doubtful;
        private double lowest = Double.POSITIVE_INFINITY;
        private int lowestRow;

        private TextState(String name, String sourceFile, String targetFile, int firstRow) {
            this.name = name;
            this.sourceFile = sourceFile;
            this.targetFile = targetFile;
            this.firstRow = firstRow;
        }

        private void add(PairReport.Pair pair) {
            OptionalDouble probability = pair.isConfirmed() ? OptionalDouble.empty() : pair.probability();
            if (probability.isPresent() && probability.getAsDouble() < lowest) {
                lowest = probability.getAsDouble();
                lowestRow = firstRow + units;
            }
            units++;
            confirmed += pair.isConfirmed() ? 1 : 0;
            doubtful += pair.isDoubtful() ? 1 : 0;
            strip.add(pair.isConfirmed(), pair.isDoubtful(), probability);
        }

        /** Returns the heading of the text in the report: the name of its file, or of both files. */
        public String name() {
            return name;
        }

        /** Returns the number of the first row of the text in the report, from 1; 0 if the text has no rows. */
        public int firstRow() {
            return firstRow;
        }

        public int units() {
            return units;
        }

        /** Returns the number of rows that a person confirmed in a review. */
        public int confirmed() {
            return confirmed;
        }

        /** Returns the number of unconfirmed rows with a low probability. */
        public int doubtful() {
            return doubtful;
        }

        /** Returns the lowest probability of an unconfirmed row. Empty if no row has a probability. */
        public OptionalDouble lowest() {
            return lowestRow == 0 ? OptionalDouble.empty() : OptionalDouble.of(lowest);
        }

        /** Returns the number of the row with the lowest probability in the report. */
        public int lowestRow() {
            return lowestRow;
        }

        public Strip strip() {
            return strip;
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
