package duiqi.check.term;

import duiqi.check.CheckedUnit;
import java.util.regex.Pattern;

/**
 * Recognises words that refer back to a term: a source repeats the term where the target says <i>it</i>, <i>this
 * goal</i> or 它. Stateless.
 */
final class Anaphora {
    private static final String WORDS = "\\b(?:it|its|they|them|their|this|these|such|the (?:former|latter|same))\\b";

    private static final Pattern ENGLISH = Pattern.compile(WORDS, Pattern.CASE_INSENSITIVE);

    private static final Pattern CHINESE = Pattern.compile("[它他她其此这這该該彼]|前者|后者|後者|这些|同样|如此");

    /** Matches Chinese pronouns, but not 其他, 其中 and other words with their characters. */
    private static final Pattern CHINESE_PRONOUNS = Pattern.compile("[它她]|(?<!其)他|(?<![尤极与])其(?![他它中实余次间])|[前后]者");

    /** Matches English pronouns that Chinese ones translate, also those of persons. */
    private static final Pattern ENGLISH_PRONOUNS =
            Pattern.compile(WORDS + "|\\b(?:he|him|his|she|her|hers|that|those)\\b", Pattern.CASE_INSENSITIVE);

    private Anaphora() {}

    /** Returns whether the target has more of these words than the source. */
    static boolean refersBack(CheckedUnit unit) {
        return unit.isIntoChinese()
                ? count(CHINESE_PRONOUNS, unit.chinese()) > count(ENGLISH_PRONOUNS, unit.english())
                : count(ENGLISH, unit.english()) > count(CHINESE, unit.chinese());
    }

    private static long count(Pattern pattern, String text) {
        return pattern.matcher(text).results().count();
    }
}
