package duiqi.glossary;

import static org.assertj.core.api.Assertions.assertThat;

import duiqi.lexicon.Lexicon;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TermExtractionTest {
    private final TermExtraction extraction = new TermExtraction(Lexicon.standard());

    private void add(String... texts) {
        for (int i = 0; i < texts.length; i += 2) {
            extraction.add(texts[i], texts[i + 1]);
        }
    }

    private List<String> translations(String chinese) {
        return extraction.terms(3, 100).stream()
                .filter(term -> term.chinese().equals(chinese))
                .flatMap(term -> term.translations().stream())
                .map(TermExtraction.Term.Translation::english)
                .toList();
    }

    /** The texts are Chinese and English in turn. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
              发达国家 | developed country | 发达国家应当履行承诺。/Developed countries should keep their promises./发达国家提供了资金。/The developed countries provided money./发达国家的森林在增长。/Forests of developed countries are growing./发展中国家需要援助。/Developing countries need aid./发展中国家的债务很重。/The debt of developing countries is heavy./这个国家很小。/This country is small./许多发展中国家参加了会议。/Many developing countries took part in the meeting./发达国家和发展中国家都有责任。/Developed and developing countries are both responsible./发达国家帮助发展中国家。/Developed countries help developing countries./发达国家与发展中国家合作。/Developed countries cooperate with developing countries.
              发展中国家 | developing country | 发达国家应当履行承诺。/Developed countries should keep their promises./发达国家提供了资金。/The developed countries provided money./发达国家的森林在增长。/Forests of developed countries are growing./发展中国家需要援助。/Developing countries need aid./发展中国家的债务很重。/The debt of developing countries is heavy./这个国家很小。/This country is small./许多发展中国家参加了会议。/Many developing countries took part in the meeting./发达国家和发展中国家都有责任。/Developed and developing countries are both responsible./发达国家帮助发展中国家。/Developed countries help developing countries./发达国家与发展中国家合作。/Developed countries cooperate with developing countries.
              施政报告 | policy address | 施政报告于昨天发表。/The policy address was published yesterday./议员讨论了施政报告。/Members debated the policy address./施政报告没有提到住房。/Housing is absent from the policy address./报纸刊登了施政报告。/The newspaper printed the policy address./他在施政报告中谈到教育。/In the policy address he spoke about education.
              神经网络 | neural network | 神经网络很深。/The neural network is deep./我们训练神经网络。/We train a neural network./神经网络需要数据。/A neural network needs data./计算机网络断开了。/The computer network is down./网络很慢。/The network is slow.
              终审法院 | Court of Final Appeal | 终审法院作出了判决。/The Court of Final Appeal gave its judgment./案件交给终审法院。/The case went to the Court of Final Appeal./终审法院驳回上诉。/The appeal was dismissed by the Court of Final Appeal./他在终审法院工作。/He works at the Court of Final Appeal.
              光束线 | beamline | 光束线已经建成。/Beamlines are complete./三条光束线在运行。/Three beamlines are running./这条光束线很长。/This beamline is long./我们修好了光束线。/We repaired the beamlines./新的光束线明年开放。/The new beamlines open next year.
              实验室 | | 实验室很大。/The laboratory is large./实验室很大。/The laboratory is large./实验室很大。/The laboratory is large./实验室很大。/The laboratory is large.
              呼吸道 | respiratory tract | 呼吸道感染很常见。/Respiratory infections are common./呼吸道感染可以治疗。/Respiratory infections can be treated./他得了呼吸道感染。/He has a respiratory infection./病毒进入呼吸道。/The virus enters the respiratory tract./呼吸道受到了刺激。/The respiratory tract is irritated./烟雾损害呼吸道。/Smoke harms the respiratory tract.
              表达式 | | match 表达式有很多分支。/A match expression has many arms./match 表达式必须穷尽。/The match expression must be exhaustive./match 表达式返回一个值。/Each match expression returns a value./这个表达式返回一个数。/This expression returns a number.
            """)
    void listsTranslationOfTerm(String chinese, @Nullable String english, String texts) {
        add(texts.split("/"));
        assertThat(translations(chinese)).isEqualTo(english == null ? List.of() : List.of(english));
    }

    @ParameterizedTest
    @ValueSource(strings = {"进一步", "这个问题", "很多人", "三年", "十月", "接下来"})
    void listsNoFreePhrase(String phrase) {
        for (String rest : List.of("有变化", "要研究", "在考虑", "会发展")) {
            add(phrase + rest + "。", "The " + rest.hashCode() % 7 + " further issue people years October next.");
        }
        assertThat(extraction.terms(3, 100))
                .extracting(TermExtraction.Term::chinese)
                .doesNotContain(phrase);
    }

    @Test
    @Tag("hostile")
    void endsSoonForHugeUnits() {
        String chinese = "神经网络和数据集".repeat(3_000);
        String target = "neural networks and datasets ".repeat(3_000);
        Assertions.assertTimeoutPreemptively(Duration.ofSeconds(60), () -> {
            for (int i = 0; i < 4; i++) {
                add(chinese + i, target + i);
            }
            extraction.terms(3, 100);
        });
    }
}
