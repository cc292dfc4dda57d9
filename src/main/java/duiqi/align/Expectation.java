package duiqi.align;

import duiqi.align.learn.Priors;
import duiqi.align.learn.Samples;
import duiqi.align.learn.SelfTraining;
import duiqi.align.learn.TokenView;
import duiqi.align.learn.TokenizedPair;
import duiqi.align.learn.Translations.TranslationTable;
import duiqi.lexicon.Lexicon;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Computes the first half of an iteration of expectation maximisation over a corpus: the expected counts of pairs
 * of types in one aligned text, by the tables so far. Immutable and thread-safe.
 */
public final class Expectation {
    private final Lexicon lexicon;
    private final CorpusTables tables;
    private final TokenTypes vocabulary;

    /**
     * Creates the expectation step of an iteration.
     *
     * @param vocabulary vocabulary of the corpus
     * @param tables tables of the previous iteration, with the same vocabulary; {@link CorpusTables#EMPTY} at first
     */
    public Expectation(Lexicon lexicon, TokenTypes vocabulary, CorpusTables tables) {
        if (!tables.isEmpty() && !tables.vocabulary().equals(vocabulary)) {
            throw new IllegalArgumentException("the tables have another vocabulary");
        }
        this.lexicon = lexicon;
        this.vocabulary = vocabulary;
        this.tables = tables;
    }

    /**
     * Adds the expected counts of a text. A text whose sides are not translations of each other adds nothing, so
     * that it does not damage the tables.
     *
     * @return true if the text added counts
     */
    public boolean add(ParallelText text, ExpectedCounts counts) {
        if (text.source().segments().isEmpty() || text.target().segments().isEmpty()) {
            return false;
        }
        TokenizedPair pair = new TokenizedPair(
                lexicon, text.source().segments(), text.target().segments());
        Priors priors = Priors.of(lexicon, pair, tables);
        if (!ParallelTextCheck.of(pair, priors.lexicalWords(), text.alignment().beads())
                .isParallel()) {
            return false;
        }
        int[] stems = vocabulary.numbers(TokenTypes.View.STEM, pair.stems());
        add(TokenTypes.View.WORD, pair, priors.words(), text, stems, counts);
        add(TokenTypes.View.CHARACTER, pair, priors.characters(), text, stems, counts);
        return true;
    }

    private void add(
            TokenTypes.View side,
            TokenizedPair pair,
            TranslationTable.Probabilities start,
            ParallelText text,
            int[] stemNumbers,
            ExpectedCounts counts) {
        TokenView view = side.of(pair);
        int[] chineseNumbers = vocabulary.numbers(side, view);
        List<Samples.Sample> samples = new ArrayList<>();
        for (Bead bead : text.alignment().beads()) {
            sample(bead, pair, view).ifPresent(samples::add);
        }
        new SelfTraining(view, pair.stems(), start)
                .expect(samples, start, tables.isEmpty(), (token, stems, forward, backward) -> {
                    for (int stem : stems) {
                        if (chineseNumbers[token] >= 0 && stemNumbers[stem] >= 0) {
                            counts.add(chineseNumbers[token], stemNumbers[stem], forward[stem], backward[stem]);
                        }
                    }
                });
    }

    /**
     * Returns a bead as a training sample; empty if the bead is too imprecise. A bead with gaps joins distant
     * sentences, so it is too imprecise.
     */
    private static Optional<Samples.Sample> sample(Bead bead, TokenizedPair pair, TokenView view) {
        boolean clear = !bead.isNull()
                && bead.source().size() + bead.target().size() <= Samples.MAX_SIZE
                && hasNoGap(bead.source())
                && hasNoGap(bead.target());
        return clear
                ? Optional.of(Samples.Sample.of(
                        pair,
                        view,
                        bead.source().get(0),
                        bead.source().size(),
                        bead.target().get(0),
                        bead.target().size()))
                : Optional.empty();
    }

    private static boolean hasNoGap(List<Integer> segments) {
        return segments.get(segments.size() - 1) - segments.get(0) == segments.size() - 1;
    }
}
