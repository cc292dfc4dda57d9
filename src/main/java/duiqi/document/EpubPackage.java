package duiqi.document;

import duiqi.text.FormatException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * The package document of an EPUB book: which parts are chapters, and in which order (EPUB 3.3, section 5; OPF 2.0.1 for the
 * guide). Not safe for use by several threads.
 */
final class EpubPackage {
    private static final Set<String> FURNITURE = Set.of("cover", "toc", "loi", "lot");

    private final String folder;
    private final Map<String, String> pages = new HashMap<>();
    private final Set<String> furniture = new HashSet<>();
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

    /** Names of the parts in reading order; what the author put outside of it, such as notes, comes last. */
    List<String> chapters() {
        List<String> chapters = new ArrayList<>();
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
            furniture.add(resolve(attribute(xml, "href")));
        }
    }

    private static String attribute(XMLStreamReader xml, String name) {
        return XmlElements.attribute(xml, name).orElse("");
    }

    /** The name of the part that a reference of the package document leads to. */
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
