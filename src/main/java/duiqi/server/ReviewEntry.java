package duiqi.server;

import duiqi.review.InitialReview;
import duiqi.review.Review;
import duiqi.review.ReviewOrigin;
import duiqi.review.ReviewState;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A document that can be reviewed. Immutable.
 *
 * @param name the name on the page
 * @param texts the texts; empty when a memory is reviewed
 * @param memory the memory that is written
 * @param log the file that holds the steps
 * @param copies the folder for copies of the memory, which show what others changed
 * @param opening begins the review or goes on with it; it may align, which takes time
 * @param realign aligns again what is not confirmed
 * @param reload reads the texts again from disk
 */
public record ReviewEntry(
        String name,
        Optional<Texts> texts,
        Path memory,
        Path log,
        Path copies,
        Opening opening,
        Remaking realign,
        Remaking reload) {
    /** Opens a review. */
    @FunctionalInterface
    public interface Opening {
        Review open() throws IOException;
    }

    /** Makes another state of a review out of the present one. */
    @FunctionalInterface
    public interface Remaking {
        InitialReview of(ReviewOrigin origin, ReviewState state) throws IOException;
    }

    /** The two texts of a review, as the user names them. */
    public record Texts(String source, String target) {}
}
