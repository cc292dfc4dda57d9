package duiqi.io;

import duiqi.text.FormatException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Replaces a file as a whole or not at all: whoever reads it sees the old content or the new, never a part, whatever fails or
 * stops on the way.
 *
 * <p>The content goes to a temporary file in the same folder, reaches the disk, and takes the place of the old file in one
 * move. A symbolic link stays, and what it points to is replaced; of several hard links, the others keep the old content.
 * Permissions of the old file are kept, and its owner where that is allowed; missing folders are made. A file that would not change
 * is not touched. Something that is no regular file, such as a pipe or {@code /dev/stdout}, cannot be replaced and is written to
 * directly.
 *
 * <p>What a killed process has left in the folder is removed, as far as it is certain that no process uses it. Thread-safe; of two
 * threads that write the same file, the later one wins.
 */
public final class AtomicFile {
    private AtomicFile() {}

    /** What to write. */
    @FunctionalInterface
    public interface Content {
        /**
         * Writes everything.
         *
         * @param out buffered; need not be closed
         */
        void writeTo(OutputStream out) throws IOException;
    }

    /** What to write into several files. */
    @FunctionalInterface
    public interface Contents {
        /**
         * Writes everything.
         *
         * @param outs one for each file, buffered; need not be closed
         */
        void writeTo(List<OutputStream> outs) throws IOException;
    }

    /**
     * Writes a file.
     *
     * @return whether the file is new or has changed
     * @throws FormatException if the file cannot be written: no permission, disk full, a folder in its place
     * @throws IOException what the content threw
     */
    public static boolean write(Path file, Content content) throws IOException {
        return writeAll(List.of(file), outs -> content.writeTo(outs.get(0)));
    }

    /**
     * Writes a file by what was read in it, unless somebody has changed it since: what another program has saved meanwhile is not
     * undone. Between the last look and the move others have some microseconds; those who hold a lock as well have none.
     *
     * @param seen the file before it was read
     * @return whether the file has changed
     * @throws FormatException if the file was changed by others, or cannot be written
     * @throws IOException what the content threw
     */
    public static boolean update(Path file, FileState seen, Content content) throws IOException {
        return write(List.of(file), outs -> content.writeTo(outs.get(0)), () -> {
            if (!FileState.of(file).equals(seen)) {
                throw new FormatException(
                        file.toString(),
                        "another program has changed it meanwhile, and nothing was written",
                        "run the command again");
            }
        });
    }

    /** What is made sure of when all is ready to be moved. */
    @FunctionalInterface
    private interface Condition {
        void require() throws IOException;
    }

    /**
     * Writes several files, none of which takes its place before all of them are whole on the disk. All of them are open at the
     * same time.
     *
     * @return whether one of the files is new or has changed
     * @throws FormatException if one of the files cannot be written: no permission, disk full, a folder in its place
     * @throws IOException what the contents threw
     */
    public static boolean writeAll(List<Path> files, Contents contents) throws IOException {
        return write(files, contents, () -> {});
    }

    private static boolean write(List<Path> files, Contents contents, Condition condition) throws IOException {
        List<FileReplacement> replacements = new ArrayList<>();
        try {
            for (Path file : files) {
                replacements.add(FileReplacement.of(file));
            }
            contents.writeTo(replacements.stream().map(FileReplacement::out).toList());
            for (FileReplacement replacement : replacements) {
                replacement.complete();
            }
            condition.require();
            Set<Path> changed = new HashSet<>();
            for (FileReplacement replacement : replacements) {
                if (replacement.move()) {
                    changed.add(replacement.folder());
                }
            }
            changed.forEach(AtomicFile::force);
            return !changed.isEmpty();
        } finally {
            for (FileReplacement replacement : replacements) {
                replacement.close();
            }
        }
    }

    /**
     * Temporary files beside a file that no process has written to since a time, but which may still be in use on another machine.
     */
    public static List<Path> leftBeside(Path file, Instant since) throws IOException {
        Path folder = Optional.ofNullable(file.toAbsolutePath().getParent()).orElseThrow();
        return TemporaryFile.doubtful(folder, since);
    }

    /** Makes the moves themselves outlive a power failure. Not every system can: Windows opens no folders. */
    private static void force(Path folder) {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException expectedWhereFoldersCannotBeOpened) {
            return;
        }
    }
}
