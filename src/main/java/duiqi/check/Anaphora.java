package duiqi.check;

import java.util.regex.Pattern;

/**
 * Whether the English refers back to something where the Chinese names it: Chinese says a term again where English says <i>it</i> or
 * <i>this goal</i>. Stateless.
 */
final class Anaphora {
    private static final Pattern ENGLISH = Pattern.compile(
            "\\b(?:it|its|they|them|their|this|these|such|the (?:former|latter|same))\\b", Pattern.CASE_INSENSITIVE);
    private static final Pattern CHINESE = Pattern.compile("[它他她其此这這該该彼]|前者|后者|後者|这些|同样|如此");

    private Anaphora() {}

    /** Whether there is more of it in the English than in the Chinese. */
    static boolean isIn(CheckedUnit unit) {
        long english = ENGLISH.matcher(unit.english()).results().count();
        return english > 0
                && english > CHINESE.matcher(unit.chinese()).results().count();
    }
}
