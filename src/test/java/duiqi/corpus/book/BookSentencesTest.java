package duiqi.corpus.book;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import duiqi.corpus.input.CorpusDocument;
import duiqi.text.Paragraph;
import duiqi.text.Segment;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BookSentencesTest {
    private static final List<String> TEXTS =
            List.of("", "水。", "The gardener planted three apple trees.", "𠮷野家", "é\n", "x".repeat(30_000));

    private static CorpusDocument.Side side(int size, Random random) {
        List<String> texts = new ArrayList<>();
        List<Integer> paragraphs = new ArrayList<>();
        List<String> kinds = new ArrayList<>();
        for (int k = 0; k < size; k++) {
            // Long sentences are rare, so that some blocks end because of their length and others because of their
            // number of sentences.
            int which = random.nextInt(40) == 0 ? TEXTS.size() - 1 : random.nextInt(TEXTS.size() - 1);
            texts.add(TEXTS.get(which));
            paragraphs.add((k == 0 ? 0 : paragraphs.get(k - 1)) + random.nextInt(2));
            Paragraph.Kind[] all = Paragraph.Kind.values();
            kinds.add(all[random.nextInt(all.length)].name());
        }
        return new CorpusDocument.Side(texts, paragraphs, kinds);
    }

    /** Writes both sides in pieces to two files, as tasks do. */
    private static BookIndex written(
            CorpusDocument.Side chinese, CorpusDocument.Side english, Path folder, Random random) throws IOException {
        FileSystem files = FileSystem.getLocal(new Configuration());
        List<BookSegmenting.SentenceFile.SentenceBlock> blocks = new ArrayList<>();
        try (BookSegmenting.SentenceFile one = new BookSegmenting.SentenceFile(files, new Path(folder, "one"));
                BookSegmenting.SentenceFile other = new BookSegmenting.SentenceFile(files, new Path(folder, "other"))) {
            for (CorpusDocument.SideName side : CorpusDocument.SideName.values()) {
                CorpusDocument.Side texts = side == CorpusDocument.SideName.CHINESE ? chinese : english;
                int number = 0;
                for (int from = 0; from < texts.texts().size(); number++) {
                    int end = Math.min(texts.texts().size(), from + 1 + random.nextInt(1200));
                    CorpusDocument.Side part = texts.slice(from, end);
                    BookSegmenting.BookPiece piece =
                            new BookSegmenting.BookPiece("b", "in:1", side, number, true, part, "");
                    blocks.addAll((random.nextBoolean() ? one : other).add(piece, part));
                    from = end;
                }
            }
        }
        Collections.shuffle(blocks, random);
        return BookIndex.in(BookIndex.of(blocks), "b");
    }

    @Property(tries = 25)
    void readsWindowsOfText(@ForAll @IntRange(min = 1, max = 2600) int size, @ForAll long seed) throws IOException {
        Random random = new Random(seed);
        java.nio.file.Path temporary = Files.createTempDirectory("sentences");
        Path folder = new Path(temporary.toUri());
        FileSystem files = FileSystem.getLocal(new Configuration());
        try {
            CorpusDocument.Side chinese = side(size, random);
            CorpusDocument.Side english = side(1 + random.nextInt(2600), random);
            BookIndex.BookSentences book =
                    new BookIndex.BookSentences(written(chinese, english, folder, random), files, folder);
            assertThat(book.chineseSize()).isEqualTo(size);
            assertThat(book.englishSize()).isEqualTo(english.texts().size());
            for (int window = 0; window < 20; window++) {
                int from = random.nextInt(size + 1);
                int end = from + random.nextInt(size + 1 - from);
                assertThat(CorpusDocument.Side.of(book.chinese(from, end))).isEqualTo(chinese.slice(from, end));
                assertThat(book.chinese(from, end))
                        .extracting(segment -> segment.location().line())
                        .isEqualTo(lines(from, end));
                assertThat(book.chineseBefore(end))
                        .isEqualTo(chinese.slice(0, end).length());
            }
            assertThat(book.englishSide(0, book.englishSize())).isEqualTo(english);
            assertThat(book.englishBefore(book.englishSize())).isEqualTo(english.length());
            assertThat(book.englishBefore(0)).isZero();
        } finally {
            files.delete(folder, true);
        }
    }

    private static List<Integer> lines(int from, int end) {
        List<Integer> lines = new ArrayList<>();
        for (int line = from + 1; line <= end; line++) {
            lines.add(line);
        }
        return lines;
    }

    @Test
    void readsOnlyNeededFiles(@TempDir java.nio.file.Path temporary) throws IOException {
        Path folder = new Path(temporary.toUri());
        FileSystem files = FileSystem.getLocal(new Configuration());
        CorpusDocument.Side two = CorpusDocument.Side.ofSentences(List.of("一。", "二。"));
        BookSegmenting.SentenceFile.SentenceBlock first;
        BookSegmenting.SentenceFile.SentenceBlock second;
        try (BookSegmenting.SentenceFile file = new BookSegmenting.SentenceFile(files, new Path(folder, "here"))) {
            first = file.add(
                            new BookSegmenting.BookPiece(
                                    "b", "in:1", CorpusDocument.SideName.CHINESE, 0, true, two, ""),
                            two)
                    .get(0);
        }
        try (BookSegmenting.SentenceFile file = new BookSegmenting.SentenceFile(files, new Path(folder, "gone"))) {
            second = file.add(
                            new BookSegmenting.BookPiece(
                                    "b", "in:1", CorpusDocument.SideName.CHINESE, 1, true, two, ""),
                            two)
                    .get(0);
        }
        files.delete(new Path(folder, "gone"), false);
        BookIndex.BookSentences book =
                new BookIndex.BookSentences(BookIndex.in(BookIndex.of(List.of(first, second)), "b"), files, folder);
        assertThat(book.chinese(0, 2)).extracting(Segment::text).containsExactly("一。", "二。");
        assertThat(book.chineseBefore(4)).isEqualTo(8);
        assertThatThrownBy(() -> book.chinese(1, 3)).isInstanceOf(UncheckedIOException.class);
    }

    @Test
    void rejectsBookWithInvalidPiece() {
        BookSegmenting.BookPiece piece = new BookSegmenting.BookPiece(
                "b",
                "in:1",
                CorpusDocument.SideName.ENGLISH,
                3,
                true,
                CorpusDocument.Side.ofSentences(List.of()),
                "is broken");
        BookIndex book = BookIndex.in(
                BookIndex.of(List.of(BookSegmenting.SentenceFile.SentenceBlock.rejected(piece, piece.reason()))), "b");
        assertThat(book.reason()).isEqualTo("is broken");
        assertThat(book.place()).isEqualTo("in:1");
    }
}
