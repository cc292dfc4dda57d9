package duiqi.align.learn;

import static org.assertj.core.api.Assertions.assertThat;

import duiqi.align.AlignmentWeights;
import duiqi.align.CorpusTables;
import duiqi.align.KnownTranslations;
import duiqi.align.Segments;
import duiqi.align.learn.Translations.TranslationTable;
import duiqi.align.search.Lattice;
import duiqi.align.search.PreparedPair;
import duiqi.align.search.SearchPass;
import duiqi.lexicon.Lexicon;
import duiqi.lexicon.Token;
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
        String[] places = {"北京|Beijing", "学校|school", "医院|hospital", "公园|park", "车站|station", "银行|bank"};
        for (int k = 0; k < 24; k++) {
            String[] both = places[k % places.length].split("\\|");
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

    private static float ratio(PreparedPair pair, String character, String stem, boolean forward) {
        int token = pair.pair().characters().find(character, Token.Kind.WORD);
        int wanted = pair.pair().stems().find(stem, Token.Kind.WORD);
        TranslationTable table = pair.translations().tables().characters();
        int[] stems = table.stems(token);
        for (int k = 0; k < stems.length; k++) {
            if (stems[k] == wanted) {
                return (forward ? table.forward(token) : table.backward(token))[k];
            }
        }
        return 0;
    }

    @Test
    void learnsWordsMissingFromTheLexicon() {
        PreparedPair after = before.learn(diagonal(before), diagonal(before));
        for (boolean forward : new boolean[] {true, false}) {
            assertThat(ratio(before, "布", "trinket", forward)).isLessThan(1);
            assertThat(ratio(after, "布", "trinket", forward)).isGreaterThan(1.5f);
            // A word that occurs with everything is not a translation of anything.
            assertThat(ratio(after, "布", "trinket", forward)).isGreaterThan(ratio(after, "布", "weather", forward));
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
        assertThat(ratio(pair, "布", "trinket", true)).isLessThan(1);
        assertThat(ratio(trained, "布", "trinket", true)).isGreaterThan(1.5f);
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
}
