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
 * Finds the terms of a glossary and some phrases in single units, with what renders each there. What is found in a unit depends on no
 * other. A rendering of the glossary counts where it stands as the checks find it, in another shape too ({@link
 * EnglishRenderings#loosely}); where there is none, and for phrases, the words are looked for that render the Chinese by what was
 * learnt. A phrase inside a longer one or inside a term is not looked at. Not thread-safe.
 */
public final class RenderedTerms {
    private final ChineseTerms terms;
    private final EnglishRenderings english;
    private final WordSegmenter cutter;
    private final RenderingFinder finder;
    private final PhrasePlaces phrases;

    /** Prepares to find the terms of a glossary, which may have no entries, and some phrases, by what was learnt of how words are rendered. */
    public RenderedTerms(
            Glossary glossary, List<PhraseForm.KnownPhrase> phrases, LearnedTranslations learnt, Lexicon lexicon) {
        this.terms = new ChineseTerms(glossary, lexicon);
        this.english = new EnglishRenderings(new EnglishWords());
        this.cutter = new WordSegmenter(lexicon);
        learnt.number(cutter);
        this.finder = new RenderingFinder(new WordTranslations(lexicon, cutter, learnt), cutter);
        this.phrases = new PhrasePlaces(phrases, cutter.chinese());
    }

    /** Returns the terms and phrases of a unit, each once, the terms first. */
    public List<Term> find(String chinese, String target) {
        List<ChineseTerms.Hit> hits = terms.find(chinese);
        WordSegmenter.WordedUnit unit = cutter.cut(chinese, target);
        List<PhrasePlaces.Place> places = phrases.find(unit);
        places.removeIf(place -> hits.stream()
                .anyMatch(hit -> hit.start() <= unit.chineseStarts()[place.first()]
                        && unit.chineseEnds()[place.last()] <= hit.end()));
        List<Term> found = new ArrayList<>();
        if (!hits.isEmpty()) {
            TermMatches matches = TermMatches.of(hits, target, english);
            Map<String, List<ChineseTerms.Hit>> byTerm = new LinkedHashMap<>();
            hits.forEach(hit -> byTerm.computeIfAbsent(hit.term(), term -> new ArrayList<>())
                    .add(hit));
            byTerm.values().forEach(same -> found.add(term(same, matches, unit, target)));
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

    private Term term(List<ChineseTerms.Hit> hits, TermMatches matches, WordSegmenter.WordedUnit unit, String target) {
        List<Glossary.Concept> concepts =
                hits.stream().map(ChineseTerms.Hit::concept).distinct().toList();
        List<Term.Rendering> renderings = new ArrayList<>();
        for (Glossary.Concept concept : concepts) {
            matches.of(concept).stream()
                    .filter(match -> match.entry().status().isAllowed() || !matches.isOfAnother(match))
                    .forEach(match ->
                            renderings.add(new Term.Rendering(Optional.of(match.entry()), match.start(), match.end())));
        }
        if (renderings.isEmpty()) {
            concepts.stream()
                    .flatMap(concept -> english.loosely(concept, target).stream())
                    .findFirst()
                    .ifPresent(entry -> renderings.add(new Term.Rendering(Optional.of(entry), 0, 0)));
        }
        ChineseTerms.Hit first = hits.get(0);
        if (renderings.isEmpty()) {
            renderings.addAll(unlisted(words(unit, first.start(), first.end()), unit));
        }
        return new Term(first.term(), true, first.start(), first.end(), renderings);
    }

    /** Returns the words of a part of the Chinese that mean something. */
    private int[] words(WordSegmenter.WordedUnit unit, int start, int end) {
        return IntStream.range(0, unit.chinese().length)
                .filter(i -> unit.chineseStarts()[i] >= start && unit.chineseEnds()[i] <= end)
                .map(i -> unit.chinese()[i])
                .filter(word -> word >= 0 && !cutter.chinese().isFunctionWord(word))
                .limit(PhraseForm.MAX_LENGTH)
                .toArray();
    }

    /** Returns what renders all the words of a phrase; if there is nothing, what renders all but one, which nothing else explains. */
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

    /** Where phrases stand in a unit, none inside another. Not thread-safe. */
    private static final class PhrasePlaces {
        private static final int MIN_CHARACTERS = 1;

        private final WordSegmenter.WordNumbers words;
        private final Map<Integer, Node> roots = new HashMap<>();

        /** Where phrases that begin alike part. */
        private static final class Node {
            private final Map<Integer, Node> next = new HashMap<>();
            private Optional<PhraseForm.KnownPhrase> phrase = Optional.empty();
            private String text = "";
        }

        /**
         * A place.
         *
         * @param phrase the text of the phrase
         * @param first index of its first word in the unit
         * @param last index of its last
         */
        record Place(String phrase, int first, int last) {
            private boolean isInside(Place longer) {
                return longer.first <= first && last <= longer.last && longer.last - longer.first > last - first;
            }
        }

        /**
         * Prepares to find some phrases.
         *
         * @param words the Chinese words of the units, which gets those of the phrases too
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

        /** Returns the places in the order of the text, in a list of the caller's own. */
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
                        case PART -> false;
                        case WORD -> true;
                        case WORDS -> node.phrase.get().holdsTogether();
                    };
        }
    }

    /**
     * A term or phrase in a unit with what renders it there. Immutable.
     *
     * @param chinese the term as the glossary has it, or the phrase in simplified characters
     * @param isListed whether it is a term of the glossary
     * @param start index of the first UTF-16 unit of its first place in the Chinese
     * @param end index after the last
     * @param renderings what renders it, in the order of the English; empty when nothing is found
     */
    public record Term(String chinese, boolean isListed, int start, int end, List<Rendering> renderings) {
        public Term {
            renderings = List.copyOf(renderings);
        }

        /**
         * A rendering of the term.
         *
         * @param entry what the glossary says of it; empty when it has it not
         * @param start index of its first UTF-16 unit in the English
         * @param end index after its last; the same as {@code start} where the words of the entry stand apart
         */
        public record Rendering(Optional<TermEntry> entry, int start, int end) {}
    }
}
