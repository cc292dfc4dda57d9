import java.io.File;
import java.io.FileInputStream;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import javax.xml.XMLConstants;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamReader;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;
import javax.xml.validation.Validator;
import net.sf.okapi.lib.xliff2.reader.XLIFFReader;
import net.sf.okapi.lib.xliff2.reader.XLIFFReaderException;
import org.w3c.dom.bootstrap.DOMImplementationRegistry;
import org.w3c.dom.ls.DOMImplementationLS;
import org.w3c.dom.ls.LSInput;
import org.xml.sax.SAXParseException;

/**
 * Validates XLIFF files: version 1.2 with the given OASIS schema, version 2 with the schema and the processing rules of the Okapi
 * library: java -cp OKAPI ValidateXliff.java XSD XLIFF...
 */
public final class ValidateXliff {
    private ValidateXliff() {}

    public static void main(String[] args) throws Exception {
        int bad = 0;
        Schema schema = null;
        for (String file : List.of(args).subList(1, args.length)) {
            if (version(file).startsWith("1.")) {
                schema = schema == null ? schema(args[0]) : schema;
                bad += isValid(file, schema.newValidator()) ? 0 : 1;
            } else {
                bad += isValid(file) ? 0 : 1;
            }
        }
        System.exit(bad == 0 ? 0 : 1);
    }

    private static String version(String file) throws Exception {
        try (InputStream in = new FileInputStream(file)) {
            XMLStreamReader reader = XMLInputFactory.newDefaultFactory().createXMLStreamReader(in);
            reader.nextTag();
            return reader.getAttributeValue(null, "version");
        }
    }

    /** Loads the schema. It imports only the xml namespace, whose schema is in the Okapi library. */
    private static Schema schema(String xsd) throws Exception {
        DOMImplementationLS inputs =
                (DOMImplementationLS) DOMImplementationRegistry.newInstance().getDOMImplementation("LS");
        SchemaFactory factory = SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI);
        factory.setResourceResolver((type, namespace, publicId, systemId, base) -> {
            LSInput input = inputs.createLSInput();
            input.setSystemId(systemId);
            input.setByteStream(imported(namespace));
            return input;
        });
        return factory.newSchema(new File(xsd));
    }

    private static InputStream imported(String namespace) {
        String own = Map.of(XMLConstants.XML_NS_URI, "informativeCopiesOf3rdPartySchemas/w3c/xml.xsd")
                .get(namespace);
        return XLIFFReader.class.getResourceAsStream("/net/sf/okapi/lib/xliff2/" + own);
    }

    private static boolean isValid(String file, Validator validator) throws Exception {
        try {
            validator.validate(new StreamSource(new File(file)));
            return true;
        } catch (SAXParseException e) {
            System.out.println(file + ":" + e.getLineNumber() + ": " + e.getMessage());
            return false;
        }
    }

    private static boolean isValid(String file) {
        try {
            XLIFFReader.validate(new File(file));
            return true;
        } catch (XLIFFReaderException e) {
            System.out.println(file + ": " + e.getMessage());
            return false;
        }
    }
}
