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

/** Holds the documents that can be reviewed, by ids that the server gives: 1, 2 and so on. Safe for threads. */
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

    /** Returns the document whose id is in the path of a request. */
    ReviewDocument named(Context request) {
        String id = request.pathParam("id");
        return documents.stream()
                .filter(document -> document.id().equals(id))
                .findFirst()
                .orElseThrow(() -> Problem.refusal(404, "there is no such document", "go back to the list"));
    }

    /** Closes all documents, also when one fails. */
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
     * Does the work that no request waits for: one thread checks, another aligns, so that neither holds up the other, and a third
     * answers requests that wait for news. Safe for threads.
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
