package duiqi.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Checks that the page creates no markup from text and loads nothing from other sites.
 */
class PageSourcesTest {
    private static final Path FOLDER = Path.of("src/main/resources/duiqi/server/page");

    private static final List<String> ORDER = List.of("state", "dom", "server", "rows", "edit", "frame", "main.js");

    private static List<Path> files(String extension) throws IOException {
        try (Stream<Path> files = Files.walk(FOLDER)) {
            return files.filter(file -> file.toString().endsWith("." + extension))
                    .sorted()
                    .toList();
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> groups(String regex, String text) {
        return Pattern.compile(regex)
                .matcher(text)
                .results()
                .map((MatchResult match) -> match.group(1))
                .toList();
    }

    private static String html() {
        return read(FOLDER.resolve("index.html"));
    }

    @Test
    void createsNoMarkupOrCodeFromText() throws IOException {
        assertThat(files("js"))
                .isNotEmpty()
                .allSatisfy(file -> assertThat(read(file))
                        .doesNotContainPattern(
                                "innerHTML|outerHTML|insertAdjacentHTML|document\\.write|createContextualFragment")
                        .doesNotContainPattern("\\beval\\(|new Function|javascript:|srcdoc"));
    }

    @Test
    void hasNoInlineCodeOrStyles() {
        assertThat(html().toLowerCase(Locale.ROOT))
                .doesNotContainPattern("\\sstyle=|\\son[a-z]+=|<style|<script(?![^>]* src=)");
    }

    @Test
    void loadsNothingFromOtherSites() throws IOException {
        for (String extension : List.of("html", "css", "js")) {
            assertThat(files(extension))
                    .allSatisfy(file -> assertThat(read(file).replace("http://www.w3.org/2000/svg", ""))
                            .doesNotContainPattern("https?://|@import (?!\\{)|url\\("));
        }
    }

    /** Checks that modules use only modules of the same folder and of the folders before it, as the rooms of duiqi do. */
    @Test
    void importsFromEarlierFolders() throws IOException {
        for (Path file : files("js")) {
            int folder = ORDER.indexOf(FOLDER.relativize(file).getName(0).toString());
            for (String name : groups("from \"\\.\\./([^/\"]+)/", read(file))) {
                assertThat(ORDER.indexOf(name))
                        .as("%s imports from %s", file, name)
                        .isBetween(0, folder - 1);
            }
        }
    }

    @Test
    void takesErrorRatesFromThePageAboutAccuracy() throws IOException {
        List<String> published = Pattern.compile("(?m)^\\| (0\\.\\d+ to [\\d.]+|under 0\\.5) \\|.*\\| (0\\.\\d+) \\|$")
                .matcher(read(Path.of("src/docs/reference/accuracy.md")))
                .results()
                .map(row ->
                        (row.group(1).startsWith("under") ? "0" : row.group(1).replaceFirst(" .*", "")) + ", "
                                + new BigDecimal("1")
                                        .subtract(new BigDecimal(row.group(2)))
                                        .stripTrailingZeros())
                .toList();
        assertThat(groups("(?m)^  \\[([\\d.]+, [\\d.]+)\\],$", read(FOLDER.resolve("state/order.js"))))
                .hasSize(8)
                .isEqualTo(published);
    }
}
