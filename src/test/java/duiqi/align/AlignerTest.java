package duiqi.align;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import duiqi.text.Text;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class AlignerTest {
    private static final List<String> CHINESE =
            List.of("去年，全国有3.5万名青年学者获得资助。", "王小明问：“钱够用吗？”", "没有人回答，屋里很安静，窗外下着雨。", "第二天，实验室重新开放。");
    private static final List<String> ENGLISH = List.of(
            "Last year 35,000 young scholars across the country received grants.",
            "“Is the money enough?” requested Wang Xiaoming.",
            "Nobody answered.",
            "The room was quiet, and it was raining outside the window.",
            "The laboratory opened again the next day.");

    private final Aligner aligner = new Aligner();

    private Alignment align(List<String> chinese, List<String> english) {
        return aligner.align(Segments.pair(chinese, english)).text().alignment();
    }

    @Test
    void pairsSentencesIncludingSplitOnes() {
        assertThat(Segments.links(align(CHINESE, ENGLISH).beads()))
                .containsExactly("[0]:[0]", "[1]:[1]", "[2]:[2, 3]", "[3]:[4]");
        assertThat(Segments.links(
                        align(List.of("下雨了。"), List.of("It is raining.")).beads()))
                .containsExactly("[0]:[0]");
        assertThat(align(CHINESE, List.of()).beads()).hasSize(4).allMatch(Bead::isNull);
        assertThat(align(List.of(), ENGLISH).beads()).hasSize(5).allMatch(Bead::isNull);
        assertThat(align(List.of(), List.of()).beads()).isEmpty();
    }

    @Test
    void givesDoubtfulBeadsLowerProbabilities() {
        List<Bead> right = align(CHINESE, ENGLISH).beads();
        assertThat(right).allSatisfy(bead -> assertThat(bead.probability()).isGreaterThan(0.7));
        List<Bead> wrong = align(CHINESE, List.of("Nothing here fits.", "Ships sail on rivers."))
                .beads();
        assertThat(wrong.stream().mapToDouble(Bead::probability).average().orElseThrow())
                .isLessThan(0.7);
    }

    @Test
    void alignsInSeveralThreads() throws IOException {
        List<GoldText> gold = GoldText.in(Path.of("src/test/resources/gold"));
        List<ParallelText> one = gold.stream().map(this::align).toList();
        assertThat(gold.parallelStream().map(this::align).toList()).isEqualTo(one);
    }

    private ParallelText align(GoldText gold) {
        return aligner.align(gold.chinese(), gold.english()).text();
    }

    @Test
    void alignsTextsOfOneRepeatedSentence() {
        List<String> same = Collections.nCopies(60, "好的。");
        List<String> yes = Collections.nCopies(60, "Yes.");
        List<String> numbers =
                IntStream.range(0, 60).mapToObj(Integer::toString).toList();
        assertTimeoutPreemptively(Duration.ofSeconds(60), () -> {
            assertThat(align(same, yes).beads()).isNotEmpty();
            assertThat(align(numbers, numbers).beads())
                    .filteredOn(b -> b.source().equals(b.target()))
                    .hasSize(60);
            assertThat(align(List.of("好".repeat(5_000)), yes).beads()).isNotEmpty();
        });
    }

    @Property(tries = 40)
    void putsEverySentenceIntoOneBead(
            @ForAll @Size(max = 12) List<@StringLength(max = 30) String> chinese,
            @ForAll @Size(max = 12) List<@StringLength(max = 60) String> english) {
        // The constructor of Alignment checks that every segment is in one bead. It must not throw for any text.
        Alignment alignment = align(chinese, english);
        assertThat(alignment.sourceSize()).isEqualTo(chinese.size());
        assertThat(alignment.targetSize()).isEqualTo(english.size());
    }

    @Test
    void recognisesUnrelatedTexts() {
        assertThat(aligner.align(Segments.pair(CHINESE, ENGLISH)).fit().isParallel())
                .isTrue();
        List<String> foreign = List.of(
                "The recipe calls for two eggs and a cup of flour.",
                "Stir until the batter is smooth.",
                "Bake in a hot oven until golden, then let it cool on a rack.",
                "Serve with jam.");
        ParallelTextCheck wrong = aligner.align(Segments.pair(CHINESE, foreign)).fit();
        assertThat(wrong.isParallel()).isFalse();
        assertThat(wrong.problem()).containsPattern("\\d+ of \\d+ words have a translation");
    }

    @Property(tries = 60)
    void mirrorsBeadsOfEnglishSource(
            @ForAll @IntRange(max = 4) int chineseFrom,
            @ForAll @IntRange(max = 4) int chineseEnd,
            @ForAll @IntRange(max = 4) int englishFrom,
            @ForAll @IntRange(max = 4) int englishEnd) {
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
    void mirrorsGates(@ForAll @IntRange(min = 1, max = 3) int second, @ForAll @IntRange(min = 1, max = 4) int first) {
        Text source = Segments.english(ENGLISH);
        Text target = Segments.chinese(CHINESE);
        HardBoundaries gates = new HardBoundaries(List.of(new HardBoundaries.Gate(first, second)));
        TextPair intoChinese = TextPair.of(source, target, gates);
        TextPair intoEnglish = TextPair.of(target, source, gates.reversed());
        assertThat(intoChinese.source()).isEqualTo(source);
        assertThat(aligner.align(intoChinese).text())
                .isEqualTo(aligner.align(intoEnglish).text().reversed());
    }
}
