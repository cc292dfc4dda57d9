package duiqi.lexicon;

import duiqi.lexicon.number.ChineseFigures;
import duiqi.lexicon.number.ChineseNumber;
import duiqi.lexicon.number.EnglishFigures;
import duiqi.lexicon.number.EnglishNumber;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Reads the numbers of both languages for the aligner, corpora and checks: numerals, the figures that a text states,
 * and the numbers of headings. Not thread-safe, because the tokenizer is not.
 */
public final class Numbers {
    private final ChineseFigures chinese;

    /**
     * Holds a numeral of a text.
     *
     * @param value the exact value
     * @param start the index of its first UTF-16 unit in the text
     * @param end the index after its last UTF-16 unit
     */
    public record Numeral(BigDecimal value, int start, int end) {}

    /** Creates a reader. The tokenizer detects numerals that are parts of words. */
    public Numbers(Lexicon lexicon, ChineseTokenizer tokenizer) {
        this.chinese = new ChineseFigures(lexicon, tokenizer);
    }

    /**
     * Returns the figures of a Chinese text in order.
     *
     * @param english the English text, which decides whether 2, 400 is one number
     */
    public List<Figure> inChinese(String text, String english) {
        return chinese.in(text, english);
    }

    /**
     * Returns the figures of an English text in order.
     *
     * @param chinese the Chinese text, which decides whether "2, 400" is one number
     */
    public static List<Figure> inEnglish(String text, String chinese) {
        return EnglishFigures.in(text, chinese);
    }

    /** Returns the numerals of a Chinese text in order, including those inside words. */
    public static List<Numeral> chineseNumerals(String text) {
        List<Numeral> numerals = new ArrayList<>();
        for (int i = 0; i < text.length(); ) {
            Optional<ChineseNumber> number = ChineseNumber.at(text, i);
            if (number.isPresent()) {
                numerals.add(new Numeral(number.get().value(), i, number.get().end()));
            }
            i = number.map(ChineseNumber::end).orElse(i + 1);
        }
        return numerals;
    }

    /**
     * Returns the number of a heading in either language, such as 第三章 or Chapter Three, or empty if the heading has
     * none.
     */
    public static OptionalInt ofHeading(String heading) {
        return EnglishNumber.Heading.of(heading);
    }
}
