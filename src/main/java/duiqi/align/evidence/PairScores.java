package duiqi.align.evidence;

import duiqi.align.learn.TokenizedPair;
import duiqi.align.learn.Translations;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ForkJoinPool;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Computes lexical scores of each token of a segment given each segment of the other side, for the pairs of segments
 * inside a band. Each Chinese segment has a row. A sweep over the band requests blocks of rows, while other threads
 * compute the next blocks. Only the last rows are kept, so memory depends on the width of the band and not on the
 * length of the texts. Not thread-safe.
 */
public final class PairScores {
    /**
     * Maximum number of rows of a block. Wide bands have smaller blocks, but never smaller than the largest bead's
     * number of Chinese segments.
     */
    private static final int MAX_ROWS = 24;

    private static final int MIN_ROWS = 10;

    /** Limit of English segments in all rows of a block, which keeps blocks of wide bands small. */
    private static final int MAX_SEGMENTS = 50_000;

    /** Number of blocks that other threads compute ahead of the sweep. */
    private static final int AHEAD = Math.min(4, Runtime.getRuntime().availableProcessors()) - 1;

    private final TokenizedPair pair;
    private final Band band;
    private final Translations.Tables tables;
    private final int[] stemOffsets;

    /** By Chinese segment: end of the run of segments with text that begins with it. */
    private final int[] chineseText;

    private final int[] englishText;
    private final int rowsOfBlock;

    /** The last two blocks, at even and odd numbers: beads reach into the previous block. */
    private final @Nullable Block[] blocks = new Block[2];

    private final Deque<Block> ahead = new ArrayDeque<>();
    private int last = -1;

    /** Readers that no thread is using. */
    private final Queue<RowReader> readers = new ConcurrentLinkedQueue<>();

    /**
     * Holds the scores of one Chinese segment with the English segments {@code first} to {@code end - 1}.
     *
     * @param first first English segment
     * @param end one past the last English segment
     * @param wordForward by English token, from the first token of {@code first} on: sum over the Chinese words of
     *     weight times ratio
     * @param characterForward the same sum over the Chinese characters
     * @param wordBackward for each English segment, by Chinese word: sum over the English stems of weight times ratio
     * @param characterBackward the same sum by Chinese character
     */
    record Row(
            int first,
            int end,
            float[] wordForward,
            float[] characterForward,
            float[] wordBackward,
            float[] characterBackward) {}

    /** Holds some rows, which the first thread to need them computes. */
    private final class Block {
        final int number;
        private Row @Nullable [] rows;

        Block(int number) {
            this.number = number;
        }

        synchronized Row[] rows() {
            Row[] known = rows;
            if (known == null) {
                RowReader idle = readers.poll();
                RowReader reader = idle == null ? new RowReader(pair, band, stemOffsets, tables) : idle;
                int from = number * rowsOfBlock;
                known = reader.rows(from, Math.min(pair.chineseSize(), from + rowsOfBlock));
                readers.add(reader);
                rows = known;
            }
            return known;
        }
    }

    public PairScores(TokenizedPair pair, Band band, Translations.Tables tables) {
        this.pair = pair;
        this.band = band;
        this.tables = tables;
        stemOffsets = new int[pair.englishSize() + 1];
        for (int j = 0; j < pair.englishSize(); j++) {
            stemOffsets[j + 1] = stemOffsets[j] + pair.stems().tokens(j).length;
        }
        chineseText = nextBlank(pair.chineseSize(), pair::isBlankChinese);
        englishText = nextBlank(pair.englishSize(), pair::isBlankEnglish);
        int width = IntStream.range(0, band.rows())
                .map(i -> band.end(i) - band.first(i))
                .max()
                .orElse(1);
        rowsOfBlock = Math.max(MIN_ROWS, Math.min(MAX_ROWS, MAX_SEGMENTS / Math.max(1, width)));
    }

    TokenizedPair pair() {
        return pair;
    }

    Band band() {
        return band;
    }

    Translations.Tables tables() {
        return tables;
    }

    /** Returns the number of English tokens before an English segment. */
    int stemOffset(int j) {
        return stemOffsets[j];
    }

    Row row(int i) {
        int number = i / rowsOfBlock;
        Block block = blocks[number & 1];
        if (block == null || block.number != number) {
            block = enter(number);
            blocks[number & 1] = block;
        }
        return block.rows()[i - number * rowsOfBlock];
    }

    /**
     * Returns a block that is not one of the last two. If the sweep seems to continue, starts computing the blocks
     * after it.
     */
    private Block enter(int number) {
        boolean goesOn = number == last + 1;
        last = number;
        while (!ahead.isEmpty() && (ahead.element().number < number || !goesOn)) {
            ahead.remove();
        }
        Block block = ahead.isEmpty() ? new Block(number) : ahead.remove();
        int blocksInAll = (pair.chineseSize() - 1) / rowsOfBlock + 1;
        while (goesOn && rowsOfBlock == MAX_ROWS && ahead.size() < AHEAD) {
            int next = number + 1 + ahead.size();
            if (next >= blocksInAll) {
                break;
            }
            Block begun = new Block(next);
            ahead.add(begun);
            ForkJoinPool.commonPool().execute(begun::rows);
        }
        return block;
    }

    /**
     * Returns whether all pairs of segments of a bead are in the band and none is blank. A blank segment has no
     * translation.
     */
    public boolean covers(int i, int n, int j, int m) {
        // The ends of the ranges of a band never decrease, so its first and last row decide.
        return j >= band.first(i + n - 1) && j + m <= band.end(i) && chineseText[i] >= i + n && englishText[j] >= j + m;
    }

    /** Returns for each segment the next blank segment, itself included, or the number of segments. */
    private static int[] nextBlank(int size, IntPredicate isBlank) {
        int[] next = new int[size + 1];
        next[size] = size;
        for (int k = size - 1; k >= 0; k--) {
            next[k] = isBlank.test(k) ? k : next[k + 1];
        }
        return next;
    }
}
