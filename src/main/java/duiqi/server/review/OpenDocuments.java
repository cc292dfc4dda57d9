package duiqi.server.review;

import duiqi.server.ReviewEntry;
import duiqi.server.http.Problem;
import io.javalin.http.Context;
import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** Holds the documents that can be reviewed. Their ids are 1, 2 and so on, and never change. Thread-safe. */
public final class OpenDocuments implements Closeable {
    private final List<ReviewDocument> documents = new CopyOnWriteArrayList<>();
    private final Background background;
    private final FindingsState.Check check;
    private int last;

    public OpenDocuments(List<ReviewEntry> entries, Background background, FindingsState.Check check) {
        this.background = background;
        this.check = check;
        entries.forEach(entry -> documents.add(document(entry)));
    }

    private ReviewDocument document(ReviewEntry entry) {
        last++;
        return new ReviewDocument(String.valueOf(last), entry, background, new FindingsState(background, check));
    }

    public List<ReviewDocument> all() {
        return List.copyOf(documents);
    }

    /**
     * Adds a document. Returns the present one if it has the same texts. Replaces one that could not be opened.
     */
    synchronized ReviewDocument add(ReviewEntry entry) {
        for (ReviewDocument present : all()) {
            if (present.entry().log().equals(entry.log())) {
                if (present.entry().texts().equals(entry.texts()) || present.isBegun()) {
                    return present;
                }
                if (present.opening().filter(Opening::hasFailed).isEmpty()) {
                    throw Problem.refusal(
                            409,
                            entry.name() + ": other texts with this name are being aligned",
                            "wait until they are open");
                }
                documents.remove(present);
            }
        }
        ReviewDocument document = document(entry);
        documents.add(document);
        return document;
    }

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
        Optional<IOException> failed = Optional.empty();
        for (ReviewDocument document : documents) {
            try {
                document.close();
            } catch (IOException failure) {
                failed = failed.or(() -> Optional.of(failure));
            }
        }
        if (failed.isPresent()) {
            throw failed.get();
        }
    }
}
