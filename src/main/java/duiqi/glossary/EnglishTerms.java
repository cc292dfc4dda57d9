package duiqi.glossary;

import duiqi.lexicon.EnglishWords;
import duiqi.lexicon.FunctionWords;
import duiqi.text.Deadline;
import duiqi.text.Direction;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds the English terms of a glossary in text, in any inflection and spelling ({@link WordPattern}). The longest term
 * wins, so that a term inside a longer one is not found. A term inside one of its own exceptions, or in code that the
 * translation keeps, is not found. An index of first words keeps the search fast in large glossaries. Not thread-safe.
 */
public final class EnglishTerms implements TermMatches.TermSearch.Terms {
    /** Matches a tag, which separates words as a space does. */
    private static final Pattern TAG = Pattern.compile("</?[A-Za-z][^<>]{0,200}>");

    /** Matches a word with characters of code: {@code user_id}, {@code $user}, {@code a.file}, {@code font-size}. */
    private static final Pattern CODE = Pattern.compile(
            "[\\\\_@$={}<>|`~^]|\\p{L}[.]\\p{L}|^[\"'(]*--?\\p{L}|^[\"'(]*/|::|\\(\\)|%\\p{L}|\\p{Ll}\\p{Lu}|\\p{L}-\\p{L}");

    /** Matches phrases whose nouns are no terms: <i>for example</i>. */
    private static final Pattern PHRASE = Pattern.compile(
            "\\b(?:for (?:example|instance)|in (?:case|fact|general|addition|particular|order to|practice|terms of|spite of)"
                    + "|as a result|at least|of course|by means of|into account|on the other hand|with respect to"
                    + "|in the (?:case|course) of|in accordance with|with regard to|on behalf of)\\b",
            Pattern.CASE_INSENSITIVE);

    /** Maximum length of these phrases. */
    private static final int LONGEST_PHRASE = 20;

    /** Matches words in brackets, which repeat the source after a translation. */
    private static final Pattern GLOSS = Pattern.compile("[(（][^()（）]*[)）]");

    /** Matches the marks around a word. */
    private static final Pattern MARKS = Pattern.compile("^[\"'`(]+|[\"'`).,;:!?]+$");

    /** Maximum number of characters on each side of a term that are searched for code. */
    private static final int LONGEST_WORD = 60;

    private static final Set<String> BEFORE_NOUN = Set.of("the", "a", "an", "this", "that", "these", "those", "your");

    private static final Set<String> BEFORE_VERB =
            Set.of("to", "can", "cannot", "could", "will", "would", "must", "should", "may", "might", "not", "please");

    private static final Set<String> PARTICLES = Set.of("out", "off", "up", "down");

    private final EnglishWords english;
    private final TermScope scope;
    private final Map<String, List<Meaning>> index = new HashMap<>();
    private final List<Meaning> expressions = new ArrayList<>();

    /** Represents an English string of a concept: its term, or one of its exceptions. */
    private record Meaning(Glossary.Concept concept, String term, EnglishRenderings.Form form, boolean isException) {
        /** Returns the places in a text where the string begins with one of some words. */
        List<EnglishRenderings.Form.Span> find(String source, List<EnglishWords.EnglishWord> words, BitSet starts) {
            if (!concept.isKept()) {
                return form.find(source, words, starts, WordPattern.Use.SOURCE);
            }
            // A name or command may begin with other characters: .NET, --force.
            int before = (int)
                    term.chars().takeWhile(c -> !Character.isLetterOrDigit(c)).count();
            return starts.stream()
                    .map(word -> words.get(word).start() - before)
                    .filter(at -> TermScope.isLiteral(source, term, at))
                    .mapToObj(at -> new EnglishRenderings.Form.Span(at, at + term.length(), false))
                    .toList();
        }

        boolean isOf(Meaning exception) {
            return exception.isException && concept.id().equals(exception.concept.id());
        }
    }

    /**
     * Represents a string of the glossary in a text.
     *
     * @param isExact true if the text has it without inflection
     */
    private record Found(Meaning meaning, int start, int end, boolean isExact) {
        boolean contains(Found other) {
            return start <= other.start && other.end <= end;
        }

        /** Returns whether both are terms for the same words, with the same right. */
        boolean isEqual(Found other) {
            return start == other.start && end == other.end && isExact == other.isExact;
        }
    }

    /** Creates a finder for the English terms of a glossary. */
    public EnglishTerms(Glossary glossary, EnglishWords english) {
        this.english = english;
        List<Glossary.Concept> concepts = glossary.concepts(Direction.INTO_CHINESE);
        this.scope = new TermScope(concepts, UnaryOperator.identity());
        for (Glossary.Concept concept : concepts) {
            concept.terms().forEach(term -> add(concept, term, false));
            concept.exceptions().forEach(exception -> add(concept, exception, true));
        }
    }

    private void add(Glossary.Concept concept, String text, boolean isException) {
        String words = concept.isKept() ? text.replaceAll("[/|]", " ") : text;
        Meaning meaning = new Meaning(concept, text, EnglishRenderings.Form.of(words, english), isException);
        if (meaning.form.expression().isPresent()) {
            expressions.add(meaning);
        }
        meaning.form
                .words()
                .keys(key ->
                        index.computeIfAbsent(key, first -> new ArrayList<>()).add(meaning));
    }

    /** Returns the terms in a text without a translation, in order and without overlaps. Code has no terms. */
    public List<TermMatches.Hit> find(String text) {
        return find(text, text).hits();
    }

    @Override
    public TermMatches.Occurrences find(String source, String target) {
        List<EnglishWords.EnglishWord> words = english.of(source);
        List<Found> all = all(source, words);
        List<Found> exceptions =
                all.stream().filter(found -> found.meaning.isException).toList();
        List<Found> terms = new ArrayList<>();
        List<TermMatches.Excluded> excluded = new ArrayList<>();
        for (Found found : all) {
            Deadline.check();
            if (!found.meaning.isException) {
                exceptions.stream()
                        .filter(longer -> found.meaning.isOf(longer.meaning) && longer.contains(found))
                        .findFirst()
                        .map(longer -> "part of its exception \"" + longer.meaning.term + "\"")
                        .or(() -> exclusion(found, source, target, words))
                        .ifPresentOrElse(
                                reason -> excluded.add(new TermMatches.Excluded(hit(found, source), reason)),
                                () -> terms.add(found));
            }
        }
        return new TermMatches.Occurrences(
                longest(terms).stream().map(found -> hit(found, source)).toList(), excluded);
    }

    @Override
    public List<TermMatches.Excluded> hidden(String source, String target) {
        TermMatches.Occurrences known = find(source, target);
        return all(source, english.of(source)).stream()
                .filter(found -> !found.meaning.isException)
                .map(found -> hit(found, source))
                .filter(hit -> !known.has(hit))
                .map(known::hidden)
                .toList();
    }

    /** Returns the strings of the glossary in a text. */
    private List<Found> all(String source, List<EnglishWords.EnglishWord> words) {
        IdentityHashMap<Meaning, BitSet> candidates = new IdentityHashMap<>();
        expressions.forEach(meaning -> candidates.put(meaning, new BitSet()));
        for (int i = 0; i < words.size(); i++) {
            int first = WordPattern.withArticle(words, i);
            int end = i + 1;
            WordPattern.keys(
                    words,
                    i,
                    key -> index.getOrDefault(key, List.of())
                            .forEach(meaning -> candidates
                                    .computeIfAbsent(meaning, one -> new BitSet())
                                    .set(first, end)));
        }
        List<Found> all = new ArrayList<>();
        candidates.forEach((meaning, starts) -> meaning.find(source, words, starts)
                .forEach(span -> all.add(new Found(
                        meaning,
                        span.start(),
                        span.end(),
                        isSame(source.substring(span.start(), span.end()), meaning.term)))));
        all.sort(Comparator.comparingInt(Found::start)
                .thenComparing(found -> found.meaning.concept.id())
                .thenComparing(found -> found.meaning.term));
        return all;
    }

    private static TermMatches.Hit hit(Found found, String source) {
        return new TermMatches.Hit(found.meaning.concept, shown(found, source), found.start, found.end);
    }

    /** Returns the longest terms without overlaps. Terms without inflection win over others with the same words. */
    private static List<Found> longest(List<Found> all) {
        List<Found> sorted = new ArrayList<>(all);
        sorted.sort(Comparator.comparingInt((Found found) -> found.start - found.end)
                .thenComparing(found -> !found.isExact)
                .thenComparingInt(Found::start)
                .thenComparing(found -> found.meaning.concept.id())
                .thenComparing(found -> found.meaning.term));
        Map<Integer, Found> owners = new HashMap<>();
        List<Found> kept = new ArrayList<>();
        for (Found found : sorted) {
            // A longer term that overlaps this one has its first or its last character.
            Found first = owners.getOrDefault(found.start, found);
            Found last = owners.getOrDefault(found.end - 1, found);
            if (first.isEqual(found) && last.isEqual(found)) {
                kept.add(found);
                for (int i = found.start; i < found.end; i++) {
                    owners.put(i, found);
                }
            }
        }
        kept.sort(Comparator.comparingInt(Found::start));
        return kept;
    }

    private static boolean isSame(String text, String term) {
        return Glossary.Folding.english(text).equals(Glossary.Folding.english(term));
    }

    private static String shown(Found found, String source) {
        return found.meaning.form.expression().isPresent() || found.meaning.term.indexOf('|') >= 0
                ? source.substring(found.start, found.end)
                : found.meaning.term;
    }

    /** Returns why the words of a term are no use of it; empty if they are one. */
    private Optional<String> exclusion(
            Found found, String source, String target, List<EnglishWords.EnglishWord> words) {
        Optional<String> outOfScope = scope.exclusion(hit(found, source), source);
        if (outOfScope.isPresent() || found.meaning.concept.isKept()) {
            return outOfScope;
        }
        Optional<String> phrase = phrase(found, source);
        if (phrase.isPresent()) {
            return phrase;
        }
        if (isCode(found, source, target) || isPlaceholder(found, source, target)) {
            return Optional.of("code that the translation keeps");
        }
        if (!isNamed(found, source)) {
            return Optional.of("no name here");
        }
        boolean isTranslated = !target.equals(source);
        if (isTranslated && isKeptName(found, source, target)) {
            return Optional.of("a name that the translation keeps");
        }
        return isOfPartOfSpeech(found, words) && !(isTranslated && isOtherVerb(found, words))
                ? Optional.empty()
                : Optional.of("another part of speech here");
    }

    private static Optional<String> phrase(Found found, String source) {
        Matcher matcher = PHRASE.matcher(source)
                .useTransparentBounds(true)
                .region(
                        Math.max(0, found.start - LONGEST_PHRASE),
                        Math.min(source.length(), found.end + LONGEST_PHRASE));
        while (matcher.find()) {
            if (matcher.start() <= found.start
                    && found.end <= matcher.end()
                    && found.end - found.start < matcher.end() - matcher.start()) {
                return Optional.of("part of \"" + matcher.group() + "\"");
            }
        }
        return Optional.empty();
    }

    /** Returns whether a term is in a word with characters of code, or in a path, that the target keeps. */
    private static boolean isCode(Found found, String source, String target) {
        return isCode(source, found.start, found, target) || isCode(source, found.end - 1, found, target);
    }

    /** Returns whether a term in capitals among other words is the name of a value, as in {@code --add USER}. */
    private static boolean isPlaceholder(Found found, String source, String target) {
        String words = source.substring(found.start, found.end);
        return capitals(words) > 1
                && words.equals(words.toUpperCase(Locale.ROOT))
                && !found.meaning.term.equals(words)
                && !source.equals(source.toUpperCase(Locale.ROOT))
                && target.contains(words);
    }

    private static boolean isCode(String source, int index, Found found, String target) {
        String bare = MARKS.matcher(word(source, index)).replaceAll("");
        boolean isPath = bare.indexOf('/') != bare.lastIndexOf('/')
                && bare.chars().anyMatch(c -> c == '.' || c == '~' || Character.isDigit(c));
        return (isPath || CODE.matcher(bare).find())
                && !CODE.matcher(found.meaning.term).find()
                && target.contains(bare.strip());
    }

    /** Returns the characters without a space around an index, without the tags among them. */
    private static String word(String source, int index) {
        int start = index;
        while (start > 0 && index - start < LONGEST_WORD && !Character.isWhitespace(source.charAt(start - 1))) {
            start--;
        }
        int end = index;
        while (end < source.length() && end - index < LONGEST_WORD && !Character.isWhitespace(source.charAt(end))) {
            end++;
        }
        String word = source.substring(start, end);
        int at = index - start;
        return word.indexOf('<') < 0
                ? word
                : TAG.matcher(word).replaceAll(tag -> tag.start() <= at && at < tag.end() ? "<" : " ");
    }

    /**
     * Returns whether a name has a capital letter in the text too, and an acronym all of its capital letters: the
     * language Go is not in <i>go on</i>, the ministry MOST not in <i>most of them</i>.
     */
    private static boolean isNamed(Found found, String source) {
        String term = found.meaning.term;
        if (capitals(term) > 1 && term.equals(term.toUpperCase(Locale.ROOT))) {
            return capitals(source.substring(found.start, found.end)) >= capitals(term);
        }
        return !Character.isUpperCase(term.charAt(0))
                || Character.isUpperCase(source.charAt(found.start))
                || found.meaning.concept.entries().stream()
                        .noneMatch(entry -> entry.details().type().equals("name"));
    }

    /**
     * Returns whether a plural is the name of something else, as <i>Windows</i> is no window. Words in brackets prove
     * nothing, because they may repeat the source.
     */
    private static boolean isKeptName(Found found, String source, String target) {
        String words = source.substring(found.start, found.end);
        return Character.isUpperCase(words.charAt(0))
                && !words.equalsIgnoreCase(found.meaning.term)
                && target.contains(words)
                && GLOSS.matcher(target).replaceAll("").contains(words);
    }

    private static long capitals(String text) {
        return text.chars().filter(Character::isUpperCase).count();
    }

    /**
     * Returns false if the glossary gives all translations as nouns or all as verbs, and the word before, or the ending,
     * shows the other part of speech.
     */
    private static boolean isOfPartOfSpeech(Found found, List<EnglishWords.EnglishWord> words) {
        Set<String> kinds = new LinkedHashSet<>();
        found.meaning
                .concept
                .entries()
                .forEach(entry -> kinds.add(entry.details().partOfSpeech()));
        if (kinds.equals(Set.of("noun"))) {
            return !BEFORE_VERB.contains(before(found, words)) && !isVerbForm(found, words);
        }
        return !kinds.equals(Set.of("verb")) || !BEFORE_NOUN.contains(before(found, words));
    }

    private static String before(Found found, List<EnglishWords.EnglishWord> words) {
        int word = word(words, found.start);
        return word > 0 ? words.get(word - 1).form() : "";
    }

    /** Returns the index of the word that begins at an index of the text; negative if there is none. */
    private static int word(List<EnglishWords.EnglishWord> words, int start) {
        int word = TermMatches.lastUntil(words, EnglishWords.EnglishWord::start, start);
        return word >= 0 && words.get(word).start() == start ? word : -1;
    }

    /** Returns whether the text has a form in -ing or -ed of a single word without this ending. */
    private static boolean isVerbForm(Found found, List<EnglishWords.EnglishWord> words) {
        int word = word(words, found.start);
        return word >= 0
                && words.get(word).end() == found.end
                && hasVerbEnding(words.get(word).form())
                && !hasVerbEnding(Glossary.Folding.english(found.meaning.term));
    }

    private static boolean hasVerbEnding(String form) {
        return form.endsWith("ing") || form.endsWith("ings") || form.endsWith("ed");
    }

    /**
     * Returns whether a single noun is a verb: in -ing or -ed, or with a particle, as in <i>log out</i>, but not in
     * <i>defaults out of the box</i>; or a word of grammar: <i>can</i> is no form of <i>cans</i>.
     */
    private static boolean isOtherVerb(Found found, List<EnglishWords.EnglishWord> words) {
        int word = word(words, found.start);
        if (word < 0 || words.get(word).end() != found.end) {
            return false;
        }
        boolean isVerb = found.meaning.concept.entries().stream()
                .anyMatch(entry -> entry.details().partOfSpeech().equals("verb"));
        boolean isNoun = BEFORE_NOUN.contains(before(found, words));
        return (words.get(word).lemmas().stream().anyMatch(FunctionWords::isEnglish)
                        && !isNoun
                        && !found.meaning.form.words().isAcronym())
                || (!isVerb && isVerbForm(found, words))
                || (word + 1 < words.size()
                        && !isNoun
                        && PARTICLES.contains(words.get(word + 1).form())
                        && (word + 2 == words.size()
                                || !words.get(word + 2).form().equals("of")));
    }
}
