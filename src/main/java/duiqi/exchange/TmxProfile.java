package duiqi.exchange;

/**
 * The form in which a tool wants its TMX. All are TMX 1.4; what each was seen to read, with which version, is in
 * {@code src/docs/reference/exchange.md}.
 *
 * <p>{@link #PLAIN} loses nothing: every language, property, note and code of the units stays. The others have one pair a unit,
 * the source first, under one code for each language.
 */
public enum TmxProfile {
    /** Everything, as the format has it. */
    PLAIN(false, false, Codes.KEPT, false),
    /** OmegaT passes over the text that {@code <hi>} marks, so it stands there unmarked. */
    OMEGAT(true, false, Codes.WITHOUT_HIGHLIGHTS, false),
    /** Trados Studio and Workbench, old versions of which read UTF-16 alone. */
    TRADOS(true, true, Codes.KEPT, false),
    /** memoQ writes the neighbours of a segment as elements. */
    MEMOQ(true, false, Codes.KEPT, true),
    /** Okapi gives up at the first unit without the exact code of the source. */
    OKAPI(true, false, Codes.KEPT, false),
    /** Weblate reads text alone. */
    WEBLATE(true, false, Codes.DROPPED, false),
    /** MateCat reads text alone, too. */
    MATECAT(true, false, Codes.DROPPED, false);

    /** The treatment of inline elements. */
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

    /** Returns whether a unit has the two sides asked for and no others, under codes with a region. */
    public boolean isPair() {
        return isPair;
    }

    /** Returns whether the file is in UTF-16 with a byte order mark, and not in UTF-8. */
    public boolean isWide() {
        return isWide;
    }

    public Codes codes() {
        return codes;
    }

    /** Returns whether the neighbours of a segment stand in {@code <seg>} elements, written as text. */
    public boolean hasContextSegments() {
        return hasContextSegments;
    }

    /** The versions of TMX, from the first that was published to the last. */
    public enum Version {
        /** Has {@code lang} for {@code xml:lang}, and no {@code <hi>}. */
        V1_1("1.1", true),
        /** Has {@code lang} for {@code xml:lang}. */
        V1_2("1.2", true),
        V1_3("1.3", false),
        V1_4("1.4", false);

        private final String number;
        private final boolean isOld;

        Version(String number, boolean isOld) {
            this.number = number;
            this.isOld = isOld;
        }

        /** Returns whether a language stands under {@code lang} and not under {@code xml:lang}. */
        public boolean isOld() {
            return isOld;
        }

        /** Returns whether a version has {@code <hi>}. */
        public boolean hasHighlights() {
            return this != V1_1;
        }

        /** Returns the version as a file says it. */
        @Override
        public String toString() {
            return number;
        }
    }
}
