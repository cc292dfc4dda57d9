package duiqi.corpus.book;

import duiqi.corpus.input.CorpusDocument;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A book of which the sentences lie in files. Immutable.
 *
 * @param id its id
 * @param place where it stands in the input
 * @param reason why it cannot be cut; empty where it can
 */
public record BookIndex(String id, String place, BookText chinese, BookText english, String reason)
        implements Serializable {
    private static final Comparator<SentenceBlock> ORDER =
            Comparator.comparingInt(SentenceBlock::piece).thenComparingInt(SentenceBlock::number);

    /** Puts the blocks of all books in order, which tasks have written in any. */
    static Map<String, BookIndex> of(List<SentenceBlock> blocks) {
        Map<String, List<SentenceBlock>> byBook = new LinkedHashMap<>();
        blocks.stream()
                .sorted(Comparator.comparing(SentenceBlock::book))
                .forEach(block -> byBook.computeIfAbsent(block.book(), none -> new ArrayList<>())
                        .add(block));
        Map<String, BookIndex> books = new LinkedHashMap<>();
        byBook.forEach((id, own) -> books.put(id, book(own)));
        return books;
    }

    /** The book with an id, which must be one of them. */
    static BookIndex in(Map<String, BookIndex> books, String id) {
        return Optional.ofNullable(books.get(id)).orElseThrow();
    }

    private static BookIndex book(List<SentenceBlock> blocks) {
        BookText chinese = text(blocks, Side.CHINESE);
        BookText english = text(blocks, Side.ENGLISH);
        Optional<String> told = blocks.stream()
                .filter(block -> !block.reason().isEmpty())
                .min(Comparator.comparing(SentenceBlock::side).thenComparing(ORDER))
                .map(SentenceBlock::reason);
        String reason = told.orElse(
                chinese.size() == 0
                        ? "its Chinese side has no sentences"
                        : english.size() == 0 ? "its English side has no sentences" : "");
        return new BookIndex(blocks.get(0).book(), blocks.get(0).place(), chinese, english, reason);
    }

    private static BookText text(List<SentenceBlock> blocks, Side side) {
        return new BookText(blocks.stream()
                .filter(block -> block.side() == side && block.sentences() > 0)
                .sorted(ORDER)
                .toList());
    }

    /** One of the two texts of a book. */
    public enum Side {
        CHINESE,
        ENGLISH;

        CorpusDocument.Side of(CorpusDocument document) {
            return this == CHINESE ? document.chinese() : document.english();
        }
    }

    /** Where the sentences of one side of a book lie, by their numbers. Immutable. */
    static final class BookText implements Serializable {
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
}
