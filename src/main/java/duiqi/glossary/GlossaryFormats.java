package duiqi.glossary;

import duiqi.glossary.format.TbxFormat;
import duiqi.glossary.format.TermJsonFormat;
import duiqi.glossary.format.TermTableFormat;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Lists all glossary formats. */
public final class GlossaryFormats {
    /** The formats in the order of the reference page. The default format of an extension is first. */
    public static final List<GlossaryFormat> ALL = List.of(
            TermTableFormat.CSV,
            TermTableFormat.TSV,
            TermTableFormat.XLSX,
            new TermJsonFormat(),
            TbxFormat.BASIC_DCA,
            TbxFormat.BASIC_DCT,
            TbxFormat.MIN_DCA,
            TbxFormat.MIN_DCT,
            TbxFormat.CORE,
            TbxFormat.MARTIF,
            new TermTableFormat.OmegatForm());

    private GlossaryFormats() {}

    /** Returns the format of a file by its extension; empty if the extension is unknown. */
    public static Optional<GlossaryFormat> of(Path file) {
        String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
        return ALL.stream()
                .filter(format -> format.extensions().stream().anyMatch(name::endsWith))
                .findFirst();
    }

    /** Returns the format with this name. */
    public static Optional<GlossaryFormat> named(String name) {
        return ALL.stream()
                .filter(format -> format.name().equals(name.toLowerCase(Locale.ROOT)))
                .findFirst();
    }

    /** Returns the extensions of glossary files, for messages. */
    public static String extensions() {
        return ALL.stream()
                .flatMap(format -> format.extensions().stream())
                .distinct()
                .collect(Collectors.joining(" "));
    }
}
