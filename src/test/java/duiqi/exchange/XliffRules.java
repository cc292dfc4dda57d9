package duiqi.exchange;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import javax.xml.XMLConstants;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.SchemaFactory;

/**
 * Checks the rules of XLIFF 1.2 with {@code xliff-1.2-rules.xsd}, a schema that duiqi derives from the text of the
 * standard. Okapi validates XLIFF 2 in {@code .ci/clients}.
 */
public final class XliffRules {
    private XliffRules() {}

    /** Fails if a file of version 1.2 violates a rule. */
    public static void requireValid(Path file) throws Exception {
        if (Files.readString(file).contains("urn:oasis:names:tc:xliff:document:1.2")) {
            SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI)
                    .newSchema(Objects.requireNonNull(XliffRules.class.getResource("/xliff-1.2-rules.xsd")))
                    .newValidator()
                    .validate(new StreamSource(file.toFile()));
        }
    }
}
