package duiqi.corpus;

import java.io.IOException;
import java.util.function.Function;

/** Work on one document: whatever goes wrong with it must not stop the others, be it a fault of this program or want of memory. */
interface GuardedTask<T> {
    T make() throws IOException;

    /**
     * Makes it.
     *
     * @param rejected what stands for it with the reason why it cannot be made
     */
    static <T> T at(GuardedTask<T> attempt, Function<String, T> rejected) {
        try {
            return attempt.make();
        } catch (IOException | RuntimeException | StackOverflowError | OutOfMemoryError fault) {
            return rejected.apply(DocumentRejection.reason(fault));
        }
    }
}
