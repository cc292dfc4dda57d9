package duiqi.cli;

import static org.assertj.core.api.Assertions.assertThat;

import duiqi.exchange.XliffRules;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Checks the positions of inline tags in filled segments. */
class FilledCodesTest extends CommandFolder {
    /** Sides of the memory with a pair of inline tags, whose names differ from those in the files */
    private static final String ZH = "请<bpt i='7' x='3'>&lt;b></bpt>马上<ept i='7'>&lt;/b></ept>回来<ph x='4'/>。";

    private static final String EN =
            "Come<ph x='4'/> back <bpt i='9' x='3'>&lt;b></bpt>at once<ept i='9'>&lt;/b></ept>.";

    private static final Pattern STATE =
            Pattern.compile("<(?:target|segment)[^>]* (?:subState|state)=\"([^\"]*)\"[^>]*>");
    private static final Pattern TARGET = Pattern.compile("<target[^>]*>(.*)</target>");

    private FakeConsole console = new FakeConsole();

    private String fill(String zh, String en, String xliff) throws Exception {
        writeMemory("main.tmx", unit(zh, en));
        Path file = write("a.xlf", xliff);
        console = run(0, "pretranslate --tm @main.tmx @a.xlf");
        XliffRules.requireValid(file);
        return Files.readString(file);
    }

    private static String one(String source) {
        return String.format(Locale.ROOT, """
                <xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2"><file original="a" source-language="zh-CN"
                target-language="en-US" datatype="html"><body><trans-unit id="1"><source>%s</source></trans-unit>
                </body></file></xliff>
                """, source);
    }

    private static String two(String source) {
        return String.format(Locale.ROOT, """
                <xliff version="2.1" xmlns="urn:oasis:names:tc:xliff:document:2.0" srcLang="zh-CN" trgLang="en-US">
                <file id="f"><unit id="1"><segment><source>%s</source></segment></unit></file></xliff>
                """, source);
    }

    private static String target(String xliff) {
        // Suggestions in other elements have no inline tags.
        Matcher matcher = TARGET.matcher(xliff.replaceAll("<(mtc:matches|alt-trans).*</\\1>", ""));
        assertThat(matcher.find()).as(xliff).isTrue();
        return matcher.group(1);
    }

    private static String state(String xliff) {
        Matcher matcher = STATE.matcher(xliff);
        assertThat(matcher.find()).as(xliff).isTrue();
        return matcher.group(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // The same tags at the same positions.
                "请<g id='1'>马上</g>回来<x id='2'/>。 | Come<x id='2'/> back <g id='1'>at once</g>. | needs-review-translation",
                "请<bpt id='1'>B</bpt>马上<ept id='1'>/B</ept>回来<ph id='2'>P</ph>。 "
                        + "| Come<ph id='2'>P</ph> back <bpt id='1'>B</bpt>at once<ept id='1'>/B</ept>. | needs-review-translation",
                "请<bx id='1' rid='5'/>马上<ex id='3' rid='5'/>回来<x id='2'/>。 "
                        + "| Come<x id='2'/> back <bx id='1' rid='5'/>at once<ex id='3' rid='5'/>. | needs-review-translation",
                // Tags around other words of the same text, and in a similar text.
                "请马上<g id='1'>回来</g><x id='2'/>。 | Come<x id='2'/> back <g id='1'>at once</g>. | needs-adaptation",
                "请<g id='1'>马下</g>回来<x id='2'/>。 | Come<x id='2'/> back <g id='1'>at once</g>. | needs-adaptation",
                // Other tags, or tags in another order.
                "请<x id='2'/>马上回来<g id='1'>。</g> | Come back at once. | needs-adaptation",
                "请<x id='1'/>马上回来<x id='2'/>。 | Come back at once. | needs-adaptation",
                "请<g id='1'>马上</g>回来。 | Come back at once. | needs-adaptation",
                // The memory need not contain tags at the ends.
                "<x id='1'/>请马上回来。<x id='2'/> | <x id='1'/>Come back at once.<x id='2'/> | needs-review-translation",
                "<g id='1'><g id='2'>请马上回来。</g></g> | <g id='1'><g id='2'>Come back at once.</g></g> | needs-review-translation",
                // XLIFF 2.
                "请<pc id='1'>马上</pc>回来<ph id='2'/>。 | Come<ph id='2'/> back <pc id='1'>at once</pc>. | duiqi:exact-match",
                "请<sc id='1'/>马上<ec startRef='1'/>回来<ph id='2'/>。 "
                        + "| Come<ph id='2'/> back <sc id='1'/>at once<ec startRef='1'/>. | duiqi:exact-match",
                "请<pc id='1'>马下</pc>回来<ph id='2'/>。 | Come<ph id='2'/> back <pc id='1'>at once</pc>. | duiqi:fuzzy-match",
                "请<ph id='1'/>马上回来<ph id='2'/>。 | Come back at once. | duiqi:codes-missing",
            })
    void inXliff(String source, String target, String state) throws Exception {
        String filled = fill(ZH, EN, state.startsWith("duiqi:") ? two(source) : one(source));
        assertThat(target(filled)).isEqualTo(target);
        assertThat(state(filled)).isEqualTo(state);
        assertThat(console.out().contains("inline tags")).isEqualTo(!target.contains("<"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // Tags without names are matched by content, and the tag name decides.
                "甲<ph>{0}</ph>乙<ph>{1}</ph>丙 | b<ph>{1}</ph> a<ph>{0}</ph> c | b<x id='2'/> a<x id='1'/> c",
                // Nothing distinguishes the tags.
                "甲<ph/>乙<ph/>丙 | b<ph/> a<ph/> c | b a c",
                "甲<ph>P</ph>乙<ph>P</ph>丙 | b<ph>P</ph> a<ph>P</ph> c | b a c",
                // A tag that the translation lacks or contains twice.
                "甲<ph x='1'/>乙<ph x='2'/>丙 | b<ph x='1'/> a c | b a c",
                "甲<ph x='1'/>乙<ph x='2'/>丙 | b<ph x='1'/> a<ph x='1'/> c | b a c",
            })
    void placesTagsOnlyIfUnambiguous(String zh, String en, String target) throws Exception {
        assertThat(target(fill(zh, en, one("甲<x id='1'/>乙<x id='2'/>丙")))).isEqualTo(target);
    }

    @Test
    void omitsOverlappingTags() throws Exception {
        String zh = "甲<bpt i='1' x='1'/>乙<ept i='1'/><bpt i='2' x='2'/>丙<ept i='2'/>丁";
        String en = "a<bpt i='1' x='1'/>b<bpt i='2' x='2'/>c<ept i='1'/>d<ept i='2'/>";
        assertThat(target(fill(zh, en, one("甲<g id='1'>乙</g><g id='2'>丙</g>丁"))))
                .isEqualTo("abcd");
        assertThat(target(fill(zh, en, one("甲<bx id='1'/>乙<ex id='1'/><bx id='2'/>丙<ex id='2'/>丁"))))
                .isEqualTo("a<bx id='1'/>b<bx id='2'/>c<ex id='1'/>d<ex id='2'/>");
    }

    @Test
    void keepsOrderOfTags() throws Exception {
        String codes = "请<pc id='1' canReorder='firstNo' canCopy='no' canDelete='no'>马上</pc>回来"
                + "<ph id='2' canReorder='no' canCopy='no' canDelete='no'/>。";
        String xliff = two(codes);
        assertThat(fill(ZH, EN, xliff)).isEqualTo(xliff);
        assertThat(console.out()).contains("1 without match");
        String inOrder = EN.replace("<ph x='4'/>", "").replace(".", "<ph x='4'/>.");
        assertThat(target(fill(ZH, inOrder, xliff))).contains(">at once</pc><ph id='2'");
    }

    @Test
    void placesTagsFromEnglish() throws Exception {
        String english = one("Come<x id='5'/> back <g id='6'>at once</g>.")
                .replace("zh-CN", "de")
                .replace("en-US", "zh-CN")
                .replace("\"de\"", "\"en-US\"");
        assertThat(target(fill(ZH, EN, english))).isEqualTo("请<g id='6'>马上</g>回来<x id='5'/>。");
    }

    @Test
    void keepsTagsOfSegmentInUnit() throws Exception {
        String source = "请<g id='1'>马上</g>回来<x id='2'/>。";
        String xliff = one(source + "没有。")
                .replace(
                        "</source>",
                        "</source><seg-source><mrk mtype='seg' mid='1'>" + source
                                + "</mrk><mrk mtype='seg' mid='2'>没有。</mrk></seg-source>");
        assertThat(fill(ZH, EN, xliff))
                .contains("<mrk mtype='seg' mid='1'>Come<x id='2'/> back <g id='1'>at once</g>.</mrk>");
    }

    @Test
    void lookupOmitsTags() throws Exception {
        fill(ZH, EN, one("请马上回来。"));
        assertThat(run(0, "lookup --json --tm @main.tmx 请马上回来。").out())
                .contains("Come back at once.", "\"properties\":{}");
    }
}
