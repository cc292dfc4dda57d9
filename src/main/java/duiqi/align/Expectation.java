package duiqi.align;

import duiqi.lexicon.Lexicon;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The first half of an iteration of expectation maximisation over a corpus: what the pairs of types in one aligned text are
 * expected to have made of each other, by the tables so far. Immutable and thread-safe.
 */
public final class Expectation {
    private final Lexicon lexicon;
    private final CorpusTables tables;
    private final TokenTypes vocabulary;

    /**
     * @param vocabulary of the corpus
     * @param tables those of the iteration before, of the same vocabulary; {@link CorpusTables#EMPTY} at first
     */
    public Expectation(Lexicon lexicon, TokenTypes vocabulary, CorpusTables tables) {
        if (!tables.isEmpty() && !tables.vocabulary().equals(vocabulary)) {
            throw new IllegalArgumentException("the tables are of another vocabulary");
        }
        this.lexicon = lexicon;
        this.vocabulary = vocabulary;
        this.tables = tables;
    }

    /**
     * Adds what a text teaches. One whose sides do not look like renderings of each other teaches nothing, lest it spoil what
     * others have taught.
     *
     * @return whether it taught
     */
    public boolean add(ParallelText text, ExpectedCounts counts) {
        if (text.source().segments().isEmpty() || text.target().segments().isEmpty()) {
            return false;
        }
        TokenizedPair pair = new TokenizedPair(
                lexicon, text.source().segments(), text.target().segments());
        Priors priors = Priors.of(lexicon, pair, tables);
        if (!ParallelTextCheck.of(pair, priors.lexicalWords(), text.alignment().beads())
                .belongsTogether()) {
            return false;
        }
        int[] stems = vocabulary.numbers(View.STEM, pair.stems());
        add(View.WORD, pair, priors.words(), text, stems, counts);
        add(View.CHARACTER, pair, priors.characters(), text, stems, counts);
        return true;
    }

    private void add(
            View side,
            TokenizedPair pair,
            TranslationProbabilities start,
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

    /** A bead to learn from, if it is not too vague; one with gaps has been joined from afar, and is. */
    private static Optional<Samples.Sample> sample(Bead bead, TokenizedPair pair, TokenView view) {
        boolean clear = !bead.isNull()
                && bead.source().size() + bead.target().size() <= Samples.MAX_SIZE
                && hasNoGap(bead.source())
                && hasNoGap(bead.target());
        return clear
                ? Optional.of(Samples.of(
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
