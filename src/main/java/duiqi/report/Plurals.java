package duiqi.report;

/** Writes numbers of things as sentences have them. */
public final class Plurals {
    private Plurals() {}

    /** Returns a number of units: {@code 1 unit}, {@code 2 units}. */
    public static String units(long number) {
        return of(number, "unit");
    }

    /**
     * Returns a number of things.
     *
     * @param one the name of one of them, to which the plural adds an s
     */
    public static String of(long number, String one) {
        return number + " " + one + (number == 1 ? "" : "s");
    }
}
