package duiqi.align.evidence;

import duiqi.align.learn.TokenizedPair;
import duiqi.align.learn.Translations;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * How strongly each token of one segment is expected from each segment of the other side, for the pairs of segments inside a
 * band. Computed in blocks of rows, a row for each Chinese segment, as a sweep over the band asks for them; other threads
 * compute the next blocks meanwhile. Only the last rows are kept, so that memory follows the width of the band and not the
 * length of the texts. Not thread-safe.
 */
public final class PairScores {
    /** Rows of a block, fewer where the band is wide; never fewer than the largest bead has Chinese segments. */
    private static final int MAX_ROWS = 48;

    private static final int MIN_ROWS = 10;

    /** English segments in all rows of a block together; blocks of wider bands are kept small. */
    private static final int MAX_SEGMENTS = 50_000;

    /** Blocks that other threads compute ahead of the sweep. */
    private static final int AHEAD = Math.min(4, Runtime.getRuntime().availableProcessors()) - 1;

    private final TokenizedPair pair;
    private final Band band;
    private final Translations.Tables tables;
    private final int[] stemOffsets;
    private final int rowsOfBlock;

    /** The blocks at hand, by the last digit of their numbers in base 2: beads reach into the block before. */
    private final @Nullable Block[] blocks = new Block[2];

    private final Deque<Block> ahead = new ArrayDeque<>();
    private int last = -1;

    /** Readers that no thread is using. */
    private final Queue<RowReader> readers = new ConcurrentLinkedQueue<>();

    /**
     * One Chinese segment against the English segments {@code first} to {@code end - 1}.
     *
     * @param wordForward by English token from the first of {@code first} on: sum over the Chinese words of weight times ratio
     * @param characterForward the same over the Chinese characters
     * @param wordBackward for each English segment, by Chinese word: sum over the English stems of weight times ratio
     * @param characterBackward the same by Chinese character
     */
    record Row(
            int first,
            int end,
            float[] wordForward,
            float[] characterForward,
            float[] wordBackward,
            float[] characterBackward) {}

    /** Some rows, computed by whichever thread comes first. */
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

    /** Returns the row of a Chinese segment. */
    Row row(int i) {
        int number = i / rowsOfBlock;
        Block block = blocks[number & 1];
        if (block == null || block.number != number) {
            block = enter(number);
            blocks[number & 1] = block;
        }
        return block.rows()[i - number * rowsOfBlock];
    }

    /** Returns a block not at hand; those after it are begun when the sweep seems to go on. */
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

    /** Returns whether all pairs of segments of a bead lie in the band and none is blank: nothing renders an empty line. */
    public boolean covers(int i, int n, int j, int m) {
        for (int k = i; k < i + n; k++) {
            if (j < band.first(k) || j + m > band.end(k) || pair.isBlankChinese(k)) {
                return false;
            }
        }
        for (int k = j; k < j + m; k++) {
            if (pair.isBlankEnglish(k)) {
                return false;
            }
        }
        return true;
    }
}
