package duiqi.segment;

import static org.assertj.core.api.Assertions.assertThat;

import duiqi.text.Document;
import duiqi.text.FormatException;
import duiqi.text.Language;
import duiqi.text.Paragraph;
import duiqi.text.Segment;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Tests properties that hold for the segments of any paragraph. */
class SegmentationLawsTest {
    private static final Segmenter SEGMENTER = Segmenter.standard();

    @Provide
    Arbitrary<String> paragraphs() {
        String all = "。 ！ ？ …… … —— “ ” ‘ ’ 「 」 （ ） 《 》 ， ； ： . ! ? ... \" ' ( ) [1] 他说 问道 我 天气很好 会议今天在北京召开 𠀀"
                + " Mr U.S He she␣said The p.m 3.5 1 J etc iPhone end https://a.cn/?b ␣ \u3000 \u00a0";
        return Arbitraries.of(all.replace('␣', '_').split(" "))
                .map(part -> part.replace('_', ' '))
                .list()
                .ofMinSize(1)
                .ofMaxSize(40)
                .map(parts -> String.join("", parts))
                .filter(text -> !trim(text).isEmpty())
                .map(SegmentationLawsTest::trim);
    }

    @Provide
    Arbitrary<Language> languages() {
        return Arbitraries.of(Language.CHINESE, Language.ENGLISH);
    }

    private static String trim(String text) {
        return text.replaceAll("^[\\s\u3000\u00a0]+|[\\s\u3000\u00a0]+$", "");
    }

    private static List<Segment> segment(String text, Language language) throws FormatException {
        Document document = new Document("a.txt", List.of(Paragraph.of(Paragraph.Kind.TEXT, text, 1, 1)));
        return SEGMENTER.segment(document, language).segments();
    }

    @Property
    void losesOnlyWhiteSpace(@ForAll("paragraphs") String text, @ForAll("languages") Language language)
            throws FormatException {
        int end = 0;
        for (Segment segment : segment(text, language)) {
            int start = text.offsetByCodePoints(0, segment.location().column() - 1);
            assertThat(trim(text.substring(end, start))).isEmpty();
            assertThat(text).startsWith(text.substring(0, start) + segment.text());
            end = start + segment.text().length();
        }
        assertThat(end).isEqualTo(text.length());
    }

    @Property
    void returnsAscendingLocations(@ForAll("paragraphs") String text, @ForAll("languages") Language language)
            throws FormatException {
        assertThat(segment(text, language))
                .extracting(Segment::location)
                .isSorted()
                .doesNotHaveDuplicates();
    }

    @Property
    void returnsTrimmedSegments(@ForAll("paragraphs") String text, @ForAll("languages") Language language)
            throws FormatException {
        assertThat(segment(text, language))
                .extracting(Segment::text)
                .allSatisfy(segment -> assertThat(segment).isNotEmpty().isEqualTo(trim(segment)));
    }

    @Property
    void agreesWithLocationsOfParagraph(@ForAll("paragraphs") String text, @ForAll("languages") Language language)
            throws FormatException {
        Paragraph paragraph = Paragraph.of(Paragraph.Kind.TEXT, text, 7, 3);
        int from = 0;
        for (Segment segment : SEGMENTER
                .segment(new Document("a.txt", List.of(paragraph)), language)
                .segments()) {
            from = text.indexOf(segment.text(), from);
            assertThat(segment.location()).isEqualTo(paragraph.locate("a.txt", from));
            from += segment.text().length();
        }
    }
}
