package duiqi.io;

import static javax.xml.stream.XMLStreamConstants.CDATA;
import static javax.xml.stream.XMLStreamConstants.CHARACTERS;
import static javax.xml.stream.XMLStreamConstants.END_ELEMENT;
import static javax.xml.stream.XMLStreamConstants.ENTITY_REFERENCE;
import static javax.xml.stream.XMLStreamConstants.SPACE;
import static javax.xml.stream.XMLStreamConstants.START_ELEMENT;

import duiqi.text.FormatException;
import duiqi.text.Location;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** A node is a part of an {@link Element}. */
public sealed interface XmlNode permits XmlNode.Characters, XmlNode.Element {
    /** Returns the offset in the parsed text where the node begins. */
    int start();

    /** Returns the offset in the parsed text where the node ends. */
    int end();

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
         * Parses one element.
         *
         * @param location location of its beginning in the file
         * @param xml text of the element
         * @param prefix prefix of the vocabulary with its colon; empty if it has none
         * @throws FormatException if the text is not well-formed XML, or its elements are nested too deeply
         */
        public static Element parse(Location location, String xml, String prefix) throws FormatException {
            // The parser limits the depth of nested elements, so the recursion here is bounded.
            XmlSource source = new XmlSource(location, xml);
            source.nextTag();
            Element element = new Parser(source, prefix).element();
            source.finish();
            return element;
        }

        private record Parser(XmlSource xml, String prefix) {
            Element element() throws FormatException {
                String name = xml.element();
                Map<String, String> attributes = xml.attributes();
                int start = xml.start();
                int contentStart = xml.end();
                List<XmlNode> nodes = new ArrayList<>();
                StringBuilder text = new StringBuilder();
                int textStart = 0;
                int textEnd = -1;
                int event = xml.next();
                for (; event != END_ELEMENT; event = xml.next()) {
                    boolean isText = event == CHARACTERS || event == SPACE || event == CDATA;
                    if (!isText || xml.start() != textEnd) {
                        flush(text, textStart, textEnd, nodes);
                        textStart = xml.start();
                    }
                    switch (event) {
                        case START_ELEMENT -> nodes.add(element());
                        case CHARACTERS, SPACE, CDATA -> {
                            text.append(xml.characters());
                            textEnd = xml.end();
                        }
                        case ENTITY_REFERENCE ->
                            throw new FormatException(
                                    xml.location(), "has an undeclared entity", "replace it with its character");
                        default -> {
                            // Comments and processing instructions have no content.
                        }
                    }
                }
                flush(text, textStart, textEnd, nodes);
                String local = name.startsWith(prefix) ? name.substring(prefix.length()) : name;
                return new Element(local, attributes, nodes, start, contentStart, xml.start(), xml.end());
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
