package duiqi.io;

import static javax.xml.stream.XMLStreamConstants.CDATA;
import static javax.xml.stream.XMLStreamConstants.CHARACTERS;
import static javax.xml.stream.XMLStreamConstants.END_DOCUMENT;
import static javax.xml.stream.XMLStreamConstants.END_ELEMENT;
import static javax.xml.stream.XMLStreamConstants.ENTITY_REFERENCE;
import static javax.xml.stream.XMLStreamConstants.SPACE;
import static javax.xml.stream.XMLStreamConstants.START_ELEMENT;

import com.ctc.wstx.api.WstxInputProperties;
import com.ctc.wstx.stax.WstxInputFactory;
import duiqi.text.FormatException;
import duiqi.text.Location;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import org.codehaus.stax2.XMLInputFactory2;
import org.codehaus.stax2.XMLStreamReader2;

/** A node is a part of an {@link Element}. */
public sealed interface XmlNode permits XmlNode.Characters, XmlNode.Element {
    /** Holds unescaped character data. Immutable. */
    record Characters(String text, int start, int end) implements XmlNode {}

    /**
     * Represents a small element of a file with its text and elements, without comments and processing instructions.
     * The offsets in the parsed text allow changes to the text around it. Offsets count UTF-16 units. Immutable.
     *
     * @param name name in lower case, without the prefix of the vocabulary
     * @param attributes attributes in file order, names in lower case
     * @param nodes child nodes in order
     * @param start offset where the start tag begins
     * @param contentStart offset where the start tag ends
     * @param contentEnd offset where the end tag begins; for an empty-element tag, where it ends
     * @param end offset where the element ends
     */
    public record Element(
            String name,
            Map<String, String> attributes,
            List<XmlNode> nodes,
            int start,
            int contentStart,
            int contentEnd,
            int end)
            implements XmlNode {

        public Element {
            attributes = Collections.unmodifiableMap(new LinkedHashMap<>(attributes));
            nodes = List.copyOf(nodes);
        }

        /**
         * Parses one element. Document types are skipped and external entities are never read, so a file cannot make duiqi
         * open other files or addresses. Names are in lower case, because tools of the 1990s wrote them in upper case.
         *
         * @param location location of its beginning in the file
         * @param xml text of the element, possibly after a prologue
         * @param prefix prefix of the vocabulary with its colon; empty if it has none
         * @throws FormatException if the text is not well-formed XML, or its elements are nested too deeply
         */
        public static Element parse(Location location, String xml, String prefix) throws FormatException {
            try {
                XMLStreamReader2 reader =
                        (XMLStreamReader2) Parser.FACTORY.createXMLStreamReader(new StringReader(xml));
                Parser parser = new Parser(location, xml, prefix, reader);
                while (reader.next() != START_ELEMENT) {
                    // The prologue has no content.
                }
                Element element = parser.element();
                while (reader.next() != END_DOCUMENT) {
                    // Reading to the end proves that the text is well-formed.
                }
                return element;
            } catch (XMLStreamException e) {
                // The first line states the problem; the other lines repeat the location.
                String problem = String.valueOf(e.getMessage())
                        .lines()
                        .findFirst()
                        .orElse("is damaged")
                        .replaceFirst("\\.$", "");
                int offset = e.getLocation() == null ? 0 : e.getLocation().getCharacterOffset();
                throw new FormatException(
                        location.after(xml, 0, Math.max(0, Math.min(offset, xml.length())))
                                .toString(),
                        "is not well-formed XML: " + problem,
                        "repair it, or use another file",
                        e);
            }
        }

        private record Parser(Location base, String text, String prefix, XMLStreamReader2 xml) {
            private static final XMLInputFactory FACTORY = factory();

            /** Maximum depth of nested elements. Recursion over a deeper tree needs more stack than a thread has. */
            private static final int MAX_DEPTH = 250;

            private static XMLInputFactory factory() {
                WstxInputFactory factory = new WstxInputFactory();
                factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
                factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
                factory.setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, false);
                factory.setProperty(WstxInputProperties.P_MAX_ELEMENT_DEPTH, MAX_DEPTH);
                factory.setProperty(WstxInputProperties.P_MAX_ATTRIBUTE_SIZE, Integer.MAX_VALUE);
                // The parser reads each token completely, so that errors come from next() and offsets are exact.
                factory.setProperty(XMLInputFactory2.P_LAZY_PARSING, false);
                return factory;
            }

            Element element() throws XMLStreamException, FormatException {
                String name = xml.getLocalName().toLowerCase(Locale.ROOT);
                Map<String, String> attributes = new LinkedHashMap<>();
                for (int i = 0; i < xml.getAttributeCount(); i++) {
                    attributes.put(xml.getAttributeLocalName(i).toLowerCase(Locale.ROOT), xml.getAttributeValue(i));
                }
                int start = start();
                int contentStart = end();
                List<XmlNode> nodes = new ArrayList<>();
                StringBuilder text = new StringBuilder();
                int textStart = 0;
                int textEnd = -1;
                int event = xml.next();
                for (; event != END_ELEMENT; event = xml.next()) {
                    boolean isText = event == CHARACTERS || event == SPACE || event == CDATA;
                    if (!isText || start() != textEnd) {
                        flush(text, textStart, textEnd, nodes);
                        textStart = start();
                    }
                    if (isText) {
                        text.append(xml.getText());
                        textEnd = end();
                    } else if (event == START_ELEMENT) {
                        nodes.add(element());
                    } else if (event == ENTITY_REFERENCE) {
                        throw new FormatException(
                                base.after(this.text, 0, start()),
                                "has an undeclared entity",
                                "replace it with its character");
                    }
                }
                flush(text, textStart, textEnd, nodes);
                String local = name.startsWith(prefix) ? name.substring(prefix.length()) : name;
                return new Element(local, attributes, nodes, start, contentStart, start(), end());
            }

            private int start() {
                return Math.toIntExact(xml.getLocationInfo().getStartingCharOffset());
            }

            private int end() throws XMLStreamException {
                return Math.toIntExact(xml.getLocationInfo().getEndingCharOffset());
            }

            /** Adds the adjacent texts so far as one node. */
            private static void flush(StringBuilder text, int start, int end, List<XmlNode> nodes) {
                if (!text.isEmpty()) {
                    nodes.add(new XmlNode.Characters(text.toString(), start, end));
                    text.setLength(0);
                }
            }
        }

        /** Returns the name without the prefix of its namespace. */
        public String localName() {
            return name.substring(name.indexOf(':') + 1);
        }

        /** Returns whether the element is one empty-element tag. */
        public boolean isOneTag() {
            return contentStart == end;
        }

        /** Returns the value of an attribute. */
        public Optional<String> attribute(String key) {
            return Optional.ofNullable(attributes.get(key));
        }

        /** Returns the child elements. */
        public Stream<Element> elements() {
            return nodes.stream().filter(Element.class::isInstance).map(Element.class::cast);
        }

        /** Returns the child elements with a name. */
        public Stream<Element> children(String wanted) {
            return elements().filter(child -> child.name.equals(wanted));
        }

        /** Returns the first child element with a name. */
        public Optional<Element> child(String wanted) {
            return children(wanted).findFirst();
        }

        /** Returns all descendant elements in document order. */
        public Stream<Element> descendants() {
            return elements().flatMap(child -> Stream.concat(Stream.of(child), child.descendants()));
        }

        /** Returns the text of the element and of its descendants. */
        public String text() {
            StringBuilder all = new StringBuilder();
            for (XmlNode node : nodes) {
                all.append(node instanceof XmlNode.Characters characters ? characters.text() : ((Element) node).text());
            }
            return all.toString();
        }
    }
}
