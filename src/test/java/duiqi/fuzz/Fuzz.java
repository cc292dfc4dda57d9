package duiqi.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** Runs inputs of Jazzer. The first line of each input names its target, so that one process can fuzz all targets. */
public final class Fuzz {
    /** Property with the names of the fuzzed targets, separated by commas. */
    static final String PROPERTY = "duiqi.fuzz.targets";

    private static final List<String> NAMES =
            List.of(System.getProperty(PROPERTY, "").split(","));

    private Fuzz() {}

    /** Runs an input; called by Jazzer. */
    public static void fuzzerTestOneInput(byte[] input) throws Exception {
        String name = target(input);
        for (Target target : Target.ALL) {
            if (target.name().equals(name) && NAMES.contains(name)) {
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
