package duiqi.align;

import static org.assertj.core.api.Assertions.assertThat;

import duiqi.text.Text;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Aligns parts of two texts in both directions. */
class MirroredAlignmentTest {
    private static final List<String> CHINESE = List.of(
            "去年，全国有3.5万名青年学者获得资助。", "王小明问：“钱够用吗？”", "没有人回答，屋里很安静，窗外下着雨。", "第二天，实验室重新开放。", "猫在屋里睡觉。", "他们在2019年出版了三本书。");
    private static final List<String> ENGLISH = List.of(
            "Last year 35,000 young scholars across the country received grants.",
            "“Is the money enough?” asked Wang Xiaoming.",
            "Nobody answered.",
            "The room was quiet, and it was raining outside the window.",
            "The laboratory opened again the next day.",
            "They published three books in 2019.");

    private final Aligner aligner = new Aligner();

    @Property(tries = 60)
    void mirrorsBeadsOfEnglishSource(
            @ForAll @IntRange(max = 6) int chineseFrom,
            @ForAll @IntRange(max = 6) int chineseEnd,
            @ForAll @IntRange(max = 6) int englishFrom,
            @ForAll @IntRange(max = 6) int englishEnd) {
        Text chinese = Segments.chinese(CHINESE.subList(Math.min(chineseFrom, chineseEnd), chineseEnd));
        Text english = Segments.english(ENGLISH.subList(Math.min(englishFrom, englishEnd), englishEnd));
        Aligner.Outcome intoEnglish = aligner.align(chinese, english);
        Aligner.Outcome intoChinese = aligner.align(english, chinese);
        assertThat(intoChinese.text()).isEqualTo(intoEnglish.text().reversed());
        assertThat(intoChinese.fit()).isEqualTo(intoEnglish.fit());
        List<Bead> beads = intoEnglish.text().alignment().beads();
        assertThat(beads)
                .allSatisfy(bead -> assertThat(intoChinese.explainer().get().explain(bead.reversed()))
                        .isEqualTo(intoEnglish.explainer().get().explain(bead)));
    }

    @Property(tries = 20)
    void mirrorsGates(
            @ForAll @IntRange(min = 1, max = 5) int chinese, @ForAll @IntRange(min = 1, max = 5) int english) {
        Text first = Segments.english(ENGLISH);
        Text second = Segments.chinese(CHINESE);
        HardBoundaries gates = new HardBoundaries(List.of(new HardBoundaries.Gate(english, chinese)));
        TextPair intoChinese = TextPair.of(first, second, gates);
        TextPair intoEnglish = TextPair.of(second, first, gates.reversed());
        assertThat(intoChinese.source()).isEqualTo(first);
        assertThat(aligner.align(intoChinese).text())
                .isEqualTo(aligner.align(intoEnglish).text().reversed());
    }
}
