package duiqi.align;

import static org.assertj.core.api.Assertions.assertThat;

import duiqi.align.HardBoundaries.Gate;
import duiqi.text.Segment;
import duiqi.text.Text;
import java.util.List;
import org.junit.jupiter.api.Test;

class JointAlignmentTest {
    private static final TextPair RAIN = Segments.pair(
            List.of("今天下雨。", "我们不去公园。", "明天再去吧。"),
            List.of("It is raining today.", "We will not go to the park.", "Let us go tomorrow."));
    private static final TextPair CAT = Segments.pair(
            List.of("猫在屋里睡觉。", "狗在门外叫。"), List.of("The cat sleeps in the room.", "The dog barks outside the door."));
    private static final TextPair UNRELATED = Segments.pair(
            List.of("去年，全国有三万名青年学者获得资助。", "没有人回答，屋里很安静。", "第二天，实验室重新开放。", "王小明问：“钱够用吗？”"),
            List.of(
                    "The recipe calls for two eggs and a cup of flour.",
                    "Stir until the batter is smooth.",
                    "Bake in a hot oven until golden, then let it cool on a rack.",
                    "Serve with jam."));

    private final Aligner aligner = new Aligner();

    private static List<ParallelText> texts(List<Aligner.Outcome> outcomes) {
        return outcomes.stream().map(Aligner.Outcome::text).toList();
    }

    @Test
    void alignsAPoolOfOneLikeASingleText() {
        assertThat(texts(aligner.align(List.of(RAIN))))
                .containsExactly(aligner.align(RAIN.chinese(), RAIN.english()).text());
    }

    @Test
    void keepsTheIndicesOfEachText() {
        TextPair empty = Segments.pair(List.of("没有人。"), List.of());
        List<Aligner.Outcome> outcomes = aligner.align(List.of(RAIN, empty, CAT));
        assertThat(outcomes).hasSize(3);
        assertThat(outcomes.get(0).text().alignment().beads()).hasSize(3).noneMatch(Bead::isNull);
        assertThat(outcomes.get(1).text().alignment().beads()).hasSize(1).allMatch(Bead::isNull);
        assertThat(outcomes.get(2).text().alignment().beads())
                .extracting(bead -> bead.source() + ":" + bead.target())
                .containsExactly("[0]:[0]", "[1]:[1]");
        assertThat(outcomes.get(2).text().source()).isSameAs(CAT.chinese());
    }

    @Test
    void alignsUnrelatedTextsSeparately() {
        List<Aligner.Outcome> outcomes = aligner.align(List.of(RAIN, UNRELATED, CAT));
        List<Aligner.Outcome> without = aligner.align(List.of(RAIN, CAT));
        assertThat(outcomes.get(1).fit().isParallel()).isFalse();
        assertThat(outcomes.get(1).text()).isEqualTo(aligner.align(UNRELATED).text());
        assertThat(texts(List.of(outcomes.get(0), outcomes.get(2)))).isEqualTo(texts(without));
    }

    @Test
    void keepsGatesAndParagraphsOfJoinedTextsApart() {
        TextPair gated =
                new TextPair(CAT.chinese(), CAT.english(), new HardBoundaries(List.of(new Gate(0, 1), new Gate(1, 1))));
        TextPair joined = new Aligner.JointAlignment(List.of(RAIN, gated, CAT)).joined();
        assertThat(joined.gates().points())
                .containsExactly(new Gate(0, 0), new Gate(3, 3), new Gate(3, 4), new Gate(4, 4), new Gate(5, 5));
        Text chinese = joined.chinese();
        assertThat(chinese.segments()).extracting(Segment::paragraph).containsExactly(0, 1, 2, 3, 4, 5, 6);
    }
}
