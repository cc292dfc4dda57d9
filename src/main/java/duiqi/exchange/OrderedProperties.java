package duiqi.exchange;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** Maps that stay in the order of the file, so that what is written back looks as it did. */
final class OrderedProperties {
    private OrderedProperties() {}

    /** An unmodifiable copy. */
    static Map<String, String> copy(Map<String, String> map) {
        return Collections.unmodifiableMap(new LinkedHashMap<>(map));
    }

    /** A copy with one entry put in, at its old place or else at the end. */
    static Map<String, String> with(Map<String, String> map, String key, String value) {
        Map<String, String> copy = new LinkedHashMap<>(map);
        copy.put(key, value);
        return Collections.unmodifiableMap(copy);
    }

    /** A copy without some entries. */
    static Map<String, String> without(Map<String, String> map, String... keys) {
        Map<String, String> copy = new LinkedHashMap<>(map);
        for (String key : keys) {
            copy.remove(key);
        }
        return Collections.unmodifiableMap(copy);
    }
}
