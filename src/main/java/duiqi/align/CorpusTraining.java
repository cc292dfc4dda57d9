package duiqi.align;

import duiqi.lexicon.Lexicon;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Learns translation tables from a whole corpus of aligned texts: IBM Model 1 by expectation maximisation, as
 * {@link SelfTraining} does it for one text. In one process; a cluster does the same in the same pieces, and gets the same tables
 * to the last bit, since everything that is added up is a whole number:
 *
 * <ol>
 *   <li>{@link TypeCounts} of every text, added up; their {@link TokenTypes}.
 *   <li>{@link #ITERATIONS} times: by {@link Expectation} the {@link ExpectedCounts} of every text, added up by ranges of Chinese
 *       types; {@link TranslationRows} of each range; {@link CorpusTables} of all rows, which serve the next iteration.
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

    /** The tables that texts teach. */
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
        TypeCounts all = new TypeCounts();
        corpus.parallelStream()
                .map(part -> {
                    TypeCounts counts = new TypeCounts();
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
        List<TranslationRows> rows = IntStream.range(0, parts)
                .parallel()
                .mapToObj(range -> {
                    ExpectedCounts sum = new ExpectedCounts();
                    counted.forEach(part -> sum.add(part.get(range)));
                    return TranslationRows.of(sum, vocabulary);
                })
                .toList();
        return CorpusTables.of(vocabulary, new ArrayList<>(rows));
    }
}
