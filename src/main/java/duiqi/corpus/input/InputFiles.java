package duiqi.corpus.input;

import duiqi.text.FormatException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** The files that an input is made of, and their cutting into groups. */
public final class InputFiles {
    /** What is read between two points that a run can go on from. */
    private static final long GROUP_BYTES = 2L << 30;

    private InputFiles() {}

    /**
     * A file, or all files in a folder at any depth but hidden ones, sorted by name.
     *
     * @throws FormatException if there is none
     */
    static List<FileStatus> in(Path input, Configuration configuration) throws IOException {
        List<FileStatus> found = new ArrayList<>();
        try {
            FileSystem files = input.getFileSystem(configuration);
            add(files, files.getFileStatus(input), found);
        } catch (FileNotFoundException missing) {
            throw new FormatException(name(input), "there is no such file", "check its name and folder", missing);
        } catch (IOException | IllegalArgumentException failure) {
            throw new FormatException(
                    name(input),
                    "cannot be reached: " + failure.getMessage(),
                    "check the address, and that it can be read",
                    failure);
        }
        found.sort(Comparator.comparing(status -> status.getPath().toString()));
        return found;
    }

    private static void add(FileSystem files, FileStatus status, List<FileStatus> found) throws IOException {
        if (!status.isDirectory()) {
            found.add(status);
            return;
        }
        for (FileStatus child : files.listStatus(status.getPath())) {
            String name = child.getPath().getName();
            if (!name.startsWith(".") && !name.startsWith("_")) {
                add(files, child, found);
            }
        }
    }

    /** What a message calls a file: its path, with the scheme where it is not a file of this machine. */
    public static String name(Path path) {
        return path.toUri().getScheme() == null || path.toUri().getScheme().equals("file")
                ? path.toUri().getPath()
                : path.toString();
    }

    static List<String> fingerprint(List<FileStatus> files) {
        return files.stream()
                .map(file -> file.getPath() + " " + file.getLen() + " " + file.getModificationTime())
                .toList();
    }

    static long bytes(List<FileStatus> files) {
        return files.stream().mapToLong(FileStatus::getLen).sum();
    }

    /** What has a size. */
    interface Sized<T> {
        long of(T part);
    }

    /** Neighbours together as long as they are not too much to read at once. */
    static <T> List<List<T>> groups(List<T> parts, Sized<T> size) {
        List<List<T>> groups = new ArrayList<>();
        long bytes = GROUP_BYTES;
        for (T part : parts) {
            if (bytes >= GROUP_BYTES) {
                groups.add(new ArrayList<>());
                bytes = 0;
            }
            groups.get(groups.size() - 1).add(part);
            bytes += size.of(part);
        }
        return groups;
    }
}
