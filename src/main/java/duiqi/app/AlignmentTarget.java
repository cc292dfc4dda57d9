package duiqi.app;

import duiqi.align.AlignmentFormat;
import duiqi.text.DocumentPair;
import duiqi.text.FormatException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where alignments are written: the files of each pair of texts, or standard output. Immutable.
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

    /** A memory of years must not be lost to a table because an option was mistaken. */
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

    /** A memory tells documents apart by their names without folders: the second of a name would replace the first. */
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

    /** {@code x.zh} and {@code x.en} may be the texts themselves. */
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
}
