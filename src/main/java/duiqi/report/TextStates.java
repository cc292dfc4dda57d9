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
 * Counts the state of each text of a report: confirmed and doubtful rows, and the lowest probability. A text is a
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
     * Holds the state of a text with the number of its findings. Immutable.
     *
     * @param text a text, or a file without rows that has findings
     * @param errors number of errors
     * @param warnings number of warnings
     */
    public record Line(TextState text, int errors, int warnings) {}

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
            int errors = finding.severity() == Severity.ERROR ? 1 : 0;
            int warnings = finding.severity() == Severity.WARNING ? 1 : 0;
            counts.merge(
                    text,
                    new Line(text, errors, warnings),
                    (line, more) -> new Line(text, line.errors + errors, line.warnings + warnings));
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
            int lowestRow) {
        private static TextState of(String name, String sourceFile, String targetFile, int firstRow) {
            return new TextState(name, sourceFile, targetFile, firstRow, 0, 0, 0, OptionalDouble.empty(), 0);
        }

        private TextState plus(PairReport.Pair pair) {
            OptionalDouble probability = pair.isConfirmed() ? OptionalDouble.empty() : pair.probability();
            boolean isLowest = probability.isPresent() && probability.getAsDouble() < lowest.orElse(2);
            return new TextState(
                    name,
                    sourceFile,
                    targetFile,
                    firstRow,
                    units + 1,
                    confirmed + (pair.isConfirmed() ? 1 : 0),
                    doubtful + (pair.isDoubtful() ? 1 : 0),
                    isLowest ? probability : lowest,
                    isLowest ? firstRow + units : lowestRow);
        }
    }
}
