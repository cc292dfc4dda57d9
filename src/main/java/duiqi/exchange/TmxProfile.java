package duiqi.exchange;

/**
 * Adapts TMX files to the tool that reads them. All profiles write TMX 1.4; {@code src/docs/reference/exchange.md}
 * lists what each tool reads, with its version.
 *
 * <p>{@link #PLAIN} keeps every language, property, note and inline tag of the units. The other profiles write one pair
 * per unit, the source first, with one code for each language.
 */
public enum TmxProfile {
    /** Keeps everything. */
    PLAIN(false, false, Codes.KEPT, false),
    /** Removes {@code <hi>} tags but keeps their text, because OmegaT ignores text inside {@code <hi>}. */
    OMEGAT(true, false, Codes.WITHOUT_HIGHLIGHTS, false),
    /** Writes UTF-16 for Trados Studio and Workbench, because old versions read nothing else. */
    TRADOS(true, true, Codes.KEPT, false),
    /** Writes the neighbours of a segment as elements, as memoQ does. */
    MEMOQ(true, false, Codes.KEPT, true),
    /** Writes the exact source code in every unit, because Okapi stops at the first unit without it. */
    OKAPI(true, false, Codes.KEPT, false),
    /** Removes all inline tags, because Weblate reads only text. */
    WEBLATE(true, false, Codes.DROPPED, false),
    /** Removes all inline tags, because MateCat reads only text. */
    MATECAT(true, false, Codes.DROPPED, false);

    /** Lists the ways to write inline tags. */
    public enum Codes {
        KEPT,
        WITHOUT_HIGHLIGHTS,
        DROPPED
    }

    private final boolean isPair;
    private final boolean isWide;
    private final Codes codes;
    private final boolean hasContextSegments;

    TmxProfile(boolean isPair, boolean isWide, Codes codes, boolean hasContextSegments) {
        this.isPair = isPair;
        this.isWide = isWide;
        this.codes = codes;
        this.hasContextSegments = hasContextSegments;
    }

    /** Returns whether the writer keeps only the source and the target of a unit, under codes with a region. */
    public boolean isPair() {
        return isPair;
    }

    /** Returns whether the writer uses UTF-16 with a byte order mark instead of UTF-8. */
    public boolean isWide() {
        return isWide;
    }

    public Codes codes() {
        return codes;
    }

    /** Returns whether the writer stores the neighbours of a segment as {@code <seg>} elements. */
    public boolean hasContextSegments() {
        return hasContextSegments;
    }

    /** Lists the versions of TMX, the oldest first. */
    public enum Version {
        /** Uses {@code lang} instead of {@code xml:lang}, and has no {@code <hi>}. */
        V1_1("1.1", true),
        /** Uses {@code lang} instead of {@code xml:lang}. */
        V1_2("1.2", true),
        V1_3("1.3", false),
        V1_4("1.4", false);

        private final String number;
        private final boolean isOld;

        Version(String number, boolean isOld) {
            this.number = number;
            this.isOld = isOld;
        }

        /** Returns whether the version uses {@code lang} instead of {@code xml:lang}. */
        public boolean isOld() {
            return isOld;
        }

        /** Returns whether the version has {@code <hi>}. */
        public boolean hasHighlights() {
            return this != V1_1;
        }

        /** Returns the version number as written in files. */
        @Override
        public String toString() {
            return number;
        }
    }
}
