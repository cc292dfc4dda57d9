package duiqi.exchange.tmx;

import duiqi.exchange.Tu;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Dates as TMX writes them, in UTC: {@code 20261124T080000Z} (TMX 1.4b, section 3.2, creationdate). */
public final class TmxDate {
    private static final DateTimeFormatter FORM = DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'", Locale.ROOT)
            .withResolverStyle(ResolverStyle.STRICT)
            .withZone(ZoneOffset.UTC);

    /** The form of Pontoon: {@code 2026-11-24T08:00:00Z}, {@code 2026-11-24 08:00:00.12+01:00}; without a zone in UTC. */
    private static final DateTimeFormatter ISO = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd['T'][' ']HH:mm:ss[.SSSSSS][.SSS][.SS][XXX][XX]", Locale.ROOT)
            .withResolverStyle(ResolverStyle.STRICT)
            .withZone(ZoneOffset.UTC);

    /** Without a zone. */
    private static final DateTimeFormatter BARE = DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss", Locale.ROOT)
            .withResolverStyle(ResolverStyle.STRICT)
            .withZone(ZoneOffset.UTC);

    /** Characters of the form of TMX, and of the day in it. */
    private static final int LENGTH = 16;

    private static final int DATE = 8;

    private TmxDate() {}

    public static String format(Instant date) {
        return FORM.format(date);
    }

    /** Returns the date, in the form of TMX or one that tools write instead; empty when the text is none. */
    public static Optional<Instant> parse(String text) {
        Optional<Instant> usual = parseUsual(text);
        if (usual.isPresent()) {
            return usual;
        }
        for (DateTimeFormatter form : List.of(FORM, ISO, BARE)) {
            try {
                return Optional.of(form.parse(text.strip(), Instant::from));
            } catch (DateTimeException notOfThisForm) {
                // the next form is tried
            }
        }
        return Optional.empty();
    }

    /** Returns the form of TMX, twenty times as quickly as a formatter reads it: a memory has millions of dates. */
    private static Optional<Instant> parseUsual(String text) {
        if (text.length() != LENGTH || text.charAt(DATE) != 'T' || text.charAt(LENGTH - 1) != 'Z') {
            return Optional.empty();
        }
        for (int i = 0; i < LENGTH - 1; i++) {
            if (i != DATE && (text.charAt(i) < '0' || text.charAt(i) > '9')) {
                return Optional.empty();
            }
        }
        try {
            return Optional.of(LocalDateTime.of(
                            number(text, 0, 4),
                            number(text, 4, 6),
                            number(text, 6, 8),
                            number(text, 9, 11),
                            number(text, 11, 13),
                            number(text, 13, 15))
                    .toInstant(ZoneOffset.UTC));
        } catch (DateTimeException noSuchDay) {
            return Optional.empty();
        }
    }

    private static int number(String text, int start, int end) {
        return Integer.parseInt(text, start, end, 10);
    }

    /** Dates as tables and JSON hold them, {@code 2026-11-24T08:00:00Z} (ISO 8601), and as {@link Tu} holds them. */
    public static final class UnitDates {
        private UnitDates() {}

        /** Returns the form of a {@link Tu} as that of ISO; empty when it is no date. */
        public static Optional<String> iso(String date) {
            return TmxDate.parse(date).map(Instant::toString);
        }

        /** Returns a date or day of a table as the form of a {@link Tu}; letter by letter where it is neither. */
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
