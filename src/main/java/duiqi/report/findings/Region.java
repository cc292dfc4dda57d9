package duiqi.report.findings;

import duiqi.check.CheckedUnit;
import duiqi.check.Finding;
import duiqi.check.TextSpan;
import duiqi.report.page.FindingText;
import duiqi.text.Location;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Holds the location of a span in its file. Immutable.
 *
 * @param start location of the first character
 * @param end location after the last character; equal to {@code start} if the end is unknown
 * @param isExact true if the file contains exactly these characters there, so that a tool can replace them
 */
record Region(Location start, Location end, boolean isExact) {
    /** Characters that XML, CSV or PO files may escape. */
    private static final Pattern ESCAPED = Pattern.compile("[&<>\"\\\\\\p{Cntrl}]");

    static Region of(CheckedUnit.Passage passage, TextSpan span) {
        Location start = passage.place().at(span.start());
        Location end = passage.place().at(span.end());
        boolean isForward = end.file().equals(start.file()) && end.compareTo(start) >= 0;
        return new Region(start, isForward ? end : start, isExact(passage, span.start(), span.end()));
    }

    /**
     * Returns the region of a finding. The region is a point if the finding is about the whole unit or about words
     * of the source.
     */
    static Region of(Finding finding) {
        return finding.span(TextSpan.Side.TARGET)
                .map(span -> of(finding.unit().target(), span))
                .orElseGet(() -> new Region(finding.location(), finding.location(), false));
    }

    boolean hasEnd() {
        return !end.equals(start);
    }

    /**
     * Describes a suggestion as a change of a file.
     *
     * @param span the part of the target to replace
     * @param region the location of that part in the file
     * @param text the text to insert; empty to delete the part
     */
    record Edit(TextSpan span, Region region, String text) {
        /** Returns the suggestions of a finding that a tool can apply without escapes. */
        static List<Edit> of(Finding finding) {
            Optional<TextSpan> main = finding.span(TextSpan.Side.TARGET);
            return finding.suggestions().stream()
                    .filter(suggestion -> !ESCAPED.matcher(suggestion).find())
                    .flatMap(suggestion -> FindingText.deletion(finding, suggestion)
                            .map(part -> edit(finding, part, ""))
                            .or(() -> main.map(span -> edit(finding, span, suggestion)))
                            .stream())
                    .filter(edit -> edit.region.isExact)
                    .toList();
        }

        private static Edit edit(Finding finding, TextSpan span, String text) {
            return new Edit(span, Region.of(finding.unit().target(), span), text);
        }
    }

    /**
     * Returns whether the columns of the characters are consecutive on one line. For an empty span, checks an adjacent
     * character.
     */
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
}
