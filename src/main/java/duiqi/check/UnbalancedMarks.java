package duiqi.check;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * Brackets and quotation marks without their partner. A quotation may go over several units: one that is open in the Chinese as
 * well is let be. Stateless.
 */
final class UnbalancedMarks {
    /** 1) and a) begin the items of a list. */
    private static final Pattern ITEM = Pattern.compile("(?:^|[\\s\u00A0;,.])(?:[0-9]{1,3}|[A-Za-z]|[ivxIVX]{1,4})\\)");

    private static final String OPENING = "([{“";
    private static final String CLOSING = ")]}”";

    /** Chinese marks of the same use, and the straight ones that some Chinese texts have. */
    private static final List<String> CHINESE = List.of("（(）)", "［[］]", "{{}}", "“「『”」』");

    private UnbalancedMarks() {}

    static List<Finding> in(CheckedUnit unit) {
        String text = unit.english();
        List<Finding> findings = new ArrayList<>();
        boolean[] items = items(text);
        boolean[] isWhole = new boolean[CHINESE.size()];
        // A closing mark takes the innermost opening of its kind away and leaves the others, of which each is told by
        // itself.
        List<Deque<Integer>> open = new ArrayList<>();
        for (int kind = 0; kind < isWhole.length; kind++) {
            isWhole[kind] = isWhole(unit, kind);
            open.add(new ArrayDeque<>());
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            int opens = OPENING.indexOf(c);
            int closes = CLOSING.indexOf(c);
            if (items[i] && open.stream().allMatch(Deque::isEmpty)) {
                continue;
            }
            if (opens >= 0) {
                open.get(opens).push(i);
            } else if (closes >= 0 && !open.get(closes).isEmpty()) {
                open.get(closes).pop();
            } else if (closes >= 0 && isWhole[closes]) {
                findings.add(finding(unit, i, "nothing opens what \"" + c + "\" closes"));
            }
        }
        IntStream.range(0, isWhole.length)
                .filter(kind -> isWhole[kind])
                .boxed()
                .flatMap(kind -> open.get(kind).stream())
                .sorted()
                .forEach(i -> findings.add(finding(unit, i, "\"" + text.charAt(i) + "\" is not closed")));
        if (isWhole[CHINESE.size() - 1]) {
            straight(unit, findings);
        }
        return findings;
    }

    private static Finding finding(CheckedUnit unit, int at, String message) {
        return Finding.of(Punctuation.RULE, unit, message).inTarget(at, at + 1);
    }

    /** Whether the marks of a kind are balanced in the Chinese. */
    private static boolean isWhole(CheckedUnit unit, int kind) {
        String marks = CHINESE.get(kind);
        int half = marks.length() / 2;
        long opens = count(unit.chinese(), marks.substring(0, half));
        long closes = count(unit.chinese(), marks.substring(half));
        return opens == closes && (kind < CHINESE.size() - 1 || count(unit.chinese(), "\"") % 2 == 0);
    }

    private static long count(String text, String marks) {
        return text.chars().filter(c -> marks.indexOf(c) >= 0).count();
    }

    private static boolean[] items(String text) {
        boolean[] items = new boolean[text.length()];
        if (text.indexOf(')') >= 0) {
            Matcher matcher = ITEM.matcher(text);
            while (matcher.find()) {
                items[matcher.end() - 1] = true;
            }
        }
        return items;
    }

    /** An odd number of straight marks, but for inches and seconds. */
    private static void straight(CheckedUnit unit, List<Finding> findings) {
        String text = unit.english();
        if (text.indexOf('"') < 0) {
            return;
        }
        long marks = count(text.replaceAll("(?<=[0-9])\"", ""), "\"");
        boolean isMixed = text.indexOf('“') >= 0 || text.indexOf('”') >= 0;
        if (marks % 2 == 1 && !isMixed && !text.matches("(?s).*[0-9]\".*")) {
            int at = text.lastIndexOf('"');
            findings.add(finding(unit, at, "an odd number of straight quotation marks"));
        }
    }
}
