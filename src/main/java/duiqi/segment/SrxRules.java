package duiqi.segment;

import duiqi.document.DocumentReader.Input;
import duiqi.io.XmlNode.Element;
import duiqi.io.XmlScanner;
import duiqi.text.FormatException;
import duiqi.text.Language;
import duiqi.text.Location;
import duiqi.text.ReadProblem;
import java.io.BufferedInputStream;
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
import java.util.stream.Collectors;

/**
 * Holds the segmentation rules of an SRX file and the map from languages to rules. Immutable and thread-safe.
 *
 * <p>Source: Segmentation Rules eXchange (SRX) 2.0, LISA OSCAR, 7 April 2008. SRX 1.0 is read too.
 */
public final class SrxRules {
    private static final String STANDARD = "standard.srx";

    /** Maps languages to rules. The whole language tag must match the pattern. */
    private record LanguageMap(Pattern languages, String languagePattern, List<SrxRule> rules) {}

    private final String name;
    private final boolean cascade;
    private final List<LanguageMap> maps;

    private SrxRules(String name, boolean cascade, List<LanguageMap> maps) {
        this.name = name;
        this.cascade = cascade;
        this.maps = List.copyOf(maps);
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
    public static SrxRules read(Input srx) throws IOException {
        BufferedInputStream bytes = new BufferedInputStream(new ByteArrayInputStream(srx.bytes()));
        try (XmlScanner scanner = XmlScanner.open(srx.name(), bytes, ReadProblem.Listener.STRICT)) {
            scanner.reportEncoding();
            if (!scanner.nextStart()) {
                throw new FormatException(srx.name(), "is not XML", "use an SRX 2.0 file");
            }
            String root = scanner.name();
            String prefix = root.substring(0, root.indexOf(':') + 1);
            XmlScanner.Piece piece =
                    scanner.element(() -> false, "<srx>", XmlScanner.MAX_LENGTH, "use an SRX 2.0 file");
            Element element = Element.parse(piece.location(), piece.xml(), prefix);
            return new Reader(srx.name(), new XmlScanner.Entry(piece.location(), piece.xml(), element)).read();
        }
    }

    /**
     * Returns the rules for a language in the order of their priority: with {@code cascade="yes"} those of every
     * matching map, otherwise those of the first one.
     *
     * @throws FormatException if no map matches the language
     */
    List<SrxRule> rulesFor(Language language) throws FormatException {
        List<LanguageMap> matching = maps.stream()
                .filter(map -> map.languages.matcher(language.tag()).matches())
                .toList();
        if (matching.isEmpty()) {
            String patterns = maps.stream().map(LanguageMap::languagePattern).collect(Collectors.joining(", "));
            throw new FormatException(
                    name,
                    "has no rules for " + language + ", only for languages that match " + patterns,
                    "add a <languagemap> whose languagepattern matches " + language);
        }
        return matching.stream()
                .limit(cascade ? maps.size() : 1)
                .flatMap(map -> map.rules.stream())
                .toList();
    }

    /**
     * Reads one SRX file. An instance reads one file. Not thread-safe.
     *
     * <p>The header settings {@code segmentsubflows}, {@code includeformatting} and {@code <formathandle>} concern inline
     * tags. The text of a segmenter has none, so they are accepted and have no effect. Elements with another prefix, which
     * SRX allows as extensions, are skipped. An unknown SRX element is an error, because it may contain a rule.
     */
    private static final class Reader {
        private final String name;
        private final XmlScanner.Entry file;
        private final Map<String, List<SrxRule>> rules = new LinkedHashMap<>();
        private final List<LanguageMap> maps = new ArrayList<>();
        private boolean cascade;

        Reader(String name, XmlScanner.Entry file) {
            this.name = name;
            this.file = file;
        }

        SrxRules read() throws FormatException {
            if (!file.element().name().equals("srx")) {
                throw wrong(
                        file.element(),
                        "the root element is <" + file.element().name() + ">, not <srx>",
                        "use an SRX 2.0 file");
            }
            readChildren(file.element());
            if (maps.isEmpty()) {
                throw new FormatException(name, "has no <languagemap>", "add one to <maprules>");
            }
            return new SrxRules(name, cascade, maps);
        }

        private void readChildren(Element parent) throws FormatException {
            for (Element child : children(parent)) {
                switch (child.name()) {
                    case "header" ->
                        cascade = child.attribute("cascade").orElse("").equals("yes");
                    case "body", "languagerules", "maprules", "maprule" -> readChildren(child);
                    case "languagerule" -> readLanguageRule(child);
                    case "languagemap" -> readLanguageMap(child);
                    default -> throw unknown(child);
                }
            }
        }

        private static List<Element> children(Element parent) {
            return parent.elements()
                    .filter(child -> child.name().indexOf(':') < 0
                            && child.attribute("xmlns").isEmpty())
                    .toList();
        }

        private void readLanguageRule(Element element) throws FormatException {
            String ruleName = attribute(element, "languagerulename");
            List<SrxRule> list = new ArrayList<>();
            for (Element child : children(element)) {
                if (!child.name().equals("rule")) {
                    throw unknown(child);
                }
                list.add(readRule(child));
            }
            if (rules.put(ruleName, list) != null) {
                throw wrong(
                        element,
                        "two <languagerule> elements are named \"" + ruleName + "\"",
                        "rename one, or merge them");
            }
        }

        private SrxRule readRule(Element element) throws FormatException {
            String breaks = element.attribute("break").orElse("yes");
            if (!breaks.equals("yes") && !breaks.equals("no")) {
                throw wrong(element, "break is \"" + breaks + "\"", "write break=\"yes\" or break=\"no\"");
            }
            for (Element child : children(element)) {
                if (!child.name().equals("beforebreak") && !child.name().equals("afterbreak")) {
                    throw unknown(child);
                }
                SrxRule.compile(child.text(), place(child));
            }
            String before = element.child("beforebreak").map(Element::text).orElse("");
            String after = element.child("afterbreak").map(Element::text).orElse("");
            return SrxRule.of(breaks.equals("yes"), before, after, place(element));
        }

        private void readLanguageMap(Element element) throws FormatException {
            String languages = attribute(element, "languagepattern");
            String ruleName = attribute(element, "languagerulename");
            List<SrxRule> list = rules.get(ruleName);
            if (list == null) {
                throw wrong(
                        element,
                        "there is no <languagerule> named \"" + ruleName + "\"",
                        "use one of " + String.join(", ", rules.keySet()));
            }
            // BCP 47 tags are case-insensitive.
            String pattern = SrxRule.compile(languages, place(element)).pattern();
            maps.add(new LanguageMap(Pattern.compile(pattern, Pattern.CASE_INSENSITIVE), languages, List.copyOf(list)));
        }

        private String attribute(Element element, String key) throws FormatException {
            return element.attribute(key)
                    .orElseThrow(
                            () -> wrong(element, "<" + element.name() + "> has no " + key, "add " + key + "=\"...\""));
        }

        private FormatException unknown(Element element) {
            return wrong(element, "<" + element.name() + "> is not allowed here", "remove it, or correct its name");
        }

        private FormatException wrong(Element element, String problem, String remedy) {
            return new FormatException(place(element), problem, remedy);
        }

        private Location place(Element element) {
            return file.at(element);
        }
    }
}
