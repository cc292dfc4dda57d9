package duiqi.corpus;

import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;

/**
 * The pieces of a book, each so small that it is cut into sentences in a moment. One side is read after the other, so that one of
 * them can be forgotten meanwhile; what cannot be read ends with a piece that tells why. Not thread-safe.
 */
final class BookPieces implements Iterator<BookPiece> {
    /** UTF-16 units in a piece: a paragraph that is longer is a piece by itself. */
    private static final int LENGTH = 100_000;

    private static final int MAX_TEXTS = 4000;
    private static final CorpusDocument.Side NONE = new CorpusDocument.Side(List.of(), List.of(), List.of());

    private final CorpusDocument book;
    private BookSide side = BookSide.CHINESE;
    private CorpusDocument.Side texts = NONE;
    private boolean isRead;
    private boolean isFaulty;
    private int position;
    private int number;

    BookPieces(CorpusDocument book) {
        this.book = book;
    }

    @Override
    public boolean hasNext() {
        return !isFaulty
                && (side == BookSide.CHINESE
                        || !isRead
                        || position < texts.texts().size());
    }

    @Override
    public BookPiece next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        try {
            if (isRead && position == texts.texts().size()) {
                side = BookSide.ENGLISH;
                isRead = false;
            }
            if (!isRead) {
                read();
            }
            return piece();
        } catch (IOException | RuntimeException | StackOverflowError | OutOfMemoryError fault) {
            isFaulty = true;
            return new BookPiece(book.id(), book.place(), side, number, true, NONE, DocumentRejection.reason(fault));
        }
    }

    private void read() throws IOException {
        texts = NONE;
        if (side == BookSide.CHINESE) {
            DocumentReading.requireLanguages(book);
        }
        CorpusDocument.Side whole = side.of(book);
        texts = whole.isCut() ? whole : DocumentReading.paragraphs(book.id(), whole);
        isRead = true;
        position = 0;
        number = 0;
    }

    private BookPiece piece() {
        int from = position;
        long length = 0;
        while (position < texts.texts().size() && position - from < MAX_TEXTS && length < LENGTH) {
            length += texts.texts().get(position).length();
            position++;
        }
        return new BookPiece(
                book.id(), book.place(), side, number++, side.of(book).isCut(), texts.slice(from, position), "");
    }
}
