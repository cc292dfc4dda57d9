package duiqi.glossary;

import duiqi.text.FormatException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Finds the glossaries of a folder, which lie there as in a project of OmegaT: anywhere under it but in what is hidden. */
public final class GlossaryFolder {
    private static final int DEEPEST = 20;

    private GlossaryFolder() {}

    /**
     * The glossaries of a folder in the order of their names, or a file by itself.
     *
     * @throws FormatException if there is no such file or folder
     */
    public static List<Path> files(Path place) throws IOException {
        if (!Files.exists(place)) {
            throw new FormatException(place.toString(), "there is no such glossary", "check its name and folder");
        }
        if (!Files.isDirectory(place)) {
            return List.of(place);
        }
        try (Stream<Path> files = Files.walk(place, DEEPEST, FileVisitOption.FOLLOW_LINKS)) {
            return files.filter(file -> isShown(place.relativize(file)))
                    .filter(file -> Files.isRegularFile(file))
                    .filter(file -> GlossaryFormats.of(file).isPresent())
                    .sorted()
                    .toList();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static boolean isShown(Path relative) {
        for (Path part : relative) {
            // "~$" begins the names of files by which Excel locks a workbook.
            if (part.toString().startsWith(".") || part.toString().startsWith("~$")) {
                return false;
            }
        }
        return true;
    }
}
