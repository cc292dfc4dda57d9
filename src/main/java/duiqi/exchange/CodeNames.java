package duiqi.exchange;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Names of the codes of a unit of XLIFF 2. On one side each is there once; on both sides one name means one code, so that a
 * translator's tool can tell which are missing (Version 2.1, section 4.7.2.5). Good for one unit.
 */
final class CodeNames {
    private final Map<String, String> kinds = new HashMap<>();
    private final Set<String> ofSide = new HashSet<>();

    /** Begins with the other side. */
    void nextSide() {
        ofSide.clear();
    }

    /**
     * A name for a code.
     *
     * @param wanted the name it has; empty when it has none
     * @param kind what it is, and must be on the other side too
     * @param others gives names that no code of this side wants
     */
    String name(String wanted, String kind, Supplier<String> others) {
        String name = wanted;
        while (!XliffNames.isToken(name)
                || ofSide.contains(name)
                || !kinds.getOrDefault(name, kind).equals(kind)) {
            name = others.get();
        }
        ofSide.add(name);
        kinds.put(name, kind);
        return name;
    }
}
