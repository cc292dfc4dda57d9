package duiqi.lexicon;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/** Keeps what was computed from the last texts, up to a number of characters. Not thread-safe. */
final class RecentTexts<V> {
    private static final int MAX_CHARACTERS = 1 << 16;

    private final Map<String, V> values = new HashMap<>();
    private int characters;

    V get(String text, Function<String, V> compute) {
        V known = values.get(text);
        if (known != null) {
            return known;
        }
        V value = compute.apply(text);
        if (characters + text.length() > MAX_CHARACTERS) {
            values.clear();
            characters = 0;
        }
        values.put(text, value);
        characters += text.length();
        return value;
    }
}
