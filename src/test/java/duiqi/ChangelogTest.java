package duiqi;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Checks that only pom.xml contains the version, and that the changelog describes it. */
class ChangelogTest {
    private static final Pattern ENTRY = Pattern.compile("(?m)^## \\[([^]]+)] - (unreleased|\\d{4}-\\d{2}-\\d{2})$");

    private String version = "";

    @BeforeEach
    void readVersion() throws Exception {
        version = Pattern.compile("<artifactId>duiqi</artifactId>\\s*<version>([^<]+)</version>")
                .matcher(Files.readString(Path.of("pom.xml")))
                .results()
                .map(match -> match.group(1))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void hasEntryForVersionAndDayForRelease() throws Exception {
        List<MatchResult> entries = ENTRY.matcher(Files.readString(Path.of("src/docs/changelog.md")))
                .results()
                .toList();
        assertThat(entries).isNotEmpty();
        MatchResult newest = entries.get(0);
        assertThat(newest.group(1))
                .as("the first entry of src/docs/changelog.md")
                .isEqualTo(version.replace("-SNAPSHOT", ""));
        assertThat(newest.group(2).equals("unreleased"))
                .as("only a snapshot may have an entry without a day")
                .isEqualTo(version.endsWith("-SNAPSHOT"));
    }

    @Test
    void versionIsOnlyInPom() throws Exception {
        try (Stream<Path> resources = Files.walk(Path.of("src/release"))) {
            for (Path file : Stream.concat(
                            Stream.of(
                                            "duiqi",
                                            "action.yml",
                                            "src/ci/fetch",
                                            "src/ci/suggest",
                                            ".pre-commit-hooks.yaml",
                                            ".gitlab/duiqi.gitlab-ci.yml",
                                            ".ci/release")
                                    .map(Path::of),
                            resources.filter(Files::isRegularFile))
                    .toList()) {
                assertThat(Files.readString(file)).as(file.toString()).doesNotContain(version);
            }
        }
    }
}
