package duiqi.exchange.xliff;

import duiqi.exchange.Annotation;
import duiqi.exchange.Content;
import duiqi.exchange.Content.Code;
import duiqi.exchange.Content.Piece;
import duiqi.exchange.Content.Text;
import duiqi.exchange.Tu;
import duiqi.exchange.Tu.Tuv;
import duiqi.exchange.Unit;
import duiqi.exchange.xliff.XliffExtra.Side;
import duiqi.io.XmlNode;
import duiqi.text.TranslationUnit.UnitProperties;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Converts an XLIFF unit to units: one for each segment, each with the data of the whole. An empty {@code <target>} is
 * not a translation. Alternative translations ({@code <alt-trans>}, matches) are not units. Handles one XLIFF unit.
 */
final class XliffUnits {
    private static final String NUMBER = "-";

    private final XliffScanner.XliffPart part;
    private final XliffFormat.Version version;
    private final Map<Side, Map<String, String>> attributes = new EnumMap<>(Side.class);
    private final Map<Side, List<Annotation>> annotations = new EnumMap<>(Side.class);

    private XliffUnits(XliffScanner.XliffPart part, XliffFormat.Version version) {
        this.part = part;
        this.version = version;
        for (Side side : Side.values()) {
            attributes.put(side, new LinkedHashMap<>());
            annotations.put(side, new ArrayList<>());
        }
    }

    /** Returns the units. */
    static List<Tu> of(XliffScanner.XliffPart part, XliffFormat.Version version) {
        return new XliffUnits(part, version).units();
    }

    private List<Tu> units() {
        XmlNode.Element unit = part.unit();
        if (version == XliffFormat.Version.ONE) {
            unit.attribute("resname").ifPresent(name -> property(Side.UNIT, XliffExtra.NAME, name));
            unit.attribute("approved").ifPresent(is -> property(Side.UNIT, XliffExtra.APPROVED, is));
            unit.attribute("maxwidth")
                    .ifPresent(width -> property(
                            Side.UNIT,
                            UnitProperties.MAX_LENGTH,
                            width.strip() + " " + unit.attribute("size-unit").orElse("pixel")));
            unit.children("context-group")
                    .flatMap(group -> group.children("context"))
                    .forEach(context -> add(XliffExtra.ofContext(
                            context.attribute("context-type").orElse(""), context.text())));
            unit.children("note").forEach(note -> note(note, "annotates"));
        } else {
            unit.attribute("name").ifPresent(name -> property(Side.UNIT, XliffExtra.NAME, name));
            unit.attribute("slr:sizeRestriction")
                    .ifPresent(size -> property(
                            Side.UNIT,
                            UnitProperties.MAX_LENGTH,
                            size.substring(size.indexOf(',') + 1).strip()));
            metadata(unit);
            unit.children("notes").flatMap(notes -> notes.children("note")).forEach(note -> note(note, "appliesto"));
        }
        if (!part.scope().isTranslatable()) {
            property(Side.UNIT, XliffExtra.TRANSLATE, "no");
        }
        List<XliffSegment> segments = XliffSegment.of(unit, version);
        XliffContent content = new XliffContent(unit, version);
        List<Tu> units = new ArrayList<>();
        for (XliffSegment segment : segments) {
            units.add(unit(segment, segments.size() > 1 ? units.size() + 1 : 0, content));
        }
        return units;
    }

    private void metadata(XmlNode.Element unit) {
        unit.elements()
                .filter(element -> element.localName().equals("metadata"))
                .flatMap(XmlNode.Element::descendants)
                .filter(element -> element.localName().equals("metagroup"))
                .forEach(group -> group.elements()
                        .filter(meta -> meta.localName().equals("meta"))
                        .forEach(meta -> property(
                                Side.named(group.attribute("appliesto").orElse("")),
                                meta.attribute("type").orElse(""),
                                meta.text())));
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

    private void note(XmlNode.Element note, String sideName) {
        Map<String, String> own = new LinkedHashMap<>(note.attributes());
        String of = Optional.ofNullable(own.remove(sideName)).orElse("");
        of(annotations, Side.named(of)).add(new Annotation(Annotation.NOTE, own, note.text()));
    }

    private static <T> T of(Map<Side, T> map, Side side) {
        T value = map.get(side);
        if (value == null) {
            throw new IllegalArgumentException("no " + side);
        }
        return value;
    }

    private Tu unit(XliffSegment segment, int number, XliffContent content) {
        Optional<XmlNode.Element> written =
                segment.target().filter(target -> !target.nodes().isEmpty());
        Tuv source = side(segment.source(), part.scope().sourceCode(), Unit.SOURCE, Side.SOURCE, content);
        Optional<Tuv> target = written.map(
                        element -> side(element, part.scope().targetCode(), Unit.TARGET, Side.TARGET, content))
                .map(side -> side.with(states(segment)));
        Map<String, String> own = new LinkedHashMap<>();
        String id = part.unit().attribute("id").orElse("");
        if (!id.isEmpty()) {
            String name = segment.id().isEmpty() ? Integer.toString(number) : segment.id();
            own.put(Tu.ID, number == 0 ? id : id + NUMBER + name);
        }
        ToolState tool = new ToolState(part.unit(), segment);
        own.putAll(tool.attributes());
        own.putAll(of(attributes, Side.UNIT));
        List<Annotation> all = new ArrayList<>(of(annotations, Side.UNIT));
        all.addAll(tool.properties());
        if (target.isEmpty()) {
            all.addAll(of(annotations, Side.TARGET));
        }
        return new Tu(own, all, target.map(side -> List.of(source, side)).orElse(List.of(source)));
    }

    private Tuv side(XmlNode.Element element, String code, String fallback, Side side, XliffContent content) {
        Map<String, String> own = new LinkedHashMap<>();
        own.put("xml:lang", element.attribute("xml:lang").orElse(code.isBlank() ? fallback : code));
        own.putAll(of(attributes, side));
        Content read = content.of(element);
        return new Tuv(own, of(annotations, side), XliffSpace.normalise(read, isPreserved(element)));
    }

    private boolean isPreserved(XmlNode.Element element) {
        return element.attribute("xml:space")
                .map("preserve"::equals)
                .orElse(part.scope().isPreserved());
    }

    private List<Annotation> states(XliffSegment segment) {
        List<Annotation> states = new ArrayList<>();
        if (version == XliffFormat.Version.ONE) {
            segment.holder().child("target").ifPresent(target -> {
                // The tools of other attributes ignore the state and do not change it.
                new ToolState(part.unit(), segment)
                        .state()
                        .or(() -> target.attribute("state"))
                        .ifPresent(state -> states.add(Annotation.property(XliffExtra.STATE, state)));
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

    /**
     * Normalises white space unless {@code xml:space} preserves it. Line ends with the white space around them are the
     * layout of the XML file: one space inside a text, nothing at its ends. Other white space stays, because many tools
     * rely on it without declaring {@code preserve}.
     */
    static final class XliffSpace {
        private static final String LINE_ENDS = "[ \\t]*[\\r\\n][ \\t\\r\\n]*";

        private XliffSpace() {}

        /** Returns the content without layout. */
        static Content normalise(Content content, boolean isPreserved) {
            if (isPreserved) {
                return content;
            }
            List<Piece> pieces = new ArrayList<>();
            int last = content.pieces().size() - 1;
            for (int i = 0; i <= last; i++) {
                Piece piece = content.pieces().get(i);
                if (piece instanceof Text text) {
                    pieces.add(new Text(text(text.text(), i == 0, i == last)));
                } else if (piece instanceof Code code && !code.isNative()) {
                    pieces.add(new Code(code.element(), code.attributes(), inner(code.content())));
                } else {
                    pieces.add(piece);
                }
            }
            return new Content(pieces);
        }

        private static Content inner(Content content) {
            return new Content(content.pieces().stream()
                    .map(piece -> piece instanceof Text text
                            ? new Text(text(text.text(), false, false))
                            : piece instanceof Code code && !code.isNative()
                                    ? new Code(code.element(), code.attributes(), inner(code.content()))
                                    : piece)
                    .toList());
        }

        private static String text(String text, boolean isFirst, boolean isLast) {
            if (text.indexOf('\n') < 0 && text.indexOf('\r') < 0) {
                return text;
            }
            String plain = isFirst ? text.replaceFirst("^" + LINE_ENDS, "") : text;
            plain = isLast ? plain.replaceFirst(LINE_ENDS + "$", "") : plain;
            return plain.replaceAll(LINE_ENDS, " ");
        }
    }

    /**
     * Represents a segment of a unit: in 1.2 the whole unit or a {@code <mrk mtype="seg">}, in 2.1 a {@code <segment>}.
     * Immutable.
     *
     * @param id id in the unit; empty if the unit is one segment
     * @param holder element that holds the state: the unit in 1.2, the segment in 2.1
     * @param source element that contains the source
     * @param target element that contains the translation; empty if there is none yet
     */
    record XliffSegment(String id, XmlNode.Element holder, XmlNode.Element source, Optional<XmlNode.Element> target) {

        /** Returns the segments of a unit in order; empty if it has no source. */
        static List<XliffSegment> of(XmlNode.Element unit, XliffFormat.Version version) {
            return version == XliffFormat.Version.ONE ? ofOne(unit) : ofTwo(unit);
        }

        private static List<XliffSegment> ofOne(XmlNode.Element unit) {
            Optional<XmlNode.Element> source = unit.child("source");
            Optional<XmlNode.Element> target = unit.child("target");
            List<XmlNode.Element> parts =
                    unit.child("seg-source").map(XliffSegment::parts).orElse(List.of());
            List<XmlNode.Element> translations = target.map(XliffSegment::parts).orElse(List.of());
            // If the translation is not segmented like the source, the unit is one segment.
            boolean isWhole = target.filter(XliffSegment::hasContent).isPresent() && translations.isEmpty();
            if (parts.isEmpty() || isWhole) {
                return source.map(text -> new XliffSegment("", unit, text, target)).stream()
                        .toList();
            }
            Map<String, XmlNode.Element> byId = new LinkedHashMap<>();
            translations.forEach(part -> byId.putIfAbsent(id(part), part));
            return parts.stream()
                    .map(part -> new XliffSegment(id(part), unit, part, Optional.ofNullable(byId.get(id(part)))))
                    .toList();
        }

        /** Returns whether the segment has a translation, even one of inline tags only. */
        boolean isTranslated() {
            return target.filter(XliffSegment::hasContent).isPresent();
        }

        private static boolean hasContent(XmlNode.Element target) {
            return !target.text().isBlank() || target.descendants().anyMatch(inner -> !isSegment(inner));
        }

        private static boolean isSegment(XmlNode.Element mark) {
            return mark.name().equals("mrk") && mark.attribute("mtype").equals(Optional.of("seg"));
        }

        /** Returns the segments that an element of 1.2 is divided into. */
        static List<XmlNode.Element> parts(XmlNode.Element element) {
            return element.descendants().filter(XliffSegment::isSegment).collect(Collectors.toUnmodifiableList());
        }

        private static String id(XmlNode.Element mark) {
            return mark.attribute("mid").orElse("");
        }

        private static List<XliffSegment> ofTwo(XmlNode.Element unit) {
            return unit.children("segment")
                    .flatMap(segment -> segment.child("source").stream()
                            .map(source -> new XliffSegment(
                                    segment.attribute("id").orElse(""), segment, source, segment.child("target"))))
                    .toList();
        }
    }
}
