package duiqi.exchange;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/** Dates as tables and JSON hold them, {@code 2026-11-24T08:00:00Z} (ISO 8601), and as {@link Tu} holds them. */
final class UnitDates {
    private UnitDates() {}

    /** The form of a {@link Tu} as that of ISO; empty when it is no date. */
    static Optional<String> iso(String date) {
        return TmxDate.parse(date).map(Instant::toString);
    }

    /** A date or day of a table as the form of a {@link Tu}; letter by letter where it is neither. */
    static String tmx(String date) {
        return TmxDate.parse(date).or(() -> day(date)).map(TmxDate::format).orElse(date);
    }

    private static Optional<Instant> day(String text) {
        try {
            return Optional.of(
                    LocalDate.parse(text.strip()).atStartOfDay(ZoneOffset.UTC).toInstant());
        } catch (DateTimeParseException notADay) {
            return Optional.empty();
        }
    }
}
