package duiqi.report.findings;

import duiqi.check.CheckedUnit;
import duiqi.check.Finding;
import duiqi.check.TextSpan;
import duiqi.text.Location;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The place of words in their file. Immutable.
 *
 * @param start their beginning
 * @param end behind their end; the beginning again where the end is not known
 * @param isExact whether the file has the very characters of the text there, so that they could be replaced
 */
record Region(Location start, Location end, boolean isExact) {
    /** The characters that a file may escape: XML, CSV and PO do. */
    private static final Pattern ESCAPED = Pattern.compile("[&<>\"\\\\\\p{Cntrl}]");

    /** Returns the region of a span. */
    static Region of(CheckedUnit.Passage passage, TextSpan span) {
        Location start = passage.place().at(span.start());
        Location end = passage.place().at(span.end());
        boolean isForward = end.file().equals(start.file()) && end.compareTo(start) >= 0;
        return new Region(start, isForward ? end : start, isExact(passage, span.start(), span.end()));
    }

    /** Returns the region of a finding; a point when it is about the unit as a whole or about Chinese words. */
    static Region of(Finding finding) {
        return finding.span(TextSpan.Side.TARGET)
                .map(span -> of(finding.unit().target(), span))
                .orElseGet(() -> new Region(finding.location(), finding.location(), false));
    }

    /** Returns whether the end is known. */
    boolean hasEnd() {
        return !end.equals(start);
    }

    /** Returns the suggestions of a finding that can replace this region as they are. */
    List<String> replacements(Finding finding) {
        if (!isExact) {
            return List.of();
        }
        return finding.suggestions().stream()
                .filter(suggestion -> !ESCAPED.matcher(suggestion).find())
                .toList();
    }

    /** Returns whether the characters follow each other on one line, by their columns; an empty span looks at a neighbour. */
    private static boolean isExact(CheckedUnit.Passage passage, int from, int to) {
        String text = passage.text();
        int start = from < to || from == 0 ? from : text.offsetByCodePoints(from, -1);
        int end = start < to || to == text.length() ? to : text.offsetByCodePoints(to, 1);
        if (start == end) {
            return false;
        }
        for (int i = start; i < end; i = text.offsetByCodePoints(i, 1)) {
            if (!follows(passage, i, text.offsetByCodePoints(i, 1))) {
                return false;
            }
        }
        return true;
    }

    private static boolean follows(CheckedUnit.Passage passage, int here, int next) {
        Location one = passage.place().at(here);
        Location two = passage.place().at(next);
        return one.file().equals(two.file()) && one.line() == two.line() && one.column() + 1 == two.column();
    }

    /**
     * Returns the column of a character in UTF-8 bytes, from 1; empty where the text does not go back to the beginning of the line.
     *
     * @param offset index of a UTF-16 unit in the text
     */
    static Optional<Integer> byteColumn(CheckedUnit.Passage passage, int offset) {
        String text = passage.text();
        int start = offset;
        while (passage.place().at(start).column() > 1) {
            if (start == 0 || !follows(passage, text.offsetByCodePoints(start, -1), start)) {
                return Optional.empty();
            }
            start = text.offsetByCodePoints(start, -1);
        }
        return Optional.of(text.substring(start, offset).getBytes(StandardCharsets.UTF_8).length + 1);
    }
}
