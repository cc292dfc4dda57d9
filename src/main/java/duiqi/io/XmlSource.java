package duiqi.io;

import com.ctc.wstx.stax.WstxInputFactory;
import duiqi.text.FormatException;
import duiqi.text.Location;
import java.io.StringReader;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import org.codehaus.stax2.XMLInputFactory2;
import org.codehaus.stax2.XMLStreamReader2;

/**
 * A piece of an XML file as a stream of events, with the places that each event was read from.
 *
 * <p>A document type is passed over and no external entity is ever read, so a file cannot make this program open other files or
 * addresses. Element and attribute names are given in lower case, since tools of the nineties wrote them in upper case. Not
 * thread-safe.
 */
public final class XmlSource {
    private static final XMLInputFactory FACTORY = factory();
    private static final String REMEDY = "mend it or use another file";

    private final Location base;
    private final String text;
    private final XMLStreamReader2 xml;

    /**
     * Opens a piece.
     *
     * @param base where in the file it begins
     * @param text an element, perhaps with what may stand before a root element
     */
    public XmlSource(Location base, String text) throws FormatException {
        this.base = base;
        this.text = text;
        try {
            this.xml = (XMLStreamReader2) FACTORY.createXMLStreamReader(new StringReader(text));
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

    /** Returns the kind of the next event, as {@link XMLStreamConstants} numbers them. */
    public int next() throws FormatException {
        try {
            return xml.next();
        } catch (XMLStreamException e) {
            throw fault(e);
        }
    }

    /** Goes on to the next start tag or end tag or the end of the piece. */
    public int nextTag() throws FormatException {
        int event = next();
        while (event != XMLStreamConstants.START_ELEMENT
                && event != XMLStreamConstants.END_ELEMENT
                && event != XMLStreamConstants.END_DOCUMENT) {
            event = next();
        }
        return event;
    }

    /** Goes on to the end of the piece, which proves it sound. */
    public void finish() throws FormatException {
        for (int event = next(); event != XMLStreamConstants.END_DOCUMENT; ) {
            event = next();
        }
    }

    /** Goes on behind the end tag of the element whose start tag is the present event. */
    public void skipElement() throws FormatException {
        for (int depth = 1; depth > 0; ) {
            int event = next();
            if (event == XMLStreamConstants.START_ELEMENT) {
                depth++;
            } else if (event == XMLStreamConstants.END_ELEMENT) {
                depth--;
            }
        }
    }

    /** Returns the text of the present event, which is characters. */
    public String characters() {
        return xml.getText();
    }

    /** Name of the present element. */
    public String element() {
        return xml.getLocalName().toLowerCase(Locale.ROOT);
    }

    /** Attributes of the present element in the order of the file. */
    public Map<String, String> attributes() {
        Map<String, String> attributes = new LinkedHashMap<>();
        for (int i = 0; i < xml.getAttributeCount(); i++) {
            attributes.put(xml.getAttributeLocalName(i).toLowerCase(Locale.ROOT), xml.getAttributeValue(i));
        }
        return attributes;
    }

    /** Returns where in the piece the present event begins, in UTF-16 units. */
    public int start() {
        return Math.toIntExact(xml.getLocationInfo().getStartingCharOffset());
    }

    /** Returns where in the piece the present event ends, in UTF-16 units. */
    public int end() throws FormatException {
        try {
            return Math.toIntExact(xml.getLocationInfo().getEndingCharOffset());
        } catch (XMLStreamException e) {
            throw fault(e);
        }
    }

    /** Returns where in the file the present event begins. */
    public Location location() {
        return location(start());
    }

    private Location location(int offset) {
        return base.after(text, 0, Math.min(offset, text.length()));
    }

    private FormatException fault(XMLStreamException e) {
        // The first line says what is wrong, the others where, which Location says.
        String problem = String.valueOf(e.getMessage()).lines().findFirst().orElse("is damaged");
        Location place = e.getLocation() == null
                ? base
                : location(Math.max(0, e.getLocation().getCharacterOffset()));
        return new FormatException(place.toString(), "is not sound XML: " + problem, REMEDY, e);
    }

    /** Returns what an exception of this class says is wrong in a file, as a clause about the element it is told of. */
    static String problem(String file, FormatException damage) {
        String message = String.valueOf(damage.getMessage());
        int start = message.indexOf(": ", file.length());
        int end = message.lastIndexOf("; ");
        return message.substring(start + 2, Math.max(start + 2, end));
    }
}
