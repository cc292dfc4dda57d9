package duiqi.server;

import duiqi.review.InitialReview;
import duiqi.review.Review;
import duiqi.review.ReviewOrigin;
import duiqi.review.ReviewState;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/**
 * A document that can be reviewed, before it is opened. Immutable.
 *
 * @param name what it is called on the page
 * @param source the source text as the user named it; empty when a memory is reviewed
 * @param target its rendering; empty when a memory is reviewed
 * @param memory the memory that is written
 * @param log where the steps are kept
 * @param copies a folder for copies of the memory, by which changes of others are told
 * @param opening begins the review or goes on with it; aligning takes its time
 * @param realign aligns again what is not confirmed
 * @param reload takes over the texts as they are on disk
 */
public record ReviewEntry(
        String name,
        Optional<String> source,
        Optional<String> target,
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

    public ReviewEntry {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(source, "source");
        Objects.requireNonNull(target, "target");
        Objects.requireNonNull(memory, "memory");
        Objects.requireNonNull(log, "log");
        Objects.requireNonNull(copies, "copies");
    }
}
