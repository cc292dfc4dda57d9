package duiqi.corpus.stage;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import duiqi.corpus.CorpusSettings;
import duiqi.corpus.input.CorpusDocument.Buckets;
import duiqi.corpus.input.CorpusInput;
import duiqi.io.LockedFile;
import duiqi.text.FormatException;
import java.io.Closeable;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Paths;
import java.time.Clock;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.StreamCapabilities;

/**
 * Manages the work folder of a run, which is next to the output, in any Hadoop file system. Each attempt of a step writes
 * its own folder. A manifest with the lengths of its files makes the step done: it is a single file, which all file systems
 * create or rename atomically. So a step that is done is complete, also on object stores, which rename a folder file by
 * file. Only one run at a time can use the work folder. Not thread-safe.
 */
public final class WorkFolder implements Closeable {
    private static final String SUFFIX = ".work";
    private static final String ASIDE = "aside";
    private static final String PLAN = "plan.json";
    private static final String LOCK = "lock";

    /** Folder of the manifests. */
    private static final String DONE = "done";

    /** Folder of the steps whose files become the output. */
    private static final String OUTPUT = "output";

    /** Last file of an output. In the work folder, it shows that all steps are done. */
    private static final String SUMMARY = "summary.json";

    private static final JsonMapper JSON = new JsonMapper();

    private final FileSystem files;
    private final Path output;
    private final Path work;
    private final Hold hold;

    /** Folders or files of the steps that are done. */
    private final Map<String, Path> done = new HashMap<>();

    /** Writes the result of a step. */
    public interface Making {
        void into(Path folder) throws IOException;
    }

    /** Keeps other runs out of the folder. */
    private interface Hold extends Closeable {
        /** Checks that no other run has taken the folder. */
        default void renew() throws IOException {}
    }

    private WorkFolder(FileSystem files, Path output, Path work, Hold hold) {
        this.files = files;
        this.output = output;
        this.work = work;
        this.hold = hold;
    }

    /**
     * Opens or creates the work folder of an output.
     *
     * @param clock the clock for the lease of the folder
     * @throws FormatException if another run uses it, or it contains other files
     */
    public static WorkFolder of(Path output, Configuration configuration, Clock clock) throws IOException {
        FileSystem files = output.getFileSystem(configuration);
        // On local disks, checksums would be hidden files next to each file.
        files.setWriteChecksum(false);
        Path work = beside(output);
        if (files.exists(work) && !isOwn(files, work)) {
            throw new FormatException(
                    CorpusInput.name(work),
                    "already exists and is not a work folder of duiqi",
                    "rename it, or give another output");
        }
        try {
            files.mkdirs(work);
        } catch (IOException failure) {
            throw new FormatException(
                    CorpusInput.name(work),
                    "cannot create: " + failure.getMessage(),
                    "check the output folder and its permissions",
                    failure);
        }
        return new WorkFolder(files, output, work, hold(files, work, configuration, clock));
    }

    /** Returns whether the folder has a plan, or is from a run that was stopped before it had a plan. */
    private static boolean isOwn(FileSystem files, Path work) throws IOException {
        if (hasPlan(files, work)) {
            return true;
        }
        if (!files.getFileStatus(work).isDirectory()) {
            return false;
        }
        return Arrays.stream(files.listStatus(work))
                .map(child -> child.getPath().getName())
                .allMatch(name ->
                        name.equals(LOCK) || name.equals(PLAN + "." + ASIDE) || name.startsWith(DriverLease.PREFIX));
    }

    /** Locks a folder on a local disk; the lock ends with the process, even after a crash. Leases other folders. */
    private static Hold hold(FileSystem files, Path work, Configuration configuration, Clock clock) throws IOException {
        if (files.getUri().getScheme().equals("file")) {
            FileChannel lock = lock(work);
            return lock::close;
        }
        DriverLease lease = DriverLease.take(files, work, configuration, clock);
        return new Hold() {
            @Override
            public void renew() throws IOException {
                lease.renew();
            }

            @Override
            public void close() throws IOException {
                lease.close();
            }
        };
    }

    /** Removes the work folder of a run that was stopped after it had written its output. */
    public static void removeRest(FileSystem files, Path output) throws IOException {
        Path work = beside(output);
        if (files.exists(work) && isOwn(files, work)) {
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

    /** Returns the path of the files of a step, which must be done. */
    public Path step(String name) {
        Path made = done.get(name);
        if (made == null) {
            throw new IllegalStateException(name + " is not done");
        }
        return made;
    }

    /**
     * Returns whether a step has a manifest and the files in it. Without one of its files, the step is not done, so the run
     * makes it again.
     */
    public boolean isDone(String name) throws IOException {
        if (done.containsKey(name)) {
            return true;
        }
        Optional<StepManifest> manifest = StepManifest.read(files, manifest(work, name));
        if (manifest.isEmpty()) {
            return false;
        }
        Path made = manifest.get().in(work, name);
        if (!manifest.get().matches(files, made)) {
            return false;
        }
        done.put(name, made);
        return true;
    }

    int done(String folder, int parts) throws IOException {
        int count = 0;
        for (int part = 0; part < parts; part++) {
            count += isDone(Job.name(folder, part)) ? 1 : 0;
        }
        return count;
    }

    /** Returns the number of parts of a stage that have a manifest in a work folder. */
    public static int done(FileSystem files, Path work, String folder, int parts) throws IOException {
        Set<String> names = names(files, manifest(work, folder));
        return (int) IntStream.range(0, parts)
                .filter(part ->
                        names.contains(manifest(work, Job.name(folder, part)).getName()))
                .count();
    }

    /** Returns whether a step has a manifest in a work folder. */
    public static boolean isDone(FileSystem files, Path work, String name) throws IOException {
        return files.exists(manifest(work, name));
    }

    private static Path manifest(Path work, String name) {
        return new Path(new Path(work, DONE), name);
    }

    private static Set<String> names(FileSystem files, Path folder) throws IOException {
        try {
            return Arrays.stream(files.listStatus(folder))
                    .map(child -> child.getPath().getName())
                    .filter(name -> !name.endsWith(ASIDE))
                    .collect(Collectors.toCollection(TreeSet::new));
        } catch (FileNotFoundException none) {
            return Set.of();
        }
    }

    /** Runs a step unless it is done. */
    public void make(String name, Making making) throws IOException {
        if (isDone(name)) {
            return;
        }
        hold.renew();
        files.delete(manifest(work, name), false);
        Path step = new Path(work, name);
        files.delete(step, true);
        // Tasks of a stopped run may still write, but not to the folder of this attempt.
        String attempt = UUID.randomUUID().toString();
        Path into = new Path(step, attempt);
        making.into(into);
        StepManifest manifest = new StepManifest(attempt, StepManifest.lengths(files, into));
        hold.renew();
        write(manifest(work, name), manifest.bytes());
        done.put(name, into);
    }

    /**
     * Records that all steps are done, before any file moves to the output.
     *
     * @param summary the content of the last file of the output
     * @throws FormatException if the output exists
     */
    public void complete(byte[] summary) throws IOException {
        if (files.exists(output)) {
            throw new FormatException(
                    CorpusInput.name(output),
                    "another program has created this folder during the run",
                    "rename it, then run the command again to continue");
        }
        hold.renew();
        write(summary(work), summary);
    }

    /** Returns the last file of an output. An output without it is incomplete. */
    public static Path summary(Path output) {
        return new Path(output, SUMMARY);
    }

    /** Returns whether all steps of the run for an output are done, so that the output may be incomplete. */
    public static boolean isComplete(FileSystem files, Path output) throws IOException {
        return files.exists(summary(beside(output)));
    }

    /**
     * Moves the files of the output to their path, the summary last, and removes the work folder. Continues a stopped move.
     *
     * @throws FormatException if a file is missing
     */
    public void finish() throws IOException {
        files.mkdirs(output);
        for (String name : names(files, manifest(work, OUTPUT))) {
            finish(name);
        }
        hold.renew();
        try (var in = files.open(summary(work))) {
            write(summary(output), in.readAllBytes());
        }
        hold.close();
        remove(files, work);
    }

    private void finish(String name) throws IOException {
        hold.renew();
        String step = OUTPUT + Path.SEPARATOR + name;
        StepManifest manifest = StepManifest.read(files, manifest(work, step)).orElseThrow();
        Path from = manifest.in(work, step);
        Path to = new Path(output, name);
        if (!files.exists(to)) {
            files.rename(from, to);
        }
        // A stopped move leaves files in both folders.
        for (String file : manifest.missing(files, to)) {
            Path source = StepManifest.path(from, file);
            if (files.exists(source)) {
                Path target = StepManifest.path(to, file);
                files.delete(target, false);
                move(source, target);
            }
        }
        if (!manifest.matches(files, to)) {
            throw new FormatException(
                    CorpusInput.name(to),
                    "does not contain exactly the files that the run has written",
                    "remove the output and its work folder, then run the command again");
        }
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
    private void write(Path file, byte[] content) throws IOException {
        Path aside = file.suffix("." + ASIDE);
        try (FSDataOutputStream out = files.create(aside, true)) {
            out.write(content);
            // Object stores cannot synchronise a file before it is closed.
            if (out.hasCapability(StreamCapabilities.HSYNC)) {
                out.hsync();
            }
        }
        files.delete(file, false);
        move(aside, file);
    }

    public FileSystem files() {
        return files;
    }

    @Override
    public void close() throws IOException {
        hold.close();
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
