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
 * A memory in a folder of memories, and what its place there says of it. Memories lie there as in a project of OmegaT: {@code .tmx},
 * {@code .tmx.gz} and {@code .tmx.zip} anywhere under it; those under {@code auto}, {@code enforce}, {@code mt} and
 * {@code penalty-20} mean what they mean there (OmegaT 5.8 user manual, "Translation memories"). Hidden files and folders are passed
 * over. Immutable.
 *
 * @param path the file
 * @param name its path in the folder, with {@code /} between its parts
 * @param role how far its matches are trusted
 * @param penalty points that every match of it loses
 */
public record MemoryFile(Path path, String name, Role role, int penalty) {
    private static final Pattern PENALTY = Pattern.compile("penalty-(\\d{1,3})");
    private static final List<String> ENDS = List.of(".tmx", ".tmx.gz", ".tmx.zip");

    /** How far the matches of a memory are trusted. */
    public enum Role {
        /** As any. */
        PLAIN,
        /** Under {@code auto}: an exact match is put in without asking. */
        AUTO,
        /** Under {@code enforce}: of equal matches its own comes first, and it overrides what is there. */
        ENFORCE,
        /** Under {@code mt}: all of it was translated by a machine. */
        MACHINE
    }

    public MemoryFile {
        if (penalty < 0) {
            throw new IllegalArgumentException("a penalty is not negative: " + penalty);
        }
    }

    /**
     * Returns the memories of a folder in the order of their names, or a file by itself.
     *
     * @throws FormatException if there is no such file or folder
     */
    public static List<MemoryFile> in(Path place) throws IOException {
        if (Files.isRegularFile(place)) {
            return List.of(of(place, String.valueOf(place.getFileName())));
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
                    files.add(of(file, place.relativize(file).toString().replace('\\', '/')));
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

    /** Returns a file and what the folders it lies in say, the innermost last. */
    static MemoryFile of(Path path, String name) {
        Role role = Role.PLAIN;
        int penalty = 0;
        for (String part : name.split("/", -1)) {
            Matcher matcher = PENALTY.matcher(part);
            if (matcher.matches()) {
                penalty = Integer.parseInt(matcher.group(1));
            }
            role = switch (part) {
                case "auto" -> Role.AUTO;
                case "enforce" -> Role.ENFORCE;
                case "mt" -> Role.MACHINE;
                default -> role;
            };
        }
        return new MemoryFile(path, name, role, penalty);
    }

    /** Returns a file, which need not exist, with what its folder says of it when it lies in one of some places. */
    static MemoryFile among(List<Path> places, Path path) {
        Path file = path.toAbsolutePath().normalize();
        for (Path place : places) {
            Path folder = place.toAbsolutePath().normalize();
            if (file.startsWith(folder) && !file.equals(folder)) {
                Path inside = folder.relativize(file);
                return of(place.resolve(inside), inside.toString().replace('\\', '/'));
            }
        }
        return of(path, String.valueOf(path.getFileName()));
    }
}
