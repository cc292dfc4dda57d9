package duiqi.segment;

import java.util.ArrayList;
import java.util.List;

/**
 * Finds the places where a list of SRX rules breaks a text. Immutable, may be shared by threads.
 *
 * <p>SRX asks, between each two characters, for the first rule in order that matches there; it alone decides. Few places match
 * a rule that breaks. So the rules that break look for their places, and only there are the exceptions tried that stand before
 * the first of them. The outcome is the same.
 *
 * <p>Source: SRX 2.0, section 4, "Processing rules".
 */
final class BreakFinder {
    private final List<SrxRule> rules;

    BreakFinder(List<SrxRule> rules) {
        this.rules = List.copyOf(rules);
    }

    /** Offsets of the breaks in ascending order, without 0 and the length of the text. */
    List<Integer> breaks(String text) {
        List<SrxRule.Probe> probes = rules.stream().map(rule -> rule.on(text)).toList();
        // Where each rule that breaks matches next; of an exception this is not asked.
        int[] next = new int[rules.size()];
        for (int i = 0; i < next.length; i++) {
            next[i] = rules.get(i).breaks() && text.length() > 1 ? probes.get(i).next(1) : text.length();
        }
        List<Integer> breaks = new ArrayList<>();
        int first = firstOf(next);
        while (first >= 0 && next[first] < text.length()) {
            int position = next[first];
            if (!Character.isSurrogatePair(text.charAt(position - 1), text.charAt(position))
                    && !excepted(probes.subList(0, first), position)) {
                breaks.add(position);
            }
            for (int i = first; i < next.length; i++) {
                if (next[i] == position) {
                    next[i] = probes.get(i).next(position + 1);
                }
            }
            first = firstOf(next);
        }
        return breaks;
    }

    /** Index of the least element, the first among equals; -1 if there is none. */
    private static int firstOf(int[] positions) {
        int first = -1;
        for (int i = 0; i < positions.length; i++) {
            if (first < 0 || positions[i] < positions[first]) {
                first = i;
            }
        }
        return first;
    }

    /** Whether one of the exceptions among the rules matches. The rules that break are known not to match there. */
    private boolean excepted(List<SrxRule.Probe> before, int position) {
        for (int i = 0; i < before.size(); i++) {
            if (!rules.get(i).breaks() && before.get(i).matches(position)) {
                return true;
            }
        }
        return false;
    }
}
