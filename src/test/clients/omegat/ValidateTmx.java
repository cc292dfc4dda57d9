import java.io.StringReader;
import java.net.URL;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.xml.parsers.SAXParserFactory;
import org.xml.sax.InputSource;
import org.xml.sax.SAXParseException;
import org.xml.sax.XMLReader;
import org.xml.sax.helpers.DefaultHandler;

/** Validates files with the TMX 1.4 document type in the OmegaT jar: java -cp OMEGAT ValidateTmx.java TMX... */
public class ValidateTmx {
    private static final URL TYPE = ValidateTmx.class.getClassLoader().getResource("schemas/tmx14.dtd");

    public static void main(String[] files) throws Exception {
        int bad = 0;
        for (String file : files) {
            bad += isValid(Path.of(file)) ? 0 : 1;
        }
        System.exit(bad == 0 ? 0 : 1);
    }

    private static boolean isValid(Path file) throws Exception {
        SAXParserFactory factory = SAXParserFactory.newInstance();
        factory.setValidating(true);
        XMLReader reader = factory.newSAXParser().getXMLReader();
        reader.setEntityResolver((publicId, systemId) -> new InputSource(TYPE.toString()));
        reader.setErrorHandler(new DefaultHandler() {
            @Override
            public void error(SAXParseException e) throws SAXParseException {
                throw e;
            }
        });
        try {
            reader.parse(new InputSource(new StringReader(withType(file))));
            return true;
        } catch (SAXParseException e) {
            System.out.println(file + ":" + e.getLineNumber() + ": " + e.getMessage());
            return false;
        }
    }

    /** Returns the text of a file with a document type declaration, which is optional in TMX. */
    private static String withType(Path file) throws Exception {
        byte[] bytes = Files.readAllBytes(file);
        Charset charset = bytes[0] == (byte) 0xFF ? StandardCharsets.UTF_16 : StandardCharsets.UTF_8;
        String text = new String(bytes, charset);
        return text.contains("<!DOCTYPE")
                ? text
                : text.replaceFirst("<tmx ", "<!DOCTYPE tmx SYSTEM \"tmx14.dtd\"><tmx ");
    }
}
