package duiqi.check.text;

import duiqi.check.CheckedUnit;
import duiqi.exchange.Content;
import duiqi.lexicon.Han;
import java.util.regex.Pattern;

/**
 * Decides whether characters of a translation are in running text. Elsewhere marks and spaces have a meaning for
 * programs: in URLs, code, versions, patterns, lists of keywords, columns and indentation. Stateless.
 */
public final class RunningText {
    /** Matches words without spaces that are a URL, an address, code, an option, a placeholder or a version. */
    private static final Pattern CODE = Pattern.compile(
            "://|www\\.|[@\\\\_<>{}=|~^`#*+]|\\$(?!\\d)|&\\w{1,10};|%\\w|:\\$|(?:^|[^\\p{L}\\p{N}])--?\\p{Alpha}"
                    + "|[\\p{Alpha}/]/[\\p{Alpha}.]|\\p{Alpha}\\.\\p{Alpha}|\\d\\.\\d+\\.\\d|\\(\\)");

    /** Matches a line whose spaces put words into columns: an indentation, a tab, a wide gap, an option or an item. */
    private static final Pattern COLUMNS = Pattern.compile("^[\\s\u00A0\u3000]+\\S|\t|\\S {3,}\\S|^-{1,2}\\p{Alpha}");

    /** Matches a text that contains comments, objects or formulas of a program. */
    private static final Pattern PROGRAM = Pattern.compile(
            "(?:^|\\s)//\\s|/\\*|\\{ ?\\w+ ?:|\\s[*×÷=]\\s|^:\\w|&&|; do\\b|\\( [^\\p{L}\\p{N}]+ \\)|…[^…]+…[^…]+…|\\[ (?:and|or) \\]");

    private static final Pattern OPTION = Pattern.compile("\\s*--?\\p{Alpha}");

    /** Matches marks without a space between words, which separate the members of a list for programs. */
    private static final Pattern LIST =
            Pattern.compile("\\p{Alpha}[;|]\\p{Alpha}|\\p{Alpha},\\p{Alpha}(?:[^,]*,\\p{Alpha}){2}");

    /** Matches a colon of a pattern or code: "name:value", "user@host:[port]", "host[:port]", ":smile:". */
    private static final Pattern JOINED =
            Pattern.compile("[\\p{Alpha}\\[]:(?!//)[\\p{Alpha}\\[/]|(?<!\\S):\\p{Alpha}[\\w-]*:");

    /** Matches a stop between the parts of a name in a program: "EnumName.Value". */
    private static final Pattern DOTTED = Pattern.compile("\\p{Alpha}\\.\\p{Alpha}");

    /** Matches a list of names of at most three words: "Mode, Opacity, Expand Layers". */
    private static final Pattern NAMES =
            Pattern.compile("\\s*[^\\s,]+(?: [^\\s,]+){0,2}(?:, [^\\s,]+(?: [^\\s,]+){0,2}){2,}\\s*");

    private static final Pattern QUOTED = Pattern.compile("[“\"'‘][\\x21-\\x7e]+[”\"'’][.,;:)]?");
    private static final Pattern WORD = Pattern.compile("\\p{Alpha}[\\p{Alpha}'’-]*");
    private static final int MIN_WORDS = 3;
    private static final int MIN_HAN = 4;

    private RunningText() {}

    /**
     * Returns whether marks and spaces may change.
     *
     * @param start index of the first character of the target to change
     * @param end index after the last one
     */
    public static boolean contains(CheckedUnit unit, int start, int end) {
        String text = unit.target().text();
        int line = text.lastIndexOf('\n', start - 1) + 1;
        int next = text.indexOf('\n', start);
        String whole = text.substring(line, next < 0 ? text.length() : next);
        boolean isInLine = next < 0 || end <= next;
        return isInLine
                && !text.substring(line, start).isBlank()
                && !COLUMNS.matcher(whole).find()
                && isProse(unit)
                && !isOfProgram(unit, start, end)
                && !(text.substring(start, end).equals(".")
                        && end < text.length()
                        && DOTTED.matcher(unit.english()).find())
                && !isCharacter(text, start, end);
    }

    /** Returns whether a mark of the target is part of code, of a list of keywords or options, or of a pattern. */
    static boolean isOfProgram(CheckedUnit unit, int start, int end) {
        String text = unit.target().text();
        String mark = text.substring(start, end);
        return (mark.indexOf(':') >= 0 && JOINED.matcher(unit.english()).find())
                || (mark.indexOf(';') >= 0 && LIST.matcher(unit.english()).find())
                || OPTION.matcher(text).region(end, text.length()).lookingAt()
                || isInCode(unit, start, end);
    }

    /**
     * Returns whether a mark is meant as a character: alone, in brackets or quotation marks of its own, in a
     * list, or in a quoted word.
     */
    private static boolean isCharacter(String text, int start, int end) {
        int first = start;
        while (first > 0 && !Character.isWhitespace(text.charAt(first - 1))) {
            first--;
        }
        int last = end;
        while (last < text.length() && !Character.isWhitespace(text.charAt(last))) {
            last++;
        }
        boolean isEnclosed = start > 0
                && end < text.length()
                && "[“\"'‘「『(（".indexOf(text.charAt(start - 1)) >= 0
                && "]”\"'’」』)）".indexOf(text.charAt(end)) >= 0;
        String word = text.substring(first, last);
        boolean isListed = end < text.length() && text.charAt(end) == '、';
        return !text.substring(start, end).isBlank()
                && (isEnclosed
                        || isListed
                        || QUOTED.matcher(word).matches()
                        || word.chars().noneMatch(Character::isLetterOrDigit));
    }

    /** Returns whether a unit is words, not a list or a program. */
    private static boolean isProse(CheckedUnit unit) {
        return Han.count(unit.chinese()) >= MIN_HAN
                && WORD.matcher(unit.english()).results().limit(MIN_WORDS).count() == MIN_WORDS
                && !LIST.matcher(unit.english()).find()
                && !NAMES.matcher(unit.english()).matches()
                && !PROGRAM.matcher(unit.english()).find();
    }

    /** Returns whether the characters, or those next to them without a space, are part of a URL, code or version. */
    public static boolean isInCode(CheckedUnit unit, int start, int end) {
        String text = unit.target().text();
        int first = start;
        while (first > 0 && isOfWord(text.charAt(first - 1))) {
            first--;
        }
        int last = end;
        while (last < text.length() && isOfWord(text.charAt(last))) {
            last++;
        }
        return CODE.matcher(text).region(first, last).find();
    }

    /** Returns whether an inline tag, which may represent text, is between the characters of the target or next to them. */
    static boolean isBesideTag(CheckedUnit unit, int start, int end) {
        Content content = unit.target().content();
        // The text of a branch of an ICU message differs from the content.
        boolean isBeside =
                !content.isPlain() && !content.text().equals(unit.target().text());
        int at = 0;
        for (Content.Piece piece : content.pieces()) {
            if (piece instanceof Content.Text part) {
                at += part.text().length();
            } else if (piece instanceof Content.Code code) {
                String inside = code.isNative() ? "" : code.content().text();
                isBeside |= inside.isEmpty() && at >= start && at <= end;
                at += inside.length();
            }
        }
        return isBeside;
    }

    private static boolean isOfWord(char c) {
        return c > ' ' && c < 0x250;
    }
}
