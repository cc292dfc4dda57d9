package duiqi.cli.command;

import duiqi.app.MemoryConversion;
import duiqi.app.Workspace;
import duiqi.cli.option.OutputOptions;
import duiqi.cli.print.Console;
import duiqi.io.AtomicFile;
import duiqi.report.FindingReport;
import duiqi.report.ReportFormat;
import duiqi.text.FormatException;
import duiqi.text.NearestName;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

final class ReportOptions {
    private static final int COLUMNS = 100;

    private static final String PAGES = "DUIQI_RULE_PAGES";

    static final class Formats implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return ReportFormat.ALL.stream().map(ReportFormat::name).iterator();
        }
    }

    @Option(
            names = "--to",
            paramLabel = "FORMAT",
            completionCandidates = Formats.class,
            description = "Write this format. Default: from the file name, or text.")
    private @Nullable String name;

    @Mixin
    private OutputOptions.OutputFile output = new OutputOptions.OutputFile("standard output");

    @Option(
            names = "--all",
            description = "List all findings in the text format, also more than 20 of a rule in a file.")
    private boolean all;

    /**
     * Returns the format of the report: the one that the user names, else that of the output file.
     *
     * @throws IllegalArgumentException if there is no format with the name that the user gives
     * @throws FormatException if the output file has the extension of another format
     */
    ReportFormat format() throws FormatException {
        Optional<ReportFormat> given = Optional.ofNullable(name).map(ReportOptions::named);
        if (output().isEmpty()) {
            return given.orElse(ReportFormat.ALL.get(0));
        }
        Map<String, List<String>> written = new LinkedHashMap<>();
        ReportFormat.ALL.forEach(format -> written.put(format.name(), format.extensions()));
        return named(new MemoryConversion.OutputName("check", true, written)
                .format(output().get(), given.map(ReportFormat::name)));
    }

    private static ReportFormat named(String given) {
        List<String> names = ReportFormat.ALL.stream().map(ReportFormat::name).toList();
        return ReportFormat.named(given)
                .orElseThrow(() -> new IllegalArgumentException("--to " + given + ": unknown format; "
                        + ReportFormat.RETIRED.getOrDefault(
                                given.toLowerCase(Locale.ROOT), NearestName.remedy(given, names))));
    }

    boolean isForTerminals() {
        return output().isEmpty() && (name == null || named(name).equals(ReportFormat.ALL.get(0)));
    }

    Optional<Path> output() {
        return output.file();
    }

    /**
     * Writes a report, unless it is for terminals and the user wants errors only.
     *
     * @param note a line for the text format on standard output; empty for none
     */
    void write(FindingReport report, String note, boolean inColour, boolean isQuiet, Console console)
            throws IOException {
        ReportFormat format = format();
        Optional<Path> file = output();
        ReportFormat.Settings settings = new ReportFormat.Settings(
                console.folder().toAbsolutePath(),
                root(format, console),
                new ReportFormat.TextLayout(
                        inColour && file.isEmpty(),
                        console.outIsTerminal() && file.isEmpty(),
                        all,
                        columns(console),
                        file.isPresent() ? "" : note),
                pages(console));
        if (file.isPresent()) {
            Workspace.UninterruptibleWrite.run(() -> AtomicFile.write(file.get(), out -> {
                Writer writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
                format.write(report, settings, writer);
                writer.flush();
            }));
        } else if (!isQuiet || name != null || output.given().isPresent()) {
            format.write(report, settings, console.out());
        }
    }

    /**
     * Returns the start of relative paths in a report: the current folder, or in a job of the host that reads the
     * report, its clone of the repository.
     */
    private static Path root(ReportFormat format, Console console) {
        Path folder = console.folder().toAbsolutePath();
        String clone = switch (format.name()) {
            case "github", "github-review", "sarif" -> "GITHUB_WORKSPACE";
            case "gitlab" -> "CI_PROJECT_DIR";
            default -> "";
        };
        return console.variable(clone)
                .map(Path::of)
                .filter(root -> root.isAbsolute() && folder.startsWith(root))
                .orElse(folder);
    }

    private static int columns(Console console) {
        return console.variable("COLUMNS")
                .filter(columns -> columns.matches("[1-9]\\d{0,3}"))
                .map(Integer::parseInt)
                .orElse(COLUMNS);
    }

    static Optional<URI> pages(Console console) {
        Optional<String> address = console.variable(PAGES);
        if (address.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new URI(address.get().replaceFirst("/*$", "/")));
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(PAGES + " " + address.get() + ": is not a URL; correct or unset it", e);
        }
    }
}
