package duiqi.glossary;

import duiqi.glossary.consistency.RenderingFinder;
import duiqi.glossary.consistency.WordSegmenter;
import duiqi.glossary.consistency.WordTranslations;
import duiqi.lexicon.EnglishWords;
import duiqi.lexicon.Lexicon;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Finds glossary terms and given phrases in single units, with their translations. The result for a unit does not
 * depend on other units. It accepts a glossary translation in the same forms as the checks. For terms without a glossary
 * translation, and for phrases, it uses the learned word translations. Phrases inside a longer phrase or a term are
 * skipped. Not thread-safe.
 */
public final class RenderedTerms {
    private final ChineseTerms terms;
    private final EnglishRenderings english;
    private final WordSegmenter segmenter;
    private final RenderingFinder finder;
    private final PhrasePlaces phrases;

    /**
     * Creates a finder for the terms of a glossary, which may be empty, and for some phrases. It uses learned word
     * translations.
     */
    public RenderedTerms(
            Glossary glossary, List<PhraseForm.KnownPhrase> phrases, LearnedTranslations learned, Lexicon lexicon) {
        this.terms = new ChineseTerms(glossary, lexicon);
        this.english = new EnglishRenderings(new EnglishWords());
        this.segmenter = new WordSegmenter(lexicon);
        learned.number(segmenter);
        this.finder = new RenderingFinder(new WordTranslations(lexicon, segmenter, learned), segmenter);
        this.phrases = new PhrasePlaces(phrases, segmenter.chinese());
    }

    /** Returns the terms and phrases of a unit, each once, the terms first. */
    public List<Term> find(String chinese, String target) {
        List<TermMatches.Hit> hits = terms.find(chinese);
        WordSegmenter.WordedUnit unit = segmenter.cut(chinese, target);
        List<PhrasePlaces.Place> places = phrases.find(unit);
        places.removeIf(place -> hits.stream()
                .anyMatch(hit -> hit.start() <= unit.chineseStarts()[place.first()]
                        && unit.chineseEnds()[place.last()] <= hit.end()));
        List<Term> found = new ArrayList<>();
        if (!hits.isEmpty()) {
            TermMatches matches = TermMatches.of(hits, target, english);
            Map<String, List<TermMatches.Hit>> byTerm = new LinkedHashMap<>();
            hits.forEach(hit -> byTerm.computeIfAbsent(hit.term(), term -> new ArrayList<>())
                    .add(hit));
            byTerm.values().forEach(same -> found.add(term(same, matches, unit)));
        }
        Map<String, PhrasePlaces.Place> byPhrase = new LinkedHashMap<>();
        places.forEach(place -> byPhrase.putIfAbsent(place.phrase(), place));
        byPhrase.forEach((phrase, place) -> found.add(new Term(
                phrase,
                false,
                unit.chineseStarts()[place.first()],
                unit.chineseEnds()[place.last()],
                unlisted(Arrays.copyOfRange(unit.chinese(), place.first(), place.last() + 1), unit))));
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
        List<RenderingFinder.Found> found = finder.find(words, unit).stream()
                .filter(RenderingFinder.Found::isSure)
                .toList();
        for (int open = words.length - 1; open >= 0 && found.isEmpty() && words.length > 1; open--) {
            int word = open;
            found = finder.find(words, unit, open).stream()
                    .filter(rendering -> rendering.isWhole() && rendering.strays() == 0)
                    .filter(rendering -> rendering.stems().get(word).size() == 1)
                    .toList();
        }
        return found.stream()
                .map(rendering -> new Term.Rendering(Optional.empty(), rendering.start(), rendering.end()))
                .toList();
    }

    /** Finds phrases in a unit, without overlaps. Not thread-safe. */
    private static final class PhrasePlaces {
        private static final int MIN_CHARACTERS = 1;

        private final WordSegmenter.WordNumbers words;
        private final Map<Integer, Node> roots = new HashMap<>();

        /** Represents a node of the prefix tree. */
        private static final class Node {
            private final Map<Integer, Node> next = new HashMap<>();
            private Optional<PhraseForm.KnownPhrase> phrase = Optional.empty();
            private String text = "";
        }

        /**
         * Represents an occurrence of a phrase.
         *
         * @param phrase text of the phrase
         * @param first index of its first word in the unit
         * @param last index of its last word
         */
        record Place(String phrase, int first, int last) {
            private boolean isInside(Place longer) {
                return longer.first <= first && last <= longer.last && longer.last - longer.first > last - first;
            }
        }

        /**
         * Creates a finder for some phrases.
         *
         * @param words the Chinese words of the units; the words of the phrases are added
         */
        PhrasePlaces(List<PhraseForm.KnownPhrase> phrases, WordSegmenter.WordNumbers words) {
            this.words = words;
            for (PhraseForm.KnownPhrase phrase : phrases) {
                Map<Integer, Node> nodes = roots;
                Node node = new Node();
                for (String word : phrase.words()) {
                    node = nodes.computeIfAbsent(words.number(word), number -> new Node());
                    nodes = node.next;
                }
                node.phrase = Optional.of(phrase);
                node.text = phrase.text();
            }
        }

        /** Returns the occurrences in text order, in a new mutable list. */
        List<Place> find(WordSegmenter.WordedUnit unit) {
            List<Place> all = new ArrayList<>();
            for (int i = 0; i < unit.chinese().length; i++) {
                Optional<Node> node = Optional.ofNullable(roots.get(unit.chinese()[i]));
                for (int last = i; node.isPresent(); ) {
                    if (stands(node.get(), unit, i, last)) {
                        all.add(new Place(node.get().text, i, last));
                    }
                    last++;
                    node = last < unit.chinese().length && unit.isJoined(last)
                            ? Optional.ofNullable(node.get().next.get(unit.chinese()[last]))
                            : Optional.empty();
                }
            }
            List<Place> places = new ArrayList<>(all);
            places.removeIf(place -> all.stream().anyMatch(place::isInside));
            places.sort(Comparator.comparingInt(Place::first));
            return places;
        }

        private boolean stands(Node node, WordSegmenter.WordedUnit unit, int first, int last) {
            return node.phrase.isPresent()
                    && switch (PhraseForm.kind(unit, first, last - first + 1, words, MIN_CHARACTERS)) {
                        case PART, FREE -> false;
                        case WORD -> true;
                        case WORDS -> node.phrase.get().holdsTogether();
                    };
        }
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
