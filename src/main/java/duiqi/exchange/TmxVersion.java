package duiqi.exchange;

/** The versions of TMX, from the first that was published to the last. */
public enum TmxVersion {
    /** Has {@code lang} for {@code xml:lang}, and no {@code <hi>}. */
    V1_1("1.1", true),
    /** Has {@code lang} for {@code xml:lang}. */
    V1_2("1.2", true),
    V1_3("1.3", false),
    V1_4("1.4", false);

    private final String number;
    private final boolean isOld;

    TmxVersion(String number, boolean isOld) {
        this.number = number;
        this.isOld = isOld;
    }

    /** Whether a language stands under {@code lang} and not under {@code xml:lang}. */
    boolean isOld() {
        return isOld;
    }

    /** Whether a version has {@code <hi>}. */
    boolean hasHighlights() {
        return this != V1_1;
    }

    /** As a file says it. */
    @Override
    public String toString() {
        return number;
    }
}
