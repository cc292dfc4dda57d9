package duiqi.corpus;

import java.io.Serializable;
import java.util.Arrays;
import java.util.List;

/** Where the sentences of one side of a book lie, by their numbers. Immutable. */
final class BookText implements Serializable {
    private final SentenceBlock[] blocks;
    private final int[] sentencesBefore;
    private final long[] lengthBefore;

    /**
     * @param blocks in the order of the text
     */
    BookText(List<SentenceBlock> blocks) {
        this.blocks = blocks.toArray(SentenceBlock[]::new);
        sentencesBefore = new int[blocks.size() + 1];
        lengthBefore = new long[blocks.size() + 1];
        for (int k = 0; k < this.blocks.length; k++) {
            sentencesBefore[k + 1] = sentencesBefore[k] + this.blocks[k].sentences();
            lengthBefore[k + 1] = lengthBefore[k] + this.blocks[k].length();
        }
    }

    /** Number of sentences. */
    int size() {
        return sentencesBefore[blocks.length];
    }

    /** UTF-16 units in all sentences. */
    long length() {
        return lengthBefore[blocks.length];
    }

    /** The number of the block with a sentence; behind the last sentence there is none, but the number it would have. */
    int blockOf(int sentence) {
        int found = Arrays.binarySearch(sentencesBefore, sentence);
        return found >= 0 ? found : -found - 2;
    }

    SentenceBlock block(int number) {
        return blocks[number];
    }

    /** Number of sentences before a block. */
    int sentencesBefore(int number) {
        return sentencesBefore[number];
    }

    /** UTF-16 units before a block. */
    long lengthBefore(int number) {
        return lengthBefore[number];
    }
}
