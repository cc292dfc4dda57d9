package duiqi.exchange;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A segment of a unit: in 1.2 the whole of it or a {@code <mrk mtype="seg">}, in 2.1 a {@code <segment>}. Immutable.
 *
 * @param id its name in the unit; empty when the unit is one segment
 * @param holder the element that its state is written at: the unit in 1.2, the segment in 2.1
 * @param source what holds its source
 * @param target what holds its translation; empty when there is no place for it yet
 */
record XliffSegment(String id, XmlElement holder, XmlElement source, Optional<XmlElement> target) {

    /** The segments of a unit in order; none when it has no source. */
    static List<XliffSegment> of(XmlElement unit, XliffVersion version) {
        return version == XliffVersion.ONE ? ofOne(unit) : ofTwo(unit);
    }

    private static List<XliffSegment> ofOne(XmlElement unit) {
        Optional<XmlElement> source = unit.child("source");
        Optional<XmlElement> target = unit.child("target");
        List<XmlElement> parts =
                unit.child("seg-source").map(XliffSegment::parts).orElse(List.of());
        List<XmlElement> translations = target.map(XliffSegment::parts).orElse(List.of());
        // A translation that is not segmented as the source is can only be taken as a whole.
        boolean isWhole = target.filter(XliffSegment::hasContent).isPresent() && translations.isEmpty();
        if (parts.isEmpty() || isWhole) {
            return source.map(text -> new XliffSegment("", unit, text, target)).stream()
                    .toList();
        }
        Map<String, XmlElement> byId = new LinkedHashMap<>();
        translations.forEach(part -> byId.putIfAbsent(id(part), part));
        return parts.stream()
                .map(part -> new XliffSegment(id(part), unit, part, Optional.ofNullable(byId.get(id(part)))))
                .toList();
    }

    /** Whether it has a translation, be it of nothing but codes. */
    boolean isTranslated() {
        return target.filter(XliffSegment::hasContent).isPresent();
    }

    private static boolean hasContent(XmlElement target) {
        return !target.text().isBlank() || target.descendants().anyMatch(inner -> !isSegment(inner));
    }

    private static boolean isSegment(XmlElement mark) {
        return mark.name().equals("mrk") && mark.attribute("mtype").equals(Optional.of("seg"));
    }

    /** The segments that an element of 1.2 is marked up into. */
    static List<XmlElement> parts(XmlElement element) {
        return element.descendants().filter(XliffSegment::isSegment).collect(Collectors.toUnmodifiableList());
    }

    private static String id(XmlElement mark) {
        return mark.attribute("mid").orElse("");
    }

    private static List<XliffSegment> ofTwo(XmlElement unit) {
        return unit.children("segment")
                .flatMap(segment -> segment.child("source").stream()
                        .map(source -> new XliffSegment(
                                segment.attribute("id").orElse(""), segment, source, segment.child("target"))))
                .toList();
    }
}
