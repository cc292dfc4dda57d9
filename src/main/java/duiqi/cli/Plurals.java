package duiqi.cli;

/** Numbers of things, as sentences have them. */
final class Plurals {
    private Plurals() {}

    /** A number of units: {@code 1 unit}, {@code 2 units}. */
    static String units(long number) {
        return of(number, "unit");
    }

    /**
     * A number of things.
     *
     * @param one what one of them is called, which more of them have an s behind
     */
    static String of(long number, String one) {
        return number + " " + one + (number == 1 ? "" : "s");
    }
}
