package duiqi.align.form;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * Probabilities and rates as outputs show them, whatever the locale. The exact binary value is rounded, half to even, as printf
 * of C and of Python does, so that figures can be compared with those of other scorers.
 */
public final class Rounding {
    private Rounding() {}

    /** For figures that programs go on with. */
    public static BigDecimal fourDecimals(double value) {
        return round(value, 4);
    }

    /** For what is kept under version control: a change elsewhere in a text moves a probability only a little. */
    public static BigDecimal twoDecimals(double value) {
        return round(value, 2);
    }

    private static BigDecimal round(double value, int decimals) {
        return new BigDecimal(value).setScale(decimals, RoundingMode.HALF_EVEN);
    }
}
