package duiqi.exchange;

import duiqi.exchange.Content.Code;
import duiqi.exchange.Content.Piece;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Which codes of a segment open and close the same thing, and which names its codes have. Good for one segment. */
final class CodePairs {
    private final Map<String, Code> openings = new HashMap<>();
    private final Map<String, Code> closings = new HashMap<>();
    private final Set<String> twice = new HashSet<>();
    private final Set<String> names = new HashSet<>();
    private int generated;

    CodePairs(Content content) {
        read(content);
    }

    private void read(Content content) {
        for (Piece piece : content.pieces()) {
            if (piece instanceof Code code) {
                switch (code.element()) {
                    case "bpt", "bx" -> put(openings, code);
                    case "ept", "ex" -> put(closings, code);
                    default -> {
                        // no half of a pair
                    }
                }
                for (String name : new String[] {"i", "x", "id", "rid", "mid"}) {
                    Optional.ofNullable(code.attributes().get(name)).ifPresent(names::add);
                }
                read(code.content());
            }
        }
    }

    private void put(Map<String, Code> halves, Code code) {
        if (halves.put(key(code), code) != null) {
            twice.add(key(code));
        }
    }

    /** What the halves of a pair have in common; empty when a code says nothing. */
    static String number(Code code) {
        return code.attributes().getOrDefault("i", "");
    }

    /** Codes with and without content pair each by themselves. */
    private static String key(Code code) {
        boolean hasContent = code.element().equals("bpt") || code.element().equals("ept");
        return hasContent ? "i " + number(code) : "rid " + code.attributes().getOrDefault("rid", "");
    }

    /** Whether a half of a pair is one of exactly two that belong together under a sound name. */
    boolean isPaired(Code code) {
        String key = key(code);
        return XliffNames.isToken(key.substring(key.indexOf(' ') + 1))
                && openings.containsKey(key)
                && closings.containsKey(key)
                && !twice.contains(key);
    }

    /** The {@code <bpt>} of a pair. */
    Optional<Code> opening(Code closing) {
        return Optional.ofNullable(openings.get(key(closing)));
    }

    /** A name that no code has. */
    String fresh() {
        do {
            generated++;
        } while (names.contains(Integer.toString(generated)));
        return Integer.toString(generated);
    }
}
