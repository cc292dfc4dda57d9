package duiqi.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.util.Objects;
import javax.xml.XMLConstants;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.SchemaFactory;
import org.xml.sax.SAXException;

/** Validates against the schemas in {@code src/test/resources/schema}. */
public final class Schemas {
    private Schemas() {}

    public static void assertJson(String json, String schema) throws IOException {
        try (InputStream in = open(schema)) {
            Schema draft7 = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7)
                    .getSchema(in);
            assertThat(draft7.validate(
                            json,
                            InputFormat.JSON,
                            context -> context.executionConfig(config -> config.formatAssertionsEnabled(true))))
                    .isEmpty();
        }
    }

    static void assertXml(String xml, String schema) throws IOException {
        try (InputStream in = open(schema)) {
            SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI)
                    .newSchema(new StreamSource(in))
                    .newValidator()
                    .validate(new StreamSource(new StringReader(xml)));
        } catch (SAXException e) {
            throw new AssertionError(e.getMessage() + " in\n" + xml, e);
        }
    }

    private static InputStream open(String schema) {
        return Objects.requireNonNull(Schemas.class.getResourceAsStream("/schema/" + schema), schema);
    }
}
