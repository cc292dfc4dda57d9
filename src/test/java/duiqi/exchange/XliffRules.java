package duiqi.exchange;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import javax.xml.XMLConstants;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.SchemaFactory;
import net.sf.okapi.lib.xliff2.reader.XLIFFReader;

/**
 * The rules that a written XLIFF file must keep: 2.1 as Okapi's library holds them, with the schemas of the standard; 1.2 as
 * {@code xliff-1.2-rules.xsd} states them, a schema of our own after the text of the standard.
 */
public final class XliffRules {
    private XliffRules() {}

    /** Fails unless the file keeps the rules. */
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
