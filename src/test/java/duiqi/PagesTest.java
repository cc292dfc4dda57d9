package duiqi;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Checks the pages: link targets exist, the README leads to each page, and no page has long passages without a break.
 */
class PagesTest {
    /** Matches the address in {@code [text](address)}, where an image may be the text */
    private static final Pattern LINK = Pattern.compile("]\\(([^)\\s]+)\\)");

    private static final Pattern HEADING = Pattern.compile("#{1,6} (.*)");
    private static final Pattern BENCHMARK = Pattern.compile("-Dbenchmark\\.main=([A-Za-z.]+)");
    private static final int MAX_LENGTH = 350;
    private static final int MAX_README_LENGTH = 160;

    static List<Page> pages() throws IOException {
        return Page.all();
    }

    @ParameterizedTest
    @MethodSource("pages")
    void linksToExistingTargets(Page page) {
        assertThat(links(page)).allSatisfy(link -> {
            String[] parts = link.split("#", 2);
            Path target = target(page, parts[0]);
            assertThat(target).exists();
            if (parts.length == 2) {
                assertThat(anchors(Files.readAllLines(target)))
                        .as(target.toString())
                        .contains(parts[1]);
            }
        });
    }

    @ParameterizedTest
    @MethodSource("pages")
    void isReadable(Page page) {
        assertThat(page.lines()).hasSizeLessThan(MAX_LENGTH);
        assertThat(page.lines().get(0)).startsWith("# ");
    }

    @ParameterizedTest
    @MethodSource("pages")
    void namesExistingBenchmarks(Page page) {
        assertThat(BENCHMARK.matcher(String.join("\n", page.lines())).results().map(found -> found.group(1)))
                .allSatisfy(name -> assertThat(Path.of("src/test/java", name.replace('.', '/') + ".java"))
                        .exists());
    }

    @Test
    void readmeFitsOnAFewScreens() throws IOException {
        assertThat(pages().get(0).lines()).hasSizeLessThanOrEqualTo(MAX_README_LENGTH);
    }

    @Test
    void canBeReachedFromTheReadme() throws IOException {
        List<Page> pages = pages();
        List<Path> linked = pages.stream()
                .flatMap(page -> links(page).stream().map(link -> target(page, link.split("#", 2)[0])))
                .toList();
        assertThat(pages.stream().skip(1).map(Page::file)).isSubsetOf(linked);
    }

    @Test
    void showsCommandsOnEachGuidePage() throws IOException {
        assertThat(pages().stream().filter(Page::isGuide))
                .hasSizeGreaterThanOrEqualTo(6)
                .allSatisfy(page -> assertThat(page.commands()).hasSizeGreaterThanOrEqualTo(3));
    }

    private static List<String> links(Page page) {
        return LINK.matcher(String.join("\n", page.prose()))
                .results()
                .map(result -> result.group(1))
                .filter(link -> !link.contains("://"))
                .toList();
    }

    private static Path target(Page page, String link) {
        return link.isEmpty()
                ? page.file()
                : Path.of("").resolve(page.file()).resolveSibling(link).normalize();
    }

    /**
     * Returns the anchors that GitHub and GitLab give to the headings. Only characters of our headings are supported.
     */
    private static Stream<String> anchors(List<String> lines) {
        return lines.stream()
                .flatMap(line -> HEADING.matcher(line).results())
                .map(heading -> heading.group(1)
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("[^\\p{L}\\p{N} _-]", "")
                        .replace(' ', '-'));
    }
}
