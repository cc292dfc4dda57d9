package duiqi.app.source;

import duiqi.text.FormatException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Reads the files of a git repository at a revision with the {@code git} program. It finds renamed files under their
 * earlier names. The repository may be untrusted, so git runs no program of its settings and applies no
 * filters. Immutable.
 */
public final class GitRevision {
    private final String revision;
    private final Path root;
    private final String commit;
    private final Map<String, String> earlierNames;

    private GitRevision(String revision, Path root, String commit, Map<String, String> earlierNames) {
        this.revision = revision;
        this.root = root;
        this.commit = commit;
        this.earlierNames = Map.copyOf(earlierNames);
    }

    /**
     * Finds a revision.
     *
     * @param revision a branch, a tag, a hash, or any other revision of git, for example {@code HEAD~2}
     * @param folder a folder in the working tree of the repository
     * @throws FormatException if git, the repository or the revision does not exist
     */
    public static GitRevision of(String revision, Path folder) throws IOException {
        Git here = new Git(folder);
        GitAnswer top = here.run("rev-parse", "--show-toplevel");
        if (!top.isDone()) {
            boolean isNone = top.error().contains("not a git repository");
            throw new FormatException(
                    folder.toString(),
                    isNone ? "is not in a git repository" : "git cannot find its repository (" + top.error() + ")",
                    isNone ? "omit --changed-since to check all units" : "run git status there");
        }
        Path root = Path.of(top.line()).toRealPath();
        Git git = new Git(root);
        // Git would read a leading hyphen as an option; no revision begins with one.
        GitAnswer commit = revision.startsWith("-")
                ? GitAnswer.NONE
                : git.run("rev-parse", "--verify", "--quiet", revision + "^{commit}");
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

    private static Map<String, String> earlierNames(Git git, String commit) throws IOException {
        // Compare with the index, because git would pass the files of the working tree through filters.
        GitAnswer renamed = git.run(
                "diff-index",
                "--cached",
                "--name-status",
                "-M",
                "-z",
                "--diff-filter=R",
                "--ignore-submodules=all",
                "--no-ext-diff",
                "--no-textconv",
                "--no-relative",
                commit,
                "--");
        if (!renamed.isDone()) {
            throw git.failure("compare the files with " + commit, renamed);
        }
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

    /**
     * Returns the content of a file at the revision, as git stores it.
     *
     * @return the content; empty if the file is new
     * @throws FormatException if the file is not in the working tree of the repository
     */
    Optional<byte[]> read(Path file) throws IOException {
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
            return Optional.empty();
        }
        GitAnswer content = git.run("cat-file", "blob", commit + ":" + then);
        if (!content.isDone()) {
            throw git.failure("read " + then + " of " + commit, content);
        }
        return Optional.of(content.output());
    }

    /**
     * Holds the answer of a git command. Immutable except for the bytes, which no other object holds.
     *
     * @param exit the exit code
     * @param output the standard output
     * @param error the first line of the error output; empty if there is none
     */
    private record GitAnswer(int exit, byte[] output, String error) {
        static final GitAnswer NONE = new GitAnswer(1, new byte[0], "");

        boolean isDone() {
            return exit == 0;
        }

        String text() {
            return new String(output, StandardCharsets.UTF_8);
        }

        String line() {
            return text().strip();
        }
    }

    /** Runs git in a folder, without a shell and without prompts. */
    private record Git(Path folder) {
        /**
         * Options that keep git from treating a folder of plain files as a bare repository, and from running programs
         * of the settings.
         */
        private static final List<String> GUARDED = List.of(
                "git",
                "--literal-pathspecs",
                "--no-pager",
                "-c",
                "safe.bareRepository=explicit",
                "-c",
                "core.fsmonitor=false",
                "-c",
                "core.hooksPath=/dev/null");

        GitAnswer run(String... arguments) throws IOException {
            List<String> command = new ArrayList<>(GUARDED);
            command.addAll(List.of(arguments));
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(folder.toAbsolutePath().toFile());
            // LC_ALL=C makes the messages English, because duiqi reads them. The other variables forbid index updates
            // and prompts.
            builder.environment().put("LC_ALL", "C");
            builder.environment().put("GIT_OPTIONAL_LOCKS", "0");
            builder.environment().put("GIT_TERMINAL_PROMPT", "0");
            Process process;
            try {
                process = builder.start();
            } catch (IOException e) {
                throw new FormatException(
                        folder.toString(),
                        "cannot run git (" + e.getMessage() + ")",
                        "install git, or omit --changed-since to check all units",
                        e);
            }
            return answer(process);
        }

        private GitAnswer answer(Process process) throws IOException {
            process.getOutputStream().close();
            // Read both streams at the same time, because git blocks when either pipe is full.
            CompletableFuture<String> error =
                    CompletableFuture.supplyAsync(() -> process.errorReader(StandardCharsets.UTF_8)
                            .lines()
                            .reduce("", (first, line) -> first.isEmpty() ? line.strip() : first));
            byte[] output = process.getInputStream().readAllBytes();
            try {
                return new GitAnswer(process.waitFor(), output, error.join());
            } catch (InterruptedException e) {
                process.destroy();
                Thread.currentThread().interrupt();
                throw new IOException("interrupted while git was running", e);
            }
        }

        FormatException failure(String task, GitAnswer answer) {
            return new FormatException(
                    folder.toString(), "git cannot " + task + " (" + answer.error() + ")", "run git fsck there");
        }
    }
}
