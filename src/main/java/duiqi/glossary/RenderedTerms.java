package duiqi.glossary;

import duiqi.glossary.extraction.WordSegmenter;
import duiqi.glossary.extraction.WordTranslations;
import duiqi.lexicon.EnglishWords;
import duiqi.lexicon.Lexicon;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Finds glossary terms and given phrases in single units, with their translations. The result for a unit does not
 * depend on other units. It accepts a glossary translation in the same forms as the checks. For terms without a glossary
 * translation, and for phrases, it uses the learned word translations. Phrases inside a longer phrase or a term are
 * skipped. Not thread-safe.
 */
public final class RenderedTerms {
    /** Minimum geometric mean of the probabilities of a translation to propose. */
    private static final double MIN_STRENGTH = 0.2;

    /** Maximum distance between the translations of two words of a phrase, and after all words are translated. */
    private static final int GAP = 4;

    private static final int GAP_OF_WHOLE = 2;

    private final ChineseTerms terms;
    private final EnglishRenderings english;
    private final WordSegmenter segmenter;
    private final WordTranslations translations;
    private final Set<String> phrases;

    /**
     * Creates a finder for the terms of a glossary, which may be empty, and for some phrases. It uses learned word
     * translations.
     *
     * @param phrases words in simplified characters, separated by spaces
     */
    public RenderedTerms(Glossary glossary, List<String> phrases, LearnedTranslations learned, Lexicon lexicon) {
        this.terms = new ChineseTerms(glossary, lexicon);
        this.english = new EnglishRenderings(new EnglishWords());
        this.segmenter = new WordSegmenter(lexicon);
        learned.number(segmenter);
        this.translations = new WordTranslations(lexicon, segmenter).with(learned);
        this.phrases = Set.copyOf(phrases);
    }

    /** Returns the terms and phrases of a unit, each once, the terms first. */
    public List<Term> find(String chinese, String target) {
        List<TermMatches.Hit> hits = terms.find(chinese);
        WordSegmenter.WordedUnit unit = segmenter.cut(chinese, target);
        List<Term> found = new ArrayList<>();
        if (!hits.isEmpty()) {
            TermMatches matches = TermMatches.of(hits, target, english);
            Map<String, List<TermMatches.Hit>> byTerm = new LinkedHashMap<>();
            hits.forEach(hit -> byTerm.computeIfAbsent(hit.term(), term -> new ArrayList<>())
                    .add(hit));
            byTerm.values().forEach(same -> found.add(term(same, matches, unit)));
        }
        Map<String, Place> byPhrase = new LinkedHashMap<>();
        places(unit).stream()
                .filter(place -> hits.stream()
                        .noneMatch(hit -> hit.start() <= unit.chineseStarts()[place.first]
                                && unit.chineseEnds()[place.last] <= hit.end()))
                .forEach(place -> byPhrase.putIfAbsent(place.phrase, place));
        byPhrase.forEach((phrase, place) -> found.add(new Term(
                phrase,
                false,
                unit.chineseStarts()[place.first],
                unit.chineseEnds()[place.last],
                unlisted(Arrays.copyOfRange(unit.chinese(), place.first, place.last + 1), unit))));
        return found;
    }

    private Term term(List<TermMatches.Hit> hits, TermMatches matches, WordSegmenter.WordedUnit unit) {
        List<Glossary.Concept> concepts =
                hits.stream().map(TermMatches.Hit::concept).distinct().toList();
        List<Term.Rendering> renderings = new ArrayList<>();
        for (Glossary.Concept concept : concepts) {
            matches.of(concept).stream()
                    .filter(match -> match.entry().status().isAllowed() || !matches.isOfAnother(match))
                    .forEach(match ->
                            renderings.add(new Term.Rendering(Optional.of(match.entry()), match.start(), match.end())));
        }
        TermMatches.Hit first = hits.get(0);
        if (renderings.isEmpty()) {
            renderings.addAll(unlisted(words(unit, first.start(), first.end()), unit));
        }
        return new Term(first.term(), true, first.start(), first.end(), renderings);
    }

    /** Returns the content words of a part of the Chinese. */
    private int[] words(WordSegmenter.WordedUnit unit, int start, int end) {
        return IntStream.range(0, unit.chinese().length)
                .filter(i -> unit.chineseStarts()[i] >= start && unit.chineseEnds()[i] <= end)
                .map(i -> unit.chinese()[i])
                .filter(word -> word >= 0 && !segmenter.chinese().isFunctionWord(word))
                .limit(PhraseForm.MAX_LENGTH)
                .toArray();
    }

    /**
     * Returns the translations of all words of a phrase. If there are none, returns translations of all words but one,
     * in which an English word without any counterpart replaces that word.
     */
    private List<Term.Rendering> unlisted(int[] words, WordSegmenter.WordedUnit unit) {
        if (words.length == 0) {
            return List.of();
        }
        int[] links = links(words, unit);
        List<Term.Rendering> found = windows(words, links, unit, -1);
        for (int open = words.length - 1; open >= 0 && found.isEmpty() && words.length > 1; open--) {
            int[] opened = links.clone();
            for (int j = 0; j < links.length; j++) {
                int stem = unit.english()[j];
                opened[j] |= links[j] == 0 && segmenter.english().isContent(stem) && !isExplained(unit, stem)
                        ? 1 << open
                        : 0;
            }
            found = windows(words, opened, unit, open);
        }
        return found;
    }

    /** Returns, for each English word, the words of a phrase that it translates, one bit for each. */
    private int[] links(int[] words, WordSegmenter.WordedUnit unit) {
        float[] strongest = translations.strongest(unit);
        int[] links = new int[strongest.length];
        for (int j = 0; j < links.length; j++) {
            for (int i = 0; i < words.length && strongest[j] > 0; i++) {
                double probability = translations.probability(words[i], unit.english()[j]);
                links[j] |= WordTranslations.isSource(probability, strongest[j]) ? 1 << i : 0;
            }
        }
        return links;
    }

    private boolean isExplained(WordSegmenter.WordedUnit unit, int stem) {
        return Arrays.stream(segmenter.chinese().content(unit.chinese()))
                .anyMatch(word -> translations.prior(word, stem) >= WordTranslations.MIN_PROBABILITY
                        || translations.probability(word, stem) >= WordTranslations.EXPLAINED);
    }

    /**
     * Returns the English word sequences that translate all words of a phrase and nothing else, with enough probability.
     * A word that a hyphen joins to a translation belongs to it.
     *
     * @param open index of a word of the phrase that any single English word may translate, or -1
     */
    private List<Term.Rendering> windows(int[] words, int[] links, WordSegmenter.WordedUnit unit, int open) {
        List<Term.Rendering> found = new ArrayList<>();
        int all = (1 << words.length) - 1;
        int first = -1;
        int last = -1;
        int bits = 0;
        for (int j = 0; j <= links.length; j++) {
            boolean isLinked = j < links.length && (links[j] != 0 || isHyphened(j, links, unit));
            boolean isOver = j == links.length
                    || (isLinked
                            ? j - last > (bits == all ? GAP_OF_WHOLE : GAP)
                            : unit.english()[j] < 0 || segmenter.english().isContent(unit.english()[j]));
            if (isOver && first >= 0) {
                if (bits == all
                        && (open < 0 ? isStrong(words, links, unit, first, last) : isOnce(links, first, last, open))) {
                    found.add(new Term.Rendering(
                            Optional.empty(), unit.englishStarts()[first], unit.englishEnds()[last]));
                }
                first = -1;
                bits = 0;
            }
            if (isLinked) {
                first = first < 0 ? j : first;
                last = j;
                bits |= links[j];
            }
        }
        return found;
    }

    private static boolean isHyphened(int j, int[] links, WordSegmenter.WordedUnit unit) {
        return (unit.hyphened()[j] != 0 && links[j - 1] != 0)
                || (j + 1 < links.length && unit.hyphened()[j + 1] != 0 && links[j + 1] != 0);
    }

    /** Returns whether the geometric mean of the probabilities over the words of a phrase is high enough. */
    private boolean isStrong(int[] words, int[] links, WordSegmenter.WordedUnit unit, int first, int last) {
        double product = 1;
        for (int i = 0; i < words.length; i++) {
            int word = i;
            product *= IntStream.rangeClosed(first, last)
                    .filter(j -> (links[j] >> word & 1) != 0)
                    .mapToDouble(j -> translations.probability(words[word], unit.english()[j]))
                    .max()
                    .orElse(0);
        }
        return product >= Math.pow(MIN_STRENGTH, words.length);
    }

    private static boolean isOnce(int[] links, int first, int last, int bit) {
        return IntStream.rangeClosed(first, last)
                        .filter(j -> (links[j] >> bit & 1) != 0)
                        .count()
                == 1;
    }

    /** Represents an occurrence of a phrase in the Chinese words of a unit. */
    private record Place(String phrase, int first, int last) {
        private boolean isInside(Place longer) {
            return longer.first <= first && last <= longer.last && longer.last - longer.first > last - first;
        }
    }

    /** Returns the occurrences of phrases that no longer phrase contains, in text order. */
    private List<Place> places(WordSegmenter.WordedUnit unit) {
        List<Place> all = new ArrayList<>();
        int[] words = unit.chinese();
        for (int i = 0; i < words.length; i++) {
            for (int last = i; last < words.length && last < i + PhraseForm.MAX_LENGTH; last++) {
                if (words[last] < 0 || (last > i && !unit.isJoined(last))) {
                    break;
                }
                int length = last - i + 1;
                String phrase = segmenter.chinese().text(words, i, length);
                if (phrases.contains(phrase) && PhraseForm.isPhrase(unit, i, length, segmenter.chinese(), 1)) {
                    all.add(new Place(phrase.replace(" ", ""), i, last));
                }
            }
        }
        return all.stream()
                .filter(place -> all.stream().noneMatch(place::isInside))
                .toList();
    }

    /**
     * Represents a term or phrase of a unit with its translations there. Immutable.
     *
     * @param chinese the term as in the glossary, or the phrase in simplified characters
     * @param isListed true for a glossary term
     * @param start index of the first UTF-16 unit of its first occurrence in the Chinese
     * @param end index after the last UTF-16 unit
     * @param translations its translations in the order of the English; empty if none is found
     */
    public record Term(String chinese, boolean isListed, int start, int end, List<Rendering> translations) {
        public Term {
            translations = List.copyOf(translations);
        }

        /**
         * Represents a translation of the term.
         *
         * @param entry the glossary entry; empty if the glossary does not have the translation
         * @param start index of its first UTF-16 unit in the English
         * @param end index after its last UTF-16 unit
         */
        public record Rendering(Optional<TermEntry> entry, int start, int end) {}
    }
}
