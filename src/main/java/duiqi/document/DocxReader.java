package duiqi.document;

import duiqi.text.Document;
import duiqi.text.FormatException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Reads Word documents since 2007 (ECMA-376, transitional and strict), also as LibreOffice, WPS and pandoc write them. The
 * notes follow the text.
 */
final class DocxReader implements DocumentReader {
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
        CountedParagraphs paragraphs = new CountedParagraphs();
        parts.walk(body, DocxText.body(styles, paragraphs));
        for (String notes : new String[] {"footnotes", "endnotes"}) {
            String part = targets.getOrDefault(notes, folder + notes + ".xml");
            if (parts.has(part)) {
                parts.walk(part, DocxText.notes(styles, paragraphs));
            }
        }
        return new Document(input.name(), paragraphs.finish());
    }

    /** The parts that a part refers to, by the last word of the type of the relationship (ECMA-376-2, section 9.3). */
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
                String type = XmlElements.attribute(xml, "Type").orElse("");
                String target = XmlElements.attribute(xml, "Target").orElse("");
                targets.putIfAbsent(
                        type.substring(type.lastIndexOf('/') + 1),
                        target.startsWith("/") ? target.substring(1) : folder + target);
            }
        }
    }
}
