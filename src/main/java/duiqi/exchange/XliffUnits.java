package duiqi.exchange;

import duiqi.exchange.XliffExtra.Side;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Makes units of an XLIFF unit: one of each segment, with what is said of the whole at every one. A {@code <target>} with
 * nothing in it is no translation. Proposals of other translations ({@code <alt-trans>}, matches) are not units. Good for one.
 */
final class XliffUnits {
    private static final String NUMBER = "-";

    private final XliffPart part;
    private final XliffVersion version;
    private final ReaderSettings options;
    private final Map<Side, Map<String, String>> attributes = new EnumMap<>(Side.class);
    private final Map<Side, List<Annotation>> annotations = new EnumMap<>(Side.class);

    private XliffUnits(XliffPart part, XliffVersion version, ReaderSettings options) {
        this.part = part;
        this.version = version;
        this.options = options;
        for (Side side : Side.values()) {
            attributes.put(side, new LinkedHashMap<>());
            annotations.put(side, new ArrayList<>());
        }
    }

    /** The units. */
    static List<Tu> of(XliffPart part, XliffVersion version, ReaderSettings options) {
        return new XliffUnits(part, version, options).units();
    }

    private List<Tu> units() {
        XmlElement unit = part.unit();
        if (version == XliffVersion.ONE) {
            unit.attribute("resname").ifPresent(name -> property(Side.UNIT, XliffExtra.NAME, name));
            unit.attribute("approved").ifPresent(is -> property(Side.UNIT, XliffExtra.APPROVED, is));
            unit.children("context-group")
                    .flatMap(group -> group.children("context"))
                    .forEach(context -> add(XliffExtra.ofContext(
                            context.attribute("context-type").orElse(""), context.text())));
            unit.children("note").forEach(note -> note(note, "annotates"));
        } else {
            unit.attribute("name").ifPresent(name -> property(Side.UNIT, XliffExtra.NAME, name));
            metadata(unit);
            unit.children("notes").flatMap(notes -> notes.children("note")).forEach(note -> note(note, "appliesto"));
        }
        if (!part.scope().isTranslatable()) {
            property(Side.UNIT, XliffExtra.TRANSLATE, "no");
        }
        List<XliffSegment> segments = XliffSegment.of(unit, version);
        Xliff2Content content = new Xliff2Content(unit);
        List<Tu> units = new ArrayList<>();
        for (XliffSegment segment : segments) {
            units.add(unit(segment, segments.size() > 1 ? units.size() + 1 : 0, content));
        }
        return units;
    }

    private void metadata(XmlElement unit) {
        unit.nodes().stream()
                .filter(XmlElement.class::isInstance)
                .map(XmlElement.class::cast)
                .filter(element -> UnsupportedXliff.local(element).equals("metadata"))
                .flatMap(XmlElement::descendants)
                .filter(element -> UnsupportedXliff.local(element).equals("metagroup"))
                .forEach(group -> group.nodes().stream()
                        .filter(XmlElement.class::isInstance)
                        .map(XmlElement.class::cast)
                        .filter(meta -> UnsupportedXliff.local(meta).equals("meta"))
                        .forEach(meta -> add(XliffExtra.ofMeta(
                                group.attribute("category").orElse(""),
                                group.attribute("appliesto"),
                                meta.attribute("type").orElse(""),
                                meta.text()))));
    }

    private void add(XliffExtra extra) {
        if (extra.isAttribute()) {
            of(attributes, extra.side()).put(extra.name(), extra.value());
        } else {
            property(extra.side(), extra.name(), extra.value());
        }
    }

    private void property(Side side, String type, String value) {
        of(annotations, side).add(Annotation.property(type, value));
    }

    private void note(XmlElement note, String sideName) {
        Map<String, String> own = new LinkedHashMap<>(note.attributes());
        String of = Optional.ofNullable(own.remove(sideName)).orElse("");
        Side side = of.equals("source") ? Side.SOURCE : of.equals("target") ? Side.TARGET : Side.UNIT;
        of(annotations, side).add(new Annotation(Annotation.NOTE, own, note.text()));
    }

    private static <T> T of(Map<Side, T> map, Side side) {
        T value = map.get(side);
        if (value == null) {
            throw new IllegalArgumentException("no " + side);
        }
        return value;
    }

    private Tu unit(XliffSegment segment, int number, Xliff2Content content) {
        Optional<XmlElement> written =
                segment.target().filter(target -> !target.nodes().isEmpty());
        Tuv source = side(
                segment.source(), part.scope().sourceCode(), options.source().tag(), Side.SOURCE, content);
        Optional<Tuv> target = written.map(element -> side(
                        element, part.scope().targetCode(), options.target().tag(), Side.TARGET, content))
                .map(side -> side.with(states(segment)));
        Map<String, String> own = new LinkedHashMap<>();
        String id = part.unit().attribute("id").orElse("");
        if (!id.isEmpty()) {
            String name = segment.id().isEmpty() ? Integer.toString(number) : segment.id();
            own.put(Tu.ID, number == 0 ? id : id + NUMBER + name);
        }
        own.putAll(of(attributes, Side.UNIT));
        List<Annotation> all = new ArrayList<>(of(annotations, Side.UNIT));
        if (target.isEmpty()) {
            all.addAll(of(annotations, Side.TARGET));
        }
        return new Tu(own, all, target.map(side -> List.of(source, side)).orElse(List.of(source)));
    }

    private Tuv side(XmlElement element, String code, String fallback, Side side, Xliff2Content content) {
        Map<String, String> own = new LinkedHashMap<>();
        own.put("xml:lang", element.attribute("xml:lang").orElse(code.isBlank() ? fallback : code));
        own.putAll(of(attributes, side));
        Content read = version == XliffVersion.ONE ? Xliff1Content.of(element) : content.of(element);
        return new Tuv(own, of(annotations, side), XliffSpace.normal(read, isPreserved(element)));
    }

    private boolean isPreserved(XmlElement element) {
        return element.attribute("xml:space")
                .map("preserve"::equals)
                .orElse(part.scope().isPreserved());
    }

    private List<Annotation> states(XliffSegment segment) {
        List<Annotation> states = new ArrayList<>();
        if (version == XliffVersion.ONE) {
            segment.holder().child("target").ifPresent(target -> {
                target.attribute("state").ifPresent(state -> states.add(Annotation.property(XliffExtra.STATE, state)));
                target.attribute("state-qualifier")
                        .ifPresent(state -> states.add(Annotation.property(XliffExtra.QUALIFIER, state)));
            });
        } else {
            segment.holder()
                    .attribute("state")
                    .ifPresent(state -> states.add(Annotation.property(XliffExtra.STATE, state)));
            segment.holder()
                    .attribute("substate")
                    .ifPresent(state -> states.add(Annotation.property(XliffExtra.SUB_STATE, state)));
        }
        return states;
    }
}
