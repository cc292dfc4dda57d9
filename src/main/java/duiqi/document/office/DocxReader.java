package duiqi.document.office;

import duiqi.document.DocumentReader;
import duiqi.document.DocumentReader.Input;
import duiqi.document.plain.Blocks;
import duiqi.text.Document;
import duiqi.text.FormatException;
import duiqi.text.Paragraph.Kind;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Reads Word documents since 2007 (ECMA-376, transitional and strict), including those of LibreOffice, WPS and pandoc.
 * The notes follow the text.
 */
public final class DocxReader implements DocumentReader {
    private static final String USUAL_BODY = "word/document.xml";

    @Override
    public String format() {
        return "Word (docx)";
    }

    @Override
    public Set<String> extensions() {
        return Set.of("docx", "docm", "dotx");
    }

    @Override
    public Document read(Input input) throws FormatException {
        ZippedParts parts = ZippedParts.of(input, "docx");
        String body = Optional.ofNullable(targets(parts, "", "_rels/.rels").get("officeDocument"))
                .filter(parts::has)
                .orElse(USUAL_BODY);
        String folder = body.substring(0, body.lastIndexOf('/') + 1);
        Map<String, String> targets =
                targets(parts, folder, folder + "_rels/" + body.substring(folder.length()) + ".rels");
        DocxStyles styles = DocxStyles.of(parts, targets.getOrDefault("styles", folder + "styles.xml"));
        Blocks.CountedParagraphs paragraphs = new Blocks.CountedParagraphs();
        parts.walk(body, DocxText.body(styles, paragraphs));
        for (String notes : new String[] {"footnotes", "endnotes"}) {
            String part = targets.getOrDefault(notes, folder + notes + ".xml");
            if (parts.has(part)) {
                parts.walk(part, DocxText.notes(styles, paragraphs));
            }
        }
        return new Document(input.name(), paragraphs.finish());
    }

    /**
     * Returns the targets of the relationships of a part, by the last word of the relationship type (ECMA-376-2,
     * section 9.3).
     */
    private static Map<String, String> targets(ZippedParts parts, String folder, String relationships)
            throws FormatException {
        Map<String, String> targets = new HashMap<>();
        if (parts.has(relationships)) {
            parts.walk(relationships, xml -> readTargets(xml, folder, targets));
        }
        return targets;
    }

    private static void readTargets(XMLStreamReader xml, String folder, Map<String, String> targets)
            throws XMLStreamException {
        while (xml.hasNext()) {
            if (xml.next() == XMLStreamConstants.START_ELEMENT
                    && xml.getLocalName().equals("Relationship")) {
                String type = ZippedParts.XmlElements.attribute(xml, "Type").orElse("");
                String target = ZippedParts.XmlElements.attribute(xml, "Target").orElse("");
                targets.putIfAbsent(
                        type.substring(type.lastIndexOf('/') + 1),
                        target.startsWith("/") ? target.substring(1) : folder + target);
            }
        }
    }

    /**
     * Maps the styles of a docx file to kinds of paragraphs (ECMA-376-1, section 17.7). Built-in styles have English
     * names in every edition of Word. A style inherits the properties that it does not set. Immutable after reading.
     */
    static final class DocxStyles {
        /** Maximum length of a chain of styles; a longer one is a cycle. */
        private static final int MAX_CHAIN_LENGTH = 20;

        /** Outline level of body text. */
        static final String BODY_LEVEL = "9";

        private static final class Style {
            private String name = "";
            private Optional<String> parent = Optional.empty();
            private Optional<String> outlineLevel = Optional.empty();
            private Optional<String> list = Optional.empty();
            private Optional<Boolean> hidden = Optional.empty();
        }

        private final Map<String, Style> styles = new HashMap<>();

        /** Reads the styles of a part; none if the part is missing. */
        static DocxStyles of(ZippedParts parts, String part) throws FormatException {
            DocxStyles styles = new DocxStyles();
            if (parts.has(part)) {
                parts.walk(part, styles::read);
            }
            return styles;
        }

        /** Returns the kind of paragraphs with a style; empty if the style does not determine it. */
        Optional<Kind> kind(String style) {
            return first(style, DocxStyles::ownKind);
        }

        /** Returns whether paragraphs with a style belong to a list. */
        boolean isList(String style) {
            return first(style, found -> found.list)
                    .filter(id -> !id.equals("0"))
                    .isPresent();
        }

        /** Returns whether a style hides its text. */
        boolean isHidden(String style) {
            return first(style, found -> found.hidden).orElse(false);
        }

        /** Returns whether a style belongs to a table of contents, which repeats the headings with page numbers. */
        boolean isContents(String style) {
            return first(style, found -> Optional.of(found.name))
                    .filter(name -> name.matches("toc( \\d| heading)|table of figures"))
                    .isPresent();
        }

        private static Optional<Kind> ownKind(Style style) {
            if (style.outlineLevel.isPresent()) {
                return style.outlineLevel
                        .filter(level -> !level.equals(BODY_LEVEL))
                        .map(level -> Kind.HEADING);
            }
            if (style.name.startsWith("heading ") || style.name.equals("title") || style.name.equals("subtitle")) {
                return Optional.of(Kind.HEADING);
            }
            if (style.name.endsWith("caption")) {
                return Optional.of(Kind.CAPTION);
            }
            return switch (style.name) {
                case "quote", "intense quote", "block text", "block quotation", "quotations" ->
                    Optional.of(Kind.QUOTATION);
                default -> Optional.empty();
            };
        }

        private <T> Optional<T> first(String style, Function<Style, Optional<T>> property) {
            Optional<Style> at = Optional.ofNullable(styles.get(style));
            for (int i = 0; i < MAX_CHAIN_LENGTH && at.isPresent(); i++) {
                Optional<T> found = property.apply(at.get());
                if (found.isPresent()) {
                    return found;
                }
                at = at.get().parent.map(styles::get);
            }
            return Optional.empty();
        }

        private void read(XMLStreamReader xml) throws XMLStreamException {
            Style style = new Style();
            while (xml.hasNext()) {
                if (xml.next() != XMLStreamConstants.START_ELEMENT) {
                    continue;
                }
                Optional<String> value = ZippedParts.XmlElements.attribute(xml, "val");
                switch (xml.getLocalName()) {
                    case "style" -> {
                        style = new Style();
                        styles.put(
                                ZippedParts.XmlElements.attribute(xml, "styleId")
                                        .orElse(""),
                                style);
                    }
                    case "name" -> style.name = value.orElse("").toLowerCase(Locale.ROOT);
                    case "basedOn" -> style.parent = value;
                    case "outlineLvl" -> style.outlineLevel = value;
                    case "numId" -> style.list = value;
                    case "vanish" -> style.hidden = Optional.of(ZippedParts.XmlElements.isOn(xml));
                    case "tblStylePr", "latentStyles" -> ZippedParts.XmlElements.skip(xml);
                    default -> {}
                }
            }
        }
    }

    /**
     * Decodes characters that Word stores as codes of a symbol font (ECMA-376-1, section 17.3.3.30). The table contains
     * the Greek letters and signs of Symbol, from Unicode's mapping table SYMBOL.TXT. It also contains the arrows and
     * marks of Wingdings that occur in running text.
     */
    static final class DocxSymbols {
        private static final SymbolFont SYMBOL = new SymbolFont(
                "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789%()+,./:;<=>[]_{|}£¥¬®°±³´·¸¹»",
                "ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖαβχδεφγηιϕκλμνοπθρστυϖωξψζ0123456789%()+,./:;<=>[]_{|}≤∞←→°±≥×•÷≠≈");
        private static final SymbolFont WINGDINGS = new SymbolFont("Jln§ßàûü", "☺●■▪←→✗✓");

        /** Replaces unknown characters. */
        private static final int UNKNOWN = 0xFFFD;

        private DocxSymbols() {}

        /** Returns the character of a {@code <w:sym>}. */
        static String read(XMLStreamReader xml) {
            String hex = ZippedParts.XmlElements.attribute(xml, "char").orElse("");
            String font = ZippedParts.XmlElements.attribute(xml, "font").orElse("");
            int character = hex.matches("[0-9A-Fa-f]{1,4}") ? character(font, Integer.parseInt(hex, 16)) : UNKNOWN;
            return Character.toString(character);
        }

        private static int character(String font, int codePoint) {
            if (codePoint < 0xF000 || codePoint > 0xF0FF) {
                return codePoint;
            }
            int code = codePoint - 0xF000;
            return switch (font) {
                case "Symbol" -> SYMBOL.drawn(code);
                case "Wingdings" -> WINGDINGS.drawn(code);
                default -> UNKNOWN;
            };
        }

        /**
         * Maps the codes of a symbol font to characters.
         *
         * @param codes Latin-1 characters that the font draws as symbols
         * @param symbols the symbols, in the same order
         */
        private record SymbolFont(String codes, String symbols) {
            int drawn(int code) {
                int index = codes.indexOf(code);
                return index < 0 ? UNKNOWN : symbols.charAt(index);
            }
        }
    }
}
