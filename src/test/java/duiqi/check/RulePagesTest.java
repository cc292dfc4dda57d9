package duiqi.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the pages of the rules say fails does fail, and what they say passes is quiet. */
class RulePagesTest {
    private static final Path FOLDER = Path.of("src/main/resources/duiqi/check/rules");

    /** All but the page of the rule about notes, which cases do not have. */
    static List<Path> pages() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.filter(page -> !page.endsWith("ignore.md")).sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("pages")
    void itsExamplesAreTrue(Path page) throws IOException {
        String id = page.getFileName().toString().replace(".md", "");
        String text = Files.readString(page);
        assertThat(text).startsWith("# " + id + "\n");
        assertThat(Checks.rules()).extracting(Rule::id).contains(id);
        assertThat(findings(page, "Fails", text)).contains(id);
        assertThat(findings(page, "Passes", text)).isEmpty();
    }

    private static List<String> findings(Path page, String heading, String text) {
        Matcher block = Pattern.compile("## " + heading + "\n\n```\n(.*?)\n```\n", Pattern.DOTALL)
                .matcher(text);
        assertThat(block.find()).as(heading).isTrue();
        Specification.Case example = Specification.of(
                page.toString(),
                1,
                heading,
                new ArrayList<>(block.group(1).lines().toList()),
                List.of("quiet"));
        return example.findings().stream().map(finding -> finding.rule().id()).toList();
    }
}
