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
 * The folder beside the output in which a run works. Each step writes a folder aside and renames it when it is complete, so that every
 * step that is there is done. One run at a time holds the work folder. On file systems that do not rename in one act, such as object
 * stores, a step can be there by half. Not thread-safe.
 */
public final class WorkFolder implements Closeable {
    private static final String SUFFIX = ".work";
    private static final String ASIDE = "aside";
    private static final String PLAN = "plan.json";
    private static final String LOCK = "lock";
    private static final JsonMapper JSON = new JsonMapper();

    /** The files in the folder of a run that was killed before it had a plan. */
    private static final Set<String> BEFORE_PLAN = Set.of(LOCK, PLAN + "." + ASIDE);

    private final FileSystem files;
    private final Path output;
    private final Path work;
    private final Optional<FileChannel> lock;

    /** Makes a step. */
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
     * Opens the work folder of an output, or makes it.
     *
     * @throws FormatException if another run holds it, or it has other files
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
                    CorpusInput.name(work),
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

    /** Requires a folder without the files of others, because the end of a run removes all of it. */
    private static void requireOwn(FileSystem files, Path work) throws IOException {
        if (!files.exists(work) || hasPlan(files, work)) {
            return;
        }
        boolean isFolder = files.getFileStatus(work).isDirectory();
        for (FileStatus child : files.listStatus(work)) {
            if (!isFolder || !BEFORE_PLAN.contains(child.getPath().getName())) {
                throw new FormatException(
                        CorpusInput.name(work),
                        "is there already, and no work of duiqi",
                        "rename it, or give another output");
            }
        }
    }

    /** Removes the work folder of a run that was killed after it had made its output. */
    public static void removeRest(FileSystem files, Path output) throws IOException {
        Path work = beside(output);
        if (hasPlan(files, work)) {
            files.delete(work, true);
        }
    }

    /** Returns the work folder of an output. */
    public static Path beside(Path output) {
        return output.suffix(SUFFIX);
    }

    /** Locks the folder; the lock ends with the process, however that ends. */
    private static FileChannel lock(Path work) throws IOException {
        java.nio.file.Path file = Paths.get(work.toUri().getPath(), LOCK);
        return LockedFile.open(file, () -> {
            throw new FormatException(
                    work.toUri().getPath(),
                    "another run is at work in this folder",
                    "wait for it, or give another output");
        });
    }

    private static boolean hasPlan(FileSystem files, Path work) throws IOException {
        return files.exists(new Path(work, PLAN));
    }

    /**
     * Returns the plan that a run in a folder began with; empty if there is none.
     *
     * @throws FormatException if the plan is broken
     */
    public static Optional<Plan> plan(FileSystem files, Path work) throws IOException {
        if (!hasPlan(files, work)) {
            return Optional.empty();
        }
        try (var in = files.open(new Path(work, PLAN))) {
            return Optional.of(JSON.readValue(in.readAllBytes(), Plan.class));
        } catch (JsonProcessingException broken) {
            throw new FormatException(
                    CorpusInput.name(work), "is no plan of a run", "remove its folder, or give another output", broken);
        }
    }

    /**
     * Returns the plan of the run in this folder, or begins the run with a new plan.
     *
     * @throws FormatException if the folder has the work of a run with other settings or another input
     */
    public Plan begin(Plan plan) throws IOException {
        Optional<Plan> earlier = plan(files, work);
        if (earlier.isEmpty()) {
            write(new Path(work, PLAN), JSON.writeValueAsBytes(plan));
            return plan;
        }
        Plan begun = earlier.get();
        if (!begun.isLike(plan)) {
            throw new FormatException(
                    CorpusInput.name(work),
                    begun.input().equals(plan.input())
                            ? "has the work of a run with other options"
                            : "has the work of a run on other files, or files that have changed since",
                    "remove the folder to begin anew, or give another output");
        }
        return begun;
    }

    /** Returns the folder of a step. */
    public Path step(String name) {
        return new Path(work, name);
    }

    public boolean isDone(String name) throws IOException {
        return files.exists(step(name));
    }

    int done(String folder, int parts) throws IOException {
        return done(files, work, folder, parts);
    }

    /** Returns how many of the parts of a stage are done in a work folder. */
    public static int done(FileSystem files, Path work, String folder, int parts) throws IOException {
        int done = 0;
        for (int part = 0; part < parts; part++) {
            done += files.exists(new Path(work, Job.name(folder, part))) ? 1 : 0;
        }
        return done;
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

    /** Moves the finished output to its place, and removes the work folder. */
    public void finish(String name) throws IOException {
        move(step(name), output);
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

    /**
     * The decisions at the beginning of a run, which hold when it continues after it was killed.
     *
     * @param settings the hash of the settings
     * @param input the hash of the names, lengths and times of the files
     * @param buckets the number of folders for the documents
     * @param begun the time of the beginning, in ISO 8601
     */
    public record Plan(String settings, String input, int buckets, String begun) {
        public static Plan of(CorpusSettings settings, CorpusInput input, int buckets, String begun) {
            return new Plan(settings.hash(), Hashes.ofParts(input.fingerprint()), buckets, begun);
        }

        /** Returns whether another plan has the same settings and the same files. */
        public boolean isLike(Plan other) {
            return settings.equals(other.settings) && input.equals(other.input);
        }

        public Buckets folders() {
            return new Buckets(buckets);
        }
    }
}
