package duiqi.review;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds the items of a list in a later form of it, in the same order: what is alike at both ends, then the longest row of items
 * that both have once, and so on between them. Where no item is there once, a short stretch is matched by its longest common
 * subsequence.
 *
 * <p>Source: B. Cohen, patience diff, 2010 (bramcohen.livejournal.com/73318.html).
 */
final class SentenceMatch {
    /** The product of the lengths of two stretches that are compared item by item. */
    private static final long MAX_COMPARED = 4_000_000;

    private final List<String> before;
    private final List<String> after;
    private final int[] matches;

    private SentenceMatch(List<String> before, List<String> after) {
        this.before = before;
        this.after = after;
        this.matches = new int[before.size()];
        Arrays.fill(matches, -1);
    }

    /** For each item of the list its index in the later one; -1 where it is no more. */
    static int[] of(List<String> before, List<String> after) {
        SentenceMatch match = new SentenceMatch(before, after);
        match.match(0, before.size(), 0, after.size());
        return match.matches;
    }

    private void match(int from, int to, int start, int end) {
        int i = from;
        int j = start;
        while (i < to && j < end && before.get(i).equals(after.get(j))) {
            matches[i++] = j++;
        }
        int k = to;
        int l = end;
        while (k > i && l > j && before.get(k - 1).equals(after.get(l - 1))) {
            matches[--k] = --l;
        }
        if (i == k || j == l) {
            return;
        }
        List<int[]> anchors = increasing(onceInBoth(i, k, j, l));
        if (anchors.isEmpty()) {
            if ((long) (k - i) * (l - j) <= MAX_COMPARED) {
                compare(i, k, j, l);
            }
            return;
        }
        for (int[] anchor : anchors) {
            match(i, anchor[0], j, anchor[1]);
            matches[anchor[0]] = anchor[1];
            i = anchor[0] + 1;
            j = anchor[1] + 1;
        }
        match(i, k, j, l);
    }

    private List<int[]> onceInBoth(int from, int to, int start, int end) {
        Map<String, Integer> counts = new HashMap<>();
        Map<String, Integer> others = new HashMap<>();
        Map<String, Integer> places = new HashMap<>();
        before.subList(from, to).forEach(item -> counts.merge(item, 1, Integer::sum));
        for (int j = start; j < end; j++) {
            others.merge(after.get(j), 1, Integer::sum);
            places.put(after.get(j), j);
        }
        List<int[]> pairs = new ArrayList<>();
        for (int i = from; i < to; i++) {
            String item = before.get(i);
            if (counts.getOrDefault(item, 0) == 1 && others.getOrDefault(item, 0) == 1) {
                pairs.add(new int[] {i, places.getOrDefault(item, start)});
            }
        }
        return pairs;
    }

    /** The longest row of pairs whose second numbers increase as the first do. */
    private static List<int[]> increasing(List<int[]> pairs) {
        int[] ends = new int[pairs.size()];
        int[] previous = new int[pairs.size()];
        int length = 0;
        for (int p = 0; p < pairs.size(); p++) {
            int low = 0;
            int high = length;
            while (low < high) {
                int middle = (low + high) >>> 1;
                if (pairs.get(ends[middle])[1] < pairs.get(p)[1]) {
                    low = middle + 1;
                } else {
                    high = middle;
                }
            }
            previous[p] = low == 0 ? -1 : ends[low - 1];
            ends[low] = p;
            length = Math.max(length, low + 1);
        }
        int[][] row = new int[length][];
        int p = length == 0 ? -1 : ends[length - 1];
        for (int k = length - 1; k >= 0; k--) {
            row[k] = pairs.get(p);
            p = previous[p];
        }
        return List.of(row);
    }

    private void compare(int from, int to, int start, int end) {
        int[][] lengths = new int[to - from + 1][end - start + 1];
        for (int i = to - 1; i >= from; i--) {
            for (int j = end - 1; j >= start; j--) {
                lengths[i - from][j - start] = before.get(i).equals(after.get(j))
                        ? lengths[i - from + 1][j - start + 1] + 1
                        : Math.max(lengths[i - from + 1][j - start], lengths[i - from][j - start + 1]);
            }
        }
        int i = from;
        int j = start;
        while (i < to && j < end) {
            if (before.get(i).equals(after.get(j))) {
                matches[i++] = j++;
            } else if (lengths[i - from + 1][j - start] >= lengths[i - from][j - start + 1]) {
                i++;
            } else {
                j++;
            }
        }
    }
}
