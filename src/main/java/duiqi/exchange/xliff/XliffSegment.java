package duiqi.exchange.xliff;

import duiqi.exchange.xliff.XliffFormat.Version;
import duiqi.io.XmlNode.Element;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Represents a segment of a unit: in 1.2 the whole unit or a {@code <mrk mtype="seg">}, in 2.1 a {@code <segment>}.
 * Immutable.
 *
 * @param id id in the unit; empty if the unit is one segment
 * @param holder element that holds the state: the unit in 1.2, the segment in 2.1
 * @param source element that contains the source
 * @param target element that contains the translation; empty if there is none yet
 */
record XliffSegment(String id, Element holder, Element source, Optional<Element> target) {
    /** Returns the segments of a unit in order; none if it has no source. */
    static List<XliffSegment> of(Element unit, Version version) {
        if (version == Version.TWO) {
            return unit.children("segment")
                    .flatMap(segment -> segment.child("source").stream()
                            .map(source -> new XliffSegment(
                                    segment.attribute("id").orElse(""), segment, source, segment.child("target"))))
                    .toList();
        }
        Optional<Element> source = unit.child("source");
        Optional<Element> target = unit.child("target");
        List<Element> parts = unit.child("seg-source").map(XliffSegment::parts).orElse(List.of());
        List<Element> translations = target.map(XliffSegment::parts).orElse(List.of());
        // If the translation is not segmented like the source, the unit is one segment.
        boolean isWhole = target.filter(XliffSegment::hasContent).isPresent() && translations.isEmpty();
        if (parts.isEmpty() || isWhole) {
            return source.map(text -> new XliffSegment("", unit, text, target)).stream()
                    .toList();
        }
        Map<String, Element> byId = new LinkedHashMap<>();
        translations.forEach(part -> byId.putIfAbsent(id(part), part));
        return parts.stream()
                .map(part -> new XliffSegment(id(part), unit, part, Optional.ofNullable(byId.get(id(part)))))
                .toList();
    }

    /** Returns whether the segment has a translation, even one of inline tags only. */
    boolean isTranslated() {
        return target.filter(XliffSegment::hasContent).isPresent();
    }

    private static boolean hasContent(Element target) {
        return !target.text().isBlank() || target.descendants().anyMatch(inner -> !isSegment(inner));
    }

    private static boolean isSegment(Element mark) {
        return mark.name().equals("mrk") && mark.attribute("mtype").equals(Optional.of("seg"));
    }

    /** Returns the segments that an element of 1.2 is divided into. */
    static List<Element> parts(Element element) {
        return element.descendants().filter(XliffSegment::isSegment).toList();
    }

    private static String id(Element mark) {
        return mark.attribute("mid").orElse("");
    }
}
