package duiqi.check;

import static org.assertj.core.api.Assertions.assertThat;

import duiqi.glossary.Glossary;
import duiqi.text.Direction;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MessageReadingsTest {
    private static List<Finding> findings(CheckedUnit... units) {
        return EveryCheck.run(new Glossary(List.of()), CheckSettings.defaults(Path.of("")), List.of(units))
                .findings();
    }

    private static CheckedUnit intoChinese(String english, String chinese) {
        return Units.of(Direction.INTO_CHINESE, "zh.json", english, chinese);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '§', quoteCharacter = '`', textBlock = """
              {n, plural, one {{counter} reader} other {{counter} readers}} § {n, plural, other {{counter} 位读者}}
              {name} and <a>{n, plural, one {# other} other {# others}}</a> follow you § {name} 和<a>另外 {n, plural, other {# 人}}</a>关注了你
              {n, plural, =0 {Ends today} =1 {1 day left} other {# days left}}, hurry! § {n, plural, =0 {今天结束} other {还剩 # 天}}，赶快！
              {n, plural, one {1 new message} other {# new messages}} in {folder} § {folder}中有 {n, plural, one {一条新消息} other {# 条新消息}}
              {n, plural, one {Delete this post?} other {Delete these # posts?}} § 要删除这 {n} 篇帖子吗？
              {n, plural, offset:1 =0 {Nobody came} one {One guest came} other {# guests came}} § {n, plural, offset:1 =0 {没有人来} other {来了 # 位客人}}
              {sex, select, female {She invited {n, plural, one {one friend} other {# friends}}} other {They invited {n, plural, one {one friend} other {# friends}}}} § {sex, select, female {她} other {他们}}邀请了 {n, plural, other {# 位朋友}}
              {sex, select, female {She came} other {They came}} § {sex, select, other {他们来了}}
              {n, selectordinal, one {#st} two {#nd} few {#rd} other {#th}} place § 第 {n} 名
              Don''t use '{'name'}' in {n, plural, one {# file} other {# files}} § 不要在 {n, plural, other {# 个文件}}中使用 '{'name'}'
              It expires on {day, date, ::yMMMd} and costs {price, number, ::currency/USD}. § 它将于 {day, date, ::yMMMd}到期，价格为 {price, number, ::currency/USD}。
              {n, plural, one {# file} other {# files}} of {total} were deleted § 已删除 {total} 个文件中的 {n} 个
              {user.posts, plural, one {# post} other {# posts}} by {user.name} § {user.name} 的 {user.posts, plural, other {# 篇帖子}}
              {0,choice,0#no files|1#one file|1<{0,number,integer} files} § 找到 {0,number,integer} 个文件
              {n, plural, =0 {No changes} other {# changes}} § {n, plural, =0 {} other {# 处更改}}
              Remove {n, plural, one {rule} other {rules}} § 移除规则
              {n, plural, one {# fan} other {{total} fans}} § {total} 位粉丝
              Ask {name} for {sex, select, male {his} female {her} other {their}} key § 向 {name} 索取密钥
              {n, plural, one {Remove <b>{name}</b>?} other {Remove # users?}} § {n, plural, other {移除 # 个用户？}}
            """)
    void acceptsTranslationsOfMessages(String english, String chinese) {
        assertThat(findings(intoChinese(english, chinese))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '§', quoteCharacter = '`', textBlock = """
              {n, plural, one {# year} other {# years}} and 5 months § {n, plural, other {# 年}}零 6 个月 § number-mismatch § 6
              {n, plural, one {# file of 30} other {# files of 30}} § {n, plural, one {40 个文件中的一个} other {30 个文件中的 # 个}} § number-mismatch § 40
              Add {n, plural, one {# item} other {# items}} to the list § 将 {n, plural, other {# 个新的,大的项目}}加入列表 § half-width-mark § ,
              {n, plural, one {# file} other {# files}} in {folder} § {n, plural, other {# 个文件}} § tag-mismatch §
              {n, plural, one {# file} other {# files}} § {数量, plural, other {# 个文件}} § tag-mismatch § {数量
              {n, plural, one {# file} other {# files}} § {n, plural, 其他 {# 个文件}} § tag-mismatch §
              {n, plural, one {# file} other {# files}} § {n, plural, other {# 个文件} § tag-mismatch §
              {n, plural, one {Hi {name}} other {Hi all #}} § {n, plural, one {你好} other {大家好 #}} § tag-mismatch §
              {n, plural, one {# file} other {# files}} § {n，plural，other {# 个文件}} § tag-mismatch §
              {plan, select, pro {Pro} other {Basic}} plan § 套餐 § tag-mismatch §
              {sex, select, female {She} male {He} other {They}} § {sex, select, 女 {她} male {他} other {他们}} § tag-mismatch § 女
              {day, date, short} § {day, time, short} § tag-mismatch § {day, time, short}
              {n, plural, =0 {Nobody} one {One guest} other {# guests}} came in 1998. § 1989 年来了{n, plural, =0 {零位} one {一位} other {# 位}}客人。 § number-mismatch § 1989
            """)
    void findsErrorsInBranches(String english, String chinese, String rule, String words) {
        CheckedUnit unit = intoChinese(english, chinese);
        assertThat(findings(unit)).singleElement().satisfies(finding -> {
            assertThat(finding.rule().id()).isEqualTo(rule);
            assertThat(finding.unit()).isSameAs(unit);
            TextSpan span = finding.span(TextSpan.Side.TARGET).orElseThrow();
            assertThat(finding.unit().text(span)).startsWith(words == null ? chinese : words);
        });
    }

    /** Offers no correction across the syntax of a message. */
    @ParameterizedTest
    @CsvSource(delimiter = '§', textBlock = """
              {n, plural, one {# red and blue car} other {# red and blue cars}} § {n, plural, other {# 辆红色,蓝色的车}} § ，
              Add {n, plural, one {# item} other {# items}} now § 现在 {n, plural, other {加入 # 项,}} 即可 §
            """)
    void correctsTextInBranchOnly(String english, String chinese, @Nullable String suggestion) {
        assertThat(findings(intoChinese(english, chinese)))
                .singleElement()
                .satisfies(finding -> assertThat(finding.suggestions())
                        .isEqualTo(suggestion == null ? List.of() : List.of(suggestion)));
    }

    @Test
    void comparesBranchesThatEnglishAdds() {
        String chinese = "{n, plural, other {# 个文件}}";
        assertThat(findings(Units.of(chinese, "{n, plural, one {1 file} other {# files}}")))
                .isEmpty();
        assertThat(findings(Units.of(chinese, "{n, plural, one {7 files} other {# files}}")))
                .isNotEmpty();
    }

    @Test
    void reportsWordsOfSeveralReadingsOnce() {
        CheckedUnit simplified = intoChinese("Try again, please.", "请再试一次，谢谢您对我们网站的关注和长期的支持。");
        CheckedUnit traditional = intoChinese(
                "Please try again in {n, plural, one {1 hour} other {# hours}}.",
                "請在 {n, plural, one {1 小時} other {# 小時}}後再試一次。");
        assertThat(findings(simplified, simplified, simplified, traditional))
                .filteredOn(finding -> finding.rule().id().equals("mixed-script"))
                .hasSize(1);
    }
}
