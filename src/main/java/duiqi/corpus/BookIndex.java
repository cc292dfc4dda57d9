package duiqi.corpus;

import java.io.Serializable;
import java.util.ArrayList;
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
record BookIndex(String id, String place, BookText chinese, BookText english, String reason) implements Serializable {
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
        BookText chinese = text(blocks, BookSide.CHINESE);
        BookText english = text(blocks, BookSide.ENGLISH);
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

    private static BookText text(List<SentenceBlock> blocks, BookSide side) {
        return new BookText(blocks.stream()
                .filter(block -> block.side() == side && block.sentences() > 0)
                .sorted(ORDER)
                .toList());
    }
}
