package duiqi.exchange;

import java.io.IOException;
import java.io.OutputStream;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Writes XLIFF 1.2, valid by the strict schema. Properties, and attributes of TMX that XLIFF does not have, stand in a
 * {@code <context-group>}, which the standard means for such; {@code <prop-group>} is deprecated since 1.1.
 *
 * <p>Source: XLIFF 1.2, OASIS Standard, 1 February 2008, and its xliff-core-1.2-strict.xsd.
 */
final class Xliff1Writer implements UnitWriter {
    private static final Set<String> CONSUMED =
            Set.of(XliffExtra.STATE, XliffExtra.QUALIFIER, XliffExtra.APPROVED, XliffExtra.NAME, XliffExtra.TRANSLATE);
    private static final Map<String, String> OF_NOTES =
            Map.of("xml:lang", "[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*", "from", "(?s).*", "priority", "[1-9]|10");

    /** States of 2.1 as those of 1.2. */
    private static final Map<String, String> STATES = Map.of("initial", "new", "reviewed", "signed-off");

    private static final String INDENT = "        ";

    private final XliffText text;
    private final WriterSettings options;
    private int count;

    /** Writes the head of a file. */
    Xliff1Writer(OutputStream out, WriterSettings options) throws IOException {
        this.text = new XliffText(out, options.omissions());
        this.options = options;
        text.print("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                + "<xliff version=\"1.2\" xmlns=\"urn:oasis:names:tc:xliff:document:1.2\">\n  <file"
                + text.attribute("original", options.document())
                + text.attribute("source-language", LanguageCode.of(options.source()))
                + text.attribute("target-language", LanguageCode.of(options.target()))
                + " datatype=\"plaintext\" tool-id=\"duiqi\""
                + text.attribute(
                        "date", options.now().truncatedTo(ChronoUnit.SECONDS).toString())
                + ">\n    <header>\n      <tool tool-id=\"duiqi\" tool-name=\"duiqi\""
                + text.attribute("tool-version", options.toolVersion())
                + "/>\n    </header>\n    <body>\n");
    }

    @Override
    public void write(Tu unit) throws IOException {
        for (XliffExtra.XliffPair pair : XliffExtra.XliffPair.of(unit, options)) {
            write(pair);
        }
    }

    private void write(XliffExtra.XliffPair pair) throws IOException {
        Tu unit = pair.unit();
        StringBuilder xml = new StringBuilder("      <trans-unit");
        xml.append(text.attribute("id", text.id(pair.id())));
        unit.property(XliffExtra.NAME).ifPresent(name -> xml.append(text.attribute("resname", name)));
        yesNo(unit, XliffExtra.APPROVED).ifPresent(is -> xml.append(text.attribute("approved", is)));
        yesNo(unit, XliffExtra.TRANSLATE).ifPresent(is -> xml.append(text.attribute("translate", is)));
        xml.append(" xml:space=\"preserve\">\n");
        side(xml, "source", "", pair.source());
        pair.target().ifPresent(target -> side(xml, "target", state(target), target));
        extras(xml, pair);
        notes(xml, unit.annotations(), XliffExtra.Side.UNIT);
        notes(xml, pair.source().annotations(), XliffExtra.Side.SOURCE);
        pair.target().ifPresent(target -> notes(xml, target.annotations(), XliffExtra.Side.TARGET));
        text.print(xml.append("      </trans-unit>\n").toString());
        count++;
    }

    private static Optional<String> yesNo(Tu unit, String type) {
        return unit.property(type).filter(value -> value.equals("yes") || value.equals("no"));
    }

    private void side(StringBuilder xml, String element, String attributes, Tuv side) {
        xml.append(INDENT)
                .append('<')
                .append(element)
                .append(attributes)
                .append('>')
                .append(Xliff1Inline.of(side.content(), element.equals("target"), text.escape(), options.omissions()))
                .append("</")
                .append(element)
                .append(">\n");
    }

    private String state(Tuv target) {
        Optional<String> state = target.property(XliffExtra.STATE)
                .map(named -> STATES.getOrDefault(named, named))
                .map(named -> Xliff1Types.isState(named) ? named : "x-" + Xliff1Types.XliffNames.encode(named));
        Optional<String> qualifier = target.property(XliffExtra.QUALIFIER)
                .map(named -> Xliff1Types.isQualifier(named) ? named : "x-" + Xliff1Types.XliffNames.encode(named));
        options.omissions()
                .add("states that XLIFF 1.2 does not have", state.equals(target.property(XliffExtra.STATE)) ? 0 : 1);
        options.omissions()
                .add(
                        "states that XLIFF 1.2 does not have",
                        qualifier.equals(target.property(XliffExtra.QUALIFIER)) ? 0 : 1);
        return text.attribute("state", state) + text.attribute("state-qualifier", qualifier);
    }

    private void extras(StringBuilder xml, XliffExtra.XliffPair pair) {
        List<XliffExtra> extras = XliffExtra.of(pair, pair.attributes(), CONSUMED);
        if (extras.isEmpty()) {
            return;
        }
        xml.append(INDENT).append("<context-group purpose=\"information\">\n");
        for (XliffExtra extra : extras) {
            xml.append(INDENT)
                    .append("  <context")
                    .append(text.attribute("context-type", extra.contextType()))
                    .append('>')
                    .append(text.escape().text(extra.value()))
                    .append("</context>\n");
        }
        xml.append(INDENT).append("</context-group>\n");
    }

    private void notes(StringBuilder xml, List<Annotation> annotations, XliffExtra.Side side) {
        text.countAttributes(annotations);
        for (Annotation annotation : annotations) {
            if (annotation.isNote()) {
                xml.append(INDENT)
                        .append(text.note(annotation, side, "annotates", OF_NOTES))
                        .append('\n');
            }
        }
    }

    @Override
    public int count() {
        return count;
    }

    @Override
    public void finish() throws IOException {
        text.print("    </body>\n  </file>\n</xliff>\n");
        text.finish();
    }
}
