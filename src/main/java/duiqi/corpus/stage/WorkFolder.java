package duiqi.corpus.stage;

import duiqi.corpus.input.InputFiles;
import duiqi.io.LockedFile;
import duiqi.text.FormatException;
import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Paths;
import java.util.Optional;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * The folder beside the output in which a run works. Each step has a folder of its own in it, which is written aside and renamed
 * when it is complete: what is there is done, whenever the run was killed. One run at a time has the folder. On file systems
 * without renaming as one act, such as object stores, a step may be seen half. Not thread-safe.
 */
public final class WorkFolder implements Closeable {
    private static final String SUFFIX = ".work";
    private static final String ASIDE = "aside";
    private static final String PLAN = "plan.json";
    private static final String LOCK = "lock";

    /** What may be in the folder of a run that was killed before it had a plan. */
    private static final Set<String> BEFORE_PLAN = Set.of(LOCK, PLAN + "." + ASIDE);

    private final FileSystem files;
    private final Path output;
    private final Path work;
    private final Optional<FileChannel> lock;

    /** What makes a step. */
    public interface Making {
        void into(Path folder) throws IOException;
    }

    private WorkFolder(FileSystem files, Path output, Path work, Optional<FileChannel> lock) {
        this.files = files;
        this.output = output;
        this.work = work;
        this.lock = lock;
    }

    /**
     * Opens the folder of work for an output, or makes it.
     *
     * @throws FormatException if another run has it, or it is somebody's own
     */
    public static WorkFolder of(Path output, Configuration configuration) throws IOException {
        FileSystem files = output.getFileSystem(configuration);
        // On disks of this machine they would lie in hidden files beside all that is written.
        files.setWriteChecksum(false);
        Path work = beside(output);
        requireOwn(files, work);
        try {
            files.mkdirs(work);
        } catch (IOException failure) {
            throw new FormatException(
                    InputFiles.name(work),
                    "cannot be made: " + failure.getMessage(),
                    "check the folder of the output and its rights",
                    failure);
        }
        Optional<FileChannel> lock = Optional.empty();
        if (files.getUri().getScheme().equals("file")) {
            lock = Optional.of(lock(work));
        }
        return new WorkFolder(files, output, work, lock);
    }

    /** All of the folder is removed in the end: what somebody keeps there must not be. */
    private static void requireOwn(FileSystem files, Path work) throws IOException {
        if (!files.exists(work) || plan(files, work).isPresent()) {
            return;
        }
        boolean isFolder = files.getFileStatus(work).isDirectory();
        for (FileStatus child : files.listStatus(work)) {
            if (!isFolder || !BEFORE_PLAN.contains(child.getPath().getName())) {
                throw new FormatException(
                        InputFiles.name(work),
                        "is there already, and no work of duiqi",
                        "rename it, or give another output");
            }
        }
    }

    /** Removes what a run left that was killed when its output was there already. */
    public static void removeRest(FileSystem files, Path output) throws IOException {
        Path work = beside(output);
        if (plan(files, work).isPresent()) {
            files.delete(work, true);
        }
    }

    /** Where the work for an output is done. */
    public static Path beside(Path output) {
        return output.suffix(SUFFIX);
    }

    /** The lock ends with the process, however that ends. */
    private static FileChannel lock(Path work) throws IOException {
        java.nio.file.Path file = Paths.get(work.toUri().getPath(), LOCK);
        return LockedFile.open(file, () -> {
            throw new FormatException(
                    work.toUri().getPath(),
                    "another run is at work in this folder",
                    "wait for it, or give another output");
        });
    }

    /** What the run in this folder was begun with; empty in a new one. */
    public Optional<String> plan() throws IOException {
        return plan(files, work);
    }

    /** The same of a folder that need not be there. */
    public static Optional<String> plan(FileSystem files, Path work) throws IOException {
        Path file = new Path(work, PLAN);
        if (!files.exists(file)) {
            return Optional.empty();
        }
        try (var in = files.open(file)) {
            return Optional.of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    public void begin(String plan) throws IOException {
        write(new Path(work, PLAN), plan.getBytes(StandardCharsets.UTF_8));
    }

    /** What a message calls it. */
    public String name() {
        return InputFiles.name(work);
    }

    /** The folder of a step. */
    public Path step(String name) {
        return new Path(work, name);
    }

    public boolean isDone(String name) throws IOException {
        return files.exists(step(name));
    }

    /** Makes a step unless it is done. */
    public void make(String name, Making making) throws IOException {
        if (isDone(name)) {
            return;
        }
        Path aside = new Path(work, ASIDE);
        files.delete(aside, true);
        making.into(aside);
        move(aside, step(name));
    }

    /** Moves the finished output to its place, and removes the rest. */
    public void finish(String name) throws IOException {
        move(step(name), output);
        remove();
    }

    /** Removes the folder, when the output is there. */
    void remove() throws IOException {
        files.delete(work, true);
    }

    private void move(Path from, Path to) throws IOException {
        files.mkdirs(to.getParent());
        if (!files.rename(from, to)) {
            throw new FormatException(
                    to.toUri().getPath(), "cannot be made from " + from.getName(), "check the rights of its folder");
        }
    }

    /** Writes a file aside and moves it. */
    public void write(Path file, byte[] content) throws IOException {
        Path aside = file.suffix("." + ASIDE);
        try (FSDataOutputStream out = files.create(aside, true)) {
            out.write(content);
            out.hsync();
        }
        files.delete(file, false);
        move(aside, file);
    }

    public FileSystem files() {
        return files;
    }

    @Override
    public void close() throws IOException {
        if (lock.isPresent()) {
            lock.get().close();
        }
    }
}
