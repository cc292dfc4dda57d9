package duiqi.glossary;

import com.google.re2j.PatternSyntaxException;
import duiqi.glossary.format.TermDraft;
import duiqi.io.UserExpression;
import duiqi.text.FormatException;
import duiqi.text.Location;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Defines the forms of the English of an entry: words; words with a stem mark, {@code research|}, which matches all
 * words with this beginning; or a regular expression of RE2 between slashes, {@code /self-relian(ce|t)/}.
 */
public final class RenderingForm {
    private static final int MIN_STEM_LETTERS = 2;
    private static final Pattern STEM = Pattern.compile("[^\\s|]*\\p{L}{" + MIN_STEM_LETTERS + "}\\|?[^\\s|]*");

    /** Matches a remark in brackets: <i>certificate (document)</i>, 证书（数字）, <i>World Health Organization (WHO)</i>. */
    private static final Pattern REMARK = Pattern.compile("\\s*[(（]([^()（）]*)[)）]\\s*");

    private static final Pattern VERB = Pattern.compile("^to (?=\\p{L}{2})");

    private static final Pattern ACRONYM =
            Pattern.compile("(?=.*\\p{Lu}.*\\p{Lu})[\\p{Lu}\\p{N}][\\p{L}\\p{N}&.-]{1,11}");

    private RenderingForm() {}

    /** Returns a term without a remark in brackets and without the "to" of an English verb. */
    static String bare(String term) {
        String rest = REMARK.matcher(term).replaceAll(" ").strip();
        return VERB.matcher(rest.isEmpty() ? term : rest).replaceFirst("");
    }

    /** Returns the acronym in brackets after a term. */
    static Optional<String> acronym(String term) {
        Matcher remark = REMARK.matcher(term);
        return Optional.of(remark)
                .filter(found -> found.find() && found.start() > 0)
                .map(found -> found.group(1))
                .filter(inside -> ACRONYM.matcher(inside).matches());
    }

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
        com.google.re2j.Pattern pattern;
        try {
            pattern = UserExpression.compile(expression, 0);
        } catch (PatternSyntaxException e) {
            throw new FormatException(
                    place.toString(),
                    "\"" + TermDraft.shown(expression) + "\" is not a valid regular expression: " + e.getDescription(),
                    UserExpression.REMEDY + ", or write the words without slashes",
                    e);
        }
        if (pattern.matcher("").find()) {
            throw new FormatException(
                    place, "\"" + TermDraft.shown(expression) + "\" matches empty text", "require at least one letter");
        }
    }
}
