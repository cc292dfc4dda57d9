package duiqi.app.source;

import duiqi.text.FormatException;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Reads the files of a git repository at a revision with the {@code git} program. It finds renamed files under their
 * earlier names. The repository may be untrusted, so git runs no program of its settings, applies no filters, contacts
 * no server, and has limits of time and memory. Immutable.
 */
public final class GitRevision {
    /** Maximum size of an earlier file, unless the present file is large too. */
    private static final long MAX_BYTES = 256L << 20;

    /** Maximum size of an earlier file, relative to the present file. */
    private static final int MAX_GROWTH = 4;

    /** Processor time for the search for renamed files, which grows with the square of their number. */
    private static final Duration RENAMES = Duration.ofSeconds(3);

    private final String revision;
    private final Path root;
    private final String commit;
    private final Map<String, String> earlierNames;
    private final Optional<String> warning;

    private GitRevision(String revision, Path root, String commit, Renames renames) {
        this.revision = revision;
        this.root = root;
        this.commit = commit;
        this.earlierNames = Map.copyOf(renames.names);
        this.warning = renames.warning;
    }

    /**
     * Holds the earlier names of renamed files.
     *
     * @param names earlier names by later names
     * @param warning the reason why only unchanged files are included
     */
    private record Renames(Map<String, String> names, Optional<String> warning) {}

    /**
     * Finds a revision.
     *
     * @param revision a branch, a tag, a hash, or any other revision of git, for example {@code HEAD~2}
     * @param folder a folder in the working tree of the repository
     * @throws FormatException if git, the repository or the revision does not exist
     */
    public static GitRevision of(String revision, Path folder) throws IOException {
        Path root = root(new Git(folder));
        Git git = new Git(root);
        // Git would read a leading hyphen as an option; no revision begins with one.
        GitAnswer commit = revision.startsWith("-")
                ? GitAnswer.NONE
                : git.run("rev-parse", "--verify", "--quiet", revision + "^{commit}");
        if (commit.exit == GitAnswer.KILLED) {
            throw git.failure("find revision '" + revision + "'", commit);
        }
        // Before the first commit, all files are new: the tree without files.
        if (!commit.isDone()
                && revision.equals("HEAD")
                && !git.run("rev-parse", "--verify", "--quiet", "HEAD").isDone()) {
            commit = git.run("hash-object", "-t", "tree", "--stdin");
        }
        if (!commit.isDone()) {
            boolean isShallow =
                    git.run("rev-parse", "--is-shallow-repository").line().equals("true");
            throw new FormatException(
                    root.toString(),
                    "git does not know revision '" + revision + "'" + (isShallow ? " in this shallow clone" : ""),
                    isShallow
                            ? "fetch it with git fetch --unshallow; in CI, clone with fetch-depth: 0"
                            : "give a branch, tag or hash that git log lists");
        }
        return new GitRevision(revision, root, commit.line(), earlierNames(git, commit.line()));
    }

    private static Path root(Git git) throws IOException {
        GitAnswer top = git.run("rev-parse", "--show-toplevel");
        GitAnswer store = git.run("rev-parse", "--absolute-git-dir");
        if (!top.isDone() || !store.isDone()) {
            boolean isNone = top.error().contains("not a git repository");
            throw new FormatException(
                    git.folder.toString(),
                    isNone ? "is not in a git repository" : "git cannot find its repository (" + top.error() + ")",
                    isNone ? "omit --changed-since to check all units" : "run git status there");
        }
        Path root;
        try {
            root = Path.of(top.line()).toRealPath();
        } catch (InvalidPathException | IOException e) {
            throw new FormatException(
                    git.folder.toString(),
                    "git cannot find its repository (no folder " + top.line() + ")",
                    "run git status there",
                    e);
        }
        // Git before 2.38 does not know safe.bareRepository.
        boolean isBare = !Git.environment().containsKey("GIT_DIR")
                && !store.line().endsWith("/.git")
                && !Files.isRegularFile(root.resolve(".git"));
        if (isBare) {
            throw new FormatException(
                    git.folder.toString(),
                    "git cannot find its repository (" + store.line() + " is a bare repository)",
                    "run git status there");
        }
        return root;
    }

    private static Renames earlierNames(Git git, String commit) throws IOException {
        GitAnswer similar = git.within(RENAMES, renames("-M", commit));
        if (similar.isDone()) {
            return new Renames(names(similar), Optional.empty());
        }
        if (similar.isStalled()) {
            throw git.failure("compare the files with " + commit, similar);
        }
        GitAnswer same = git.within(RENAMES, renames("-M100%", commit));
        if (!same.isDone()) {
            throw git.failure("compare the files with " + commit, same);
        }
        return new Renames(
                names(same),
                Optional.of(git.folder + ": git cannot find files that were renamed and changed (" + similar.error()
                        + "); checking all units of these files"));
    }

    /** Returns the arguments that list renamed files. */
    private static String[] renames(String similarity, String commit) {
        // Compare with the index, because git would pass the files of the working tree through filters.
        String arguments = "diff-index --cached --name-status " + similarity + " -l1000 -z --diff-filter=R"
                + " --ignore-submodules=all --no-ext-diff --no-textconv --no-relative " + commit + " --";
        return arguments.split(" ");
    }

    private static Map<String, String> names(GitAnswer renamed) {
        // Each record has three fields: R100, the earlier name, the later name. A zero byte follows each field.
        String[] fields = renamed.text().split("\0");
        Map<String, String> names = new HashMap<>();
        for (int i = 0; i + 2 < fields.length; i += 3) {
            names.put(fields[i + 2], fields[i + 1]);
        }
        return names;
    }

    /** Returns the revision as the user gave it. */
    String name() {
        return revision;
    }

    /** Returns a warning if git does not know all earlier names. */
    public Optional<String> warning() {
        return warning;
    }

    /**
     * Copies the content of a file at the revision, as git stores it.
     *
     * @param copy a file to create or replace
     * @return false if the file is new
     * @throws FormatException if the file is not in the working tree of the repository, or too large at the revision
     */
    boolean copy(Path file, Path copy) throws IOException {
        Path real = file.toRealPath();
        if (!real.startsWith(root)) {
            throw new FormatException(
                    file.toString(), "is not in the git repository " + root, "check it without --changed-since");
        }
        String now = root.relativize(real).toString().replace('\\', '/');
        String then = earlierNames.getOrDefault(now, now);
        Git git = new Git(root);
        GitAnswer listed = git.run("ls-tree", "-z", "--name-only", "--full-tree", commit, "--", then);
        if (!listed.isDone()) {
            throw git.failure("list the files of " + commit, listed);
        }
        if (listed.text().isEmpty()) {
            return false;
        }
        long most = Math.max(MAX_BYTES, MAX_GROWTH * Files.size(real));
        GitAnswer content;
        try (OutputStream out = Files.newOutputStream(copy)) {
            content = git.answer(Git.LONGEST, new Sink(out, most), "cat-file", "blob", commit + ":" + then);
        }
        if (!content.isDone()) {
            throw git.failure("read " + then + " of " + commit, content);
        }
        return true;
    }

    /**
     * Holds the answer of a git command. Immutable except for the bytes, which no other object holds.
     *
     * @param exit the exit code
     * @param output the standard output, unless it went to a file
     * @param error the first line of the error output; empty if there is none
     */
    private record GitAnswer(int exit, byte[] output, String error) {
        static final GitAnswer NONE = new GitAnswer(1, new byte[0], "");

        /** Exit code after a limit */
        static final int KILLED = 137;

        /** Error of a git that waits */
        static final String STALLED = "no answer in ";

        static GitAnswer killed(String reason) {
            return new GitAnswer(KILLED, new byte[0], reason);
        }

        boolean isStalled() {
            return exit == KILLED && error.startsWith(STALLED);
        }

        boolean isDone() {
            return exit == 0;
        }

        String text() {
            return new String(output, StandardCharsets.UTF_8);
        }

        /** Returns the output without the line end of git. The name of a folder may end with spaces. */
        String line() {
            return text().replaceFirst("\r?\n$", "");
        }
    }

    /**
     * Receives the output of git.
     *
     * @param most maximum number of bytes
     */
    private record Sink(OutputStream out, long most) {
        /** Copies the output. Returns false, and stops, at the maximum. */
        boolean isFilled(InputStream in) {
            byte[] block = new byte[1 << 16];
            long rest = most;
            try {
                for (int read = in.read(block); read >= 0; read = in.read(block)) {
                    rest -= read;
                    if (rest < 0) {
                        return true;
                    }
                    out.write(block, 0, read);
                }
                return false;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** Runs git in a folder, without a shell and without prompts. */
    private record Git(Path folder) {
        /** Processor time of a command. */
        static final Duration LONGEST = Duration.ofSeconds(6);

        /** Time that git may wait without working, for example for a named pipe. */
        private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);

        /** Total time of a command on a busy machine. */
        private static final Duration LONGEST_TOTAL = Duration.ofSeconds(60);

        /** Time between two looks at a working git. */
        private static final Duration PAUSE = Duration.ofMillis(100);

        private static final int MAX_OUTPUT = 64 << 20;
        private static final int MAX_MESSAGE = 1 << 16;

        /**
         * Options that keep git from treating a folder of plain files as a bare repository, from running programs of
         * the settings, and from loading large files into memory.
         */
        private static final List<String> GUARDED = List.of(
                "--literal-pathspecs",
                "--no-pager",
                "-c",
                "safe.bareRepository=explicit",
                "-c",
                // Early versions of git would run a program with the name false.
                "core.fsmonitor=",
                "-c",
                "core.hooksPath=/dev/null",
                "-c",
                "core.bigFileThreshold=64m",
                "-c",
                // Versions before 2.45 would download it in spite of GIT_ALLOW_PROTOCOL.
                "fetch.bundleURI=");

        /**
         * Variables for git. It fetches no missing objects of a partial clone: versions before 2.45 know only
         * GIT_ALLOW_PROTOCOL. LC_ALL=C makes the messages English, because duiqi reads them. The other variables limit
         * memory and forbid index updates and prompts.
         */
        private static final Map<String, String> VARIABLES = Map.of(
                "GIT_NO_LAZY_FETCH", "1",
                "GIT_ALLOW_PROTOCOL", "none",
                "GIT_ALLOC_LIMIT", "512m",
                "GIT_OPTIONAL_LOCKS", "0",
                "GIT_TERMINAL_PROMPT", "0",
                "LC_ALL", "C");

        GitAnswer run(String... arguments) throws IOException {
            return within(LONGEST, arguments);
        }

        GitAnswer within(Duration longest, String... arguments) throws IOException {
            ByteArrayOutputStream output = new ByteArrayOutputStream();
            GitAnswer answer = answer(longest, new Sink(output, MAX_OUTPUT), arguments);
            return new GitAnswer(answer.exit, output.toByteArray(), answer.error);
        }

        /** Runs a command, and passes its output to a sink. */
        GitAnswer answer(Duration longest, Sink sink, String... arguments) throws IOException {
            List<String> command = new ArrayList<>();
            command.add(program(environment().getOrDefault("PATH", ""))
                    .map(Path::toString)
                    .orElseThrow(() -> missing("it is not on the PATH")));
            command.addAll(GUARDED);
            command.addAll(List.of(arguments));
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(folder.toAbsolutePath().toFile());
            builder.environment().putAll(VARIABLES);
            Process process;
            try {
                process = builder.start();
            } catch (IOException e) {
                throw missing(String.valueOf(e.getMessage()));
            }
            try {
                return answer(process, longest, sink);
            } finally {
                process.destroyForcibly();
            }
        }

        /** Returns the variables that git receives, before duiqi adds its own. */
        static Map<String, String> environment() {
            return new ProcessBuilder().environment();
        }

        private FormatException missing(String reason) {
            return new FormatException(
                    folder.toString(),
                    "cannot run git (" + reason + ")",
                    "install git, or omit --changed-since to check all units");
        }

        private static GitAnswer answer(Process process, Duration longest, Sink sink) throws IOException {
            process.getOutputStream().close();
            // Read both streams at the same time, because git blocks when either pipe is full.
            ByteArrayOutputStream message = new ByteArrayOutputStream();
            CompletableFuture<Boolean> error = CompletableFuture.supplyAsync(
                    () -> new Sink(message, MAX_MESSAGE).isFilled(process.getErrorStream()));
            CompletableFuture<Boolean> output =
                    CompletableFuture.supplyAsync(() -> sink.isFilled(process.getInputStream()));
            try {
                Optional<String> reason = await(process, longest, output);
                if (reason.isPresent()) {
                    return GitAnswer.killed(reason.get());
                }
                error.join();
                String text = message.toString(StandardCharsets.UTF_8);
                return new GitAnswer(
                        process.exitValue(),
                        new byte[0],
                        text.strip().lines().findFirst().orElse(""));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException("interrupted while git was running", e);
            }
        }

        /** Waits for the end. Returns the reason if git exceeds a limit. */
        private static Optional<String> await(Process process, Duration longest, CompletableFuture<Boolean> output)
                throws InterruptedException {
            Duration waited = Duration.ZERO;
            Duration total = Duration.ZERO;
            Duration worked = Duration.ZERO;
            while (!process.waitFor(PAUSE.toMillis(), TimeUnit.MILLISECONDS)) {
                if (output.isDone() && output.join()) {
                    return Optional.of("more data than duiqi accepts");
                }
                Duration work = process.info().totalCpuDuration().orElse(worked);
                waited = work.equals(worked) ? waited.plus(PAUSE) : Duration.ZERO;
                total = total.plus(PAUSE);
                worked = work;
                if (waited.compareTo(LONGEST_WAIT) > 0) {
                    return Optional.of(GitAnswer.STALLED + LONGEST_WAIT.toSeconds() + " s");
                }
                if (worked.compareTo(longest) > 0) {
                    return Optional.of("more than " + longest.toSeconds() + " s of processor time");
                }
                if (total.compareTo(LONGEST_TOTAL) > 0) {
                    return Optional.of("more than " + LONGEST_TOTAL.toSeconds() + " s");
                }
            }
            return output.join() ? Optional.of("more data than duiqi accepts") : Optional.empty();
        }

        FormatException failure(String task, GitAnswer answer) {
            return new FormatException(
                    folder.toString(), "git cannot " + task + " (" + answer.error() + ")", "run git fsck there");
        }
    }

    /**
     * Finds git in the folders of a PATH. Ignores relative folders, because the checked folder may contain a program with
     * the name git.
     */
    static Optional<Path> program(String path) {
        String name = File.separatorChar == '\\' ? "git.exe" : "git";
        for (String entry : path.split(File.pathSeparator)) {
            try {
                Path program = Path.of(entry.replace("\"", "")).resolve(name);
                if (program.isAbsolute() && Files.isRegularFile(program) && Files.isExecutable(program)) {
                    return Optional.of(program);
                }
            } catch (InvalidPathException noFolder) {
                // The system ignores the entry too.
            }
        }
        return Optional.empty();
    }
}
