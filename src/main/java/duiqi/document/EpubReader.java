package duiqi.document;

import duiqi.text.Document;
import duiqi.text.FormatException;
import java.util.Optional;
import java.util.Set;
import javax.xml.stream.XMLStreamReader;
import org.jsoup.nodes.Element;

/**
 * Reads the chapters of an EPUB 2 or 3 book in reading order, without cover and tables of contents. Lines are counted
 * through the chapters, as if they were one file.
 */
final class EpubReader implements DocumentReader {
    private static final String CONTAINER = "META-INF/container.xml";
    private static final String ENCRYPTION = "META-INF/encryption.xml";

    /** Fonts may be disguised in any book (EPUB OCF 3.2, section 4.3); all else is rights management. */
    private static final Set<String> FONT_DISGUISES =
            Set.of("http://www.idpf.org/2008/embedding", "http://ns.adobe.com/pdf/enc#RC");

    @Override
    public String format() {
        return "EPUB";
    }

    @Override
    public Set<String> extensions() {
        return Set.of("epub");
    }

    @Override
    public Document read(Input input) throws FormatException {
        ZippedParts parts = ZippedParts.of(input, "epub");
        if (isEncrypted(parts)) {
            throw new FormatException(
                    input.name(),
                    "is locked by digital rights management",
                    "use an edition of the book without it, or another source of the text");
        }
        Blocks blocks = new Blocks();
        int line = 1;
        for (String chapter :
                EpubPackage.of(parts, packagePart(input.name(), parts)).chapters()) {
            byte[] bytes = parts.require(chapter);
            HtmlSource source = HtmlSource.of(new Input(input.name(), bytes, Optional.empty()), line);
            Element page = source.xhtml();
            Element body = page.selectFirst("body");
            if (body != null && !isFurniture(body)) {
                HtmlBlocks.copy(source, body, blocks);
            }
            line += source.lines().count();
        }
        return new Document(input.name(), blocks.finish());
    }

    private static boolean isEncrypted(ZippedParts parts) throws FormatException {
        return parts.has(ENCRYPTION)
                && parts.first(ENCRYPTION, EpubReader::lockingAlgorithm).isPresent();
    }

    private static Optional<String> lockingAlgorithm(XMLStreamReader xml) {
        return xml.getLocalName().equals("EncryptionMethod")
                ? Optional.of(XmlElements.attribute(xml, "Algorithm").orElse(""))
                        .filter(algorithm -> !FONT_DISGUISES.contains(algorithm))
                : Optional.empty();
    }

    private static String packagePart(String file, ZippedParts parts) throws FormatException {
        return parts.first(
                        CONTAINER,
                        xml -> xml.getLocalName().equals("rootfile")
                                ? XmlElements.attribute(xml, "full-path").filter(path -> !path.isEmpty())
                                : Optional.empty())
                .orElseThrow(() -> new FormatException(
                        file,
                        "names no package document in " + CONTAINER,
                        "download it again, or use another edition"));
    }

    /** Covers and tables of contents as EPUB 3 marks them in the page itself. */
    private static boolean isFurniture(Element body) {
        String type = body.attr("epub:type");
        Element only = body.childrenSize() == 1 ? body.child(0) : body;
        return (type + ' ' + only.attr("epub:type")).matches(".*\\b(cover|toc|landmarks|loi|lot)\\b.*");
    }
}
