package duiqi.segment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import duiqi.document.DocumentReader.Input;
import duiqi.text.Document;
import duiqi.text.FormatException;
import duiqi.text.Language;
import duiqi.text.Located;
import duiqi.text.Location;
import duiqi.text.Paragraph;
import duiqi.text.Segment;
import duiqi.text.Text;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class SegmenterTest {
    private static final Segmenter SEGMENTER = Segmenter.standard();

    private static List<String> segment(Paragraph.Kind kind, String text, Language language) throws FormatException {
        Document document = new Document("a.txt", List.of(Paragraph.of(kind, text, 1, 1)));
        return SEGMENTER.segment(document, language).segments().stream()
                .map(Segment::text)
                .toList();
    }

    @Test
    void keepsLocationParagraphAndKind() throws FormatException {
        Paragraph heading = Paragraph.of(Paragraph.Kind.HEADING, "总论", 1, 3);
        Paragraph wrapped = new Paragraph(
                Paragraph.Kind.TEXT,
                new Located("𠀀好。来了。真的。", List.of(new Paragraph.Origin(0, 3, 5), new Paragraph.Origin(7, 4, 1))));
        Text text = SEGMENTER.segment(new Document("a.md", List.of(heading, wrapped)), Language.CHINESE);
        assertThat(text)
                .isEqualTo(new Text(
                        "a.md",
                        Language.CHINESE,
                        List.of(
                                new Segment("总论", new Location("a.md", 1, 3), 0, Paragraph.Kind.HEADING),
                                new Segment("𠀀好。", new Location("a.md", 3, 5), 1, Paragraph.Kind.TEXT),
                                new Segment("来了。", new Location("a.md", 3, 8), 1, Paragraph.Kind.TEXT),
                                new Segment("真的。", new Location("a.md", 4, 1), 1, Paragraph.Kind.TEXT))));
    }

    @Test
    void locatesCharactersOfWrappedSentence() throws FormatException {
        Paragraph wrapped = new Paragraph(
                Paragraph.Kind.TEXT,
                new Located(
                        "It rained. We left at once and came home.",
                        List.of(
                                new Paragraph.Origin(0, 3, 5),
                                new Paragraph.Origin(14, 4, 1),
                                new Paragraph.Origin(31, 5, 2))));
        Text text = SEGMENTER.segment(new Document("a.md", List.of(wrapped)), Language.ENGLISH);
        assertThat(text.segments()).hasSize(2);
        for (int offset = 0; offset < 30; offset++) {
            assertThat(text.segments().get(1).locate(offset)).isEqualTo(wrapped.locate("a.md", 11 + offset));
        }
        assertThat(text.segments().get(0).locate(10)).hasToString("a.md:3:15");
    }

    /** Each line is a kind, a language, a paragraph and its segments. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            TEXT | zh-CN | 天亮了。　 鸟叫了。 | 天亮了。 ¶ 鸟叫了。
            TEXT | en-US | It rained. 	We left. | It rained. ¶ We left.
            TEXT | en-US | It rained.\\r\\nWe left. | It rained. ¶ We left.
            TEXT | zh-CN | 天  亮　了。 | 天  亮　了。
            HEADING | en-US | What Next? The Road Ahead | What Next? The Road Ahead
            HEADING | zh-CN | 路在何方？回顾与展望 | 路在何方？回顾与展望
            HEADING | zh-CN | 为了谁？依靠谁？ | 为了谁？ ¶ 依靠谁？
            """)
    void splits(Paragraph.Kind kind, Language language, String text, String segments) throws FormatException {
        assertThat(segment(kind, text.replace("\\r\\n", "\r\n"), language)).containsExactly(segments.split(" ¶ "));
    }

    @ParameterizedTest
    @EnumSource(Paragraph.Kind.class)
    void neverJoinsParagraphs(Paragraph.Kind kind) throws FormatException {
        Document document = new Document(
                "a.txt", List.of(Paragraph.of(kind, "one", 1, 1), Paragraph.of(Paragraph.Kind.TEXT, "two.", 2, 1)));
        assertThat(SEGMENTER.segment(document, Language.ENGLISH).segments())
                .extracting(Segment::text)
                .containsExactly("one", "two.");
    }

    @Test
    void isThreadSafe() {
        String text = "今天下雨。我们没有出门。“真的吗？”他问。";
        List<List<String>> results = IntStream.range(0, 200)
                .parallel()
                .mapToObj(i -> {
                    try {
                        return segment(Paragraph.Kind.TEXT, text, Language.CHINESE);
                    } catch (FormatException impossible) {
                        throw new AssertionError(impossible);
                    }
                })
                .distinct()
                .toList();
        assertThat(results).containsExactly(List.of("今天下雨。", "我们没有出门。", "“真的吗？”他问。"));
    }

    /**
     * Segments repeated parts of hostile texts; ␣ is a space. The limit is generous: linear code takes less than a second on an idle
     * machine; quadratic code takes a minute.
     */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "他说：“今天很好！”我们去公园吧。好（真的吗？）不……嗯␣3.5␣《你好》。 。 ！？ “ （ 《 … \" 一 ␣ （1）一； 。[1] 　?",
                "a.␣ A.␣ 1.␣ .␣ 1)␣a␣ 1)␣a;␣2)␣b;␣ •␣a␣ a␣b.␣ word.3␣ I.␣J.P.␣5␣p.m.␣ (",
                "Mr.␣Li␣said␣\"no.\"␣He␣left␣at␣5␣p.m.␣in␣Sept.␣2010.␣"
            })
    @Tag("hostile")
    void takesLinearTimeForLongParagraph(String units) {
        for (String unit : units.split(" ")) {
            String part = unit.replace('␣', ' ');
            String text = "x" + part.repeat(10_000 / part.getBytes(StandardCharsets.UTF_8).length) + "x";
            for (Language language : List.of(Language.CHINESE, Language.ENGLISH)) {
                assertTimeoutPreemptively(
                        Duration.ofSeconds(60),
                        () -> assertThat(segment(Paragraph.Kind.TEXT, text, language))
                                .as(unit)
                                .isNotEmpty());
            }
        }
    }

    @Test
    void segmentsLongParagraph() throws FormatException {
        String text = "Mr. Li said \"no.\" He left at 5 p.m. ".repeat(1_000);
        assertThat(segment(Paragraph.Kind.TEXT, text, Language.ENGLISH)).hasSizeGreaterThan(1_000);
    }

    private static Segmenter own(String rules) throws IOException {
        String srx = "<srx version=\"2.0\"><body><languagerules><languagerule languagerulename=\"a\">" + rules
                + "</languagerule></languagerules><maprules><languagemap languagepattern=\".*\" languagerulename=\"a\"/>"
                + "</maprules></body></srx>";
        return new Segmenter(SrxRules.read(new Input("a.srx", srx.getBytes(StandardCharsets.UTF_8), Optional.empty())));
    }

    @Test
    void appliesOnlyOwnRules() throws IOException {
        Segmenter own = own("");
        Document list = new Document("a.txt", List.of(Paragraph.of(Paragraph.Kind.TEXT, "1) A pen 2) A map", 1, 1)));
        assertThat(own.segment(list, Language.ENGLISH).segments()).hasSize(1);
        assertThat(SEGMENTER.segment(list, Language.ENGLISH).segments()).hasSize(2);
    }

    @Test
    void splitsLongList() throws FormatException {
        String items = IntStream.rangeClosed(1, 99)
                .mapToObj(number -> number + ") Take " + "one more ".repeat(number) + "pen")
                .collect(Collectors.joining(" "));
        assertThat(segment(Paragraph.Kind.TEXT, items, Language.ENGLISH)).hasSize(99);
    }

    @Test
    void limitsReachOfBacktrackingExpression() throws IOException {
        Segmenter own = own("<rule><beforebreak>[a-z ]*\\w*\\s*\\.</beforebreak><afterbreak>.*x</afterbreak></rule>");
        Document document = new Document(
                "a.txt", List.of(Paragraph.of(Paragraph.Kind.TEXT, "some words. ".repeat(10_000) + "x", 1, 1)));
        assertTimeoutPreemptively(
                Duration.ofSeconds(60),
                () -> assertThat(own.segment(document, Language.ENGLISH).segments())
                        .hasSizeGreaterThan(1));
    }
}
