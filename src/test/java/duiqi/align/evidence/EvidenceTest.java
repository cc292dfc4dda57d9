package duiqi.align.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import duiqi.align.AlignmentWeights;
import duiqi.align.Bead;
import duiqi.align.EvidenceFixture;
import duiqi.align.Segments;
import duiqi.align.search.PreparedPair;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Measures punctuation, structure, furniture and clauses at boundaries. */
class EvidenceTest {
    private static Evidence furniture(PreparedPair pair, PairScores scores) {
        return new FurnitureEvidence(new FurnitureEvidence.FurnitureCounts(pair.pair()));
    }

    /** Asserts that a feature has a value, or all features. */
    private static void assertMeasured(
            EvidenceFixture texts,
            BiFunction<PreparedPair, PairScores, Evidence> kind,
            String bead,
            String feature,
            double least,
            double most) {
        int[] numbers = Stream.of(bead.split(" ")).mapToInt(Integer::parseInt).toArray();
        Map<String, Double> values = texts.measure(kind, numbers[0], numbers[1], numbers[2], numbers[3]);
        if (feature.equals("all")) {
            assertThat(values.values()).allSatisfy(value -> assertThat(value).isBetween(least, most));
        } else {
            assertThat(values.getOrDefault(feature, Double.NaN)).as(feature).isBetween(least, most);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
              你来吗？/好！/他说： | Are you coming?/Fine./He said: | 0 1 0 1 | question against none | 0
              你来吗？/好！/他说： | Are you coming?/Fine./He said: | 0 1 1 1 | question against none | 1
              你来吗？/好！/他说： | Are you coming?/Fine./He said: | 0 1 1 1 | number of questions | -1
              你来吗？/好！/他说： | Are you coming?/Fine./He said: | 1 1 1 1 | exclamation against none | 1
              你来吗？/好！/他说： | Are you coming?/Fine./He said: | 2 1 1 1 | clause against sentence | 1
              他走了，天黑了。 | He left./It was dark./Nobody came. | 0 1 0 2 | more sentences than clauses | 0
              他走了，天黑了。 | He left./It was dark./Nobody came. | 0 1 0 3 | more sentences than clauses | -1
              他同意。/职务：教授。 | He agreed./Jane Smith/Position: Professor. | 1 0 1 1 | bare line unpaired | 1
              他同意。/职务：教授。 | He agreed./Jane Smith/Position: Professor. | 0 0 0 1 | bare line unpaired | 0
              他同意。/职务：教授。 | He agreed./Jane Smith/Position: Professor. | 1 1 1 2 | bare line beside sentence | -1
              他同意。/职务：教授。 | He agreed./Jane Smith/Position: Professor. | 1 1 1 1 | bare line beside sentence | 0
              出席者。 | Present./The Chair/Jane Smith/They began. | 0 0 1 1 | bare line unpaired | 0
              出席者。 | Present./The Chair/Jane Smith/They began. | 0 1 0 3 | bare line beside sentence | 0
            """)
    void comparesPunctuation(String chinese, String english, String bead, String feature, double value) {
        EvidenceFixture texts = EvidenceFixture.of(chinese, english);
        assertMeasured(texts, (pair, scores) -> new PunctuationEvidence(pair.pair()), bead, feature, value, value);
    }

    @ParameterizedTest
    @CsvSource({
        "3 1 3 1, paragraph ends in both, 1",
        "2 1 2 1, paragraph ends against none, 1",
        "1 1 1 1, paragraph ends in both, 0",
        "1 1 1 1, paragraph ends against none, 0",
        "1 2 1 3, paragraph breaks inside, 1",
        "3 2 3 2, paragraph breaks inside, 2",
        "0 1 1 1, heading against text, 1",
        "0 1 0 1, heading against text, 0",
        "0 1 0 1, heading beside text, 0",
        "0 2 0 1, heading beside text, 1",
    })
    void comparesStructure(String bead, String feature, double value) {
        EvidenceFixture texts =
                EvidenceFixture.of("#题目/第一句。/&第二句。/&第三句。/第四句。", "#Title/First./&Second./Third./Fourth.");
        assertMeasured(texts, (pair, scores) -> new StructureEvidence(pair.pair()), bead, feature, value, value);
    }

    /** A line without a final mark is no heading, and a text of lines has no paragraphs. */
    @ParameterizedTest
    @CsvSource({
        "主席/总督彭定康先生/大会开始。, THE PRESIDENT./THE GOVERNOR./The Council met., 1 2 1 2",
        "#题目/第一句。/&第二句。/&第三句。/第四句。, First./Second./Third./Fourth./Fifth., 3 1 3 1",
    })
    void ignoresTextsOfLines(String chinese, String english, String bead) {
        EvidenceFixture texts = EvidenceFixture.of(chinese, english);
        assertMeasured(texts, (pair, scores) -> new StructureEvidence(pair.pair()), bead, "all", 0, 0);
    }

    /** Measures the first English line together with a Chinese sentence. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
              Harbour News 12/The ferry leaves at six./Harbour News 13 | numbered line | -1
              Harbour News 12/The ferry leaves at six./Harbour News 13 | repeated line | 0
              She said:/We leave./She said:/We stay./She said: | repeated line | 0
              PART TWO/PART III | numbered line | -1
              Harbour News 12/The ferry leaves at six. | numbered line | 0
              12 | numbered line | -1
              - 12 - | numbered line | -1
              xiv | numbered line | -1
              〔十二〕 | numbered line | -1
              · IX · | numbered line | -1
              [3] See the map. | note | -1
              * Now a school. | note | -1
              ③ 见地图。 | note | -1
              ¹ Ibid. | note | -1
              （3）见地图。 | note | -1
              † Lost since. | note | -1
            """)
    void recognisesFurniture(String english, String kind, double value) {
        EvidenceFixture texts = EvidenceFixture.of("渡船早上六点开。", english);
        assertMeasured(texts, EvidenceTest::furniture, "0 1 0 1", kind + " against none", value, value);
    }

    @Test
    void treatsOtherLinesAsText() {
        String lines =
                "* * *|The ferry leaves at 6.|(laughs) Six.|……|I|I…|“I—”|I . . .|Ill.|Civil!|“Twelve!”|十！|“三。”|Mix|";
        for (String line : lines.split("\\|", -1)) {
            assertMeasured(EvidenceFixture.of("渡船早上六点开。", line), EvidenceTest::furniture, "0 1 0 1", "all", 0, 0);
        }
        EvidenceFixture headings = EvidenceFixture.of("第一章", "#Chapter 1/#Chapter 2");
        assertMeasured(headings, EvidenceTest::furniture, "0 1 0 1", "all", 0, 0);
    }

    @ParameterizedTest
    @CsvSource({
        "0 1 0 1, all, 0",
        "1 1 1 1, all, 0",
        "2 1 2 1, all, 0",
        "5 1 5 1, all, 0",
        "0 1 0 0, all, 0",
        "0 1 1 1, repeated line against none, -1",
        "0 3 1 1, repeated line against none, -2",
    })
    void allowsPairsOfLinesThatRecurOnBothSides(String bead, String feature, double value) {
        EvidenceFixture texts = EvidenceFixture.of(
                "渡船啊渡船！/天亮了。/渡船啊渡船！/天黑了。/渡船啊渡船！/7", "O ferry!/Day broke./O ferry!/Night fell./O ferry!/VII");
        assertMeasured(texts, EvidenceTest::furniture, bead, feature, value, value);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Page 7", "第十二章", "٣", "Chapter #", "PART Two", "#、one", "(III)", "In XV#", "３#"})
    void replacesNumerals(String line) {
        assertThat(FurnitureEvidence.FurnitureCounts.withoutNumerals(line))
                .contains("#")
                .doesNotContainPattern("[7十٣３]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"I see.", "Onerous, tenfold.", "XIIth", "Vixen"})
    void keepsWordsThatAreNoNumerals(String line) {
        assertThat(FurnitureEvidence.FurnitureCounts.withoutNumerals(line)).isEqualTo(line);
    }

    /** Tests clauses; function words give small values by chance. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
              , and the weather is cold./They went home.  | 0 1 0 1 | English clause fits neighbour | 0.1 | 3
              ./The weather is cold, they went home.      | 0 1 0 1 | English clause fits neighbour | 0 | 0
              , and the weather is cold./They went home.  | 1 1 1 1 | Chinese clause fits neighbour | 0.1 | 3
              ./The weather is cold, they went home.      | 1 1 1 1 | Chinese clause fits neighbour | 0 | 0
              , and the weather is cold./They went home.  | 0 2 0 2 | all | 0 | 0.1
              , and the weather is cold./They went home.  | 2 1 2 1 | all | 0 | 0.1
              , and the weather is cold./They went home.  | 0 1 0 0 | all | 0 | 0
              , and the weather is cold./They went home.  | 0 0 0 1 | all | 0 | 0
              , and the weather is cold./They went home.  | 0 1 2 1 | all | 0 | 3
            """)
    void findsClausesThatFitTheNeighbour(String english, String bead, String feature, double least, double most) {
        EvidenceFixture texts = EvidenceFixture.of(
                "猫在屋里睡觉，狗在门外叫。/天气很冷，他们回家了。/学生去学校。",
                "The cat sleeps in the room, the dog barks outside the door" + english + "/The students go to school.");
        assertMeasured(texts, (pair, scores) -> new BoundaryEvidence(pair.pair(), scores), bead, feature, least, most);
    }

    /** The evidence of the type is kept by type, so each type is scored twice. */
    @Test
    void scoreIsTheWeightedSumOfTheFeatures() {
        PreparedPair prepared = prepared(3, 3);
        AlignmentWeights.Weights weights = AlignmentWeights.standard().lexical().search();
        List<Evidence> evidence = Evidence.search(prepared.texts(), prepared.scores());
        Scorer scorer = new Scorer(evidence, weights);
        List<String> features = Scorer.features(evidence);
        for (int i = 0; i < 2; i++) {
            for (Bead.Type type : Bead.Shapes.upTo(new Bead.Type(2, 2)).types()) {
                if (type.sources() <= 2 && type.targets() <= 2) {
                    double[] values = scorer.measure(i, type.sources(), 1 - i, type.targets());
                    double sum = IntStream.range(0, values.length)
                            .mapToDouble(f -> weights.get(features.get(f)) * values[f])
                            .sum();
                    assertThat(scorer.score(i, type.sources(), 1 - i, type.targets()))
                            .isCloseTo(sum, within(1e-9));
                }
            }
        }
    }

    private static final List<String> CHINESE = List.of("今天下雨。", "我们不去公园，明天再去。", "第3章讲数学。", "他没有说话。");
    private static final List<String> ENGLISH =
            List.of("It is raining today.", "We will not go to the park.", "Chapter 3 is about mathematics.");

    private static PreparedPair prepared(int chinese, int english) {
        return Segments.prepared(cycle(CHINESE, chinese), cycle(ENGLISH, english));
    }

    private static List<String> cycle(List<String> sentences, int size) {
        return IntStream.range(0, size)
                .mapToObj(k -> sentences.get(k % sentences.size()))
                .toList();
    }

    private static void assertSame(PairScores.Row row, PairScores.Row other) {
        assertThat(row.first()).isEqualTo(other.first());
        assertThat(row.end()).isEqualTo(other.end());
        assertThat(row.wordForward()).isEqualTo(other.wordForward());
        assertThat(row.characterForward()).isEqualTo(other.characterForward());
        assertThat(row.wordBackward()).isEqualTo(other.wordBackward());
        assertThat(row.characterBackward()).isEqualTo(other.characterBackward());
    }

    /**
     * Compares two ways to read rows. Rows read in order use blocks that other threads compute ahead. Rows read at
     * random use blocks that are computed on demand.
     */
    @Test
    void computesTheSameRowsInAnyOrder() {
        PreparedPair prepared = prepared(160, 120);
        PairScores swept = prepared.scores();
        PairScores leapt = prepared.scores();
        Random random = new Random(7);
        for (int i = 0; i < 160; i++) {
            assertSame(swept.row(i), prepared.scores().row(i));
            int any = random.nextInt(160);
            assertSame(leapt.row(any), prepared.scores().row(any));
        }
    }

    @Test
    void keepsRowsForTheLargestBead() {
        PairScores scores = prepared(200, 150).scores();
        for (int i = Bead.Shapes.MAX_CHINESE; i < 200; i++) {
            PairScores.Row first = scores.row(i - Bead.Shapes.MAX_CHINESE);
            scores.row(i);
            assertThat(scores.row(i - Bead.Shapes.MAX_CHINESE)).isSameAs(first);
        }
    }
}
