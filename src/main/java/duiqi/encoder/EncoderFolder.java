package duiqi.encoder;

import duiqi.io.AtomicFile;
import duiqi.io.FileState;
import duiqi.io.LockedFile;
import duiqi.text.FormatException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Installs, finds and removes the encoders of a user: a folder with a folder for each encoder.
 *
 * <p>A new encoder is downloaded into a hidden folder, which gets its final name when all files are complete. An
 * interrupted installation leaves this hidden folder, and the next one continues it. One process installs an encoder at
 * a time. Immutable.
 *
 * @param folder the folder with the encoders, which need not exist
 */
public record EncoderFolder(Path folder) {
    /** File that records addresses, checksums and licence of an installed encoder. */
    private static final String ORIGIN = "origin.txt";

    private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N}._-]*");

    /** Returns the folder of an encoder, which need not exist. */
    public Path of(String name) {
        return folder.resolve(name);
    }

    /**
     * Returns the folder of an encoder if it is installed.
     *
     * @param name a name; anything else, for example a path, is not installed
     */
    public Optional<Path> find(String name) {
        return NAME.matcher(name).matches() && Files.isRegularFile(of(name).resolve(EncoderProperties.NAME))
                ? Optional.of(of(name))
                : Optional.empty();
    }

    /** Returns the names of the installed encoders in alphabetical order, including those that users put there. */
    public Set<String> names() throws IOException {
        Set<String> names = new TreeSet<>();
        if (Files.isDirectory(folder)) {
            try (Stream<Path> entries = Files.list(folder)) {
                entries.map(entry -> String.valueOf(entry.getFileName()))
                        .filter(name -> find(name).isPresent())
                        .forEach(names::add);
            }
        }
        return names;
    }

    /** Receives the steps of an installation. */
    public interface Listener {
        /** Runs once before waiting for another process that installs the same encoder. */
        void waits();

        /**
         * Receives the size of the part of a file that is on the disk.
         *
         * @param file name of the file
         * @param bytes size of the part
         * @param all size of the whole file; empty if it is not known
         */
        void receives(String file, long bytes, OptionalLong all);

        /**
         * Receives the checksum of a file for which no publisher states one.
         *
         * @param file name of the file
         * @param sha256 SHA-256 in hexadecimal
         */
        void accepts(String file, String sha256);
    }

    /**
     * Selects the source of the files. Immutable.
     *
     * @param from web address that replaces scheme and host of the listed addresses, or a folder with the files; empty
     *     for the listed addresses
     * @param acceptsChecksums true to install files without a published SHA-256
     * @param userAgent value of the User-Agent header
     * @param retries retries for a busy server and an interrupted download
     */
    public record Source(
            Optional<String> from, boolean acceptsChecksums, String userAgent, HttpEncoder.Retries retries) {
        /** Returns the web address of a file. */
        String address(EncoderList.ModelFile file) {
            return from.map(mirror ->
                            mirror.replaceFirst("/+$", "") + file.address().replaceFirst("^https?://[^/]*", ""))
                    .orElse(file.address());
        }

        /** Returns the folder with the files; empty if they are on a server. */
        Optional<Path> folder() {
            return from.filter(name -> !HttpEncoder.isAddress(name)).map(Path::of);
        }
    }

    /**
     * Installs an encoder, unless it is installed.
     *
     * @return true if the encoder is new
     * @throws FormatException if a file cannot be downloaded or written, or if its content is wrong
     */
    public boolean install(EncoderList.Entry entry, Source source, Listener listener) throws IOException {
        if (find(entry.name()).isPresent()) {
            return false;
        }
        if (!entry.hasChecksums() && !source.acceptsChecksums()) {
            throw new FormatException(
                    entry.name(),
                    "no published SHA-256 is known for its files",
                    "add --accept-checksums to trust the download; duiqi then prints and records the SHA-256");
        }
        Path partial = partial(entry.name());
        LockedFile lock = LockedFile.toUpdate(folder.resolve(entry.name() + ".install"), listener::waits);
        try {
            // Another process may have installed it in the meantime, and moved the folder.
            if (find(entry.name()).isPresent()) {
                return false;
            }
            create(partial);
            download(entry, source, partial, listener);
            move(partial, of(entry.name()));
            return true;
        } finally {
            lock.close();
        }
    }

    private static void create(Path partial) throws FormatException {
        try {
            Files.createDirectories(partial);
        } catch (IOException e) {
            throw new FormatException(
                    partial.toString(),
                    "cannot write: " + (e instanceof AccessDeniedException ? "permission denied" : "not a folder"),
                    "allow writing in its folder, or set DUIQI_ENCODERS to another folder",
                    e);
        }
    }

    private static void download(EncoderList.Entry entry, Source source, Path partial, Listener listener)
            throws IOException {
        requireSpace(entry, partial);
        List<String> origin = new ArrayList<>(List.of(
                "Downloaded by " + source.userAgent(), "Model: " + entry.page(), "Licence: " + entry.licence()));
        try (ModelDownload download = new ModelDownload(source.userAgent(), source.retries(), listener::receives)) {
            for (EncoderList.ModelFile file : entry.files()) {
                Path target = partial.resolve(file.name());
                if (!isComplete(file, target)) {
                    fetch(file, source, download, target);
                }
                String hash = FileState.hash(target);
                if (file.sha256().isEmpty()) {
                    listener.accepts(file.name(), hash);
                }
                origin.add(hash + "  " + file.name() + "  " + file.address());
            }
        }
        write(partial.resolve(ORIGIN), origin);
        write(partial.resolve(EncoderProperties.NAME), entry.properties());
    }

    /** Returns whether an earlier installation completed a file. */
    private static boolean isComplete(EncoderList.ModelFile file, Path target) throws IOException {
        if (!Files.exists(target)) {
            return false;
        }
        if (file.sha256().isPresent()
                && !FileState.hash(target).equals(file.sha256().get())) {
            Files.delete(target);
            return false;
        }
        return true;
    }

    private static void fetch(EncoderList.ModelFile file, Source source, ModelDownload download, Path target)
            throws IOException {
        Optional<Path> folder = source.folder();
        if (folder.isEmpty()) {
            download.fetch(file, source.address(file), target);
            return;
        }
        Optional<Path> found = Stream.of(file.name(), file.publishedName())
                .map(folder.get()::resolve)
                .filter(Files::isRegularFile)
                .findFirst();
        if (found.isEmpty()) {
            throw new FormatException(
                    folder.get().toString(),
                    "has no file " + file.name()
                            + (file.name().equals(file.publishedName()) ? "" : " or " + file.publishedName()),
                    "download " + file.address() + " into this folder");
        }
        download.copy(file, found.get(), target);
    }

    private static void requireSpace(EncoderList.Entry entry, Path partial) throws IOException {
        long present = 0;
        try (Stream<Path> files = Files.list(partial)) {
            for (Path file : files.toList()) {
                present += Files.size(file);
            }
        }
        long needed = entry.bytes().orElse(0) - present;
        // Files.getFileStore fails in a changed root, which has no mount point.
        long free = partial.toFile().getUsableSpace();
        // Some network file systems state no free space at all.
        if (free > 0 && needed > free) {
            throw new FormatException(
                    partial.toString(),
                    "the disk has " + megabytes(free) + " free, and the download needs " + megabytes(needed),
                    "free disk space, or set DUIQI_ENCODERS to a folder on another disk");
        }
    }

    /** Returns a size for users, in units of a million bytes. */
    public static String megabytes(long bytes) {
        return String.format(Locale.ROOT, "%,d MB", (bytes + 999_999) / 1_000_000);
    }

    private static void write(Path file, List<String> lines) throws IOException {
        byte[] text = (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8);
        AtomicFile.write(file, out -> out.write(text));
    }

    private static void move(Path partial, Path target) throws IOException {
        try {
            AtomicFile.move(partial, target);
        } catch (IOException e) {
            throw new FormatException(
                    target.toString(),
                    "cannot be replaced, because it has other content",
                    "remove or rename it, then run the command again",
                    e);
        }
    }

    private Path partial(String name) {
        return folder.resolve("." + name + ".part");
    }

    /**
     * Removes an encoder and the files of an interrupted installation.
     *
     * @return true if there was something to remove
     * @throws FormatException if the folder of the encoder contains folders, which duiqi does not create
     */
    public boolean remove(String name) throws IOException {
        if (!NAME.matcher(name).matches()) {
            return false;
        }
        Path partial = partial(name);
        boolean hadPartial = Files.isDirectory(partial);
        delete(partial);
        Optional<Path> installed = find(name);
        if (installed.isPresent()) {
            requireFiles(installed.get());
            // An interrupted removal then leaves an incomplete installation, which the next one completes.
            AtomicFile.move(installed.get(), partial);
            delete(partial);
        }
        return hadPartial || installed.isPresent();
    }

    private static void requireFiles(Path encoder) throws IOException {
        try (Stream<Path> files = Files.list(encoder)) {
            Optional<Path> other = files.filter(Files::isDirectory).findFirst();
            if (other.isPresent()) {
                throw new FormatException(
                        other.get().toString(), "is a folder that duiqi did not create", "move it to another folder");
            }
        }
    }

    private static void delete(Path old) throws IOException {
        if (Files.isDirectory(old)) {
            try (Stream<Path> files = Files.list(old)) {
                for (Path file : files.toList()) {
                    Files.delete(file);
                }
            }
            Files.delete(old);
        }
    }
}
