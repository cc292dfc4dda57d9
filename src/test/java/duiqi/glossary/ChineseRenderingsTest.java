package duiqi.glossary;

import static org.assertj.core.api.Assertions.assertThat;

import duiqi.glossary.TermEntry.TermStatus;
import duiqi.lexicon.ChineseTokenizer;
import duiqi.lexicon.Lexicon;
import duiqi.text.Direction;
import duiqi.text.Location;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChineseRenderingsTest {
    private static final Lexicon LEXICON = Lexicon.standard();

    private static List<String> found(String terms, TermStatus status, String text) {
        Glossary glossary = new Glossary(Stream.of(terms.split(" "))
                .flatMap(term -> Stream.of(entry(term, term, status), entry(term, "中央", TermStatus.PREFERRED)))
                .toList());
        ChineseRenderings renderings =
                new ChineseRenderings(new ChineseTerms(glossary, LEXICON), new ChineseTokenizer(LEXICON));
        Glossary.Concept first = glossary.concepts(Direction.INTO_CHINESE).stream()
                .filter(concept -> concept.chinese().contains(terms.split(" ")[0]))
                .findFirst()
                .orElseThrow();
        return renderings.find(List.of(first), text).stream()
                .map(match -> text.substring(match.start(), match.end()))
                .toList();
    }

    private static TermEntry entry(String concept, String chinese, TermStatus status) {
        return new TermEntry(concept, chinese, "term of " + concept, status, new Location("g.csv", 1, 1));
    }

    @ParameterizedTest
    @CsvSource({
        "密码, PREFERRED, 请输入密码。, 密码",
        "密码, PREFERRED, 請輸入密碼。, 密碼",
        "API密钥, PREFERRED, 请输入 ＡＰＩ 密钥。, ＡＰＩ 密钥",
        "登录页面, PREFERRED, 登录和注册页面都变了。, 登录和注册页面",
        "国际组织, PREFERRED, 国际的组织很多。, 国际的组织",
        "冠状病毒 新型冠状病毒, PREFERRED, 新型冠状病毒传播很快。, 冠状病毒",
        "洗澡, PREFERRED, 他洗了澡。, 洗了澡",
        "签名, PREFERRED, 请在此签个名。, 签个名",
        "帮忙, PREFERRED, 他帮了我们的忙。, 帮了我们的忙",
        "账户, PREFERRED, 打開您的帳戶。, 帳戶",
        "用户名称, PREFERRED, 输入用户的“名称”。, 用户的“名称",
        "默认值, PREFERRED, 恢复默认 值。, 默认 值",
        "证书（数字）, PREFERRED, 该证书已过期。, 证书",
        "文件 文件夹, PREFERRED, 打开文件夹。,",
        "密码, PREFERRED, 请输入通行码。,",
        "登录页面, PREFERRED, 请登录。页面变了。,",
        "登录页面, FORBIDDEN, 登录和注册页面都变了。,",
        "洗澡, FORBIDDEN, 他洗了澡。,",
        "病, FORBIDDEN, 这种疾病影响糖尿病患者。,",
    })
    void findsForms(String terms, TermStatus status, String text, @Nullable String expected) {
        assertThat(found(terms, status, text)).isEqualTo(expected == null ? List.of() : List.of(expected));
    }
}
