package duiqi.check.text;

import duiqi.check.CheckedUnit;
import duiqi.check.Finding;
import duiqi.check.Severity;
import duiqi.check.text.FileFindings.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds missing and superfluous spaces and marks in English, and wrong apostrophes. Skips text without spaces, which is
 * not prose. Stateless.
 */
final class Spacing {
    private static final String BEFORE_MARK = "space before a mark";
    private static final String SEVERAL = "several spaces";

    /**
     * Holds a pattern of an error.
     *
     * @param group name of the style that many of these errors are; empty if each of them is an error
     */
    private record Fault(Pattern pattern, String message, String replacement, String group) {
        static Fault of(String pattern, String message, String replacement) {
            return new Fault(Pattern.compile(pattern), message, replacement, "");
        }

        Fault in(String style) {
            return new Fault(pattern, message, replacement, style);
        }
    }

    /** Matches the end of a sentence after its mark. Elsewhere a mark between spaces can be a character: the ? operator. */
    private static final String END = "\\s+[\"“(]?[\\p{Lu}\\d]|\\s*$";

    private static final List<Fault> FAULTS = List.of(
            Fault.of(
                    "(?<=[\\p{L}\\p{N})’”])[ \u00A0]+[,;](?=\\p{L}{2})",
                    "the space is before the mark instead of after it", "$1 "),
            Fault.of(
                            "(?<=[\\p{L}\\p{N})’”])[ \u00A0]+(?=[,;](?:[\\s\"”’)]|$)|[!?](?:[\"”’)]|" + END + "))",
                            "a space precedes a mark",
                            "")
                    .in(BEFORE_MARK),
            Fault.of(
                            "(?<=[\\p{L}\\p{N})’”])[ \u00A0]+(?=\\.(?:[\"”’)]|" + END + "))",
                            "a space precedes a full stop",
                            "")
                    .in(BEFORE_MARK),
            Fault.of("(?<=\\p{L})[ \u00A0]+(?=:[ \u00A0]\\p{L})", "a space precedes a colon", "")
                    .in(BEFORE_MARK),
            Fault.of("(?<=[\\p{L})’”])([,;])(?=\\p{L}{2})", "no space follows a mark", "$1 "),
            Fault.of(
                    "(?<=\\p{Ll}{2}[)’”]?)([.!?])(?=\\p{Lu}\\p{Ll}+(?:[\\s,]|$))",
                    "no space follows a sentence", "$1 "),
            Fault.of(
                    "(?<=\\p{Ll}{3})(\\()(?=\\p{L}{2,}[^()]{0,80} [^()]{0,80}\\))",
                    "no space precedes a bracket", " ("),
            Fault.of(
                            "(?<=[\\p{L},;]|\\p{N},)[ \u00A0]{2,}(?=[\\p{L}\\p{N}“\"(])",
                            "several spaces separate two words",
                            " ")
                    .in(SEVERAL),
            Fault.of("(?<=[(\\[])[ \u00A0]+(?=[\\p{L}\\p{N}])", "a space follows an opening bracket", "")
                    .in(BEFORE_MARK),
            Fault.of("(?<=[\\p{L}\\p{N}.])[ \u00A0]+(?=[)\\]](?:[\\s.,;]|$))", "a space precedes a closing bracket", "")
                    .in(BEFORE_MARK),
            Fault.of("(?<=[\\p{L}\\p{N}”)]),[ \u00A0]*,(?=[\\s”]|$)", "a comma is doubled", ","),
            Fault.of("(?<=[\\p{L}”)]);[ \u00A0]*;", "a semicolon is doubled", ";"),
            Fault.of("(?<=[\\p{L}”)]),\\.(?=”|" + END + ")", "a comma precedes a full stop", "."),
            Fault.of("(?<=[\\p{L}\\p{N}”)])(?<!\\.\\.\\p{L}{1,20})\\.\\.(?=[\\s”]|$)", "a full stop is doubled", "."),
            Fault.of(
                    "(?<=[\\p{L}”)])\\.,(?=\\s\\p{Lu})(?<!\\b\\p{L}{1,5}\\.,)(?<!\\.\\p{L}\\.,)",
                    "a full stop precedes a comma",
                    ","));

    /** Matches a word that needs another word after it, so that a space and a mark show a missing word. */
    private static final Pattern BEFORE_GAP = Pattern.compile(
            "(?i)\\b(?:in|of|to|on|at|by|for|from|with|without|and|or|as|the|an?|see|than|via|is|are|between|using|using an?"
                    + "|following|e\\.g\\.|i\\.e\\.|called|named|than|into|like|this|where|when|if|that|section|figure|table|eq|equation)$");

    /** Number of characters before a space that may contain the word. */
    private static final int GAP_WINDOW = 12;

    /** Matches URLs, file names, names with a full stop and code. */
    private static final Pattern NO_PROSE = Pattern.compile(
            "://|www\\.|@|[\\\\_<>{}=]|\\.\\p{L}+\\.\\p{L}|&\\w{1,10};|\\.(?:Com|Net|Org|Io|Ai|Co|Js|Me|Tv)\\b");

    private Spacing() {}

    static List<Part> in(CheckedUnit unit) {
        String text = unit.english();
        List<Part> findings = new ArrayList<>(Apostrophes.in(unit));
        if (!isSuspect(text)) {
            return findings;
        }
        for (Fault fault : FAULTS) {
            Matcher matcher = fault.pattern.matcher(text);
            while (matcher.find()) {
                if (isProse(unit, matcher.start(), matcher.end())
                        && !RunningText.isBesideTag(unit, matcher.start(), matcher.end())) {
                    part(unit, fault, matcher).ifPresent(findings::add);
                }
            }
        }
        return findings;
    }

    /** Returns whether a text has adjacent characters that may be an error. Most texts have none. */
    private static boolean isSuspect(String text) {
        for (int i = 1; i < text.length(); i++) {
            String wrong = switch (text.charAt(i - 1)) {
                case ' ', '\u00A0' -> " \u00A0,;:.!?)]";
                case ',', ';', '.', '!', '?' -> isLetter(text.charAt(i)) ? text : ",;.";
                case '(', '[' -> " \u00A0";
                default -> text.charAt(i) == '(' && isLetter(text.charAt(i - 1)) ? text : "";
            };
            if (wrong.indexOf(text.charAt(i)) >= 0) {
                return true;
            }
        }
        return false;
    }

    private static boolean isLetter(char c) {
        return Character.isLetter(c) || Character.isSurrogate(c);
    }

    private static Optional<Part> part(CheckedUnit unit, Fault fault, Matcher matcher) {
        int start = matcher.start();
        int end = matcher.end();
        String replacement = fault.replacement.replace("$1", matcher.group().strip());
        Finding finding = Punctuation.replace(unit, start, end, fault.message, replacement);
        if (fault.replacement.equals(" (") && isCall(unit, start)) {
            return Optional.empty();
        }
        if (fault.group.isEmpty()) {
            return Optional.of(Part.sure(finding));
        }
        if (fault.group.equals(SEVERAL)) {
            return Optional.of(Part.style(finding, SEVERAL));
        }
        String text = unit.english();
        String mark = end < text.length() ? text.substring(end, end + 1) : "";
        boolean isGap = isAfterGap(text, start);
        if (isGap && "!?:".contains(mark)) {
            return mark.equals("?")
                    ? Optional.of(Part.style(finding.suggesting(List.of()), BEFORE_MARK))
                    : Optional.empty();
        }
        if (isGap) {
            Finding gap = Finding.of(Punctuation.RULE, unit, "a word is missing before " + Finding.quoted(mark))
                    .inEnglish(start, end)
                    .as(Severity.NOTE);
            return Optional.of(Part.style(gap, "missing words"));
        }
        boolean isCopied = mark.equals(":")
                && (unit.chinese().contains(" :") || unit.chinese().contains(" ："));
        return Optional.of(Part.style(isCopied ? finding.as(Severity.NOTE) : finding, BEFORE_MARK));
    }

    private static boolean isAfterGap(String text, int start) {
        return BEFORE_GAP
                .matcher(text.substring(Math.max(0, start - GAP_WINDOW), start))
                .find();
    }

    /** Returns whether a bracket follows the name of a function, which the Chinese has too. */
    private static boolean isCall(CheckedUnit unit, int bracket) {
        String text = unit.english();
        int start = bracket;
        while (start > 0 && Character.isLetterOrDigit(text.charAt(start - 1))) {
            start--;
        }
        String name = text.substring(start, bracket);
        return unit.chinese().contains(name + "(") || unit.chinese().contains(name + "（");
    }

    /** Returns whether a mark is between ordinary words, and not in a name that the Chinese has too. */
    private static boolean isProse(CheckedUnit unit, int from, int to) {
        String text = unit.english();
        int start = from;
        while (start > 0 && !Character.isWhitespace(text.charAt(start - 1))) {
            start--;
        }
        int end = to;
        while (end < text.length() && !Character.isWhitespace(text.charAt(end))) {
            end++;
        }
        return !NO_PROSE.matcher(text).region(start, end).find()
                && !(to - from == 1
                        && text.charAt(from) != ' '
                        && start < from
                        && to < end
                        && unit.chinese().contains(text.substring(start, end)));
    }

    /** Finds apostrophes that are other marks or have a space next to them: China‘s, China`s, China ’s. Stateless. */
    private static final class Apostrophes {
        private static final Pattern WRONG =
                Pattern.compile("(?<=\\p{IsLatin})(?:[‘`´′＇‛]|[\\s\u00A0]+[’'](?=s\\b)|[’'][\\s\u00A0]+(?=s[\\s.,;]))"
                        + "(?=(?:s|t|re|ve|ll|d|m)\\b)");

        private Apostrophes() {}

        static List<Part> in(CheckedUnit unit) {
            List<Part> findings = new ArrayList<>();
            if (unit.english().chars().noneMatch(c -> "‘`´′＇‛’'".indexOf(c) >= 0)) {
                return findings;
            }
            Matcher matcher = WRONG.matcher(unit.english());
            while (matcher.find()) {
                String wrong = matcher.group();
                if (wrong.length() > 1 && isAfterGap(unit.english(), matcher.start())) {
                    // The name that had the apostrophe is missing.
                    continue;
                }
                String message = wrong.length() == 1
                        ? Finding.quoted(wrong) + " is not an apostrophe"
                        : "an apostrophe has a space next to it";
                findings.add(Part.sure(Punctuation.replace(unit, matcher.start(), matcher.end(), message, "’")));
            }
            return findings;
        }
    }
}
