package duiqi.exchange;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Changes to a text by offsets in it as it was, which leave every other letter as it is. Good for one text. */
final class XmlEdits {
    /** An attribute with the white space before it; its name; its value in quotation marks. */
    private static final Pattern ATTRIBUTE = Pattern.compile("(\\s+([^\\s=\"'<>/]+)\\s*=\\s*)(?:\"[^\"]*\"|'[^']*')");

    private final List<Edit> edits = new ArrayList<>();

    private record Edit(int start, int end, String replacement) {}

    /** Puts a text in place of what stands from {@code start} to {@code end}; of several at one place, the first comes first. */
    void replace(int start, int end, String replacement) {
        edits.add(new Edit(start, end, replacement));
    }

    /** Puts in a text. */
    void insert(int place, String text) {
        replace(place, place, text);
    }

    /** The text with all changes, none of which may overlap. */
    String apply(String text) {
        // What is put in stands before what is replaced at the same place.
        edits.sort(Comparator.comparingInt(Edit::start).thenComparingInt(Edit::end));
        StringBuilder changed = new StringBuilder(text.length() + 256);
        int done = 0;
        for (Edit edit : edits) {
            changed.append(text, done, edit.start).append(edit.replacement);
            done = edit.end;
        }
        return changed.append(text, done, text.length()).toString();
    }

    /**
     * A start tag with attributes set: those that are there keep their place, others stand at the end.
     *
     * @param tag a sound start tag, or a tag that is start and end in one
     * @param attributes values by name, escaped; an attribute with an empty value is left out
     */
    static String withAttributes(String tag, Map<String, String> attributes) {
        Map<String, String> missing = new LinkedHashMap<>(attributes);
        StringBuilder kept = new StringBuilder(tag.length() + 64);
        Matcher old = ATTRIBUTE.matcher(tag);
        int done = 0;
        while (old.find()) {
            String value = missing.remove(old.group(2));
            kept.append(tag, done, old.start());
            if (value == null) {
                kept.append(old.group());
            } else if (!value.isEmpty()) {
                kept.append(old.group(1)).append('"').append(value).append('"');
            }
            done = old.end();
        }
        String changed = kept.append(tag, done, tag.length()).toString();
        StringBuilder added = new StringBuilder();
        missing.forEach((name, value) -> {
            if (!value.isEmpty()) {
                added.append(' ').append(name).append("=\"").append(value).append('"');
            }
        });
        int end = changed.length() - (changed.endsWith("/>") ? 2 : 1);
        while (Character.isWhitespace(changed.charAt(end - 1))) {
            end--;
        }
        return changed.substring(0, end) + added + changed.substring(end);
    }
}
