package duiqi.glossary;

import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/**
 * Checks a written TBX file against ISO 30042:2019 and the definitions of its modules Min and Basic: the order and
 * nesting of elements, ids, and the picklists. In the style DCA, the grammar of the standard does not check values.
 */
final class TbxRules {
    /** Content of each element, as an expression over names with a space after each. */
    private static final Map<String, String> CONTENT = Map.ofEntries(
            Map.entry("tbx", "tbxHeader text "),
            Map.entry("tbxHeader", "fileDesc (encodingDesc )?"),
            Map.entry("fileDesc", "(sourceDesc )+"),
            Map.entry("sourceDesc", "(p )+"),
            Map.entry("encodingDesc", "(p )+"),
            Map.entry("text", "body "),
            Map.entry("body", "(conceptEntry )+"),
            Map.entry("conceptEntry", "(descrip:subjectField )?(note )*(langSec )+"),
            Map.entry("langSec", "(termSec )+"),
            Map.entry(
                    "termSec",
                    "term (termNote:administrativeStatus |termNote:partOfSpeech |termNote:termType )*(note )*"));

    private static final Map<String, String> VALUES = Map.of(
            "administrativeStatus", "(preferred|admitted|deprecated|superseded)Term-admn-sts",
            "partOfSpeech", "noun|verb|adjective|adverb|other",
            "termType", "fullForm|acronym|abbreviation|shortForm|variant|phrase");

    private final List<String> breaches = new ArrayList<>();
    private final Set<String> ids = new HashSet<>();

    /** Returns all violations in a file. */
    static List<String> breaches(byte[] xml) throws Exception {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setNamespaceAware(true);
        Element root = factory.newDocumentBuilder()
                .parse(new ByteArrayInputStream(xml))
                .getDocumentElement();
        TbxRules rules = new TbxRules();
        rules.require("urn:iso:std:iso:30042:ed-2".equals(root.getNamespaceURI()), "the namespace of the core");
        rules.require(root.getAttribute("type").equals("TBX-Basic"), "the dialect");
        rules.require(root.getAttribute("style").equals("dca"), "the style");
        rules.require(root.hasAttribute("xml:lang"), "a language");
        rules.element(root);
        return rules.breaches;
    }

    private void require(boolean holds, String what) {
        if (!holds) {
            breaches.add("lacks " + what);
        }
    }

    private void element(Element element) {
        StringBuilder content = new StringBuilder();
        for (Node node = element.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element child) {
                String category = child.getAttribute("type");
                content.append(child.getLocalName())
                        .append(category.isEmpty() ? "" : ":" + category)
                        .append(' ');
                element(child);
            }
        }
        String name = element.getLocalName();
        String text = element.getTextContent();
        if (!content.toString().matches(CONTENT.getOrDefault(name, ""))) {
            breaches.add("<" + name + "> has " + content);
        }
        String category = element.getAttribute("type");
        require(text.matches(VALUES.getOrDefault(category, "(?s).*")), "a value of " + category + ": " + text);
        String id = element.getAttribute("id");
        require(
                !name.equals("conceptEntry") || (id.matches("[\\p{L}_][\\p{L}\\p{N}._-]*") && ids.add(id)),
                "an own id: " + id);
        require(!name.equals("langSec") || element.hasAttribute("xml:lang"), "a language");
    }
}
