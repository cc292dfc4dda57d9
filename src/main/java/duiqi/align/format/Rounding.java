package duiqi.align.format;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * Rounds probabilities and rates for output, independent of the locale. It rounds the exact binary value half to even,
 * as printf of C and Python does. The figures are therefore comparable with those of other scorers.
 */
public final class Rounding {
    private Rounding() {}

    /** Returns a value for programs that process it further. */
    public static BigDecimal fourDecimals(double value) {
        return round(value, 4);
    }

    /**
     * Returns a value for files under version control. With two decimals, a change elsewhere in a text rarely changes
     * it.
     */
    public static BigDecimal twoDecimals(double value) {
        return round(value, 2);
    }

    private static BigDecimal round(double value, int decimals) {
        return new BigDecimal(value).setScale(decimals, RoundingMode.HALF_EVEN);
    }
}
