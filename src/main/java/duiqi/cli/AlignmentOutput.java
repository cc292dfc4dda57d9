package duiqi.cli;

import duiqi.align.Aligner;
import duiqi.align.Alignment;
import duiqi.align.AlignmentFormat;
import duiqi.align.Bead;
import duiqi.align.BeadUnits;
import duiqi.align.ParallelText;
import duiqi.exchange.TmxUpdate;
import duiqi.exchange.TmxWriter;
import duiqi.io.AtomicFile;
import duiqi.text.DocumentPair;
import duiqi.text.FormatException;
import duiqi.text.TranslationUnit;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Writes alignments in the format and to the place that the user asked for. */
final class AlignmentOutput {
    /** The names of the formats, for help and completion. */
    static final class Formats implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return AlignmentFormat.all((text, beads, outputs) -> {}).stream()
                    .map(AlignmentFormat::name)
                    .iterator();
        }
    }

    private static final String STANDARD_OUTPUT = "-";
    private static final String MEMORY = "tmx";

    private final Console console;
    private final List<AlignmentFormat> formats;
    private final AlignmentFormat format;
    private final Alignment.Selection selection;
    private final ExplainOptions explain;
    private final Optional<String> path;
    private final boolean several;
    private final TmxWriter tmx;
    private final Instant now;

    private AlignmentOutput(
            Console console,
            String given,
            Alignment.Selection selection,
            ExplainOptions explain,
            Optional<String> path,
            boolean several)
            throws IOException {
        this.console = console;
        this.selection = selection;
        this.explain = explain;
        this.path = path;
        this.several = several;
        tmx = new TmxWriter(Version.number());
        now = console.clock().instant().truncatedTo(ChronoUnit.SECONDS);
        formats = AlignmentFormat.all(this::writeMemory);
        String name = explain.format(given);
        format = Stream.concat(formats.stream(), Stream.of(ExplainOptions.TEXT))
                .filter(candidate -> candidate.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("--to " + given
                        + ": there is no such format; give one of "
                        + String.join(", ", new Formats())));
    }

    /**
     * @param format name of the format
     * @param path what was given with {@code -o}
     * @param jobs what will be written, for a check that all of it finds a place
     * @param explain whether explanations are wanted
     * @throws IllegalArgumentException if there is no such format
     * @throws FormatException if the output cannot take what will be written
     */
    static AlignmentOutput of(
            String format,
            Optional<String> path,
            TextPairSpecs jobs,
            Alignment.Selection selection,
            ExplainOptions explain,
            Console console)
            throws IOException {
        AlignmentOutput output = new AlignmentOutput(console, format, selection, explain, path, !jobs.named());
        output.requirePlace();
        if (output.together()) {
            requireDifferentNames(jobs.jobs());
        }
        return output;
    }

    private void requirePlace() throws FormatException {
        boolean twoFiles = format.extensions().size() > 1;
        if (twoFiles && (path.isEmpty() || toStandardOutput())) {
            throw new FormatException("--to " + format.name(), "makes two files", "name them with -o NAME");
        }
        if (several && toStandardOutput() && !format.chains()) {
            throw new FormatException(
                    "--to " + format.name(),
                    "makes a file for each pair of texts, which standard output would mix up",
                    "name a folder with -o");
        }
        Optional<String> file = path.filter(this::isFile);
        if (several && file.isPresent() && !together()) {
            throw new FormatException(
                    file.get(), "is one file, and there are several pairs of texts", "name a folder with -o");
        }
        if (file.isPresent() && !format.names(file.get())) {
            requireNoOtherFormat(file.get());
        }
    }

    /** What is there decides; else a name that ends as those of one of the formats. */
    private boolean isFile(String name) {
        return Files.isRegularFile(Path.of(name))
                || (!Files.isDirectory(Path.of(name)) && formats.stream().anyMatch(other -> other.names(name)));
    }

    /** A memory of years must not be lost to a table because an option was mistaken. */
    private void requireNoOtherFormat(String file) throws FormatException {
        for (AlignmentFormat other : formats) {
            if (other.names(file)) {
                throw new FormatException(
                        file,
                        "is a name for " + other.name() + ", and the format is " + format.name(),
                        format.equals(ExplainOptions.TEXT)
                                ? "name a file ending in .explain, or give --to jsonl and one ending in .jsonl"
                                : "give --to " + other.name() + " or another name");
            }
        }
    }

    /** Whether several pairs of texts go into one memory. */
    private boolean together() {
        return several
                && isMemory()
                && path.filter(name -> name.endsWith(".tmx")).isPresent();
    }

    /** A memory tells documents apart by their names without folders: the second of a name would replace the first. */
    private static void requireDifferentNames(List<TextPairSpec> jobs) throws FormatException {
        Map<DocumentPair, TextPairSpec> known = new HashMap<>();
        for (TextPairSpec job : jobs) {
            TextPairSpec other = known.put(new DocumentPair(job.source(), job.target()), job);
            if (other != null) {
                throw new FormatException(
                        job.place(),
                        "has the names of " + other.place(),
                        "name a folder with -o, for a memory of each");
            }
        }
    }

    /** Whether the form is a memory, which is updated and not replaced. */
    private boolean isMemory() {
        return format.name().equals(MEMORY);
    }

    private boolean toStandardOutput() {
        return path.map(STANDARD_OUTPUT::equals).orElse(!isMemory());
    }

    /** Where summaries go: not among the pairs. */
    PrintWriter summaries() {
        return toStandardOutput() ? console.err() : console.out();
    }

    /**
     * Writes one alignment.
     *
     * @param force whether it may replace all units of documents of the same names in a memory
     * @return where to, for the summary
     */
    String write(TextPairSpec job, Aligner.Outcome outcome, boolean force) throws IOException {
        ParallelText text = outcome.text();
        List<Bead> beads = explain.of(selection.of(text.alignment()));
        AlignmentFormat.Writer writer =
                explain.wanted() ? explain.writer(format, outcome.explainer().get()) : format.writer();
        if (toStandardOutput()) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            writer.write(text, beads, List.of(bytes));
            console.out().print(bytes.toString(StandardCharsets.UTF_8));
            return "standard output";
        }
        List<Path> files = files(job);
        requireNoInput(job, files);
        for (Path file : files) {
            if (Files.isDirectory(file)) {
                throw new FormatException(file.toString(), "is a folder, not a file", "give another name with -o");
            }
        }
        if (isMemory()) {
            return update(files.get(0), text, beads, force);
        }
        List<ByteArrayOutputStream> contents = new ArrayList<>();
        files.forEach(file -> contents.add(new ByteArrayOutputStream()));
        writer.write(text, beads, List.copyOf(contents));
        AtomicFile.writeAll(files, outs -> {
            for (int k = 0; k < files.size(); k++) {
                contents.get(k).writeTo(outs.get(k));
            }
        });
        return String.join(", ", files.stream().map(Path::toString).toList());
    }

    /** {@code x.zh} and {@code x.en} may be the texts themselves. */
    private static void requireNoInput(TextPairSpec job, List<Path> files) throws IOException {
        for (Path file : files) {
            for (String input : List.of(job.source(), job.target())) {
                if (Files.exists(file) && Files.exists(Path.of(input)) && Files.isSameFile(file, Path.of(input))) {
                    throw new FormatException(
                            file.toString(),
                            "is one of the texts, and would be overwritten",
                            "give another name with -o");
                }
            }
        }
    }

    private String update(Path file, ParallelText text, List<Bead> beads, boolean force) throws IOException {
        List<TranslationUnit> units = BeadUnits.of(text, beads, now);
        TmxUpdate.Outcome outcome = new TmxUpdate(
                        DocumentPair.of(text.source(), text.target()),
                        text.source().language(),
                        text.target().language(),
                        tmx,
                        now)
                .apply(file, units, force);
        String changes = outcome.changed()
                ? Plurals.of(outcome.added(), "new unit") + ", " + outcome.kept() + " kept, " + outcome.removed()
                        + " removed"
                : "unchanged, " + Plurals.units(outcome.kept());
        String edited = outcome.edited() == 0 ? "" : ", " + outcome.edited() + " left as edited";
        return file + " (" + changes + edited + ")";
    }

    private void writeMemory(ParallelText text, List<Bead> beads, List<OutputStream> outputs) throws IOException {
        tmx.write(
                text.source().language(),
                text.target().language(),
                now,
                BeadUnits.of(text, beads, now).iterator(),
                outputs.get(0));
    }

    /** One file for each extension of the format. A folder gets the job's name. */
    private List<Path> files(TextPairSpec job) {
        Path given = Path.of(path.orElse("tm"));
        boolean folder = (several && !together())
                || path.isEmpty()
                || Files.isDirectory(given)
                || path.get().endsWith("/");
        if (!folder && format.extensions().size() == 1) {
            return List.of(given);
        }
        Path base = folder ? given.resolve(job.name()) : withoutExtension(given);
        return format.extensions().stream()
                .map(extension -> base.resolveSibling(base.getFileName() + extension))
                .toList();
    }

    /** The name of two files, one of which the user may have named. */
    private Path withoutExtension(Path given) {
        String name = String.valueOf(given.getFileName());
        return format.extensions().stream()
                .filter(extension -> name.endsWith(extension) && name.length() > extension.length())
                .findFirst()
                .map(extension -> given.resolveSibling(name.substring(0, name.length() - extension.length())))
                .orElse(given);
    }
}
