package duiqi;

import static org.assertj.core.api.Assertions.assertThat;

import duiqi.align.AlignmentFormat;
import duiqi.check.Checks;
import duiqi.check.Rule;
import duiqi.document.BilingualDocument.Layout;
import duiqi.exchange.ExchangeFormat;
import duiqi.glossary.GlossaryFormats;
import duiqi.lexicon.Lexicon;
import duiqi.memory.MemoryCleaning;
import duiqi.report.ReportFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Guards what people read: messages are as recorded, so that a review shows each change; pages, messages and comments are
 * plain English, except for {@code allowed.txt}; what pages link to and name exists; their tables list every format.
 */
class MessagesTest {
    private static final Path MAIN = Path.of("src/main/java/duiqi");
    private static final Path RESOURCES = Path.of("src/main/resources/duiqi");

    private static Map<Path, Sources.Prose> main = Map.of();

    @BeforeAll
    static void parse() throws IOException {
        main = Sources.parse(MAIN).prose();
    }

    @Test
    void areThoseOfTheRecord() throws IOException {
        List<String> messages = new ArrayList<>();
        main.forEach((file, prose) -> {
            messages.addAll(prose.messages.isEmpty() ? List.of() : List.of("## " + MAIN.relativize(file)));
            messages.addAll(prose.messages);
        });
        Path record = English.FOLDER.resolve("messages.txt");
        if (Boolean.getBoolean("messages.record")) {
            Files.write(record, messages);
        }
        assertThat(messages)
                .as("a message changed: read it as a user would, then record it: ./mvnw -q test-compile surefire:test"
                        + " -Dtest=MessagesTest -Dmessages.record=true")
                .isEqualTo(Files.readAllLines(record));
    }

    @Test
    void avoidsOldPhrases() throws IOException {
        English english = English.read();
        List<String> found = new ArrayList<>();
        for (Page page : pages()) {
            add(page.file(), page.prose(), "`[^`]*`|\\]\\([^)]*\\)", english, found);
        }
        for (Path file : Stream.of(RESOURCES, Path.of(".ci"), Path.of("duiqi"), Path.of("action.yml"))
                .flatMap(place -> Sources.files(place, "").stream())
                .filter(file -> !file.startsWith(RESOURCES) || file.toString().matches(".*\\.(js|html|css)"))
                .toList()) {
            add(file, Files.readAllLines(file), "$", english, found);
        }
        String noComment = "^(?!\\s*(/?\\*|//)).*?(?=\\s// |$)";
        for (Path file : Sources.files(Path.of("src"), ".java")) {
            add(file, Files.readAllLines(file), noComment + "|\\{@(code|link|linkplain) [^{}]*}", english, found);
        }
        main.forEach((file, prose) -> add(file, prose.literals, "^\\S+$", english, found));
        assertThat(found)
                .as("rewrite it, or add a part of the line to allowed.txt")
                .isEmpty();
    }

    private static void add(Path file, List<String> text, String ignored, English english, List<String> found) {
        Pattern pattern = Pattern.compile(ignored);
        for (int i = 0; i < text.size(); i++) {
            String line = pattern.matcher(text.get(i)).replaceAll("x");
            found.addAll(english.problems(file + ":" + (i + 1), line));
        }
    }

    private static List<Page> pages() throws IOException {
        List<Page> pages = new ArrayList<>(Page.all());
        for (Path file : Sources.files(Path.of("src/main"), ".md")) {
            pages.add(Page.of(file));
        }
        return pages;
    }

    @Test
    void pagesLeadSomewhere() throws IOException {
        List<String> linked = new ArrayList<>();
        for (Page page : pages()) {
            assertThat(page.broken()).as(page.file().toString()).isEmpty();
            assertThat(page.lines()).as(page.file().toString()).hasSizeLessThan(350);
            page.links().forEach(link -> linked.add(link.replaceFirst("#.*", "")));
        }
        assertThat(Page.all())
                .allSatisfy(page -> assertThat(linked).contains(page.file().toString()));
        assertThat(Page.all().get(0).lines()).as("README").hasSizeLessThanOrEqualTo(160);
    }

    @Test
    void tablesListEveryFormat() throws IOException {
        assertListed(
                "formats.md",
                AlignmentFormat.all((text, beads, outputs) -> {}).stream().map(AlignmentFormat::name));
        assertListed(
                "interchange.md#Translation units",
                ExchangeFormat.all().stream().map(ExchangeFormat::name));
        assertListed("interchange.md#Terms", GlossaryFormats.ALL.stream().map(GlossaryFormats.Format::name));
        assertListed("align.md", Stream.of(Layout.values()).map(Layout::toString));
        assertListed("check.md", Checks.rules().stream().map(Rule::id));
        assertListed("findings.md", ReportFormat.ALL.stream().map(ReportFormat::name));
        assertListed(
                "memories.md",
                MemoryCleaning.Filter.all(Lexicon.standard()).stream().map(MemoryCleaning.Filter::name));
    }

    private static void assertListed(String place, Stream<String> names) throws IOException {
        String[] page = (place + "#").split("#", -1);
        assertThat(Page.of(Path.of("src/docs/reference", page[0])).rows(page[1]))
                .containsAll(names.toList());
    }
}
