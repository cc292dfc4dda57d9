package duiqi.text;

/** Formats a number with its noun in the singular or plural. */
public final class Plurals {
    private Plurals() {}

    /** Returns a number of units: {@code 1 unit}, {@code 2 units}. */
    public static String units(long number) {
        return of(number, "unit");
    }

    /**
     * Returns a number with its noun: {@code 1 finding}, {@code 2 findings}.
     *
     * @param one the noun in the singular; the plural adds an s
     */
    public static String of(long number, String one) {
        return number + " " + one + (number == 1 ? "" : "s");
    }

    /**
     * Returns {@code one} for the number 1 and {@code many} for all other numbers. Use it for verbs, pronouns and
     * irregular nouns.
     */
    public static String choose(long number, String one, String many) {
        return number == 1 ? one : many;
    }
}
