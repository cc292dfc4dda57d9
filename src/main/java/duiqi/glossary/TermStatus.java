package duiqi.glossary;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Lists the statuses of translations in a glossary, after ISO 30042 and ISO 704. */
public enum TermStatus {
    /** The translation to use. */
    PREFERRED,
    /** A translation that is also correct. */
    ADMITTED,
    /** A former translation that should not be used any more. */
    DEPRECATED,
    /** A wrong translation. */
    FORBIDDEN;

    /** Returns whether translators may use the translation. */
    public boolean isAllowed() {
        return this == PREFERRED || this == ADMITTED;
    }

    /** Returns the status with this name in any case; empty if there is none. */
    public static Optional<TermStatus> named(String name) {
        return Stream.of(values())
                .filter(status -> status.toString().equals(name.strip().toLowerCase(Locale.ROOT)))
                .findFirst();
    }

    /** Returns the name as in files: lower case. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
