package duiqi.app;

import duiqi.align.Aligner;
import duiqi.align.Alignment;
import duiqi.align.AlignmentFormat;
import duiqi.align.Bead;
import duiqi.align.BeadUnits;
import duiqi.align.Explanation;
import duiqi.align.ParallelText;
import duiqi.align.Untranslated;
import duiqi.exchange.TmxWriter;
import duiqi.io.FileName;
import duiqi.io.InputFile;
import duiqi.lexicon.Token;
import duiqi.text.DocumentPair;
import duiqi.text.FormatException;
import duiqi.text.NearestName;
import duiqi.text.Text;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Decides which files receive the alignments, and in which format. Immutable.
 *
 * @param path a file, a folder or {@code -}; empty for the default
 */
public record AlignmentTarget(AlignmentForm form, Optional<String> path, boolean several) {
    private static final String STANDARD_OUTPUT = "-";

    /**
     * Creates the target of some pairs of texts.
     *
     * @param path a file, a folder or {@code -}; empty for the default
     * @throws FormatException if the target cannot hold the output of all pairs
     */
    public static AlignmentTarget of(AlignmentForm form, Optional<String> path, TextPairSpecs texts)
            throws IOException {
        if (path.isPresent()) {
            FileName.requireUtf8(path.get());
        }
        AlignmentTarget target = new AlignmentTarget(form, path, !texts.isSinglePair());
        target.requirePlace();
        if (target.isOneMemory()) {
            requireDifferentNames(texts.jobs());
        } else if (target.several && !target.isStandardOutput() && !target.isOneTable()) {
            target.requireDistinct(texts.jobs(), target.place());
        }
        return target;
    }

    /** Rejects pairs of texts whose outputs would be in the same file. */
    void requireDistinct(List<TextPairSpecs.Spec> jobs, Path place) throws IOException {
        InputFile.requireDistinct(
                jobs.stream().flatMap(job -> names(job, place).stream()).toList());
    }

    private Path place() {
        return Path.of(path.orElse("tm"));
    }

    private void requirePlace() throws FormatException {
        AlignmentFormat format = form.format();
        boolean twoFiles = format.extensions().size() > 1;
        if (twoFiles && (path.isEmpty() || isStandardOutput())) {
            throw new FormatException("--to " + format.name(), "writes two files", "give their name with -o NAME");
        }
        if (several && isStandardOutput() && !format.chains()) {
            throw new FormatException(
                    "--to " + format.name(),
                    "writes a file for each pair of texts, which standard output cannot separate",
                    "give a folder with -o");
        }
        Optional<String> file = path.filter(AlignmentTarget::isFile);
        if (several && file.isPresent() && !isOneMemory() && !isOneTable()) {
            throw new FormatException(
                    file.get(), "is one file, but there are several pairs of texts", "give a folder with -o");
        }
        Optional<Path> named = path.filter(name -> !isStandardOutput()).flatMap(AlignmentForm::name);
        if (named.isPresent()) {
            AlignmentForm.names(form.isExplanation()).format(named.get(), Optional.of(format.name()));
        }
    }

    /** Returns whether a path is a file: a file that exists, or a name with the extension of a format. */
    private static boolean isFile(String name) {
        return Files.isRegularFile(Path.of(name))
                || (!Files.isDirectory(Path.of(name))
                        && AlignmentForm.FORMATS.stream().anyMatch(format -> format.names(name)));
    }

    /** Returns whether one memory receives several pairs of texts. */
    private boolean isOneMemory() {
        return several
                && form.isMemory()
                && path.filter(name -> name.toLowerCase(Locale.ROOT).endsWith(".tmx"))
                        .isPresent();
    }

    /** Returns whether one table receives several pairs of texts, with the name of each. */
    boolean isOneTable() {
        boolean isPlace = isStandardOutput()
                || path.filter(name -> isFile(name) && form.format().names(name))
                        .isPresent();
        return several && isPlace && form.format().writer().naming("").isPresent();
    }

    /** Rejects two pairs with the same names, because a memory identifies documents by their names without folders. */
    private static void requireDifferentNames(List<TextPairSpecs.Spec> jobs) throws FormatException {
        Map<DocumentPair, TextPairSpecs.Spec> known = new HashMap<>();
        for (TextPairSpecs.Spec job : jobs) {
            TextPairSpecs.Spec other = known.put(new DocumentPair(job.source(), job.target()), job);
            if (other != null) {
                throw new FormatException(
                        job.place(),
                        "has the same file names as " + other.place(),
                        "give a folder with -o to write a memory for each pair");
            }
        }
    }

    public boolean isStandardOutput() {
        return path.map(STANDARD_OUTPUT::equals).orElse(!form.isMemory());
    }

    /**
     * Returns the files of a pair of texts, one for each extension of the format. In a folder they have the name of the
     * pair.
     *
     * @throws FormatException if a file is a folder, or is one of the texts
     */
    List<Path> files(TextPairSpecs.Spec texts) throws IOException {
        List<Path> files = names(texts, place());
        for (Path file : files) {
            requireNoInput(texts, file);
            if (Files.isDirectory(file)) {
                throw new FormatException(file.toString(), "is a folder, not a file", "give another file with -o");
            }
        }
        return files;
    }

    private List<Path> names(TextPairSpecs.Spec texts, Path given) {
        List<String> extensions = form.format().extensions();
        boolean isFolder = (several && !isOneMemory() && !isOneTable())
                || path.isEmpty()
                || Files.isDirectory(given)
                || endsWithSlash(path.get());
        if (!isFolder && extensions.size() == 1) {
            return List.of(given);
        }
        Path base = isFolder ? given.resolve(texts.name()) : withoutExtension(given, extensions);
        return extensions.stream()
                .map(extension -> base.resolveSibling(base.getFileName() + extension))
                .toList();
    }

    /** Returns whether the user marked a name as a folder: with a slash, or on Windows with a backslash. */
    private static boolean endsWithSlash(String name) {
        return name.endsWith("/") || name.endsWith(File.separator);
    }

    /** Rejects an output that would overwrite a text, for example {@code x.zh} or {@code x.en}. */
    private static void requireNoInput(TextPairSpecs.Spec texts, Path file) throws IOException {
        for (String input : List.of(texts.source(), texts.target())) {
            if (Files.exists(file) && Files.exists(Path.of(input)) && Files.isSameFile(file, Path.of(input))) {
                throw new FormatException(
                        file.toString(), "is one of the texts and would be overwritten", "give another file with -o");
            }
        }
    }

    /** Returns a path without the extension of the format, if it has one. */
    private static Path withoutExtension(Path given, List<String> extensions) {
        String name = String.valueOf(given.getFileName());
        return extensions.stream()
                .filter(extension ->
                        name.toLowerCase(Locale.ROOT).endsWith(extension) && name.length() > extension.length())
                .findFirst()
                .map(extension -> given.resolveSibling(name.substring(0, name.length() - extension.length())))
                .orElse(given);
    }

    /**
     * Describes the format of an output and selects its beads. Immutable.
     *
     * @param format the format of the files
     * @param untranslated selects the pairs to omit, Chinese first
     */
    public record AlignmentForm(
            AlignmentFormat format,
            Alignment.Selection selection,
            BiPredicate<String, String> untranslated,
            boolean isExplained) {
        /** Name of the format that consists of explanations. */
        public static final String EXPLANATION = "explain";

        private static final String MEMORY = "tmx";
        private static final String JSON = "jsonl";
        private static final List<AlignmentFormat> FORMATS = AlignmentFormat.all((text, beads, outputs) -> {});
        private static final AlignmentFormat TEXT =
                new AlignmentFormat(EXPLANATION, List.of(".explain"), true, (text, beads, outputs) -> {});

        public static List<String> names() {
            return FORMATS.stream().map(AlignmentFormat::name).toList();
        }

        /**
         * Returns the description of an output in the format with the given name.
         *
         * @param skipsUntranslated true to omit pairs that are not translated, false to omit none; empty to omit code
         *     from a memory
         * @throws IllegalArgumentException if there is no format with this name
         */
        public static AlignmentForm of(
                String name,
                Alignment.Selection selection,
                Optional<Boolean> skipsUntranslated,
                boolean isExplained,
                Workspace workspace)
                throws IOException {
            TmxWriter tmx = new TmxWriter(Version.number());
            Instant now = workspace.clock().instant().truncatedTo(ChronoUnit.SECONDS);
            AlignmentFormat.Writer memory = (text, beads, outputs) -> tmx.write(
                    text.source().language(),
                    text.target().language(),
                    now,
                    BeadUnits.of(text, beads, now).iterator(),
                    outputs.get(0));
            AlignmentFormat named = Stream.concat(AlignmentFormat.all(memory).stream(), Stream.of(TEXT))
                    .filter(format -> format.name().equals(name))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException(
                            "--to " + name + ": unknown format; " + NearestName.remedy(name, names())));
            return new AlignmentForm(
                    named,
                    selection,
                    skipsUntranslated.orElse(false)
                            ? Untranslated::isUntranslated
                            : skipsUntranslated.isEmpty() && name.equals(MEMORY)
                                    ? Untranslated::isCode
                                    : (chinese, english) -> false,
                    isExplained);
        }

        /**
         * Returns the name of the format that the name of the output implies; empty for a folder and for standard
         * output.
         *
         * @param several true if there are several pairs of texts, whose output can be a new folder
         * @param isExplained true if the output contains explanations
         * @throws FormatException if duiqi does not write alignments in a format with this extension
         */
        public static Optional<String> nameOf(Optional<String> output, boolean several, boolean isExplained)
                throws FormatException {
            Optional<Path> file = output.filter(name -> !name.equals(STANDARD_OUTPUT))
                    .flatMap(AlignmentForm::name)
                    .filter(name -> !several || MemoryConversion.OutputName.isKnown(name));
            return file.isEmpty()
                    ? Optional.empty()
                    : Optional.of(names(isExplained).format(file.get(), Optional.empty()));
        }

        /** Returns the output if it is a file; empty if it is a folder. */
        private static Optional<Path> name(String output) {
            return Optional.of(Path.of(output)).filter(file -> !endsWithSlash(output) && !Files.isDirectory(file));
        }

        private static MemoryConversion.OutputName names(boolean isExplained) {
            Map<String, List<String>> names = new LinkedHashMap<>();
            FORMATS.forEach(format -> names.put(format.name(), format.extensions()));
            if (isExplained) {
                names.put(EXPLANATION, List.of(".explain", ".txt"));
            }
            return new MemoryConversion.OutputName("align", true, names);
        }

        /** Returns whether the format is TMX. A memory is updated, not replaced. */
        boolean isMemory() {
            return format.name().equals(MEMORY);
        }

        boolean isExplanation() {
            return format.name().equals(EXPLANATION);
        }

        public List<Bead> beads(ParallelText text) {
            return selection.of(text.alignment()).stream()
                    .filter(bead -> !isUntranslated(text, bead))
                    .toList();
        }

        /** Returns the number of pairs that are omitted because they are not translated. */
        int skipped(ParallelText text) {
            return (int) selection.of(text.alignment()).stream()
                    .filter(bead -> isUntranslated(text, bead))
                    .count();
        }

        private boolean isUntranslated(ParallelText text, Bead bead) {
            String source = text.sourceText(bead);
            String target = text.targetText(bead);
            boolean isIntoChinese = text.target().language().isChinese();
            return !bead.isNull()
                    && untranslated.test(isIntoChinese ? target : source, isIntoChinese ? source : target);
        }

        /**
         * Writes the selected beads of an alignment.
         *
         * @param document name of the pair of texts in a table of several; empty for one pair
         */
        void write(Aligner.Outcome outcome, Optional<String> document, List<? extends OutputStream> outputs)
                throws IOException {
            AlignmentFormat.Writer writer = writer(outcome);
            document.flatMap(writer::naming)
                    .orElse(writer)
                    .write(outcome.text(), beads(outcome.text()), List.copyOf(outputs));
        }

        private AlignmentFormat.Writer writer(Aligner.Outcome outcome) {
            if (!isExplained) {
                return format.writer();
            }
            Explanation.Explainer explainer = outcome.explainer().get();
            return format.name().equals(JSON) ? AlignmentFormat.jsonlWith(explainer) : new ExplanationWriter(explainer);
        }

        /**
         * Writes an explanation of each bead: the type, probability and locations, the two sides, the word links with
         * their strengths, and the score of each feature. An empty line ends each bead.
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
                String places = place(text.source(), bead.source()) + " = " + place(text.target(), bead.target());
                lines.append(String.format(Locale.ROOT, "%s  %.4f  %s\n", bead.type(), bead.probability(), places));
                line(lines, text.source().language().primary(), Stream.of(text.sourceText(bead)));
                line(lines, text.target().language().primary(), Stream.of(text.targetText(bead)));
                line(lines, "words", explanation.links().stream().map(ExplanationWriter::link));
                line(lines, "score", explanation.shares().stream().map(ExplanationWriter::share));
                lines.append('\n');
            }

            private static String place(Text side, List<Integer> indices) {
                return indices.isEmpty()
                        ? "nothing"
                        : side.segments().get(indices.get(0)).location().toString();
            }

            private static void line(StringBuilder lines, String label, Stream<String> values) {
                String value = values.collect(Collectors.joining("; "));
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
