package duiqi.memory;

import java.util.Locale;
import java.util.Optional;

/**
 * Whether an English text is about as long as its Chinese lets expect (after Gale and Church 1993): the logarithm of the English
 * letters, and ten, over 3.2 times the Chinese characters, and ten. A Latin letter in Chinese counts as a quarter of a character.
 *
 * <p>In the development gold the logarithm is 0.11 on average with a standard deviation of 0.25, and lies between -1.12 and 1.03
 * for all of 2,333 pairs; what is more than 1.3 off is no rendering, or one of a part.
 */
public final class LengthRatio {
    private static final double LETTERS_PER_CHARACTER = 3.2;
    private static final double SMOOTHING = 10;
    private static final double MEAN = 0.11;
    private static final double MAX_RATIO = 1.3;

    private LengthRatio() {}

    static Optional<String> fault(UnitTexts unit) {
        return unit.isPair() ? fault(unit.chineseText(), unit.englishText()) : Optional.empty();
    }

    /** What is wrong with the lengths of two texts, as a clause; empty when they can be renderings of each other. */
    public static Optional<String> fault(String source, String target) {
        double chinese = source.codePoints()
                .filter(Character::isLetterOrDigit)
                .mapToDouble(c -> Character.isIdeographic(c) ? 1 : 0.25)
                .sum();
        long english = target.codePoints().filter(Character::isLetterOrDigit).count();
        double ratio = Math.log((english + SMOOTHING) / (LETTERS_PER_CHARACTER * chinese + SMOOTHING));
        return Math.abs(ratio - MEAN) > MAX_RATIO
                ? Optional.of(
                        String.format(Locale.ROOT, "%d English letters for %.0f Chinese characters", english, chinese))
                : Optional.empty();
    }
}
