package duiqi.glossary;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** The status of a rendering in a glossary (after ISO 30042 and ISO 704; TBX writes {@code admitted} for admitted terms). */
public enum TermStatus {
    /** To be used. */
    PREFERRED,
    /** May be used as well. */
    ADMITTED,
    /** Was used once, and should be no more. */
    DEPRECATED,
    /** Is wrong. */
    FORBIDDEN;

    /** Returns whether a translator may write it. */
    public boolean isAllowed() {
        return this == PREFERRED || this == ADMITTED;
    }

    /** Returns the status of a name in any case; empty when there is none of that name. */
    public static Optional<TermStatus> named(String name) {
        return Stream.of(values())
                .filter(status -> status.toString().equals(name.strip().toLowerCase(Locale.ROOT)))
                .findFirst();
    }

    /** As files have it. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
