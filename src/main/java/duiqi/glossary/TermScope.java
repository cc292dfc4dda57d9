package duiqi.glossary;

import duiqi.lexicon.Han;
import duiqi.text.Direction;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Decides whether the words of a concept in a text count: in the right context, in the case of the glossary, unchanged if
 * they are not to be translated. Immutable and thread-safe.
 */
public final class TermScope {
    private static final Pattern SEPARATORS = Pattern.compile("[^\\p{L}\\p{N}]+");

    /** Matches a text after which a sentence begins. */
    private static final Pattern START = Pattern.compile("(?s)(.*[.!?:。！？：]|.*\\R)?[\\s\\p{P}]*");

    /** Endings of English context words. */
    private static final String ENDINGS = "(?:s|es|ed|d|ing)?";

    private final UnaryOperator<String> folding;

    /** Ids of the concepts with a term whose case counts. */
    private final Set<String> exact = new HashSet<>();

    /** Patterns of the context words by concept id. */
    private final Map<String, Pattern> contexts = new HashMap<>();

    /**
     * Creates the scope of some concepts.
     *
     * @param folding returns a text in which spellings of Chinese are the same
     */
    TermScope(List<Glossary.Concept> concepts, UnaryOperator<String> folding) {
        this.folding = folding;
        for (Glossary.Concept concept : concepts) {
            if (concept.isKept()
                    || concept.entries().stream()
                            .anyMatch(entry -> entry.details().limits().isCaseSensitive())) {
                exact.add(concept.id());
            }
            String words = limits(concept).context().stream()
                    .filter(word -> Han.count(word) > 0 != concept.direction().isIntoChinese())
                    .map(word -> Han.count(word) > 0
                            ? Pattern.quote(folding.apply(word))
                            : "(?<!\\p{L})" + Pattern.quote(word) + ENDINGS + "(?!\\p{L})")
                    .collect(Collectors.joining("|"));
            if (!words.isEmpty()) {
                contexts.put(concept.id(), Pattern.compile(words, Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE));
            }
        }
    }

    private static TermEntry.Limits limits(Glossary.Concept concept) {
        return concept.entries().get(0).details().limits();
    }

    /** Returns why a term does not count in a source; empty if it does. */
    Optional<String> exclusion(TermMatches.Hit hit, String source) {
        Glossary.Concept concept = hit.concept();
        boolean isOtherCase = exact.contains(concept.id())
                && concept.entries().stream()
                        .filter(entry -> entry.source(concept.direction()).equals(hit.term()))
                        .noneMatch(
                                entry -> isSame(entry, concept.direction().reversed(), source, hit.start(), hit.end()));
        if (isOtherCase) {
            return Optional.of("in another case here");
        }
        return Optional.ofNullable(contexts.get(concept.id()))
                .filter(context -> !context.matcher(folding.apply(source)).find())
                .map(context -> "without a word of its context");
    }

    /** Returns whether a translation has the case of the glossary, if its entry asks for it. */
    public static boolean isSame(TermMatches.Match match, String target) {
        return isSame(match.entry(), match.concept().direction(), target, match.start(), match.end());
    }

    private static boolean isSame(TermEntry entry, Direction direction, String text, int start, int end) {
        String listed = entry.target(direction);
        if (entry.status() == TermEntry.TermStatus.DO_NOT_TRANSLATE) {
            return text.startsWith(listed, start);
        }
        return !entry.details().limits().isCaseSensitive()
                || hasCase(listed, text.substring(start, end))
                || (listed.equals(listed.toLowerCase(Locale.ROOT))
                        && START.matcher(text.substring(0, start)).matches()
                        && hasCase(listed, lowerFirst(text.substring(start, end))));
    }

    private static String lowerFirst(String text) {
        return text.substring(0, 1).toLowerCase(Locale.ROOT) + text.substring(1);
    }

    /** Returns whether each listed word has the same letters in the most similar word of a text, as far as they agree. */
    private static boolean hasCase(String listed, String text) {
        List<String> words = List.of(SEPARATORS.split(text));
        for (String word : SEPARATORS.split(listed)) {
            String best = "";
            String beginning = "";
            for (String other : words) {
                int common = common(word, other);
                if (common > best.length()) {
                    best = other.substring(0, common);
                    beginning = word.substring(0, common);
                }
            }
            if (!best.equals(beginning)) {
                return false;
            }
        }
        return true;
    }

    /** Returns the length of the common beginning of two words in any case. */
    private static int common(String one, String other) {
        int length = Math.min(one.length(), other.length());
        while (!one.regionMatches(true, 0, other, 0, length)) {
            length--;
        }
        return length;
    }

    /**
     * Finds a text in any case, as a word or words of its own, which may have the ending of a plural.
     *
     * @param from index where the text may begin at the earliest
     * @return its index; -1 if there is none
     */
    static int literal(String text, String literal, int from) {
        for (int at = from; at + literal.length() <= text.length(); at++) {
            if (isLiteral(text, literal, at)) {
                return at;
            }
        }
        return -1;
    }

    /** Returns whether a text is at an index, in any case. */
    static boolean isLiteral(String text, String literal, int at) {
        if (at < 0 || !text.regionMatches(true, at, literal, 0, literal.length())) {
            return false;
        }
        int end = at + literal.length();
        boolean beginsInside =
                at > 0 && ChineseTerms.isLatin(text.charAt(at - 1)) && ChineseTerms.isLatin(literal.charAt(0));
        int next = end < text.length() && text.charAt(end) == 's' ? end + 1 : end;
        boolean endsInside = next < text.length()
                && ChineseTerms.isLatin(text.charAt(next))
                && ChineseTerms.isLatin(literal.charAt(literal.length() - 1));
        return !beginsInside && !endsInside;
    }

    /** Returns the places of terms that are not to be translated, in any case. */
    static List<TermMatches.Match> kept(Glossary.Concept concept, String target) {
        List<TermMatches.Match> matches = new ArrayList<>();
        TermEntry entry = concept.entries().get(0);
        for (int at = literal(target, entry.english(), 0); at >= 0; ) {
            int end = at + entry.english().length();
            matches.add(new TermMatches.Match(concept, entry, at, end));
            at = literal(target, entry.english(), end);
        }
        return matches;
    }
}
