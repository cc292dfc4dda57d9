package duiqi.cli.option;

import duiqi.app.MemoryConversion;
import duiqi.app.Workspace;
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
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Holds the options of a report of findings. */
public final class ReportOptions {
    private static final int COLUMNS = 100;

    /** Name of the environment variable with the URL of the pages of the rules */
    private static final String PAGES = "DUIQI_RULE_PAGES";

    /** Lists the names of the formats for help and completion. */
    static final class Formats implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return ReportFormat.ALL.stream().map(ReportFormat::name).iterator();
        }
    }

    @Option(
            names = {"-f", "--format", "--to"},
            paramLabel = "FORMAT",
            completionCandidates = Formats.class,
            order = OptionGroup.OUTPUT,
            description = "Write this format. Default: from the file name, or text.")
    private @Nullable String name;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            order = OptionGroup.OUTPUT,
            description = "Write to this file. Default: standard output.")
    private @Nullable Path output;

    @Option(
            names = {"-q", "--quiet"},
            order = OptionGroup.OUTPUT,
            description = "Print no summary and no findings.")
    private boolean quiet;

    /**
     * Returns the format of the report: the one that the user names, else that of the output file.
     *
     * @throws IllegalArgumentException if there is no format with the name that the user gives
     * @throws FormatException if the output file has the extension of another format
     */
    public ReportFormat format() throws FormatException {
        Optional<ReportFormat> given = name == null ? Optional.empty() : Optional.of(named(name));
        if (output().isEmpty()) {
            return given.orElse(ReportFormat.ALL.get(0));
        }
        Map<String, List<String>> written = new LinkedHashMap<>();
        ReportFormat.ALL.forEach(format -> written.put(format.name(), format.extensions()));
        return named(new MemoryConversion.OutputName("check", true, written)
                .format(output().get(), given.map(ReportFormat::name)));
    }

    private static ReportFormat named(String given) {
        return ReportFormat.named(given)
                .orElseThrow(() -> new IllegalArgumentException("--to " + given + ": unknown format; "
                        + NearestName.remedy(
                                given,
                                ReportFormat.ALL.stream()
                                        .map(ReportFormat::name)
                                        .toList())));
    }

    /** Returns whether the report goes to the terminal as text. */
    public boolean isForTerminals() {
        return output().isEmpty() && (name == null || named(name).equals(ReportFormat.ALL.get(0)));
    }

    /** Returns whether duiqi prints errors only. */
    public boolean isQuiet() {
        return quiet;
    }

    /** Returns the file to write; empty for standard output. */
    public Optional<Path> output() {
        return StandardOutput.file(Optional.ofNullable(output));
    }

    /** Writes a report, unless it is for terminals and the user wants errors only. */
    public void write(FindingReport report, boolean inColour, Console console) throws IOException {
        ReportFormat format = format();
        Optional<Path> file = output();
        ReportFormat.Settings settings = new ReportFormat.Settings(
                console.folder().toAbsolutePath(), inColour && file.isEmpty(), columns(console), pages(console));
        if (file.isPresent()) {
            Workspace.UninterruptibleWrite.run(() -> AtomicFile.write(file.get(), out -> {
                Writer writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
                format.write(report, settings, writer);
                writer.flush();
            }));
        } else if (!quiet || name != null || output != null) {
            format.write(report, settings, console.out());
        }
    }

    private static int columns(Console console) {
        return console.variable("COLUMNS")
                .filter(columns -> columns.matches("[1-9]\\d{0,3}"))
                .map(Integer::parseInt)
                .orElse(COLUMNS);
    }

    private static Optional<URI> pages(Console console) {
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
