package duiqi.check.name;

import static org.assertj.core.api.Assertions.assertThat;

import duiqi.check.CheckedUnit;
import duiqi.check.Finding;
import duiqi.check.TextSpan;
import duiqi.exchange.Content;
import duiqi.exchange.Content.Code;
import duiqi.exchange.Content.Piece;
import duiqi.exchange.Content.Text;
import duiqi.text.Direction;
import duiqi.text.Location;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class TagMismatchTest {
    private static final Piece BOLD = code("bpt", Map.of("i", "1", "x", "1"), "<b>");
    private static final Piece BOLD_END = code("ept", Map.of("i", "1"), "</b>");

    private static Piece code(String element, Map<String, String> attributes, String content) {
        return new Code(element, attributes, content.isEmpty() ? new Content(List.of()) : Content.of(content));
    }

    private static List<String> messages(List<Piece> source, List<Piece> target) {
        return new TagMismatch()
                .check(CheckedUnit.of("u", Direction.INTO_ENGLISH, passage(source), passage(target))).stream()
                        .map(Finding::message)
                        .toList();
    }

    private static CheckedUnit.Passage passage(List<Piece> pieces) {
        Content content = new Content(pieces);
        Location place = new Location("a.tmx", 1, 1);
        return new CheckedUnit.Passage(content.text(), content, offset -> place);
    }

    @Test
    void findsMissingTag() {
        assertThat(messages(List.of(BOLD, new Text("重要"), BOLD_END), List.of(BOLD, new Text("important"))))
                .containsExactly("the inline tag </b> is missing from the English");
    }

    @Test
    void findsAddedTag() {
        Piece line = code("ph", Map.of("x", "2"), "<br/>");
        assertThat(messages(List.of(new Text("重要")), List.of(new Text("important"), line)))
                .containsExactly("the inline tag <br/> is not in the Chinese");
    }

    @Test
    void findsTagPairThatClosesBeforeItOpens() {
        assertThat(messages(List.of(BOLD, new Text("重要"), BOLD_END), List.of(BOLD_END, new Text("important"), BOLD)))
                .containsExactly("an inline tag closes before it opens");
    }

    @Test
    void identifiesXliffTagByName() {
        assertThat(messages(
                        List.of(new Text("见"), code("x", Map.of("id", "7"), "")),
                        List.of(new Text("See "), code("x", Map.of("id", "8"), ""))))
                .containsExactly(
                        "the inline tag <x 7> is missing from the English",
                        "the inline tag <x 8> is not in the Chinese");
    }

    @Test
    void allowsOtherTagNumbersOnEachSide() {
        Piece bold = code("bpt", Map.of("i", "4", "x", "4"), "<b>");
        Piece boldEnd = code("ept", Map.of("i", "4"), "</b>");
        assertThat(messages(List.of(BOLD, new Text("重要"), BOLD_END), List.of(bold, new Text("important"), boldEnd)))
                .isEmpty();
    }

    @Test
    void allowsTagsInAnotherOrder() {
        Piece one = code("ph", Map.of("x", "1"), "{a}");
        Piece two = code("ph", Map.of("x", "2"), "{b}");
        assertThat(messages(List.of(one, new Text("中"), two), List.of(two, new Text(" in "), one)))
                .isEmpty();
    }

    @Test
    void ignoresReviewMarks() {
        Piece mark = new Code("hi", Map.of("type", "term"), Content.of("重要"));
        assertThat(messages(List.of(mark), List.of(new Text("important")))).isEmpty();
    }

    @Test
    void pointsAtWholeChineseIfTagIsMissing() {
        CheckedUnit unit = CheckedUnit.of(
                "u",
                Direction.INTO_CHINESE,
                passage(List.of(BOLD, new Text("important"), BOLD_END)),
                passage(List.of(BOLD, new Text("重要"))));
        assertThat(new TagMismatch().check(unit)).singleElement().satisfies(finding -> {
            assertThat(finding.message()).isEqualTo("the inline tag </b> is missing from the Chinese");
            assertThat(finding.spans()).containsExactly(new TextSpan(TextSpan.Side.TARGET, 0, 2));
        });
    }

    @Test
    void acceptsNumberThatSingularOfGettextOmits() {
        assertThat(findings("One file", "%d 个文件", Map.of("x-po-plural", "%d files", "x-po-form", "0")))
                .isEmpty();
        assertThat(findings("One file", "%s 个文件", Map.of("x-po-plural", "%d files", "x-po-form", "0")))
                .containsExactly("%s is not in the English");
        assertThat(findings("One file", "%d 个文件", Map.of())).containsExactly("%d is not in the English");
    }

    @Test
    void acceptsOneChineseFormForEnglishForms() {
        assertThat(findings("one file | {n} files", "{n} 个文件", Map.of())).isEmpty();
        assertThat(findings("{n} file | {n} files", "{n} 个文件", Map.of())).isEmpty();
        assertThat(findings("{n} file | {n} files", "文件", Map.of())).containsExactly("{n} is missing from the Chinese");
    }

    @Test
    void acceptsOtherOptionsOfFormat() {
        assertThat(findings("On {{day, date(style: short)}}", "{{day, date(style: long)}}", Map.of()))
                .isEmpty();
        assertThat(findings("On {{day, date(style: short)}}", "{{time, date(style: short)}}", Map.of()))
                .hasSize(1);
    }

    @Test
    void acceptsDollars() {
        assertThat(findings("One pen costs $2.", "一支笔 2 美元。", Map.of())).isEmpty();
        assertThat(findings("Two pens cost $4 each for $1.", "$1的两支笔各4美元。", Map.of()))
                .isEmpty();
        assertThat(findings("Delete $2.", "删除。", Map.of())).containsExactly("$2 is missing from the Chinese");
    }

    @Test
    void acceptsPercentEncodingOfAddress() {
        assertThat(findings("The road (https://example.org/A%E2%80%93B and %E5%8F%83)", "道路", Map.of()))
                .isEmpty();
    }

    @Test
    void countsConversionsOfGcc() {
        assertThat(findings("reference of type %q#T from value of type %qT", "用类型为%2$qT的值初始化类型为%1$q#T的引用", Map.of()))
                .isEmpty();
    }

    @Test
    void readsConversionsAsGettextDoes() {
        assertThat(findings("digit %d of '%.250s'", "%2$.250s 的数字 %1$d", Map.of()))
                .isEmpty();
        assertThat(findings("%ud%02uh", "%u天%02u小时", Map.of())).isEmpty();
        assertThat(findings("%i packages", "%d 个软件包", Map.of())).isEmpty();
        assertThat(findings("%i packages", "%s 个软件包", Map.of())).hasSize(1);
    }

    @Test
    void acceptsTranslatedPartsOfSyntax() {
        assertThat(findings("Format: server[:port]", "格式：服务器[:端口]", Map.of())).isEmpty();
        assertThat(findings("Hello :name", "您好", Map.of())).containsExactly(":name is missing from the Chinese");
    }

    @Test
    void showsTagsAsWritten() {
        assertThat(findings("<Link>Open</Link> it", "<Link>打开", Map.of()))
                .containsExactly("</Link> is missing from the Chinese");
        assertThat(findings("<Link>Open</Link> it", "<link>打开</link>", Map.of()))
                .isEmpty();
    }

    @Test
    void acceptsNumberedTagsOfEnglishBranch() {
        List<Piece> english = List.of(
                new Text("{n, plural, one {"),
                code("ph", Map.of("id", "0"), ""),
                new Text(" file} other {"),
                code("ph", Map.of("id", "1"), ""),
                new Text(" files}}"));
        List<Piece> chinese =
                List.of(new Text("{n, plural, other {"), code("ph", Map.of("id", "1"), ""), new Text(" 个文件}}"));
        assertThat(new TagMismatch()
                        .check(CheckedUnit.of("u", Direction.INTO_CHINESE, passage(english), passage(chinese))))
                .isEmpty();
    }

    private static List<String> findings(String english, String chinese, Map<String, String> properties) {
        CheckedUnit unit = new CheckedUnit(
                "u",
                Direction.INTO_CHINESE,
                passage(List.of(new Text(english))),
                passage(List.of(new Text(chinese))),
                new TreeMap<>(properties),
                List.of());
        return new TagMismatch().check(unit).stream().map(Finding::message).toList();
    }
}
