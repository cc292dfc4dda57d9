package duiqi.check;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Counts down how often each entry of a baseline may still be used. Not thread-safe. */
final class BaselineUse {
    private final List<BaselineEntry> entries;
    private final int[] left;
    private final Map<BaselineEntry.Key, List<Integer>> byKey = new HashMap<>();

    BaselineUse(List<BaselineEntry> entries) {
        this.entries = List.copyOf(entries);
        this.left = entries.stream().mapToInt(BaselineEntry::count).toArray();
        for (int i = 0; i < left.length; i++) {
            byKey.computeIfAbsent(entries.get(i).key(), key -> new ArrayList<>())
                    .add(i);
        }
    }

    /** Uses an entry of a file; returns whether there was one. */
    boolean takeIn(String file, BaselineEntry.Key key) {
        for (int i : byKey.getOrDefault(key, List.of())) {
            if (left[i] > 0 && entries.get(i).file().equals(file)) {
                left[i]--;
                return true;
            }
        }
        return false;
    }

    /** Uses an entry of any file; returns whether there was one. */
    boolean takeAnywhere(BaselineEntry.Key key) {
        for (int i : byKey.getOrDefault(key, List.of())) {
            if (left[i] > 0) {
                left[i]--;
                return true;
            }
        }
        return false;
    }

    /** What was not used, with how often it was not. */
    List<BaselineEntry> unused() {
        List<BaselineEntry> unused = new ArrayList<>();
        for (int i = 0; i < left.length; i++) {
            if (left[i] > 0) {
                unused.add(entries.get(i).times(left[i]));
            }
        }
        return unused;
    }
}
