package duiqi.check;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What settings say of a rule. */
public enum SeveritySetting {
    /** Not looked at. */
    OFF,
    /** Looked at, as bad as the rule says. */
    ON,
    /** Looked at, and a note. */
    NOTE,
    /** Looked at, and a warning. */
    WARNING,
    /** Looked at, and an error. */
    ERROR;

    /** The level of a name; empty when there is none of that name. */
    public static Optional<SeveritySetting> named(String name) {
        return Stream.of(values())
                .filter(level -> level.toString().equals(name.strip().toLowerCase(Locale.ROOT)))
                .findFirst();
    }

    /** How bad it is then to break a rule; empty when it is not looked at. */
    Optional<Severity> severity(Rule rule) {
        return switch (this) {
            case OFF -> Optional.empty();
            case ON -> Optional.of(rule.severity());
            case NOTE -> Optional.of(Severity.NOTE);
            case WARNING -> Optional.of(Severity.WARNING);
            case ERROR -> Optional.of(Severity.ERROR);
        };
    }

    /** As files have it. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
