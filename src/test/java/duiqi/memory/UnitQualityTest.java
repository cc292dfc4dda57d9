package duiqi.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import duiqi.lexicon.Lexicon;
import duiqi.lexicon.PairLength;
import duiqi.memory.UnitQuality.Signal;
import java.util.List;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class UnitQualityTest {
    private static final String CHINESE = "我们昨天在图书馆借了三本关于历史的书，明天要把它们还回去。";
    private static final String ENGLISH =
            "Yesterday we borrowed three books about history from the library, and we must return them tomorrow.";

    private final UnitQuality quality = new UnitQuality(Lexicon.standard());

    private double of(String chinese, String english) {
        return quality.of(chinese, english, 0.99, 0);
    }

    private double signal(Signal signal, String chinese, String english) {
        return quality.signals(chinese, english, 0.99, 0)[signal.index()];
    }

    @Test
    void returnsHighQualityForTranslation() {
        assertThat(of(CHINESE, ENGLISH)).isBetween(0.85, 1.0);
    }

    @Test
    void fallsWithEachFault() {
        double good = of(CHINESE, ENGLISH);

        assertThat(of(
                        CHINESE,
                        "The price of oil fell again last week, because the factories in the north closed early."))
                .as("another sentence")
                .isLessThan(0.1);
        assertThat(of(ENGLISH, CHINESE)).as("swapped").isLessThan(0.05);
        assertThat(of(CHINESE, CHINESE)).as("Chinese copy").isLessThan(0.05);
        assertThat(of(ENGLISH, ENGLISH)).as("English copy").isLessThan(0.15);
        assertThat(of(CHINESE, ENGLISH + " " + CHINESE)).as("both languages").isLessThan(0.6 * good);
        assertThat(of(CHINESE, ENGLISH.substring(0, 46))).as("cut English").isLessThan(good / 2);
        assertThat(of(CHINESE.substring(0, 14), ENGLISH)).as("cut Chinese").isLessThan(0.7 * good);
        assertThat(of(CHINESE, ENGLISH + " The weather was cold and the bus came very late in the evening."))
                .as("added sentence")
                .isLessThan(0.9 * good);
        assertThat(of(CHINESE + CHINESE, ENGLISH)).as("repeated Chinese").isLessThan(good / 2);
        assertThat(of(CHINESE, ENGLISH.replace("history", "hi\uFFFDory")))
                .as("damaged")
                .isLessThan(good / 2);
        assertThat(of(CHINESE, ENGLISH + " | Home | About")).as("furniture").isLessThan(good);
    }

    @Test
    void risesWithProbability() {
        double last = 0;
        for (double probability : new double[] {0, 0.1, 0.5, 0.9, 0.99, 1}) {
            double now = quality.of(CHINESE, ENGLISH, probability, 0);
            assertThat(now).isGreaterThanOrEqualTo(last).isBetween(0.0, 1.0);
            last = now;
        }
    }

    @Test
    void ordersPairsByQuality() {
        List<Double> qualities = List.of(
                quality.of(
                        "当前时间位于午夜至早上六点之间时，时钟应该有相反的颜色！",
                        "When the current time is between midnight and six in the morning, the clock should have inverted colors!",
                        1,
                        0),
                quality.of("趴下！滚！", "Get lost!", 0.9, 0),
                quality.of(
                        "一双自制的简易手套，羊毛袜子前端开",
                        "A pair of improvised gloves made from wool socks with holes poked through them.",
                        0.7,
                        0),
                quality.of(
                        "肺炎是最严重的症状之一，可迅速发展为急性呼吸窘迫综合征。",
                        "Such killing action may be desired prior to performing surgery or in settings in which antibiotic-resistant organisms are highly prevalent.",
                        0.3,
                        0),
                quality.of(
                        "As a result, selecting a different room in the dropdown causes the chat to re-connect.",
                        "As a result, selecting a different room in the dropdown causes the chat to re-connect.",
                        0.2,
                        0));

        assertThat(qualities).isSortedAccordingTo((one, other) -> Double.compare(other, one));
    }

    @Test
    void measuresWordsInBothDirections() {
        assertThat(signal(Signal.CHINESE_TRANSLATED, CHINESE, ENGLISH)).isGreaterThan(0.6);
        assertThat(signal(Signal.ENGLISH_TRANSLATED, CHINESE, ENGLISH)).isGreaterThan(0.6);
        assertThat(signal(Signal.CHINESE_TRANSLATED, CHINESE, "Rain fell.")).isLessThan(0.2);
        assertThat(signal(Signal.ENGLISH_TRANSLATED, "下雨了。", ENGLISH)).isLessThan(0.2);
        assertThat(signal(Signal.ENGLISH_GAP, CHINESE, ENGLISH + " The weather was cold and the bus came late."))
                .isGreaterThan(signal(Signal.ENGLISH_GAP, CHINESE, ENGLISH));
        assertThat(signal(Signal.FEW_WORDS, "是", "It is")).isEqualTo(1);
    }

    @Test
    void comparesNumbersByValue() {
        assertThat(signal(Signal.NUMBERS, "二十万只口罩", "200,000 masks")).isZero();
        assertThat(signal(Signal.NUMBERS, "20万只口罩", "300,000 masks")).isPositive();
    }

    @Test
    void measuresTheLanguageOfBothSides() {
        assertThat(signal(Signal.CHINESE_IN_ENGLISH, CHINESE, CHINESE)).isGreaterThan(0.9);
        assertThat(signal(Signal.CHINESE_IN_ENGLISH, CHINESE, ENGLISH)).isZero();
        assertThat(signal(Signal.ENGLISH_IN_CHINESE, "我喜欢 apples", "I like pears"))
                .isPositive();
        assertThat(signal(Signal.COPIED, "点击 Scratch 的图标", "Click the Scratch icon"))
                .isPositive();
        assertThat(signal(Signal.COPIED, ENGLISH, ENGLISH)).isGreaterThan(0.8);
        assertThat(signal(Signal.UNTRANSLATED, ENGLISH, ENGLISH)).isGreaterThan(0.8);
        assertThat(signal(Signal.UNTRANSLATED, "Scratch", "Scratch")).isEqualTo(0.5);
        assertThat(signal(Signal.UNTRANSLATED, CHINESE, ENGLISH)).isZero();
        assertThat(signal(Signal.UNKNOWN_ENGLISH, "好的。", "thsi sentnce is brokn"))
                .isGreaterThan(0.3);
        assertThat(signal(Signal.UNKNOWN_ENGLISH, CHINESE, ENGLISH)).isZero();
    }

    @Test
    void measuresTheForm() {
        assertThat(signal(Signal.DAMAGED, "锟斤拷", "Text")).isEqualTo(1);
        assertThat(signal(Signal.CUT, "好的。", "All right")).isEqualTo(1);
        assertThat(signal(Signal.CUT, "好的。", "All right.")).isZero();
        assertThat(signal(Signal.REPEATED, "谈到的那个男孩，谈到的那个男孩。", "The boy we spoke about."))
                .isPositive();
        assertThat(signal(Signal.REPEATED, "来来来来来来来来来", "come, come, come, come, come"))
                .isLessThan(0.3);
        assertThat(signal(Signal.FURNITURE, "首页 | 关于我们", "Home")).isEqualTo(1);
        assertThat(signal(Signal.FURNITURE, "见 https://example.org", "See https://example.org"))
                .isZero();
    }

    @Test
    void comparesLengthsWithTheDocument() {
        double classical = PairLength.of(
                        "陰陽爭，諸生蕩。", "The dark principle struggles with that of brightness. Life begins to move.")
                .deviation();

        assertThat(classical).isGreaterThan(2);
        assertThat(UnitQuality.usualLength(DoubleStream.empty())).isZero();
        assertThat(UnitQuality.usualLength(DoubleStream.of(3, 3, 3, 3, 3, 3, 3, 3, 3, 3)))
                .isCloseTo(1.5, within(1e-9));
        assertThat(quality.of("陰陽爭，諸生蕩。", "The dark struggles with the bright.", 0.9, classical))
                .isNotEqualTo(quality.of("陰陽爭，諸生蕩。", "The dark struggles with the bright.", 0.9, 0));
        assertThat(quality.signals(CHINESE, ENGLISH, 0.9, 1)[Signal.SHORT.index()])
                .isGreaterThan(signal(Signal.SHORT, CHINESE, ENGLISH));
    }

    @Test
    void acceptsTextsWithoutWords() {
        assertThat(of("", "")).isBetween(0.0, 1.0);
        assertThat(of("。", "...")).isBetween(0.0, 1.0);
        assertThat(quality.of("好", "Good", Double.NaN, 0)).isBetween(0.0, 1.0);
    }
}
