package duiqi.check.number;

import duiqi.lexicon.Figure;
import duiqi.lexicon.Figure.Kind;
import java.math.BigDecimal;
import java.util.regex.Pattern;

/** Decides which of the two percentages of 八折 an English text states: 80% of the price, or 20% off. Stateless. */
final class Discount {
    private static final Pattern OFF = Pattern.compile("[ -](?:off\\b|discount|reduc|cheaper|lower)");
    private static final Pattern OFF_BEFORE =
            Pattern.compile("(?:discount|reduc\\w+|rebate)s? (?:of|by) $|(?:cut|lower\\w*|discounted) by $");
    private static final Pattern PRICE = Pattern.compile(
            " of (?:the |their |its )?(?:original |list |full |usual |normal |regular )?(?:price|cost|fare)\\b(?! off)");

    private Discount() {}

    static boolean is(Figure chinese) {
        Figure.Context context = chinese.context();
        return chinese.kind() == Kind.PERCENT
                && context.end() > 0
                && context.text().charAt(context.end() - 1) == '折'
                && chinese.otherValues().size() == 1;
    }

    /** Returns whether an English percentage is the part that a buyer saves. */
    static boolean isOff(Figure english) {
        return OFF.matcher(english.context().after()).lookingAt()
                || OFF_BEFORE.matcher(english.context().before()).find();
    }

    /** Returns a Chinese discount as the part that a buyer saves. */
    static Figure off(Figure discount) {
        BigDecimal saved = discount.otherValues().get(0);
        return Figure.of(Kind.PERCENT, saved, discount.start(), discount.end());
    }

    /** Returns whether a discount and an English percentage have different values. */
    static boolean differs(Figure chinese, Figure english) {
        if (english.kind() != Kind.PERCENT || !is(chinese)) {
            return false;
        }
        return isOff(english)
                ? english.value().compareTo(off(chinese).value()) != 0
                : PRICE.matcher(english.context().after()).lookingAt()
                        && english.value().compareTo(chinese.value()) != 0;
    }
}
