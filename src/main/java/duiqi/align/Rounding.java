package duiqi.align;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * Probabilities and rates as every output shows them: four decimals, whatever the locale. The exact binary value is rounded,
 * half to even, as printf of C and of Python does, so that figures can be compared with those of other scorers.
 */
final class Rounding {
    private static final int DECIMALS = 4;

    private Rounding() {}

    static BigDecimal fourDecimals(double value) {
        return new BigDecimal(value).setScale(DECIMALS, RoundingMode.HALF_EVEN);
    }
}
