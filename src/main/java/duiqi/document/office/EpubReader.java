package duiqi.document.office;

import duiqi.document.DocumentReader;
import duiqi.document.DocumentReader.Input;
import duiqi.document.html.HtmlBlocks;
import duiqi.document.html.HtmlSource;
import duiqi.document.plain.Blocks;
import duiqi.document.plain.Shape;
import duiqi.text.Document;
import duiqi.text.FormatException;
import duiqi.text.ReadProblem;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jsoup.nodes.Element;

/**
 * Reads the chapters of an EPUB 2 or 3 book in reading order, without cover and tables of contents. Line numbers
 * continue across the chapters, as in a single file.
 */
public final class EpubReader implements DocumentReader {
    private static final String CONTAINER = "META-INF/container.xml";
    private static final String ENCRYPTION = "META-INF/encryption.xml";

    /**
     * Algorithms that obfuscate fonts, which any book may use (EPUB OCF 3.2, section 4.3); all others are rights
     * management.
     */
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
        ZippedParts parts = ZippedParts.of(input, "epub").withoutFolder(CONTAINER);
        if (isEncrypted(parts)) {
            throw new FormatException(
                    input.name(),
                    "is protected by digital rights management (DRM)",
                    "use an edition without DRM, or another source of the text");
        }
        Blocks blocks = new Blocks();
        List<ReadProblem> damage = new ArrayList<>();
        int line = 1;
        EpubPackage book = EpubPackage.of(parts, packagePart(input.name(), parts));
        for (String chapter : book.chapters()) {
            byte[] bytes = parts.require(chapter);
            HtmlSource source = HtmlSource.of(new Input(input.name(), bytes, Optional.empty()), line);
            Element page = source.xhtml();
            Element body = page.selectFirst("body");
            if (body != null && book.lists.contains(chapter) && !holdsSentence(body)) {
                continue;
            }
            if (body != null && !isFurniture(body)) {
                new HtmlBlocks(source, page, blocks).copy(body);
            }
            damage.addAll(source.damage());
            line += source.lines().count();
        }
        return new Document(input.name(), blocks.finish()).with(damage);
    }

    private static boolean isEncrypted(ZippedParts parts) throws FormatException {
        return parts.has(ENCRYPTION)
                && parts.first(ENCRYPTION, EpubReader::lockingAlgorithm).isPresent();
    }

    private static Optional<String> lockingAlgorithm(XMLStreamReader xml) {
        return xml.getLocalName().equals("EncryptionMethod")
                ? Optional.of(ZippedParts.XmlElements.attribute(xml, "Algorithm")
                                .orElse(""))
                        .filter(algorithm -> !FONT_DISGUISES.contains(algorithm))
                : Optional.empty();
    }

    private static String packagePart(String file, ZippedParts parts) throws FormatException {
        return parts.first(
                        CONTAINER,
                        xml -> xml.getLocalName().equals("rootfile")
                                ? ZippedParts.XmlElements.attribute(xml, "full-path")
                                        .filter(path -> !path.isEmpty())
                                : Optional.empty())
                .orElseThrow(() -> new FormatException(
                        file, "has no package document in " + CONTAINER, "download it again, or use another edition"));
    }

    /** Returns whether a page is a cover or table of contents, as EPUB 3 marks it in the page itself. */
    private static boolean isFurniture(Element body) {
        String type = body.attr("epub:type");
        Element only = body.childrenSize() == 1 ? body.child(0) : body;
        return (type + ' ' + only.attr("epub:type")).matches(".*\\b(cover|toc|landmarks|loi|lot)\\b.*");
    }

    private static boolean holdsSentence(Element body) {
        return body.select("p, div, li").stream()
                .anyMatch(block -> block.select("a[href]").isEmpty() && Shape.SentenceEnd.closes(block.text()));
    }

    /**
     * Reads the package document of an EPUB book: the chapters and their order (EPUB 3.3, section 5; OPF 2.0.1 for the
     * guide). Not thread-safe.
     */
    private static final class EpubPackage {
        private static final Set<String> FURNITURE = Set.of("cover", "toc", "loi", "lot");

        private final String folder;
        private final Map<String, String> pages = new HashMap<>();
        private final Set<String> furniture = new HashSet<>();

        /** Pages with a place that the guide names; a book in a single file contains its chapters too. */
        private final Set<String> lists = new HashSet<>();

        private final List<String> linear = new ArrayList<>();
        private final List<String> auxiliary = new ArrayList<>();

        private EpubPackage(String part) {
            this.folder = part.substring(0, part.lastIndexOf('/') + 1);
        }

        static EpubPackage of(ZippedParts parts, String part) throws FormatException {
            EpubPackage book = new EpubPackage(part);
            parts.walk(part, book::read);
            return book;
        }

        /**
         * Returns the names of the chapter parts in reading order. Parts outside the linear order, for example notes,
         * come last. A part that the order names again is not repeated.
         */
        Set<String> chapters() {
            Set<String> chapters = new LinkedHashSet<>();
            for (List<String> ids : List.of(linear, auxiliary)) {
                for (String id : ids) {
                    String page = pages.getOrDefault(id, "");
                    if (!page.isEmpty() && !furniture.contains(page)) {
                        chapters.add(page);
                    }
                }
            }
            return chapters;
        }

        private void read(XMLStreamReader xml) throws XMLStreamException {
            while (xml.hasNext()) {
                if (xml.next() == XMLStreamConstants.START_ELEMENT) {
                    switch (xml.getLocalName()) {
                        case "item" -> item(xml);
                        case "itemref" ->
                            (attribute(xml, "linear").equals("no") ? auxiliary : linear).add(attribute(xml, "idref"));
                        case "reference" -> reference(xml);
                        default -> {}
                    }
                }
            }
        }

        private void item(XMLStreamReader xml) {
            String page = resolve(attribute(xml, "href"));
            if (attribute(xml, "media-type").contains("html")) {
                pages.put(attribute(xml, "id"), page);
            }
            if (attribute(xml, "properties").matches("(.*\\s)?nav(\\s.*)?")) {
                furniture.add(page);
            }
        }

        private void reference(XMLStreamReader xml) {
            if (FURNITURE.contains(attribute(xml, "type"))) {
                String page = attribute(xml, "href");
                (page.contains("#") ? lists : furniture).add(resolve(page));
            }
        }

        private static String attribute(XMLStreamReader xml, String name) {
            return ZippedParts.XmlElements.attribute(xml, name).orElse("");
        }

        /** Returns the name of the part that a reference of the package document points to. */
        private String resolve(String reference) {
            String path = reference.replaceFirst("[#?].*", "").replace("+", "%2B");
            Deque<String> steps = new ArrayDeque<>();
            for (String step : (folder + decode(path)).split("/")) {
                if (step.equals("..")) {
                    steps.pollLast();
                } else if (!step.isEmpty() && !step.equals(".")) {
                    steps.addLast(step);
                }
            }
            return String.join("/", steps);
        }

        private static String decode(String path) {
            try {
                return URLDecoder.decode(path, StandardCharsets.UTF_8);
            } catch (IllegalArgumentException strayPercent) {
                return path;
            }
        }
    }
}
