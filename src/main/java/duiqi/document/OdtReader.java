package duiqi.document;

import duiqi.text.Document;
import duiqi.text.FormatException;
import java.util.Optional;
import java.util.Set;

/** Reads OpenDocument texts (ISO/IEC 26300), as LibreOffice writes them. The notes follow the text. */
final class OdtReader implements DocumentReader {
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
        CountedParagraphs paragraphs = new CountedParagraphs();
        parts.walk("content.xml", new OdtText(paragraphs)::read);
        return new Document(input.name(), paragraphs.finish());
    }

    private static boolean isEncrypted(ZippedParts parts) throws FormatException {
        return parts.has(MANIFEST)
                && parts.first(MANIFEST, xml -> Optional.of(xml.getLocalName()).filter("encryption-data"::equals))
                        .isPresent();
    }
}
