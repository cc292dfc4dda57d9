package duiqi.review;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/**
 * Makes steps in a separate process and prints the version after each. Runs until the process is killed or a step
 * fails.
 */
public final class StepsUntilKilled {
    private StepsUntilKilled() {}

    public static void main(String[] args) throws Exception {
        try (Review review = Review.open(Path.of(args[0]))) {
            for (int k = 0; ; k++) {
                ReviewState.Change change =
                        Reviews.apply(review, new Operation.Note(Map.of("b1", "step " + k + " " + "长".repeat(200))));
                System.out.println(change.version());
                System.out.flush();
            }
        } catch (IOException failure) {
            System.out.println(failure.getMessage());
        }
    }
}
