package duiqi.memory;

import duiqi.text.FormatException;
import java.io.IOException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds the memories of a folder, which lie there as in a project of OmegaT: {@code .tmx}, {@code .tmx.gz} and {@code .tmx.zip}
 * anywhere under it; those under {@code auto}, {@code enforce}, {@code mt} and {@code penalty-20} mean what they mean there
 * (OmegaT 5.8 user manual, "Translation memories"). Hidden files and folders are passed over.
 */
public final class MemoryFolder {
    private static final Pattern PENALTY = Pattern.compile("penalty-(\\d{1,3})");
    private static final List<String> ENDS = List.of(".tmx", ".tmx.gz", ".tmx.zip");

    private MemoryFolder() {}

    /**
     * The memories of a folder in the order of their names, or a file by itself.
     *
     * @throws FormatException if there is no such file or folder
     */
    public static List<MemoryFile> files(Path place) throws IOException {
        if (Files.isRegularFile(place)) {
            return List.of(file(place, String.valueOf(place.getFileName())));
        }
        if (!Files.isDirectory(place)) {
            throw new FormatException(
                    place.toString(),
                    "there is no such memory or folder of memories",
                    "name one, or make it with duiqi align");
        }
        List<MemoryFile> files = new ArrayList<>();
        Files.walkFileTree(place, Set.of(FileVisitOption.FOLLOW_LINKS), Integer.MAX_VALUE, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                boolean isHidden = !folder.equals(place)
                        && String.valueOf(folder.getFileName()).startsWith(".");
                return isHidden ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
                if (!name.startsWith(".") && ENDS.stream().anyMatch(name::endsWith)) {
                    files.add(file(file, place.relativize(file).toString().replace('\\', '/')));
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
                boolean isGone = failure instanceof NoSuchFileException && !file.equals(place);
                // Another program may take a file away while the folder is looked through, as locks are.
                if (isGone || failure instanceof FileSystemLoopException) {
                    return FileVisitResult.CONTINUE;
                }
                return super.visitFileFailed(file, failure);
            }
        });
        files.sort(Comparator.comparing(MemoryFile::name));
        return files;
    }

    /** A file and what the folders it lies in say, the innermost last. */
    static MemoryFile file(Path path, String name) {
        MemoryFile.Role role = MemoryFile.Role.PLAIN;
        int penalty = 0;
        for (String part : name.split("/", -1)) {
            Matcher matcher = PENALTY.matcher(part);
            if (matcher.matches()) {
                penalty = Integer.parseInt(matcher.group(1));
            }
            role = switch (part) {
                case "auto" -> MemoryFile.Role.AUTO;
                case "enforce" -> MemoryFile.Role.ENFORCE;
                case "mt" -> MemoryFile.Role.MACHINE;
                default -> role;
            };
        }
        return new MemoryFile(path, name, role, penalty);
    }
}
