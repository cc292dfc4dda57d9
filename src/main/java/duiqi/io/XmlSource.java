package duiqi.io;

import com.ctc.wstx.api.WstxInputProperties;
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
 * Reads a part of an XML file as a stream of events, with the location of each event.
 *
 * <p>Document types are skipped and external entities are never read, so a file cannot make duiqi open other files or
 * addresses. Element and attribute names are in lower case, because tools of the 1990s wrote them in upper case. Not
 * thread-safe.
 */
public final class XmlSource {
    private static final XMLInputFactory FACTORY = factory();
    private static final String REMEDY = "repair it, or use another file";

    /** Maximum depth of nested elements. Recursion over the tree of a deeper one needs more stack than a thread has. */
    private static final int MAX_DEPTH = 250;

    private final Location base;
    private final String text;
    private final XMLStreamReader2 xml;

    /**
     * Opens a part of a file.
     *
     * @param base location of its beginning in the file
     * @param text an element, possibly after a prologue
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
        factory.setProperty(WstxInputProperties.P_MAX_ELEMENT_DEPTH, MAX_DEPTH);
        factory.setProperty(WstxInputProperties.P_MAX_ATTRIBUTE_SIZE, Integer.MAX_VALUE);
        // The parser reads each token completely, so that errors come from next() and offsets are exact.
        factory.setProperty(XMLInputFactory2.P_LAZY_PARSING, false);
        return factory;
    }

    /** Returns the kind of the next event, a constant of {@link XMLStreamConstants}. */
    public int next() throws FormatException {
        try {
            return xml.next();
        } catch (XMLStreamException e) {
            throw fault(e);
        }
    }

    /** Advances to the next start tag or end tag or the end of the text. */
    public int nextTag() throws FormatException {
        int event = next();
        while (event != XMLStreamConstants.START_ELEMENT
                && event != XMLStreamConstants.END_ELEMENT
                && event != XMLStreamConstants.END_DOCUMENT) {
            event = next();
        }
        return event;
    }

    /** Reads to the end of the text, which proves that it is well-formed. */
    public void finish() throws FormatException {
        for (int event = next(); event != XMLStreamConstants.END_DOCUMENT; ) {
            event = next();
        }
    }

    /** Skips the element whose start tag is the current event, including its end tag. */
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

    /** Returns the text of the current event, which must be characters. */
    public String characters() {
        return xml.getText();
    }

    /** Returns the name of the current element in lower case. */
    public String element() {
        return xml.getLocalName().toLowerCase(Locale.ROOT);
    }

    /** Returns the attributes of the current element in file order, names in lower case. */
    public Map<String, String> attributes() {
        Map<String, String> attributes = new LinkedHashMap<>();
        for (int i = 0; i < xml.getAttributeCount(); i++) {
            attributes.put(xml.getAttributeLocalName(i).toLowerCase(Locale.ROOT), xml.getAttributeValue(i));
        }
        return attributes;
    }

    /** Returns the offset in the text where the current event begins, in UTF-16 units. */
    public int start() {
        return Math.toIntExact(xml.getLocationInfo().getStartingCharOffset());
    }

    /** Returns the offset in the text where the current event ends, in UTF-16 units. */
    public int end() throws FormatException {
        try {
            return Math.toIntExact(xml.getLocationInfo().getEndingCharOffset());
        } catch (XMLStreamException e) {
            throw fault(e);
        }
    }

    /** Returns the location in the file where the current event begins. */
    public Location location() {
        return location(start());
    }

    private Location location(int offset) {
        return base.after(text, 0, Math.min(offset, text.length()));
    }

    private FormatException fault(XMLStreamException e) {
        // The first line states the problem; the other lines repeat the location.
        String problem = String.valueOf(e.getMessage())
                .lines()
                .findFirst()
                .orElse("is damaged")
                .replaceFirst("\\.$", "");
        Location location = e.getLocation() == null
                ? base
                : location(Math.max(0, e.getLocation().getCharacterOffset()));
        return new FormatException(location.toString(), "is not well-formed XML: " + problem, REMEDY, e);
    }

    /** Returns the problem in the message of an exception of this class. */
    static String problem(String file, FormatException damage) {
        String message = String.valueOf(damage.getMessage());
        int start = message.indexOf(": ", file.length());
        int end = message.lastIndexOf("; ");
        return message.substring(start + 2, Math.max(start + 2, end));
    }
}
