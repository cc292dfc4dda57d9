package duiqi.align.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import duiqi.align.AlignmentWeights;
import duiqi.align.CorpusTables;
import duiqi.align.KnownTranslations;
import duiqi.align.Segments;
import duiqi.align.learn.Translations.TranslationTable;
import duiqi.align.search.Lattice;
import duiqi.align.search.PreparedPair;
import duiqi.align.search.SearchPass;
import duiqi.lexicon.Lexicon;
import duiqi.lexicon.LexiconBuilder;
import duiqi.lexicon.TextCounts;
import duiqi.lexicon.Token;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SelfTrainingTest {
    /** A made-up name that neither the lexicon nor pinyin connects. Only self-training can learn it. */
    private final PreparedPair before = prepared();

    private static PreparedPair prepared() {
        List<String> chinese = new ArrayList<>();
        List<String> english = new ArrayList<>();
        for (int k = 0; k < 24; k++) {
            String[] both = Segments.PLACES.get(k % Segments.PLACES.size()).split("\\|");
            chinese.add("布鲁姆去了" + both[0] + "。");
            english.add("Trinket went to the " + both[1] + ".");
            chinese.add("天气很好。");
            english.add("The weather is fine.");
        }
        return Segments.prepared(chinese, english);
    }

    private static List<Lattice.Edge> diagonal(PreparedPair pair) {
        return IntStream.range(0, pair.pair().chineseSize())
                .mapToObj(i -> new Lattice.Edge(i, 1, i, 1, 0))
                .toList();
    }

    @Test
    void learnsWordsMissingFromTheLexicon() {
        PreparedPair after = before.learn(diagonal(before), diagonal(before));
        for (boolean forward : new boolean[] {true, false}) {
            assertThat(Segments.ratio(before, "布", "trinket", forward)).isLessThan(1);
            assertThat(Segments.ratio(after, "布", "trinket", forward)).isGreaterThan(1.5f);
            // A word that occurs with everything is not a translation of anything.
            assertThat(Segments.ratio(after, "布", "trinket", forward))
                    .isGreaterThan(Segments.ratio(after, "布", "weather", forward));
        }
    }

    @Test
    void learnsFromEarlierMemories() {
        List<KnownTranslations.Pair> sentences = IntStream.range(0, 60)
                .mapToObj(k -> new KnownTranslations.Pair("布鲁姆笑了。", "Trinket laughed."))
                .toList();
        PreparedPair pair = PreparedPair.of(
                Lexicon.standard(),
                Segments.of(List.of("布鲁姆来了。")),
                Segments.of(List.of("Trinket came.")),
                new KnownTranslations(List.of(), sentences),
                PreparedPair.Constraints.NONE,
                CorpusTables.EMPTY);
        AlignmentWeights.Weights weights = AlignmentWeights.standard().lexical().search();
        PreparedPair trained =
                SearchPass.of(pair, weights).last(weights, round -> {}).prepared();
        assertThat(Segments.ratio(pair, "布", "trinket", true)).isLessThan(1);
        assertThat(Segments.ratio(trained, "布", "trinket", true)).isGreaterThan(1.5f);
    }

    @Test
    void learnsNothingFromNullBeads() {
        List<Lattice.Edge> nothing = new ArrayList<>();
        for (int k = 0; k < before.pair().chineseSize(); k++) {
            nothing.add(new Lattice.Edge(k, 1, k, 0, 0));
            nothing.add(new Lattice.Edge(k + 1, 0, k, 1, 0));
        }
        TranslationTable.Probabilities trained =
                before.learn(nothing, nothing).translations().trained().words();
        assertThat(trained.stems())
                .isDeepEqualTo(before.translations().priors().words().stems());
    }

    private static final List<String> CHINESE = List.of("医生。", "学校。");
    private static final List<String> ENGLISH = List.of("The physician, the doctor.", "School.");

    /** Builds a dictionary that knows one translation of a word, with counts of texts that know another. */
    private static Lexicon counted(double occurrences) throws IOException {
        String dictionary = "醫生 医生 [yi1 sheng1] /doctor/\n學校 学校 [xue2 xiao4] /school/\n";
        Lexicon counted = new LexiconBuilder()
                .read("dictionary", dictionary.lines().toList())
                .build();
        TextCounts.Stems others = TextCounts.Stems.of(List.of("physician"), counted);
        TextCounts.Rows words = new TextCounts.Rows(counted.wordCount(), 1, others.end());
        words.setStemTotal(others.number("physician"), occurrences);
        for (int word = 0; word < counted.wordCount(); word++) {
            if (word == counted.wordNumber("医生")) {
                words.add(others.number("physician"), 1, 1);
                words.endRow(occurrences);
            } else {
                words.endRow(0);
            }
        }
        TextCounts.Rows characters = new TextCounts.Rows(counted.characterCount(), 0, others.end());
        for (int character = 0; character < counted.characterCount(); character++) {
            characters.endRow(0);
        }
        return counted.with(new TextCounts(others, words.view(), characters.view()));
    }

    /** Returns the probability that the word 医生 translates to a stem. */
    private static float probability(Lexicon counted, String stem) {
        TokenizedPair pair = new TokenizedPair(counted, Segments.of(CHINESE), Segments.of(ENGLISH));
        TranslationTable.Probabilities words =
                Priors.of(counted, pair, CorpusTables.EMPTY).words();
        int token = pair.words().find("医生", Token.Kind.WORD);
        int wanted = pair.stems().find(stem, Token.Kind.WORD);
        float found = 0;
        for (int k = 0; k < words.stems()[token].length; k++) {
            found = words.stems()[token][k] == wanted ? words.forward()[token][k] : found;
        }
        return found;
    }

    @Test
    void knowsTranslationsOfTextsBesideThoseOfTheDictionary() throws IOException {
        assertThat(probability(counted(2), "physician")).isCloseTo(2f / 6, within(0.02f));
        assertThat(probability(counted(2), "doctor")).isCloseTo(4f / 6, within(0.02f));
        assertThat(probability(counted(0), "physician")).isZero();
    }

    @Test
    void limitsTheWeightOfFrequentWords() throws IOException {
        assertThat(probability(counted(1e5), "physician")).isEqualTo(probability(counted(1e4), "physician"));
        assertThat(probability(counted(1e5), "doctor")).isGreaterThan(0.05f);
    }
}
