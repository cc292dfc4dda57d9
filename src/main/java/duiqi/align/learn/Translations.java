package duiqi.align.learn;

import duiqi.align.CorpusTables;
import duiqi.align.KnownTranslations;
import duiqi.lexicon.Lexicon;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * How the words of two texts are rendered, as far as it is known. Immutable.
 *
 * @param priors known before the texts teach anything
 * @param learnt the same with what the texts themselves have taught; the priors at first
 * @param tables {@code learnt} as ratios
 * @param earlier sentences of earlier memories, which teach beside the texts
 * @param untaught whether neither a corpus nor the texts have taught anything
 */
public record Translations(Priors priors, Views learnt, Tables tables, Samples.Earlier earlier, boolean untaught) {
    /** Chinese segments that are worth a thread of their own for the words. */
    private static final int MIN_ASIDE_LENGTH = 500;

    /** Probabilities of the words and the characters. */
    public record Views(TranslationTable.Probabilities words, TranslationTable.Probabilities characters) {}

    /** Ratios of the words and the characters. */
    public record Tables(TranslationTable words, TranslationTable characters) {
        public static Tables of(Views views, TokenizedPair pair) {
            double[] stems = pair.stems().background();
            return new Tables(
                    new TranslationTable(views.words, pair.words().background(), stems),
                    new TranslationTable(views.characters, pair.characters().background(), stems));
        }
    }

    /**
     * Returns what is known before the texts teach anything.
     *
     * @param corpus taught by other texts
     * @param earlier sentences of earlier memories
     */
    public static Translations of(
            Lexicon lexicon, TokenizedPair pair, CorpusTables corpus, List<KnownTranslations.Pair> earlier) {
        Priors priors = Priors.of(lexicon, pair, corpus);
        Views views = new Views(priors.words(), priors.characters());
        return new Translations(
                priors, views, Tables.of(views, pair), Samples.Earlier.of(lexicon, pair, earlier), corpus.isEmpty());
    }

    /** Returns the same for a part of the texts. */
    public Translations ofPart() {
        return new Translations(priors, learnt, tables, Samples.Earlier.NONE, untaught);
    }

    /**
     * Returns the same with what beads of the texts teach besides.
     *
     * @param samples the beads in a view of the Chinese side
     */
    public Translations learn(TokenizedPair pair, Function<TokenView, List<Samples.Sample>> samples) {
        List<TranslationTable.Probabilities> both = ParallelTasks.both(
                pair.chineseSize(),
                MIN_ASIDE_LENGTH,
                () -> new SelfTraining(pair.words(), pair.stems(), priors.words())
                        .learn(all(earlier.words(), samples.apply(pair.words())), learnt.words, untaught),
                () -> new SelfTraining(pair.characters(), pair.stems(), priors.characters())
                        .learn(
                                all(earlier.characters(), samples.apply(pair.characters())),
                                learnt.characters,
                                untaught));
        Views taught = new Views(both.get(0), both.get(1));
        return new Translations(priors, taught, Tables.of(taught, pair), earlier, false);
    }

    private static List<Samples.Sample> all(List<Samples.Sample> earlier, List<Samples.Sample> own) {
        List<Samples.Sample> all = new ArrayList<>(earlier);
        all.addAll(own);
        return all;
    }
}
