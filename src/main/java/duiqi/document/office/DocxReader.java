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
import java.util.function.Function;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Reads Word documents since 2007 (ECMA-376, transitional and strict), including those of LibreOffice, WPS and pandoc.
 * The notes follow the text.
 */
public final class DocxReader implements DocumentReader {
    @Override
    public Document read(Input input) throws FormatException {
        ZippedParts parts = ZippedParts.of(input, "docx");
        String body = Optional.ofNullable(parts.targets("", "Type").get("officeDocument"))
                .filter(parts::has)
                .orElse("word/document.xml");
        String folder = body.substring(0, body.lastIndexOf('/') + 1);
        Map<String, String> targets = parts.targets(body, "Type");
        Styles styles = new Styles();
        String style = targets.getOrDefault("styles", folder + "styles.xml");
        if (parts.has(style)) {
            parts.read(style, styles::add);
        }
        Blocks.CountedParagraphs paragraphs = new Blocks.CountedParagraphs();
        parts.read(body, new DocxText(styles, paragraphs, Optional.empty()));
        for (String notes : new String[] {"footnotes", "endnotes"}) {
            String part = targets.getOrDefault(notes, folder + notes + ".xml");
            if (parts.has(part)) {
                parts.read(part, new DocxText(styles, paragraphs, Optional.of(Kind.NOTE)));
            }
        }
        return new Document(input.name(), paragraphs.finish());
    }

    /**
     * Maps the styles of a docx file to kinds of paragraphs (ECMA-376-1, section 17.7). Built-in styles have English
     * names in every edition of Word. A style inherits the properties that it does not set. Not thread-safe.
     */
    static final class Styles {
        /** Maximum length of a chain of styles; a longer one is a cycle. */
        private static final int MAX_CHAIN_LENGTH = 20;

        static final String BODY_LEVEL = "9";

        private final Map<String, Map<String, String>> styles = new HashMap<>();

        private void add(XMLStreamReader xml) throws XMLStreamException {
            if (xml.getLocalName().equals("style")) {
                String id = ZippedParts.attribute(xml, "styleId").orElse("");
                styles.put(id, ZippedParts.properties(xml));
            }
        }

        /** Returns the kind of paragraphs with a style; empty if the style does not determine it. */
        Optional<Kind> kind(String style) {
            return first(style, Styles::ownKind);
        }

        boolean isList(String style) {
            return property(style, "numId").filter(id -> !id.equals("0")).isPresent();
        }

        boolean isHidden(String style) {
            return property(style, "vanish").filter(Styles::isOn).isPresent();
        }

        /** Returns whether a style belongs to a table of contents, which repeats the headings with page numbers. */
        boolean isContents(String style) {
            return name(styles.getOrDefault(style, Map.of())).matches("toc( \\d| heading)|table of figures");
        }

        /** Returns whether the value of a toggle property, for example {@code <w:vanish/>}, is on. */
        static boolean isOn(String value) {
            return !value.matches("0|false|off");
        }

        private static String name(Map<String, String> style) {
            return style.getOrDefault("name", "").toLowerCase(Locale.ROOT);
        }

        private static Optional<Kind> ownKind(Map<String, String> style) {
            String level = style.getOrDefault("outlineLvl", "");
            if (!level.isEmpty()) {
                return level.equals(BODY_LEVEL) ? Optional.empty() : Optional.of(Kind.HEADING);
            }
            String name = name(style);
            if (name.matches("heading .*|title|subtitle")) {
                return Optional.of(Kind.HEADING);
            }
            if (name.endsWith("caption")) {
                return Optional.of(Kind.CAPTION);
            }
            return name.matches("(?:intense )?quote|block text|block quotation|quotations")
                    ? Optional.of(Kind.QUOTATION)
                    : Optional.empty();
        }

        private Optional<String> property(String style, String name) {
            return first(style, found -> Optional.ofNullable(found.get(name)));
        }

        private <T> Optional<T> first(String style, Function<Map<String, String>, Optional<T>> property) {
            Map<String, String> at = styles.getOrDefault(style, Map.of());
            for (int i = 0; i < MAX_CHAIN_LENGTH; i++) {
                Optional<T> found = property.apply(at);
                if (found.isPresent()) {
                    return found;
                }
                at = styles.getOrDefault(at.getOrDefault("basedOn", ""), Map.of());
            }
            return Optional.empty();
        }
    }
}
