package duiqi.segment;

import com.ctc.wstx.stax.WstxInputFactory;
import duiqi.document.DocumentReader.Input;
import duiqi.io.LimitedText;
import duiqi.text.FormatException;
import duiqi.text.Language;
import duiqi.text.Location;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Collectors;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.codehaus.stax2.XMLInputFactory2;
import org.codehaus.stax2.XMLStreamReader2;

/**
 * Holds the segmentation rules of an SRX file and the map from languages to rules. Immutable and thread-safe.
 *
 * <p>Source: Segmentation Rules eXchange (SRX) 2.0, LISA OSCAR, 7 April 2008. SRX 1.0 is read too.
 */
public final class SrxRules {
    private static final String STANDARD = "standard.srx";

    /** Maximum number of character reads of a language pattern. */
    private static final long MAX_READS = 1_000_000;

    /** Maps languages to rules. The whole language tag must match the pattern. */
    record LanguageMap(Pattern languages, String languagePattern, String ruleName) {}

    private final String name;
    private final boolean cascade;
    private final List<LanguageMap> maps;
    private final Map<String, List<SrxRule>> rules;

    /** Creates the rules of a file. Each map must refer to one of {@code rules}. */
    SrxRules(String name, boolean cascade, List<LanguageMap> maps, Map<String, List<SrxRule>> rules) {
        this.name = name;
        this.cascade = cascade;
        this.maps = List.copyOf(maps);
        this.rules = Map.copyOf(rules);
    }

    /** Returns duiqi's rules for Chinese and English. The SRX file explains each decision. */
    public static SrxRules standard() {
        try (InputStream rules = Objects.requireNonNull(SrxRules.class.getResourceAsStream(STANDARD), STANDARD)) {
            return read(new Input(STANDARD, rules.readAllBytes(), Optional.empty()));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /**
     * Reads an SRX file.
     *
     * @throws FormatException if the file is not SRX, or an expression in it does not compile
     */
    public static SrxRules read(Input srx) throws FormatException {
        return new SrxReader(srx).read();
    }

    /**
     * Returns the rules for a language in the order of their priority: with {@code cascade="yes"} those of every
     * matching map, otherwise those of the first one.
     *
     * @throws FormatException if no map matches the language
     */
    List<SrxRule> rulesFor(Language language) throws FormatException {
        List<SrxRule> chosen = new ArrayList<>();
        boolean mapped = false;
        for (LanguageMap map : maps) {
            if ((cascade || !mapped) && isFor(map, language)) {
                chosen.addAll(Objects.requireNonNull(rules.get(map.ruleName())));
                mapped = true;
            }
        }
        if (!mapped) {
            throw new FormatException(
                    name,
                    "has no rules for " + language + ", only for languages that match " + patterns(),
                    "add a <languagemap> whose languagepattern matches " + language);
        }
        return chosen;
    }

    private boolean isFor(LanguageMap map, Language language) throws FormatException {
        FormatException slow = new FormatException(
                name, "the languagepattern \"" + map.languagePattern() + "\" takes too long", "simplify it");
        try {
            return map.languages()
                    .matcher(new LimitedText(language.tag(), MAX_READS, () -> slow))
                    .matches();
        } catch (UncheckedIOException | StackOverflowError tooSlow) {
            throw slow;
        }
    }

    private String patterns() {
        return maps.stream().map(LanguageMap::languagePattern).collect(Collectors.joining(", "));
    }

    /**
     * Reads one SRX file. An instance reads one file. Not thread-safe.
     *
     * <p>The header settings {@code segmentsubflows}, {@code includeformatting} and {@code <formathandle>} concern inline
     * tags. The text of a segmenter has none, so they are accepted and have no effect. Elements of other namespaces, which
     * SRX allows as extensions, are skipped. An unknown SRX element is an error, because it may contain a rule.
     */
    private static final class SrxReader {
        private static final XMLInputFactory XML = xml();

        /** Maximum number of characters of an expression in a message. */
        private static final int MAX_SHOWN = 200;

        private final Input srx;
        private final Map<String, List<SrxRule>> rules = new LinkedHashMap<>();
        private final List<SrxRules.LanguageMap> maps = new ArrayList<>();
        private boolean cascade;

        SrxReader(Input srx) {
            this.srx = srx;
        }

        private static XMLInputFactory xml() {
            XMLInputFactory factory = new WstxInputFactory();
            factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
            factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
            factory.setProperty(XMLInputFactory.IS_COALESCING, true);
            factory.setProperty(XMLInputFactory2.P_LAZY_PARSING, false);
            return factory;
        }

        SrxRules read() throws FormatException {
            try {
                XMLStreamReader2 reader = (XMLStreamReader2) open();
                reader.nextTag();
                if (!reader.getLocalName().equals("srx")) {
                    throw wrong(
                            reader,
                            "the root element is <" + reader.getLocalName() + ">, not <srx>",
                            "use an SRX 2.0 file");
                }
                readChildren(reader, reader.getNamespaceURI());
                if (maps.isEmpty()) {
                    throw new FormatException(srx.name(), "has no <languagemap>", "add one to <maprules>");
                }
                return new SrxRules(srx.name(), cascade, maps, rules);
            } catch (XMLStreamException broken) {
                throw notXml(broken);
            }
        }

        private XMLStreamReader open() throws XMLStreamException {
            ByteArrayInputStream bytes = new ByteArrayInputStream(srx.bytes());
            return srx.charset().isPresent()
                    ? XML.createXMLStreamReader(bytes, srx.charset().get().name())
                    : XML.createXMLStreamReader(bytes);
        }

        /** Reads the content of the current element and its end tag. */
        private void readChildren(XMLStreamReader2 reader, String namespace)
                throws XMLStreamException, FormatException {
            while (reader.next() != XMLStreamConstants.END_ELEMENT) {
                if (reader.getEventType() != XMLStreamConstants.START_ELEMENT) {
                    continue;
                }
                if (!reader.getNamespaceURI().equals(namespace)) {
                    reader.skipElement();
                    continue;
                }
                switch (reader.getLocalName()) {
                    case "header" -> {
                        cascade = "yes".equals(reader.getAttributeValue(null, "cascade"));
                        reader.skipElement();
                    }
                    case "body", "languagerules", "maprules", "maprule" -> readChildren(reader, namespace);
                    case "languagerule" -> readLanguageRule(reader, namespace);
                    case "languagemap" -> readLanguageMap(reader);
                    default -> throw unknown(reader);
                }
            }
        }

        private void readLanguageRule(XMLStreamReader2 reader, String namespace)
                throws XMLStreamException, FormatException {
            String name = attribute(reader, "languagerulename");
            List<SrxRule> list = new ArrayList<>();
            if (rules.put(name, list) != null) {
                throw wrong(
                        reader, "two <languagerule> elements are named \"" + name + "\"", "rename one, or merge them");
            }
            while (reader.next() != XMLStreamConstants.END_ELEMENT) {
                if (reader.getEventType() != XMLStreamConstants.START_ELEMENT) {
                    continue;
                }
                if (!reader.getNamespaceURI().equals(namespace)) {
                    reader.skipElement();
                } else if (reader.getLocalName().equals("rule")) {
                    list.add(readRule(reader));
                } else {
                    throw unknown(reader);
                }
            }
        }

        private SrxRule readRule(XMLStreamReader2 reader) throws XMLStreamException, FormatException {
            String breaks = reader.getAttributeValue(null, "break");
            if (breaks != null && !breaks.equals("yes") && !breaks.equals("no")) {
                throw wrong(reader, "break is \"" + breaks + "\"", "write break=\"yes\" or break=\"no\"");
            }
            Location location = here(reader);
            SrxRule.IcuExpression before = new SrxRule.IcuExpression("");
            SrxRule.IcuExpression after = before;
            while (reader.nextTag() != XMLStreamConstants.END_ELEMENT) {
                switch (reader.getLocalName()) {
                    case "beforebreak" -> before = readExpression(reader);
                    case "afterbreak" -> after = readExpression(reader);
                    default -> throw unknown(reader);
                }
            }
            return new SrxRule(!"no".equals(breaks), before, after, location);
        }

        private SrxRule.IcuExpression readExpression(XMLStreamReader2 reader)
                throws XMLStreamException, FormatException {
            Location location = location(reader.getLocationInfo().getEndLocation());
            return expression(location, reader.getElementText());
        }

        private void readLanguageMap(XMLStreamReader2 reader) throws XMLStreamException, FormatException {
            String languages = attribute(reader, "languagepattern");
            String name = attribute(reader, "languagerulename");
            if (!rules.containsKey(name)) {
                throw wrong(
                        reader,
                        "there is no <languagerule> named \"" + name + "\"",
                        "use one of " + String.join(", ", rules.keySet()));
            }
            // BCP 47 tags are case-insensitive.
            maps.add(
                    new SrxRules.LanguageMap(expression(here(reader), languages).compile("(?i:%s)"), languages, name));
            reader.skipElement();
        }

        private static SrxRule.IcuExpression expression(Location location, String icu) throws FormatException {
            try {
                return new SrxRule.IcuExpression(icu);
            } catch (PatternSyntaxException refused) {
                String why = refused.getDescription().lines().findFirst().orElse("");
                throw new FormatException(
                        location.toString(),
                        "\"" + shown(icu) + "\" is not a valid regular expression (" + why + ")",
                        "correct it, and escape literal characters with \\",
                        refused);
            }
        }

        private static String shown(String icu) {
            return icu.length() <= MAX_SHOWN ? icu : icu.substring(0, MAX_SHOWN) + "...";
        }

        private String attribute(XMLStreamReader2 reader, String name) throws FormatException {
            String value = reader.getAttributeValue(null, name);
            if (value == null) {
                throw wrong(reader, "<" + reader.getLocalName() + "> has no " + name, "add " + name + "=\"...\"");
            }
            return value;
        }

        private FormatException unknown(XMLStreamReader2 reader) {
            return wrong(
                    reader, "<" + reader.getLocalName() + "> is not allowed here", "remove it, or correct its name");
        }

        private FormatException wrong(XMLStreamReader2 reader, String problem, String remedy) {
            return new FormatException(here(reader), problem, remedy);
        }

        private FormatException notXml(XMLStreamException broken) {
            String message =
                    String.valueOf(broken.getMessage()).lines().findFirst().orElse("");
            // Woodstox gives no location for bytes that are invalid in the encoding, or for exceeded limits.
            String location = Optional.ofNullable(broken.getLocation())
                    .map(known -> location(known).toString())
                    .orElse(srx.name());
            return new FormatException(
                    location, "cannot be read as SRX (" + message + ")", "use a well-formed SRX 2.0 file", broken);
        }

        private Location here(XMLStreamReader2 reader) {
            return location(reader.getLocation());
        }

        private Location location(javax.xml.stream.Location location) {
            return new Location(
                    srx.name(), Math.max(1, location.getLineNumber()), Math.max(1, location.getColumnNumber()));
        }
    }
}
