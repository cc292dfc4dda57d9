package duiqi.review;

import duiqi.review.log.ReviewLock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Puts a review aside that is to be begun anew: what a person did is never deleted. Stateless. */
public final class ReviewBackup {
    private ReviewBackup() {}

    /**
     * Gives the log of a review a name under which it is not gone on with, and its copies of the memory with it. A damaged one can be
     * put aside as well.
     *
     * @param copies the folder of its copies, which need not be there
     * @return where the log is now
     * @throws duiqi.text.FormatException if another process has the review open
     */
    public static Path of(Path log, Path copies) throws IOException {
        ReviewLock lock = ReviewLock.of(log);
        try {
            int number = 1;
            while (Files.exists(numbered(log, number)) || Files.exists(numbered(copies, number))) {
                number++;
            }
            if (Files.exists(copies)) {
                Files.move(copies, numbered(copies, number));
            }
            return Files.move(log, numbered(log, number));
        } finally {
            lock.close();
        }
    }

    private static Path numbered(Path path, int number) {
        return path.resolveSibling(path.getFileName() + ".old" + number);
    }
}
