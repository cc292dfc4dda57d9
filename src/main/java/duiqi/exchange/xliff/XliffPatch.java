package duiqi.exchange.xliff;

import duiqi.exchange.Revision;
import duiqi.exchange.Suggestions.Suggestion;
import duiqi.exchange.xliff.XliffFormat.Version;
import duiqi.exchange.xliff.XliffProposal.Grade;
import duiqi.io.Edits;
import duiqi.io.XmlEscape;
import duiqi.io.XmlNode.Element;
import duiqi.text.FormatException;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Inserts translations into an XLIFF unit: 1.2 (sections 2.2.5 trans-unit, target, alt-trans; 2.3 state,
 * state-qualifier) or 2 (Version 2.1, sections 4.2.2.8 segment, 4.3.1.30 state, and 5.1, Translation Candidates
 * Module). Handles one unit.
 */
final class XliffPatch {
    private static final String NAMESPACE = "urn:oasis:names:tc:xliff:matches:2.0";

    private final XliffPart part;
    private final String xml;
    private final Element unit;
    private final String prefix;
    private final XmlEscape escape;
    private final Edits edits;

    /** Ids of elements in an XLIFF 2 unit. */
    private final Set<String> ids = new HashSet<>();

    /**
     * Creates a patch for a unit.
     *
     * @param prefix namespace prefix of the vocabulary with its colon; empty if there is none
     */
    XliffPatch(XliffPart part, String prefix, XmlEscape escape) {
        this.part = part;
        this.xml = part.xml();
        this.edits = new Edits(part.xml());
        this.unit = part.unit();
        this.prefix = prefix;
        this.escape = escape;
    }

    private String startTag(Element element) {
        return xml.substring(element.start(), element.contentStart());
    }

    private void setAttributes(Element element, Map<String, String> attributes) {
        edits.replace(element.start(), element.contentStart(), Edits.withAttributes(startTag(element), attributes));
    }

    /** Returns the start tag of an element; the tag of an empty element becomes a start tag. */
    private static String open(String tag, Element element) {
        return element.isOneTag() ? tag.substring(0, tag.lastIndexOf('/')).stripTrailing() + ">" : tag;
    }

    /** Returns the white space before an element, which inserted elements copy. */
    private String indent(Element element) {
        return xml.substring(edits.startOfGap(element.start()), element.start());
    }

    /**
     * Returns the unit with inserted translations.
     *
     * @param proposals translations to insert, at least one
     * @throws FormatException if the file is XLIFF 2 without a target language
     */
    String apply(List<XliffProposal> proposals) throws FormatException {
        if (part.version() == Version.ONE) {
            applyOne(proposals);
        } else if (part.scope().targetCode().isBlank()) {
            throw new FormatException(
                    part.location(), "file has no target language", "add trgLang=\"...\" to its <xliff>");
        } else {
            applyTwo(proposals);
        }
        return edits.apply();
    }

    private void applyOne(List<XliffProposal> proposals) {
        setStates(proposals);
        Optional<Element> target = unit.child("target");
        Element before = unit.child("seg-source").or(() -> unit.child("source")).orElse(unit);
        XliffSegment first = part.segments().get(0);
        boolean isOne = first.id().isEmpty() && !first.source().name().equals("mrk");
        String inner = isOne ? proposals.get(0).placement().xml() : segmented(before, target, proposals);
        Map<String, String> state = state(proposals);
        String indent = indent(unit.child("source").orElse(unit));
        StringBuilder behind = new StringBuilder();
        for (XliffProposal proposal : proposals) {
            if (proposal.grade() == Grade.FUZZY) {
                behind.append(indent).append(alternative(proposal));
            }
        }
        put(target, before, inner, state, indent, behind.toString());
    }

    /** Writes a target in place of the existing one, or after the element before it. */
    private void put(
            Optional<Element> target,
            Element before,
            String content,
            Map<String, String> attributes,
            String indent,
            String behind) {
        String tag = Edits.withAttributes(target.map(this::startTag).orElse("<" + prefix + "target>"), attributes);
        String open = target.map(old -> open(tag, old)).orElse(indent + tag);
        int start = target.map(Element::start).orElse(before.end());
        int end = target.map(Element::end).orElse(before.end());
        edits.replace(start, end, open + content + end("target") + behind);
    }

    /** Returns the end tag of an element of the vocabulary. */
    private String end(String name) {
        return "</" + prefix + name + ">";
    }

    /** Sets the states of the unit: the inserted translations are neither approved nor confirmed. */
    private void setStates(List<XliffProposal> proposals) {
        Map<String, String> ofUnit = new LinkedHashMap<>();
        if (unit.attribute("approved").equals(Optional.of("yes"))) {
            ofUnit.put("approved", "no");
        }
        for (XliffProposal proposal : proposals) {
            Suggestion suggestion = proposal.suggestion();
            int percentage = Math.min(Suggestion.EXACT, suggestion.percentage());
            ToolState tool = new ToolState(unit, proposal.segment());
            ofUnit.putAll(tool.filledUnit(percentage));
            tool.definition()
                    .ifPresent(
                            seg -> setAttributes(seg, ToolState.filledDefinition(percentage, suggestion.isMachine())));
        }
        if (!ofUnit.isEmpty()) {
            setAttributes(unit, ofUnit);
        }
    }

    /**
     * Returns the content of a segmented target with the translations. It is based on the existing target, else on the
     * source.
     */
    private String segmented(Element source, Optional<Element> target, List<XliffProposal> proposals) {
        boolean isMarked =
                target.filter(all -> !XliffSegment.parts(all).isEmpty()).isPresent();
        Element model = isMarked ? target.orElse(source) : source;
        Map<String, String> missing = new LinkedHashMap<>();
        proposals.forEach(proposal ->
                missing.put(proposal.segment().id(), proposal.placement().xml()));
        Edits inside = new Edits(xml.substring(model.contentStart(), model.contentEnd()));
        for (Element part : XliffSegment.parts(model)) {
            String id = part.attribute("mid").orElse("");
            String filling = missing.remove(id);
            if (filling != null || !isMarked) {
                int start = part.start() - model.contentStart();
                inside.replace(
                        start,
                        part.end() - model.contentStart(),
                        open(startTag(part), part) + (filling == null ? "" : filling) + end("mrk"));
            }
        }
        StringBuilder rest = new StringBuilder(inside.apply());
        missing.forEach((id, filling) -> rest.append("<" + prefix + "mrk mtype=\"seg\" mid=\"")
                .append(escape.attribute(id) + "\">" + filling + end("mrk")));
        return rest.toString();
    }

    /** Returns the state of the target, which is the state of the segment that needs the most work. */
    private Map<String, String> state(List<XliffProposal> proposals) {
        boolean isWhole = part.segments().stream()
                .allMatch(segment -> segment.isTranslated()
                        || proposals.stream()
                                .anyMatch(proposal -> proposal.segment().equals(segment)));
        XliffProposal worst = proposals.stream()
                .max(Comparator.comparing(XliffProposal::grade))
                .orElseThrow();
        String state = worst.grade() == Grade.FUZZY ? "needs-adaptation" : "needs-review-translation";
        Map<String, String> attributes = new LinkedHashMap<>();
        attributes.put("state", isWhole ? state : "needs-translation");
        attributes.put("state-qualifier", isWhole ? qualifier(worst.suggestion()) : "");
        return attributes;
    }

    private static String qualifier(Suggestion suggestion) {
        if (suggestion.isMachine()) {
            return "mt-suggestion";
        }
        return suggestion.isExact() ? "exact-match" : "fuzzy-match";
    }

    private String alternative(XliffProposal proposal) {
        Map<String, String> attributes = new LinkedHashMap<>();
        attributes.put("mid", proposal.segment().id());
        attributes.put("match-quality", proposal.suggestion().percentage() + "%");
        return candidate(
                prefix + "alt-trans",
                attributes,
                proposal,
                proposal.suggestion().source());
    }

    /** Returns an element for a suggestion; the unit keeps it beside its target. */
    private String candidate(
            String name, Map<String, String> attributes, XliffProposal proposal, Optional<String> source) {
        attributes.put("origin", proposal.suggestion().origin());
        attributes.values().removeIf(String::isEmpty);
        StringBuilder candidate = new StringBuilder("<").append(name);
        escape.attributes(candidate, attributes);
        candidate.append('>');
        source.ifPresent(text -> candidate.append(element("source", text)));
        return candidate
                .append(element("target", proposal.suggestion().target()))
                .append("</" + name + ">")
                .toString();
    }

    private String element(String name, String text) {
        return "<" + prefix + name + ">" + escape.text(text) + end(name);
    }

    private void applyTwo(List<XliffProposal> proposals) {
        unit.descendants().forEach(element -> element.attribute("id").ifPresent(ids::add));
        Optional<Element> matches = unit.elements()
                .filter(child -> child.name().endsWith(":matches"))
                .findFirst();
        // Reads the prefix from the XML, because parsed names are in lower case.
        String module = matches.map(all -> xml.substring(all.start() + 1, xml.indexOf(':', all.start()) + 1))
                .orElse("mtc:");
        StringBuilder candidates = new StringBuilder();
        for (XliffProposal proposal : proposals) {
            fill(proposal, module, candidates);
        }
        if (candidates.length() > 0) {
            if (matches.isPresent() && !matches.get().isOneTag()) {
                edits.insert(matches.get().contentEnd(), candidates.toString());
            } else if (matches.isEmpty()) {
                String open = "<mtc:matches xmlns:mtc=\"" + NAMESPACE + "\">";
                String indent = indent(unit.elements().findFirst().orElse(unit));
                edits.insert(unit.contentStart(), indent + open + candidates + "</mtc:matches>");
            }
        }
    }

    private void fill(XliffProposal proposal, String module, StringBuilder candidates) {
        XliffSegment segment = proposal.segment();
        Element holder = segment.holder();
        Map<String, String> attributes = new LinkedHashMap<>();
        Optional<String> source = source(proposal);
        String id = segment.id();
        if (id.isEmpty() && source.isPresent()) {
            id = Stream.iterate(1, number -> number + 1)
                    .map(number -> "s" + number)
                    .filter(ids::add)
                    .findFirst()
                    .orElseThrow();
            attributes.put("id", id);
        }
        attributes.put("state", proposal.grade() == Grade.FUZZY ? "initial" : "translated");
        attributes.put("subState", subState(proposal));
        setAttributes(holder, attributes);
        put(segment.target(), segment.source(), proposal.placement().xml(), Map.of(), indent(segment.source()), "");
        if (source.isPresent()) {
            candidates.append(match(proposal, source, id, module));
        }
    }

    private static String subState(XliffProposal proposal) {
        if (!proposal.placement().isWhole()) {
            return Revision.OWN + "codes-missing";
        }
        return switch (proposal.grade()) {
            case EXACT -> Revision.OWN + "exact-match";
            case MACHINE -> Revision.OWN + "machine";
            case FUZZY -> Revision.OWN + "fuzzy-match";
        };
    }

    /** Returns the source text of a match element; empty for a fuzzy match whose source text is unknown. */
    private static Optional<String> source(XliffProposal proposal) {
        Suggestion suggestion = proposal.suggestion();
        return suggestion
                .source()
                .or(() -> suggestion.isExact() || suggestion.isMachine()
                        ? Optional.of(proposal.sourceText())
                        : Optional.empty());
    }

    private String match(XliffProposal proposal, Optional<String> source, String id, String module) {
        Suggestion suggestion = proposal.suggestion();
        String quality = Integer.toString(Math.min(Suggestion.EXACT, suggestion.percentage()));
        Map<String, String> attributes = new LinkedHashMap<>();
        attributes.put("ref", "#" + id);
        attributes.put("type", suggestion.isMachine() ? "mt" : "tm");
        attributes.put("matchQuality", suggestion.isMachine() ? "" : quality);
        attributes.put("similarity", suggestion.isMachine() ? "" : quality);
        return candidate(module + "match", attributes, proposal, source);
    }
}
