package duiqi.exchange;

import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Counts what an XLIFF file says and units do not hold: other translations on offer, what is said of files and groups, and
 * elements and attributes that have no place in a {@link Tu}. Not thread-safe.
 */
final class UnsupportedXliff {
    /** Elements outside of units, by their names in either version, with what they are. */
    private static final Map<String, String> BETWEEN_UNITS = Map.of(
            "group", "groups of units",
            "note", "notes on files and groups",
            "skl", "skeletons",
            "skeleton", "skeletons",
            "phase", "phases",
            "bin-unit", "binary units");

    private static final Set<String> OF_UNITS = Set.of("id", "resname", "name", "approved", "translate", "xml:space");
    private static final Set<String> OF_SEGMENTS = Set.of("id", "state", "substate");
    private static final Set<String> OF_SIDES = Set.of("xml:lang", "xml:space", "state", "state-qualifier");
    private static final Set<String> READ = Set.of(
            "source", "target", "seg-source", "note", "notes", "context-group", "segment", "ignorable", "originaldata");

    private final Omissions omissions;
    private int files;

    UnsupportedXliff(Omissions omissions) {
        this.omissions = omissions;
    }

    /** Takes note of an element outside of units. */
    void passedOver(String element) {
        if (element.equals("file")) {
            files++;
            omissions.add("limits between files", files > 1 ? 1 : 0);
        } else if (BETWEEN_UNITS.containsKey(element)) {
            omissions.add(BETWEEN_UNITS.getOrDefault(element, ""));
        }
    }

    /** Takes note of a unit. */
    void of(XmlElement unit) {
        countAttributes(unit, OF_UNITS);
        Stream.of("source", "target").flatMap(unit::children).forEach(side -> countAttributes(side, OF_SIDES));
        unit.children("segment").forEach(segment -> {
            countAttributes(segment, OF_SEGMENTS);
            Stream.of("source", "target").flatMap(segment::children).forEach(side -> countAttributes(side, OF_SIDES));
        });
        unit.nodes().stream()
                .filter(XmlElement.class::isInstance)
                .map(XmlElement.class::cast)
                .filter(child -> !READ.contains(child.name()) && !local(child).equals("metadata"))
                .forEach(this::countElement);
    }

    private void countElement(XmlElement element) {
        if (element.name().equals("alt-trans")) {
            omissions.add("other translations on offer");
        } else if (local(element).equals("matches")) {
            omissions.add(
                    "other translations on offer",
                    element.descendants()
                            .filter(match -> local(match).equals("match"))
                            .count());
        } else {
            omissions.add("elements of XLIFF units");
        }
    }

    private void countAttributes(XmlElement element, Set<String> known) {
        omissions.add(
                "attributes of XLIFF units",
                element.attributes().keySet().stream()
                        .filter(name -> !known.contains(name) && !name.startsWith("xmlns"))
                        .count());
    }

    /** The name of an element of another vocabulary without its prefix. */
    static String local(XmlElement element) {
        return element.name().substring(element.name().indexOf(':') + 1);
    }
}
