package duiqi.document.office;

import duiqi.document.plain.Blocks;
import duiqi.text.Paragraph.Kind;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Reads one part of a docx file, the body or the notes, and passes on its paragraphs (ECMA-376-1, chapter 17).
 *
 * <p>The text is the visible text with all changes accepted. It includes insertions and results of fields. It omits
 * deletions, field instructions, hidden text, ruby text and tables of contents. If a part has alternative contents, the
 * text includes the first. Not thread-safe.
 */
final class DocxText implements ZippedParts.Elements {
    private static final Set<String> NOT_TEXT = Set.of(
            "del",
            "moveFrom",
            "rPrChange",
            "pPrChange",
            "sectPr",
            "instrText",
            "delText",
            "delInstrText",
            "rt",
            "tblPr",
            "sdtEndPr");

    /**
     * Greek letters and signs of the font Symbol, from Unicode's mapping table SYMBOL.TXT, and the arrows and marks of
     * Wingdings that occur in running text. Each font has its codes and its characters in the same order.
     */
    private static final Map<String, String[]> SYMBOLS = Map.of(
            "Symbol",
            new String[] {
                "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789%()+,./:;<=>[]_{|}£¥¬®°±³´·¸¹»",
                "ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖαβχδεφγηιϕκλμνοπθρστυϖωξψζ0123456789%()+,./:;<=>[]_{|}≤∞←→°±≥×•÷≠≈"
            },
            "Wingdings",
            new String[] {"Jln§ßàûü", "☺●■▪←→✗✓"});

    /** Holds the state of an open paragraph and its current run. */
    private static final class State {
        private boolean markDeleted;
        private boolean contents;
        private boolean hidden;
        private boolean runHidden;
    }

    private final DocxReader.Styles styles;
    private final Blocks.CountedParagraphs paragraphs;

    /** Kind of every paragraph of a part with notes; empty for the body. */
    private final Optional<Kind> partKind;

    private final OfficeMath math = new OfficeMath(this::text);
    private final Deque<State> open = new ArrayDeque<>();

    /**
     * For each open field, innermost first, whether its instructions are read (ECMA-376-1, section 17.16.18). A field
     * consists of a begin mark, instructions, a separator, the result and an end mark, and may span several paragraphs.
     */
    private final Deque<Boolean> fields = new ArrayDeque<>();

    private boolean generated;

    DocxText(DocxReader.Styles styles, Blocks.CountedParagraphs paragraphs, Optional<Kind> partKind) {
        this.styles = styles;
        this.paragraphs = paragraphs;
        this.partKind = partKind;
    }

    private static boolean isWord(XMLStreamReader xml) {
        return String.valueOf(xml.getNamespaceURI()).contains("/wordprocessingml/");
    }

    @Override
    public void begin(XMLStreamReader xml) throws XMLStreamException {
        String name = xml.getLocalName();
        if (OfficeMath.holds(xml)) {
            math.begin(xml);
        } else if (name.equals("Fallback") || (isWord(xml) && NOT_TEXT.contains(name))) {
            ZippedParts.skip(xml);
        } else if (isWord(xml)) {
            beginBlock(xml, name);
        }
    }

    private void beginBlock(XMLStreamReader xml, String name) throws XMLStreamException {
        Blocks.Tables tables = paragraphs.tables();
        switch (name) {
            case "p" -> {
                open.push(new State());
                paragraphs.begin(partKind.orElse(isInCell() ? Kind.TABLE_CELL : Kind.TEXT));
            }
            case "tbl" -> tables.beginTable();
            case "tr" -> tables.beginRow();
            case "trPr" -> tables.skipColumns(number(xml, "gridBefore", 0));
            case "tc" -> tables.beginCell();
            case "tcPr" -> tables.skipColumns(number(xml, "gridSpan", 1) - 1);
            case "sdtPr" ->
                generated =
                        "Table of Contents".equals(ZippedParts.properties(xml).get("docPartGallery"));
            case "sdtContent" -> {
                if (generated) {
                    ZippedParts.skip(xml);
                }
                generated = false;
            }
            case "footnote", "endnote" -> {
                // The separator lines between text and notes are stored as notes.
                if (!ZippedParts.attribute(xml, "type").orElse("normal").equals("normal")) {
                    ZippedParts.skip(xml);
                }
            }
            default -> {
                if (!open.isEmpty()) {
                    beginInParagraph(xml, name);
                }
            }
        }
    }

    private static int number(XMLStreamReader xml, String property, int usual) throws XMLStreamException {
        String number = ZippedParts.properties(xml).getOrDefault(property, "");
        return number.matches("\\d{1,3}") ? Integer.parseInt(number) : usual;
    }

    private void beginInParagraph(XMLStreamReader xml, String name) throws XMLStreamException {
        switch (name) {
            case "pPr" -> properties(ZippedParts.properties(xml));
            case "r" -> open.element().runHidden = open.element().hidden;
            case "rPr" -> open.element().runHidden = isHidden(ZippedParts.properties(xml));
            case "t" -> text(xml.getElementText());
            case "tab", "ptab" -> text("\t");
            case "br", "cr" -> breakLine(xml);
            case "noBreakHyphen" -> text("-");
            case "sym" -> text(symbol(xml));
            case "fldChar" ->
                markField(ZippedParts.attribute(xml, "fldCharType").orElse(""));
            default -> {}
        }
    }

    /** Processes a mark of a field. Unmatched marks, for example in a truncated part, are ignored. */
    private void markField(String type) {
        if (type.equals("begin")) {
            fields.push(true);
        } else if (fields.poll() != null && type.equals("separate")) {
            fields.push(false);
        }
    }

    /** Returns the character of a {@code <w:sym>}, U+FFFD if it is unknown (ECMA-376-1, section 17.3.3.30). */
    private static String symbol(XMLStreamReader xml) {
        String hex = ZippedParts.attribute(xml, "char").orElse("");
        int code = hex.matches("[0-9A-Fa-f]{1,4}") ? Integer.parseInt(hex, 16) : 0xFFFD;
        if (code < 0xF000 || code > 0xF0FF) {
            return Character.toString(code);
        }
        String font = ZippedParts.attribute(xml, "font").orElse("");
        String[] symbols = SYMBOLS.getOrDefault(font, new String[] {"", ""});
        int index = symbols[0].indexOf(code - 0xF000);
        return index < 0 ? "\uFFFD" : symbols[1].substring(index, index + 1);
    }

    @Override
    public void end(XMLStreamReader xml) {
        if (OfficeMath.holds(xml)) {
            math.end(xml);
        } else if (isWord(xml)) {
            switch (xml.getLocalName()) {
                case "tbl" -> paragraphs.tables().endTable();
                case "tc" -> paragraphs.tables().endCell();
                case "p" -> {
                    if (open.pop().markDeleted) {
                        paragraphs.endWithoutMark();
                    } else {
                        paragraphs.end();
                    }
                }
                default -> {}
            }
        }
    }

    private boolean isInCell() {
        return paragraphs.tables().cell().isPresent();
    }

    private void properties(Map<String, String> properties) {
        State paragraph = open.element();
        String style = properties.getOrDefault("pStyle", "");
        paragraph.markDeleted = properties.containsKey("del") || properties.containsKey("moveFrom");
        paragraph.contents = styles.isContents(style);
        paragraph.hidden = styles.isHidden(style);
        paragraph.runHidden = paragraph.hidden;
        paragraphs.become(partKind.orElse(kind(style, properties)));
    }

    private Kind kind(String style, Map<String, String> properties) {
        Optional<Kind> styled = styles.kind(style);
        String level = properties.getOrDefault("outlineLvl", "");
        boolean isHeading = level.isEmpty()
                ? styled.equals(Optional.of(Kind.HEADING))
                : !level.equals(DocxReader.Styles.BODY_LEVEL);
        if (isHeading) {
            return Kind.HEADING;
        }
        String list = properties.getOrDefault("numId", "");
        if (list.isEmpty() ? styles.isList(style) : !list.equals("0")) {
            return Kind.LIST_ITEM;
        }
        return isInCell()
                ? Kind.TABLE_CELL
                : styled.filter(kind -> kind != Kind.HEADING).orElse(Kind.TEXT);
    }

    private boolean isHidden(Map<String, String> properties) {
        return properties.containsKey("vanish")
                ? DocxReader.Styles.isOn(properties.get("vanish"))
                : open.element().hidden || styles.isHidden(properties.getOrDefault("rStyle", ""));
    }

    private void text(String text) {
        if (isShown()) {
            paragraphs.append(text);
        }
    }

    private void breakLine(XMLStreamReader xml) {
        if (isShown()) {
            paragraphs.lineBreak();
            // Two line breaks end the paragraph, as the end of the page or column does.
            if (ZippedParts.attribute(xml, "type").orElse("").matches("page|column")) {
                paragraphs.lineBreak();
            }
        }
    }

    private boolean isShown() {
        return !open.isEmpty() && !open.element().runHidden && !open.element().contents && !fields.contains(true);
    }
}
