package duiqi.align;

import duiqi.align.learn.ParallelTasks;
import duiqi.align.learn.SelfTraining;
import duiqi.lexicon.Lexicon;
import java.util.List;

/**
 * Trains translation tables on a whole corpus of aligned texts: IBM Model 1 by expectation maximisation, as
 * {@link SelfTraining} does for one text. This class works in one process. A cluster runs the same steps and gets
 * identical tables, because all sums are sums of whole numbers:
 *
 * <ol>
 * <li>Count the types of every text ({@link TokenTypes.Counts}), add the counts, and make {@link TokenTypes} of them.
 * <li>Repeat {@link #ITERATIONS} times: {@link Expectation} computes the {@link ExpectedCounts} of every text; add them
 * by ranges of Chinese types; make {@link TableRows} of each range, and {@link CorpusTables} of all ranges for
 * the next iteration.
 * </ol>
 */
public final class CorpusTraining {
    /** Number of iterations of expectation maximisation. */
    public static final int ITERATIONS = 3;

    private CorpusTraining() {}

    /** Returns tables trained on texts. */
    public static CorpusTables learn(Lexicon lexicon, List<ParallelText> texts) {
        TokenTypes.Counts types = new TokenTypes.Counts();
        ParallelTasks.stretches(texts.size(), 1, (from, end) -> {
                    TokenTypes.Counts own = new TokenTypes.Counts();
                    texts.subList(from, end)
                            .forEach(text -> own.add(lexicon, new TextPair(text.source(), text.target())));
                    return own;
                })
                .forEach(types::add);
        TokenTypes vocabulary = TokenTypes.of(types);
        CorpusTables tables = CorpusTables.EMPTY;
        for (int iteration = 0; iteration < ITERATIONS; iteration++) {
            Expectation expectation = new Expectation(lexicon, vocabulary, tables);
            ExpectedCounts counts = new ExpectedCounts();
            ParallelTasks.stretches(texts.size(), 1, (from, end) -> {
                        ExpectedCounts own = new ExpectedCounts();
                        texts.subList(from, end).forEach(text -> expectation.add(text, own));
                        return own;
                    })
                    .forEach(counts::add);
            tables = CorpusTables.of(vocabulary, List.of(TableRows.of(counts, vocabulary)));
        }
        return tables;
    }
}
