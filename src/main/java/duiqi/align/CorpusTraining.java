package duiqi.align;

import duiqi.align.learn.Priors;
import duiqi.align.learn.Samples;
import duiqi.align.learn.SelfTraining;
import duiqi.align.learn.TokenView;
import duiqi.align.learn.TokenizedPair;
import duiqi.align.learn.TranslationTable;
import duiqi.lexicon.Lexicon;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Learns translation tables from a whole corpus of aligned texts: IBM Model 1 by expectation maximisation, as
 * {@link SelfTraining} does it for one text. In one process; a cluster does the same in the same pieces, and gets the same tables
 * to the last bit, since everything that is added up is a whole number:
 *
 * <ol>
 *   <li>{@link TokenTypes.Counts} of every text, added up; their {@link TokenTypes}.
 *   <li>{@link #ITERATIONS} times: by {@link Expectation} the {@link ExpectedCounts} of every text, added up by ranges of Chinese
 *       types; {@link CorpusTables.Part} of each range; {@link CorpusTables} of all rows, which serve the next iteration.
 * </ol>
 *
 * Immutable and thread-safe.
 */
public final class CorpusTraining {
    /** How often the tables are improved. */
    public static final int ITERATIONS = 3;

    private final Lexicon lexicon;
    private final int parts;

    /**
     * @param parts into how many parts the corpus, and the rows of the tables, are cut; it changes nothing in the tables
     */
    public CorpusTraining(Lexicon lexicon, int parts) {
        if (parts < 1) {
            throw new IllegalArgumentException("a corpus has at least one part, not " + parts);
        }
        this.lexicon = lexicon;
        this.parts = parts;
    }

    /** Returns the tables that texts teach. */
    public CorpusTables learn(List<ParallelText> texts) {
        return learn(texts, ITERATIONS);
    }

    CorpusTables learn(List<ParallelText> texts, int iterations) {
        List<List<ParallelText>> corpus = IntStream.range(0, parts)
                .mapToObj(part -> texts.subList(cut(texts, part), cut(texts, part + 1)))
                .toList();
        TokenTypes vocabulary = vocabulary(corpus);
        CorpusTables tables = CorpusTables.EMPTY;
        for (int iteration = 0; iteration < iterations; iteration++) {
            tables = improve(corpus, vocabulary, tables);
        }
        return tables;
    }

    private int cut(List<ParallelText> texts, int part) {
        return (int) ((long) texts.size() * part / parts);
    }

    private TokenTypes vocabulary(List<List<ParallelText>> corpus) {
        TokenTypes.Counts all = new TokenTypes.Counts();
        corpus.parallelStream()
                .map(part -> {
                    TokenTypes.Counts counts = new TokenTypes.Counts();
                    part.forEach(text -> counts.add(lexicon, new TextPair(text.source(), text.target())));
                    return counts;
                })
                .forEachOrdered(all::add);
        return TokenTypes.of(all);
    }

    private CorpusTables improve(List<List<ParallelText>> corpus, TokenTypes vocabulary, CorpusTables before) {
        Expectation expectation = new Expectation(lexicon, vocabulary, before);
        List<List<ExpectedCounts>> counted = corpus.parallelStream()
                .map(part -> {
                    ExpectedCounts counts = new ExpectedCounts();
                    part.forEach(text -> expectation.add(text, counts));
                    return counts.split(parts, vocabulary);
                })
                .toList();
        List<CorpusTables.Part> rows = IntStream.range(0, parts)
                .parallel()
                .mapToObj(range -> {
                    ExpectedCounts sum = new ExpectedCounts();
                    counted.forEach(part -> sum.add(part.get(range)));
                    return CorpusTables.Part.of(sum, vocabulary);
                })
                .toList();
        return CorpusTables.of(vocabulary, new ArrayList<>(rows));
    }

    /**
     * The first half of an iteration of expectation maximisation over a corpus: what the pairs of types in one aligned text are
     * expected to have made of each other, by the tables so far. Immutable and thread-safe.
     */
    public static final class Expectation {
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
            if (!ParallelTextCheck.of(
                            pair, priors.lexicalWords(), text.alignment().beads())
                    .belongsTogether()) {
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

        /** Returns a bead to learn from, if it is not too vague; one with gaps has been joined from afar, and is. */
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
}
