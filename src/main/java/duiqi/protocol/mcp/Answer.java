package duiqi.protocol.mcp;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import duiqi.index.IndexedUnit;
import duiqi.index.UnitSide;
import duiqi.memory.IndexedFields;
import duiqi.memory.MemoryFile;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import java.util.List;
import java.util.Map;

/**
 * Collects the items of an answer, as lines that an assistant reads and as JSON. Omits and counts the items that would
 * make the text longer than its limit. Not thread-safe.
 */
final class Answer {
    static final ObjectMapper JSON = new ObjectMapper();

    /** Maximum number of characters of an answer, about 1,000 tokens of English or 3,000 of Chinese. */
    private static final int MAX_LENGTH = 4_000;

    /** Maximum number of characters of a text in an answer. */
    private static final int MAX_TEXT = 400;

    private static final List<String> FLAGS = List.of("aligned", "machine", "unrevised");

    private final String list;
    private final int most;
    private final StringBuilder text = new StringBuilder();
    private final ObjectNode fields = JSON.createObjectNode();
    private final ArrayNode items;
    private long omitted;

    /**
     * Creates an answer without items.
     *
     * @param list the plural name of the items
     */
    Answer(String list) {
        this(list, MAX_LENGTH);
    }

    Answer(String list, int most) {
        this.list = list;
        this.most = most;
        items = fields.putArray(list);
    }

    /** Returns a text that is cut, with a mark, if it is long. */
    static String cut(String text) {
        return text.length() <= MAX_TEXT
                ? text
                : text.substring(0, text.offsetByCodePoints(MAX_TEXT, -1)) + "… [" + (text.length() - MAX_TEXT)
                        + " more characters]";
    }

    /** Adds a line that is no item. */
    void line(String line) {
        text.append(line).append('\n');
    }

    /** Adds an item, unless the answer is full. */
    void item(String line, ObjectNode item) {
        if (omitted > 0 || text.length() + line.length() > most) {
            omitted++;
        } else {
            line(line);
            items.add(item);
        }
    }

    /** Adds a unit of a memory, after the start of its line. */
    void unit(String start, Map<String, Object> more, IndexedUnit unit, UnitSide source, MemoryFile memory) {
        ObjectNode item = JSON.valueToTree(more);
        ObjectNode all = JSON.valueToTree(IndexedFields.of(unit, source, memory.name(), "created"));
        List.of("source", "target")
                .forEach(side -> item.put(side, cut(all.path(side).asText())));
        item.set("memory", all.path("memory"));
        item.set("line", all.path("line"));
        StringBuilder origin = new StringBuilder();
        FLAGS.stream().filter(flag -> all.path(flag).asBoolean()).forEach(flag -> {
            item.put(flag, true);
            origin.append("; ").append(flag);
        });
        item(
                start + item.path("source").asText() + " = "
                        + item.path("target").asText() + " (" + memory.name() + ":" + unit.line() + origin + ")",
                item);
    }

    /** Counts items that are not in this answer. */
    void omit(long count) {
        omitted += count;
    }

    /** Returns the lines, and the number of omitted items. */
    String text() {
        return omitted == 0 ? text.toString() : text + "... " + omitted + " more " + list + " omitted\n";
    }

    CallToolResult result() {
        fields.put("omitted", omitted);
        return CallToolResult.builder()
                .addTextContent(text())
                .structuredContent(fields)
                .build();
    }
}
