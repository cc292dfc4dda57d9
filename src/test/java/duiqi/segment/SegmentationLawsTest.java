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

/** Tests a property that holds for the segments of any paragraph. */
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

    @Property
    void losesOnlyWhiteSpaceAndLocatesSegments(
            @ForAll("paragraphs") String text, @ForAll("languages") Language language) throws FormatException {
        Paragraph paragraph = Paragraph.of(Paragraph.Kind.TEXT, text, 7, 3);
        int end = 0;
        for (Segment segment : SEGMENTER
                .segment(new Document("a.txt", List.of(paragraph)), language)
                .segments()) {
            assertThat(segment.text()).isNotEmpty().isEqualTo(trim(segment.text()));
            int start = text.offsetByCodePoints(0, segment.location().column() - 3);
            assertThat(start).isGreaterThanOrEqualTo(end);
            assertThat(segment.location()).isEqualTo(paragraph.locate("a.txt", start));
            assertThat(trim(text.substring(end, start))).isEmpty();
            assertThat(text).startsWith(text.substring(0, start) + segment.text());
            end = start + segment.text().length();
        }
        assertThat(end).isEqualTo(text.length());
    }
}
