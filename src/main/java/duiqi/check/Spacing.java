package duiqi.check;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Spaces and marks that are too many or too few. What has no spaces in it and is no prose is passed over. Stateless. */
final class Spacing {
    /** A pattern, what is wrong where it matches, and what to write there. */
    private record Fault(Pattern pattern, String message, String replacement) {
        static Fault of(String pattern, String message, String replacement) {
            return new Fault(Pattern.compile(pattern), message, replacement);
        }
    }

    private static final List<Fault> FAULTS = List.of(
            Fault.of("(?<=[\\p{L}\\p{N})’”])[ \u00A0]+[,;](?=\\p{L}{2})", "the space is before the mark", "$1 "),
            Fault.of("(?<=[\\p{L}\\p{N})’”])[ \u00A0]+(?=[,;!?](?:[\\s\"”’)]|$))", "a space before a mark", ""),
            Fault.of("(?<=[\\p{L}\\p{N})’”])[ \u00A0]+(?=\\.(?:[\\s\"”’)][^.]|$))", "a space before a stop", ""),
            Fault.of("(?<=\\p{L})[ \u00A0]+(?=:[ \u00A0]\\p{L})", "a space before a colon", ""),
            Fault.of("(?<=[\\p{L})’”])([,;])(?=\\p{L}{2})", "no space after a mark", "$1 "),
            Fault.of("(?<=\\p{Ll}{2}[)’”]?)([.!?])(?=\\p{Lu}\\p{Ll}+(?:[\\s,]|$))", "no space after a sentence", "$1 "),
            Fault.of("(?<=\\p{Ll}{3})(\\()(?=\\p{L}{2,}[^()]{0,80} [^()]{0,80}\\))", "no space before a bracket", " ("),
            Fault.of("(?<=[\\p{L},;]|\\p{N},)[ \u00A0]{2,}(?=[\\p{L}\\p{N}“\"(])", "more than one space", " "),
            Fault.of("(?<=[(\\[])[ \u00A0]+(?=[\\p{L}\\p{N}])", "a space after an opening bracket", ""),
            Fault.of("(?<=[\\p{L}\\p{N}.])[ \u00A0]+(?=[)\\]](?:[\\s.,;]|$))", "a space before a closing bracket", ""),
            Fault.of("(?<=[\\p{L}\\p{N}”)]),[ \u00A0]*,(?=[\\s”]|$)", "a doubled comma", ","),
            Fault.of("(?<=[\\p{L}”)]);[ \u00A0]*;", "a doubled semicolon", ";"),
            Fault.of("(?<=[\\p{L}”)]),\\.(?=[\\s”]|$)", "a comma before a stop", "."),
            Fault.of("(?<=[\\p{L}\\p{N}”)])\\.\\.(?=[\\s”]|$)", "a doubled stop", "."),
            Fault.of(
                    "(?<=[\\p{L}”)])\\.,(?=\\s\\p{Lu})(?<!\\b\\p{L}{1,4}\\.,)(?<!\\.\\p{L}\\.,)",
                    "a stop and a comma",
                    ","));

    /** Addresses, files and code. */
    private static final Pattern NO_PROSE = Pattern.compile("://|www\\.|@|[\\\\_<>{}=]|\\.\\p{L}+\\.\\p{L}");

    private Spacing() {}

    static List<Finding> in(CheckedUnit unit) {
        String text = unit.english();
        List<Finding> findings = new ArrayList<>();
        if (!mayBeWrong(text)) {
            return findings;
        }
        for (Fault fault : FAULTS) {
            Matcher matcher = fault.pattern.matcher(text);
            while (matcher.find()) {
                if (isProse(text, matcher.start(), matcher.end())) {
                    String replacement =
                            fault.replacement.replace("$1", matcher.group().strip());
                    findings.add(Punctuation.replace(unit, matcher.start(), matcher.end(), fault.message, replacement));
                }
            }
        }
        return findings;
    }

    /** Whether two neighbours are there that every pattern above has, which most texts have not. */
    private static boolean mayBeWrong(String text) {
        for (int i = 1; i < text.length(); i++) {
            char before = text.charAt(i - 1);
            char c = text.charAt(i);
            boolean isMark = ",;:.!?)]".indexOf(c) >= 0;
            if (before == ' ' || before == '\u00A0') {
                if (isMark || c == ' ' || c == '\u00A0') {
                    return true;
                }
            } else if (",;.!?([".indexOf(before) >= 0
                    && ((c == ' ' || c == '\u00A0')
                            ? before == '(' || before == '['
                            : isMark || Character.isLetter(c))) {
                return true;
            }
        }
        return false;
    }

    private static boolean isProse(String text, int from, int to) {
        int start = from;
        while (start > 0 && !Character.isWhitespace(text.charAt(start - 1))) {
            start--;
        }
        int end = to;
        while (end < text.length() && !Character.isWhitespace(text.charAt(end))) {
            end++;
        }
        return !NO_PROSE.matcher(text).region(start, end).find();
    }
}
