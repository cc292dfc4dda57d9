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
 * The files of a git repository as they were at a revision, by the {@code git} program. A file that was renamed since, by
 * {@code git mv} or otherwise known to git, is found under its earlier name. A repository is a stranger's: git runs no program that
 * its settings name, so a file comes as git keeps it, without filters. Immutable.
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
     * @param revision as git takes it: a branch, a tag, a hash, {@code HEAD~2}
     * @param folder a folder in the working tree of the repository
     * @throws FormatException if there is no git, no repository, or no such revision
     */
    public static GitRevision of(String revision, Path folder) throws IOException {
        Git here = new Git(folder);
        GitAnswer top = here.run("rev-parse", "--show-toplevel");
        if (!top.isDone()) {
            boolean isNone = top.complaint().contains("not a git repository");
            throw new FormatException(
                    folder.toString(),
                    isNone ? "is not in a git repository" : "git cannot tell its repository (" + top.complaint() + ")",
                    isNone ? "check all, without --changed-since" : "see what git status says there");
        }
        Path root = Path.of(top.line()).toRealPath();
        Git git = new Git(root);
        // What begins with a hyphen would be an option, and is the name of nothing in git.
        GitAnswer commit = revision.startsWith("-")
                ? GitAnswer.NONE
                : git.run("rev-parse", "--verify", "--quiet", revision + "^{commit}");
        if (!commit.isDone()) {
            boolean isShallow =
                    git.run("rev-parse", "--is-shallow-repository").line().equals("true");
            throw new FormatException(
                    root.toString(),
                    "git knows no revision '" + revision + "'" + (isShallow ? " in this shallow clone" : ""),
                    isShallow
                            ? "fetch it with git fetch --unshallow; in CI clone with fetch-depth: 0"
                            : "name a branch, tag or hash that git log shows");
        }
        return new GitRevision(revision, root, commit.line(), earlierNames(git, commit.line()));
    }

    private static Map<String, String> earlierNames(Git git, String commit) throws IOException {
        // The index stands for the working tree, whose files git would pass through filters.
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
        // R100, the earlier name, the later name, each with a zero byte behind it
        String[] fields = renamed.text().split("\0");
        Map<String, String> names = new HashMap<>();
        for (int i = 0; i + 2 < fields.length; i += 3) {
            names.put(fields[i + 2], fields[i + 1]);
        }
        return names;
    }

    /** Returns the revision as it was named. */
    String name() {
        return revision;
    }

    /**
     * A file as it was, as git keeps it.
     *
     * @return empty when the file is new since
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
     * An answer of git. Immutable, but for the bytes, which are nobody else's.
     *
     * @param exit its exit code
     * @param output what it wrote
     * @param complaint the first line it complained with; empty when it did not
     */
    private record GitAnswer(int exit, byte[] output, String complaint) {
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

    /** Runs git in a folder, without a shell and without asking anybody. */
    private record Git(Path folder) {
        /**
         * A folder of plain files that looks like a bare repository is none, and neither its settings nor those of a real one
         * run a program.
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
            // Its messages are looked at, so they are to be in English; nothing is written, not even its index.
            builder.environment().put("LC_ALL", "C");
            builder.environment().put("GIT_OPTIONAL_LOCKS", "0");
            builder.environment().put("GIT_TERMINAL_PROMPT", "0");
            Process process;
            try {
                process = builder.start();
            } catch (IOException e) {
                throw new FormatException(
                        folder.toString(),
                        "git could not be run (" + e.getMessage() + ")",
                        "install git, or check all, without --changed-since",
                        e);
            }
            return answer(process);
        }

        private GitAnswer answer(Process process) throws IOException {
            process.getOutputStream().close();
            // Both are read at once, since git waits when either is full.
            CompletableFuture<String> complaint =
                    CompletableFuture.supplyAsync(() -> process.errorReader(StandardCharsets.UTF_8)
                            .lines()
                            .reduce("", (first, line) -> first.isEmpty() ? line.strip() : first));
            byte[] output = process.getInputStream().readAllBytes();
            try {
                return new GitAnswer(process.waitFor(), output, complaint.join());
            } catch (InterruptedException e) {
                process.destroy();
                Thread.currentThread().interrupt();
                throw new IOException("interrupted while git was running", e);
            }
        }

        FormatException failure(String task, GitAnswer answer) {
            return new FormatException(
                    folder.toString(),
                    "git cannot " + task + " (" + answer.complaint() + ")",
                    "see what git fsck says");
        }
    }
}
