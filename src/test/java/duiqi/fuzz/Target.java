package duiqi.fuzz;

import duiqi.text.FormatException;
import java.util.List;

/**
 * Something that takes in what strangers give.
 *
 * @param name what it is called in {@code .ci/fuzz} and in the names of folders
 * @param seeds what to begin with
 * @param body takes in an input and asserts what must hold of it
 */
record Target(String name, List<Seed> seeds, Body body) {
    /** Takes in an input. */
    @FunctionalInterface
    interface Body {
        /**
         * Takes in an input.
         *
         * @throws FormatException if the input is refused, which is well
         * @throws Exception any other is a finding
         */
        void take(byte[] input) throws Exception;
    }

    /**
     * Shows it an input.
     *
     * @throws Exception when something was found
     */
    void show(byte[] input) throws Exception {
        try {
            body.take(input);
        } catch (FormatException refused) {
            Laws.requireHelp(refused);
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
