package duiqi.protocol;

import duiqi.index.IndexedUnit;
import duiqi.index.UnitSide;
import duiqi.memory.MemoryFile;

/** Collects the lines of an answer. Omits and counts the items that would make it too long. Not thread-safe. */
final class Answer {
    /** Maximum number of characters of an answer, about 1,000 tokens of English or 3,000 of Chinese. */
    private static final int MAX_LENGTH = 4_000;

    /** Maximum number of characters of a text in an answer. */
    private static final int MAX_TEXT = 400;

    /** Maximum number of characters of an item: a unit with long texts, or a term with many translations. */
    private static final int MAX_ITEM = 1_000;

    private final String items;
    private final int most;
    private final StringBuilder text = new StringBuilder();
    private long omitted;

    /**
     * Creates an answer without items.
     *
     * @param items the plural name of the items
     */
    Answer(String items) {
        this(items, MAX_LENGTH);
    }

    Answer(String items, int most) {
        this.items = items;
        this.most = most;
    }

    /** Returns a text that is cut, with a mark, if it is long. */
    static String cut(String text) {
        return cut(text, MAX_TEXT);
    }

    static String cut(String text, int most) {
        int end = text.length() <= most ? text.length() : text.offsetByCodePoints(most, -1);
        return end == text.length()
                ? text
                : text.substring(0, end) + "… [" + (text.length() - end) + " more characters]";
    }

    /** Adds a line that is no item. */
    Answer line(String line) {
        text.append(line).append('\n');
        return this;
    }

    /** Adds an item, unless the answer is full. */
    void item(String item) {
        String line = cut(item, MAX_ITEM);
        if (omitted > 0 || text.length() + line.length() > most) {
            omitted++;
        } else {
            line(line);
        }
    }

    /** Adds a unit of a memory, after the start of its line. */
    void unit(String start, IndexedUnit unit, UnitSide source, MemoryFile memory) {
        IndexedUnit.Origin origin = unit.origin();
        item(start + cut(unit.text(source)) + " = " + cut(unit.text(source.other())) + " (" + memory.name() + ":"
                + unit.line() + (origin.aligned() ? "; aligned" : "") + (origin.machine() ? "; machine" : "")
                + (origin.unrevised() ? "; unrevised" : "") + ")");
    }

    /** Counts items that are not in this answer. */
    void omit(long count) {
        omitted += count;
    }

    /** Returns the lines, and the number of omitted items. */
    String text() {
        return omitted == 0 ? text.toString() : text + "... " + omitted + " more " + items + " omitted\n";
    }
}
