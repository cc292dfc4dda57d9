package duiqi.exchange;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** All forms of files that hold translation units. */
public final class ExchangeFormats {
    /** The forms, in the order of the README. */
    public static final List<ExchangeFormat> ALL = List.of(
            new TmxFormat(),
            new XliffFormat(XliffVersion.ONE),
            new XliffFormat(XliffVersion.TWO),
            new TsvFormat(),
            new CsvFormat(),
            new XlsxFormat(),
            new MosesFormat(),
            new JsonlFormat(),
            new PoFormat());

    private ExchangeFormats() {}

    /** The form of a file by how its name ends; empty when it ends otherwise. */
    public static Optional<ExchangeFormat> of(Path file) {
        String name = file.toString().toLowerCase(Locale.ROOT);
        return ALL.stream()
                .filter(format -> format.extensions().stream().anyMatch(name::endsWith))
                .findFirst();
    }

    /** The form that a user names. */
    public static Optional<ExchangeFormat> named(String name) {
        return ALL.stream()
                .filter(format -> format.name().equals(name.toLowerCase(Locale.ROOT)))
                .findFirst();
    }
}
