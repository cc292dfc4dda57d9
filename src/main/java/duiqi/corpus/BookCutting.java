package duiqi.corpus;

import duiqi.align.AlignmentWeights;
import duiqi.align.Slicer;
import duiqi.lexicon.Lexicon;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.fs.Path;
import org.apache.spark.broadcast.Broadcast;
import scala.Tuple2;

/** Cuts books into slices, step by step until no part is left that is too long and can be cut; the parts of a step side by side. */
final class BookCutting implements Job.Steps {
    /** Tasks for each processor: a part without a certain cut takes longer than others. */
    private static final int TASKS_PER_PROCESSOR = 8;

    private final Job job;
    private final int most;
    private final BookFiles files;
    private final Broadcast<Map<String, BookIndex>> books;
    private BookCuts cuts;

    /**
     * @param most sentences of the longer side that a slice should have at most
     * @param files where the sentences lie
     * @param books by their ids
     */
    BookCutting(Job job, int most, BookFiles files, Broadcast<Map<String, BookIndex>> books) {
        this.job = job;
        this.most = most;
        this.files = files;
        this.books = books;
        cuts = BookCuts.begin(books.value(), most);
    }

    /** How far it is. */
    BookCuts cuts() {
        return cuts;
    }

    @Override
    public boolean isNext() {
        return !cuts.open().isEmpty();
    }

    @Override
    public void make(Path into) throws IOException {
        List<BookCuts.Cut> open = cuts.open();
        int tasks = Math.min(open.size(), TASKS_PER_PROCESSOR * job.context().defaultParallelism());
        // Tasks take along what they need, and nothing of this object.
        int longest = most;
        BookFiles sentences = files;
        Broadcast<Map<String, BookIndex>> all = books;
        Map<BookCuts.Cut, List<BookCuts.Cut>> cut = new HashMap<>();
        for (Tuple2<BookCuts.Cut, List<BookCuts.Cut>> done : job.context()
                .parallelize(open, tasks)
                .mapPartitions(parts -> cut(parts, longest, sentences, all.value()))
                .collect()) {
            cut.put(done._1(), done._2());
        }
        job.work().files().mkdirs(into);
        cuts.with(cut).write(job.work().files(), into);
    }

    @Override
    public void read(Path made) throws IOException {
        cuts = BookCuts.read(job.work().files(), made);
    }

    private static Iterator<Tuple2<BookCuts.Cut, List<BookCuts.Cut>>> cut(
            Iterator<BookCuts.Cut> parts, int most, BookFiles files, Map<String, BookIndex> books) throws IOException {
        Slicer slicer = new Slicer(Lexicon.standard(), AlignmentWeights.standard(), most);
        List<Tuple2<BookCuts.Cut, List<BookCuts.Cut>>> cut = new ArrayList<>();
        while (parts.hasNext()) {
            BookCuts.Cut part = parts.next();
            BookSentences sentences = files.sentences(BookIndex.in(books, part.book()));
            cut.add(new Tuple2<>(part, cut(part, slicer, sentences)));
        }
        return cut.iterator();
    }

    private static List<BookCuts.Cut> cut(BookCuts.Cut part, Slicer slicer, BookSentences sentences) {
        try {
            return slicer.parts(sentences, part.part()).stream()
                    .map(slice -> BookCuts.Cut.of(part.book(), slice))
                    .toList();
        } catch (UncheckedIOException unread) {
            // No fault of the book: the task is tried again.
            throw unread;
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError fault) {
            return List.of(part.refused(DocumentRejection.reason(fault)));
        }
    }
}
