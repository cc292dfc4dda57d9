package duiqi.check.name;

import static org.assertj.core.api.Assertions.assertThat;

import duiqi.check.CheckedUnit;
import duiqi.check.Finding;
import duiqi.check.TextSpan;
import duiqi.check.Units;
import duiqi.exchange.Content;
import duiqi.exchange.Content.Code;
import duiqi.exchange.Content.Piece;
import duiqi.exchange.Content.Text;
import duiqi.text.Direction;
import duiqi.text.Location;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TagMismatchTest {
    private static final Pattern CODE = Pattern.compile("⟨(\\w+) ([^:]*):([^⟩]*)⟩|[^⟨]+");

    /** Reads an inline code from {@code ⟨element attribute=value,…:content⟩}. */
    private static CheckedUnit.Passage passage(String text) {
        List<Piece> pieces = CODE.matcher(text)
                .results()
                .map(part -> part.group(1) == null ? new Text(part.group()) : code(part))
                .toList();
        Content content = new Content(pieces);
        Location place = new Location("a.tmx", 1, 1);
        return new CheckedUnit.Passage(content.text(), content, offset -> place);
    }

    private static Piece code(MatchResult part) {
        Map<String, String> attributes = Stream.of(part.group(2).split(","))
                .map(attribute -> attribute.split("="))
                .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
        String inside = part.group(3);
        return new Code(part.group(1), attributes, inside.isEmpty() ? new Content(List.of()) : Content.of(inside));
    }

    private static List<Finding> findings(String source, String target, Map<String, String> properties) {
        Direction direction = Units.of(source, target).direction();
        return new TagMismatch()
                .check(new CheckedUnit(
                        "u", direction, passage(source), passage(target), new TreeMap<>(properties), List.of()));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '§', quoteCharacter = '`', textBlock = """
              ⟨bpt i=1,x=1:<b>⟩重要⟨ept i=1:</b>⟩ § ⟨bpt i=1,x=1:<b>⟩important § the inline tag </b> is missing from the English
              重要 § important⟨ph x=2:<br/>⟩ § the inline tag <br/> is not in the Chinese
              ⟨bpt i=1,x=1:<b>⟩重要⟨ept i=1:</b>⟩ § ⟨ept i=1:</b>⟩important⟨bpt i=1,x=1:<b>⟩ § an inline tag closes before it opens
              见⟨x id=7:⟩ § See ⟨x id=8:⟩ § the inline tag <x 7> is missing from the English/the inline tag <x 8> is not in the Chinese
              ⟨bpt i=1,x=1:<b>⟩重要⟨ept i=1:</b>⟩ § ⟨bpt i=4,x=4:<b>⟩important⟨ept i=4:</b>⟩ §
              ⟨ph x=1:{a}⟩中⟨ph x=2:{b}⟩ § ⟨ph x=2:{b}⟩ in ⟨ph x=1:{a}⟩ §
              ⟨hi type=term:重要⟩ § important §
              {n, plural, one {⟨ph id=0:⟩ file} other {⟨ph id=1:⟩ files}} § {n, plural, other {⟨ph id=1:⟩ 个文件}} §
              One file § %d 个文件 § %d is not in the English
              one file | {n} files § {n} 个文件 §
              {n} file | {n} files § {n} 个文件 §
              {n} file | {n} files § 文件 § {n} is missing from the Chinese
              On {{day, date(style: short)}} § 在 {{day, date(style: long)}} §
              On {{day, date(style: short)}} § 在 {{time, date(style: short)}} § {{time, date(style: short)}} does not match {{day, date(style: short)}} in the English
              One pen costs $2. § 一支笔 2 美元。 §
              Two pens cost $4 each for $1. § $1的两支笔各4美元。 §
              Delete $2. § 删除。 § $2 is missing from the Chinese
              The road (https://example.org/A%E2%80%93B and %E5%8F%83) § 道路 §
              reference of type %q#T from value of type %qT § 用类型为%2$qT的值初始化类型为%1$q#T的引用 §
              digit %d of '%.250s' § %2$.250s 的数字 %1$d §
              %ud%02uh § %u天%02u小时 §
              %'dnd link to %s § 到 %2$s 的第 %1$'d 个链接 §
              cannot open '%.250s' § 无法打开 %s §
              add SCRIPT to the commands § 将<SCRIPT>添加到命令中 §
              {{ n }} {{ n === 1 ? 'file' : 'files' }} § {{ n }} 个文件 §
              One of ${1, \\ldots, 6}$ § 其中一个 §
              %i packages § %d 个软件包 §
              %i packages § %s 个软件包 § %s does not match %i in the English
              Format: server[:port] § 格式：服务器[:端口] §
              Hello :name § 您好 § :name is missing from the Chinese
              <Link>Open</Link> it § <Link>打开 § </Link> is missing from the Chinese
              <Link>Open</Link> it § <link>打开</link> §
            """)
    void comparesTags(String source, String target, @Nullable String messages) {
        assertThat(findings(source, target, Map.of()).stream().map(Finding::message))
                .containsExactly(messages == null ? new String[0] : messages.split("/(?=the )"));
    }

    @Test
    void pointsAtWholeChineseIfTagIsMissing() {
        assertThat(findings("⟨bpt i=1,x=1:<b>⟩important⟨ept i=1:</b>⟩", "⟨bpt i=1,x=1:<b>⟩重要", Map.of()))
                .flatExtracting(Finding::spans)
                .containsExactly(new TextSpan(TextSpan.Side.TARGET, 0, 2));
    }

    @Test
    void readsFormatOfC() {
        Map<String, String> format = Map.of("x-po-flags", "fuzzy, c-format");
        assertThat(findings("%dth of %d%%, %.2fMB", "第%d，共%d%%，%.2fMB", format)).isEmpty();
        assertThat(findings("%dth of 100", "第 %sth，共 100", format)).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"%d, 0", "%s, 1"})
    void acceptsNumberThatSingularOfGettextOmits(String number, int findings) {
        Map<String, String> properties = Map.of("x-po-plural", "%d files", "x-po-form", "0");
        assertThat(findings("One file", number + " 个文件", properties)).hasSize(findings);
    }
}
