package duiqi.app;

import duiqi.align.Aligner;
import duiqi.align.Alignment;
import duiqi.align.AlignmentFormat;
import duiqi.align.Bead;
import duiqi.align.BeadUnits;
import duiqi.align.Explanation;
import duiqi.align.ParallelText;
import duiqi.exchange.TmxWriter;
import duiqi.lexicon.Token;
import duiqi.text.DocumentPair;
import duiqi.text.FormatException;
import duiqi.text.Text;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Tells where alignments are written, and in which form: in files of each pair of texts, or to standard output. Immutable.
 *
 * @param form the form of the files
 * @param path a file, a folder or {@code -}; empty for the usual place
 * @param several whether there are several pairs of texts
 */
public record AlignmentTarget(AlignmentForm form, Optional<String> path, boolean several) {
    private static final String STANDARD_OUTPUT = "-";

    /**
     * Returns the target of some pairs of texts, after checks that each pair has its place.
     *
     * @param path a file, a folder or {@code -}; empty for the usual place
     * @throws FormatException if the place cannot take the output
     */
    public static AlignmentTarget of(AlignmentForm form, Optional<String> path, TextPairSpecs texts)
            throws FormatException {
        AlignmentTarget target = new AlignmentTarget(form, path, !texts.named());
        target.requirePlace();
        if (target.isOneMemory()) {
            requireDifferentNames(texts.jobs());
        }
        return target;
    }

    private void requirePlace() throws FormatException {
        AlignmentFormat format = form.format();
        boolean twoFiles = format.extensions().size() > 1;
        if (twoFiles && (path.isEmpty() || isStandardOutput())) {
            throw new FormatException("--to " + format.name(), "makes two files", "name them with -o NAME");
        }
        if (several && isStandardOutput() && !format.chains()) {
            throw new FormatException(
                    "--to " + format.name(),
                    "makes a file for each pair of texts, which standard output would mix up",
                    "name a folder with -o");
        }
        Optional<String> file = path.filter(AlignmentTarget::isFile);
        if (several && file.isPresent() && !isOneMemory()) {
            throw new FormatException(
                    file.get(), "is one file, and there are several pairs of texts", "name a folder with -o");
        }
        if (file.isPresent() && !format.names(file.get())) {
            requireNoOtherFormat(file.get());
        }
    }

    /** Decides by the file that exists; else by a name that ends as those of one of the formats. */
    private static boolean isFile(String name) {
        return Files.isRegularFile(Path.of(name))
                || (!Files.isDirectory(Path.of(name))
                        && !AlignmentForm.named(name).isEmpty());
    }

    /** Refuses the name of another format: a memory of years must not be lost to a table because an option was mistaken. */
    private void requireNoOtherFormat(String file) throws FormatException {
        Optional<AlignmentFormat> other = AlignmentForm.named(file).stream().findFirst();
        if (other.isPresent()) {
            String name = other.get().name();
            throw new FormatException(
                    file,
                    "is a name for " + name + ", and the format is "
                            + form.format().name(),
                    form.isExplanation()
                            ? "name a file ending in .explain, or give --to jsonl and one ending in .jsonl"
                            : "give --to " + name + " or another name");
        }
    }

    /** Returns whether several pairs of texts go into one memory. */
    private boolean isOneMemory() {
        return several
                && form.isMemory()
                && path.filter(name -> name.endsWith(".tmx")).isPresent();
    }

    /** Refuses two pairs of the same names. A memory tells documents apart by their names without folders. */
    private static void requireDifferentNames(List<TextPairSpecs.Spec> jobs) throws FormatException {
        Map<DocumentPair, TextPairSpecs.Spec> known = new HashMap<>();
        for (TextPairSpecs.Spec job : jobs) {
            TextPairSpecs.Spec other = known.put(new DocumentPair(job.source(), job.target()), job);
            if (other != null) {
                throw new FormatException(
                        job.place(),
                        "has the names of " + other.place(),
                        "name a folder with -o, for a memory of each");
            }
        }
    }

    /** Returns whether alignments go to standard output. */
    public boolean isStandardOutput() {
        return path.map(STANDARD_OUTPUT::equals).orElse(!form.isMemory());
    }

    /**
     * Returns the files of a pair of texts, one for each extension of the format. A folder gets files with the name of the pair.
     *
     * @throws FormatException if a file is a folder, or is one of the texts
     */
    List<Path> files(TextPairSpecs.Spec texts) throws IOException {
        List<Path> files = names(texts);
        for (Path file : files) {
            requireNoInput(texts, file);
        }
        for (Path file : files) {
            if (Files.isDirectory(file)) {
                throw new FormatException(file.toString(), "is a folder, not a file", "give another name with -o");
            }
        }
        return files;
    }

    private List<Path> names(TextPairSpecs.Spec texts) {
        List<String> extensions = form.format().extensions();
        Path given = Path.of(path.orElse("tm"));
        boolean isFolder = (several && !isOneMemory())
                || path.isEmpty()
                || Files.isDirectory(given)
                || path.get().endsWith("/");
        if (!isFolder && extensions.size() == 1) {
            return List.of(given);
        }
        Path base = isFolder ? given.resolve(texts.name()) : withoutExtension(given, extensions);
        return extensions.stream()
                .map(extension -> base.resolveSibling(base.getFileName() + extension))
                .toList();
    }

    /** Refuses to overwrite the texts, which may be {@code x.zh} and {@code x.en} themselves. */
    private static void requireNoInput(TextPairSpecs.Spec texts, Path file) throws IOException {
        for (String input : List.of(texts.source(), texts.target())) {
            if (Files.exists(file) && Files.exists(Path.of(input)) && Files.isSameFile(file, Path.of(input))) {
                throw new FormatException(
                        file.toString(), "is one of the texts, and would be overwritten", "give another name with -o");
            }
        }
    }

    /** Returns the name of two files, one of which the user may have named. */
    private static Path withoutExtension(Path given, List<String> extensions) {
        String name = String.valueOf(given.getFileName());
        return extensions.stream()
                .filter(extension -> name.endsWith(extension) && name.length() > extension.length())
                .findFirst()
                .map(extension -> given.resolveSibling(name.substring(0, name.length() - extension.length())))
                .orElse(given);
    }

    /**
     * The form in which alignments are written, and which of their beads. Immutable.
     *
     * @param format the format of the files
     * @param selection the beads that are written
     * @param explained the probability below which beads are explained; empty where no explanation is wanted
     */
    public record AlignmentForm(AlignmentFormat format, Alignment.Selection selection, OptionalDouble explained) {
        /** The name of the form that only explains. */
        public static final String EXPLANATION = "explain";

        private static final String MEMORY = "tmx";
        private static final String JSON = "jsonl";
        private static final AlignmentFormat TEXT =
                new AlignmentFormat(EXPLANATION, List.of(".explain"), true, (text, beads, outputs) -> {});

        /** Returns the names of the formats, the usual one first. */
        public static List<String> names() {
            return formats((text, beads, outputs) -> {})
                    .map(AlignmentFormat::name)
                    .toList();
        }

        private static Stream<AlignmentFormat> formats(AlignmentFormat.Writer memory) {
            return AlignmentFormat.all(memory).stream();
        }

        /**
         * Returns the form of a name.
         *
         * @throws IllegalArgumentException if there is no such form
         */
        public static AlignmentForm of(
                String name, Alignment.Selection selection, OptionalDouble explained, Workspace workspace)
                throws IOException {
            TmxWriter tmx = new TmxWriter(Version.number());
            Instant now = workspace.clock().instant().truncatedTo(ChronoUnit.SECONDS);
            AlignmentFormat.Writer memory = (text, beads, outputs) -> tmx.write(
                    text.source().language(),
                    text.target().language(),
                    now,
                    BeadUnits.of(text, beads, now).iterator(),
                    outputs.get(0));
            AlignmentFormat named = Stream.concat(formats(memory), Stream.of(TEXT))
                    .filter(format -> format.name().equals(name))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException(
                            "--to " + name + ": there is no such format; give one of " + String.join(", ", names())));
            return new AlignmentForm(named, selection, explained);
        }

        /** Returns the formats that a file's name may say it is in. */
        static List<AlignmentFormat> named(String file) {
            return formats((text, beads, outputs) -> {})
                    .filter(format -> format.names(file))
                    .toList();
        }

        /** Returns whether the form is a memory, which is updated and not replaced. */
        boolean isMemory() {
            return format.name().equals(MEMORY);
        }

        /** Returns whether the form only explains. */
        boolean isExplanation() {
            return format.name().equals(EXPLANATION);
        }

        /** Returns the beads of a text that are written. */
        List<Bead> beads(ParallelText text) {
            List<Bead> selected = selection.of(text.alignment());
            return explained.isEmpty()
                    ? selected
                    : selected.stream()
                            .filter(bead -> bead.probability() < explained.getAsDouble())
                            .toList();
        }

        /** Writes the beads of an alignment that are asked for. */
        void write(Aligner.Outcome outcome, List<? extends OutputStream> outputs) throws IOException {
            writer(outcome).write(outcome.text(), beads(outcome.text()), List.copyOf(outputs));
        }

        private AlignmentFormat.Writer writer(Aligner.Outcome outcome) {
            if (explained.isEmpty()) {
                return format.writer();
            }
            Explanation.Explainer explainer = outcome.explainer().get();
            return format.name().equals(JSON) ? AlignmentFormat.jsonlWith(explainer) : new ExplanationWriter(explainer);
        }

        /**
         * Writes for each bead its type, probability and places, its two sides, the links that paired them with their strength, and the
         * score of each feature; an empty line ends it.
         */
        private record ExplanationWriter(Explanation.Explainer explainer) implements AlignmentFormat.Writer {
            @Override
            public void write(ParallelText text, List<Bead> beads, List<OutputStream> outputs) throws IOException {
                StringBuilder lines = new StringBuilder();
                for (Bead bead : beads) {
                    append(lines, text, bead, explainer.explain(bead));
                }
                outputs.get(0).write(lines.toString().getBytes(StandardCharsets.UTF_8));
                outputs.get(0).flush();
            }

            private static void append(StringBuilder lines, ParallelText text, Bead bead, Explanation explanation) {
                lines.append(bead.type())
                        .append(String.format(Locale.ROOT, "  %.4f  ", bead.probability()))
                        .append(place(text.source(), bead.source()))
                        .append(" = ")
                        .append(place(text.target(), bead.target()))
                        .append('\n');
                line(lines, "zh", text.sourceText(bead));
                line(lines, "en", text.targetText(bead));
                line(
                        lines,
                        "words",
                        explanation.links().stream()
                                .map(ExplanationWriter::link)
                                .collect(Collectors.joining("; ")));
                line(
                        lines,
                        "score",
                        explanation.shares().stream()
                                .map(ExplanationWriter::share)
                                .collect(Collectors.joining("; ")));
                lines.append('\n');
            }

            private static String place(Text side, List<Integer> indices) {
                return indices.isEmpty()
                        ? "nothing"
                        : side.segments().get(indices.get(0)).location().toString();
            }

            private static void line(StringBuilder lines, String label, String value) {
                if (!value.isEmpty()) {
                    lines.append(String.format(Locale.ROOT, "  %-5s  ", label))
                            .append(value.replaceAll("\\R", " "))
                            .append('\n');
                }
            }

            private static String link(Explanation.Link link) {
                boolean same = link.kind() == Token.Kind.TERM;
                String kind = switch (link.kind()) {
                    case NUMBER -> " (number)";
                    case NAME -> " (name)";
                    case TERM -> " (known)";
                    case WORD, LATIN, MARK -> "";
                };
                String sides = same ? link.chinese() : link.chinese() + " = " + link.english();
                return sides + kind + String.format(Locale.ROOT, " %.1f", link.strength());
            }

            private static String share(Explanation.Share share) {
                return share.feature() + String.format(Locale.ROOT, " %+.2f", share.score());
            }
        }
    }
}
