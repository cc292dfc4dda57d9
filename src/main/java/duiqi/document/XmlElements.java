package duiqi.document;

import java.util.Optional;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * What the office formats need of an XML stream. Attributes are asked for by local name, since the same attribute has other
 * namespaces in the transitional and strict editions of OOXML and in the editions of ODF.
 */
final class XmlElements {
    private XmlElements() {}

    /** The value of an attribute of the element just begun. */
    static Optional<String> attribute(XMLStreamReader xml, String localName) {
        for (int i = 0; i < xml.getAttributeCount(); i++) {
            if (xml.getAttributeLocalName(i).equals(localName)) {
                return Optional.of(xml.getAttributeValue(i));
            }
        }
        return Optional.empty();
    }

    /** Whether a switch such as {@code <w:vanish/>} is on: it is unless its value says otherwise. */
    static boolean isOn(XMLStreamReader xml) {
        return attribute(xml, "val")
                .map(value -> !value.equals("0") && !value.equals("false") && !value.equals("off"))
                .orElse(true);
    }

    /** Moves from the beginning of an element to its end. */
    static void skip(XMLStreamReader xml) throws XMLStreamException {
        for (int depth = 1; depth > 0; ) {
            int event = xml.next();
            if (event == XMLStreamConstants.START_ELEMENT) {
                depth++;
            } else if (event == XMLStreamConstants.END_ELEMENT) {
                depth--;
            }
        }
    }
}
