package duiqi.document.office;

import duiqi.document.DocumentReader;
import duiqi.document.DocumentReader.Input;
import duiqi.document.plain.Blocks;
import duiqi.text.Document;
import duiqi.text.FormatException;
import duiqi.text.Paragraph.Kind;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** Reads OpenDocument texts (ISO/IEC 26300), including those of LibreOffice. The notes follow the text. */
public final class OdtReader implements DocumentReader {
    @Override
    public Document read(Input input) throws FormatException {
        ZippedParts parts = ZippedParts.of(input, "odt");
        if (parts.tags("META-INF/manifest.xml").stream()
                .anyMatch(tag -> tag.name().equals("encryption-data"))) {
            throw ZippedParts.locked(input.name());
        }
        Blocks.CountedParagraphs paragraphs = new Blocks.CountedParagraphs();
        parts.read("content.xml", new OdtText(paragraphs));
        return new Document(input.name(), paragraphs.finish());
    }

    /**
     * Reads {@code content.xml} of an OpenDocument text and passes on its paragraphs (ISO/IEC 26300-1:2015, chapters 5,
     * 6 and 9). It includes insertions. It omits deletions, hidden text, comments, ruby text and indexes. Not
     * thread-safe.
     */
    private static final class OdtText implements ZippedParts.Elements {
        private static final Set<String> NOT_TEXT = Set.of(("tracked-changes annotation note-citation ruby-text"
                        + " table-of-content illustration-index table-index alphabetical-index object-index user-index"
                        + " desc title hidden-text hidden-paragraph event-listeners forms sequence-decls variable-decls"
                        + " user-field-decls shapes bibliography-configuration scripts font-face-decls script binary-data")
                .split(" "));

        /** Kinds of the paragraphs in the elements that contain paragraphs. */
        private static final Map<String, Kind> CONTAINERS = Map.of(
                "list-item", Kind.LIST_ITEM,
                "list-header", Kind.LIST_ITEM,
                "note-body", Kind.NOTE,
                "text-box", Kind.TEXT,
                "table-cell", Kind.TABLE_CELL);

        /**
         * Holds an open row or cell, which OpenDocument stores once if the next ones have the same text.
         *
         * @param from number of paragraphs before it
         * @param times number of equal rows or cells
         */
        private record Repeat(int from, int times) {}

        /** Maximum number of spaces in one element, so that a small file cannot fill the memory. */
        private static final int MAX_SPACES = 100;

        /** Parent of each automatic style, which is a named style with some properties changed. */
        private final Map<String, String> parents = new HashMap<>();

        private final Set<String> hiddenStyles = new HashSet<>();
        private final Blocks.CountedParagraphs paragraphs;

        /** Kinds from the containers around the text, innermost first. */
        private final Deque<Kind> containers = new ArrayDeque<>();

        /** Rows and cells around the text, innermost first. */
        private final Deque<Repeat> repeats = new ArrayDeque<>();

        private String style = "";

        OdtText(Blocks.CountedParagraphs paragraphs) {
            this.paragraphs = paragraphs;
        }

        @Override
        public void begin(XMLStreamReader xml) throws XMLStreamException {
            String name = xml.getLocalName();
            if (NOT_TEXT.contains(name) || isHidden(xml)) {
                ZippedParts.skip(xml);
                return;
            }
            if (CONTAINERS.containsKey(name)) {
                containers.push(CONTAINERS.get(name));
            }
            switch (name) {
                case "style" -> {
                    style = attribute(xml, "name");
                    parents.put(
                            style,
                            ZippedParts.attribute(xml, "parent-style-name").orElse(style));
                }
                case "text-properties" -> {
                    if (attribute(xml, "display").equals("none")) {
                        hiddenStyles.add(style);
                    }
                }
                case "h" -> paragraphs.begin(containers.contains(Kind.NOTE) ? Kind.NOTE : Kind.HEADING);
                case "p" -> paragraphs.begin(kind(attribute(xml, "style-name")));
                case "s" -> append(" ".repeat(Math.min(MAX_SPACES, count(xml, "c"))));
                case "tab" -> append("\t");
                case "line-break" -> paragraphs.lineBreak();
                default -> beginInTable(xml, name);
            }
        }

        private void beginInTable(XMLStreamReader xml, String name) throws XMLStreamException {
            Blocks.Tables tables = paragraphs.tables();
            switch (name) {
                case "table" -> tables.beginTable();
                case "table-row" -> {
                    tables.beginRow();
                    repeats.push(new Repeat(paragraphs.size(), count(xml, "number-rows-repeated")));
                }
                case "table-cell" -> {
                    int columns = count(xml, "number-columns-repeated");
                    tables.beginCell();
                    tables.skipColumns(columns - 1);
                    repeats.push(new Repeat(paragraphs.size(), columns));
                }
                case "covered-table-cell" -> {
                    tables.skipColumns(count(xml, "number-columns-repeated"));
                    ZippedParts.skip(xml);
                }
                default -> {}
            }
        }

        @Override
        public void end(XMLStreamReader xml) {
            String name = xml.getLocalName();
            if (CONTAINERS.containsKey(name)) {
                containers.pop();
            }
            switch (name) {
                case "h", "p" -> paragraphs.end();
                case "table" -> paragraphs.tables().endTable();
                case "table-cell" -> {
                    paragraphs.tables().endCell();
                    repeat(0, 1);
                }
                case "table-row" -> paragraphs.tables().skipRows(repeat(1, 0) - 1);
                default -> {}
            }
        }

        /** Adds the paragraphs of a repeated row or cell. Returns how often it occurs. */
        private int repeat(int rows, int columns) {
            Repeat last = repeats.pop();
            int to = paragraphs.size();
            for (int i = 1; i < last.times && to > last.from; i++) {
                paragraphs.repeat(last.from, to, rows * i, columns * i);
            }
            return last.times;
        }

        @Override
        public void append(String text) {
            paragraphs.append(text);
        }

        private Kind kind(String styleName) {
            if (!containers.isEmpty() && containers.element() != Kind.TEXT) {
                return containers.contains(Kind.NOTE) ? Kind.NOTE : containers.element();
            }
            return switch (parents.getOrDefault(styleName, styleName)) {
                case "Title", "Subtitle" -> Kind.HEADING;
                case "Quotations", "Quote" -> Kind.QUOTATION;
                case "Caption", "Illustration", "Figure", "Table", "Drawing", "FigureCaption", "TableCaption" ->
                    Kind.CAPTION;
                default -> Kind.TEXT;
            };
        }

        private boolean isHidden(XMLStreamReader xml) {
            return switch (xml.getLocalName()) {
                case "section" -> attribute(xml, "display").equals("none");
                case "span", "p" -> hiddenStyles.contains(attribute(xml, "style-name"));
                default -> false;
            };
        }

        private static String attribute(XMLStreamReader xml, String name) {
            return ZippedParts.attribute(xml, name).orElse("");
        }

        private static int count(XMLStreamReader xml, String attribute) {
            String count = attribute(xml, attribute);
            return count.matches("\\d{1,4}") ? Integer.parseInt(count) : 1;
        }
    }
}
