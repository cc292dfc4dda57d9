package duiqi.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import duiqi.app.GitRepository;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests {@code duiqi check --changed-since} with files that had other content at the earlier revision. */
class ChangedSinceTest extends CommandFolder {
    private static final String OLD = unit("水是软的。", "Water is， soft.");
    private static final String NEW = unit("火是热的。", "Fire is， hot.");

    @BeforeEach
    void makeRepository() throws Exception {
        assumeTrue(GitRepository.isInstalled(), "git is not installed");
        git("init", "-q", "-b", "main");
    }

    private void git(String... arguments) throws Exception {
        GitRepository.run(folder, arguments);
    }

    private void commit() throws Exception {
        git("add", "-A");
        git("commit", "-q", "-m", "earlier");
    }

    private FakeConsole check(int exitCode, Path... files) {
        return run(
                exitCode,
                "check --changed-since HEAD --fail-on note",
                Stream.of(files).map(Path::toString).toArray(String[]::new));
    }

    @Test
    void reportsFindingsOfNewUnitsInMemory() throws Exception {
        Path memory = write("tm/a.tmx", tmx("zh-CN", OLD));
        commit();
        check(0, memory);
        write("tm/a.tmx", tmx("zh-CN", NEW + "\n\n" + OLD));
        assertThat(check(1, memory).out()).contains("Fire is，").doesNotContain("Water");
    }

    @Test
    void reportsFindingsOfNewTextsInResourceFiles() throws Exception {
        write("en.json", "{\"a\": \"%s copied\"}");
        Path file = write("zh-CN.json", "{\"a\": \"已复制\"}");
        commit();
        check(0, file);
        write("en.json", "{\"b\": \"%d files\", \"a\": \"%s copied\", \"c\": \"Close\"}");
        write("zh-CN.json", "{\"b\": \"文件\",\n \"a\": \"已复制\"}");
        assertThat(check(1, file).out())
                .contains("%d is missing", "the Chinese is empty")
                .doesNotContain("%s is missing");
        commit();
        check(0, file);
        write("en.json", "{\"b\": \"%d files\", \"a\": \"%s copied now\", \"c\": \"Close\"}");
        assertThat(check(1, file).out()).contains("%s is missing").doesNotContain("%d is missing");
    }

    @ParameterizedTest
    @ValueSource(strings = {"b.tmx", "a.tmx"})
    void treatsUnitsOfNewAndFormerlyInvalidFileAsNew(String earlier) throws Exception {
        write(earlier, "<<<<<<< nothing to read");
        commit();
        assertThat(check(1, write("a.tmx", tmx("zh-CN", OLD))).out()).contains("Water is，");
    }

    @Test
    void reportsFindingsOfNewSentences() throws Exception {
        write("a.zh.txt", "version https://git-lfs.github.com/spec/v1\n");
        write("a.en.txt", "version https://git-lfs.github.com/spec/v1\n");
        commit();
        Path chinese = write("a.zh.txt", "水是软的。\n\n木头是硬的。\n");
        Path english = write("a.en.txt", "Water is， soft.\n\nWood is hard.\n");
        assertThat(check(1, chinese, english).out()).as("invalid before").contains("Water is，");
        commit();
        check(0, chinese, english);
        write("a.zh.txt", "火是热的。\n\n水是软的。\n\n木头是硬的。\n");
        write("a.en.txt", "Fire is， hot.\n\nWater is， soft.\n\nWood is hard.\n");
        assertThat(check(1, chinese, english).out()).contains("Fire is，").doesNotContain("Water");
    }

    @Test
    void reportsMissingText() throws Exception {
        write("a.zh.txt", "水是软的。\n");
        commit();
        FakeConsole console = new FakeConsole().in("Water is soft.\n");
        assertThat(run(console, 2, "check --changed-since HEAD @a.zh.txt -").err())
                .contains("is not a file in git; check it without --changed-since");
    }
}
