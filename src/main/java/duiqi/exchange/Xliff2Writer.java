package duiqi.exchange;

import java.io.IOException;
import java.io.OutputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Writes XLIFF 2.1. Properties, and attributes of TMX that XLIFF does not have, stand in the Metadata module.
 *
 * <p>Source: XLIFF Version 2.1, OASIS Standard, 13 February 2018; section 5.3 for the module.
 */
final class Xliff2Writer implements UnitWriter {
    private static final Set<String> CONSUMED =
            Set.of(XliffExtra.STATE, XliffExtra.SUB_STATE, XliffExtra.NAME, XliffExtra.TRANSLATE);
    private static final Map<String, String> OF_NOTES = Map.of("category", "(?s).*", "priority", "[1-9]|10");
    private static final Set<String> STATES = Set.of("initial", "translated", "reviewed", "final");

    private static final String INDENT = "      ";

    private final XliffText text;
    private final WriterSettings options;
    private boolean isEmpty = true;
    private int count;

    /** Writes the head of a file. */
    Xliff2Writer(OutputStream out, WriterSettings options) throws IOException {
        this.text = new XliffText(out, options.omissions());
        this.options = options;
        text.print("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                + "<xliff version=\"2.1\" xmlns=\"urn:oasis:names:tc:xliff:document:2.0\""
                + " xmlns:mda=\"urn:oasis:names:tc:xliff:metadata:2.0\""
                + text.attribute("srcLang", LanguageCode.of(options.source()))
                + text.attribute("trgLang", LanguageCode.of(options.target()))
                + ">\n");
    }

    /** The element of the file is begun with its first unit, since it must not be empty. */
    private void open() throws IOException {
        text.print("  <file id=\"f1\"" + text.attribute("original", options.document()) + " xml:space=\"preserve\">\n");
        isEmpty = false;
    }

    @Override
    public void write(Tu unit) throws IOException {
        for (XliffExtra.XliffPair pair : XliffExtra.XliffPair.of(unit, options)) {
            if (isEmpty) {
                open();
            }
            write(pair);
        }
    }

    private void write(XliffExtra.XliffPair pair) throws IOException {
        Tu unit = pair.unit();
        boolean isToken = Xliff1Types.XliffNames.isToken(pair.id());
        Map<String, String> attributes = new LinkedHashMap<>(pair.attributes());
        if (!isToken && !pair.id().isEmpty()) {
            attributes.put(Tu.ID, pair.id());
        }
        StringBuilder xml = new StringBuilder("    <unit");
        xml.append(text.attribute("id", text.id(isToken ? pair.id() : "")));
        unit.property(XliffExtra.NAME).ifPresent(name -> xml.append(text.attribute("name", name)));
        unit.property(XliffExtra.TRANSLATE)
                .filter(is -> is.equals("yes") || is.equals("no"))
                .ifPresent(is -> xml.append(text.attribute("translate", is)));
        xml.append(">\n");
        metadata(xml, XliffExtra.of(pair, attributes, CONSUMED));
        notes(xml, pair);
        Xliff2Inline.OriginalData data = new Xliff2Inline.OriginalData();
        Xliff2Inline.CodeNames names = new Xliff2Inline.CodeNames();
        String source = Xliff2Inline.of(pair.source().content(), names, data, text.escape(), options.omissions());
        names.nextSide();
        Optional<String> target = pair.target()
                .map(side -> Xliff2Inline.of(side.content(), names, data, text.escape(), options.omissions()));
        xml.append(data.xml(INDENT, text.escape()));
        xml.append(INDENT)
                .append("<segment")
                .append(state(pair))
                .append(">\n")
                .append(INDENT)
                .append("  <source>")
                .append(source)
                .append("</source>\n");
        target.ifPresent(
                side -> xml.append(INDENT).append("  <target>").append(side).append("</target>\n"));
        text.print(xml.append(INDENT).append("</segment>\n    </unit>\n").toString());
        count++;
    }

    private String state(XliffExtra.XliffPair pair) {
        Optional<String> state = pair.ofTarget(XliffExtra.STATE).map(Xliff2Writer::state);
        Optional<String> subState = pair.ofTarget(XliffExtra.SUB_STATE).filter(sub -> sub.matches("[^\\s:]+:[^\\s:]+"));
        boolean isSame =
                state.equals(pair.ofTarget(XliffExtra.STATE)) && subState.equals(pair.ofTarget(XliffExtra.SUB_STATE));
        options.omissions().add("states that XLIFF 2.1 does not have", isSame ? 0 : 1);
        if (subState.isPresent() && state.isEmpty()) {
            state = Optional.of("initial");
        }
        return text.attribute("state", state) + text.attribute("subState", subState);
    }

    /** States of 1.2 are more than those of 2.1. */
    private static String state(String state) {
        if (STATES.contains(state)) {
            return state;
        }
        return switch (state) {
            case "signed-off" -> "reviewed";
            case "needs-adaptation",
                    "needs-l10n",
                    "needs-review-adaptation",
                    "needs-review-l10n",
                    "needs-review-translation" -> "translated";
            default -> "initial";
        };
    }

    private void metadata(StringBuilder xml, List<XliffExtra> extras) {
        if (extras.isEmpty()) {
            return;
        }
        Map<String, StringBuilder> groups = new LinkedHashMap<>();
        for (XliffExtra extra : extras) {
            groups.computeIfAbsent(
                            extra.category(),
                            category -> new StringBuilder(INDENT)
                                    .append("  <mda:metaGroup")
                                    .append(text.attribute("category", category))
                                    .append(
                                            extra.side() == XliffExtra.Side.UNIT
                                                    ? ""
                                                    : text.attribute(
                                                            "appliesTo",
                                                            extra.side().lower()))
                                    .append(">\n"))
                    .append(INDENT)
                    .append("    <mda:meta")
                    .append(text.attribute("type", extra.name()))
                    .append('>')
                    .append(text.escape().text(extra.value()))
                    .append("</mda:meta>\n");
        }
        xml.append(INDENT).append("<mda:metadata>\n");
        groups.values().forEach(group -> xml.append(group).append(INDENT).append("  </mda:metaGroup>\n"));
        xml.append(INDENT).append("</mda:metadata>\n");
    }

    private void notes(StringBuilder xml, XliffExtra.XliffPair pair) {
        StringBuilder notes = new StringBuilder();
        notes(notes, pair.unit().annotations(), XliffExtra.Side.UNIT);
        notes(notes, pair.source().annotations(), XliffExtra.Side.SOURCE);
        pair.target().ifPresent(side -> notes(notes, side.annotations(), XliffExtra.Side.TARGET));
        if (notes.length() > 0) {
            xml.append(INDENT).append("<notes>\n").append(notes).append(INDENT).append("</notes>\n");
        }
    }

    private void notes(StringBuilder xml, List<Annotation> annotations, XliffExtra.Side side) {
        text.countAttributes(annotations);
        for (Annotation annotation : annotations) {
            if (annotation.isNote()) {
                xml.append(INDENT)
                        .append("  ")
                        .append(text.note(annotation, side, "appliesTo", OF_NOTES))
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
        if (isEmpty) {
            // A file must hold a group or a unit; a group may hold none.
            open();
            text.print("    <group id=\"g1\"/>\n");
        }
        text.print("  </file>\n</xliff>\n");
        text.finish();
    }
}
