package duiqi.exchange.xliff;

import duiqi.exchange.Revision;
import duiqi.exchange.Suggestion;
import duiqi.exchange.xliff.XliffPlacement.XliffProposal.Grade;
import duiqi.io.XmlEscape;
import duiqi.io.XmlNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Puts translations into a unit of XLIFF: 1.2 (sections 2.2.5 trans-unit, target, alt-trans; 2.3 state, state-qualifier) or 2
 * (Version 2.1, sections 4.2.2.8 segment, 4.3.1.30 state, and 5.1, Translation Candidates Module). Good for one unit.
 */
final class XliffPatch {
    private static final String NAMESPACE = "urn:oasis:names:tc:xliff:matches:2.0";

    private final String xml;
    private final XmlNode.Element unit;
    private final String prefix;
    private final XmlEscape escape;
    private final XmlEdits edits = new XmlEdits();

    /** Names of elements in the unit of XLIFF 2. */
    private final Set<String> ids = new HashSet<>();

    /**
     * Prepares.
     *
     * @param prefix the prefix of the vocabulary with its colon; empty when it has none
     */
    XliffPatch(XliffScanner.XliffPart part, String prefix, XmlEscape escape) {
        this.xml = part.xml();
        this.unit = part.unit();
        this.prefix = prefix;
        this.escape = escape;
    }

    /** Returns the start tag of an element. */
    private String startTag(XmlNode.Element element) {
        return xml.substring(element.start(), element.contentStart());
    }

    /** Returns a start tag of an element that may have been one tag. */
    private static String open(String tag, XmlNode.Element element) {
        return element.isOneTag() ? tag.substring(0, tag.lastIndexOf('/')).stripTrailing() + ">" : tag;
    }

    /** Returns the white space before an element, so that what is put in looks like what is there. */
    private String indent(XmlNode.Element element) {
        int start = element.start();
        while (start > 0 && Character.isWhitespace(xml.charAt(start - 1))) {
            start--;
        }
        return xml.substring(start, element.start());
    }

    private void element(StringBuilder out, String name, String text) {
        out.append('<').append(prefix).append(name).append('>').append(escape.text(text));
        out.append("</").append(prefix).append(name).append('>');
    }

    private void attribute(StringBuilder tag, String name, String value) {
        if (!value.isEmpty()) {
            escape.attributes(tag, Map.of(name, value));
        }
    }

    /**
     * Returns a unit of XLIFF 1.2 with translations put in.
     *
     * @param segments all segments of the unit
     * @param proposals the translations, at least one
     */
    String applyOne(List<XliffUnits.XliffSegment> segments, List<XliffPlacement.XliffProposal> proposals) {
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
        String indent = indent(unit.child("source").orElse(unit));
        StringBuilder behind = new StringBuilder();
        for (XliffPlacement.XliffProposal proposal : proposals) {
            if (proposal.grade() == Grade.FUZZY) {
                behind.append(indent).append(alternative(proposal));
            }
        }
        if (target.isPresent()) {
            String open = open(XmlEdits.withAttributes(startTag(target.get()), state), target.get());
            edits.replace(target.get().start(), target.get().end(), open + inner + "</" + prefix + "target>" + behind);
        } else {
            String open = XmlEdits.withAttributes("<" + prefix + "target>", state);
            edits.insert(before.end(), indent + open + inner + "</" + prefix + "target>" + behind);
        }
        return edits.apply(xml);
    }

    /**
     * Returns what a target marked up into segments holds: what it held, or else what the source holds, with the
     * translations.
     */
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
                inside.replace(
                        start,
                        part.end() - model.contentStart(),
                        open(startTag(part), part) + (filling == null ? "" : filling) + "</" + prefix + "mrk>");
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

    /** Returns the state of the target as a whole is that of the segment which needs most. */
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
        attribute(alternative, "mid", proposal.segment().id());
        attribute(alternative, "match-quality", suggestion.percentage() + "%");
        attribute(alternative, "origin", suggestion.origin());
        alternative.append('>');
        suggestion.source().ifPresent(source -> element(alternative, "source", source));
        element(alternative, "target", suggestion.target());
        return alternative.append("</").append(prefix).append("alt-trans>").toString();
    }

    /**
     * Returns a unit of XLIFF 2 with translations put in.
     *
     * @param proposals the translations, at least one
     */
    String applyTwo(List<XliffPlacement.XliffProposal> proposals) {
        unit.descendants().forEach(element -> element.attribute("id").ifPresent(ids::add));
        Optional<XmlNode.Element> matches = unit.elements()
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
                String indent = indent(unit.elements().findFirst().orElse(unit));
                edits.insert(unit.contentStart(), indent + open + candidates + "</mtc:matches>");
            }
        }
        return edits.apply(xml);
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
        edits.replace(holder.start(), holder.contentStart(), XmlEdits.withAttributes(startTag(holder), attributes));
        String content = proposal.placement().xml();
        if (segment.target().isPresent()) {
            XmlNode.Element target = segment.target().get();
            String open = open(startTag(target), target);
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

    /** Returns the source that a match must state; a similar text that is not known cannot be. */
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
        String quality = Integer.toString(Math.min(Suggestion.EXACT, suggestion.percentage()));
        StringBuilder match = new StringBuilder("<").append(module).append("match");
        attribute(match, "ref", "#" + id);
        attribute(match, "type", suggestion.isMachine() ? "mt" : "tm");
        if (!suggestion.isMachine()) {
            attribute(match, "matchQuality", quality);
            attribute(match, "similarity", quality);
        }
        attribute(match, "origin", suggestion.origin());
        match.append('>');
        element(match, "source", source);
        element(match, "target", suggestion.target());
        return match.append("</").append(module).append("match>").toString();
    }

    /** Changes to a text by offsets in it as it was, which leave every other letter as it is. Good for one text. */
    static final class XmlEdits {
        /** An attribute with the white space before it; its name; its value in quotation marks. */
        private static final Pattern ATTRIBUTE =
                Pattern.compile("(\\s+([^\\s=\"'<>/]+)\\s*=\\s*)(?:\"[^\"]*\"|'[^']*')");

        private final List<Edit> edits = new ArrayList<>();

        private record Edit(int start, int end, String replacement) {}

        /** Puts a text in place of what stands from {@code start} to {@code end}; of several at one place, the first comes first. */
        void replace(int start, int end, String replacement) {
            edits.add(new Edit(start, end, replacement));
        }

        /** Puts in a text. */
        void insert(int place, String text) {
            replace(place, place, text);
        }

        /** Returns the text with all changes, none of which may overlap. */
        String apply(String text) {
            // What is put in stands before what is replaced at the same place.
            edits.sort(Comparator.comparingInt(Edit::start).thenComparingInt(Edit::end));
            StringBuilder changed = new StringBuilder(text.length() + 256);
            int done = 0;
            for (Edit edit : edits) {
                changed.append(text, done, edit.start).append(edit.replacement);
                done = edit.end;
            }
            return changed.append(text, done, text.length()).toString();
        }

        /**
         * Returns a start tag with attributes set: those that are there keep their place, others stand at the end.
         *
         * @param tag a sound start tag, or a tag that is start and end in one
         * @param attributes values by name, escaped; an attribute with an empty value is left out
         */
        static String withAttributes(String tag, Map<String, String> attributes) {
            Map<String, String> missing = new LinkedHashMap<>(attributes);
            StringBuilder kept = new StringBuilder(tag.length() + 64);
            Matcher old = ATTRIBUTE.matcher(tag);
            int done = 0;
            while (old.find()) {
                String value = missing.remove(old.group(2));
                kept.append(tag, done, old.start());
                if (value == null) {
                    kept.append(old.group());
                } else if (!value.isEmpty()) {
                    kept.append(old.group(1)).append('"').append(value).append('"');
                }
                done = old.end();
            }
            String changed = kept.append(tag, done, tag.length()).toString();
            StringBuilder added = new StringBuilder();
            missing.forEach((name, value) -> {
                if (!value.isEmpty()) {
                    added.append(' ').append(name).append("=\"").append(value).append('"');
                }
            });
            int end = changed.length() - (changed.endsWith("/>") ? 2 : 1);
            while (Character.isWhitespace(changed.charAt(end - 1))) {
                end--;
            }
            return changed.substring(0, end) + added + changed.substring(end);
        }
    }
}
