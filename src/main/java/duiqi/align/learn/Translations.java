package duiqi.align.learn;

import duiqi.align.CorpusTables;
import duiqi.align.KnownTranslations;
import duiqi.lexicon.Lexicon;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Holds the known translations of the words of two texts. Immutable.
 *
 * @param priors translations known before self-training
 * @param trained probabilities after self-training; initially the priors
 * @param tables {@code trained} as ratios
 * @param earlier sentences of earlier memories, which are additional training samples
 * @param lexicalOnly true if only the lexicon is known: no corpus tables and no self-training so far
 */
public record Translations(Priors priors, Views trained, Tables tables, Samples.Earlier earlier, boolean lexicalOnly) {
    /** Smallest number of Chinese segments for processing words in a separate thread. */
    private static final int MIN_ASIDE_LENGTH = 500;

    /**
     * Holds the probabilities of both Chinese views.
     *
     * @param words probabilities of words
     * @param characters probabilities of characters
     */
    public record Views(TranslationTable.Probabilities words, TranslationTable.Probabilities characters) {}

    /**
     * Holds the ratios of both Chinese views.
     *
     * @param words ratios of words
     * @param characters ratios of characters
     */
    public record Tables(TranslationTable words, TranslationTable characters) {
        public static Tables of(Views views, TokenizedPair pair) {
            double[] stems = pair.stems().background();
            return new Tables(
                    new TranslationTable(views.words, pair.words().background(), stems),
                    new TranslationTable(views.characters, pair.characters().background(), stems));
        }
    }

    /**
     * Returns the translations that are known before self-training.
     *
     * @param corpus tables trained on other texts
     * @param earlier sentences of earlier memories
     */
    public static Translations of(
            Lexicon lexicon, TokenizedPair pair, CorpusTables corpus, List<KnownTranslations.Pair> earlier) {
        Priors priors = Priors.of(lexicon, pair, corpus);
        Views views = new Views(priors.words(), priors.characters());
        return new Translations(
                priors, views, Tables.of(views, pair), Samples.Earlier.of(lexicon, pair, earlier), corpus.isEmpty());
    }

    /** Returns the translations for a part of the texts. */
    public Translations ofPart() {
        return new Translations(priors, trained, tables, Samples.Earlier.NONE, lexicalOnly);
    }

    /**
     * Returns translations that are also trained on beads of the texts.
     *
     * @param samples beads in a view of the Chinese side
     */
    public Translations learn(TokenizedPair pair, Function<TokenView, List<Samples.Sample>> samples) {
        List<TranslationTable.Probabilities> both = ParallelTasks.both(
                pair.chineseSize(),
                MIN_ASIDE_LENGTH,
                () -> new SelfTraining(pair.words(), pair.stems(), priors.words())
                        .learn(all(earlier.words(), samples.apply(pair.words())), trained.words, lexicalOnly),
                () -> new SelfTraining(pair.characters(), pair.stems(), priors.characters())
                        .learn(
                                all(earlier.characters(), samples.apply(pair.characters())),
                                trained.characters,
                                lexicalOnly));
        Views views = new Views(both.get(0), both.get(1));
        return new Translations(priors, views, Tables.of(views, pair), earlier, false);
    }

    private static List<Samples.Sample> all(List<Samples.Sample> earlier, List<Samples.Sample> own) {
        List<Samples.Sample> all = new ArrayList<>(earlier);
        all.addAll(own);
        return all;
    }
}
