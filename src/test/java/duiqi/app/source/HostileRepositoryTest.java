package duiqi.app.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import duiqi.app.GitRepository;
import duiqi.io.FileName;
import duiqi.text.FormatException;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.DeflaterOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Compares with revisions of hostile repositories. No program may run, no server be contacted, and git must end. */
@DisabledOnOs(OS.WINDOWS)
class HostileRepositoryTest {
    private static final String TEXT = "水是软的。\tWater is soft.\n火是热的。\tFire is hot.\n";

    /** Settings of git that run a program. */
    private static final List<String> PROGRAMS = List.of("""
            core.fsmonitor core.sshCommand core.gitProxy core.pager core.editor core.askPass core.alternateRefsCommand
            credential.helper sequence.editor pager.diff-index pager.rev-parse gpg.program gpg.ssh.program
            gpg.ssh.defaultKeyCommand interactive.diffFilter diff.external diff.x.command diff.x.textconv filter.x.clean
            filter.x.smudge filter.x.process merge.x.driver trailer.x.command uploadpack.packObjectsHook
            remote.origin.uploadpack remote.origin.receivepack submodule.s.update hook.x.command alias.x alias.rev-parse
            alias.diff-index alias.ls-tree alias.cat-file""".split("\\s+"));

    @TempDir
    Path folder;

    private Path repository = Path.of("");
    private Duration longest = Duration.ofSeconds(60);

    @BeforeEach
    void makeRepository() throws Exception {
        assumeTrue(GitRepository.isInstalled(), "git is not installed");
        repository = Files.createDirectory(folder.resolve("repository"));
        git("init", "-q", "-b", "main");
        write(".gitattributes", "*.tsv filter=x diff=x merge=x\n");
        write("a.tsv", TEXT.repeat(20));
        write("b.tsv", TEXT);
        git("add", "-A");
        git("commit", "-q", "-m", "first");
        git("tag", "v1");
        git("mv", "a.tsv", "renamed.tsv");
        write("renamed.tsv", TEXT.repeat(20) + "木\twood\n");
        git("commit", "-q", "-a", "-m", "second");
        write("b.tsv", TEXT + "changed\n");
    }

    private void git(String... arguments) throws Exception {
        GitRepository.run(repository, arguments);
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(repository.resolve(name), text);
    }

    private Path mark() {
        return folder.resolve("mark");
    }

    /** Creates a program that leaves a file when it runs. */
    private Path program(Path program) throws IOException {
        Files.createDirectories(program.resolveSibling("."));
        Files.writeString(program, "#!/bin/sh\necho \"$0 $*\" >>'" + mark() + "'\ncat\n");
        return Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
    }

    /** Returns settings that run the program on every occasion. */
    private String settings(Path program) {
        StringBuilder text = new StringBuilder("[protocol]\n\tallow = always\n[protocol \"ext\"]\n\tallow = always\n"
                + "[core]\n\tbigFileThreshold = 100g\n[diff]\n\trenameLimit = 0\n[url \"ext::" + program
                + " insteadOf \"]\n\tinsteadOf = https://\n[submodule \"s\"]\n\tpath = s\n\turl = ext::" + program
                + " s\n[hook \"x\"]\n\tevent = post-index-change\n\tevent = reference-transaction\n");
        for (String name : PROGRAMS) {
            int last = name.lastIndexOf('.');
            int first = name.indexOf('.');
            text.append('[')
                    .append(name, 0, first)
                    .append(first == last ? "" : " \"" + name.substring(first + 1, last) + "\"")
                    .append("]\n\t")
                    .append(name.substring(last + 1))
                    .append(" = \"")
                    .append(name.startsWith("alias.") || name.startsWith("submodule.") ? "!" : "")
                    .append(program)
                    .append(" as ")
                    .append(name)
                    .append("\"\n");
        }
        return text.toString();
    }

    private void addHooks() throws IOException {
        for (String hook : "post-index-change post-checkout reference-transaction fsmonitor-watchman".split(" ")) {
            program(repository.resolve(".git/hooks").resolve(hook));
        }
    }

    private void append(Path file, String text) throws IOException {
        Files.writeString(file, text, java.nio.file.StandardOpenOption.CREATE, java.nio.file.StandardOpenOption.APPEND);
    }

    private String read(String name) throws IOException {
        Path copy = folder.resolve("copy");
        return GitRevision.of("v1", repository, longest).copy(repository.resolve(name), copy)
                ? Files.readString(copy)
                : "";
    }

    private void assertReadWithoutProgram() throws IOException {
        assertThat(read("b.tsv")).isEqualTo(TEXT);
        assertThat(read("renamed.tsv")).isEqualTo(TEXT.repeat(20));
        assertThat(mark()).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {"included", ".git/config.worktree", "docs/config"})
    void runsNoProgramOfSettings(String place) throws Exception {
        addHooks();
        Path settings = repository.resolve(".git/config");
        append(settings, "[include]\n\tpath = ../included\n[extensions]\n\tworktreeConfig = true\n");
        if (place.startsWith("docs")) {
            Files.move(repository.resolve(".git"), repository.resolve("docs"));
            write(".git", "gitdir: docs\n");
        }
        append(repository.resolve(place), settings(program(folder.resolve("program"))));
        assertReadWithoutProgram();
    }

    @Test
    void readsNoFileOfAnotherWorkingTree() throws Exception {
        Path program = program(folder.resolve("program"));
        Path other = Files.createDirectory(folder.resolve("other"));
        append(repository.resolve(".git/config"), settings(program) + "[core]\n\tworktree = " + other + "\n");
        assertThatThrownBy(() -> read("b.tsv"))
                .isInstanceOf(FormatException.class)
                .hasMessageContaining(other.toRealPath() + ": git does not know revision");
        append(repository.resolve(".git/config"), "[core]\n\tworktree = /no/such/folder\n");
        assertThatThrownBy(() -> read("b.tsv"))
                .isInstanceOf(FormatException.class)
                .hasMessageContaining("git cannot find its repository");
        assertThat(mark()).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {"..", "/"})
    void runsNoProgramOfFakeBareRepository(String worktree) throws Exception {
        Path program = program(folder.resolve("program"));
        Path fake = Files.move(repository.resolve(".git"), folder.resolve("plain"));
        append(fake.resolve("config"), settings(program) + "[core]\n\tbare = false\n\tworktree = " + worktree + "\n");
        for (Path within : List.of(fake, fake.resolve("objects"))) {
            assertThatThrownBy(() -> GitRevision.of("HEAD", within))
                    .isInstanceOf(FormatException.class)
                    .hasMessageContaining("bare repository");
        }
        assertThat(mark()).doesNotExist();
    }

    /** Deletes the blobs of the first revision, and promises that a remote repository has them. */
    private void makePartial(String url) throws Exception {
        Files.delete(blob(TEXT));
        Files.delete(blob(TEXT.repeat(20)));
        append(
                repository.resolve(".git/config"),
                "[core]\n\trepositoryformatversion = 1\n[extensions]\n\tpartialClone = origin\n"
                        + "[remote \"origin\"]\n\tpromisor = true\n\turl = \"" + url + "\"\n");
    }

    private Path blob(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return object(hash(("blob " + bytes.length + "\0").getBytes(StandardCharsets.UTF_8), bytes));
    }

    private Path object(String hash) {
        return repository.resolve(".git/objects").resolve(hash.substring(0, 2)).resolve(hash.substring(2));
    }

    private static String hash(byte[]... parts) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-1");
            Stream.of(parts).forEach(digest::update);
            return HexFormat.of().formatHex(digest.digest());
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"file://", "", "ext::PROGRAM ext ", "ssh://localhost", "https://localhost", "program::"})
    void fetchesNothingForPartialClone(String url) throws Exception {
        Path program = program(folder.resolve("program"));
        append(repository.resolve(".git/config"), settings(program));
        addHooks();
        makePartial(url.replace("PROGRAM", program.toString()) + repository);
        assertThatThrownBy(() -> read("b.tsv"))
                .isInstanceOf(FormatException.class)
                .hasMessageContaining("git cannot");
        assertThat(mark()).doesNotExist();
    }

    @Test
    void contactsNoServer() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            String host = "127.0.0.1:" + server.getLocalPort();
            append(
                    repository.resolve(".git/config"),
                    "[fetch]\n\tbundleURI = http://" + host + "/bundle\n[http]\n\tproxy = http://" + host + "\n");
            makePartial("http://" + host + "/repository");
            assertThatThrownBy(() -> read("b.tsv")).isInstanceOf(FormatException.class);
            server.setSoTimeout(1);
            assertThatThrownBy(server::accept).isInstanceOf(SocketTimeoutException.class);
        }
    }

    @Tag("hostile")
    @ParameterizedTest
    @ValueSource(strings = {"config", "packed-refs", "blob"})
    void endsAtNamedPipe(String name) throws Exception {
        Path pipe =
                name.equals("blob") ? blob(TEXT) : repository.resolve(".git").resolve(name);
        Files.deleteIfExists(pipe);
        longest = Duration.ofSeconds(1);
        assumeTrue(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor() == 0, "cannot make a pipe");
        assertTimeoutPreemptively(Duration.ofSeconds(60), () -> {
            assertThatThrownBy(() -> read("b.tsv"))
                    .isInstanceOf(FormatException.class)
                    .hasMessageContaining("git cannot")
                    .hasMessageContaining("no answer in 1 s");
        });
    }

    @Test
    void rejectsLargeFile() throws Exception {
        byte[] header = "blob 1000000000\0".getBytes(StandardCharsets.UTF_8);
        Path object = object(hash(header));
        Files.createDirectories(object.resolveSibling("."));
        try (OutputStream out = new DeflaterOutputStream(Files.newOutputStream(object))) {
            out.write(header);
        }
        git("update-index", "--cacheinfo", "100644," + hash(header) + ",b.tsv");
        git("commit", "-q", "-m", "large");
        git("tag", "-f", "v1");
        assertThatThrownBy(() -> read("b.tsv"))
                .isInstanceOf(FormatException.class)
                .hasMessageContaining("git cannot read b.tsv of ")
                .hasMessageContaining("(more data than duiqi accepts)");
    }

    @Test
    void ignoresProgramsInRelativeFolders() throws Exception {
        program(repository.resolve("git"));
        String relative = Path.of("").toAbsolutePath().relativize(repository).toString();
        String real = Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
                .filter(entry -> Files.isExecutable(Path.of(entry, "git")))
                .findFirst()
                .orElseThrow();
        assertThat(FileName.ofProgram("git", String.join(File.pathSeparator, relative, ".", "", real)))
                .contains(Path.of(real, "git"));
        assertThat(FileName.ofProgram("git", relative + File.pathSeparator)).isEmpty();
        assertThat(FileName.ofProgram("git", repository.toString())).contains(repository.resolve("git"));
    }
}
