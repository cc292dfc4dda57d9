package duiqi.corpus;

import com.fasterxml.jackson.databind.json.JsonMapper;
import duiqi.align.Slice;
import duiqi.align.Slicer;
import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** How far the cutting of all books is: the parts they are in, in the order of the books. */
record BookCuts(List<Cut> cuts) {
    private static final String FILE = "cuts.json";
    private static final JsonMapper JSON = new JsonMapper();

    /**
     * A part of a book.
     *
     * @param book the id of the book
     * @param chineseFrom the first Chinese sentence
     * @param chineseEnd one past the last
     * @param englishFrom the first English sentence
     * @param englishEnd one past the last
     * @param isOpen whether it is still to be cut, if it can be
     * @param reason why it is given up; empty where it is not
     */
    record Cut(
            String book,
            int chineseFrom,
            int chineseEnd,
            int englishFrom,
            int englishEnd,
            boolean isOpen,
            String reason)
            implements Serializable {
        static Cut of(String book, Slicer.Part part) {
            Slice slice = part.slice();
            return new Cut(
                    book,
                    slice.chineseFrom(),
                    slice.chineseEnd(),
                    slice.englishFrom(),
                    slice.englishEnd(),
                    part.isOpen(),
                    "");
        }

        Slicer.Part part() {
            return new Slicer.Part(new Slice(chineseFrom, chineseEnd, englishFrom, englishEnd), isOpen);
        }

        Cut refused(String why) {
            return new Cut(book, chineseFrom, chineseEnd, englishFrom, englishEnd, false, why);
        }
    }

    BookCuts {
        cuts = List.copyOf(cuts);
    }

    /** Before anything is cut; books that cannot be cut have no part. */
    static BookCuts begin(Map<String, BookIndex> books, int most) {
        List<Cut> cuts = new ArrayList<>();
        for (BookIndex book : books.values()) {
            if (book.reason().isEmpty()) {
                Slice whole =
                        new Slice(0, book.chinese().size(), 0, book.english().size());
                cuts.add(Cut.of(book.id(), new Slicer.Part(whole, whole.size() > most)));
            }
        }
        return new BookCuts(cuts);
    }

    List<Cut> open() {
        return cuts.stream().filter(Cut::isOpen).toList();
    }

    /** The same after a step. */
    BookCuts with(Map<Cut, List<Cut>> cut) {
        return new BookCuts(cuts.stream()
                .flatMap(part -> cut.getOrDefault(part, List.of(part)).stream())
                .toList());
    }

    void write(FileSystem files, Path folder) throws IOException {
        try (var out = files.create(new Path(folder, FILE))) {
            out.write(JSON.writeValueAsBytes(this));
        }
    }

    static BookCuts read(FileSystem files, Path folder) throws IOException {
        try (var in = files.open(new Path(folder, FILE))) {
            return JSON.readValue(in.readAllBytes(), BookCuts.class);
        }
    }
}
