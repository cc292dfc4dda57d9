package duiqi.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import com.ctc.wstx.stax.WstxInputFactory;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import org.codehaus.stax2.XMLStreamReader2;
import org.codehaus.stax2.validation.XMLValidationSchema;
import org.codehaus.stax2.validation.XMLValidationSchemaFactory;

/** Checks the rules of TMX files: those of the document type, and those that a document type cannot express. */
public final class TmxRules {
    private TmxRules() {}

    /** Fails if the file violates a rule. */
    static void requireValid(Path file) throws Exception {
        Set<String> ids = new HashSet<>();
        String source = "";
        boolean isFirst = false;
        XMLStreamReader2 xml = validating(file, "/tmx14.dtd");
        while (xml.hasNext()) {
            if (xml.next() != XMLStreamConstants.START_ELEMENT) {
                continue;
            }
            switch (xml.getLocalName()) {
                case "header" -> source = attribute(xml, "srclang");
                case "tu" -> {
                    isFirst = true;
                    assertThat(attribute(xml, "tuid")).doesNotContainAnyWhitespaces();
                    assertThat(ids.add(attribute(xml, "tuid")))
                            .as("unique tuid")
                            .isTrue();
                    assertThat(attribute(xml, "creationdate")).matches("\\d{8}T\\d{6}Z");
                }
                case "tuv" -> {
                    assertThat(attribute(xml, "xml:lang").equals(source)).isEqualTo(isFirst);
                    isFirst = false;
                }
                case "seg" -> assertThat(xml.getElementText()).isNotBlank();
                default -> {}
            }
        }
        xml.closeCompletely();
    }

    /** Fails if the file violates the document type of TMX 1.4. */
    public static void requireDocumentType(Path file) throws Exception {
        XMLStreamReader2 xml = validating(file, "/tmx14-level2.dtd");
        while (xml.hasNext()) {
            xml.next();
        }
        xml.closeCompletely();
    }

    private static XMLStreamReader2 validating(Path file, String type) throws Exception {
        URL rules = Objects.requireNonNull(TmxRules.class.getResource(type));
        XMLValidationSchema schema = XMLValidationSchemaFactory.newInstance(XMLValidationSchema.SCHEMA_ID_DTD)
                .createSchema(rules);
        WstxInputFactory factory = new WstxInputFactory();
        factory.setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, false);
        XMLStreamReader2 xml =
                (XMLStreamReader2) factory.createXMLStreamReader(file.toString(), Files.newInputStream(file));
        xml.validateAgainst(schema);
        return xml;
    }

    private static String attribute(XMLStreamReader2 xml, String name) throws XMLStreamException {
        for (int i = 0; i < xml.getAttributeCount(); i++) {
            if (xml.getAttributeLocalName(i).equals(name)) {
                return xml.getAttributeValue(i);
            }
        }
        throw new XMLStreamException("no " + name, xml.getLocation());
    }
}
