package duiqi.exchange;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A translation put among the codes of its source: where the memory has the same codes in the same places, there where its own
 * translation has them; where they stand around one stretch of text, around the translation; where those of the memory are like
 * them and it is clear which is which, as the memory has them. Otherwise the translation stands without codes. Immutable.
 *
 * @param xml what stands in the target
 * @param codes what became of the codes of the source
 */
record XliffPlacement(String xml, Codes codes) {
    /** What became of the codes of a source. */
    enum Codes {
        /** All are where they belong, or there are none. */
        PLACED,
        /** All are there, in places that a translator has to look at. */
        LIKELY,
        /** None is there. */
        MISSING
    }

    /** Whether all codes of the source are there. */
    boolean isWhole() {
        return codes != Codes.MISSING;
    }

    /**
     * Places a translation.
     *
     * @param unit the text that the source was parsed from
     * @param source what holds the source
     * @param text its text
     */
    static XliffPlacement of(String unit, XmlElement source, String text, Suggestion suggestion, XmlEscape escape) {
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
        List<CodeMark> theirs = CodeMark.inInk(shared.source(), source);
        if (!CodeMark.areAlike(own.marks(), theirs)) {
            return Optional.empty();
        }
        boolean isSame = source.equals(text);
        boolean isSure = isSame && offsets(own.marks()).equals(offsets(theirs));
        if (!isSame && !isClear(theirs) && !standAlike(own.marks(), CodeMark.ink(text), theirs, CodeMark.ink(source))) {
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
                .map(xml -> new XliffPlacement(xml, isSure ? Codes.PLACED : Codes.LIKELY));
    }

    private static List<Integer> offsets(List<CodeMark> marks) {
        return marks.stream().map(CodeMark::offset).toList();
    }

    /** Whether no code can be taken for another: there is one pair at most, and one single code. */
    private static boolean isClear(List<CodeMark> marks) {
        return marks.stream().filter(mark -> mark.kind() == CodeMark.Kind.OPEN).count() <= 1
                && marks.stream()
                                .filter(mark -> mark.kind() == CodeMark.Kind.ALONE)
                                .count()
                        <= 1;
    }

    /** Whether each code stands between the same characters. */
    private static boolean standAlike(List<CodeMark> some, String text, List<CodeMark> others, String other) {
        for (int i = 0; i < some.size(); i++) {
            String here = neighbours(text, some.get(i).offset());
            if (!here.equals(neighbours(other, others.get(i).offset()))) {
                return false;
            }
        }
        return true;
    }

    private static String neighbours(String text, int offset) {
        return text.substring(Math.max(0, offset - 1), offset)
                + "\n"
                + text.substring(offset, Math.min(text.length(), offset + 1));
    }

    /** A translation in the place of the one stretch of text that a source has. */
    private static Optional<XliffPlacement> around(String unit, XmlElement source, String target, XmlEscape escape) {
        List<XmlNode.Characters> texts = new ArrayList<>();
        collect(source, texts);
        if (texts.size() != 1) {
            return Optional.empty();
        }
        XmlNode.Characters only = texts.get(0);
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

    /** Collects what is not blank. */
    private static void collect(XmlElement element, List<XmlNode.Characters> texts) {
        for (XmlNode node : element.nodes()) {
            if (node instanceof XmlNode.Characters characters
                    && !characters.text().isBlank()) {
                texts.add(characters);
            } else if (node instanceof XmlElement code && !XliffCodes.NATIVE.contains(code.name())) {
                collect(code, texts);
            }
        }
    }
}
