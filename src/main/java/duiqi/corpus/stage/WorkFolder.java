package duiqi.corpus.stage;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import duiqi.corpus.CorpusSettings;
import duiqi.corpus.input.CorpusDocument.Buckets;
import duiqi.corpus.input.CorpusInput;
import duiqi.io.LockedFile;
import duiqi.text.FormatException;
import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Paths;
import java.util.Optional;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * Manages the work folder of a run, which is next to the output. Each step writes a temporary folder and renames it
 * when it is complete, so each existing step is done. Only one run at a time can use the work folder. On file systems
 * without atomic renames, for example object stores, a step may exist although it is incomplete. Not thread-safe.
 */
public final class WorkFolder implements Closeable {
    private static final String SUFFIX = ".work";
    private static final String ASIDE = "aside";
    private static final String PLAN = "plan.json";
    private static final String LOCK = "lock";
    private static final JsonMapper JSON = new JsonMapper();

    /** Files in the folder of a run that was stopped before it had a plan. */
    private static final Set<String> BEFORE_PLAN = Set.of(LOCK, PLAN + "." + ASIDE);

    private final FileSystem files;
    private final Path output;
    private final Path work;
    private final Optional<FileChannel> lock;

    /** Writes the result of a step. */
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
     * Opens or creates the work folder of an output.
     *
     * @throws FormatException if another run uses it, or it contains other files
     */
    public static WorkFolder of(Path output, Configuration configuration) throws IOException {
        FileSystem files = output.getFileSystem(configuration);
        // On local disks, checksums would be hidden files next to each file.
        files.setWriteChecksum(false);
        Path work = beside(output);
        requireOwn(files, work);
        try {
            files.mkdirs(work);
        } catch (IOException failure) {
            throw new FormatException(
                    CorpusInput.name(work),
                    "cannot create: " + failure.getMessage(),
                    "check the output folder and its permissions",
                    failure);
        }
        Optional<FileChannel> lock = Optional.empty();
        if (files.getUri().getScheme().equals("file")) {
            lock = Optional.of(lock(work));
        }
        return new WorkFolder(files, output, work, lock);
    }

    /** Rejects a folder with files of other programs, because the end of a run deletes the folder. */
    private static void requireOwn(FileSystem files, Path work) throws IOException {
        if (!files.exists(work) || hasPlan(files, work)) {
            return;
        }
        boolean isFolder = files.getFileStatus(work).isDirectory();
        for (FileStatus child : files.listStatus(work)) {
            if (!isFolder || !BEFORE_PLAN.contains(child.getPath().getName())) {
                throw new FormatException(
                        CorpusInput.name(work),
                        "already exists and is not a work folder of duiqi",
                        "rename it, or give another output");
            }
        }
    }

    /** Removes the work folder of a run that was stopped after it had written its output. */
    public static void removeRest(FileSystem files, Path output) throws IOException {
        Path work = beside(output);
        boolean isRest = hasPlan(files, work) || (files.exists(work) && files.listStatus(work).length == 0);
        if (isRest) {
            remove(files, work);
        }
    }

    /** Removes a work folder. Removes the plan last, so that the next run continues after an interruption. */
    private static void remove(FileSystem files, Path work) throws IOException {
        for (FileStatus child : files.listStatus(work)) {
            if (!child.getPath().getName().equals(PLAN)) {
                files.delete(child.getPath(), true);
            }
        }
        files.delete(work, true);
    }

    /** Returns the work folder of an output. */
    public static Path beside(Path output) {
        return output.suffix(SUFFIX);
    }

    /** Locks the folder. The lock ends with the process, even after a crash. */
    private static FileChannel lock(Path work) throws IOException {
        java.nio.file.Path file = Paths.get(work.toUri().getPath(), LOCK);
        return LockedFile.open(file, () -> {
            throw new FormatException(
                    work.toUri().getPath(),
                    "another run uses this folder",
                    "wait until it ends, or give another output");
        });
    }

    private static boolean hasPlan(FileSystem files, Path work) throws IOException {
        return files.exists(new Path(work, PLAN));
    }

    /**
     * Returns the plan of the run in a folder; empty if there is none.
     *
     * @throws FormatException if the plan cannot be read
     */
    public static Optional<Plan> plan(FileSystem files, Path work) throws IOException {
        if (!hasPlan(files, work)) {
            return Optional.empty();
        }
        try (var in = files.open(new Path(work, PLAN))) {
            return Optional.of(JSON.readValue(in.readAllBytes(), Plan.class));
        } catch (JsonProcessingException broken) {
            throw new FormatException(
                    CorpusInput.name(work),
                    "cannot read the plan of the run",
                    "remove the folder, or give another output",
                    broken);
        }
    }

    /**
     * Returns the plan of the run in this folder. If there is none, starts a run with the new plan.
     *
     * @throws FormatException if the folder contains a run with other settings or another input
     */
    public Plan begin(Plan plan) throws IOException {
        Optional<Plan> earlier = plan(files, work);
        if (earlier.isEmpty()) {
            write(new Path(work, PLAN), JSON.writeValueAsBytes(plan));
            return plan;
        }
        Plan begun = earlier.get();
        if (!begun.matches(plan)) {
            throw new FormatException(
                    CorpusInput.name(work),
                    begun.input().equals(plan.input())
                            ? "contains a run with other options"
                            : "contains a run on other files, or the files have changed since",
                    "remove the folder to start again, or give another output");
        }
        return begun;
    }

    /** Returns the path of a step. */
    public Path step(String name) {
        return new Path(work, name);
    }

    public boolean isDone(String name) throws IOException {
        return files.exists(step(name));
    }

    int done(String folder, int parts) throws IOException {
        return done(files, work, folder, parts);
    }

    /** Returns the number of parts of a stage that are done in a work folder. */
    public static int done(FileSystem files, Path work, String folder, int parts) throws IOException {
        int done = 0;
        for (int part = 0; part < parts; part++) {
            done += files.exists(new Path(work, Job.name(folder, part))) ? 1 : 0;
        }
        return done;
    }

    /** Runs a step unless it is done. */
    public void make(String name, Making making) throws IOException {
        if (isDone(name)) {
            return;
        }
        Path aside = new Path(work, ASIDE);
        files.delete(aside, true);
        making.into(aside);
        move(aside, step(name));
    }

    /** Moves the finished output to its path, and removes the work folder. */
    public void finish(String name) throws IOException {
        move(step(name), output);
        remove(files, work);
    }

    private void move(Path from, Path to) throws IOException {
        files.mkdirs(to.getParent());
        if (!files.rename(from, to)) {
            throw new FormatException(
                    to.toUri().getPath(),
                    "cannot rename " + from.getName() + " to this name",
                    "check the permissions of the folder");
        }
    }

    /** Writes a file under a temporary name and renames it. */
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

    /**
     * Holds the decisions at the start of a run. They stay the same when the run continues.
     *
     * @param settings the hash of the settings
     * @param input the hash of the names, lengths and modification times of the files
     * @param buckets the number of folders for the documents
     * @param begun the start time in ISO 8601
     */
    public record Plan(String settings, String input, int buckets, String begun) {
        public static Plan of(CorpusSettings settings, CorpusInput input, int buckets, String begun) {
            return new Plan(settings.hash(), CorpusUnit.Hashes.ofParts(input.fingerprint()), buckets, begun);
        }

        /** Returns whether another plan has the same settings and the same files. */
        public boolean matches(Plan other) {
            return settings.equals(other.settings) && input.equals(other.input);
        }

        public Buckets folders() {
            return new Buckets(buckets);
        }
    }
}
