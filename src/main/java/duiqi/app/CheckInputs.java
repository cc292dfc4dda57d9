package duiqi.app;

import duiqi.document.TextPairs;
import duiqi.document.WebPages;
import duiqi.exchange.ExchangeFormat;
import duiqi.text.FormatException;
import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * The inputs of a check. Immutable.
 *
 * @param units files that hold units
 * @param texts pairs of texts, whose sentences are to be aligned first
 * @param leftOut files of folders that found no partner, which may be no texts to check
 * @param problems the inputs that cannot be checked, since they do not exist or have no partner
 */
public record CheckInputs(
        List<Path> units, List<TextPairSpec> texts, List<TextPairs.Unpaired> leftOut, List<FormatException> problems) {
    /** The files that are looked for in folders; other tables are only checked when they are named. */
    private static final List<String> UNIT_FILES =
            List.of(".tmx", ".tmx.gz", ".tmx.zip", ".xlf", ".xliff", ".sdlxliff", ".mqxliff", ".mxliff", ".po");

    /** Two files with the lines of a text each are texts, as to align. */
    private static final String LINES = "moses";

    public CheckInputs {
        units = List.copyOf(units);
        texts = List.copyOf(texts);
        leftOut = List.copyOf(leftOut);
        problems = List.copyOf(problems);
    }

    /**
     * Returns the memories of a project.
     *
     * @param folder the folder with the memories
     * @throws FormatException if there are none
     */
    static CheckInputs project(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            throw new FormatException(
                    folder.toString(),
                    "there is no such folder with memories",
                    "go to the folder of a project, or name what to check");
        }
        List<Path> units = in(folder);
        if (units.isEmpty()) {
            throw new FormatException(
                    folder.toString(), "has no memory, XLIFF or PO file", "put one there, or name what to check");
        }
        return new CheckInputs(units, List.of(), List.of(), List.of());
    }

    /**
     * Returns the inputs of files, folders, addresses, or {@code -}. A folder stands for the memories, XLIFF and PO files in it, at any depth but for
     * hidden ones; if it has none, for its pairs of texts.
     *
     * @param swapped whether the English text comes first
     * @throws FormatException if nothing is left to check, since texts are not there or find no partner
     */
    static CheckInputs of(List<String> arguments, boolean swapped) throws IOException {
        List<Path> units = new ArrayList<>();
        List<String> texts = new ArrayList<>();
        List<FormatException> problems = new ArrayList<>();
        for (String argument : arguments) {
            if (argument.isEmpty()) {
                throw new FormatException(
                        "\"\"", "an empty name was given", "name a file; . stands for the folder at hand");
            }
            if (isNoFile(argument)) {
                texts.add(argument);
            } else if (Files.isDirectory(Path.of(argument))) {
                List<Path> inside = in(Path.of(argument));
                units.addAll(inside);
                if (inside.isEmpty() && hasFiles(Path.of(argument))) {
                    texts.add(argument);
                } else if (inside.isEmpty()) {
                    problems.add(new FormatException(argument, "has no file to check", "name another folder"));
                }
            } else if (isUnitFile(Path.of(argument))) {
                units.add(Path.of(argument));
            } else {
                texts.add(argument);
            }
        }
        List<TextPairSpec> jobs = new ArrayList<>();
        List<TextPairs.Unpaired> leftOut = new ArrayList<>();
        if (!texts.isEmpty()) {
            try {
                TextPairSpecs paired = TextPairSpecs.of(texts, swapped);
                jobs.addAll(paired.jobs());
                for (TextPairs.Unpaired text : paired.unpaired()) {
                    if (texts.contains(text.file().toString())) {
                        problems.add(alone(text));
                    } else {
                        leftOut.add(text);
                    }
                }
            } catch (FormatException problem) {
                problems.add(problem);
            }
        }
        if (units.isEmpty() && jobs.isEmpty()) {
            throw problems.get(0);
        }
        return new CheckInputs(units.stream().distinct().toList(), jobs, leftOut, problems);
    }

    private static FormatException alone(TextPairs.Unpaired text) {
        return new FormatException(
                text.file().toString(),
                "has no partner",
                text.nearest()
                        .map(near -> "rename it, if " + near + " is its rendering")
                        .orElse("name its rendering like it"));
    }

    private static boolean isNoFile(String argument) {
        return argument.equals(TextReader.STANDARD_INPUT) || WebPages.isAddress(argument) || argument.contains("://");
    }

    private static boolean isUnitFile(Path file) {
        return ExchangeFormat.of(file)
                .filter(format -> !format.name().equals(LINES))
                .isPresent();
    }

    private static boolean hasFiles(Path folder) throws IOException {
        return !shown(folder).isEmpty();
    }

    private static List<Path> shown(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder, FileVisitOption.FOLLOW_LINKS)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> !isHidden(folder.relativize(file)))
                    .toList();
        }
    }

    private static List<Path> in(Path folder) throws IOException {
        return shown(folder).stream()
                .filter(file -> UNIT_FILES.stream().anyMatch(file.toString().toLowerCase(Locale.ROOT)::endsWith))
                .sorted()
                .toList();
    }

    private static boolean isHidden(Path path) {
        for (Path part : path) {
            if (part.toString().startsWith(".")) {
                return true;
            }
        }
        return false;
    }

    /** Returns the names of all that is checked; texts have the name of the English one. */
    public List<String> names() {
        return Stream.concat(units.stream().map(Path::toString), texts.stream().map(TextPairSpec::target))
                .toList();
    }

    /** Returns all files that are read. */
    List<Path> files() {
        return Stream.concat(
                        units.stream(),
                        texts.stream()
                                .flatMap(job -> Stream.of(job.source(), job.target()))
                                .filter(name -> !isNoFile(name))
                                .map(Path::of))
                .toList();
    }
}
