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

/** A part of an {@link Element}. */
public sealed interface XmlNode permits XmlNode.Characters, XmlNode.Element {
    /** Returns where in the text that was parsed it begins. */
    int start();

    /** Returns where it ends. */
    int end();

    /** A stretch of text, in which what was escaped is not. Immutable. */
    record Characters(String text, int start, int end) implements XmlNode {}

    /**
     * A small element of a file with all that is in it but comments and instructions, and where in the text that was parsed it
     * stands, so that the text can be changed around it. Offsets count UTF-16 units. Immutable.
     *
     * @param name its name in lower case, without the prefix of the vocabulary that is read
     * @param attributes in the order of the file, names in lower case
     * @param nodes what it holds, in order
     * @param start where its start tag begins
     * @param contentStart where its start tag ends
     * @param contentEnd where its end tag begins; where its start tag ends when it is one tag
     * @param end where it ends
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
         * @param location where in the file it begins
         * @param xml the element
         * @param prefix the prefix of the vocabulary with its colon; empty when it has none
         * @throws FormatException if it is no sound XML, or its elements are nested too deep to be meant
         */
        public static Element parse(Location location, String xml, String prefix) throws FormatException {
            // The parser allows 1000 elements in one another, so that the recursion here is bounded.
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
                int event = xml.next();
                for (; event != END_ELEMENT; event = xml.next()) {
                    switch (event) {
                        case START_ELEMENT -> nodes.add(element());
                        case CHARACTERS, SPACE, CDATA ->
                            add(nodes, new XmlNode.Characters(xml.characters(), xml.start(), xml.end()));
                        case ENTITY_REFERENCE ->
                            throw new FormatException(
                                    xml.location(),
                                    "has an entity that is not declared",
                                    "write its character instead");
                        default -> {
                            // comments and instructions say nothing
                        }
                    }
                }
                String local = name.startsWith(prefix) ? name.substring(prefix.length()) : name;
                return new Element(local, attributes, nodes, start, contentStart, xml.start(), xml.end());
            }

            /** Texts that follow each other directly are one. */
            private static void add(List<XmlNode> nodes, XmlNode.Characters text) {
                int last = nodes.size() - 1;
                if (last >= 0 && nodes.get(last) instanceof XmlNode.Characters before && before.end() == text.start()) {
                    nodes.set(last, new XmlNode.Characters(before.text() + text.text(), before.start(), text.end()));
                } else {
                    nodes.add(text);
                }
            }
        }

        /** Returns whether start tag and end tag are one. */
        public boolean isOneTag() {
            return contentStart == end;
        }

        /** Returns the value of an attribute. */
        public Optional<String> attribute(String key) {
            return Optional.ofNullable(attributes.get(key));
        }

        /** Returns its elements. */
        public Stream<Element> elements() {
            return nodes.stream().filter(Element.class::isInstance).map(Element.class::cast);
        }

        /** Returns its elements of a name. */
        public Stream<Element> children(String wanted) {
            return elements().filter(child -> child.name.equals(wanted));
        }

        /** Returns its first element of a name. */
        public Optional<Element> child(String wanted) {
            return children(wanted).findFirst();
        }

        /** Returns all elements in it, to any depth, in order. */
        public Stream<Element> descendants() {
            return elements().flatMap(child -> Stream.concat(Stream.of(child), child.descendants()));
        }

        /** Returns all text in it. */
        public String text() {
            StringBuilder all = new StringBuilder();
            for (XmlNode node : nodes) {
                all.append(node instanceof XmlNode.Characters characters ? characters.text() : ((Element) node).text());
            }
            return all.toString();
        }
    }
}
