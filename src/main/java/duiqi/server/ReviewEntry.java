package duiqi.server;

import duiqi.review.InitialReview;
import duiqi.review.Review;
import duiqi.review.ReviewOrigin;
import duiqi.review.ReviewState;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Describes a document that can be reviewed. Immutable.
 *
 * @param name name on the page
 * @param texts the two texts; empty in the review of a memory
 * @param memory path of the memory that the review writes
 * @param log path of the log of the review
 * @param copies folder for copies of the memory, which show changes by other programs
 * @param opening begins or continues the review; may align the texts, which takes time
 * @param realign realigns unconfirmed beads
 * @param reload reads the texts from disk again
 */
public record ReviewEntry(
        String name,
        Optional<Texts> texts,
        Path memory,
        Path log,
        Path copies,
        Opening opening,
        StateUpdate realign,
        StateUpdate reload) {
    /** Opens a review. */
    @FunctionalInterface
    public interface Opening {
        Review open() throws IOException;
    }

    /** Computes a new state of a review from the current state. */
    @FunctionalInterface
    public interface StateUpdate {
        InitialReview of(ReviewOrigin origin, ReviewState state) throws IOException;
    }

    /**
     * Holds the names of the two texts, as given by the user.
     *
     * @param source name of the source text
     * @param target name of the target text
     */
    public record Texts(String source, String target) {}
}
