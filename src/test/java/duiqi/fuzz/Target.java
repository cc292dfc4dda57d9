package duiqi.fuzz;

import duiqi.text.FormatException;
import java.util.List;

/**
 * Describes a fuzz target: code that processes untrusted input.
 *
 * @param name name in {@code .ci/fuzz} and of folders
 * @param seeds initial inputs
 * @param body code that processes an input and checks the result
 */
record Target(String name, List<Seed> seeds, Body body) {
    @FunctionalInterface
    interface Body {
        /**
         * Processes an input.
         *
         * @throws FormatException if the input is rejected, which is a valid result
         * @throws Exception any other exception is a finding
         */
        void take(byte[] input) throws Exception;
    }

    /**
     * Runs the target with an input.
     *
     * @throws Exception if the input is a finding
     */
    void show(byte[] input) throws Exception {
        try {
            body.take(input);
        } catch (FormatException rejected) {
            Laws.requireHelp(rejected);
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
