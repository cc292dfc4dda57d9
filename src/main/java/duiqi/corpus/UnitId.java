package duiqi.corpus;

import java.util.HexFormat;

/**
 * The id of a unit in 16 bytes, which are shuffled more cheaply than its 32 digits. Immutable.
 *
 * @param high first 64 bits, less 2 to the 63rd, so that ids compare as their digits do
 * @param low last 64 bits, likewise
 */
record UnitId(long high, long low) implements Comparable<UnitId> {
    private static final int DIGITS = 16;

    /**
     * Reads an id.
     *
     * @param digits 32 hexadecimal digits in lower case, as {@link CorpusUnit} has them
     */
    static UnitId of(String digits) {
        if (digits.length() != 2 * DIGITS) {
            throw new IllegalArgumentException("the id of a unit has 32 hexadecimal digits, not \"" + digits + "\"");
        }
        return new UnitId(
                HexFormat.fromHexDigitsToLong(digits, 0, DIGITS) ^ Long.MIN_VALUE,
                HexFormat.fromHexDigitsToLong(digits, DIGITS, 2 * DIGITS) ^ Long.MIN_VALUE);
    }

    @Override
    public int compareTo(UnitId other) {
        int first = Long.compare(high, other.high);
        return first != 0 ? first : Long.compare(low, other.low);
    }

    @Override
    public String toString() {
        HexFormat hex = HexFormat.of();
        return hex.toHexDigits(high ^ Long.MIN_VALUE) + hex.toHexDigits(low ^ Long.MIN_VALUE);
    }
}
