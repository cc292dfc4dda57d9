package duiqi.exchange.xliff;

import duiqi.exchange.Annotation;
import duiqi.exchange.LanguageCode;
import duiqi.exchange.Omissions;
import duiqi.exchange.Tu;
import duiqi.exchange.Tu.Tuv;
import duiqi.exchange.UnitWriter;
import duiqi.exchange.table.Sides;
import duiqi.io.XmlEscape;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Writes XLIFF of either version, valid against its schema. Not thread-safe. */
final class XliffWriter implements UnitWriter {
    private final Writer out;
    private final XmlEscape escape;
    private final UnitWriter.WriterSettings options;
    private final Omissions omissions;
    private final Set<String> ids = new HashSet<>();
    private final Form form;
    private int count;

    /** Writes one version. */
    private sealed interface Form permits One, Two {
        String head();

        /** Returns a unit, preceded by elements that must come before it. */
        String unit(Sides pair);

        String end();
    }

    /** Creates a writer and writes the header. */
    XliffWriter(OutputStream out, XliffFormat.Version version, UnitWriter.WriterSettings options) throws IOException {
        this.out = new OutputStreamWriter(out, StandardCharsets.UTF_8);
        this.options = options;
        this.omissions = options.omissions();
        this.escape = omissions.xml(StandardCharsets.UTF_8);
        this.form = version == XliffFormat.Version.ONE ? new One() : new Two();
        this.out.write("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" + form.head());
    }

    @Override
    public void write(Tu unit) throws IOException {
        for (Sides pair : XliffExtra.pairs(unit, options)) {
            out.write(form.unit(pair));
            count++;
        }
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

    /** Returns an attribute preceded by a space. */
    private String attribute(String name, String value) {
        return " " + name + "=\"" + escape.attribute(value) + "\"";
    }

    /** Returns an attribute preceded by a space; an empty text if there is no value. */
    private String attribute(String name, Optional<String> value) {
        return value.map(text -> attribute(name, text)).orElse("");
    }

    private static Optional<String> yesNo(Tu unit, String type) {
        return unit.property(type).filter(value -> value.equals("yes") || value.equals("no"));
    }

    /**
     * Returns the notes of a unit, its source and its target, one per line.
     *
     * @param sideName name of the attribute that refers a note to source or target
     * @param allowed allowed note attributes, with the format of their values
     */
    private String notes(Sides pair, String indent, String sideName, Map<String, String> allowed) {
        StringBuilder xml = new StringBuilder();
        for (XliffExtra.Side side : XliffExtra.Side.values()) {
            for (Annotation annotation : XliffExtra.annotations(pair, side)) {
                if (annotation.isNote()) {
                    xml.append(indent).append("<note");
                    if (side != XliffExtra.Side.UNIT) {
                        xml.append(attribute(sideName, side.lower()));
                    }
                    noteAttributes(xml, annotation, allowed);
                    xml.append('>').append(escape.text(annotation.text())).append("</note>\n");
                } else if (annotation.attributes().size() > 1) {
                    omissions.add("attributes of properties");
                }
            }
        }
        return xml.toString();
    }

    private void noteAttributes(StringBuilder xml, Annotation note, Map<String, String> allowed) {
        note.attributes().forEach((name, value) -> {
            if (allowed.containsKey(name) && value.matches(allowed.getOrDefault(name, ""))) {
                xml.append(attribute(name, value));
            } else {
                omissions.add("attributes of notes");
            }
        });
    }

    @Override
    public int count() {
        return count;
    }

    @Override
    public void finish() throws IOException {
        out.write(form.end());
        out.flush();
    }

    /**
     * Writes version 1.2, valid against the strict schema. Properties, and TMX attributes without an equivalent, become
     * a {@code <context-group>}, which the standard provides for them. {@code <prop-group>} is deprecated since 1.1.
     *
     * <p>Source: XLIFF 1.2, OASIS Standard, 1 February 2008, and its xliff-core-1.2-strict.xsd.
     */
    private final class One implements Form {
        private static final Set<String> CONSUMED = Set.of(
                XliffExtra.STATE, XliffExtra.QUALIFIER, XliffExtra.APPROVED, XliffExtra.NAME, XliffExtra.TRANSLATE);
        private static final Map<String, String> OF_NOTES =
                Map.of("xml:lang", "[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*", "from", "(?s).*", "priority", "[1-9]|10");

        /** States of 2.1 with the corresponding states of 1.2. */
        private static final Map<String, String> STATES = Map.of("initial", "new", "reviewed", "signed-off");

        private static final String INDENT = "        ";

        @Override
        public String head() {
            return "<xliff version=\"1.2\" xmlns=\"urn:oasis:names:tc:xliff:document:1.2\">\n  <file"
                    + attribute("original", options.document())
                    + attribute("source-language", LanguageCode.of(options.source()))
                    + attribute("target-language", LanguageCode.of(options.target()))
                    + " datatype=\"plaintext\" tool-id=\"duiqi\""
                    + attribute(
                            "date",
                            options.now().truncatedTo(ChronoUnit.SECONDS).toString())
                    + ">\n    <header>\n      <tool tool-id=\"duiqi\" tool-name=\"duiqi\""
                    + attribute("tool-version", options.toolVersion())
                    + "/>\n    </header>\n    <body>\n";
        }

        @Override
        public String unit(Sides pair) {
            Tu unit = pair.unit();
            StringBuilder xml = new StringBuilder("      <trans-unit");
            xml.append(attribute("id", id(unit.id())))
                    .append(attribute("resname", unit.property(XliffExtra.NAME)))
                    .append(attribute("approved", yesNo(unit, XliffExtra.APPROVED)))
                    .append(attribute("translate", yesNo(unit, XliffExtra.TRANSLATE)))
                    .append(" xml:space=\"preserve\">\n");
            side(xml, "source", "", pair.source());
            pair.target().ifPresent(target -> side(xml, "target", state(target), target));
            extras(xml, pair);
            return xml.append(notes(pair, INDENT, "annotates", OF_NOTES))
                    .append("      </trans-unit>\n")
                    .toString();
        }

        private void side(StringBuilder xml, String element, String attributes, Tuv side) {
            xml.append(INDENT)
                    .append('<')
                    .append(element)
                    .append(attributes)
                    .append('>')
                    .append(Xliff1Inline.of(side.content(), element.equals("target"), escape, omissions))
                    .append("</")
                    .append(element)
                    .append(">\n");
        }

        private String state(Tuv target) {
            Optional<String> state = target.property(XliffExtra.STATE)
                    .map(named -> STATES.getOrDefault(named, named))
                    .map(named -> XliffTypes.One.isState(named) ? named : "x-" + XliffTypes.encode(named));
            Optional<String> qualifier = target.property(XliffExtra.QUALIFIER)
                    .map(named -> XliffTypes.One.isQualifier(named) ? named : "x-" + XliffTypes.encode(named));
            omissions.add(
                    "states not defined in XLIFF 1.2",
                    (state.equals(target.property(XliffExtra.STATE)) ? 0 : 1)
                            + (qualifier.equals(target.property(XliffExtra.QUALIFIER)) ? 0 : 1));
            return attribute("state", state) + attribute("state-qualifier", qualifier);
        }

        private void extras(StringBuilder xml, Sides pair) {
            Map<String, String> attributes = new LinkedHashMap<>(pair.unit().attributes());
            attributes.remove(Tu.ID);
            List<XliffExtra> extras = XliffExtra.of(pair, attributes, CONSUMED);
            if (extras.isEmpty()) {
                return;
            }
            xml.append(INDENT).append("<context-group purpose=\"information\">\n");
            for (XliffExtra extra : extras) {
                xml.append(INDENT)
                        .append("  <context")
                        .append(attribute("context-type", extra.contextType()))
                        .append('>')
                        .append(escape.text(extra.value()))
                        .append("</context>\n");
            }
            xml.append(INDENT).append("</context-group>\n");
        }

        @Override
        public String end() {
            return "    </body>\n  </file>\n</xliff>\n";
        }
    }

    /**
     * Writes version 2.1. Properties, and TMX attributes without an equivalent, are in the Metadata module.
     *
     * <p>Source: XLIFF Version 2.1, OASIS Standard, 13 February 2018; section 5.3 for the module.
     */
    private final class Two implements Form {
        private static final Set<String> CONSUMED =
                Set.of(XliffExtra.STATE, XliffExtra.SUB_STATE, XliffExtra.NAME, XliffExtra.TRANSLATE);
        private static final Map<String, String> OF_NOTES = Map.of("category", "(?s).*", "priority", "[1-9]|10");
        private static final Set<String> STATES = Set.of("initial", "translated", "reviewed", "final");
        private static final String INDENT = "      ";

        @Override
        public String head() {
            return "<xliff version=\"2.1\" xmlns=\"urn:oasis:names:tc:xliff:document:2.0\""
                    + " xmlns:mda=\"urn:oasis:names:tc:xliff:metadata:2.0\""
                    + attribute("srcLang", LanguageCode.of(options.source()))
                    + attribute("trgLang", LanguageCode.of(options.target()))
                    + ">\n";
        }

        /** Returns the start of the file element. The first unit triggers it, because the element must not be empty. */
        private String open() {
            return "  <file id=\"f1\"" + attribute("original", options.document()) + " xml:space=\"preserve\">\n";
        }

        @Override
        public String unit(Sides pair) {
            Tu unit = pair.unit();
            boolean isToken = XliffTypes.isToken(unit.id());
            Map<String, String> attributes = new LinkedHashMap<>(unit.attributes());
            attributes.remove(Tu.ID);
            if (!isToken && !unit.id().isEmpty()) {
                attributes.put(Tu.ID, unit.id());
            }
            StringBuilder xml = new StringBuilder(count == 0 ? open() : "")
                    .append("    <unit")
                    .append(attribute("id", id(isToken ? unit.id() : "")))
                    .append(attribute("name", unit.property(XliffExtra.NAME)))
                    .append(attribute("translate", yesNo(unit, XliffExtra.TRANSLATE)))
                    .append(">\n");
            metadata(xml, XliffExtra.of(pair, attributes, CONSUMED));
            String notes = notes(pair, INDENT + "  ", "appliesTo", OF_NOTES);
            if (!notes.isEmpty()) {
                xml.append(INDENT)
                        .append("<notes>\n")
                        .append(notes)
                        .append(INDENT)
                        .append("</notes>\n");
            }
            Xliff2Inline.OfUnit inline = new Xliff2Inline.OfUnit(escape, omissions);
            String source = inline.side(pair.source().content());
            Optional<String> target = pair.target().map(side -> inline.side(side.content()));
            xml.append(inline.originalData(INDENT))
                    .append(INDENT)
                    .append("<segment")
                    .append(state(pair.target()))
                    .append(">\n")
                    .append(INDENT)
                    .append("  <source>")
                    .append(source)
                    .append("</source>\n");
            target.ifPresent(
                    side -> xml.append(INDENT).append("  <target>").append(side).append("</target>\n"));
            return xml.append(INDENT).append("</segment>\n    </unit>\n").toString();
        }

        private String state(Optional<Tuv> target) {
            Optional<String> given = target.flatMap(side -> side.property(XliffExtra.STATE));
            Optional<String> givenSub = target.flatMap(side -> side.property(XliffExtra.SUB_STATE));
            Optional<String> state = given.map(Two::state);
            Optional<String> subState = givenSub.filter(sub -> sub.matches("[^\\s:]+:[^\\s:]+"));
            boolean isSame = state.equals(given) && subState.equals(givenSub);
            omissions.add("states not defined in XLIFF 2.1", isSame ? 0 : 1);
            if (subState.isPresent() && state.isEmpty()) {
                state = Optional.of("initial");
            }
            return attribute("state", state) + attribute("subState", subState);
        }

        /** Returns the state in 2.1. Version 1.2 has more states. */
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
                boolean isOfUnit = extra.side() == XliffExtra.Side.UNIT;
                groups.computeIfAbsent(
                                extra.category(),
                                category -> new StringBuilder(INDENT)
                                        .append("  <mda:metaGroup")
                                        .append(attribute("category", category))
                                        .append(
                                                isOfUnit
                                                        ? ""
                                                        : attribute(
                                                                "appliesTo",
                                                                extra.side().lower()))
                                        .append(">\n"))
                        .append(INDENT)
                        .append("    <mda:meta")
                        .append(attribute("type", extra.name()))
                        .append('>')
                        .append(escape.text(extra.value()))
                        .append("</mda:meta>\n");
            }
            xml.append(INDENT).append("<mda:metadata>\n");
            groups.values().forEach(group -> xml.append(group).append(INDENT).append("  </mda:metaGroup>\n"));
            xml.append(INDENT).append("</mda:metadata>\n");
        }

        /** Returns the end of the file. A file must contain a group or a unit; a group may be empty. */
        @Override
        public String end() {
            String empty = count == 0 ? open() + "    <group id=\"g1\"/>\n" : "";
            return empty + "  </file>\n</xliff>\n";
        }
    }
}
