package duiqi.index;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Gives equal tokens the same number, in the order in which they are first seen. Not thread-safe. */
final class NumberedTokens {
    private final Map<String, Integer> numbers = new HashMap<>();

    int[] of(String text) {
        List<String> tokens = Tokens.of(text);
        int[] result = new int[tokens.size()];
        for (int i = 0; i < result.length; i++) {
            Integer next = numbers.size();
            Integer known = numbers.putIfAbsent(tokens.get(i), next);
            result[i] = known == null ? next : known;
        }
        return result;
    }
}
