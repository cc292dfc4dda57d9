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
 * Finds the renderings of concepts in English text, whatever their inflection, spelling and hyphens; see {@link WordPattern}. A
 * rendering between slashes is a regular expression. Not thread-safe: it keeps the renderings that it has prepared.
 */
public final class EnglishRenderings {
    private final EnglishWords english;
    private final IdentityHashMap<TermEntry, Prepared> prepared = new IdentityHashMap<>();

    /** A rendering made ready; a regular expression or a row of words. */
    private record Prepared(TermEntry entry, Optional<Pattern> expression, WordPattern words) {}

    public EnglishRenderings(EnglishWords english) {
        this.english = english;
    }

    /**
     * Returns the renderings of some concepts in a text, in its order. Where one lies inside another, only the longer is found: a
     * forbidden word inside an admitted rendering is none, nor is a preferred one inside what is forbidden.
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

    /** Returns whether a longer match hides another. The same words may render two concepts; of one concept they are one rendering. */
    private static boolean hides(Match longer, Match match) {
        boolean isSame = longer.start() == match.start() && longer.end() == match.end();
        return longer.contains(match)
                && (!isSame || longer.entry().concept().equals(match.entry().concept()));
    }

    /** Returns whether a concept has an allowed rendering in a text that is there in another shape. */
    public boolean isThereLoosely(Glossary.Concept concept, String text) {
        return loosely(concept, text).isPresent();
    }

    /** Returns the first allowed rendering of a concept that is in a text in another shape. */
    public Optional<TermEntry> loosely(Glossary.Concept concept, String text) {
        List<EnglishWord> words = english.of(text);
        return concept.entries().stream()
                .filter(entry -> entry.status().isAllowed())
                .filter(entry -> prepare(entry).words.isThereLoosely(text, words))
                .findFirst();
    }

    /** Returns whether a rendering is an acronym, which may follow its full form. */
    public boolean isAcronym(TermEntry entry) {
        return entry.details().type().equals("acronym") || prepare(entry).words.isAcronym();
    }

    /**
     * Returns whether one of two renderings says less than the other in the same words, as {@code the Academy} does of {@code Academy of
     * Sciences}: after the full form that is no other rendering.
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
     * A rendering found in English text. Immutable.
     *
     * @param entry the rendering as the glossary has it
     * @param start index of its first UTF-16 unit in the text
     * @param end index after its last UTF-16 unit
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
     * A rendering as a row of words, to be found in text whatever their inflection, spelling, hyphens and articles. Immutable.
     *
     * <p>A word with {@code |} behind it stands for all that begin like it. Words written as one match the same words written apart
     * ({@code set-up}, {@code setup}). An acronym must be in capitals.
     */
    private static final class WordPattern {
        private static final Set<String> ARTICLES = Set.of("the", "a", "an");
        private static final Set<String> LINKS =
                Set.of("the", "a", "an", "of", "and", "in", "for", "on", "to", "or", "with", "by", "as", "from", "at");
        private static final int MAX_ACRONYM_LENGTH = 6;

        /** "basic, applied and interdisciplinary research" has four words before the one that all of them share. */
        private static final int MAX_GAP = 6;

        /** Words of a rendering that is taken apart stand within so many more than it has. */
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

        /** Returns whether every word, but for articles and the like, is a word of the other. */
        boolean isWithin(WordPattern other) {
            return !words.isEmpty()
                    && words.stream()
                            .filter(word -> !LINKS.contains(word.form()))
                            .allMatch(word -> other.words.stream().anyMatch(word::isFormOf));
        }

        /** A part of the text: indices of its first word and after its last. */
        record Stretch(int from, int to) {}

        /** Returns where the rendering stands, from left to right, none over another. */
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
         * Returns whether the rendering is there in another shape: with what shares its last word ({@code basic and applied research} for
         * <i>basic research</i>), or with all its words near each other in another order.
         */
        boolean isThereLoosely(String text, List<EnglishWord> in) {
            for (int i = 0; i < in.size() && words.size() > 1; i++) {
                if (match(text, in, i, 0, true) > i || isScattered(in, i)) {
                    return true;
                }
            }
            return false;
        }

        /** Returns the index after the last word when the pattern from word {@code k} on stands at word {@code i}; -1 when it does not. */
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

        /** Returns whether a word of the rendering is the last of several, which others may share. */
        private boolean isShared(int k) {
            return k > 0 && k == words.size() - 1;
        }

        /** Returns where a match ends of two words of one side that the other writes as one, or -1. */
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

        /** Returns the index after the last word, behind others that share it: they begin with a comma, and, or. */
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

        /** Returns whether a word goes on with the one before: no mark that ends a clause stands between. */
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
