package duiqi.exchange;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a program puts into a text: placeholders as {@code printf} has them, {@code %s}, {@code %2$d} and Python's {@code %(name)s},
 * and those in braces, {@code {0}} and {@code {name}}. Two texts with equal ones may stand for each other in a program. Immutable.
 *
 * @param inOrder types of arguments, in the order in which they are given
 * @param named names with their types, however often they stand
 */
record PoArguments(List<String> inOrder, Set<String> named) {
    /** A space is no flag here, since a percent sign in a sentence is often followed by one. */
    private static final Pattern PLACEHOLDER =
            Pattern.compile("%%|%(?:\\((?<name>[^()\\s]+)\\)|(?<position>[1-9][0-9]?)\\$)?"
                    + "[-+#0']*[0-9*]*(?:\\.[0-9*]+)?(?<type>(?:hh|ll|[hlqjztL])?[diouxXeEfFgGaAcsrpn@])"
                    + "|\\{(?<brace>[A-Za-z_0-9.]*)(?:[:!][^{}]*)?}");

    static PoArguments of(String text) {
        Map<Integer, String> byPosition = new TreeMap<>();
        List<String> inOrder = new ArrayList<>();
        Set<String> named = new TreeSet<>();
        Matcher matcher = PLACEHOLDER.matcher(text);
        while (matcher.find()) {
            String type = matcher.group("type");
            String brace = matcher.group("brace");
            if (brace != null) {
                if (brace.isEmpty()) {
                    inOrder.add("{}");
                } else {
                    named.add("{" + brace + "}");
                }
            } else if (matcher.group("name") != null) {
                named.add(matcher.group("name") + " " + type);
            } else if (matcher.group("position") != null) {
                byPosition.put(Integer.valueOf(matcher.group("position")), type);
            } else if (type != null) {
                inOrder.add(type);
            }
        }
        inOrder.addAll(byPosition.values());
        return new PoArguments(inOrder, named);
    }
}
