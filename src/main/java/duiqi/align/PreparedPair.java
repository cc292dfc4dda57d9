package duiqi.align;

import duiqi.lexicon.Lexicon;
import duiqi.text.Segment;
import java.util.ArrayList;
import java.util.List;

/**
 * Two texts with all that a search needs: tokens, translation tables, and a band of the grid between them. Immutable.
 *
 * @param furniture what looks like page furniture in them
 * @param lexical ratios of words by the lexicon alone, whatever has been learnt
 * @param priors probabilities of words and of characters by the lexicon and by what a corpus has taught
 * @param learnt the same with what the texts themselves have taught; the priors at first
 * @param tables {@code learnt} as ratios
 * @param expansion English characters to expect for a Chinese one
 * @param earlier sentences of earlier memories, which teach beside the texts
 * @param constraints which beads the search may use
 * @param untaught whether neither a corpus nor the texts have taught anything
 */
record PreparedPair(
        TokenizedPair pair,
        FurnitureEvidence.FurnitureCounts furniture,
        TranslationTable lexical,
        Views priors,
        Views learnt,
        Tables tables,
        double expansion,
        Band band,
        Samples.Earlier earlier,
        Constraints constraints,
        boolean untaught) {

    /** Segments to each side of the steps between anchors; no gold bead of the development sets lies outside. */
    private static final int MARGIN = 10;

    /** The same around a path that has been found. */
    private static final int PATH_MARGIN = 8;

    /** Chinese segments that are worth a thread of their own for the words. */
    private static final int MIN_ASIDE_LENGTH = 500;

    /** Probabilities of the words and the characters. */
    record Views(TranslationTable.Probabilities words, TranslationTable.Probabilities characters) {}

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
        return of(lexicon, chinese, english, KnownTranslations.NONE, Constraints.NONE, CorpusTables.EMPTY);
    }

    static PreparedPair of(
            Lexicon lexicon,
            List<Segment> chinese,
            List<Segment> english,
            KnownTranslations known,
            Constraints constraints,
            CorpusTables corpus) {
        TokenizedPair pair = new TokenizedPair(lexicon, chinese, english, known);
        Priors prior = Priors.of(lexicon, pair, corpus);
        Views priors = new Views(prior.words(), prior.characters());
        Tables tables = Tables.of(priors, pair);
        HardBoundaries gates = constraints.gates();
        List<Anchors.Point> anchors =
                new Anchors(pair, gates, tables.words, tables.characters, SentenceLengthRatio.ofWhole(pair)).find();
        return new PreparedPair(
                pair,
                new FurnitureEvidence.FurnitureCounts(pair),
                prior.lexicalWords(),
                priors,
                priors,
                tables,
                SentenceLengthRatio.between(pair, anchors),
                Band.around(gates.among(anchors), chinese.size(), english.size(), MARGIN)
                        .within(gates),
                Samples.Earlier.of(lexicon, pair, known.sentences()),
                constraints,
                corpus.isEmpty());
    }

    /**
     * A stretch of each text as a pair by itself, every sentence to be compared with every other, by the tables of the whole
     * texts.
     */
    PreparedPair part(int i, int iEnd, int j, int jEnd) {
        return new PreparedPair(
                pair.part(i, iEnd, j, jEnd),
                furniture.part(i, iEnd, j, jEnd),
                lexical,
                priors,
                learnt,
                tables,
                expansion,
                Band.whole(iEnd - i, jEnd - j),
                Samples.Earlier.NONE,
                new Constraints(constraints.shapes(), HardBoundaries.NONE),
                untaught);
    }

    PairScores scores() {
        return new PairScores(pair, band, tables.words, tables.characters);
    }

    /** The same texts, having learnt from a path through them, with a band around that path. */
    PreparedPair learn(List<Lattice.Edge> path) {
        List<TranslationTable.Probabilities> both = ParallelTasks.both(
                pair.chineseSize(),
                MIN_ASIDE_LENGTH,
                () -> learn(pair.words(), priors.words, learnt.words, path, earlier.words()),
                () -> learn(pair.characters(), priors.characters, learnt.characters, path, earlier.characters()));
        Views taught = new Views(both.get(0), both.get(1));
        return new PreparedPair(
                pair,
                furniture,
                lexical,
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

    private TranslationTable.Probabilities learn(
            TokenView chinese,
            TranslationTable.Probabilities prior,
            TranslationTable.Probabilities start,
            List<Lattice.Edge> path,
            List<Samples.Sample> earlierSamples) {
        List<Samples.Sample> samples = new ArrayList<>(earlierSamples);
        for (Lattice.Edge edge : path) {
            if (edge.n > 0 && edge.m > 0 && edge.n + edge.m <= Samples.MAX_SIZE) {
                samples.add(Samples.of(pair, chinese, edge.i, edge.n, edge.j, edge.m));
            }
        }
        return new SelfTraining(chinese, pair.stems(), prior).learn(samples, start, untaught);
    }

    /**
     * How many English characters a translator needs for a Chinese one. The ratio of the whole texts misleads where parts are left
     * out, so the median over stretches between anchors takes its place once there are enough.
     */
    static final class SentenceLengthRatio {
        private static final int STRETCH = 8;
        private static final int MIN_STRETCHES = 5;

        private SentenceLengthRatio() {}

        static double ofWhole(TokenizedPair pair) {
            return ratio(pair, 0, pair.chineseSize(), 0, pair.englishSize());
        }

        static double between(TokenizedPair pair, List<Anchors.Point> anchors) {
            List<Double> ratios = new ArrayList<>();
            for (int k = 0; k + STRETCH < anchors.size(); k++) {
                Anchors.Point from = anchors.get(k);
                Anchors.Point to = anchors.get(k + STRETCH);
                ratios.add(ratio(pair, from.chinese(), to.chinese(), from.english(), to.english()));
            }
            if (ratios.size() < MIN_STRETCHES) {
                return ofWhole(pair);
            }
            ratios.sort(Double::compare);
            return ratios.get(ratios.size() / 2);
        }

        private static double ratio(TokenizedPair pair, int i, int iEnd, int j, int jEnd) {
            double chinese = 0;
            for (int k = i; k < iEnd; k++) {
                chinese += pair.chineseLength(k);
            }
            double english = 0;
            for (int k = j; k < jEnd; k++) {
                english += pair.englishLength(k);
            }
            return english / chinese;
        }
    }

    /**
     * Which beads a path through the grid between two texts may be made of. Immutable.
     *
     * @param shapes how many segments a bead may have
     * @param gates what no bead may cross
     */
    record Constraints(Bead.Shapes shapes, HardBoundaries gates) {
        /** Everything that is worth trying. */
        static final Constraints NONE = new Constraints(Bead.Shapes.standard(), HardBoundaries.NONE);
    }
}
