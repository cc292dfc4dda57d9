package duiqi.memory;

import com.ctc.wstx.stax.WstxInputFactory;
import duiqi.bitext.FormatException;
import duiqi.bitext.Location;
import java.io.Closeable;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import org.codehaus.stax2.XMLInputFactory2;
import org.codehaus.stax2.XMLStreamReader2;

/**
 * An XML file as a stream of events, with the text that each event was read from.
 *
 * <p>A document type is passed over and no external entity is ever read, so a file cannot make this program open other files or
 * addresses. Element and attribute names are given in lower case, since tools of the nineties wrote them in upper case. Not
 * thread-safe.
 */
final class XmlSource implements Closeable {
    private static final String REMEDY = "mend it or use another file";

    private final String name;
    private final RecordingReader text;
    private final XMLStreamReader2 xml;

    /**
     * Opens a file.
     *
     * @param name name of the file
     * @param reader its text
     */
    XmlSource(String name, Reader reader) throws IOException {
        this.name = name;
        this.text = new RecordingReader(reader);
        try {
            this.xml = (XMLStreamReader2) factory().createXMLStreamReader(name, text);
        } catch (XMLStreamException e) {
            throw fault(e);
        }
    }

    private static XMLInputFactory factory() {
        WstxInputFactory factory = new WstxInputFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, false);
        // Every token is read to its end at once, so that faults come from next() and offsets are exact.
        factory.setProperty(XMLInputFactory2.P_LAZY_PARSING, false);
        return factory;
    }

    /** The kind of the next event, as {@link XMLStreamConstants} numbers them. */
    int next() throws IOException {
        try {
            return xml.next();
        } catch (XMLStreamException e) {
            throw fault(e);
        }
    }

    /** Goes on to the next start tag or end tag or the end of the file. */
    int nextTag() throws IOException {
        int event = next();
        while (event != XMLStreamConstants.START_ELEMENT
                && event != XMLStreamConstants.END_ELEMENT
                && event != XMLStreamConstants.END_DOCUMENT) {
            event = next();
        }
        return event;
    }

    /** Goes on behind the end tag of the element whose start tag is the present event. */
    void skipElement() throws IOException {
        for (int depth = 1; depth > 0; ) {
            int event = next();
            if (event == XMLStreamConstants.START_ELEMENT) {
                depth++;
            } else if (event == XMLStreamConstants.END_ELEMENT) {
                depth--;
            }
        }
    }

    /** The text of the present event, which is characters. */
    String characters() {
        return xml.getText();
    }

    /** Name of the present element. */
    String element() {
        return xml.getLocalName().toLowerCase(Locale.ROOT);
    }

    Map<String, String> attributes() {
        Map<String, String> attributes = new HashMap<>();
        for (int i = 0; i < xml.getAttributeCount(); i++) {
            attributes.put(xml.getAttributeLocalName(i).toLowerCase(Locale.ROOT), xml.getAttributeValue(i));
        }
        return attributes;
    }

    /** Whether the present start tag is an end tag as well. */
    boolean isEmptyElement() throws IOException {
        try {
            return xml.isEmptyElement();
        } catch (XMLStreamException e) {
            throw fault(e);
        }
    }

    /** Where in the file the present event begins, in characters. */
    long start() {
        return xml.getLocationInfo().getStartingCharOffset();
    }

    /** Where in the file the present event ends, in characters. */
    long end() throws IOException {
        try {
            return xml.getLocationInfo().getEndingCharOffset();
        } catch (XMLStreamException e) {
            throw fault(e);
        }
    }

    /** Takes the text up to a place in the file. */
    String take(long end) {
        return text.take(end);
    }

    /** Takes the text that is left when the last event has been read. */
    String takeRest() {
        return text.takeRest();
    }

    /** Where the present event begins. */
    Location location() {
        return location(xml.getLocationInfo().getStartLocation());
    }

    private Location location(javax.xml.stream.Location place) {
        int column = Math.max(1, place.getColumnNumber());
        int offset = Math.max(0, place.getCharacterOffset());
        int pairs = text.surrogatePairs(offset - column + 1L, offset);
        return new Location(name, Math.max(1, place.getLineNumber()), column - pairs);
    }

    private IOException fault(XMLStreamException e) {
        Throwable cause = e.getCause() == null ? e.getNestedException() : e.getCause();
        if (cause instanceof CharacterCodingException) {
            return new FormatException(
                    name, "holds bytes that its encoding does not allow", "save it in UTF-8 and use that file", e);
        }
        if (cause instanceof IOException failure) {
            return failure;
        }
        // The first line says what is wrong, the others where, which Location says.
        String problem = String.valueOf(e.getMessage()).lines().findFirst().orElse("is damaged");
        String place =
                e.getLocation() == null ? name : location(e.getLocation()).toString();
        return new FormatException(place, "is not sound XML: " + problem, REMEDY, e);
    }

    @Override
    public void close() throws IOException {
        text.close();
    }
}
