package duiqi.server.review;

import duiqi.server.ReviewEntry;
import duiqi.server.http.Problem;
import io.javalin.http.Context;
import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Holds the documents that can be reviewed. Their ids are 1, 2 and so on. Thread-safe. */
public final class OpenDocuments implements Closeable {
    private final List<ReviewDocument> documents;

    public OpenDocuments(
            List<ReviewEntry> entries, Background background, FindingsState.Check check, Consumer<Throwable> faults) {
        List<ReviewDocument> made = new ArrayList<>();
        for (ReviewEntry entry : entries) {
            FindingsState findings = new FindingsState(background, check, faults);
            made.add(new ReviewDocument(String.valueOf(made.size() + 1), entry, background, findings, faults));
        }
        documents = List.copyOf(made);
    }

    public List<ReviewDocument> all() {
        return documents;
    }

    /** Returns the document with the id in the request path. */
    ReviewDocument find(Context request) {
        String id = request.pathParam("id");
        return documents.stream()
                .filter(document -> document.id().equals(id))
                .findFirst()
                .orElseThrow(
                        () -> Problem.refusal(404, "the document does not exist", "go back to the list of documents"));
    }

    /** Closes all documents, even if one of them fails. */
    @Override
    public void close() throws IOException {
        List<IOException> failures = new ArrayList<>();
        for (ReviewDocument document : documents) {
            try {
                document.close();
            } catch (IOException failure) {
                failures.add(failure);
            }
        }
        if (!failures.isEmpty()) {
            throw failures.get(0);
        }
    }

    /**
     * Runs background tasks on three threads: one for checks, one for alignment, and one for responses to long polls.
     * Checks and alignment do not block each other. Thread-safe.
     */
    public static final class Background implements Closeable {
        private final ScheduledExecutorService checking = thread("duiqi-check");
        private final ScheduledExecutorService aligning = thread("duiqi-align");
        private final ScheduledExecutorService answering = thread("duiqi-answer");

        private static ScheduledExecutorService thread(String name) {
            return Executors.newSingleThreadScheduledExecutor(work -> {
                Thread thread = new Thread(work, name);
                thread.setDaemon(true);
                return thread;
            });
        }

        public void check(Duration after, Runnable work) {
            Future<?> unused = checking.schedule(work, after.toMillis(), TimeUnit.MILLISECONDS);
        }

        public void align(Runnable work) {
            aligning.execute(work);
        }

        public void answer(Runnable work) {
            answering.execute(work);
        }

        @Override
        public void close() {
            checking.shutdownNow();
            aligning.shutdownNow();
            answering.shutdownNow();
        }
    }
}
