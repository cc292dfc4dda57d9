package duiqi.check;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** How bad a finding is, the least first. */
public enum Severity {
    /** Worth a look. */
    NOTE,
    /** Probably wrong. */
    WARNING,
    /** Wrong. */
    ERROR;

    /** The severity of a name in any case; empty when there is none of that name. */
    public static Optional<Severity> named(String name) {
        return Stream.of(values())
                .filter(severity -> severity.toString().equals(name.strip().toLowerCase(Locale.ROOT)))
                .findFirst();
    }

    /** As files and users write it. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
