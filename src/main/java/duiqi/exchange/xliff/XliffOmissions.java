package duiqi.exchange.xliff;

import duiqi.exchange.Omissions;
import duiqi.io.XmlNode.Characters;
import duiqi.io.XmlNode.Element;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Counts the data of an XLIFF file that units do not hold: alternative translations, data of files and groups, and
 * elements and attributes without an equivalent in a unit. Not thread-safe.
 */
final class XliffOmissions {
    /** Elements outside of units in either version, with the kind of omission. */
    private static final Map<String, String> BETWEEN_UNITS = Map.of(
            "group", "groups of units",
            "note", "notes on files and groups",
            "skl", "skeletons",
            "skeleton", "skeletons",
            "phase", "phases",
            "bin-unit", "binary units");

    /** Attributes of units, segments and texts that duiqi reads. */
    private static final Set<String> ATTRIBUTES = Set.of(
            "id",
            "resname",
            "name",
            "approved",
            "translate",
            "xml:space",
            "xml:lang",
            "state",
            "state-qualifier",
            "substate");

    private static final Set<String> TEXTS = Set.of("source", "target", "segment");

    private static final Set<String> READ = Set.of(
            "source",
            "target",
            "seg-source",
            "note",
            "notes",
            "context-group",
            "segment",
            "ignorable",
            "seg-defs",
            "originaldata",
            "metadata");

    private final Omissions omissions;
    private int files;

    XliffOmissions(Omissions omissions) {
        this.omissions = omissions;
    }

    /** Counts an element outside of units. */
    void skipped(String element) {
        if (element.equals("file")) {
            files++;
            omissions.add("boundaries between files", files > 1 ? 1 : 0);
        } else {
            Optional.ofNullable(BETWEEN_UNITS.get(element)).ifPresent(omissions::add);
        }
    }

    /** Counts the omitted data of a unit. */
    void of(Element unit) {
        Stream<Element> texts = unit.elements()
                .flatMap(child -> Stream.concat(
                        Stream.of(child), child.name().equals("segment") ? child.elements() : Stream.empty()))
                .filter(child -> TEXTS.contains(child.name()));
        omissions.add(
                "attributes of XLIFF units",
                Stream.concat(Stream.of(unit), texts)
                        .flatMap(element -> element.attributes().keySet().stream())
                        .filter(name -> !ATTRIBUTES.contains(name)
                                && !ToolState.ATTRIBUTES.contains(name)
                                && !name.startsWith("xmlns"))
                        .count());
        omissions.add(
                "texts between segments",
                Stream.concat(
                                unit.children("ignorable").flatMap(Element::elements),
                                Stream.of("seg-source", "target")
                                        .flatMap(unit::children)
                                        .filter(side ->
                                                !XliffSegment.parts(side).isEmpty()))
                        .filter(XliffOmissions::hasTextBetweenSegments)
                        .count());
        unit.elements().filter(child -> !READ.contains(child.localName())).forEach(this::countElement);
    }

    private static boolean hasTextBetweenSegments(Element side) {
        return side.nodes().stream()
                .anyMatch(node -> node instanceof Element code
                        ? code.name().equals("g") && hasTextBetweenSegments(code)
                        : node instanceof Characters text && !text.text().isBlank());
    }

    private void countElement(Element element) {
        switch (element.localName()) {
            case "alt-trans" -> omissions.add("alternative translations");
            case "matches" ->
                omissions.add(
                        "alternative translations",
                        element.descendants()
                                .filter(match -> match.localName().equals("match"))
                                .count());
            default -> omissions.add("elements of XLIFF units");
        }
    }
}
