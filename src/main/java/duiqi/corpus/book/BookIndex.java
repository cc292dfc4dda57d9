package duiqi.corpus.book;

import duiqi.align.Slicer;
import duiqi.corpus.book.BookSegmenting.SentenceFile.SentenceBlock;
import duiqi.corpus.input.CorpusDocument.Side;
import duiqi.corpus.input.CorpusDocument.SideName;
import duiqi.text.Segment;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * Holds the index of a book whose sentences are in files. Immutable.
 *
 * @param id the id of the book
 * @param place the location of the book in the input
 * @param chinese the index of the Chinese sentences
 * @param english the index of the English sentences
 * @param reason the reason why the book cannot be cut; empty if it can
 */
public record BookIndex(String id, String place, BookText chinese, BookText english, String reason)
        implements Serializable {
    private static final Comparator<SentenceBlock> ORDER =
            Comparator.comparingInt(SentenceBlock::piece).thenComparingInt(SentenceBlock::number);

    /** Returns the books of some blocks, which may be in any order. */
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

    /** Returns the book with the given id, which must exist. */
    static BookIndex in(Map<String, BookIndex> books, String id) {
        return Optional.ofNullable(books.get(id)).orElseThrow();
    }

    private static BookIndex book(List<SentenceBlock> blocks) {
        BookText chinese = text(blocks, SideName.CHINESE);
        BookText english = text(blocks, SideName.ENGLISH);
        Optional<String> given = blocks.stream()
                .filter(block -> !block.reason().isEmpty())
                .min(Comparator.comparing(SentenceBlock::side).thenComparing(ORDER))
                .map(SentenceBlock::reason);
        String reason = given.orElse(
                chinese.size() == 0
                        ? "the Chinese side has no sentences"
                        : english.size() == 0 ? "the English side has no sentences" : "");
        return new BookIndex(blocks.get(0).book(), blocks.get(0).place(), chinese, english, reason);
    }

    private static BookText text(List<SentenceBlock> blocks, SideName side) {
        return new BookText(blocks.stream()
                .filter(block -> block.side() == side && block.stretch().sentences() > 0)
                .sorted(ORDER)
                .toList());
    }

    /** Finds the sentences of one side by their numbers. Immutable. */
    static final class BookText implements Serializable {
        private final SentenceBlock[] blocks;
        private final int[] sentencesBefore;
        private final long[] lengthBefore;

        /**
         * Creates the index of one side.
         *
         * @param blocks the blocks in the order of the text
         */
        BookText(List<SentenceBlock> blocks) {
            this.blocks = blocks.toArray(SentenceBlock[]::new);
            sentencesBefore = new int[blocks.size() + 1];
            lengthBefore = new long[blocks.size() + 1];
            for (int k = 0; k < this.blocks.length; k++) {
                sentencesBefore[k + 1] =
                        sentencesBefore[k] + this.blocks[k].stretch().sentences();
                lengthBefore[k + 1] = lengthBefore[k] + this.blocks[k].stretch().length();
            }
        }

        /** Returns the number of sentences. */
        int size() {
            return sentencesBefore[blocks.length];
        }

        /**
         * Returns the number of the block that contains a sentence. For the end of the text, returns the number of
         * blocks.
         */
        int blockOf(int sentence) {
            int found = Arrays.binarySearch(sentencesBefore, sentence);
            return found >= 0 ? found : -found - 2;
        }

        SentenceBlock block(int number) {
            return blocks[number];
        }

        /** Returns the number of sentences before a block. */
        int sentencesBefore(int number) {
            return sentencesBefore[number];
        }

        /** Returns the number of UTF-16 units before a block. */
        long lengthBefore(int number) {
            return lengthBefore[number];
        }
    }

    /**
     * Reads the sentences of a book from files, and keeps only the last blocks in memory. Thread-safe; a thread waits
     * while another thread reads a file. A read error is thrown as {@link UncheckedIOException}.
     */
    static final class BookSentences implements Slicer.Sentences {
        /** Maximum number of blocks of each side in memory, enough for a few windows or two slices. */
        private static final int BLOCKS_KEPT = 24;

        private final BookIndex book;
        private final FileSystem files;
        private final Path folder;
        private final Map<SentenceBlock, Side> kept = new LinkedHashMap<>(16, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<SentenceBlock, Side> eldest) {
                return size() > 2 * BLOCKS_KEPT;
            }
        };

        /**
         * Creates a reader of a book.
         *
         * @param folder the folder of the files
         */
        BookSentences(BookIndex book, FileSystem files, Path folder) {
            this.book = book;
            this.files = files;
            this.folder = folder;
        }

        @Override
        public int chineseSize() {
            return book.chinese().size();
        }

        @Override
        public int englishSize() {
            return book.english().size();
        }

        @Override
        public List<Segment> chinese(int from, int end) {
            return segments(book.chinese(), from, end);
        }

        @Override
        public List<Segment> english(int from, int end) {
            return segments(book.english(), from, end);
        }

        @Override
        public long chineseBefore(int segment) {
            return before(book.chinese(), segment);
        }

        @Override
        public long englishBefore(int segment) {
            return before(book.english(), segment);
        }

        private List<Segment> segments(BookText text, int from, int end) {
            return side(text, from, end).segments(book.id(), from + 1);
        }

        /**
         * Returns the Chinese sentences {@code from} to {@code end - 1}. Their paragraphs are numbered as in the book.
         */
        Side chineseSide(int from, int end) {
            return side(book.chinese(), from, end);
        }

        /**
         * Returns the English sentences {@code from} to {@code end - 1}. Their paragraphs are numbered as in the book.
         */
        Side englishSide(int from, int end) {
            return side(book.english(), from, end);
        }

        private Side side(BookText text, int from, int end) {
            List<String> texts = new ArrayList<>(end - from);
            List<Integer> paragraphs = new ArrayList<>(end - from);
            List<String> kinds = new ArrayList<>(end - from);
            for (int at = from; at < end; ) {
                int number = text.blockOf(at);
                int before = text.sentencesBefore(number);
                int blockEnd = Math.min(end, text.sentencesBefore(number + 1));
                Side block = read(text.block(number)).slice(at - before, blockEnd - before);
                texts.addAll(block.texts());
                paragraphs.addAll(block.paragraphs());
                kinds.addAll(block.kinds());
                at = blockEnd;
            }
            return new Side(texts, paragraphs, kinds);
        }

        private long before(BookText text, int segment) {
            int number = text.blockOf(segment);
            int inside = segment - text.sentencesBefore(number);
            long before = text.lengthBefore(number);
            if (inside > 0) {
                Side block = read(text.block(number));
                for (int k = 0; k < inside; k++) {
                    before += block.texts().get(k).length();
                }
            }
            return before;
        }

        private synchronized Side read(SentenceBlock block) {
            Side found = kept.get(block);
            if (found == null) {
                try {
                    found = BookSegmenting.SentenceFile.read(files, folder, block.stretch());
                } catch (IOException failure) {
                    throw new UncheckedIOException(failure);
                }
                kept.put(block, found);
            }
            return found;
        }
    }
}
