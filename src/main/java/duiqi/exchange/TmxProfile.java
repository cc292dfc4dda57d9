package duiqi.exchange;

/**
 * Adapts TMX files to the tool that reads them. All profiles write TMX 1.4; {@code src/docs/reference/exchange.md}
 * lists what each tool reads, with its version.
 */
public enum TmxProfile {
    /** Keeps every language, property, note and inline tag. The other profiles write one pair per unit. */
    PLAIN,
    /** Removes {@code <hi>} tags but keeps their text, because OmegaT ignores text inside {@code <hi>}. */
    OMEGAT,
    /** Writes UTF-16 for Trados Studio and Workbench, because old versions read nothing else. */
    TRADOS,
    /** Writes the neighbours of a segment as elements, as memoQ does. */
    MEMOQ,
    /** Writes the exact source code in every unit, because Okapi stops at the first unit without it. */
    OKAPI,
    /** Removes all inline tags, because Weblate reads only text. */
    WEBLATE,
    /** Removes all inline tags, because MateCat reads only text. */
    MATECAT;

    /** Returns whether the writer keeps only the source and the target of a unit, under codes with a region. */
    public boolean isPair() {
        return this != PLAIN;
    }

    /** Returns whether the writer keeps inline tags. */
    public boolean keepsTags() {
        return this != WEBLATE && this != MATECAT;
    }
}
