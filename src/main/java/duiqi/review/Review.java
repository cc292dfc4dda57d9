package duiqi.review;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * An alignment under review, with a log of all that was done to it. A step is on disk before it is answered, so that nothing that was
 * answered is ever lost; what a log holds can be replayed. Safe for threads.
 */
public final class Review implements Closeable {
    private Review() {}

    /**
     * Begins a review and its log.
     *
     * @param log a file that is not there yet
     */
    public static Review begin(Path log, Beginning beginning) throws IOException {
        throw new UnsupportedOperationException();
    }

    /**
     * Goes on with a review. A last step that was cut off while it was written is left out.
     *
     * @throws duiqi.bitext.FormatException if the log is damaged, or another process has the review open
     */
    public static Review open(Path log) throws IOException {
        throw new UnsupportedOperationException();
    }

    public Origin origin() {
        throw new UnsupportedOperationException();
    }

    public ReviewState state() {
        throw new UnsupportedOperationException();
    }

    /** All rows of the page, from the top. */
    public List<Row> rows() {
        throw new UnsupportedOperationException();
    }

    public Standing standing() {
        throw new UnsupportedOperationException();
    }

    /** Makes a step. */
    public Change apply(Operation operation) throws IOException, RefusedException {
        throw new UnsupportedOperationException();
    }

    /** Takes the last step back that was not taken back yet. */
    public Change undo() throws IOException, RefusedException {
        throw new UnsupportedOperationException();
    }

    /** Makes the step again that was taken back last. */
    public Change redo() throws IOException, RefusedException {
        throw new UnsupportedOperationException();
    }

    /**
     * Puts another state in the place of the present one as one step, which can be undone like any other.
     *
     * @param label what the step is called
     * @param version of the state that it was made from; refused when there was a step since
     */
    public Change replace(String label, long version, Beginning state) throws IOException, RefusedException {
        throw new UnsupportedOperationException();
    }

    /** All steps after a version; empty when they are too many to be worth telling, or the version is none. */
    public Optional<List<Change>> since(long version) {
        throw new UnsupportedOperationException();
    }

    /**
     * Says that the memory was written.
     *
     * @param version the version that it has
     * @param hash SHA-256 of the file, in hexadecimal, by which a change by others is told
     */
    public void saved(long version, String hash) throws IOException {
        throw new UnsupportedOperationException();
    }

    /** The hash of the memory when it was last read or written by the review; empty when it was not there. */
    public Optional<String> memoryHash() {
        throw new UnsupportedOperationException();
    }

    @Override
    public void close() throws IOException {
        throw new UnsupportedOperationException();
    }
}
