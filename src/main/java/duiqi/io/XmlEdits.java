package duiqi.io;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Collects edits of a text at offsets of the original text, and keeps every other character. Handles one text. */
public final class XmlEdits {
    /** Groups: attribute with preceding white space and equals sign; its name. The quoted value follows. */
    private static final Pattern ATTRIBUTE = Pattern.compile("(\\s+([^\\s=\"'<>/]+)\\s*=\\s*)(?:\"[^\"]*\"|'[^']*')");

    private final String text;
    private final List<Edit> edits = new ArrayList<>();

    private record Edit(int start, int end, String replacement) {}

    public XmlEdits(String text) {
        this.text = text;
    }

    /** Replaces the text from {@code start} to {@code end}. Replacements at the same offset keep their order. */
    public void replace(int start, int end, String replacement) {
        edits.add(new Edit(start, end, replacement));
    }

    public void insert(int place, String text) {
        replace(place, place, text);
    }

    /** Returns the start of the white space before an offset. */
    public int startOfGap(int offset) {
        int start = offset;
        while (start > 0 && Character.isWhitespace(text.charAt(start - 1))) {
            start--;
        }
        return start;
    }

    /** Returns the edited text. Edits must not overlap. */
    public String apply() {
        // At the same offset, insertions precede replacements.
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
     * Returns a start tag with attributes set. Existing attributes, in any case, keep their position; new ones follow.
     *
     * @param tag well-formed start tag or empty-element tag
     * @param attributes escaped values by name; an empty value removes the attribute
     */
    public static String withAttributes(String tag, Map<String, String> attributes) {
        Map<String, String> missing = new LinkedHashMap<>(attributes);
        StringBuilder kept = new StringBuilder(tag.length() + 64);
        Matcher old = ATTRIBUTE.matcher(tag);
        int done = 0;
        while (old.find()) {
            // Some tools write names in upper case.
            String name = missing.keySet().stream()
                    .filter(old.group(2)::equalsIgnoreCase)
                    .findFirst()
                    .orElse("");
            String value = missing.remove(name);
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
