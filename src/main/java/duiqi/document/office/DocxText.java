package duiqi.document.office;

import duiqi.document.plain.Blocks;
import duiqi.text.Paragraph.Kind;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Reads one part of a docx file, the body or the notes, and passes on its paragraphs (ECMA-376-1, chapter 17).
 *
 * <p>The text is the visible text with all changes accepted. It includes insertions and results of fields. It omits
 * deletions, field instructions, hidden text, ruby text and tables of contents. If a part has alternative contents, the
 * text includes the first. A slash marks a fraction in a formula, and {@code ^} a power, so that numbers stay apart.
 * Brackets, roots and sums keep their signs. Not thread-safe.
 */
final class DocxText {
    private static final Set<String> WORD = Set.of(
            "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
            "http://purl.oclc.org/ooxml/wordprocessingml/main");

    private static final Set<String> MATH = Set.of(
            "http://schemas.openxmlformats.org/officeDocument/2006/math",
            "http://purl.oclc.org/ooxml/officeDocument/math");

    private static final String COMPATIBILITY = "http://schemas.openxmlformats.org/markup-compatibility/2006";

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

    /** Holds the state of an open paragraph and its current run. */
    private static final class State {
        private boolean markDeleted;
        private boolean contents;
        private boolean hidden;
        private boolean runHidden;
    }

    private final DocxReader.DocxStyles styles;
    private final Blocks.CountedParagraphs paragraphs;

    /** Kind of every paragraph of a part with notes; empty for the body. */
    private final Optional<Kind> partKind;

    private final DocxFields fields = new DocxFields();

    private final Deque<State> open = new ArrayDeque<>();
    private boolean generated;
    private String mathMark = "";

    /** Sign before the next argument of a formula. */
    private String opening = "";

    /** Closing brackets of the formula, innermost first. */
    private final Deque<String> brackets = new ArrayDeque<>();

    private DocxText(DocxReader.DocxStyles styles, Blocks.CountedParagraphs paragraphs, Optional<Kind> partKind) {
        this.styles = styles;
        this.paragraphs = paragraphs;
        this.partKind = partKind;
    }

    static ZippedParts.Walk body(DocxReader.DocxStyles styles, Blocks.CountedParagraphs paragraphs) {
        return new DocxText(styles, paragraphs, Optional.empty())::read;
    }

    static ZippedParts.Walk notes(DocxReader.DocxStyles styles, Blocks.CountedParagraphs paragraphs) {
        return new DocxText(styles, paragraphs, Optional.of(Kind.NOTE))::read;
    }

    private void read(XMLStreamReader xml) throws XMLStreamException {
        while (xml.hasNext()) {
            switch (xml.next()) {
                case XMLStreamConstants.START_ELEMENT -> begin(xml);
                case XMLStreamConstants.END_ELEMENT -> end(xml);
                default -> {}
            }
        }
    }

    private void begin(XMLStreamReader xml) throws XMLStreamException {
        String namespace = xml.getNamespaceURI();
        String name = xml.getLocalName();
        if (MATH.contains(namespace)) {
            beginMath(xml, name);
        } else if (COMPATIBILITY.equals(namespace) && name.equals("Fallback")) {
            ZippedParts.XmlElements.skip(xml);
        } else if (WORD.contains(namespace)) {
            beginWord(xml, name);
        }
    }

    private void beginMath(XMLStreamReader xml, String name) throws XMLStreamException {
        switch (name) {
            case "t" -> formula(xml.getElementText());
            case "den" -> mathMark = "/";
            case "sup" -> mathMark = "^";
            case "naryPr" -> formula(signs(xml, name).getOrDefault("chr", "∫"));
            case "rad" -> opening = "√";
            case "d" -> bracket("(", ")");
            case "dPr" -> {
                Map<String, String> signs = signs(xml, name);
                brackets.poll();
                bracket(signs.getOrDefault("begChr", "("), signs.getOrDefault("endChr", ")"));
            }
            case "e" -> {
                formula(opening);
                opening = "";
            }
            default -> {}
        }
    }

    private void endMath(String name) {
        switch (name) {
            case "d" -> formula(brackets.pop());
            case "den", "sup" -> mathMark = ""; // An empty denominator or exponent has no mark.
            default -> {}
        }
    }

    private void bracket(String before, String after) {
        opening = before;
        brackets.push(after);
    }

    private void formula(String text) {
        if (!text.isEmpty()) {
            text(mathMark + text);
            mathMark = "";
        }
    }

    /** Reads the properties of a formula element to their end and returns the signs that they set. */
    private static Map<String, String> signs(XMLStreamReader xml, String properties) throws XMLStreamException {
        Map<String, String> signs = new HashMap<>();
        while (next(xml, properties)) {
            String name = xml.getLocalName();
            ZippedParts.XmlElements.attribute(xml, "val").ifPresent(value -> signs.putIfAbsent(name, value));
        }
        return signs;
    }

    private void beginWord(XMLStreamReader xml, String name) throws XMLStreamException {
        if (NOT_TEXT.contains(name)) {
            ZippedParts.XmlElements.skip(xml);
            return;
        }
        if (name.equals("p")) {
            beginParagraph();
        } else if (!beginInTable(xml, name) && open.isEmpty()) {
            beginBetweenParagraphs(xml, name);
        } else {
            beginInParagraph(xml, name);
        }
    }

    private boolean beginInTable(XMLStreamReader xml, String name) throws XMLStreamException {
        Blocks.Tables tables = paragraphs.tables();
        switch (name) {
            case "tbl" -> tables.beginTable();
            case "tr" -> tables.beginRow();
            case "trPr" -> tables.skipColumns(number(xml, "trPr", "gridBefore", 0));
            case "tc" -> tables.beginCell();
            case "tcPr" -> tables.skipColumns(number(xml, "tcPr", "gridSpan", 1) - 1);
            default -> {
                return false;
            }
        }
        return true;
    }

    /** Reads properties to their end and returns the value of one of them, or its default. */
    private static int number(XMLStreamReader xml, String properties, String property, int usual)
            throws XMLStreamException {
        int number = usual;
        while (next(xml, properties)) {
            if (xml.getLocalName().equals(properties + "Change")) {
                ZippedParts.XmlElements.skip(xml);
            } else if (xml.getLocalName().equals(property)) {
                number = ZippedParts.XmlElements.attribute(xml, "val")
                        .filter(value -> value.matches("\\d{1,3}"))
                        .map(Integer::parseInt)
                        .orElse(usual);
            }
        }
        return number;
    }

    private void beginBetweenParagraphs(XMLStreamReader xml, String name) throws XMLStreamException {
        switch (name) {
            case "sdtPr" -> generated = isGenerated(xml);
            case "sdtContent" -> skipGenerated(xml);
            case "footnote", "endnote" -> skipSeparator(xml);
            default -> {}
        }
    }

    private void beginInParagraph(XMLStreamReader xml, String name) throws XMLStreamException {
        switch (name) {
            case "pPr" -> properties(xml);
            case "r" -> open.element().runHidden = open.element().hidden;
            case "rPr" -> open.element().runHidden = isHidden(xml);
            case "t" -> text(xml.getElementText());
            case "tab", "ptab" -> text("\t");
            case "br", "cr" -> breakLine(xml);
            case "noBreakHyphen" -> text("-");
            case "sym" -> text(DocxReader.DocxSymbols.read(xml));
            case "fldChar" ->
                fields.mark(
                        ZippedParts.XmlElements.attribute(xml, "fldCharType").orElse(""));

            case "sdtPr" -> generated = isGenerated(xml);
            case "sdtContent" -> skipGenerated(xml);
            default -> {}
        }
    }

    private void end(XMLStreamReader xml) {
        if (MATH.contains(xml.getNamespaceURI())) {
            endMath(xml.getLocalName());
            return;
        }
        if (!WORD.contains(xml.getNamespaceURI())) {
            return;
        }
        switch (xml.getLocalName()) {
            case "tbl" -> paragraphs.tables().endTable();
            case "tc" -> paragraphs.tables().endCell();
            case "p" -> endParagraph();
            default -> {}
        }
    }

    private void endParagraph() {
        if (open.pop().markDeleted) {
            paragraphs.endWithoutMark();
        } else {
            paragraphs.end();
        }
    }

    private void beginParagraph() {
        open.push(new State());
        paragraphs.begin(partKind.orElse(plainKind()));
    }

    private Kind plainKind() {
        return isInCell() ? Kind.TABLE_CELL : Kind.TEXT;
    }

    private boolean isInCell() {
        return paragraphs.tables().cell().isPresent();
    }

    private void properties(XMLStreamReader xml) throws XMLStreamException {
        Optional<String> style = Optional.empty();
        Optional<String> list = Optional.empty();
        Optional<String> level = Optional.empty();
        boolean markDeleted = false;
        while (next(xml, "pPr")) {
            Optional<String> value = ZippedParts.XmlElements.attribute(xml, "val");
            switch (xml.getLocalName()) {
                case "pStyle" -> style = value;
                case "numId" -> list = value;
                case "outlineLvl" -> level = value;
                case "del", "moveFrom" -> markDeleted = true;
                case "pPrChange", "rPrChange", "sectPr" -> ZippedParts.XmlElements.skip(xml);
                default -> {}
            }
        }
        State paragraph = open.element();
        paragraph.markDeleted = markDeleted;
        paragraph.contents = style.filter(styles::isContents).isPresent();
        paragraph.hidden = style.filter(styles::isHidden).isPresent();
        paragraph.runHidden = paragraph.hidden;
        paragraphs.become(partKind.orElse(kind(style, list, level)));
    }

    private Kind kind(Optional<String> style, Optional<String> list, Optional<String> level) {
        Optional<Kind> styled = style.flatMap(styles::kind);
        if (level.isPresent() && !level.get().equals(DocxReader.DocxStyles.BODY_LEVEL)) {
            return Kind.HEADING;
        }
        if (styled.filter(Kind.HEADING::equals).isPresent() && level.isEmpty()) {
            return Kind.HEADING;
        }
        boolean listed = list.map(id -> !id.equals("0"))
                .orElse(style.filter(styles::isList).isPresent());
        if (listed) {
            return Kind.LIST_ITEM;
        }
        return isInCell()
                ? Kind.TABLE_CELL
                : styled.filter(kind -> kind != Kind.HEADING).orElse(Kind.TEXT);
    }

    private boolean isHidden(XMLStreamReader xml) throws XMLStreamException {
        boolean hidden = open.element().hidden;
        boolean direct = false;
        while (next(xml, "rPr")) {
            switch (xml.getLocalName()) {
                case "vanish" -> {
                    hidden = ZippedParts.XmlElements.isOn(xml);
                    direct = true;
                }
                case "rStyle" ->
                    hidden = direct
                            ? hidden
                            : hidden
                                    || ZippedParts.XmlElements.attribute(xml, "val")
                                            .filter(styles::isHidden)
                                            .isPresent();
                case "rPrChange" -> ZippedParts.XmlElements.skip(xml);
                default -> {}
            }
        }
        return hidden;
    }

    /** Moves to the next element inside the given one. Returns false at its end. */
    private static boolean next(XMLStreamReader xml, String inside) throws XMLStreamException {
        while (true) {
            int event = xml.next();
            if (event == XMLStreamConstants.START_ELEMENT) {
                return true;
            }
            if (event == XMLStreamConstants.END_ELEMENT && xml.getLocalName().equals(inside)) {
                return false;
            }
        }
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
            ZippedParts.XmlElements.attribute(xml, "type")
                    .filter(type -> type.equals("page") || type.equals("column"))
                    .ifPresent(type -> paragraphs.lineBreak());
        }
    }

    private boolean isShown() {
        return !open.isEmpty() && !open.element().runHidden && !open.element().contents && !fields.areInInstructions();
    }

    /** Returns whether a content control contains a table of contents. */
    private static boolean isGenerated(XMLStreamReader xml) throws XMLStreamException {
        boolean generated = false;
        while (next(xml, "sdtPr")) {
            generated |= xml.getLocalName().equals("docPartGallery")
                    && ZippedParts.XmlElements.attribute(xml, "val")
                            .filter("Table of Contents"::equals)
                            .isPresent();
        }
        return generated;
    }

    private void skipGenerated(XMLStreamReader xml) throws XMLStreamException {
        if (generated) {
            ZippedParts.XmlElements.skip(xml);
        }
        generated = false;
    }

    /** Skips the separator lines between text and notes, which are stored as notes. */
    private static void skipSeparator(XMLStreamReader xml) throws XMLStreamException {
        if (ZippedParts.XmlElements.attribute(xml, "type")
                .filter(type -> !type.equals("normal"))
                .isPresent()) {
            ZippedParts.XmlElements.skip(xml);
        }
    }

    /**
     * Tracks the open fields of a docx part: dates, references, formulas (ECMA-376-1, section 17.16.18). A field
     * consists of a begin mark, instructions, a separator, the result and an end mark, and may span several runs and
     * paragraphs. Its instructions may contain other fields. Not thread-safe.
     */
    private static final class DocxFields {
        /** For each open field, innermost first, true while its instructions are read. */
        private final Deque<Boolean> open = new ArrayDeque<>();

        /** Processes a mark. Unmatched marks, for example in a truncated part, are ignored. */
        void mark(String type) {
            switch (type) {
                case "begin" -> open.push(true);
                case "separate" -> {
                    if (open.poll() != null) {
                        open.push(false);
                    }
                }
                case "end" -> open.poll();
                default -> {}
            }
        }

        boolean areInInstructions() {
            return open.contains(true);
        }
    }
}
