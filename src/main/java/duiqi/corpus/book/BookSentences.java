package duiqi.corpus.book;

import duiqi.align.Slicer;
import duiqi.corpus.input.CorpusDocument;
import duiqi.text.Location;
import duiqi.text.Paragraph;
import duiqi.text.Segment;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * A book of which no more is in memory than what was looked at last. Safe for threads, which wait for each other while a file is
 * read. A file that cannot be read is an {@link UncheckedIOException}.
 */
final class BookSentences implements Slicer.Sentences {
    /** Blocks of each side that stay in memory: a few windows, or two slices. */
    private static final int BLOCKS_KEPT = 24;

    private final BookIndex book;
    private final FileSystem files;
    private final Path folder;
    private final Map<SentenceBlock, CorpusDocument.Side> kept = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<SentenceBlock, CorpusDocument.Side> eldest) {
            return size() > 2 * BLOCKS_KEPT;
        }
    };

    /**
     * @param folder where the files are
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

    private List<Segment> segments(BookIndex.BookText text, int from, int end) {
        CorpusDocument.Side side = side(text, from, end);
        List<Segment> segments = new ArrayList<>(end - from);
        for (int k = 0; k < end - from; k++) {
            segments.add(new Segment(
                    side.texts().get(k),
                    new Location(book.id(), from + k + 1, 1),
                    side.paragraphs().get(k),
                    Paragraph.Kind.valueOf(side.kinds().get(k))));
        }
        return segments;
    }

    /** Chinese sentences {@code from} to {@code end - 1}, with the numbers that their paragraphs have in the book. */
    CorpusDocument.Side chineseSide(int from, int end) {
        return side(book.chinese(), from, end);
    }

    /** The same of English ones. */
    CorpusDocument.Side englishSide(int from, int end) {
        return side(book.english(), from, end);
    }

    private CorpusDocument.Side side(BookIndex.BookText text, int from, int end) {
        List<String> texts = new ArrayList<>(end - from);
        List<Integer> paragraphs = new ArrayList<>(end - from);
        List<String> kinds = new ArrayList<>(end - from);
        for (int at = from; at < end; ) {
            int number = text.blockOf(at);
            int before = text.sentencesBefore(number);
            int blockEnd = Math.min(end, text.sentencesBefore(number + 1));
            CorpusDocument.Side block = read(text.block(number)).slice(at - before, blockEnd - before);
            texts.addAll(block.texts());
            paragraphs.addAll(block.paragraphs());
            kinds.addAll(block.kinds());
            at = blockEnd;
        }
        return new CorpusDocument.Side(texts, paragraphs, kinds);
    }

    private long before(BookIndex.BookText text, int segment) {
        int number = text.blockOf(segment);
        int inside = segment - text.sentencesBefore(number);
        long before = text.lengthBefore(number);
        if (inside > 0) {
            CorpusDocument.Side block = read(text.block(number));
            for (int k = 0; k < inside; k++) {
                before += block.texts().get(k).length();
            }
        }
        return before;
    }

    private synchronized CorpusDocument.Side read(SentenceBlock block) {
        CorpusDocument.Side found = kept.get(block);
        if (found == null) {
            try {
                found = SentenceFile.read(files, folder, block);
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
            kept.put(block, found);
        }
        return found;
    }
}
