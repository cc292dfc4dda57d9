package duiqi.memory;

import duiqi.exchange.ExchangeFormat;
import duiqi.io.FileName;
import duiqi.io.InputFile;
import duiqi.text.FormatException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Describes a memory in a folder of memories, and the role that its subfolder gives it. The layout is that of an OmegaT
 * project: files {@code .tmx}, {@code .tmx.gz} and {@code .tmx.zip} at any depth. The subfolders {@code auto},
 * {@code enforce}, {@code mt} and {@code penalty-20} have the same meaning as in OmegaT (OmegaT 5.8 user manual,
 * "Translation memories"). Hidden files and folders are ignored. Immutable.
 *
 * @param path the file
 * @param name the path relative to the folder, with {@code /} as separator
 * @param role how tools may use its matches
 * @param penalty the points to subtract from the score of each match
 */
public record MemoryFile(Path path, String name, Role role, int penalty) {
    private static final Pattern PENALTY = Pattern.compile("penalty-(\\d{1,3})");
    /** Name of the format of text files line by line, which have no content of their own. */
    private static final String LINES = "moses";

    private static final List<String> ENDS = List.of(".tmx", ".tmx.gz", ".tmx.zip");

    /** Lists the ways in which tools may use the matches of a memory. */
    public enum Role {
        /** No special role. */
        PLAIN,
        /** In {@code auto}: tools insert exact matches without asking. */
        AUTO,
        /** In {@code enforce}: the memory ranks first among equal matches and overrides existing translations. */
        ENFORCE,
        /** In {@code mt}: a machine made all translations. */
        MACHINE
    }

    public MemoryFile {
        if (penalty < 0) {
            throw new IllegalArgumentException("negative penalty: " + penalty);
        }
    }

    /**
     * Returns the memories of a folder in the order of their names, or the single memory if the path is a file.
     *
     * @throws FormatException if the file or folder does not exist
     */
    public static List<MemoryFile> in(Path place) throws IOException {
        if (Files.isRegularFile(place)) {
            return List.of(of(place, String.valueOf(place.getFileName())));
        }
        if (!Files.isDirectory(place)) {
            throw new FormatException(
                    place.toString(),
                    "there is no such memory or folder of memories",
                    "check its name, or create it with duiqi align");
        }
        List<MemoryFile> memories = new ArrayList<>();
        for (Path file : InputFile.in(place, Integer.MAX_VALUE)) {
            if (isMemory(file)) {
                memories.add(of(
                        FileName.requireUtf8(file),
                        place.relativize(file).toString().replace('\\', '/')));
            }
        }
        memories.sort(Comparator.comparing(MemoryFile::name));
        return memories;
    }

    /**
     * Returns the files of a folder of memories that contain translation units in another format than TMX, or TMX under
     * another name. They are no memories. Empty if the path is a file.
     */
    public static List<Path> others(Path place) throws IOException {
        if (!Files.isDirectory(place)) {
            return List.of();
        }
        return InputFile.in(place, Integer.MAX_VALUE).stream()
                .filter(file -> !isMemory(file))
                .filter(file -> ExchangeFormat.of(file)
                        .filter(format -> !format.name().equals(LINES))
                        .isPresent())
                .sorted()
                .toList();
    }

    private static boolean isMemory(Path file) {
        String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
        return ENDS.stream().anyMatch(name::endsWith);
    }

    /** Returns a file with the role and penalty that its folders give it. Inner folders override outer ones. */
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

    /**
     * Returns a file with the role and penalty that its folder gives it, if it is in one of the given folders. The file
     * does not have to exist.
     */
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
