package duiqi.glossary;

import duiqi.lexicon.EnglishWords;
import duiqi.lexicon.Lexicon;
import java.util.ArrayList;
import java.util.Arrays;
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

    /** Of a glossary, which may have no entries, some phrases, and what was learnt of how words are rendered. */
    public RenderedTerms(Glossary glossary, List<KnownPhrase> phrases, LearnedTranslations learnt, Lexicon lexicon) {
        this.terms = new ChineseTerms(glossary, lexicon);
        this.english = new EnglishRenderings(new EnglishWords());
        this.cutter = new WordSegmenter(lexicon);
        learnt.number(cutter);
        this.finder = new RenderingFinder(new WordTranslations(lexicon, cutter, learnt), cutter);
        this.phrases = new PhrasePlaces(phrases, cutter.chinese);
    }

    /** The terms and phrases of a unit, each once, the terms first. */
    public List<RenderedTerm> find(String chinese, String target) {
        List<TermHit> hits = terms.find(chinese);
        WordedUnit unit = cutter.cut(chinese, target);
        List<PhrasePlaces.Place> places = phrases.find(unit);
        places.removeIf(place -> hits.stream()
                .anyMatch(hit -> hit.start() <= unit.chineseStarts()[place.first()]
                        && unit.chineseEnds()[place.last()] <= hit.end()));
        List<RenderedTerm> found = new ArrayList<>();
        if (!hits.isEmpty()) {
            TermMatches matches = TermMatches.of(hits, target, english);
            Map<String, List<TermHit>> byTerm = new LinkedHashMap<>();
            hits.forEach(hit -> byTerm.computeIfAbsent(hit.term(), term -> new ArrayList<>())
                    .add(hit));
            byTerm.values().forEach(same -> found.add(term(same, matches, unit, target)));
        }
        Map<String, PhrasePlaces.Place> byPhrase = new LinkedHashMap<>();
        places.forEach(place -> byPhrase.putIfAbsent(place.phrase(), place));
        byPhrase.forEach((phrase, place) -> found.add(new RenderedTerm(
                phrase,
                false,
                unit.chineseStarts()[place.first()],
                unit.chineseEnds()[place.last()],
                unlisted(Arrays.copyOfRange(unit.chinese(), place.first(), place.last() + 1), unit))));
        return found;
    }

    private RenderedTerm term(List<TermHit> hits, TermMatches matches, WordedUnit unit, String target) {
        List<Concept> concepts = hits.stream().map(TermHit::concept).distinct().toList();
        List<RenderedTerm.Rendering> renderings = new ArrayList<>();
        for (Concept concept : concepts) {
            matches.of(concept).stream()
                    .filter(match -> match.entry().status().isAllowed() || !matches.isOfAnother(match))
                    .forEach(match -> renderings.add(
                            new RenderedTerm.Rendering(Optional.of(match.entry()), match.start(), match.end())));
        }
        if (renderings.isEmpty()) {
            concepts.stream()
                    .flatMap(concept -> english.loosely(concept, target).stream())
                    .findFirst()
                    .ifPresent(entry -> renderings.add(new RenderedTerm.Rendering(Optional.of(entry), 0, 0)));
        }
        TermHit first = hits.get(0);
        if (renderings.isEmpty()) {
            renderings.addAll(unlisted(words(unit, first.start(), first.end()), unit));
        }
        return new RenderedTerm(first.term(), true, first.start(), first.end(), renderings);
    }

    /** The words of a part of the Chinese that mean something. */
    private int[] words(WordedUnit unit, int start, int end) {
        return IntStream.range(0, unit.chinese().length)
                .filter(i -> unit.chineseStarts()[i] >= start && unit.chineseEnds()[i] <= end)
                .map(i -> unit.chinese()[i])
                .filter(word -> word >= 0 && !cutter.chinese.isFunctionWord(word))
                .limit(PhraseForm.MAX_LENGTH)
                .toArray();
    }

    /** What renders all the words of a phrase; if there is nothing, what renders all but one, which nothing else explains. */
    private List<RenderedTerm.Rendering> unlisted(int[] words, WordedUnit unit) {
        if (words.length == 0) {
            return List.of();
        }
        List<FoundRendering> found =
                finder.find(words, unit).stream().filter(FoundRendering::isSure).toList();
        for (int open = words.length - 1; open >= 0 && found.isEmpty() && words.length > 1; open--) {
            int word = open;
            found = finder.find(words, unit, open).stream()
                    .filter(rendering -> rendering.isWhole() && rendering.strays() == 0)
                    .filter(rendering -> rendering.stems().get(word).size() == 1)
                    .toList();
        }
        return found.stream()
                .map(rendering -> new RenderedTerm.Rendering(Optional.empty(), rendering.start(), rendering.end()))
                .toList();
    }
}
