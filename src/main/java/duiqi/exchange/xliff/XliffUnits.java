package duiqi.exchange.xliff;

import duiqi.exchange.Annotation;
import duiqi.exchange.Tu;
import duiqi.exchange.Tu.Tuv;
import duiqi.exchange.Unit;
import duiqi.exchange.xliff.XliffExtra.Side;
import duiqi.exchange.xliff.XliffFormat.Version;
import duiqi.io.XmlNode.Element;
import duiqi.text.TranslationUnit.UnitProperties;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Converts an XLIFF unit to units: one for each segment, each with the data of the whole. An empty {@code <target>} is
 * not a translation. Alternative translations ({@code <alt-trans>}, matches) are not units. Handles one XLIFF unit.
 */
final class XliffUnits {
    private final XliffPart part;
    private final Element unit;
    private final XliffContent content;
    private final Map<Side, Map<String, String>> attributes = new EnumMap<>(Side.class);
    private final Map<Side, List<Annotation>> annotations = new EnumMap<>(Side.class);

    private XliffUnits(XliffPart part) {
        this.part = part;
        this.unit = part.unit();
        this.content = new XliffContent(part);
    }

    /** Returns the units, one for each segment of the part. */
    static List<Tu> of(XliffPart part) {
        return new XliffUnits(part).units();
    }

    private List<Tu> units() {
        if (part.version() == Version.ONE) {
            property(Side.UNIT, XliffExtra.NAME, unit.attribute("resname"));
            property(Side.UNIT, XliffExtra.APPROVED, unit.attribute("approved"));
            property(
                    Side.UNIT,
                    UnitProperties.MAX_LENGTH,
                    unit.attribute("maxwidth")
                            .map(width -> width.strip() + " "
                                    + unit.attribute("size-unit").orElse("pixel")));
            unit.children("context-group")
                    .flatMap(group -> group.children("context"))
                    .forEach(context -> add(XliffExtra.ofContext(
                            context.attribute("context-type").orElse(""), context.text())));
            unit.children("note").forEach(note -> note(note, "annotates"));
        } else {
            property(Side.UNIT, XliffExtra.NAME, unit.attribute("name"));
            property(
                    Side.UNIT,
                    UnitProperties.MAX_LENGTH,
                    unit.attribute("slr:sizerestriction")
                            .map(size -> size.substring(size.indexOf(',') + 1).strip()));
            metadata();
            unit.children("notes").flatMap(notes -> notes.children("note")).forEach(note -> note(note, "appliesto"));
        }
        if (!part.scope().isTranslatable()) {
            property(Side.UNIT, XliffExtra.TRANSLATE, Optional.of("no"));
        }
        List<Tu> units = new ArrayList<>();
        for (XliffSegment segment : part.segments()) {
            units.add(unit(segment, units.size() + 1));
        }
        return units;
    }

    private void metadata() {
        unit.elements()
                .filter(element -> element.localName().equals("metadata"))
                .flatMap(Element::descendants)
                .filter(element -> element.localName().equals("metagroup"))
                .forEach(group -> group.elements()
                        .filter(meta -> meta.localName().equals("meta"))
                        .forEach(meta -> property(
                                Side.named(group.attribute("appliesto").orElse("")),
                                meta.attribute("type").orElse(""),
                                Optional.of(meta.text()))));
    }

    private void add(XliffExtra extra) {
        if (extra.isAttribute()) {
            attributes(extra.side()).put(extra.name(), extra.value());
        } else {
            property(extra.side(), extra.name(), Optional.of(extra.value()));
        }
    }

    private void property(Side side, String type, Optional<String> value) {
        value.ifPresent(text -> annotations(side).add(Annotation.property(type, text)));
    }

    private void note(Element note, String sideName) {
        Map<String, String> own = new LinkedHashMap<>(note.attributes());
        String of = Optional.ofNullable(own.remove(sideName)).orElse("");
        annotations(Side.named(of)).add(new Annotation(Annotation.NOTE, own, note.text()));
    }

    private Map<String, String> attributes(Side side) {
        return attributes.computeIfAbsent(side, key -> new LinkedHashMap<>());
    }

    private List<Annotation> annotations(Side side) {
        return annotations.computeIfAbsent(side, key -> new ArrayList<>());
    }

    private Tu unit(XliffSegment segment, int number) {
        List<Tuv> variants = new ArrayList<>();
        variants.add(side(segment.source(), part.scope().sourceCode(), Unit.SOURCE, Side.SOURCE));
        segment.target()
                .filter(target -> !target.nodes().isEmpty())
                .map(target -> side(target, part.scope().targetCode(), Unit.TARGET, Side.TARGET))
                .ifPresent(target -> variants.add(target.with(states(segment))));
        Map<String, String> own = new LinkedHashMap<>();
        unit.attribute("id").filter(id -> !id.isEmpty()).ifPresent(id -> {
            String name = segment.id().isEmpty() ? Integer.toString(number) : segment.id();
            own.put(Tu.ID, part.segments().size() == 1 ? id : id + "-" + name);
        });
        ToolState tool = new ToolState(unit, segment);
        own.putAll(tool.attributes());
        own.putAll(attributes(Side.UNIT));
        List<Annotation> all = new ArrayList<>(annotations(Side.UNIT));
        all.addAll(tool.properties());
        if (variants.size() == 1) {
            all.addAll(annotations(Side.TARGET));
        }
        return new Tu(own, all, variants);
    }

    private Tuv side(Element element, String code, String fallback, Side side) {
        Map<String, String> own = new LinkedHashMap<>();
        own.put("xml:lang", element.attribute("xml:lang").orElse(code.isBlank() ? fallback : code));
        own.putAll(attributes(side));
        return new Tuv(own, annotations(side), content.of(element));
    }

    private List<Annotation> states(XliffSegment segment) {
        List<Annotation> states = new ArrayList<>();
        boolean isOne = part.version() == Version.ONE;
        Optional<Element> holder = isOne ? unit.child("target") : Optional.of(segment.holder());
        holder.ifPresent(of -> {
            // The tools of other attributes ignore the state and do not change it.
            new ToolState(unit, segment)
                    .state()
                    .or(() -> of.attribute("state"))
                    .ifPresent(state -> states.add(Annotation.property(XliffExtra.STATE, state)));
            of.attribute(isOne ? "state-qualifier" : "substate")
                    .ifPresent(state -> states.add(
                            Annotation.property(isOne ? XliffExtra.QUALIFIER : XliffExtra.SUB_STATE, state)));
        });
        return states;
    }
}
