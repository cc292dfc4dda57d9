package duiqi.glossary;

import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/**
 * Checks a written TBX file against ISO 30042:2019, the definitions of its modules Min and Basic, and for martif ISO
 * 30042:2008: the order and nesting of elements, ids, and the picklists. In DCA, the grammar of the standard does not
 * check values, so this class checks them for both styles.
 */
final class TbxRules {
    private static final String CORE = "urn:iso:std:iso:30042:ed-2";
    private static final String MIN = "http://www.tbxinfo.net/ns/min";
    private static final String BASIC = "http://www.tbxinfo.net/ns/basic";

    /** Content of each element, as an expression over names with a space after each; C is a data category. */
    private static final Map<String, String> CONTENT = Map.ofEntries(
            Map.entry("tbx", "tbxHeader text "),
            Map.entry("martif", "martifHeader text "),
            Map.entry("tbxHeader", "fileDesc (encodingDesc )?"),
            Map.entry("martifHeader", "fileDesc (encodingDesc )?"),
            Map.entry("fileDesc", "(sourceDesc )+"),
            Map.entry("sourceDesc", "(p )+"),
            Map.entry("encodingDesc", "(p )+"),
            Map.entry("text", "body "),
            Map.entry("body", "((conceptEntry )+|(termEntry )+)"),
            Map.entry("conceptEntry", "(subjectField )?(note )*(langSec )+"),
            Map.entry("termEntry", "(subjectField )?(note )*(langSet )+"),
            Map.entry("langSec", "(termSec )+"),
            Map.entry("langSet", "(tig )+"),
            Map.entry("termSec", "term (administrativeStatus |partOfSpeech |termType )*(note )*"),
            Map.entry("tig", "term (administrativeStatus |partOfSpeech |termType )*(note )*"));

    private static final Map<String, Set<String>> VALUES = Map.of(
            "administrativeStatus",
            Set.of(
                    "preferredTerm-admn-sts",
                    "admittedTerm-admn-sts",
                    "deprecatedTerm-admn-sts",
                    "supersededTerm-admn-sts"),
            "partOfSpeech",
            Set.of("noun", "verb", "adjective", "adverb", "other"),
            "termType",
            Set.of("fullForm", "acronym", "abbreviation", "shortForm", "variant", "phrase"));

    private static final Set<String> CATEGORIES_OF_MIN = Set.of("administrativeStatus", "partOfSpeech", "subjectField");
    private static final Pattern ID = Pattern.compile("[\\p{L}_][\\p{L}\\p{N}._-]*");

    private final List<String> breaches = new ArrayList<>();
    private final Set<String> ids = new HashSet<>();
    private final String dialect;
    private final boolean isTags;

    private TbxRules(Element root) {
        this.dialect = root.getAttribute("type");
        this.isTags = root.getAttribute("style").equals("dct");
    }

    /** Returns all violations in a file. */
    static List<String> breaches(byte[] xml) throws Exception {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setNamespaceAware(true);
        Element root = factory.newDocumentBuilder()
                .parse(new ByteArrayInputStream(xml))
                .getDocumentElement();
        TbxRules rules = new TbxRules(root);
        rules.root(root);
        rules.element(root);
        return rules.breaches;
    }

    private void root(Element root) {
        boolean isOld = root.getLocalName().equals("martif");
        require(isOld || Set.of("dca", "dct").contains(root.getAttribute("style")), "a style");
        require(isOld || CORE.equals(root.getNamespaceURI()), "the namespace of the core");
        require(Set.of("TBX-Core", "TBX-Min", "TBX-Basic").contains(dialect), "a dialect");
        require(root.hasAttribute("xml:lang"), "a language");
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
                content.append(category(child)).append(' ');
                element(child);
            }
        }
        String name = category(element);
        String allowed = CONTENT.getOrDefault(name, "");
        if (!content.toString().matches(allowed)) {
            breaches.add("<" + name + "> has " + content);
        }
        if (VALUES.containsKey(name) && !VALUES.getOrDefault(name, Set.of()).contains(element.getTextContent())) {
            breaches.add(name + " is " + element.getTextContent());
        }
        if (name.equals("conceptEntry") || name.equals("termEntry")) {
            String id = element.getAttribute("id");
            require(ID.matcher(id).matches() && ids.add(id), "an id of its own: " + id);
        }
        if (name.equals("langSec") || name.equals("langSet")) {
            require(element.hasAttribute("xml:lang"), "a language");
        }
    }

    /** Returns the data category of an element, or its name. */
    private String category(Element element) {
        String name = element.getLocalName();
        boolean isAttribute = Set.of("descrip", "termNote", "admin").contains(name);
        String category = isAttribute ? element.getAttribute("type") : name;
        boolean isOfMin = CATEGORIES_OF_MIN.contains(category);
        boolean isOfBasic = category.equals("termType");
        if (!isOfMin && !isOfBasic) {
            require(!isAttribute, "a data category of its dialect: " + category);
            return category;
        }
        require(isAttribute != isTags, "its style: " + category);
        require(dialect.equals("TBX-Basic") || (isOfMin && dialect.equals("TBX-Min")), "a place for " + category);
        require(
                !isAttribute || name.equals(category.equals("subjectField") ? "descrip" : "termNote"),
                "the element of " + category);
        String module = isOfMin ? MIN : BASIC;
        require(isAttribute || module.equals(element.getNamespaceURI()), "the module of " + category);
        return category;
    }
}
