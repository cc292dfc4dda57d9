package duiqi.exchange;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import javax.xml.XMLConstants;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.SchemaFactory;
import net.sf.okapi.lib.xliff2.reader.XLIFFReader;

/**
 * Checks the rules of XLIFF files: those of 2.1 with the Okapi library, which includes the schemas of the standard;
 * those of 1.2 with {@code xliff-1.2-rules.xsd}, a schema that duiqi derives from the text of the standard.
 */
public final class XliffRules {
    private XliffRules() {}

    /** Fails if the file violates a rule. */
    public static void requireValid(Path file) throws Exception {
        if (Files.readString(file).contains("urn:oasis:names:tc:xliff:document:1.2")) {
            SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI)
                    .newSchema(Objects.requireNonNull(XliffRules.class.getResource("/xliff-1.2-rules.xsd")))
                    .newValidator()
                    .validate(new StreamSource(file.toFile()));
        } else {
            XLIFFReader.validate(file.toFile());
        }
    }
}
