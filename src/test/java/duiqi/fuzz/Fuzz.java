package duiqi.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Runs a target with the inputs of Jazzer. The property {@code duiqi.fuzz.target} names the target. For {@code any},
 * the first line of each input names it, so that one process can fuzz all targets.
 */
public final class Fuzz {
    static final String PROPERTY = "duiqi.fuzz.target";
    static final String ANY = "any";

    private static final String NAME = System.getProperty(PROPERTY, ANY);

    private Fuzz() {}

    /** Runs an input; called by Jazzer. */
    public static void fuzzerTestOneInput(byte[] input) throws Exception {
        if (!NAME.equals(ANY)) {
            Target.named(NAME).show(input);
            return;
        }
        for (Target target : Target.ALL) {
            if (target.name().equals(target(input))) {
                target.show(content(input));
            }
        }
    }

    /** Returns the target name in the first line. */
    static String target(byte[] input) {
        return new String(input, 0, endOfName(input), StandardCharsets.UTF_8);
    }

    /** Returns the input after the first line. */
    static byte[] content(byte[] input) {
        return Arrays.copyOfRange(input, Math.min(endOfName(input) + 1, input.length), input.length);
    }

    private static int endOfName(byte[] input) {
        int end = 0;
        while (end < input.length && input[end] != '\n') {
            end++;
        }
        return end;
    }

    /** Returns an input preceded by the name of its target. */
    static byte[] named(Target target, byte[] input) {
        byte[] name = (target.name() + "\n").getBytes(StandardCharsets.UTF_8);
        byte[] all = Arrays.copyOf(name, name.length + input.length);
        System.arraycopy(input, 0, all, name.length, input.length);
        return all;
    }
}
