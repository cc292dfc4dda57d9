package duiqi.document;

import duiqi.text.FormatException;
import duiqi.text.NearestName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Says that a file is missing, and which one may have been meant. Stateless. */
final class MissingFile {
    private MissingFile() {}

    /** The exception for a path at which there is nothing. */
    static FormatException at(Path path) {
        if (Files.isSymbolicLink(path)) {
            return new FormatException(
                    path.toString(), "is a link to a file that is not there", "mend the link or remove it");
        }
        Path folder = Optional.ofNullable(path.getParent()).orElse(Path.of(""));
        if (!Files.isDirectory(folder)) {
            return new FormatException(path.toString(), "there is no folder " + folder, "check the path");
        }
        String name = Optional.ofNullable(path.getFileName()).orElse(path).toString();
        String remedy = NearestName.of(name, names(folder))
                .map(near -> "did you mean " + path.resolveSibling(near) + "?")
                .orElse("check the name");
        return new FormatException(path.toString(), "there is no such file", remedy);
    }

    private static List<String> names(Path folder) {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.map(entry -> String.valueOf(entry.getFileName())).toList();
        } catch (IOException unreadable) {
            return List.of(); // a folder that may not be listed has no name to propose
        }
    }
}
