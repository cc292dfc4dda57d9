package duiqi.glossary;

import duiqi.glossary.format.TermDraft;
import duiqi.io.LimitedText;
import duiqi.text.FormatException;
import duiqi.text.Location;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * Defines the forms of the English of an entry: words; words with a stem mark, {@code research|}, which matches all
 * words with this beginning; or a Java regular expression between slashes, {@code /self-relian(ce|t)/}.
 *
 * <p>Glossary files may come from untrusted sources, so duiqi accepts only regular expressions that match in reasonable
 * time. A repeated part may not contain repetitions or alternatives, and the number of repetitions is limited (J.
 * Kirrage, A. Rathnayake, H. Thielecke, Static Analysis for Regular Expression Denial-of-Service Attacks, NSS 2013, on
 * the causes of exponential matching).
 */
public final class RenderingForm {
    private static final int MAX_REPETITIONS = 8;

    /** Maximum number of unbounded repetitions. Each raises the matching time to the next power of the text length. */
    private static final int MAX_UNBOUNDED = 2;

    private static final int MAX_TIMES = 20;

    private static final int MIN_STEM_LETTERS = 2;
    private static final String REMEDY = "simplify it, or list the translations one by one";
    private static final Pattern STEM = Pattern.compile("[^\\s|]*\\p{L}{" + MIN_STEM_LETTERS + "}\\|?[^\\s|]*");

    private RenderingForm() {}

    /** Returns whether a translation is a regular expression. */
    public static boolean isExpression(String english) {
        return english.length() > 2 && english.startsWith("/") && english.endsWith("/");
    }

    /** Returns the expression without its slashes. */
    public static String expression(String english) {
        if (!isExpression(english)) {
            throw new IllegalArgumentException("not a regular expression between slashes: " + english);
        }
        return english.substring(1, english.length() - 1);
    }

    /** Returns whether a translation has stem marks. */
    public static boolean hasStemMark(String english) {
        return !isExpression(english) && english.indexOf('|') >= 0;
    }

    /**
     * Checks that a translation can be matched.
     *
     * @throws FormatException with this location, if it cannot
     */
    public static void requireSound(String english, Location place) throws FormatException {
        if (isExpression(english)) {
            requireSoundExpression(expression(english), place);
        } else if (hasStemMark(english)) {
            for (String word : english.split(" ", -1)) {
                if (word.indexOf('|') >= 0 && !STEM.matcher(word).matches()) {
                    throw new FormatException(
                            place,
                            "\"" + TermDraft.shown(word) + "\" has a misplaced stem mark",
                            "write one | after a stem of at least two letters, for example research|");
                }
            }
        }
    }

    private static void requireSoundExpression(String expression, Location place) throws FormatException {
        Pattern pattern;
        try {
            pattern = LimitedText.compile(expression, 0);
        } catch (PatternSyntaxException e) {
            String description = e.getDescription();
            String problem =
                    description.startsWith("has ") ? description : "is not a valid regular expression: " + description;
            throw new FormatException(
                    place.toString(),
                    "\"" + TermDraft.shown(expression) + "\" " + problem,
                    "correct it, or write the words without slashes",
                    e);
        }
        new Repetitions(expression, place).check();
        if (pattern.matcher("").find()) {
            throw new FormatException(
                    place, "\"" + TermDraft.shown(expression) + "\" matches empty text", "require at least one letter");
        }
    }

    /** Checks a valid expression, group by group. */
    private static final class Repetitions {
        /** Describes the content of a group. */
        private static final class Group {
            private boolean repeats;
            private boolean hasAlternatives;
        }

        /** Matches the mode in which Java ignores white space and comments. This class does not support it. */
        private static final Pattern COMMENTS = Pattern.compile("\\(\\?[a-zA-Z-]*x");

        private static final Pattern TIMES = Pattern.compile("\\d+");

        private final String expression;
        private final Location place;
        private final Deque<Group> open = new ArrayDeque<>();
        private int count;
        private int unbounded;

        Repetitions(String expression, Location place) {
            this.expression = expression;
            this.place = place;
        }

        void check() throws FormatException {
            if (COMMENTS.matcher(expression).find()) {
                throw fault("contains comments");
            }
            open.push(new Group());
            Group closed = new Group();
            int i = 0;
            while (i < expression.length()) {
                Group last = closed;
                closed = new Group();
                char c = expression.charAt(i);
                switch (c) {
                    case '\\' -> i = escape(i);
                    case '[' -> i = characterClass(i);
                    case '(' -> {
                        open.push(new Group());
                        i += expression.startsWith("(?", i) ? 2 : 1;
                    }
                    case ')' -> {
                        closed = open.pop();
                        open.element().repeats |= closed.repeats;
                        i++;
                    }
                    case '|' -> {
                        open.element().hasAlternatives = true;
                        i++;
                    }
                    case '*', '+', '?', '{' -> i = repetition(i, last);
                    default -> i++;
                }
            }
        }

        private int escape(int i) throws FormatException {
            char c = i + 1 < expression.length() ? expression.charAt(i + 1) : '\\';
            if ((c >= '1' && c <= '9') || c == 'k') {
                throw fault("has a back-reference");
            }
            if (c == 'Q') {
                int end = expression.indexOf("\\E", i);
                return end < 0 ? expression.length() : end + 2;
            }
            return i + 2;
        }

        /** Returns the index after a character class, which may contain further ones. */
        private int characterClass(int start) {
            int depth = 0;
            for (int i = start; i < expression.length(); i++) {
                char c = expression.charAt(i);
                if (c == '\\') {
                    i++;
                } else if (c == '[') {
                    depth++;
                    boolean isNegated = expression.startsWith("^", i + 1);
                    // A bracket at the very beginning is an ordinary character.
                    i += isNegated ? 1 : 0;
                    i += expression.startsWith("]", i + 1) ? 1 : 0;
                } else if (c == ']' && --depth == 0) {
                    return i + 1;
                }
            }
            return expression.length();
        }

        private int repetition(int start, Group repeated) throws FormatException {
            char c = expression.charAt(start);
            int end = c == '{' ? expression.indexOf('}', start) + 1 : start + 1;
            String braces = expression.substring(start, end);
            boolean isOptional = c == '?' || braces.matches("\\{0?,?1}|\\{0,1}");
            if (!isOptional && repeated.repeats) {
                throw fault("has nested repetitions");
            }
            if (!isOptional && repeated.hasAlternatives) {
                throw fault("repeats alternatives");
            }
            count++;
            unbounded += c == '*' || c == '+' || braces.endsWith(",}") ? 1 : 0;
            if (count > MAX_REPETITIONS || unbounded > MAX_UNBOUNDED) {
                throw fault("has too many repetitions");
            }
            if (TIMES.matcher(braces).results().anyMatch(times -> isMany(times.group()))) {
                throw fault("repeats more than " + MAX_TIMES + " times");
            }
            open.element().repeats = true;
            // A further ? or + makes the repetition reluctant or possessive.
            boolean hasMode = end < expression.length() && "?+".indexOf(expression.charAt(end)) >= 0;
            return hasMode ? end + 1 : end;
        }

        private static boolean isMany(String times) {
            return times.length() > 4 || Integer.parseInt(times) > MAX_TIMES;
        }

        private FormatException fault(String problem) {
            return new FormatException(place, "\"" + TermDraft.shown(expression) + "\" " + problem, REMEDY);
        }
    }
}
