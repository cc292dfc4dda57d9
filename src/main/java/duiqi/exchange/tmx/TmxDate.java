package duiqi.exchange.tmx;

import duiqi.exchange.Tu;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads and writes dates in the TMX format, in UTC: {@code 20261124T080000Z} (TMX 1.4b, section 3.2, creationdate). */
public final class TmxDate {
    private static final DateTimeFormatter FORM =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

    /**
     * The TMX format, and that of Pontoon: {@code 2026-11-24T08:00:00Z}, {@code 2026-11-24 08:00:00.12+01:00}; UTC if
     * there is no zone. A memory has millions of dates, which a formatter reads 20 times as slowly.
     */
    private static final Pattern DATE =
            Pattern.compile("(\\d{4})(-?)(\\d\\d)\\2(\\d\\d)[T ](\\d\\d)(:?)(\\d\\d)\\6(\\d\\d)"
                    + "(?:\\.(\\d{1,9}))?(Z|[+-]\\d\\d:?\\d\\d)?");

    private TmxDate() {}

    public static String format(Instant date) {
        return FORM.format(date);
    }

    /** Returns the date, in TMX format or another format that tools use; empty if the text is not a date. */
    public static Optional<Instant> parse(String text) {
        Matcher date = DATE.matcher(text.strip());
        if (!date.matches()) {
            return Optional.empty();
        }
        String fraction = Optional.ofNullable(date.group(9)).orElse("") + "000000000";
        try {
            return Optional.of(LocalDateTime.of(
                            number(date, 1),
                            number(date, 3),
                            number(date, 4),
                            number(date, 5),
                            number(date, 7),
                            number(date, 8),
                            Integer.parseInt(fraction, 0, 9, 10))
                    .toInstant(Optional.ofNullable(date.group(10))
                            .map(ZoneOffset::of)
                            .orElse(ZoneOffset.UTC)));
        } catch (DateTimeException noSuchDay) {
            return Optional.empty();
        }
    }

    private static int number(Matcher date, int group) {
        return Integer.parseInt(date.group(group));
    }

    /**
     * Converts dates between the format of tables and JSON, {@code 2026-11-24T08:00:00Z} (ISO 8601), and that of
     * {@link Tu}.
     */
    public static final class UnitDates {
        private UnitDates() {}

        /** Returns a date of a {@link Tu} in ISO format; empty if it is not a date. */
        public static Optional<String> iso(String date) {
            return TmxDate.parse(date).map(Instant::toString);
        }

        /** Returns a date or day of a table in the format of {@link Tu}; other texts stay unchanged. */
        public static String tmx(String date) {
            return TmxDate.parse(date).or(() -> day(date)).map(TmxDate::format).orElse(date);
        }

        private static Optional<Instant> day(String text) {
            try {
                return Optional.of(LocalDate.parse(text.strip())
                        .atStartOfDay(ZoneOffset.UTC)
                        .toInstant());
            } catch (DateTimeParseException notADay) {
                return Optional.empty();
            }
        }
    }
}
