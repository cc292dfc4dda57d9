package duiqi.cli;

import duiqi.bitext.FormatException;
import duiqi.document.TextPairs;
import duiqi.document.WebPages;
import duiqi.exchange.ExchangeFormats;
import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * What a command line asks to check. Immutable.
 *
 * @param units files that hold units
 * @param texts pairs of texts, whose sentences are to be aligned first
 * @param unpaired texts that found no partner
 */
record CheckInputs(List<Path> units, List<AlignJob> texts, List<TextPairs.Unpaired> unpaired) {
    /** What is looked for in folders; other tables are only checked when they are named. */
    private static final List<String> UNIT_FILES =
            List.of(".tmx", ".tmx.gz", ".tmx.zip", ".xlf", ".xliff", ".sdlxliff", ".mqxliff", ".mxliff", ".po");

    /** Two files with the lines of a text each are texts, as to align. */
    private static final String LINES = "moses";

    CheckInputs {
        units = List.copyOf(units);
        texts = List.copyOf(texts);
        unpaired = List.copyOf(unpaired);
    }

    /**
     * Of files, folders, addresses, or {@code -}. A folder stands for the memories, XLIFF and PO files in it, at any depth but for
     * hidden ones; if it has none, for its pairs of texts.
     *
     * @param swapped whether the English text comes first
     * @throws FormatException if a file does not exist, or no text finds a partner
     */
    static CheckInputs of(List<String> arguments, boolean swapped) throws IOException {
        List<Path> units = new ArrayList<>();
        List<String> texts = new ArrayList<>();
        for (String argument : arguments) {
            if (isNoFile(argument)) {
                texts.add(argument);
            } else if (Files.isDirectory(Path.of(argument))) {
                List<Path> inside = in(Path.of(argument));
                units.addAll(inside);
                if (inside.isEmpty()) {
                    texts.add(argument);
                }
            } else if (isUnitFile(Path.of(argument))) {
                units.add(Path.of(argument));
            } else {
                texts.add(argument);
            }
        }
        if (texts.isEmpty()) {
            return new CheckInputs(units.stream().distinct().toList(), List.of(), List.of());
        }
        AlignJobs jobs = AlignJobs.of(texts, swapped);
        return new CheckInputs(units.stream().distinct().toList(), jobs.jobs(), jobs.unpaired());
    }

    private static boolean isNoFile(String argument) {
        return argument.equals(ReadingOptions.STANDARD_INPUT)
                || WebPages.isAddress(argument)
                || argument.contains("://");
    }

    private static boolean isUnitFile(Path file) {
        return ExchangeFormats.of(file)
                .filter(format -> !format.name().equals(LINES))
                .isPresent();
    }

    private static List<Path> in(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder, FileVisitOption.FOLLOW_LINKS)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> !isHidden(folder.relativize(file)))
                    .filter(file -> UNIT_FILES.stream().anyMatch(file.toString().toLowerCase(Locale.ROOT)::endsWith))
                    .sorted()
                    .toList();
        }
    }

    private static boolean isHidden(Path path) {
        for (Path part : path) {
            if (part.toString().startsWith(".")) {
                return true;
            }
        }
        return false;
    }

    /** Names of all that is checked: of texts those of the English. */
    List<String> names() {
        return Stream.concat(units.stream().map(Path::toString), texts.stream().map(AlignJob::target))
                .toList();
    }
}
