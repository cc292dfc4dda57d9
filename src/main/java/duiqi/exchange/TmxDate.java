package duiqi.exchange;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Dates as TMX writes them, in UTC: {@code 20261124T080000Z} (TMX 1.4b, section 3.2, creationdate). */
final class TmxDate {
    private static final DateTimeFormatter FORM = DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'", Locale.ROOT)
            .withResolverStyle(ResolverStyle.STRICT)
            .withZone(ZoneOffset.UTC);

    /** As Pontoon writes: {@code 2026-11-24T08:00:00Z}, {@code 2026-11-24 08:00:00.12+01:00}; without a zone in UTC. */
    private static final DateTimeFormatter ISO = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd['T'][' ']HH:mm:ss[.SSSSSS][.SSS][.SS][XXX][XX]", Locale.ROOT)
            .withResolverStyle(ResolverStyle.STRICT)
            .withZone(ZoneOffset.UTC);

    /** Without a zone. */
    private static final DateTimeFormatter BARE = DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss", Locale.ROOT)
            .withResolverStyle(ResolverStyle.STRICT)
            .withZone(ZoneOffset.UTC);

    private TmxDate() {}

    static String format(Instant date) {
        return FORM.format(date);
    }

    /** The date, in the form of TMX or one that tools write instead; empty when the text is none. */
    static Optional<Instant> parse(String text) {
        for (DateTimeFormatter form : List.of(FORM, ISO, BARE)) {
            try {
                return Optional.of(form.parse(text.strip(), Instant::from));
            } catch (DateTimeException notOfThisForm) {
                // the next form is tried
            }
        }
        return Optional.empty();
    }
}
