package duiqi.align;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * Rounds probabilities and rates for output, independent of the locale. It rounds the exact binary value half to even,
 * as printf of C and Python does. The figures are therefore comparable with those of other scorers.
 */
public final class Rounding {
    private Rounding() {}

    /**
     * Returns a rounded value.
     *
     * @param decimals 4 for programs that process the value further, 2 for files under version control, where a change
     *     elsewhere in a text rarely changes it
     */
    public static BigDecimal round(double value, int decimals) {
        return new BigDecimal(value).setScale(decimals, RoundingMode.HALF_EVEN);
    }
}
