package duiqi.memory;

import static org.assertj.core.api.Assertions.assertThat;

import duiqi.exchange.Tu;
import duiqi.exchange.Tu.Tuv;
import duiqi.lexicon.Lexicon;
import duiqi.text.Language;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MemoryCleaningTest {
    private static final List<MemoryCleaning.Filter> FILTERS = MemoryCleaning.Filter.all(Lexicon.standard());

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
              empty             | zh | 水 | ' '
              identical         | zh | 基础研究 | 基础研究
              identical         | zh | Please read the manual first. | please read the manual first
              none              | zh | 2024-11-25 | 2024-11-25
              none              | zh | COVID-19 | COVID-19
              none              | zh | Visual Studio Code | Visual Studio Code
              wrong-language    | zh | This is not Chinese at all. | It is quite another text.
              wrong-language    | zh | 这不是英文。 | 这也不是英文吧。
              none              | zh | 下载 Microsoft Visual Studio Code | Download Microsoft Visual Studio Code
              none              | zh | 他说：“道” | “Dao (道),” he said
              broken-characters | zh | 中国 | Chinaï»¿
              broken-characters | zh | ä¸­å›½ | China
              broken-characters | zh | 锟斤拷锟斤拷 | China
              broken-characters | zh | 中�国 | China
              none              | zh | 咖啡馆…… | “the café”—
              none              | zh | \uF0B7 中国 | \uF0B7 China
              length-ratio      | zh | 一 | One sentence that is far too long to be the rendering of a single character of any text
              length-ratio      | zh | 基础研究是整个科学体系的源头，是所有技术问题的总机关，必须加强。 | Yes.
              none              | zh | 画蛇添足 | to draw a snake and add feet to it, that is, to spoil a thing by doing too much
              none              | zh | 国家自然科学基金委员会 | NSFC
              none              | zh | 是。 | Yes, it is.
              misaligned        | zh | 春天来了，公园里的花都开了，孩子们在草地上跑步，老人们坐在长椅上聊天，远处的湖面上有几只小船，船上的游客一边唱歌一边拍照，天空中飞过一群白色的鸽子。 | The committee approved the annual budget after a long debate about taxes and pensions, although several members had asked for a further report on costs.
              none              | zh | 春天来了，公园里的花都开了，孩子们在草地上跑步。 | Spring has come, flowers bloom in the park, and children run on the grass.
              none              | zh | 爱因斯坦、玻尔、海森堡、薛定谔、狄拉克、泡利、费米、居里、普朗克、洛伦兹、德布罗意、康普顿、朗之万、埃伦费斯特 | Einstein, Bohr, Heisenberg, Schrödinger, Dirac, Pauli, Fermi, Curie, Planck, Lorentz, de Broglie, Compton, Langevin, Ehrenfest
              none              | zh | 王小明、李建国、张伟、刘洋、陈静、杨帆、赵磊、黄丽 | Wang Xiaoming, Li Jianguo, Zhang Wei, Liu Yang, Chen Jing, Yang Fan, Zhao Lei and Huang Li
              wrong-script      | zh-CN | 這個問題很難 | This question is hard
              wrong-script      | zh-Hant | 这个问题很难 | This question is hard
              none              | zh-TW | 皇后在台北的公里 | The queen is in the Taipei mile
              none              | zh-CN | 皇后在台里 | The queen is in the station
              none              | zh-CN | 著名的乾隆皇帝 | The famous emperor Qianlong
              none              | zh-CN | 他叫陳 | He is called Chen
              none              | zh | 這個問題很難 | This question is hard
              none              | zh-TW | 這個問題很難 | This question is hard
              none              | zh-CN | 这个问题很难 | This question is hard
            """)
    void rejectsOnlyDefectiveUnits(String filter, String code, String chinese, String english) {
        MemoryCleaning.Texts unit = MemoryCleaning.Texts.of(new Tu(
                Map.of(),
                List.of(),
                List.of(Tuv.of(new Language(code), chinese), Tuv.of(new Language("en"), english))));
        assertThat(FILTERS.stream()
                        .filter(each -> each.reason(unit).isPresent())
                        .map(MemoryCleaning.Filter::name)
                        .findFirst()
                        .orElse("none"))
                .isEqualTo(filter);
    }

    @ParameterizedTest
    @CsvSource({
        "3.5%, 35%, false",
        "-5 度, 5 度, false",
        "C++, C, false",
        "C#, C, false",
        "5%, 5, false",
        "3 > 2, 3 < 2, false",
        "2019-2020, 20192020, false",
        "好……, 好！！, true",
        "“好”, \"好\", true",
        "ＡＢＣ　１, abc1, true",
        "你好，世界, 你好 世界, true",
        "COVID 19, covid19, true",
        "……, ……, true",
        "？, ！, false",
    })
    void foldsOnlyInsignificantDifferences(String one, String other, boolean same) {
        assertThat(TextFolding.letters(one).equals(TextFolding.letters(other))).isEqualTo(same);
    }
}
