package duiqi.exchange;

import duiqi.exchange.XliffPlacement.XliffProposal.Grade;
import duiqi.io.XmlEscape;
import duiqi.io.XmlNode;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Puts translations into a unit of XLIFF 2 (Version 2.1, sections 4.2.2.8 segment, 4.3.1.30 state, and 5.1, Translation
 * Candidates Module). Good for one unit.
 */
final class Xliff2Patch {
    private static final String NAMESPACE = "urn:oasis:names:tc:xliff:matches:2.0";

    private final String xml;
    private final XmlNode.Element unit;
    private final String prefix;
    private final XmlEscape escape;
    private final XmlEdits edits = new XmlEdits();
    private final Set<String> ids = new HashSet<>();

    /**
     * Prepares.
     *
     * @param prefix the prefix of the vocabulary with its colon; empty when it has none
     */
    Xliff2Patch(XliffScanner.XliffPart part, String prefix, XmlEscape escape) {
        this.xml = part.xml();
        this.unit = part.unit();
        this.prefix = prefix;
        this.escape = escape;
        unit.descendants().forEach(element -> element.attribute("id").ifPresent(ids::add));
    }

    /** The unit with translations put in, at least one. */
    String apply(List<XliffPlacement.XliffProposal> proposals) {
        Optional<XmlNode.Element> matches = unit.nodes().stream()
                .filter(XmlNode.Element.class::isInstance)
                .map(XmlNode.Element.class::cast)
                .filter(child -> child.name().endsWith(":matches"))
                .findFirst();
        // The prefix as it is written, since names are read in lower case.
        String module = matches.map(all -> xml.substring(all.start() + 1, xml.indexOf(':', all.start()) + 1))
                .orElse("mtc:");
        StringBuilder candidates = new StringBuilder();
        for (XliffPlacement.XliffProposal proposal : proposals) {
            fill(proposal, module, candidates);
        }
        if (candidates.length() > 0) {
            if (matches.isPresent() && !matches.get().isOneTag()) {
                edits.insert(matches.get().contentEnd(), candidates.toString());
            } else if (matches.isEmpty()) {
                String open = "<mtc:matches xmlns:mtc=\"" + NAMESPACE + "\">";
                edits.insert(unit.contentStart(), indent(firstChild()) + open + candidates + "</mtc:matches>");
            }
        }
        return edits.apply(xml);
    }

    private XmlNode.Element firstChild() {
        return unit.nodes().stream()
                .filter(XmlNode.Element.class::isInstance)
                .map(XmlNode.Element.class::cast)
                .findFirst()
                .orElse(unit);
    }

    /** The white space before an element. */
    private String indent(XmlNode.Element element) {
        int start = element.start();
        while (start > 0 && Character.isWhitespace(xml.charAt(start - 1))) {
            start--;
        }
        return xml.substring(start, element.start());
    }

    private void fill(XliffPlacement.XliffProposal proposal, String module, StringBuilder candidates) {
        XliffUnits.XliffSegment segment = proposal.segment();
        XmlNode.Element holder = segment.holder();
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
        String tag = xml.substring(holder.start(), holder.contentStart());
        edits.replace(holder.start(), holder.contentStart(), XmlEdits.withAttributes(tag, attributes));
        String content = proposal.placement().xml();
        if (segment.target().isPresent()) {
            XmlNode.Element target = segment.target().get();
            String start = xml.substring(target.start(), target.contentStart());
            String open = target.isOneTag()
                    ? start.substring(0, start.lastIndexOf('/')).stripTrailing() + ">"
                    : start;
            edits.replace(target.start(), target.end(), open + content + "</" + prefix + "target>");
        } else {
            edits.insert(
                    segment.source().end(),
                    indent(segment.source()) + "<" + prefix + "target>" + content + "</" + prefix + "target>");
        }
        if (source.isPresent()) {
            candidates.append(match(proposal, source.get(), id, module));
        }
    }

    private static String subState(XliffPlacement.XliffProposal proposal) {
        if (!proposal.placement().isWhole()) {
            return Revision.OWN + "codes-missing";
        }
        return switch (proposal.grade()) {
            case EXACT -> Revision.OWN + "exact-match";
            case MACHINE -> Revision.OWN + "machine";
            case FUZZY -> Revision.OWN + "fuzzy-match";
        };
    }

    /** The source that a match must state; a similar text that is not known cannot be. */
    private static Optional<String> source(XliffPlacement.XliffProposal proposal) {
        Suggestion suggestion = proposal.suggestion();
        return suggestion
                .source()
                .or(() -> suggestion.isExact() || suggestion.isMachine()
                        ? Optional.of(proposal.sourceText())
                        : Optional.empty());
    }

    private String match(XliffPlacement.XliffProposal proposal, String source, String id, String module) {
        Suggestion suggestion = proposal.suggestion();
        int quality = Math.min(Suggestion.EXACT, suggestion.percentage());
        StringBuilder match =
                new StringBuilder("<").append(module).append("match ref=\"#").append(escape.attribute(id));
        match.append("\" type=\"").append(suggestion.isMachine() ? "mt" : "tm");
        match.append('"');
        if (!suggestion.isMachine()) {
            match.append(" matchQuality=\"")
                    .append(quality)
                    .append("\" similarity=\"")
                    .append(quality)
                    .append('"');
        }
        if (!suggestion.origin().isEmpty()) {
            match.append(" origin=\"")
                    .append(escape.attribute(suggestion.origin()))
                    .append('"');
        }
        match.append('>');
        element(match, "source", source);
        element(match, "target", suggestion.target());
        return match.append("</").append(module).append("match>").toString();
    }

    private void element(StringBuilder out, String name, String text) {
        out.append('<').append(prefix).append(name).append('>').append(escape.text(text));
        out.append("</").append(prefix).append(name).append('>');
    }
}
