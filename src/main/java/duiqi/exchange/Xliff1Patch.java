package duiqi.exchange;

import duiqi.exchange.XliffPlacement.XliffProposal.Grade;
import duiqi.io.XmlEscape;
import duiqi.io.XmlNode;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Puts translations into a unit of XLIFF 1.2 (sections 2.2.5 trans-unit, target, alt-trans; 2.3 state, state-qualifier). Good for
 * one unit.
 */
final class Xliff1Patch {
    private final String xml;
    private final XmlNode.Element unit;
    private final String prefix;
    private final XmlEscape escape;
    private final XmlEdits edits = new XmlEdits();

    /**
     * Prepares.
     *
     * @param prefix the prefix of the vocabulary with its colon; empty when it has none
     */
    Xliff1Patch(XliffScanner.XliffPart part, String prefix, XmlEscape escape) {
        this.xml = part.xml();
        this.unit = part.unit();
        this.prefix = prefix;
        this.escape = escape;
    }

    /**
     * The unit with translations put in.
     *
     * @param segments all segments of the unit
     * @param proposals what is put in, at least one
     */
    String apply(List<XliffUnits.XliffSegment> segments, List<XliffPlacement.XliffProposal> proposals) {
        Map<String, String> fillings = new HashMap<>();
        proposals.forEach(proposal ->
                fillings.put(proposal.segment().id(), proposal.placement().xml()));
        if (unit.attribute("approved").equals(Optional.of("yes"))) {
            // Nobody has approved what is put in.
            edits.replace(
                    unit.start(),
                    unit.contentStart(),
                    XmlEdits.withAttributes(startTag(unit), Map.of("approved", "no")));
        }
        Optional<XmlNode.Element> target = unit.child("target");
        XmlNode.Element before =
                unit.child("seg-source").or(() -> unit.child("source")).orElse(unit);
        boolean isOne = segments.get(0).id().isEmpty()
                && !segments.get(0).source().name().equals("mrk");
        String inner = isOne ? proposals.get(0).placement().xml() : segmented(before, target, fillings);
        Map<String, String> state = state(segments, proposals);
        StringBuilder behind = new StringBuilder();
        for (XliffPlacement.XliffProposal proposal : proposals) {
            if (proposal.grade() == Grade.FUZZY) {
                behind.append(indent()).append(alternative(proposal));
            }
        }
        if (target.isPresent()) {
            String tag = XmlEdits.withAttributes(startTag(target.get()), state);
            String open = target.get().isOneTag()
                    ? tag.substring(0, tag.lastIndexOf('/')).stripTrailing() + ">"
                    : tag;
            edits.replace(target.get().start(), target.get().end(), open + inner + "</" + prefix + "target>" + behind);
        } else {
            String open = XmlEdits.withAttributes("<" + prefix + "target>", state);
            edits.insert(before.end(), indent() + open + inner + "</" + prefix + "target>" + behind);
        }
        return edits.apply(xml);
    }

    private String startTag(XmlNode.Element element) {
        return xml.substring(element.start(), element.contentStart());
    }

    /** The white space before the source, so that what is put in looks like what is there. */
    private String indent() {
        int end = unit.child("source").orElse(unit).start();
        int start = end;
        while (start > 0 && Character.isWhitespace(xml.charAt(start - 1))) {
            start--;
        }
        return xml.substring(start, end);
    }

    /** What a target marked up into segments holds: what it held, or else what the source holds, with the translations. */
    private String segmented(XmlNode.Element source, Optional<XmlNode.Element> target, Map<String, String> fillings) {
        boolean isMarked = target.filter(
                        all -> !XliffUnits.XliffSegment.parts(all).isEmpty())
                .isPresent();
        XmlNode.Element model = isMarked ? target.orElse(source) : source;
        Map<String, String> missing = new LinkedHashMap<>(fillings);
        XmlEdits inside = new XmlEdits();
        for (XmlNode.Element part : XliffUnits.XliffSegment.parts(model)) {
            String id = part.attribute("mid").orElse("");
            String filling = missing.remove(id);
            if (filling != null || !isMarked) {
                int start = part.start() - model.contentStart();
                String tag = startTag(part);
                String open =
                        part.isOneTag() ? tag.substring(0, tag.lastIndexOf('/')).stripTrailing() + ">" : tag;
                inside.replace(
                        start,
                        part.end() - model.contentStart(),
                        open + (filling == null ? "" : filling) + "</" + prefix + "mrk>");
            }
        }
        StringBuilder rest = new StringBuilder(inside.apply(xml.substring(model.contentStart(), model.contentEnd())));
        missing.forEach((id, filling) -> rest.append('<')
                .append(prefix)
                .append("mrk mtype=\"seg\" mid=\"")
                .append(escape.attribute(id))
                .append("\">")
                .append(filling)
                .append("</")
                .append(prefix)
                .append("mrk>"));
        return rest.toString();
    }

    /** The state of the target as a whole is that of the segment which needs most. */
    private Map<String, String> state(
            List<XliffUnits.XliffSegment> segments, List<XliffPlacement.XliffProposal> proposals) {
        long translated = segments.stream()
                .filter(segment -> proposals.stream()
                                .anyMatch(proposal -> proposal.segment().equals(segment))
                        || segment.isTranslated())
                .count();
        XliffPlacement.XliffProposal worst = proposals.stream()
                .max(Comparator.comparing(XliffPlacement.XliffProposal::grade))
                .orElseThrow();
        Map<String, String> state = new LinkedHashMap<>();
        if (translated < segments.size()) {
            state.put("state", "needs-translation");
            state.put("state-qualifier", "");
            return state;
        }
        state.put("state", worst.grade() == Grade.FUZZY ? "needs-adaptation" : "needs-review-translation");
        state.put("state-qualifier", qualifier(worst.suggestion()));
        return state;
    }

    private static String qualifier(Suggestion suggestion) {
        if (suggestion.isMachine()) {
            return "mt-suggestion";
        }
        return suggestion.isExact() ? "exact-match" : "fuzzy-match";
    }

    private String alternative(XliffPlacement.XliffProposal proposal) {
        Suggestion suggestion = proposal.suggestion();
        StringBuilder alternative = new StringBuilder("<").append(prefix).append("alt-trans");
        if (!proposal.segment().id().isEmpty()) {
            alternative
                    .append(" mid=\"")
                    .append(escape.attribute(proposal.segment().id()))
                    .append('"');
        }
        alternative.append(" match-quality=\"").append(suggestion.percentage()).append("%\"");
        if (!suggestion.origin().isEmpty()) {
            alternative
                    .append(" origin=\"")
                    .append(escape.attribute(suggestion.origin()))
                    .append('"');
        }
        alternative.append('>');
        suggestion.source().ifPresent(source -> element(alternative, "source", source));
        element(alternative, "target", suggestion.target());
        return alternative.append("</").append(prefix).append("alt-trans>").toString();
    }

    private void element(StringBuilder out, String name, String text) {
        out.append('<').append(prefix).append(name).append('>').append(escape.text(text));
        out.append("</").append(prefix).append(name).append('>');
    }
}
