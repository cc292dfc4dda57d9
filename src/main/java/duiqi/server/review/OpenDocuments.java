package duiqi.server.review;

import duiqi.server.Background;
import duiqi.server.Problem;
import duiqi.server.ReviewEntry;
import io.javalin.http.Context;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** The documents that can be reviewed, by ids that the server has given: 1, 2 and so on. Safe for threads. */
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

    /** The one that a request is about, which has its id in the path. */
    ReviewDocument named(Context request) {
        String id = request.pathParam("id");
        return documents.stream()
                .filter(document -> document.id().equals(id))
                .findFirst()
                .orElseThrow(() -> Problem.refusal(404, "there is no such document", "go back to the list"));
    }

    /** Closes all, also when one fails. */
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
}
