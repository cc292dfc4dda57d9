package duiqi.check;

import static org.assertj.core.api.Assertions.assertThat;

import duiqi.check.Fixes.Scope;
import duiqi.glossary.Glossary;
import duiqi.text.Direction;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FixesTest {

    private static final Set<String> CORRECTED = Set.of(
            "half-width-mark",
            "doubled-space",
            "punctuation",
            "doubled-word",
            "term-forbidden",
            "term-deprecated",
            "number-mismatch",
            "url-mismatch",
            "pattern");

    private static String applied(CheckedUnit unit, List<Correction> corrections) {
        return joined(unit.target().text(), corrections);
    }

    /** The last column is empty if nothing is to be corrected; ~ is a line break. */
    @ParameterizedTest
    @CsvSource(delimiter = '§', quoteCharacter = '`', ignoreLeadingAndTrailingWhitespace = false, textBlock = """
            SAFE§Open the file, then save it.§打开这个文件,然后保存。§打开这个文件，然后保存。
            SAFE§Open the file (in the list) and save it.§打开这个文件（在列表中)并保存。§打开这个文件（在列表中）并保存。
            SAFE§The museum opens on Friday and Saturday.§博物馆周五  和周六开放。§博物馆周五 和周六开放。
            SAFE§The museum opens on Friday.~It is free.§博物馆周五  开放，而且~免费入场。§博物馆周五 开放，而且~免费入场。
            SAFE§The option is ambiguous; the names are:§这个选项具有歧义;可能的名称是:§这个选项具有歧义；可能的名称是：
            SAFE§The name of it (default: both) is on top.§名称(默认:两者)在页面的上方。§名称（默认：两者）在页面的上方。
            SAFE§他来了,她走了。§He came ,and she left early.§He came, and she left early.
            SAFE§中国的发展很快。§The development of China is fast，and steady.§The development of China is fast, and steady.
            ALL§Patients received enoxaparin (40 mg once daily) for ten days.§患者接受依诺肝素(4 mg，每日一次)治疗十天。§患者接受依诺肝素（40 mg，每日一次）治疗十天。
            ALL§全国增长了7.2%，出口100吨。§It grew by 2.7%, with exports of 100 tonnes.§It grew by 7.2%, with exports of 100 tonnes.
            ALL§他走了35公里。§He walked 53 kilometres.§He walked 35 kilometres.
            ALL§会议于2021年3月开幕。§The meeting opened in March 2012.§The meeting opened in March 2021.
            ALL§实验室有12位研究员。§The lab has 13 researchers.§The lab has 12 researchers.
            SAFE§全国增长了7.2%，出口100吨。§It grew by 2.7%, with exports of 100 tonnes.§
            SAFE§他走了35公里。§He walked 53 kilometres.§
            ALL§disk usage;file system;monitor;§磁盘使用情况;文件系统;监视器;§
            ALL§See [a-z,;] or \\d{2,3} for the format§请参见 \\d{2,3} 和文件,{2}的格式说明§
            ALL§-a, --all  show all files in the list~   -b  show no hidden file§-a, --all  显示列表里的所有文件~   -b  不显示隐藏  文件的名字§
            ALL§Objects must consist of name:value pairs§对象必须包含 名称:值 对§
            ALL§The supported form of it is username@server[:port]§支持的格式是 用户名@服务器:[端口]（仅此一种）§
            ALL§You can use its shortcode like :smile: in the box§你可以使用它的短代码，如:smile:，写在框中§
            ALL§You reference an enum by using EnumName.Value here§这里枚举可以通过枚举名.值名来引用§
            ALL§Use letters, numbers and symbols like ! and ? there§请在这里使用字母、数字以及符号如!、?等§
            ALL§Thank you for all your help :) See you soon§非常感谢您的帮助:) 再见了;)§
            ALL§Mode, Opacity, Expand Layers§混合模式, 不透明度, 展开图层§
            ALL§Warning: :$1 is calling the template :$2 more than once§警告：模板:$1中调用了模板:$2不止一次§
            ALL§int guards = 2, // set the value of it by hand!§int guards = 2, // 必须手动设定该值!§
            ALL§  usage: indented text of three words§  用法：缩进的三个  单词的文字§
            ALL§Name    Size of the file    Date of it§名称    文件大小  和日期    其他内容§
            ALL§A label of words\tin two columns§两列中的  标签文字\t在这里显示§
            ALL§左尖括号用于书名的内部。§The LEFT ANGLE BRACKET [〈] is used inside of titles.§
            ALL§艾伦,奥尔,巴兰,戴尔,德穆§Alan,Orr,Balan,Dell,Demla are names of it§
            ALL§总和为行总计除以列总计。§The sum is ( row total * column total ) / grand total here§
            ALL§标签 : 渲染图案的文字。§Please wait : the pattern is rendered here§
            ALL§患者每天注射1次依诺肝素。§Patients received enoxaparin (40 mg once daily).§
            ALL§在2公里外，海拔为8米。§The slope (High-8) is 2 kilometres away.§
            ALL§该片于1999年上映，获得两个奖。§The film won two prizes; see www.blairwitch.com/1989 for it.§
            ALL§请安装3.2.1版，需要10分钟。§Install version 3.2.4, which takes 10 minutes.§
            ALL§增长了7.2%，共35吨和8吨。§It grew by 2.7%, 35 tonnes, and 20 tonnes.§
            ALL§他走了35公里。§He waited 53 minutes.§
            ALL§3.4 线性代数的基本概念§4.4 Basic concepts of linear algebra§
            ALL§请使用ES6模块。§Use modules of ES2015.§
            ALL§共有三十五人。§There were thirty-six people.§
            """)
    void correctsOnlyCertainFaults(Scope scope, String source, String target, @Nullable String right) {
        CheckedUnit unit = Units.of(source.replace('~', '\n'), target.replace('~', '\n'));
        Glossary none = new Glossary(List.of());
        Fixes fixes = new Fixes(none, CheckSettings.defaults(Path.of("")), scope);
        assertThat(applied(unit, fixes.of(EveryCheck.findings(none, List.of(unit))))
                        .replace('\n', '~'))
                .isEqualTo(right == null ? target : right);
    }

    /** No correction of a golden case leaves its finding or causes another one. */
    @Test
    void leavesNoFindingAndCausesNone() throws IOException {
        for (Specification.Case example : Specification.cases()) {
            if (example.rules().stream().noneMatch(rule -> CORRECTED.contains(rule.replaceFirst("[(].*", "")))) {
                continue;
            }
            Fixes fixes = new Fixes(example.glossary(), ExampleSettings.of(example.settings()), Scope.ALL);
            for (CheckedUnit unit : example.units()) {
                List<Finding> before = example.findings(List.of(unit));
                List<Correction> corrections = fixes.of(before);
                if (!corrections.isEmpty()) {
                    String target = applied(unit, corrections);
                    CheckedUnit after = CheckedUnit.of(
                            unit.id(),
                            unit.direction(),
                            unit.source(),
                            CheckedUnit.Passage.of(target, unit.location(0)));
                    List<Finding> rest = example.findings(List.of(after));
                    Map<String, Integer> counts = new HashMap<>();
                    before.forEach(finding -> counts.merge(finding.rule().id(), 1, Integer::sum));
                    rest.forEach(finding -> counts.merge(finding.rule().id(), -1, Integer::sum));
                    assertThat(counts.values()).as("%s: %s", example, target).allMatch(count -> count >= 0);
                    assertThat(rest).as("%s: %s", example, target).hasSizeLessThan(before.size());
                    assertThat(fixes.of(rest)).as("%s: %s", example, target).isEmpty();
                }
            }
        }
    }

    private static CheckedUnit source(String target) {
        return Units.of(Direction.INTO_CHINESE, "a.tsv", "source", target);
    }

    private static void add(SuccessiveCorrections corrections, CheckedUnit source, int start, int end, String text) {
        Finding finding = Finding.of(CheckRun.UNCHECKED, source, "wrong");
        corrections.add(finding, new TextSpan(TextSpan.Side.TARGET, start, end), text);
    }

    private static String joined(String target, List<Correction> corrections) {
        StringBuilder text = new StringBuilder();
        int done = 0;
        for (Correction correction : corrections) {
            text.append(target, done, correction.span().start()).append(correction.text());
            done = correction.span().end();
        }
        return text.append(target.substring(done)).toString();
    }

    @Test
    void joinsCorrectionsOfTheSameWords() {
        CheckedUnit source = source("a (4 mg,b) c,d");
        SuccessiveCorrections corrections = new SuccessiveCorrections(source);
        add(corrections, source, 12, 13, "，");
        add(corrections, source, 2, 10, "（4 mg,b）");
        add(corrections, source, 3, 4, "40");
        add(corrections, source, 8, 9, "，");
        assertThat(corrections.text()).isEqualTo("a （40 mg，b） c，d");
        assertThat(corrections.all())
                .extracting(correction -> correction.words() + " -> " + correction.text())
                .containsExactly("(4 mg,b) -> （40 mg，b）", ", -> ，");
    }

    /** Applies the joined corrections to the original text, and compares it with the text corrected step by step. */
    @Property(tries = 500)
    void givesTheSameText(
            @ForAll @AlphaChars @StringLength(max = 12) String target,
            @ForAll @Size(max = 6) List<@IntRange(min = 0, max = 9_999) Integer> edits) {
        CheckedUnit source = source(target);
        SuccessiveCorrections corrections = new SuccessiveCorrections(source);
        for (int edit : edits) {
            int length = corrections.text().length();
            int start = edit % (length + 1);
            int end = Math.min(length, start + edit / 100 % 4);
            add(corrections, source, start, end, "123".substring(0, edit / 1_000 % 4));
        }
        assertThat(joined(target, corrections.all())).isEqualTo(corrections.text());
    }
}
