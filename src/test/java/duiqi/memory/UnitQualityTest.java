package duiqi.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import duiqi.lexicon.Lexicon;
import duiqi.lexicon.PairLength;
import duiqi.memory.UnitQuality.Signal;
import java.util.stream.DoubleStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnitQualityTest {
    private static final String CHINESE = "我们昨天在图书馆借了三本关于历史的书，明天要把它们还回去。";
    private static final String ENGLISH =
            "Yesterday we borrowed three books about history from the library, and we must return them tomorrow.";

    private final UnitQuality quality = new UnitQuality(Lexicon.standard());

    private static String text(@Nullable String cell) {
        return cell == null
                ? ""
                : cell.replace("{zh}", CHINESE).replace("{en}", ENGLISH).replace('¦', '|');
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
              {zh} | {en} | 0.85 | 1
              {zh} | The price of oil fell again last week, because the factories in the north closed early. | 0 | 0.1
              {en} | {zh} | 0 | 0.05
              {zh} | {zh} | 0 | 0.05
              {en} | {en} | 0 | 0.15
              {zh} | {en} {zh} | 0 | 0.55
              {zh} | Yesterday we borrowed three books about histor | 0 | 0.45
              我们昨天在图书馆借了三本关于 | {en} | 0 | 0.65
              {zh} | {en} The weather was cold and the bus came very late in the evening. | 0 | 0.85
              {zh}{zh} | {en} | 0 | 0.45
              {zh} | Yesterday we borrowed three books about hi\uFFFDory from the library, and must return them. | 0 | 0.45
              {zh} | {en} ¦ Home ¦ About | 0 | 0.9
              当前时间位于午夜至早上六点之间时，时钟应该有相反的颜色！ | When the current time is between midnight and six in the morning, the clock should have inverted colors! | 0.85 | 1
                   |     | 0 | 1
              。   | ... | 0 | 1
            """)
    void fallsWithEachFault(@Nullable String chinese, @Nullable String english, double least, double most) {
        assertThat(quality.of(text(chinese), text(english), 0.99, 0)).isBetween(least, most);
    }

    @Test
    void risesWithProbability() {
        double last = 0;
        for (double probability : new double[] {0, 0.1, 0.5, 0.9, 0.99, 1}) {
            double now = quality.of(CHINESE, ENGLISH, probability, 0);
            assertThat(now).isGreaterThanOrEqualTo(last).isBetween(0.0, 1.0);
            last = now;
        }
        assertThat(quality.of("好", "Good", Double.NaN, 0)).isBetween(0.0, 1.0);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
              CHINESE_TRANSLATED | {zh} | {en} | 0.6 | 1
              CHINESE_TRANSLATED | {zh} | Rain fell. | 0 | 0.2
              ENGLISH_TRANSLATED | {zh} | {en} | 0.6 | 1
              ENGLISH_TRANSLATED | 下雨了。 | {en} | 0 | 0.2
              FEW_WORDS | 是 | It is | 1 | 1
              NUMBERS | 二十万只口罩 | 200,000 masks | 0 | 0
              NUMBERS | 20万只口罩 | 300,000 masks | 0.01 | 9
              CHINESE_IN_ENGLISH | {zh} | {zh} | 0.9 | 1
              CHINESE_IN_ENGLISH | {zh} | {en} | 0 | 0
              ENGLISH_IN_CHINESE | 我喜欢 apples | I like pears | 0.01 | 9
              COPIED | 点击 Scratch 的图标 | Click the Scratch icon | 0.01 | 9
              COPIED | {en} | {en} | 0.8 | 1
              UNTRANSLATED | {en} | {en} | 0.8 | 1
              UNTRANSLATED | Scratch | Scratch | 0.5 | 0.5
              UNTRANSLATED | {zh} | {en} | 0 | 0
              UNKNOWN_ENGLISH | 好的。 | thsi sentnce is brokn | 0.3 | 1
              UNKNOWN_ENGLISH | {zh} | {en} | 0 | 0
              DAMAGED | 锟斤拷 | Text | 1 | 1
              CUT | 好的。 | All right | 1 | 1
              CUT | 好的。 | All right. | 0 | 0
              REPEATED | 谈到的那个男孩，谈到的那个男孩。 | The boy we spoke about. | 0.01 | 9
              REPEATED | 来来来来来来来来来 | come, come, come, come, come | 0 | 0.3
              FURNITURE | 首页 ¦ 关于我们 | Home | 1 | 1
              FURNITURE | 见 https://example.org | See https://example.org | 0 | 0
            """)
    void measuresSignals(Signal signal, String chinese, String english, double least, double most) {
        double[] signals = quality.signals(text(chinese), text(english), 0.99, 0);
        assertThat(signals[signal.index()]).isBetween(least, most);
    }

    @Test
    void comparesLengthsWithTheDocument() {
        String chinese = "陰陽爭，諸生蕩。";
        String english = "The dark struggles with the bright.";
        double classical = PairLength.of(
                        chinese, "The dark principle struggles with that of brightness. Life begins to move.")
                .deviation();
        assertThat(classical).isGreaterThan(2);
        assertThat(UnitQuality.usualLength(DoubleStream.empty())).isZero();
        assertThat(UnitQuality.usualLength(DoubleStream.of(3, 3, 3, 3, 3, 3, 3, 3, 3, 3)))
                .isCloseTo(1.5, within(1e-9));
        assertThat(quality.of(chinese, english, 0.9, classical)).isNotEqualTo(quality.of(chinese, english, 0.9, 0));
        assertThat(quality.signals(CHINESE, ENGLISH, 0.9, 1)[Signal.SHORT.index()])
                .isGreaterThan(quality.signals(CHINESE, ENGLISH, 0.99, 0)[Signal.SHORT.index()]);
    }
}
