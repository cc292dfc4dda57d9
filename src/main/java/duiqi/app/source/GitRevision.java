package duiqi.app.source;

import duiqi.io.FileName;
import duiqi.text.FormatException;
import java.io.ByteArrayOutputStream;
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
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Reads the files of a git repository at a revision with the {@code git} program. It finds renamed files under their
 * earlier names. The repository may be untrusted, so git runs no program of its settings, applies no filters, contacts
 * no server, and has limits of time and memory. Immutable.
 *
 * @param earlierNames earlier names of renamed files by later names
 * @param warning the reason why git does not know the earlier names
 */
public record GitRevision(Git git, String commit, Map<String, String> earlierNames, Optional<String> warning) {
    /** Time of a command on a busy machine. A named pipe or a tree of ten billion files would keep git busy for ever. */
    private static final Duration LONGEST = Duration.ofSeconds(30);

    /** Matches the size of an earlier file of 1 GB or more. */
    private static final String TOO_LARGE = "[0-9]{10,}";

    /**
     * Finds a revision.
     *
     * @param revision a branch, a tag, a hash, or any other revision of git, for example {@code HEAD~2}
     * @param folder a folder in the working tree of the repository
     * @throws FormatException if git, the repository or the revision does not exist
     */
    public static GitRevision of(String revision, Path folder) throws IOException {
        return of(revision, folder, LONGEST);
    }

    static GitRevision of(String revision, Path folder, Duration longest) throws IOException {
        Git git = new Git(root(new Git(folder, longest)), longest);
        String task = "find revision '" + revision + "'";
        // Git would read a leading hyphen as an option; no revision begins with one.
        GitAnswer commit = revision.startsWith("-")
                ? new GitAnswer(1, "", "")
                : git.run(task, "rev-parse", "--verify", "--quiet", revision + "^{commit}");
        // Before the first commit, all files are new: the tree without files.
        if (!commit.isDone()
                && revision.equals("HEAD")
                && !git.run(task, "rev-parse", "--verify", "--quiet", "HEAD").isDone()) {
            commit = git.run(task, "hash-object", "-t", "tree", "--stdin");
        }
        if (!commit.isDone()) {
            boolean isShallow =
                    git.run(task, "rev-parse", "--is-shallow-repository").line().equals("true");
            throw new FormatException(
                    git.folder.toString(),
                    "git does not know revision '" + revision + "'" + (isShallow ? " in this shallow clone" : ""),
                    isShallow
                            ? "fetch it with git fetch --unshallow; in CI, clone with fetch-depth: 0"
                            : "give a branch, tag or hash that git log lists");
        }
        try {
            return new GitRevision(git, commit.line(), earlierNames(git, commit.line()), Optional.empty());
        } catch (FormatException failure) {
            return new GitRevision(git, commit.line(), Map.of(), Optional.of(String.valueOf(failure.getMessage())));
        }
    }

    private static Path root(Git git) throws IOException {
        String task = "find its repository";
        GitAnswer top = git.run(task, "rev-parse", "--show-toplevel");
        if (top.error.contains("not a git repository")) {
            throw new FormatException(
                    git.folder.toString(), "is not in a git repository", "omit --changed-since to check all units");
        }
        String store = git.output(task, "rev-parse", "--absolute-git-dir");
        Path root;
        try {
            root = Path.of(top.line()).toRealPath();
        } catch (InvalidPathException | IOException e) {
            throw git.failure(task, "no folder '" + top.line() + "'");
        }
        // Git before 2.38 does not know safe.bareRepository.
        boolean isBare = !Git.environment().containsKey("GIT_DIR")
                && !store.endsWith("/.git")
                && !Files.isRegularFile(root.resolve(".git"));
        if (isBare) {
            throw git.failure(task, store + " is a bare repository");
        }
        return root;
    }

    private static Map<String, String> earlierNames(Git git, String commit) throws IOException {
        // Compare with the index, because git would pass the files of the working tree through filters.
        String arguments = "diff-index --cached --name-status -M -l1000 -z --diff-filter=R"
                + " --ignore-submodules=all --no-ext-diff --no-textconv --no-relative " + commit + " --";
        // Each record has three fields: R100, the earlier name, the later name. A zero byte follows each field.
        String[] fields = git.output("find renamed files, so all their units are checked", arguments.split(" "))
                .split("\0");
        Map<String, String> names = new HashMap<>();
        for (int i = 0; i + 2 < fields.length; i += 3) {
            names.put(fields[i + 2], fields[i + 1]);
        }
        return names;
    }

    /**
     * Copies the content of a file at the revision, as git stores it.
     *
     * @param copy a file to create or replace
     * @return false if the file is new
     * @throws FormatException if the file is not in the working tree of the repository
     */
    boolean copy(Path file, Path copy) throws IOException {
        Path real = file.toRealPath();
        if (!real.startsWith(git.folder)) {
            throw new FormatException(
                    file.toString(), "is not in the git repository " + git.folder, "check it without --changed-since");
        }
        String now = git.folder.relativize(real).toString().replace('\\', '/');
        String then = earlierNames.getOrDefault(now, now);
        String task = "read " + then + " of " + commit;
        // Mode, type, hash and size of the file, and its name
        String[] entry = git.output(task, "ls-tree", "-z", "-l", "--full-tree", commit, "--", then)
                .split("\\s+", 5);
        if (entry.length < 5) {
            return false;
        }
        if (entry[3].matches(TOO_LARGE)) {
            throw git.failure(task, "more data than duiqi accepts");
        }
        try (OutputStream out = Files.newOutputStream(copy)) {
            GitAnswer answer = git.run(task, out, "cat-file", "blob", commit + ":" + then);
            if (!answer.isDone()) {
                throw git.failure(task, answer.error);
            }
        }
        return true;
    }

    /**
     * Holds the answer of a git command.
     *
     * @param output the standard output, unless it went to a file
     * @param error the first line of the error output; empty if there is none
     */
    private record GitAnswer(int exit, String output, String error) {
        boolean isDone() {
            return exit == 0;
        }

        /** Returns the output without the line end of git. The name of a folder may end with spaces. */
        String line() {
            return output.replaceFirst("\r?\n$", "");
        }
    }

    /** Runs git in a folder, without a shell and without prompts. */
    record Git(Path folder, Duration longest) {
        private static final int MAX_MESSAGE = 1 << 16;

        /**
         * Options that keep git from treating a folder of plain files as a bare repository, from running programs of
         * the settings, and from loading large files into memory. Early versions of git would run a program with the
         * name false for core.fsmonitor. Versions before 2.45 would download fetch.bundleURI in spite of
         * GIT_ALLOW_PROTOCOL.
         */
        private static final String GUARDED = "--literal-pathspecs --no-pager -c safe.bareRepository=explicit"
                + " -c core.fsmonitor= -c core.hooksPath=/dev/null -c core.bigFileThreshold=64m -c fetch.bundleURI=";

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

        /** Returns the variables that git receives, before duiqi adds its own. */
        static Map<String, String> environment() {
            return new ProcessBuilder().environment();
        }

        /** Returns the output of a command that must succeed, without the line end. */
        String output(String task, String... arguments) throws IOException {
            GitAnswer answer = run(task, arguments);
            if (!answer.isDone()) {
                throw failure(task, answer.error);
            }
            return answer.line();
        }

        GitAnswer run(String task, String... arguments) throws IOException {
            ByteArrayOutputStream output = new ByteArrayOutputStream();
            GitAnswer answer = run(task, output, arguments);
            return new GitAnswer(answer.exit, output.toString(StandardCharsets.UTF_8), answer.error);
        }

        /**
         * Runs a command, and passes its output on.
         *
         * @param task what git does, for messages
         * @throws FormatException if git does not end in time
         */
        GitAnswer run(String task, OutputStream out, String... arguments) throws IOException {
            AtomicBoolean isLate = new AtomicBoolean();
            Process process = start(arguments);
            CompletableFuture.delayedExecutor(longest.toMillis(), TimeUnit.MILLISECONDS)
                    .execute(() -> isLate.set(process.toHandle().destroyForcibly()));
            try {
                process.getOutputStream().close();
                // Read both streams at the same time, because git blocks when either pipe is full.
                CompletableFuture<String> error =
                        CompletableFuture.supplyAsync(() -> firstLine(process.getErrorStream()));
                process.getInputStream().transferTo(out);
                int exit = process.waitFor();
                if (isLate.get()) {
                    throw failure(task, "no answer in " + longest.toSeconds() + " s");
                }
                return new GitAnswer(exit, "", error.join());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException("interrupted while git was running", e);
            } finally {
                process.destroyForcibly();
            }
        }

        private Process start(String... arguments) throws IOException {
            List<String> command = new ArrayList<>();
            command.add(FileName.ofProgram("git", environment().getOrDefault("PATH", ""))
                    .map(Path::toString)
                    .orElseThrow(() -> missing("it is not on the PATH")));
            command.addAll(List.of(GUARDED.split(" ")));
            command.addAll(List.of(arguments));
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(folder.toAbsolutePath().toFile());
            builder.environment().putAll(VARIABLES);
            try {
                return builder.start();
            } catch (IOException e) {
                throw missing(String.valueOf(e.getMessage()));
            }
        }

        private static String firstLine(InputStream errors) {
            try {
                String text = new String(errors.readNBytes(MAX_MESSAGE), StandardCharsets.UTF_8);
                return text.strip().lines().findFirst().orElse("");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private FormatException missing(String reason) {
            return new FormatException(
                    folder.toString(),
                    "cannot run git (" + reason + ")",
                    "install git, or omit --changed-since to check all units");
        }

        FormatException failure(String task, String reason) {
            return new FormatException(
                    folder.toString(), "git cannot " + task + " (" + reason + ")", "run git fsck there");
        }
    }
}
