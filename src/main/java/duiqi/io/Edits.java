package duiqi.io;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntUnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** Collects edits of a text at offsets of the original text, and keeps every other character. Handles one text. */
public final class Edits {
    /** Groups: attribute with preceding white space and equals sign; its name. The quoted value follows. */
    private static final Pattern ATTRIBUTE = Pattern.compile("(\\s+([^\\s=\"'<>/]+)\\s*=\\s*)(?:\"[^\"]*\"|'[^']*')");

    private final String text;
    private final List<Edit> edits = new ArrayList<>();

    private record Edit(int start, int end, String replacement) {}

    public Edits(String text) {
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
     * Returns the edited text as the file writes it, so that its references to entities stay. Requires that all edits
     * begin and end next to tags. If the tags of the two texts differ, returns the edited text of this object.
     *
     * @param written the text before its entities were expanded
     */
    public String applyTo(String written) {
        int[] starts = places(text, '<');
        int[] ends = places(text, '>');
        int[] startsInFile = places(written, '<');
        int[] endsInFile = places(written, '>');
        if (written.equals(text) || starts.length != startsInFile.length || ends.length != endsInFile.length) {
            return apply();
        }
        IntUnaryOperator place = offset -> {
            int after = offset;
            while (after < text.length() && Character.isWhitespace(text.charAt(after))) {
                after++;
            }
            int tag = Arrays.binarySearch(starts, after);
            return tag >= 0
                    ? startsInFile[tag] - (after - offset)
                    : endsInFile[Arrays.binarySearch(ends, offset - 1)] + 1;
        };
        Edits same = new Edits(written);
        edits.forEach(edit -> same.replace(place.applyAsInt(edit.start), place.applyAsInt(edit.end), edit.replacement));
        return same.apply();
    }

    private static int[] places(String text, char bracket) {
        return IntStream.range(0, text.length())
                .filter(i -> text.charAt(i) == bracket)
                .toArray();
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
