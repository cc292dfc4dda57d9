package duiqi.glossary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import duiqi.io.XmlNode;
import duiqi.lexicon.EnglishWords;
import duiqi.text.FormatException;
import duiqi.text.Location;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests concepts with thousands of languages, terms and notes: reading and matching takes linear time and memory. */
class LargeConceptsTest {
    private static final String WATER = section("zh", 1, i -> "水") + section("en", 1, i -> "water");

    private static final Duration LIMIT = Duration.ofSeconds(60);

    @TempDir
    private Path folder;

    private final SampleGlossaries files = new SampleGlossaries();

    private static String repeat(int times, IntFunction<String> part) {
        return IntStream.range(0, times).mapToObj(part).collect(Collectors.joining());
    }

    private static String section(String language, int terms, IntFunction<String> term) {
        return "<langSec xml:lang=\"" + language + "\">"
                + repeat(terms, i -> "<termSec><term>" + term.apply(i) + "</term></termSec>\n") + "</langSec>\n";
    }

    private static String tbx(String... concepts) {
        return "<tbx type=\"TBX-Basic\" style=\"dca\" xml:lang=\"en\"><text><body>\n"
                + IntStream.range(0, concepts.length)
                        .mapToObj(i -> "<conceptEntry id=\"" + i + "\">" + concepts[i] + "</conceptEntry>\n")
                        .collect(Collectors.joining())
                + "</body></text></tbx>\n";
    }

    private static String languages(String language, int number, String term) {
        return repeat(
                number,
                i -> "<languageGrp><language lang=\"" + language + "\" type=\"any\"/><termGrp><term>" + term + i
                        + "</term></termGrp></languageGrp>\n");
    }

    /** Returns a file with one concept of a size. */
    private static String concept(String kind, int size) {
        return switch (kind) {
            case "chinese sections" ->
                tbx(section("en", 1, i -> "water") + repeat(size, n -> section("zh", 1, i -> "水" + n)));
            case "english sections" ->
                tbx(section("zh", 1, i -> "水") + repeat(size, n -> section("en", 1, i -> "w" + n)));
            case "other languages" -> tbx(WATER + repeat(size, n -> section("x" + n, 1, i -> "w")));
            case "terms" -> tbx(section("zh", 32, i -> "水" + i) + section("en", size, i -> "water" + i));
            case "product" -> tbx(section("zh", size, i -> "水" + i) + section("en", size, i -> "water" + i), WATER);
            case "notes" -> tbx(repeat(size, i -> "<note>" + i + "</note>") + WATER);
            case "parts of a text" -> tbx("<note>" + "<![CDATA[a]]>b".repeat(8 * size) + "</note>" + WATER);
            default ->
                "<mtf><conceptGrp><concept>1</concept>" + languages("ZH", 2, "水") + languages("EN", size, "water")
                        + repeat(size, i -> "<descripGrp><descrip type=\"Note\">note " + i + "</descrip></descripGrp>")
                        + "</conceptGrp></mtf>";
        };
    }

    @ParameterizedTest
    @CsvSource({
        "chinese sections,2000",
        "english sections,1",
        "other languages,1",
        "terms,32",
        "product,1",
        "notes,1",
        "parts of a text,1",
        "multiterm,2"
    })
    @Tag("hostile")
    void readsLargeConceptInLinearTime(String kind, int translations) {
        String name = kind.equals("multiterm") ? "a.mtf.xml" : "a.tbx";
        Glossary glossary = assertTimeoutPreemptively(LIMIT, () -> files.read(folder, name, concept(kind, 2_000)));
        assertThat(glossary.entries().size()).isIn(translations, translations * 2_000);
    }

    @Test
    void readsOtherConceptsBesideOneWithTooManyTranslations() throws IOException {
        assertThat(SampleGlossaries.shown(files.read(folder, "a.tbx", concept("product", 33))))
                .hasSize(1);
        assertThat(files.faults)
                .containsExactly(
                        "a.tbx:36:33: the concept has 33 Chinese and 33 English terms; divide it into concepts with at"
                                + " most 32 terms in one of the languages");
    }

    @Test
    void mergesAdjacentPartsOfText() throws FormatException {
        XmlNode.Element element =
                XmlNode.Element.parse(new Location("a.xml", 1, 1), "<a>x<![CDATA[y]]>&amp;<!-- c -->z<b/>w</a>", "");
        assertThat(element.nodes()).hasSize(4);
        assertThat(element.text()).isEqualTo("xy&zw");
    }

    @Test
    @Tag("hostile")
    void findsOneOfThousandsOfTranslations() throws IOException {
        Glossary glossary = files.read(folder, "a.tbx", concept("english sections", 10_000));
        EnglishRenderings renderings = new EnglishRenderings(new EnglishWords());
        assertTimeoutPreemptively(LIMIT, () -> {
            for (int i = 0; i < 50; i++) {
                assertThat(renderings.find(glossary.concepts(), "The w" + i + " is soft, and soft is the w9999."))
                        .extracting(match -> match.entry().english())
                        .containsExactly("w" + i, "w9999");
            }
        });
    }
}
