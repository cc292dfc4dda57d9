package duiqi.exchange.xliff;

import duiqi.exchange.SharedCodes;
import duiqi.exchange.SharedCodes.CodeMark;
import duiqi.exchange.SharedCodes.CodeMark.Kind;
import duiqi.exchange.Suggestions.Suggestion;
import duiqi.io.XmlEscape;
import duiqi.io.XmlNode;
import duiqi.io.XmlNode.Characters;
import duiqi.io.XmlNode.Element;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Holds a translation with the inline tags of its source. There are three methods, in this order. If the memory has the
 * same text with the same tags, their positions in its translation apply. If the tags enclose a single stretch of text,
 * they enclose the translation. If the tags of the memory are similar and their correspondence is unambiguous, their
 * positions apply. Otherwise the translation has no tags. Immutable.
 *
 * @param xml content of the target
 * @param codes result for the tags of the source
 */
record XliffPlacement(String xml, Codes codes) {
    /** Lists the results of placing the tags of a source. */
    enum Codes {
        /** All tags are placed correctly, or there are none. */
        PLACED,
        /** All tags are placed, but a translator must check their positions. */
        UNCERTAIN,
        /** No tags are placed. */
        MISSING
    }

    /** Returns whether all tags of the source are in the translation. */
    boolean isWhole() {
        return codes != Codes.MISSING;
    }

    /**
     * Places a translation.
     *
     * @param unit XML that contains the source
     * @param source element that contains the source
     * @param text text of the source
     */
    static XliffPlacement of(String unit, Element source, String text, Suggestion suggestion, XmlEscape escape) {
        String plain = escape.text(suggestion.target());
        if (source.descendants().findAny().isEmpty()) {
            return new XliffPlacement(plain, Codes.PLACED);
        }
        Optional<XliffCodes> codes = XliffCodes.of(unit, source);
        if (codes.isEmpty()) {
            return new XliffPlacement(plain, Codes.MISSING);
        }
        Optional<XliffPlacement> asInMemory = asInMemory(codes.get(), text, suggestion, escape);
        return asInMemory
                .filter(found -> found.codes == Codes.PLACED)
                .or(() -> around(unit, source, suggestion.target(), escape))
                .or(() -> asInMemory)
                .orElse(new XliffPlacement(plain, Codes.MISSING));
    }

    private static Optional<XliffPlacement> asInMemory(
            XliffCodes own, String text, Suggestion suggestion, XmlEscape escape) {
        if (suggestion.codes().isEmpty() || suggestion.source().isEmpty()) {
            return Optional.empty();
        }
        String source = suggestion.source().get();
        SharedCodes shared = suggestion.codes().get();
        List<CodeMark> theirs = CodeMark.ignoringSpace(shared.source(), source);
        if (!CodeMark.haveSameKinds(own.marks(), theirs)) {
            return Optional.empty();
        }
        boolean isSame = source.equals(text);
        boolean isCertain = isSame && offsets(own.marks()).equals(offsets(theirs));
        if (!isSame
                && !isUnambiguous(theirs)
                && !haveSameNeighbours(
                        own.marks(), CodeMark.withoutSpace(text), theirs, CodeMark.withoutSpace(source))) {
            return Optional.empty();
        }
        Map<Integer, Integer> numbers = new HashMap<>();
        for (int i = 0; i < theirs.size(); i++) {
            numbers.put(theirs.get(i).code(), own.marks().get(i).code());
        }
        List<CodeMark> target = shared.target().stream()
                .map(mark -> new CodeMark(mark.offset(), mark.kind(), numbers.getOrDefault(mark.code(), 0)))
                .toList();
        return own.in(suggestion.target(), target, escape)
                .map(xml -> new XliffPlacement(xml, isCertain ? Codes.PLACED : Codes.UNCERTAIN));
    }

    private static List<Integer> offsets(List<CodeMark> marks) {
        return marks.stream().map(CodeMark::offset).toList();
    }

    /** Returns whether the tags are unambiguous: at most one pair and one standalone tag. */
    private static boolean isUnambiguous(List<CodeMark> marks) {
        return Stream.of(Kind.OPEN, Kind.ALONE)
                .allMatch(kind ->
                        marks.stream().filter(mark -> mark.kind() == kind).count() <= 1);
    }

    /** Returns whether each tag is between the same characters in both texts. */
    private static boolean haveSameNeighbours(List<CodeMark> some, String text, List<CodeMark> others, String other) {
        return IntStream.range(0, some.size())
                .allMatch(i -> neighbours(text, some.get(i).offset())
                        .equals(neighbours(other, others.get(i).offset())));
    }

    private static String neighbours(String text, int offset) {
        return text.substring(Math.max(0, offset - 1), offset)
                + "\n"
                + text.substring(offset, Math.min(text.length(), offset + 1));
    }

    /** Returns a translation in place of the only stretch of text of the source; empty if there are several. */
    private static Optional<XliffPlacement> around(String unit, Element source, String target, XmlEscape escape) {
        List<Characters> texts = new ArrayList<>();
        collect(source, texts);
        if (texts.size() != 1) {
            return Optional.empty();
        }
        Characters only = texts.get(0);
        String text = only.text();
        int start = text.length() - text.stripLeading().length();
        String placed = text.substring(0, start)
                + target.strip()
                + text.substring(text.stripTrailing().length());
        return Optional.of(new XliffPlacement(
                unit.substring(source.contentStart(), only.start())
                        + escape.text(placed)
                        + unit.substring(only.end(), source.contentEnd()),
                Codes.PLACED));
    }

    /** Collects the texts that are not blank. */
    private static void collect(Element element, List<Characters> texts) {
        for (XmlNode node : element.nodes()) {
            if (node instanceof Characters characters && !characters.text().isBlank()) {
                texts.add(characters);
            } else if (node instanceof Element code && !XliffCodes.NATIVE.contains(code.name())) {
                collect(code, texts);
            }
        }
    }
}
