package duiqi.glossary;

import duiqi.lexicon.ChineseTokenizer;
import duiqi.lexicon.Han;
import duiqi.lexicon.Lexicon;
import duiqi.lexicon.Token;
import duiqi.text.Deadline;
import duiqi.text.Direction;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Finds the Chinese terms of a glossary in text. At each position, from left to right, the longest term wins, so that a
 * term inside a longer one is not found. Traditional and simplified characters, and the case and width of Latin
 * letters, make no difference. A term inside one of its own exceptions is not found. Immutable and thread-safe.
 */
public final class ChineseTerms {
    /** Maximum number of characters of a tag inside a term. */
    private static final int MAX_TAG = 200;

    /** Characters that the standard of Taiwan writes in words that have others on the mainland: 帳戶, 回覆. */
    private static final String VARIANTS = "帐覆著藉";

    private static final String USUAL = "账复着借";

    private final Lexicon lexicon;
    private final TermScope scope;
    private final Node root = new Node();

    /** First characters of all strings of the glossary. */
    private final BitSet firsts = new BitSet();

    /** Represents a node of the prefix tree; {@code terms} is empty if no term ends here. */
    private static final class Node {
        private final Map<Character, Node> next = new HashMap<>();
        private List<Meaning> terms = List.of();

        /** Concepts that have the string ending here as an exception. */
        private Set<Glossary.Concept> excepted = Set.of();

        private String string = "";

        private boolean isEnd() {
            return !terms.isEmpty() || !excepted.isEmpty();
        }
    }

    private record Meaning(Glossary.Concept concept, String term) {}

    /** Holds a string of the glossary at a position. */
    private record Found(Node node, int end) {}

    /**
     * Creates a finder for the terms of a glossary.
     *
     * @param lexicon the simplified forms of traditional characters
     */
    public ChineseTerms(Glossary glossary, Lexicon lexicon) {
        this.lexicon = lexicon;
        List<Glossary.Concept> concepts = glossary.concepts(Direction.INTO_ENGLISH);
        this.scope = new TermScope(concepts, this::fold);
        for (Glossary.Concept concept : concepts) {
            for (String term : concept.chinese()) {
                Node node = node(term);
                node.terms = Stream.concat(node.terms.stream(), Stream.of(new Meaning(concept, term)))
                        .toList();
            }
            for (String exception : concept.exceptions()) {
                Node node = node(exception);
                Set<Glossary.Concept> excepted = new LinkedHashSet<>(node.excepted);
                excepted.add(concept);
                node.excepted = excepted;
            }
        }
    }

    private Node node(String string) {
        Node node = root;
        String folded = key(string);
        for (int i = 0; i < folded.length(); i++) {
            node = node.next.computeIfAbsent(folded.charAt(i), c -> new Node());
        }
        if (!folded.isEmpty()) {
            firsts.set(folded.charAt(0));
        }
        node.string = folded;
        return node;
    }

    /**
     * Returns the folded form of a string of the glossary, without a remark in brackets and without spaces between Chinese
     * and Latin letters.
     */
    String key(String string) {
        String folded = fold(RenderingForm.bare(string));
        StringBuilder key = new StringBuilder();
        for (int i = 0; i < folded.length(); i++) {
            if (!isSpaceAtLatin(folded, i)) {
                key.append(folded.charAt(i));
            }
        }
        return key.toString();
    }

    /** Returns text in simplified characters and narrow lower-case letters. Each character becomes one character. */
    String fold(String text) {
        String simplified = lexicon.simplify(text);
        char[] folded = new char[simplified.length()];
        for (int i = 0; i < folded.length; i++) {
            char c = simplified.charAt(i);
            int variant = VARIANTS.indexOf(c);
            c = variant < 0 ? c : USUAL.charAt(variant);
            folded[i] = Character.toLowerCase(c >= '！' && c <= '～' ? (char) (c - '！' + '!') : c);
        }
        return new String(folded);
    }

    /**
     * Returns the terms in a text, in order and without overlaps. A term of several concepts gives one hit for each.
     */
    public List<TermMatches.Hit> find(String text) {
        return find(text, hit -> Optional.empty()).hits();
    }

    /**
     * Returns the terms in a text, in order and without overlaps. If a term is excluded, a shorter one counts.
     *
     * @param exclusion returns why a hit is no use of its term; empty if it is one
     */
    TermMatches.Occurrences find(String text, Function<TermMatches.Hit, Optional<String>> exclusion) {
        List<TermMatches.Hit> hits = new ArrayList<>();
        List<TermMatches.Excluded> excluded = new ArrayList<>();
        find(fold(text), 0, text.length(), Set.of(), hit -> {
            Optional<String> reason = scope.exclusion(hit, text)
                    .or(() -> hit.concept().isKept() ? Optional.empty() : exclusion.apply(hit));
            reason.ifPresentOrElse(why -> excluded.add(new TermMatches.Excluded(hit, why)), () -> hits.add(hit));
            return reason.isEmpty();
        });
        return new TermMatches.Occurrences(hits, excluded);
    }

    /** Returns the terms in a text that are parts of known ones, or of their own exceptions. */
    List<TermMatches.Excluded> hidden(String text, TermMatches.Occurrences known) {
        String folded = fold(text);
        List<TermMatches.Excluded> hidden = new ArrayList<>();
        Map<Glossary.Concept, Map<Integer, Found>> exceptions = new HashMap<>();
        walk(
                folded,
                (node, start, end) -> node.excepted.forEach(concept -> exceptions
                        .computeIfAbsent(concept, one -> new TreeMap<>())
                        .put(start, new Found(node, end))));
        walk(
                folded,
                (node, start, end) -> node.terms.stream()
                        .map(meaning -> new TermMatches.Hit(meaning.concept, meaning.term, start, end))
                        .filter(hit -> !known.has(hit))
                        .map(hit -> exceptions.getOrDefault(hit.concept(), Map.of()).entrySet().stream()
                                .filter(longer -> longer.getKey() <= start && end <= longer.getValue().end)
                                .findFirst()
                                .map(longer -> new TermMatches.Excluded(
                                        hit, "part of its exception " + longer.getValue().node.string))
                                .orElseGet(() -> known.hidden(hit)))
                        .forEach(hidden::add));
        return hidden;
    }

    /** Passes the terms of a part of a text, the longest first, until one of a position is taken. */
    private void find(String text, int from, int to, Set<Glossary.Concept> excepted, Predicate<TermMatches.Hit> taker) {
        for (int i = from; i < to; ) {
            if (!firsts.get(text.charAt(i))) {
                i++;
                continue;
            }
            int end = i;
            for (Found found : found(text, i, to, excepted)) {
                if (end > i) {
                    break;
                }
                List<Meaning> terms = found.node.terms.stream()
                        .filter(meaning -> !excepted.contains(meaning.concept))
                        .toList();
                if (terms.isEmpty()) {
                    Set<Glossary.Concept> all = new LinkedHashSet<>(excepted);
                    all.addAll(found.node.excepted);
                    find(text, i, found.end, all, taker);
                    end = found.end;
                }
                for (Meaning meaning : terms) {
                    if (taker.test(new TermMatches.Hit(meaning.concept, meaning.term, i, found.end))) {
                        end = found.end;
                    }
                }
            }
            i = Math.max(i + 1, end);
        }
    }

    /**
     * Returns the strings at a position, the longest first. Skips strings that belong only to {@code excepted} concepts.
     * Otherwise the search inside an exception would find the exception again.
     */
    private List<Found> found(String text, int start, int to, Set<Glossary.Concept> excepted) {
        List<Found> found = new ArrayList<>();
        walk(text, start, to, (node, from, end) -> {
            if (says(node, excepted)) {
                found.add(0, new Found(node, end));
            }
        });
        return found;
    }

    /** Receives the strings of the glossary at a position, the shortest first. */
    private interface Strings {
        void take(Node node, int start, int end);
    }

    /** Passes all strings of the glossary in a text, in order of their starts. */
    private void walk(String folded, Strings to) {
        for (int i = 0; i < folded.length(); i++) {
            if (firsts.get(folded.charAt(i))) {
                walk(folded, i, folded.length(), to);
            }
        }
    }

    private void walk(String text, int start, int to, Strings strings) {
        Node node = root;
        for (int i = start; i < to; i++) {
            Node next = node.next.get(text.charAt(i));
            if (next == null) {
                int tag = i > start && text.charAt(i) == '<' ? endOfTag(text, i, to) : i;
                if (tag == i && !(i > start && isSpaceAtLatin(text, i))) {
                    return;
                }
                i = Math.max(i, tag - 1);
                continue;
            }
            node = next;
            if (node.isEnd() && isWord(text, start, i + 1)) {
                strings.take(node, start, i + 1);
            }
        }
    }

    /** Returns the index after a tag inside a term, 更改<b>密</b>码, or the index of its first character if it is no tag. */
    private static int endOfTag(String text, int start, int to) {
        int end = text.substring(start, Math.min(to, start + MAX_TAG)).indexOf('>') + start;
        boolean isTag = end > start + 1 && (text.charAt(start + 1) == '/' || isLatin(text.charAt(start + 1)));
        return isTag ? end + 1 : start;
    }

    /** Returns whether a character is a space between Chinese and Latin letters or digits, which some writers omit. */
    private static boolean isSpaceAtLatin(String text, int i) {
        if (text.charAt(i) != ' ' || i == 0 || i + 1 >= text.length()) {
            return false;
        }
        char before = text.charAt(i - 1);
        char after = text.charAt(i + 1);
        return (Han.is(before) && isLatin(after)) || (isLatin(before) && Han.is(after));
    }

    /**
     * Returns all terms and exceptions in a text, also those inside others, in order of their starts.
     */
    List<Span> all(String text) {
        List<Span> spans = new ArrayList<>();
        walk(fold(text), (node, start, end) -> spans.add(new Span(node.string, !node.terms.isEmpty(), start, end)));
        return spans;
    }

    /**
     * Represents a string of the glossary in a text.
     *
     * @param string the folded string
     * @param isTerm false if it is only an exception
     * @param start index of the first UTF-16 unit
     * @param end index after the last UTF-16 unit
     */
    record Span(String string, boolean isTerm, int start, int end) {
        boolean isInside(Span longer) {
            return longer.start <= start && end <= longer.end && longer.end - longer.start > end - start;
        }

        boolean crosses(Span other) {
            return (start < other.start && other.start < end && end < other.end)
                    || (other.start < start && start < other.end && other.end < end);
        }
    }

    /** Returns whether a dictionary word overlaps one end of a part of a text, for example 创新 in 创新高. */
    public static boolean isAcrossWords(ChineseTokenizer tokenizer, String text, int start, int end) {
        Deadline.check();
        List<Token> words = tokenizer.words(text);
        boolean begins = words.stream().anyMatch(word -> word.start() == start);
        boolean ends = end == text.length() || words.stream().anyMatch(word -> word.start() == end);
        boolean endsBeforeNoWord = end < text.length() && !Character.isIdeographic(text.charAt(end));
        return !begins || !(ends || endsBeforeNoWord);
    }

    private static boolean says(Node node, Set<Glossary.Concept> excepted) {
        return excepted.isEmpty()
                || node.terms.stream().anyMatch(meaning -> !excepted.contains(meaning.concept))
                || !excepted.containsAll(node.excepted);
    }

    /**
     * Returns whether the Latin letters and digits at the ends of a match are not part of a longer word: AI is not in
     * AIDS.
     */
    private static boolean isWord(String text, int start, int end) {
        boolean beginsInside = start > 0 && isLatin(text.charAt(start - 1)) && isLatin(text.charAt(start));
        boolean endsInside = end < text.length() && isLatin(text.charAt(end - 1)) && isLatin(text.charAt(end));
        return !beginsInside && !endsInside;
    }

    static boolean isLatin(char c) {
        return c < 0x250 && Character.isLetterOrDigit(c);
    }
}
