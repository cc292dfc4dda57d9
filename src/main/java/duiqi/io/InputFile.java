package duiqi.io;

import duiqi.text.FormatException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.charset.Charset;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Opens files for reading. Reading a named pipe never ends without a writer, and reading a device may never end, so it
 * opens ordinary files only. The files may come from an untrusted folder.
 *
 * <p>Exceptions are the standard input, pipes of the shell ({@code <(command)}) and {@code /dev/null}, because a user
 * gives these by name.
 */
public final class InputFile {
    /** Maximum size of a file that is read as a whole. */
    private static final long MAX_BYTES = 1L << 28;

    private static final Pattern STREAM = Pattern.compile("/dev/(?:stdin|null|fd/\\d+)|/proc/(?:self|\\d+)/fd/\\d+");

    /** Folders of systems such as Linux whose files are not on a disk. */
    private static final List<Path> SYSTEM_FOLDERS = List.of(Path.of("/proc"), Path.of("/sys"), Path.of("/dev"));

    /** Characters that Windows allows in no file name. */
    private static final Pattern FORBIDDEN = Pattern.compile("[\\p{C}\\p{Zl}\\p{Zp}/\\\\<>:\"|?*]");

    /** Names of devices, which Windows opens in every folder and with every extension. */
    private static final Pattern DEVICE =
            Pattern.compile("(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])[ ]*(\\..*)?", Pattern.CASE_INSENSITIVE);

    private InputFile() {}

    /**
     * Opens a file.
     *
     * @throws FormatException if it is a folder, a pipe, a socket or a device
     */
    public static InputStream open(Path file) throws IOException {
        require(file);
        return Files.newInputStream(file);
    }

    /**
     * Opens a file that duiqi wrote, for example an index.
     *
     * @param options options as for {@link FileChannel#open(Path, OpenOption...)}. A missing file is created if they
     *     contain {@link StandardOpenOption#CREATE}
     * @throws FormatException if it is a link, a folder, a pipe, a socket or a device
     */
    public static FileChannel openOwn(Path file, OpenOption... options) throws IOException {
        requireOwn(file);
        Set<OpenOption> all = new HashSet<>(List.of(options));
        all.add(LinkOption.NOFOLLOW_LINKS);
        return FileChannel.open(file, all);
    }

    /**
     * Checks a file that duiqi writes under a name that no user gives, for example a lock. A link could make duiqi
     * overwrite any file.
     *
     * @throws FormatException if it exists and is a link, a folder, a pipe, a socket or a device
     */
    public static void requireOwn(Path file) throws FormatException {
        if (Files.exists(file, LinkOption.NOFOLLOW_LINKS) && !Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            boolean isLink = Files.isSymbolicLink(file);
            throw new FormatException(
                    file.toString(),
                    isLink ? "is a link, not a file that duiqi wrote" : "is not a file that duiqi wrote",
                    "remove it");
        }
    }

    /**
     * Reads a whole file.
     *
     * @throws FormatException if it is too large, a folder, a pipe, a socket or a device
     */
    public static byte[] bytes(Path file) throws IOException {
        try (InputStream in = open(file)) {
            // The size of a stream is 0.
            if (Files.size(file) > MAX_BYTES) {
                throw tooLarge(file);
            }
            byte[] bytes = in.readNBytes((int) MAX_BYTES + 1);
            if (bytes.length > MAX_BYTES) {
                throw tooLarge(file);
            }
            return bytes;
        }
    }

    private static FormatException tooLarge(Path file) {
        return new FormatException(
                file.toString(), "is larger than " + (MAX_BYTES >> 20) + " MB", "split it into smaller files");
    }

    /** Reads a whole text file, as {@link #bytes} does. Bytes that are invalid in the encoding become U+FFFD. */
    public static String text(Path file, Charset charset) throws IOException {
        return new String(bytes(file), charset);
    }

    /**
     * Checks that a file can be read to its end.
     *
     * @throws FormatException if it is a folder, a pipe, a socket or a device
     */
    public static void require(Path file) throws IOException {
        BasicFileAttributes attributes;
        try {
            attributes = Files.readAttributes(file, BasicFileAttributes.class);
        } catch (NoSuchFileException missing) {
            // Opening it reports that, or a pipe of the shell exists only under its number.
            return;
        }
        if (attributes.isDirectory()) {
            throw new FormatException(file.toString(), "is a folder, not a file", "use a file in it");
        }
        if (!isStream(file) && (!attributes.isRegularFile() || isOfSystem(file))) {
            throw special(file);
        }
    }

    /** Returns the exception for a pipe, a socket or a device. */
    public static FormatException special(Path file) {
        return new FormatException(file.toString(), "is a pipe or a device", "write its content to a file first");
    }

    /**
     * Returns the visible files of a folder and its subfolders. Follows links, skips links to a folder above and folders
     * of the system such as {@code /proc}. Includes pipes and devices, so that reading them reports them.
     *
     * @param depth maximum depth of the subfolders
     * @throws FormatException if there are too many files, for example because of a link to the root folder
     */
    public static List<Path> in(Path folder, int depth) throws IOException {
        Folder files = new Folder(folder);
        Files.walkFileTree(folder, Set.of(FileVisitOption.FOLLOW_LINKS), depth, files);
        return List.copyOf(files.found);
    }

    /** Collects the visible files of a folder. For one use. */
    private static final class Folder extends SimpleFileVisitor<Path> {
        private static final int MAX_ENTRIES = 200_000;

        private final Path folder;
        private final List<Path> found = new ArrayList<>();
        private int entries;

        Folder(Path folder) {
            this.folder = folder;
        }

        private void count() throws FormatException {
            if (++entries > MAX_ENTRIES) {
                throw new FormatException(
                        folder.toString(),
                        "contains more than " + MAX_ENTRIES + " files and folders",
                        "give a smaller folder, or remove links to folders");
            }
        }

        @Override
        public FileVisitResult preVisitDirectory(Path inner, BasicFileAttributes attributes) throws IOException {
            count();
            boolean isSkipped = !inner.equals(folder) && (isHidden(inner) || isOfSystem(inner.toRealPath()));
            return isSkipped ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            count();
            if (!isHidden(file) && !attributes.isDirectory()) {
                found.add(file);
            }
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
            boolean isGone = failure instanceof NoSuchFileException && !file.equals(folder);
            // Another program may delete a file, for example a lock, during the walk.
            if (isGone || failure instanceof FileSystemLoopException) {
                return FileVisitResult.CONTINUE;
            }
            return super.visitFileFailed(file, failure);
        }

        private static boolean isHidden(Path file) {
            return String.valueOf(file.getFileName()).startsWith(".");
        }
    }

    /** Returns whether a path in a folder is a file whose content is on a disk. Follows links. */
    public static boolean isFile(Path file) {
        try {
            return Files.isRegularFile(file) && !isOfSystem(file);
        } catch (IOException unresolvable) {
            return false;
        }
    }

    /** Returns whether a path is neither a file nor a folder nor missing: a pipe, a socket or a device. */
    public static boolean isSpecial(Path file) {
        return Files.exists(file) && !Files.isDirectory(file) && !isFile(file);
    }

    /**
     * Returns a file name that every system allows. Replaces forbidden characters by underscores. May return an empty
     * name.
     *
     * @param name a name from the input, without folders
     */
    public static String allowedName(String name) {
        String clean = FORBIDDEN.matcher(name).replaceAll("_").strip().replaceFirst("[. ]+$", "");
        return DEVICE.matcher(clean).matches() ? "text-" + clean : clean;
    }

    /**
     * Rejects outputs of one run that the file system would put into the same file: two with the same name, or names
     * that differ only in letter case or in the form of Unicode where the file system does not distinguish these. Call
     * this method before the work, because the second output would replace the first.
     *
     * @throws FormatException if an output has the file of another one
     */
    public static void requireDistinct(List<Path> outputs) throws IOException {
        Map<String, List<Path>> similar = new LinkedHashMap<>();
        for (Path output : outputs) {
            Path full = output.toAbsolutePath().normalize();
            // Capital letters first, because different small letters can have the same ones.
            String folded = Normalizer.normalize(full.toString(), Normalizer.Form.NFD)
                    .toUpperCase(Locale.ROOT)
                    .toLowerCase(Locale.ROOT);
            List<Path> others = similar.computeIfAbsent(folded, name -> new ArrayList<>());
            for (Path other : others) {
                boolean isEqual = output.toString().equals(other.toString());
                if (isSame(full, other.toAbsolutePath().normalize())) {
                    throw new FormatException(
                            output.toString(),
                            isEqual
                                    ? "would be the output of two inputs"
                                    : "is the same file as " + other
                                            + ": the file system does not distinguish these names",
                            "rename an input, or write the outputs to two folders");
                }
            }
            others.add(output);
        }
    }

    /**
     * Returns whether two different paths are the same file. Only files with their names, in a temporary folder beside
     * them, show that: one system can have several file systems, and some decide for each folder.
     */
    private static boolean isSame(Path one, Path other) throws IOException {
        if (one.getNameCount() != other.getNameCount()) {
            return false;
        }
        Path existing = Objects.requireNonNull(one.getParent());
        while (!Files.isDirectory(existing)) {
            existing = Objects.requireNonNull(existing.getParent());
        }
        Path trial = Files.createTempDirectory(existing, ".duiqi-");
        try {
            for (int i = 0; i < one.getNameCount(); i++) {
                Path made = Files.createFile(trial.resolve(one.getName(i)));
                boolean isEqual = Files.exists(trial.resolve(other.getName(i)));
                Files.delete(made);
                if (!isEqual) {
                    return false;
                }
            }
            return true;
        } finally {
            Files.delete(trial);
        }
    }

    private static boolean isStream(Path file) {
        return STREAM.matcher(file.toAbsolutePath().normalize().toString()).matches();
    }

    private static boolean isOfSystem(Path file) throws IOException {
        Path real = Files.isSymbolicLink(file) || file.isAbsolute() ? file.toRealPath() : file;
        return SYSTEM_FOLDERS.stream().anyMatch(real::startsWith) && !real.startsWith("/dev/shm");
    }
}
