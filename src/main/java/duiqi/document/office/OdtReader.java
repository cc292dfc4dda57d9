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
import java.util.Optional;
import java.util.Set;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** Reads OpenDocument texts (ISO/IEC 26300), including those of LibreOffice. The notes follow the text. */
public final class OdtReader implements DocumentReader {
    /** Maximum number of spaces in a row, so that a small file cannot fill the memory. */
    private static final int MAX_SPACES = 100;

    private static final String MANIFEST = "META-INF/manifest.xml";

    @Override
    public String format() {
        return "OpenDocument (odt)";
    }

    @Override
    public Set<String> extensions() {
        return Set.of("odt", "ott");
    }

    @Override
    public Document read(Input input) throws FormatException {
        ZippedParts parts = ZippedParts.of(input, "odt");
        if (isEncrypted(parts)) {
            throw new FormatException(
                    input.name(), "is protected by a password", "open it with the password and save it without one");
        }
        Blocks.CountedParagraphs paragraphs = new Blocks.CountedParagraphs();
        parts.walk("content.xml", new OdtText(paragraphs)::read);
        return new Document(input.name(), paragraphs.finish());
    }

    private static boolean isEncrypted(ZippedParts parts) throws FormatException {
        return parts.has(MANIFEST)
                && parts.first(MANIFEST, xml -> Optional.of(xml.getLocalName()).filter("encryption-data"::equals))
                        .isPresent();
    }

    /**
     * Reads {@code content.xml} of an OpenDocument text and passes on its paragraphs (ISO/IEC 26300-1:2015, chapters 5,
     * 6 and 9). It includes insertions. It omits deletions, hidden text, comments, ruby text and indexes. Not
     * thread-safe.
     */
    private static final class OdtText {
        private static final Set<String> NOT_TEXT = Set.of(
                "tracked-changes",
                "annotation",
                "note-citation",
                "ruby-text",
                "table-of-content",
                "illustration-index",
                "table-index",
                "alphabetical-index",
                "object-index",
                "user-index",
                "desc",
                "title",
                "hidden-text",
                "hidden-paragraph",
                "event-listeners",
                "forms",
                "sequence-decls",
                "variable-decls",
                "user-field-decls",
                "shapes",
                "bibliography-configuration",
                "scripts",
                "font-face-decls",
                "script",
                "binary-data");

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
        private record Repeat(int from, int times) {
            void applyTo(Blocks.CountedParagraphs paragraphs, int rows, int columns) {
                int to = paragraphs.size();
                for (int i = 1; i < times && to > from; i++) {
                    paragraphs.repeat(from, to, rows * i, columns * i);
                }
            }
        }

        /** Parent of each automatic style, which is a named style with some properties changed. */
        private final Map<String, String> parents = new HashMap<>();

        private final Set<String> hiddenStyles = new HashSet<>();
        private final Blocks.CountedParagraphs paragraphs;

        /** Kinds from the containers around the text, innermost first. */
        private final Deque<Kind> containers = new ArrayDeque<>();

        /** Rows and cells around the text, innermost first. */
        private final Deque<Repeat> repeats = new ArrayDeque<>();

        private int openParagraphs;
        private String style = "";

        OdtText(Blocks.CountedParagraphs paragraphs) {
            this.paragraphs = paragraphs;
        }

        void read(XMLStreamReader xml) throws XMLStreamException {
            while (xml.hasNext()) {
                switch (xml.next()) {
                    case XMLStreamConstants.START_ELEMENT -> begin(xml);
                    case XMLStreamConstants.END_ELEMENT -> end(xml.getLocalName());
                    case XMLStreamConstants.CHARACTERS -> append(xml.getText());
                    default -> {}
                }
            }
        }

        private void begin(XMLStreamReader xml) throws XMLStreamException {
            String name = xml.getLocalName();
            if (NOT_TEXT.contains(name) || isHidden(xml)) {
                ZippedParts.XmlElements.skip(xml);
                return;
            }
            if (CONTAINERS.containsKey(name)) {
                containers.push(CONTAINERS.get(name));
            }
            switch (name) {
                case "style" -> beginStyle(xml);
                case "text-properties" -> noteHiding(xml);
                case "h" -> beginHeading();
                case "p" ->
                    beginParagraph(kind(
                            ZippedParts.XmlElements.attribute(xml, "style-name").orElse("")));
                case "table" -> paragraphs.tables().beginTable();
                case "table-row" -> {
                    paragraphs.tables().beginRow();
                    beginRepeated(xml, "number-rows-repeated");
                }
                case "table-cell" -> beginCell(xml);
                case "covered-table-cell" -> skipCell(xml);
                case "s" -> append(" ".repeat(Math.min(MAX_SPACES, count(xml, "c"))));
                case "tab" -> append("\t");
                case "line-break" -> paragraphs.lineBreak();
                default -> {}
            }
        }

        private void end(String name) {
            if (CONTAINERS.containsKey(name)) {
                containers.pop();
            }
            switch (name) {
                case "h", "p" -> {
                    openParagraphs--;
                    paragraphs.end();
                }
                case "table" -> paragraphs.tables().endTable();
                case "table-cell" -> {
                    paragraphs.tables().endCell();
                    repeats.pop().applyTo(paragraphs, 0, 1);
                }
                case "table-row" -> {
                    Repeat row = repeats.pop();
                    row.applyTo(paragraphs, 1, 0);
                    paragraphs.tables().skipRows(row.times - 1);
                }
                default -> {}
            }
        }

        private void beginCell(XMLStreamReader xml) {
            paragraphs.tables().beginCell();
            paragraphs.tables().skipColumns(count(xml, "number-columns-repeated") - 1);
            beginRepeated(xml, "number-columns-repeated");
        }

        private void beginRepeated(XMLStreamReader xml, String attribute) {
            repeats.push(new Repeat(paragraphs.size(), count(xml, attribute)));
        }

        private void skipCell(XMLStreamReader xml) throws XMLStreamException {
            paragraphs.tables().skipColumns(count(xml, "number-columns-repeated"));
            ZippedParts.XmlElements.skip(xml);
        }

        private void beginHeading() {
            beginParagraph(containers.contains(Kind.NOTE) ? Kind.NOTE : Kind.HEADING);
        }

        private void beginParagraph(Kind kind) {
            openParagraphs++;
            paragraphs.begin(kind);
        }

        private void append(String text) {
            if (openParagraphs > 0) {
                paragraphs.append(text);
            }
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

        private void beginStyle(XMLStreamReader xml) {
            style = ZippedParts.XmlElements.attribute(xml, "name").orElse("");
            ZippedParts.XmlElements.attribute(xml, "parent-style-name").ifPresent(parent -> parents.put(style, parent));
        }

        private void noteHiding(XMLStreamReader xml) {
            if (ZippedParts.XmlElements.attribute(xml, "display")
                    .filter("none"::equals)
                    .isPresent()) {
                hiddenStyles.add(style);
            }
        }

        private boolean isHidden(XMLStreamReader xml) {
            return switch (xml.getLocalName()) {
                case "section" ->
                    ZippedParts.XmlElements.attribute(xml, "display")
                            .filter("none"::equals)
                            .isPresent();
                case "span", "p" ->
                    ZippedParts.XmlElements.attribute(xml, "style-name")
                            .filter(hiddenStyles::contains)
                            .isPresent();
                default -> false;
            };
        }

        private static int count(XMLStreamReader xml, String attribute) {
            String count = ZippedParts.XmlElements.attribute(xml, attribute).orElse("1");
            return count.matches("\\d{1,4}") ? Integer.parseInt(count) : 1;
        }
    }
}
