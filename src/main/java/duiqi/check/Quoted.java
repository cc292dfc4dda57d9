package duiqi.check;

import java.util.List;
import java.util.stream.Collectors;

/** Words in quotation marks, as messages have them. */
final class Quoted {
    private Quoted() {}

    static String of(String words) {
        return "\"" + words + "\"";
    }

    /** {@code "a", "b" or "c"}. */
    static String alternatives(List<String> words) {
        int last = words.size() - 1;
        return last <= 0
                ? words.stream().map(Quoted::of).collect(Collectors.joining())
                : words.subList(0, last).stream().map(Quoted::of).collect(Collectors.joining(", ")) + " or "
                        + of(words.get(last));
    }
}
