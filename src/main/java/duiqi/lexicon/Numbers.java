package duiqi.lexicon;

import duiqi.lexicon.number.ChineseFigures;
import duiqi.lexicon.number.ChineseNumber;
import duiqi.lexicon.number.EnglishFigures;
import duiqi.lexicon.number.SerialNumber;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Reads the numbers of both languages for aligner, corpus and checks: numerals, the figures that a text states with them, and the
 * numbers of headings. Not thread-safe, since the tokenizer is not.
 */
public final class Numbers {
    private final ChineseFigures chinese;

    /**
     * A numeral of a text.
     *
     * @param value exact value
     * @param start index of its first UTF-16 unit in the text
     * @param end index after its last one
     */
    public record Numeral(BigDecimal value, int start, int end) {}

    /** Reads figures; the tokenizer tells which numerals are parts of words. */
    public Numbers(Lexicon lexicon, ChineseTokenizer tokenizer) {
        this.chinese = new ChineseFigures(lexicon, tokenizer);
    }

    /** Returns the figures of a Chinese text in order. */
    public List<Figure> inChinese(String text) {
        return chinese.in(text);
    }

    /** Returns the figures of an English text in order. */
    public static List<Figure> inEnglish(String text) {
        return EnglishFigures.in(text);
    }

    /** Returns the numerals of a Chinese text in order, also those inside words. */
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

    /** Returns the number of a heading in either language, as 第三章 or Chapter Three; empty when it bears none. */
    public static OptionalInt ofHeading(String heading) {
        return SerialNumber.of(heading);
    }
}
