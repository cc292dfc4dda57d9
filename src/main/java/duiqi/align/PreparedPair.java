package duiqi.align;

import duiqi.bitext.Segment;
import duiqi.lexicon.Lexicon;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Two texts with all that a search needs: tokens, translation tables, and a band of the grid between them. Immutable.
 *
 * @param furniture what looks like page furniture in them
 * @param priors probabilities of words and of characters by the lexicon alone
 * @param learnt the same with what the texts themselves have taught; the priors at first
 * @param tables {@code learnt} as ratios
 * @param expansion English characters to expect for a Chinese one
 * @param earlier sentences of earlier memories, which teach beside the texts
 * @param constraints which beads the search may use
 */
record PreparedPair(
        TokenizedPair pair,
        FurnitureCounts furniture,
        Views priors,
        Views learnt,
        Tables tables,
        double expansion,
        Band band,
        EarlierSentences earlier,
        Constraints constraints,
        boolean untaught) {

    /** Segments to each side of the steps between anchors; no gold bead of the development sets lies outside. */
    private static final int MARGIN = 10;

    /** The same around a path that has been found. */
    private static final int PATH_MARGIN = 8;

    /** Larger beads than this are too vague to learn from. */
    private static final int LARGEST_SAMPLE = 7;

    /** Probabilities of the words and the characters. */
    record Views(TranslationProbabilities words, TranslationProbabilities characters) {}

    /** Ratios of the words and the characters. */
    record Tables(TranslationTable words, TranslationTable characters) {
        static Tables of(Views views, TokenizedPair pair) {
            double[] stems = pair.stems().background();
            return new Tables(
                    new TranslationTable(views.words, pair.words().background(), stems),
                    new TranslationTable(views.characters, pair.characters().background(), stems));
        }
    }

    static PreparedPair of(Lexicon lexicon, List<Segment> chinese, List<Segment> english) {
        return of(lexicon, chinese, english, Renderings.NONE, Constraints.NONE);
    }

    static PreparedPair of(
            Lexicon lexicon, List<Segment> chinese, List<Segment> english, Renderings known, Constraints constraints) {
        TokenizedPair pair = new TokenizedPair(lexicon, chinese, english, known);
        LexicalPrior prior = new LexicalPrior(lexicon, pair);
        Views priors = new Views(prior.words(), prior.characters());
        Tables tables = Tables.of(priors, pair);
        Gates gates = constraints.gates();
        List<Anchors.Point> anchors =
                new Anchors(pair, gates, tables.words, tables.characters, Expansion.ofWhole(pair)).find();
        return new PreparedPair(
                pair,
                new FurnitureCounts(pair),
                priors,
                priors,
                tables,
                Expansion.between(pair, anchors),
                Band.around(gates.among(anchors), chinese.size(), english.size(), MARGIN)
                        .within(gates),
                EarlierSentences.of(lexicon, pair, known.sentences()),
                constraints,
                true);
    }

    /**
     * A stretch of each text as a pair by itself, every sentence to be compared with every other, by the tables of the whole
     * texts.
     */
    PreparedPair part(int i, int iEnd, int j, int jEnd) {
        return new PreparedPair(
                pair.part(i, iEnd, j, jEnd),
                furniture.part(i, iEnd, j, jEnd),
                priors,
                learnt,
                tables,
                expansion,
                Band.whole(iEnd - i, jEnd - j),
                EarlierSentences.NONE,
                new Constraints(constraints.shapes(), Gates.NONE),
                untaught);
    }

    PairScores scores() {
        return new PairScores(pair, band, tables.words, tables.characters);
    }

    /** The same texts, having learnt from a path through them, with a band around that path. */
    PreparedPair learn(List<Lattice.Edge> path) {
        CompletableFuture<TranslationProbabilities> words = CompletableFuture.supplyAsync(
                () -> learn(pair.words(), priors.words, learnt.words, path, earlier.words()));
        TranslationProbabilities characters =
                learn(pair.characters(), priors.characters, learnt.characters, path, earlier.characters());
        Views taught = new Views(words.join(), characters);
        return new PreparedPair(
                pair,
                furniture,
                priors,
                taught,
                Tables.of(taught, pair),
                expansion,
                Band.along(path, pair.chineseSize(), pair.englishSize(), PATH_MARGIN)
                        .within(constraints.gates()),
                earlier,
                constraints,
                false);
    }

    private TranslationProbabilities learn(
            TokenView chinese,
            TranslationProbabilities prior,
            TranslationProbabilities start,
            List<Lattice.Edge> path,
            List<Samples.Sample> earlierSamples) {
        List<Samples.Sample> samples = new ArrayList<>(earlierSamples);
        for (Lattice.Edge edge : path) {
            if (edge.n > 0 && edge.m > 0 && edge.n + edge.m <= LARGEST_SAMPLE) {
                samples.add(sample(chinese, edge));
            }
        }
        return new SelfTraining(chinese, pair.stems(), prior).learn(samples, start, untaught);
    }

    private Samples.Sample sample(TokenView view, Lattice.Edge edge) {
        return new Samples.Sample(
                BeadMatches.tokens(view, edge.i, edge.n),
                BeadMatches.places(pair, view, edge.i, edge.n, true),
                BeadMatches.tokens(pair.stems(), edge.j, edge.m),
                BeadMatches.places(pair, pair.stems(), edge.j, edge.m, false));
    }
}
