package duiqi.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What Jazzer calls. The property {@code duiqi.fuzz.target} names the target; {@code any} shows an input to the target that its
 * first line names, so that one process can try them all.
 */
public final class Fuzz {
    static final String PROPERTY = "duiqi.fuzz.target";
    static final String ANY = "any";

    private static final Map<String, Target> TARGETS = targets(System.getProperty(PROPERTY, ANY));

    private Fuzz() {}

    private static Map<String, Target> targets(String name) {
        return name.equals(ANY)
                ? Targets.ALL.stream().collect(Collectors.toMap(Target::name, Function.identity()))
                : Map.of(ANY, Targets.named(name));
    }

    /** Called by Jazzer with each input. */
    public static void fuzzerTestOneInput(byte[] input) throws Exception {
        if (TARGETS.containsKey(ANY)) {
            TARGETS.get(ANY).show(input);
            return;
        }
        Target target = TARGETS.get(target(input));
        if (target != null) {
            target.show(content(input));
        }
    }

    /** The name in the first line. */
    static String target(byte[] input) {
        return new String(input, 0, endOfName(input), StandardCharsets.UTF_8);
    }

    /** What stands below the first line. */
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

    /** An input with the name of its target. */
    static byte[] named(Target target, byte[] input) {
        byte[] name = (target.name() + "\n").getBytes(StandardCharsets.UTF_8);
        byte[] all = Arrays.copyOf(name, name.length + input.length);
        System.arraycopy(input, 0, all, name.length, input.length);
        return all;
    }
}
