package duiqi.app.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import duiqi.app.GitRepository;
import duiqi.text.FormatException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GitRevisionTest {
    private static final String TEXT = "水是软的。\tWater is soft.\n火是热的。\tFire is hot.\n";

    @TempDir
    Path folder;

    private Path repository = Path.of("");

    @BeforeEach
    void makeRepository() throws Exception {
        assumeTrue(GitRepository.isInstalled(), "git is not installed");
        repository = Files.createDirectory(folder.resolve("译文 repo"));
        git("init", "-q", "-b", "main");
        write("tm/旧稿 a.tsv", TEXT);
        write("-x.tsv", TEXT);
        git("add", "-A");
        git("commit", "-q", "-m", "first");
        git("tag", "v1");
    }

    private void git(String... arguments) throws Exception {
        GitRepository.run(repository, arguments);
    }

    private Path write(String name, String text) throws IOException {
        Path file = repository.resolve(name);
        Files.createDirectories(Optional.ofNullable(file.getParent()).orElseThrow());
        return Files.writeString(file, text);
    }

    private Optional<String> read(String revision, String name) throws IOException {
        Path copy = folder.resolve("copy");
        return GitRevision.of(revision, repository).copy(repository.resolve(name), copy)
                ? Optional.of(Files.readString(copy))
                : Optional.empty();
    }

    @Test
    void readsFileAtRevision() throws Exception {
        String large = TEXT.repeat(20_000);
        write("tm/旧稿 a.tsv", large);
        git("commit", "-q", "-a", "-m", "large");
        write("tm/旧稿 a.tsv", "changed\n");
        assertThat(read("HEAD", "tm/旧稿 a.tsv")).contains(large);
        git("commit", "-q", "-a", "-m", "second");
        assertThat(read("HEAD", "tm/旧稿 a.tsv")).contains("changed\n");
        assertThat(read("HEAD~2", "tm/旧稿 a.tsv")).contains(TEXT);
        assertThat(read("v1", "-x.tsv")).contains(TEXT);
        Path copy = folder.resolve("copy");
        assertThat(GitRevision.of("v1", repository.resolve("tm")).copy(repository.resolve("tm/../tm/旧稿 a.tsv"), copy))
                .isTrue();
        assertThat(copy).hasContent(TEXT);
    }

    @Test
    void findsNoContentOfNewFile() throws Exception {
        write("tm/b.tsv", "x\ty\n");
        assertThat(read("v1", "tm/b.tsv")).isEmpty();
        write("tm/*.tsv", "x\ty\n");
        assertThat(read("v1", "tm/*.tsv")).as("names are no patterns").isEmpty();
    }

    @Test
    void findsNoContentBeforeFirstCommit() throws Exception {
        git("switch", "-q", "--orphan", "new");
        write("tm/b.tsv", TEXT);
        git("add", "-A");
        assertThat(read("HEAD", "tm/b.tsv")).isEmpty();
        assertThatThrownBy(() -> GitRevision.of("HEAD~1", repository)).hasMessageContaining("does not know revision");
    }

    @Test
    void findsRenamedFileUnderEarlierName() throws Exception {
        git("mv", "tm/旧稿 a.tsv", "新.tsv");
        Files.delete(repository.resolve("-x.tsv"));
        Files.writeString(repository.resolve("新.tsv"), "木\twood\n", java.nio.file.StandardOpenOption.APPEND);
        assertThat(read("v1", "新.tsv")).contains(TEXT);
        git("commit", "-q", "-a", "-m", "moved");
        assertThat(read("v1", "新.tsv")).contains(TEXT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"no-such-branch", "", "v1..HEAD", "$(touch harm)", "--output=harm", "--"})
    void reportsUnknownRevision(String revision) {
        assertThatThrownBy(() -> GitRevision.of(revision, repository))
                .isInstanceOf(FormatException.class)
                .hasMessageEndingWith(": git does not know revision '" + revision
                        + "'; give a branch, tag or hash that git log lists");
        assertThat(repository.resolve("harm")).doesNotExist();
    }

    @Test
    void reportsShallowClone() throws Exception {
        write("-x.tsv", "changed\n");
        git("commit", "-q", "-a", "-m", "second");
        GitRepository.run(folder, ("clone -q --depth 1 --no-tags " + repository.toUri() + " clone").split(" "));
        assertThatThrownBy(() -> GitRevision.of("HEAD~1", folder.resolve("clone")))
                .isInstanceOf(FormatException.class)
                .hasMessageEndingWith(": git does not know revision 'HEAD~1' in this shallow clone; "
                        + "fetch it with git fetch --unshallow; in CI, clone with fetch-depth: 0");
    }

    @Test
    void reportsWhatIsOutsideRepository() throws Exception {
        assertThatThrownBy(() -> GitRevision.of("HEAD", folder))
                .hasMessage(folder + ": is not in a git repository; omit --changed-since to check all units");
        Path file = Files.writeString(folder.resolve("b.tsv"), TEXT);
        assertThatThrownBy(() -> GitRevision.of("v1", repository).copy(file, folder.resolve("copy")))
                .hasMessage(file + ": is not in the git repository " + repository.toRealPath()
                        + "; check it without --changed-since");
    }

    @ParameterizedTest
    @ValueSource(strings = {"action.yml", ".gitlab/duiqi.gitlab-ci.yml"})
    void runsNoHookOfTemplate(String template) throws Exception {
        assertThat(Files.readString(Path.of(template)))
                .contains("git() { command git -c safe.bareRepository=explicit"
                        + " -c core.fsmonitor=false -c core.hooksPath=/dev/null \"$@\"; }");
    }
}
