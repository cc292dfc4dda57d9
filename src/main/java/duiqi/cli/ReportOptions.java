package duiqi.cli;

import duiqi.app.UninterruptibleWrite;
import duiqi.io.AtomicFile;
import duiqi.report.FindingReport;
import duiqi.report.ReportFormat;
import duiqi.report.ReportFormats;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options about how findings are told. */
final class ReportOptions {
    private static final int COLUMNS = 100;

    /** The names of the forms, for help and completion. */
    static final class Formats implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return ReportFormats.ALL.stream().map(ReportFormat::name).iterator();
        }
    }

    @Option(
            names = "--to",
            paramLabel = "FORM",
            defaultValue = "text",
            completionCandidates = Formats.class,
            description = "How to tell what is found: ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
    private String form = "text";

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description = "Where to write; an earlier report is replaced. Default: standard output.")
    private @Nullable Path output;

    /** The form that is asked for. */
    ReportFormat format() {
        return ReportFormats.named(form)
                .orElseThrow(() -> new IllegalArgumentException(
                        "--to " + form + ": there is no such form; give one of " + String.join(", ", new Formats())));
    }

    /** Where to write; empty for standard output. */
    Optional<Path> output() {
        return Optional.ofNullable(output);
    }

    /** Writes a report. */
    void write(FindingReport report, boolean inColour, Console console) throws IOException {
        ReportFormat format = format();
        ReportFormat.Settings settings = new ReportFormat.Settings(
                console.folder().toAbsolutePath(), inColour && output == null, columns(console), Optional.empty());
        Path file = output;
        if (file == null) {
            format.write(report, settings, console.out());
            return;
        }
        UninterruptibleWrite.run(() -> {
            AtomicFile.write(file, out -> {
                Writer writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
                format.write(report, settings, writer);
                writer.flush();
            });
        });
    }

    private static int columns(Console console) {
        return console.variable("COLUMNS")
                .filter(columns -> columns.matches("[1-9]\\d{0,3}"))
                .map(Integer::parseInt)
                .orElse(COLUMNS);
    }
}
