package duiqi.corpus.stage;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import duiqi.corpus.input.CorpusInput;
import duiqi.io.LockedFile;
import duiqi.text.FormatException;
import java.io.Closeable;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Paths;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocatedFileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RemoteIterator;
import org.apache.hadoop.fs.StreamCapabilities;

/**
 * Manages the work folder of a run, which is next to the output, in any Hadoop file system. A manifest with the files of a
 * step and their lengths makes the step done: it is a single file, which all file systems create or rename atomically. So a
 * step that is done is complete, also on object stores, which rename a folder file by file. Only one run at a time can use
 * the work folder. Not thread-safe.
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

    /** Lock of a folder on a local disk, which ends with the process, even after a crash; the lease of other folders. */
    private final Closeable hold;

    private final Set<String> done = new HashSet<>();

    /** Writes the result of a step. */
    public interface Making {
        void into(Path folder) throws IOException;
    }

    private WorkFolder(FileSystem files, Path output, Path work, Closeable hold) {
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
        boolean isLocal = files.getUri().getScheme().equals("file");
        return new WorkFolder(
                files, output, work, isLocal ? lock(work) : DriverLease.take(files, work, configuration, clock));
    }

    private static Closeable lock(Path work) throws IOException {
        return LockedFile.open(Paths.get(work.toUri().getPath(), LOCK), () -> {
            throw new FormatException(
                    work.toUri().getPath(),
                    "another run uses this folder",
                    "wait until it ends, or give another output");
        });
    }

    /** Checks that no other run has taken the folder. */
    private void renew() throws IOException {
        if (hold instanceof DriverLease lease) {
            lease.renew();
        }
    }

    /** Returns whether the folder has a plan, or is from a run that was stopped before it had a plan. */
    private static boolean isOwn(FileSystem files, Path work) throws IOException {
        if (files.exists(new Path(work, PLAN))) {
            return true;
        }
        return files.getFileStatus(work).isDirectory()
                && Arrays.stream(files.listStatus(work))
                        .map(child -> child.getPath().getName())
                        .allMatch(name -> name.equals(LOCK)
                                || name.equals(PLAN + "." + ASIDE)
                                || name.startsWith(DriverLease.PREFIX));
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

    /**
     * Returns the plan of the run in a folder; empty if there is none.
     *
     * @throws FormatException if the plan cannot be read
     */
    public static Optional<Plan> plan(FileSystem files, Path work) throws IOException {
        try (var in = files.open(new Path(work, PLAN))) {
            return Optional.of(JSON.readValue(in.readAllBytes(), Plan.class));
        } catch (FileNotFoundException none) {
            return Optional.empty();
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

    /**
     * Returns whether a step has a manifest, and exactly the files in it. Otherwise the run makes the step again.
     */
    public boolean isDone(String name) throws IOException {
        if (!done.contains(name)
                && manifest(name).filter(lengths(step(name))::equals).isPresent()) {
            done.add(name);
        }
        return done.contains(name);
    }

    /** Returns the number of parts of a stage that have a manifest in a work folder. */
    public static int done(FileSystem files, Path work, List<String> parts) throws IOException {
        Set<String> found = names(files, new Path(new Path(work, DONE), parts.get(0)).getParent());
        return (int) parts.stream()
                .filter(part -> found.contains(new Path(part).getName()))
                .count();
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

    private Path done(String name) {
        return new Path(new Path(work, DONE), name);
    }

    /** Returns the lines of the manifest of a step; empty if there is none. */
    private Optional<List<String>> manifest(String name) throws IOException {
        try (var in = files.open(done(name))) {
            return Optional.of(new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList());
        } catch (FileNotFoundException missing) {
            return Optional.empty();
        }
    }

    /**
     * Returns a line for each file of a step: its length, and its path in the folder, which is empty if the step is a
     * single file. Names that begin with a dot or an underscore are not included, because Spark does not read them.
     */
    private List<String> lengths(Path step) throws IOException {
        List<String> lengths = new ArrayList<>();
        String folder = files.makeQualified(step).toUri().getPath();
        try {
            RemoteIterator<LocatedFileStatus> found = files.listFiles(step, true);
            while (found.hasNext()) {
                LocatedFileStatus file = found.next();
                String path = file.getPath().toUri().getPath().substring(folder.length());
                if (!path.contains("/_") && !path.contains("/.")) {
                    lengths.add(file.getLen() + " " + path);
                }
            }
        } catch (FileNotFoundException none) {
            return List.of();
        }
        lengths.sort(null);
        return lengths;
    }

    /** Runs a step unless it is done. */
    public void make(String name, Making making) throws IOException {
        if (isDone(name)) {
            return;
        }
        renew();
        files.delete(done(name), false);
        files.delete(step(name), true);
        making.into(step(name));
        renew();
        write(done(name), String.join("\n", lengths(step(name))).getBytes(StandardCharsets.UTF_8));
        done.add(name);
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
        renew();
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
        for (String name : names(files, done(OUTPUT))) {
            finish(name);
        }
        renew();
        try (var in = files.open(summary(work))) {
            write(summary(output), in.readAllBytes());
        }
        hold.close();
        remove(files, work);
    }

    private void finish(String name) throws IOException {
        renew();
        String step = OUTPUT + Path.SEPARATOR + name;
        List<String> manifest = manifest(step).orElseThrow();
        Path from = step(step);
        Path to = new Path(output, name);
        if (!files.exists(to)) {
            files.rename(from, to);
        }
        // A stopped move leaves files in both folders.
        List<String> missing = new ArrayList<>(manifest);
        missing.removeAll(new HashSet<>(lengths(to)));
        for (String file : missing) {
            String path = file.substring(file.indexOf(' ') + 1);
            Path source = new Path(from + path);
            if (files.exists(source)) {
                Path target = new Path(to + path);
                files.delete(target, false);
                move(source, target);
            }
        }
        if (!lengths(to).equals(manifest)) {
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
        /** Returns whether another plan has the same settings and the same files. */
        public boolean matches(Plan other) {
            return settings.equals(other.settings) && input.equals(other.input);
        }
    }
}
