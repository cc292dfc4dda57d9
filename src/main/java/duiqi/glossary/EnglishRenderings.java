package duiqi.glossary;

import duiqi.lexicon.EnglishWord;
import duiqi.lexicon.EnglishWords;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds the translations of concepts in English text, in any inflection and spelling, with or without hyphens; see
 * {@link WordPattern}. A translation between slashes is a regular expression. Caches prepared translations; not
 * thread-safe.
 */
public final class EnglishRenderings {
    private final EnglishWords english;
    private final IdentityHashMap<TermEntry, Prepared> prepared = new IdentityHashMap<>();

    /** Holds a prepared translation: a regular expression or a sequence of words. */
    private record Prepared(TermEntry entry, Optional<Pattern> expression, WordPattern words) {}

    public EnglishRenderings(EnglishWords english) {
        this.english = english;
    }

    /**
     * Returns the translations of concepts in a text, in text order. If one is inside another, only the longer one is
     * found: a forbidden word inside an admitted translation does not count, nor does a preferred one inside a
     * forbidden one.
     */
    public List<Match> find(Collection<Glossary.Concept> concepts, String text) {
        List<EnglishWord> words = english.of(text);
        List<Match> all = new ArrayList<>();
        for (Glossary.Concept concept : concepts) {
            for (TermEntry entry : concept.entries()) {
                addMatches(prepare(entry), text, words, all);
            }
        }
        all.sort(Comparator.comparingInt(Match::length)
                .reversed()
                .thenComparing(match -> match.entry().status()));
        List<Match> kept = new ArrayList<>();
        for (Match match : all) {
            if (kept.stream().noneMatch(longer -> hides(longer, match))) {
                kept.add(match);
            }
        }
        kept.sort(Comparator.comparingInt(Match::start));
        return kept;
    }

    /**
     * Returns whether a longer match hides another. The same words may translate two concepts, but count once for one
     * concept.
     */
    private static boolean hides(Match longer, Match match) {
        boolean isSame = longer.start() == match.start() && longer.end() == match.end();
        return longer.contains(match)
                && (!isSame || longer.entry().concept().equals(match.entry().concept()));
    }

    /**
     * Returns whether a text contains an allowed translation of a concept in a loose form: with words between its
     * words, or in another order.
     */
    public boolean containsLoosely(Glossary.Concept concept, String text) {
        return findLoosely(concept, text).isPresent();
    }

    /**
     * Returns the first allowed translation of a concept that a text contains in a loose form: with words between its
     * words, or in another order.
     */
    public Optional<TermEntry> findLoosely(Glossary.Concept concept, String text) {
        List<EnglishWord> words = english.of(text);
        return concept.entries().stream()
                .filter(entry -> entry.status().isAllowed())
                .filter(entry -> prepare(entry).words.containsLoosely(text, words))
                .findFirst();
    }

    /** Returns whether a translation is an acronym, which may follow its full form. */
    public boolean isAcronym(TermEntry entry) {
        return entry.details().type().equals("acronym") || prepare(entry).words.isAcronym();
    }

    /**
     * Returns whether one translation is a shorter form of the other in the same words, as {@code the Academy} is of
     * {@code Academy of Sciences}. A short form after the full form is consistent.
     */
    public boolean isShortForm(TermEntry one, TermEntry other) {
        return prepare(one).words.isWithin(prepare(other).words)
                || prepare(other).words.isWithin(prepare(one).words);
    }

    private void addMatches(Prepared rendering, String text, List<EnglishWord> words, List<Match> matches) {
        if (rendering.expression.isPresent()) {
            Matcher matcher = rendering.expression.get().matcher(text);
            while (matcher.find()) {
                if (matcher.end() > matcher.start()) {
                    matches.add(new Match(rendering.entry, matcher.start(), matcher.end()));
                }
            }
            return;
        }
        for (WordPattern.Stretch stretch : rendering.words.find(text, words)) {
            matches.add(new Match(
                    rendering.entry,
                    words.get(stretch.from()).start(),
                    words.get(stretch.to() - 1).end()));
        }
    }

    private Prepared prepare(TermEntry entry) {
        return prepared.computeIfAbsent(entry, this::compile);
    }

    private Prepared compile(TermEntry entry) {
        String rendering = entry.english();
        boolean isExpression = RenderingForm.isExpression(rendering);
        Optional<Pattern> expression = isExpression
                ? Optional.of(Pattern.compile(
                        RenderingForm.expression(rendering), Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE))
                : Optional.empty();
        return new Prepared(entry, expression, WordPattern.of(isExpression ? "" : rendering, english));
    }

    /**
     * Represents a translation in English text. Immutable.
     *
     * @param entry the translation as in the glossary
     * @param start index of the first UTF-16 unit in the text
     * @param end index after the last UTF-16 unit
     */
    public record Match(TermEntry entry, int start, int end) {
        int length() {
            return end - start;
        }

        boolean contains(Match other) {
            return start <= other.start && other.end <= end;
        }
    }

    /**
     * Matches a sequence of words in text, in any inflection and spelling, and with any hyphens and articles.
     * Immutable.
     *
     * <p>A word followed by {@code |} matches all words that begin with it. Words written as one match the same words
     * written separately ({@code set-up}, {@code setup}). An acronym must be in capitals.
     */
    private static final class WordPattern {
        private static final Set<String> ARTICLES = Set.of("the", "a", "an");
        private static final Set<String> LINKS =
                Set.of("the", "a", "an", "of", "and", "in", "for", "on", "to", "or", "with", "by", "as", "from", "at");
        private static final int MAX_ACRONYM_LENGTH = 6;

        /** Maximum number of words before the shared one: "basic, applied and interdisciplinary research" has four. */
        private static final int MAX_GAP = 6;

        /** Maximum number of additional words among the words of a scattered translation. */
        private static final int SCATTER = 4;

        private final List<EnglishWord> words;
        private final Set<Integer> stems = new HashSet<>();
        private final boolean hasComma;
        private final boolean isAcronym;

        private WordPattern(String rendering, List<EnglishWord> words) {
            this.words = words;
            this.hasComma = rendering.indexOf(',') >= 0;
            this.isAcronym = rendering.length() <= MAX_ACRONYM_LENGTH
                    && rendering.chars().anyMatch(Character::isUpperCase)
                    && rendering.equals(rendering.toUpperCase(Locale.ROOT));
            for (int k = 0; k < words.size(); k++) {
                int end = words.get(k).end();
                if (end < rendering.length() && rendering.charAt(end) == '|') {
                    stems.add(k);
                }
            }
        }

        static WordPattern of(String rendering, EnglishWords english) {
            return new WordPattern(rendering, english.of(rendering));
        }

        boolean isAcronym() {
            return isAcronym;
        }

        /**
         * Returns whether the other pattern contains every word of this one, not counting articles and similar words.
         */
        boolean isWithin(WordPattern other) {
            return !words.isEmpty()
                    && words.stream()
                            .filter(word -> !LINKS.contains(word.form()))
                            .allMatch(word -> other.words.stream().anyMatch(word::isFormOf));
        }

        /** Represents a part of the text by the index of its first word and the index after its last word. */
        record Stretch(int from, int to) {}

        /** Returns the matches from left to right, without overlaps. */
        List<Stretch> find(String text, List<EnglishWord> in) {
            List<Stretch> found = new ArrayList<>();
            for (int i = 0; i < in.size() && !words.isEmpty(); ) {
                int end = match(text, in, i, 0, false);
                if (end > i) {
                    found.add(new Stretch(i, end));
                    i = end;
                } else {
                    i++;
                }
            }
            return found;
        }

        /**
         * Returns whether a text contains the translation in a loose form. Other words may share its last word
         * ({@code basic and applied research} for <i>basic research</i>). Its words may also be near each other in
         * another order.
         */
        boolean containsLoosely(String text, List<EnglishWord> in) {
            for (int i = 0; i < in.size() && words.size() > 1; i++) {
                if (match(text, in, i, 0, true) > i || isScattered(in, i)) {
                    return true;
                }
            }
            return false;
        }

        /**
         * Matches the pattern from word {@code k} at word {@code i} of the text. Returns the index after the last word,
         * or -1.
         */
        private int match(String text, List<EnglishWord> in, int i, int k, boolean takesGap) {
            if (k == words.size()) {
                return i;
            }
            if (i >= in.size() || (k > 0 && !touch(text, in, i, takesGap))) {
                return -1;
            }
            if (isMatch(text, in.get(i), k)) {
                int end = match(text, in, i + 1, k + 1, takesGap);
                if (end >= 0) {
                    return end;
                }
            }
            if (k > 0 && ARTICLES.contains(in.get(i).form())) {
                return match(text, in, i + 1, k, takesGap);
            }
            if (ARTICLES.contains(words.get(k).form()) && words.size() > 1) {
                int end = match(text, in, i, k + 1, takesGap);
                if (end >= 0) {
                    return end;
                }
            }
            int joined = matchJoined(text, in, i, k, takesGap);
            return joined < 0 && takesGap && isShared(k) ? matchBehindGap(text, in, i) : joined;
        }

        /** Returns whether word {@code k} is the last of several words. In a list, other words may share it. */
        private boolean isShared(int k) {
            return k > 0 && k == words.size() - 1;
        }

        /**
         * Matches two words of the text with one word of the pattern, or the reverse, and then the rest of the pattern.
         * Returns the index after the last word, or -1.
         */
        private int matchJoined(String text, List<EnglishWord> in, int i, int k, boolean takesGap) {
            if (i + 1 < in.size()
                    && isClose(text, in.get(i), in.get(i + 1))
                    && isOne(in.get(i), in.get(i + 1), words.get(k))) {
                return match(text, in, i + 2, k + 1, takesGap);
            }
            if (k + 1 < words.size() && isOne(words.get(k), words.get(k + 1), in.get(i))) {
                return match(text, in, i + 1, k + 2, takesGap);
            }
            return -1;
        }

        private static boolean isOne(EnglishWord first, EnglishWord second, EnglishWord whole) {
            int length = first.form().length();
            return whole.form().length() > length
                    && whole.form().startsWith(first.form())
                    && (whole.form().substring(length).equals(second.form())
                            || second.lemmas().stream()
                                    .anyMatch(lemma -> whole.lemmas().contains(first.form() + lemma)));
        }

        private static boolean isClose(String text, EnglishWord first, EnglishWord second) {
            return second.start() - first.end() <= 1
                    || text.substring(first.end(), second.start()).isBlank();
        }

        /**
         * Matches the last word after other words that share it, which begin with a comma, slash, "and" or "or".
         * Returns the index after the last word, or -1.
         */
        private int matchBehindGap(String text, List<EnglishWord> in, int i) {
            boolean isList = List.of("and", "or").contains(in.get(i).form())
                    || text.substring(in.get(i - 1).end(), in.get(i).start())
                            .strip()
                            .startsWith(",")
                    || text.substring(in.get(i - 1).end(), in.get(i).start())
                            .strip()
                            .startsWith("/");
            for (int j = i + 1; isList && j < in.size() && j - i <= MAX_GAP; j++) {
                if (text.substring(in.get(j - 1).end(), in.get(j).start()).matches(".*[.;:!?].*")) {
                    return -1;
                }
                if (isMatch(text, in.get(j), words.size() - 1)) {
                    return j + 1;
                }
            }
            return -1;
        }

        private boolean isMatch(String text, EnglishWord word, int k) {
            EnglishWord wanted = words.get(k);
            if (stems.contains(k)) {
                return word.form().startsWith(wanted.form())
                        || word.lemmas().stream().anyMatch(lemma -> lemma.startsWith(wanted.form()));
            }
            if (isAcronym && Character.isLowerCase(text.charAt(word.start()))) {
                return false;
            }
            return word.isFormOf(wanted);
        }

        /**
         * Returns whether word {@code i} follows the previous word in the same clause: no mark between them ends a
         * clause.
         */
        private boolean touch(String text, List<EnglishWord> in, int i, boolean takesGap) {
            if (i == 0) {
                return true;
            }
            for (int at = in.get(i - 1).end(); at < in.get(i).start(); at++) {
                char c = text.charAt(at);
                if (".;:!?()[]。；：！？（）…".indexOf(c) >= 0 || ((c == ',' || c == '，') && !hasComma && !takesGap)) {
                    return false;
                }
            }
            return true;
        }

        private boolean isScattered(List<EnglishWord> in, int from) {
            int to = Math.min(in.size(), from + words.size() + SCATTER);
            if (words.stream()
                    .noneMatch(
                            word -> !LINKS.contains(word.form()) && in.get(from).isFormOf(word))) {
                return false;
            }
            for (int k = 0; k < words.size(); k++) {
                EnglishWord wanted = words.get(k);
                if (!LINKS.contains(wanted.form())
                        && in.subList(from, to).stream().noneMatch(word -> word.isFormOf(wanted))) {
                    return false;
                }
            }
            return true;
        }
    }
}
