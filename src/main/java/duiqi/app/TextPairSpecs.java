package duiqi.app;

import duiqi.document.DocumentReader.Input;
import duiqi.document.TextPairs;
import duiqi.document.WebPages;
import duiqi.io.FileName;
import duiqi.io.InputFile;
import duiqi.text.Direction;
import duiqi.text.FormatException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Holds pairs of texts that duiqi found in files and folders, and the bilingual documents without a counterpart.
 *
 * @param unpaired files that have no counterpart
 * @param isSinglePair true if the user gave the two texts of a single pair, not folders or many files
 */
public record TextPairSpecs(List<Spec> jobs, List<TextPairs.Unpaired> unpaired, boolean isSinglePair) {
    public TextPairSpecs {
        jobs = List.copyOf(jobs);
        unpaired = List.copyOf(unpaired);
    }

    /**
     * Finds the pairs of texts. The first of two texts or two folders is the source. A single file or address is taken
     * for a bilingual document.
     *
     * @param arguments files, folders, addresses, or {@code -}
     * @param reader the reader, which knows the direction of the pairs in one folder or in a list of files and tests
     *     whether a document is bilingual
     * @throws FormatException if a file does not exist, has several possible counterparts, or no file has a counterpart
     *     or is bilingual
     */
    public static TextPairSpecs of(List<String> arguments, TextPairReader reader) throws IOException {
        return of(arguments, reader.order(), reader::isBilingual);
    }

    interface BilingualTest {
        boolean isBilingual(Path file) throws IOException;
    }

    static TextPairSpecs of(List<String> arguments, Direction order, BilingualTest test) throws IOException {
        for (String argument : arguments) {
            FileName.requireUtf8(argument);
        }
        if (arguments.size() == 1 && isNoFile(arguments.get(0))) {
            return new TextPairSpecs(List.of(new Spec(name(arguments), arguments.get(0))), List.of(), true);
        }
        if (arguments.size() == 2) {
            requireTwo(arguments.get(0), arguments.get(1));
        }
        if (arguments.size() == 2 && arguments.stream().anyMatch(TextPairSpecs::isNoFile)) {
            Spec job = new Spec(name(arguments), arguments.get(0), arguments.get(1));
            return new TextPairSpecs(List.of(job), List.of(), true);
        }
        requireFiles(arguments);
        return matched(arguments, order, test);
    }

    private static TextPairSpecs matched(List<String> arguments, Direction order, BilingualTest test)
            throws IOException {
        List<Path> paths = arguments.stream().map(Path::of).toList();
        boolean areFiles = paths.stream().noneMatch(Files::isDirectory);
        TextPairs pairs = TextPairs.of(paths, order);
        List<Spec> jobs = new ArrayList<>();
        for (TextPairs.Pair pair : pairs.pairs()) {
            jobs.add(new Spec(
                    pair.name(), pair.source().toString(), pair.target().toString(), pair.direction()));
        }
        Set<String> names = jobs.stream().map(Spec::name).collect(Collectors.toCollection(HashSet::new));
        List<TextPairs.Unpaired> unpaired = new ArrayList<>();
        for (TextPairs.Unpaired text : pairs.unpaired()) {
            if ((paths.size() == 1 && areFiles) || test.isBilingual(text.file())) {
                jobs.add(bilingual(text, names));
            } else {
                unpaired.add(text);
            }
        }
        if (jobs.isEmpty()) {
            throw new FormatException(
                    String.join(" ", arguments),
                    "no text has a counterpart or is bilingual",
                    "use matching names, for example x.zh.txt and x.en.txt, or zh/x.txt and en/x.txt");
        }
        return new TextPairSpecs(jobs, unpaired, paths.size() <= 2 && areFiles);
    }

    /** Returns the job of a bilingual document. It keeps the extension if another job has the name without it. */
    private static Spec bilingual(TextPairs.Unpaired text, Set<String> names) {
        String file = text.file().toString();
        String name = text.name().isEmpty() ? name(List.of(file)) : text.name();
        if (!names.add(name)) {
            name += Input.extensionOf(file).map(extension -> "." + extension).orElse("");
            names.add(name);
        }
        return new Spec(name, file);
    }

    public static String unpairedWarning(TextPairs.Unpaired text) {
        String near = text.nearest().map(path -> "; did you mean " + path + "?").orElse("");
        return text.file() + ": has no counterpart; skipped" + near;
    }

    private static void requireFiles(List<String> arguments) throws FormatException {
        for (String argument : arguments) {
            if (isNoFile(argument)) {
                throw new FormatException(
                        argument,
                        "cannot be combined with several files",
                        "give an address or standard input alone or with one other text");
            }
            TextReader.requireNoOtherAddress(argument);
        }
    }

    private static void requireTwo(String one, String other) throws FormatException {
        if (one.equals(other)) {
            boolean input = one.equals(TextReader.STANDARD_INPUT);
            throw new FormatException(
                    one,
                    input ? "standard input cannot be both texts" : "is given twice",
                    "give a text and its translation, or one bilingual document");
        }
        boolean isFolderFirst = Files.isDirectory(Path.of(one));
        String folder = isFolderFirst ? one : other;
        String file = isFolderFirst ? other : one;
        if (Files.isDirectory(Path.of(folder)) && Files.isRegularFile(Path.of(file))) {
            throw new FormatException(
                    folder, "is a folder, but " + file + " is a file", "give two files or two folders");
        }
    }

    static boolean isNoFile(String argument) {
        return argument.equals(TextReader.STANDARD_INPUT) || WebPages.isAddress(argument);
    }

    /** Returns the last part of the first path or address, without extension and language. */
    static String name(List<String> arguments) {
        for (String argument : arguments) {
            String path = argument.replaceFirst("[?#].*$", "").replaceFirst("/+$", "");
            String name = path.substring(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
            // The last part of an address may contain characters that Windows does not allow in file names.
            String last = path.contains("://") ? InputFile.allowedName(name) : name;
            String bare = last.replaceFirst("(?<=.)\\.[A-Za-z0-9]{1,5}$", "").replaceFirst("(?<=.)[._-](?:zh|en)$", "");
            if (!bare.isBlank() && !bare.equals(TextReader.STANDARD_INPUT)) {
                return bare;
            }
        }
        return "standard-input";
    }

    /**
     * Names one pair of texts to align, or one bilingual document.
     *
     * @param name the common part of both names, used for the output; subfolders are separated by {@code /}
     * @param source the file, address or {@code -} of the source
     * @param target the file, address or {@code -} of the target
     * @param named the direction that the file names show, if any
     */
    public record Spec(String name, String source, String target, Optional<Direction> named) {
        public Spec(String name, String source, String target) {
            this(name, source, target, Optional.empty());
        }

        /** Creates the name of a bilingual document, which is both source and target. */
        public Spec(String name, String document) {
            this(name, document, document);
        }

        public boolean isOneDocument() {
            return source.equals(target);
        }

        /** Returns the name of the pair in messages. */
        public String place() {
            return isOneDocument() ? source : source + " + " + target;
        }
    }
}
