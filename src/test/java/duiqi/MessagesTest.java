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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Guards what people read: messages are as recorded, so that a review shows each change; pages, messages and comments are
 * plain English, except for {@code allowed.txt}; what pages link to and name exists; their tables list every format.
 */
class MessagesTest {
    private static final Path ENGLISH = Path.of("src/test/resources/english");
    private static final Path MAIN = Path.of("src/main/java/duiqi");
    private static final Path RESOURCES = Path.of("src/main/resources/duiqi");

    private static Map<Path, Sources.Prose> main = Map.of();
    private static Map<Path, Sources.Prose> tests = Map.of();

    @BeforeAll
    static void parse() throws IOException {
        main = Sources.parse(MAIN).prose();
        tests = Sources.parse(Path.of("src/test/java/duiqi")).prose();
    }

    @Test
    void areThoseOfTheRecord() throws IOException {
        List<String> messages = new ArrayList<>();
        main.forEach((file, prose) -> {
            messages.addAll(prose.messages.isEmpty() ? List.of() : List.of("## " + MAIN.relativize(file)));
            messages.addAll(prose.messages);
        });
        Path record = ENGLISH.resolve("messages.txt");
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
        Map<String, String> lines = new LinkedHashMap<>();
        for (Page page : pages()) {
            add(page.file(), page.prose(), "`[^`]*`|\\]\\([^)]*\\)", lines);
        }
        for (Path file : Stream.of(RESOURCES, Path.of(".ci"), Path.of("duiqi"), Path.of("action.yml"))
                .flatMap(place -> Sources.files(place, "").stream())
                .filter(file -> !file.startsWith(RESOURCES) || file.toString().matches(".*\\.(js|html|css)"))
                .toList()) {
            add(file, Files.readAllLines(file), "$", lines);
        }
        for (Path file :
                Stream.of(main, tests).flatMap(all -> all.keySet().stream()).toList()) {
            String noComment = "^(?!\\s*(/?\\*|//)).*?(?=\\s// |$)";
            add(file, Files.readAllLines(file), noComment + "|\\{@(code|link|linkplain) [^{}]*}", lines);
        }
        main.forEach((file, prose) -> add(Path.of(file + " text"), prose.literals, "^\\S+$", lines));
        List<String> phrases = words("phrases.txt");
        // Most phrases begin at a word boundary, which this pattern looks for only once.
        Map<Boolean, String> alternatives = phrases.stream()
                .map(MessagesTest::regex)
                .collect(Collectors.partitioningBy(
                        regex -> regex.startsWith("\\b"),
                        Collectors.mapping(regex -> regex.replaceFirst("^\\\\b", ""), Collectors.joining("|"))));
        Pattern any = phrase("\\b(?:" + alternatives.get(true) + ")|" + alternatives.get(false));
        lines.values().removeIf(line -> !any.matcher(line).find());
        List<String> found = new ArrayList<>();
        lines.forEach((place, line) -> phrases.stream()
                .filter(each -> phrase(regex(each)).matcher(line).find())
                .forEach(each -> found.add(place + ": " + line + "\n    " + each)));
        assertAllowed(found, "rewrite the sentence");
    }

    @Test
    void javadocHasMainVerb() throws IOException {
        Set<String> verbs = Set.copyOf(words("verbs.txt"));
        List<String> found = new ArrayList<>();
        for (Map<Path, Sources.Prose> all : List.of(main, tests)) {
            all.forEach((file, prose) ->
                    prose.withoutVerb(verbs, all == main).forEach(sentence -> found.add(file + ": " + sentence)));
        }
        assertAllowed(
                found, "begin a method's comment with a verb, give a type's one a main verb, or extend verbs.txt");
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
        assertThat(Page.all().get(0).lines()).hasSizeLessThanOrEqualTo(160);
    }

    @Test
    void tablesListEveryFormat() throws IOException {
        Map<String, Stream<String>> tables = Map.of(
                "formats.md#",
                        AlignmentFormat.all((text, beads, outputs) -> {}).stream()
                                .map(AlignmentFormat::name),
                "interchange.md#Translation units",
                        ExchangeFormat.all().stream().map(ExchangeFormat::name),
                "interchange.md#Terms", GlossaryFormats.ALL.stream().map(GlossaryFormats.Format::name),
                "align.md#", Stream.of(Layout.values()).map(Layout::toString),
                "check.md#", Checks.rules().stream().map(Rule::id),
                "findings.md#", ReportFormat.ALL.stream().map(ReportFormat::name),
                "memories.md#",
                        MemoryCleaning.Filter.all(Lexicon.standard()).stream().map(MemoryCleaning.Filter::name));
        for (Map.Entry<String, Stream<String>> table : tables.entrySet()) {
            String[] place = table.getKey().split("#", 2);
            assertThat(Page.of(Path.of("src/docs/reference", place[0])).rows(place[1]))
                    .as(table.getKey())
                    .containsAll(table.getValue().toList());
        }
    }

    private static List<Page> pages() throws IOException {
        List<Page> pages = new ArrayList<>(Page.all());
        for (Path file : Sources.files(Path.of("src/main"), ".md")) {
            pages.add(Page.of(file));
        }
        return pages;
    }

    private static List<String> words(String file) throws IOException {
        return Files.readAllLines(ENGLISH.resolve(file)).stream()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .toList();
    }

    private static String regex(String phrase) {
        return phrase.split("\t")[0];
    }

    private static Pattern phrase(String regex) {
        return Pattern.compile(regex, Pattern.CASE_INSENSITIVE);
    }

    private static void add(Path file, List<String> text, String ignored, Map<String, String> lines) {
        Pattern pattern = Pattern.compile(ignored);
        for (int i = 0; i < text.size(); i++) {
            lines.put(file + ":" + (i + 1), pattern.matcher(text.get(i)).replaceAll("x"));
        }
    }

    private static void assertAllowed(List<String> found, String advice) throws IOException {
        List<String> allowed = words("allowed.txt");
        assertThat(found)
                .as(advice + ", or add a part of the line to allowed.txt")
                .allMatch(line -> allowed.stream().anyMatch(line::contains));
    }
}
