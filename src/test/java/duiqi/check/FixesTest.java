package duiqi.check;

import static org.assertj.core.api.Assertions.assertThat;

import duiqi.check.Fixes.Scope;
import duiqi.glossary.Glossary;
import duiqi.text.Direction;
import duiqi.text.Location;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FixesTest {
    private static final Location PLACE = new Location("a.tsv", 1, 1);

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

    /** Returns the target of a unit after the corrections. */
    private static String corrected(Scope scope, CheckedUnit unit, Glossary glossary, CheckSettings settings) {
        List<Finding> findings = EveryCheck.findings(glossary, List.of(unit));
        return applied(unit, new Fixes(glossary, settings, scope).of(findings));
    }

    private static String applied(CheckedUnit unit, List<Correction> corrections) {
        StringBuilder text = new StringBuilder(unit.target().text());
        for (int i = corrections.size() - 1; i >= 0; i--) {
            Correction correction = corrections.get(i);
            text.replace(correction.span().start(), correction.span().end(), correction.text());
        }
        return text.toString();
    }

    private static String corrected(Scope scope, Direction direction, String source, String target) {
        CheckedUnit unit = CheckedUnit.of(
                "u",
                direction,
                CheckedUnit.Passage.of(source.replace("~", "\n"), PLACE),
                CheckedUnit.Passage.of(target.replace("~", "\n"), PLACE));
        return corrected(scope, unit, new Glossary(List.of()), CheckSettings.defaults(Path.of("")))
                .replace("\n", "~");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Open the file, then save it.               | 打开这个文件,然后保存。              | 打开这个文件，然后保存。
            Open the file (in the list) and save it.   | 打开这个文件（在列表中)并保存。      | 打开这个文件（在列表中）并保存。
            The museum opens on Friday and Saturday.   | 博物馆周五  和周六开放。             | 博物馆周五 和周六开放。
            The museum opens on Friday.~It is free.    | 博物馆周五  开放，而且~免费入场。    | 博物馆周五 开放，而且~免费入场。
            The option is ambiguous; the names are:    | 这个选项具有歧义;可能的名称是:       | 这个选项具有歧义；可能的名称是：
            The name of it (default: both) is on top.  | 名称(默认:两者)在页面的上方。        | 名称（默认：两者）在页面的上方。
            """)
    void correctsMarksAndSpacesInRunningText(String source, String target, String right) {
        assertThat(corrected(Scope.SAFE, Direction.INTO_CHINESE, source, target))
                .isEqualTo(right);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            他来了,她走了。   | He came ,and she left early. | He came, and she left early.
            中国的发展很快。  | The development of China is fast，and steady.  | The development of China is fast, and steady.
            """)
    void correctsMarksInEnglish(String source, String target, String right) {
        assertThat(corrected(Scope.SAFE, Direction.INTO_ENGLISH, source, target))
                .isEqualTo(right);
    }

    @Test
    void correctsNumbersInCorrectedBrackets() {
        String source = "Patients received enoxaparin (40 mg once daily) for ten days.";
        String target = "患者接受依诺肝素(4 mg，每日一次)治疗十天。";
        assertThat(corrected(Scope.ALL, Direction.INTO_CHINESE, source, target)).isEqualTo("患者接受依诺肝素（40 mg，每日一次）治疗十天。");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', ignoreLeadingAndTrailingWhitespace = false, textBlock = """
            disk usage;file system;monitor;|磁盘使用情况;文件系统;监视器;
            See [a-z,;] or \\d{2,3} for the format|请参见 \\d{2,3} 和文件,{2}的格式说明
            -a, --all  show all files in the list~   -b  show no hidden file|-a, --all  显示列表里的所有文件~   -b  不显示隐藏  文件的名字
            Objects must consist of name:value pairs|对象必须包含 名称:值 对
            The supported form of it is username@server[:port]|支持的格式是 用户名@服务器:[端口]（仅此一种）
            You can use its shortcode like :smile: in the box|你可以使用它的短代码，如:smile:，写在框中
            You reference an enum by using EnumName.Value here|这里枚举可以通过枚举名.值名来引用
            Use letters, numbers and symbols like ! and ? there|请在这里使用字母、数字以及符号如!、?等
            Thank you for all your help :) See you soon|非常感谢您的帮助:) 再见了;)
            Mode, Opacity, Expand Layers|混合模式, 不透明度, 展开图层
            Warning: :$1 is calling the template :$2 more than once|警告：模板:$1中调用了模板:$2不止一次
            int guards = 2, // set the value of it by hand!|int guards = 2, // 必须手动设定该值!
              usage: indented text of three words|  用法：缩进的三个  单词的文字
            Name    Size of the file    Date of it|名称    文件大小  和日期    其他内容
            A label of words\tin two columns|两列中的  标签文字\t在这里显示
            """)
    void changesNothingOutsideOfRunningText(String source, String target) {
        assertThat(corrected(Scope.ALL, Direction.INTO_CHINESE, source, target)).isEqualTo(target);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            左尖括号用于书名的内部。 | The LEFT ANGLE BRACKET [〈] is used inside of titles.
            艾伦,奥尔,巴兰,戴尔,德穆 | Alan,Orr,Balan,Dell,Demla are names of it
            总和为行总计除以列总计。  | The sum is ( row total * column total ) / grand total here
            标签 : 渲染图案的文字。   | Please wait : the pattern is rendered here
            """)
    void keepsMarksOfEnglishThatAreNoFault(String source, String target) {
        assertThat(corrected(Scope.ALL, Direction.INTO_ENGLISH, source, target)).isEqualTo(target);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            全国增长了7.2%，出口100吨。       | It grew by 2.7%, with exports of 100 tonnes.  | It grew by 7.2%, with exports of 100 tonnes.
            他走了35公里。                    | He walked 53 kilometres.                      | He walked 35 kilometres.
            会议于2021年3月开幕。             | The meeting opened in March 2012.             | The meeting opened in March 2021.
            实验室有12位研究员。              | The lab has 13 researchers.                   | The lab has 12 researchers.
            """)
    void correctsNumbersIfAllOthersPair(String source, String wrong, String right) {
        assertThat(corrected(Scope.ALL, Direction.INTO_ENGLISH, source, wrong)).isEqualTo(right);
        assertThat(corrected(Scope.SAFE, Direction.INTO_ENGLISH, source, wrong)).isEqualTo(wrong);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            患者每天注射1次依诺肝素。            | Patients received enoxaparin (40 mg once daily).
            在2公里外，海拔为8米。               | The slope (High-8) is 2 kilometres away.
            该片于1999年上映，获得两个奖。       | The film won two prizes; see www.blairwitch.com/1989 for it.
            请安装3.2.1版，需要10分钟。          | Install version 3.2.4, which takes 10 minutes.
            增长了7.2%，共35吨和8吨。            | It grew by 2.7%, 35 tonnes, and 20 tonnes.
            他走了35公里。                       | He waited 53 minutes.
            3.4 线性代数的基本概念               | 4.4 Basic concepts of linear algebra
            请使用ES6模块。                      | Use modules of ES2015.
            共有三十五人。                       | There were thirty-six people.
            """)
    void keepsNumbersThatMayBeRight(String source, String target) {
        assertThat(corrected(Scope.ALL, Direction.INTO_ENGLISH, source, target)).isEqualTo(target);
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
                List<Finding> before = findings(example, unit);
                List<Correction> corrections = fixes.of(before);
                if (!corrections.isEmpty()) {
                    String target = applied(unit, corrections);
                    CheckedUnit after = CheckedUnit.of(
                            unit.id(),
                            unit.direction(),
                            unit.source(),
                            CheckedUnit.Passage.of(target, unit.location(0)));
                    List<Finding> rest = findings(example, after);
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

    private static List<Finding> findings(Specification.Case example, CheckedUnit unit) {
        return new Specification.Case(
                        example.file(),
                        example.line(),
                        example.title(),
                        example.glossary(),
                        List.of(unit),
                        List.of(),
                        List.of(),
                        example.settings())
                .findings();
    }
}
