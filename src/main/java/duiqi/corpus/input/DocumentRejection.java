package duiqi.corpus.input;

import java.io.IOException;
import java.util.function.Function;

/** Why a document is not aligned when something goes wrong with it: one document may stop no other. */
public final class DocumentRejection {
    private DocumentRejection() {}

    /** What the side table tells of a fault, be it of the document, of this program, or want of memory. */
    public static String reason(Throwable fault) {
        if (fault instanceof OutOfMemoryError) {
            return "needs more memory than a task has; give executors more, or cut it into documents";
        }
        if (fault instanceof IOException || fault instanceof IllegalArgumentException) {
            return String.valueOf(fault.getMessage());
        }
        return "this is a fault of duiqi, please report it: " + fault;
    }

    /** Work on one document: whatever goes wrong with it must not stop the others, be it a fault of this program or want of memory. */
    public interface GuardedTask<T> {
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
}
