package duiqi.exchange.xliff;

import duiqi.exchange.Annotation;
import duiqi.exchange.Omissions;
import duiqi.exchange.Pairs;
import duiqi.exchange.Tu;
import duiqi.exchange.Tu.Tuv;
import duiqi.exchange.UnitWriter;
import duiqi.exchange.table.Sides;
import duiqi.exchange.xliff.XliffExtra.Side;
import duiqi.io.XmlEscape;
import duiqi.text.Language;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Writes XLIFF 1.2, valid against its strict schema. Properties, and TMX attributes without an equivalent, become a
 * {@code <context-group>}, which the standard provides for them. {@code <prop-group>} is deprecated since 1.1. Not
 * thread-safe.
 *
 * <p>Source: XLIFF 1.2, OASIS Standard, 1 February 2008, and its xliff-core-1.2-strict.xsd.
 */
final class XliffWriter implements UnitWriter {
    /** Properties that have an attribute of their own. */
    private static final Set<String> CONSUMED =
            Set.of(XliffExtra.STATE, XliffExtra.QUALIFIER, XliffExtra.APPROVED, XliffExtra.NAME, XliffExtra.TRANSLATE);

    /** Attributes of notes, with the format of their values. */
    private static final Map<String, String> OF_NOTES =
            Map.of("xml:lang", "[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*", "from", "(?s).*", "priority", "[1-9]|10");

    /** States of XLIFF 2 with the corresponding states of 1.2. */
    private static final Map<String, String> STATES = Map.of("initial", "new", "reviewed", "signed-off");

    private static final Set<String> YES_NO = Set.of("yes", "no");
    private static final String INDENT = "        ";

    private final Writer out;
    private final XmlEscape escape;
    private final UnitWriter.WriterSettings options;
    private final Omissions omissions;
    private final Set<String> ids = new HashSet<>();
    private int count;

    XliffWriter(OutputStream out, UnitWriter.WriterSettings options) throws IOException {
        this.out = new OutputStreamWriter(out, StandardCharsets.UTF_8);
        this.options = options;
        this.omissions = options.omissions();
        this.escape = omissions.xml(StandardCharsets.UTF_8);
        this.out.write("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                + "<xliff version=\"1.2\" xmlns=\"urn:oasis:names:tc:xliff:document:1.2\">\n  <file"
                + attribute("original", options.document())
                + attribute("source-language", options.source().code())
                + attribute("target-language", options.target().code())
                + " datatype=\"plaintext\" tool-id=\"duiqi\""
                + attribute(
                        "date", options.now().truncatedTo(ChronoUnit.SECONDS).toString())
                + ">\n    <header>\n      <tool tool-id=\"duiqi\" tool-name=\"duiqi\""
                + attribute("tool-version", options.toolVersion())
                + "/>\n    </header>\n    <body>\n");
    }

    @Override
    public void write(Tu unit) throws IOException {
        for (Sides pair : pairs(unit)) {
            out.write(unit(pair));
            count++;
        }
    }

    /**
     * Returns the pairs of a unit. Unlike a table, XLIFF holds texts that consist only of inline tags, and texts in a
     * language other than that of the file.
     */
    private List<Sides> pairs(Tu unit) {
        List<Tuv> sources = sides(options.sources(unit), options.source());
        List<Tuv> targets = sides(options.targets(unit), options.target());
        if (sources.isEmpty()) {
            omissions.add("units with no text in " + options.source());
            return List.of();
        }
        omissions.add("texts in other languages", unit.variants().size() - sources.size() - targets.size());
        omissions.add(
                "empty texts",
                targets.stream()
                        .filter(side -> side.content().pieces().isEmpty())
                        .count());
        return Sides.pairs(unit, sources, targets);
    }

    private static List<Tuv> sides(List<Tuv> sides, Language language) {
        return sides.stream().map(side -> withLanguage(side, language)).toList();
    }

    /**
     * Returns a variant with a property for its language if the language code of the file is less specific or has
     * another region.
     */
    private static Tuv withLanguage(Tuv side, Language language) {
        Language own = Pairs.language(side).orElse(language);
        boolean isSaid = language.expresses(own) && own.regional().equals(language.regional());
        return isSaid || side.property(Tuv.LANGUAGE).isPresent()
                ? side
                : side.with(List.of(Annotation.property(Tuv.LANGUAGE, own.tag())));
    }

    private String unit(Sides pair) {
        Tu unit = pair.unit();
        StringBuilder xml = new StringBuilder("      <trans-unit");
        xml.append(attribute("id", id(unit.id())))
                .append(attribute("resname", unit.property(XliffExtra.NAME)))
                .append(attribute("approved", unit.property(XliffExtra.APPROVED).filter(YES_NO::contains)))
                .append(attribute(
                        "translate", unit.property(XliffExtra.TRANSLATE).filter(YES_NO::contains)))
                .append(" xml:space=\"preserve\">\n");
        side(xml, "source", "", pair.source());
        pair.target().ifPresent(target -> side(xml, "target", state(target), target));
        extras(xml, XliffExtra.of(pair, CONSUMED));
        for (Side side : Side.values()) {
            side.annotations(pair).forEach(annotation -> note(xml, side, annotation));
        }
        return xml.append("      </trans-unit>\n").toString();
    }

    /** Returns a unique id for a unit: its own id, or one derived from it. */
    private String id(String wanted) {
        String base = wanted.isEmpty() ? Integer.toString(ids.size() + 1) : wanted;
        String id = base;
        for (int i = 2; !ids.add(id); i++) {
            id = base + "-" + i;
        }
        omissions.add("duplicate ids", wanted.isEmpty() || id.equals(wanted) ? 0 : 1);
        return id;
    }

    private void side(StringBuilder xml, String element, String attributes, Tuv side) {
        xml.append(INDENT).append('<').append(element).append(attributes).append('>');
        xml.append(XliffInline.of(side.content(), element.equals("target"), escape, omissions));
        xml.append("</").append(element).append(">\n");
    }

    private String state(Tuv target) {
        Optional<String> state = target.property(XliffExtra.STATE).map(named -> STATES.getOrDefault(named, named));
        return attribute("state", state) + attribute("state-qualifier", target.property(XliffExtra.QUALIFIER));
    }

    private void extras(StringBuilder xml, List<XliffExtra> extras) {
        if (extras.isEmpty()) {
            return;
        }
        xml.append(INDENT).append("<context-group purpose=\"information\">\n");
        for (XliffExtra extra : extras) {
            xml.append(INDENT + "  <context" + attribute("context-type", extra.contextType()) + ">")
                    .append(escape.text(extra.value()) + "</context>\n");
        }
        xml.append(INDENT).append("</context-group>\n");
    }

    private void note(StringBuilder xml, Side side, Annotation annotation) {
        if (!annotation.isNote()) {
            omissions.add("attributes of properties", annotation.attributes().size() > 1 ? 1 : 0);
            return;
        }
        xml.append(INDENT).append("<note");
        if (side != Side.UNIT) {
            xml.append(attribute("annotates", side.lower()));
        }
        annotation.attributes().forEach((name, value) -> {
            if (OF_NOTES.containsKey(name) && value.matches(OF_NOTES.getOrDefault(name, ""))) {
                xml.append(attribute(name, value));
            } else {
                omissions.add("attributes of notes");
            }
        });
        xml.append('>').append(escape.text(annotation.text())).append("</note>\n");
    }

    /** Returns an attribute preceded by a space. */
    private String attribute(String name, String value) {
        return " " + name + "=\"" + escape.attribute(value) + "\"";
    }

    /** Returns an attribute preceded by a space; an empty text if there is no value. */
    private String attribute(String name, Optional<String> value) {
        return value.map(text -> attribute(name, text)).orElse("");
    }

    @Override
    public int count() {
        return count;
    }

    @Override
    public void finish() throws IOException {
        out.write("    </body>\n  </file>\n</xliff>\n");
        out.flush();
    }
}
