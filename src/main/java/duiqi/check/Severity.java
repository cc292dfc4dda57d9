package duiqi.check;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Lists the severities, the lowest first. */
public enum Severity {
    /** The text may be right, but a person should check it. */
    NOTE,
    /** The text is probably wrong. */
    WARNING,
    /** The text is wrong. */
    ERROR;

    /**
     * {@return the severity of this name in any case; empty if there is none}
     *
     * @param name the name, for example {@code warning}; spaces around it do not count
     */
    public static Optional<Severity> named(String name) {
        return Stream.of(values())
                .filter(severity -> severity.toString().equals(name.strip().toLowerCase(Locale.ROOT)))
                .findFirst();
    }

    /** Returns the name as in files and options: lower case. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
