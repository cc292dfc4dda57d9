package duiqi.review;

import duiqi.glossary.Glossary;
import duiqi.glossary.TermEntry;
import duiqi.glossary.TermMatches;
import duiqi.glossary.TermStatus;
import duiqi.lexicon.ChineseTokenizer;
import duiqi.lexicon.EnglishWords;
import duiqi.lexicon.Lexicon;
import duiqi.text.Direction;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** Finds the glossary terms in the source of a bead, and their translations. Not thread-safe. */
public final class BeadTerms {
    private final Glossary glossary;
    private final Lexicon lexicon;

    /** Searches by whether they are into Chinese. */
    private final Map<Boolean, TermMatches.TermSearch> searches = new HashMap<>();

    public BeadTerms(Glossary glossary, Lexicon lexicon) {
        this.glossary = glossary;
        this.lexicon = lexicon;
    }

    /**
     * Returns the terms of a bead in text order, each once.
     *
     * @param bead id of the bead
     * @throws IllegalArgumentException if the bead does not exist
     */
    public List<BeadTerm> of(ReviewState state, ReviewOrigin origin, String bead) {
        ReviewBead found = state.beads().stream()
                .filter(one -> one.id().equals(bead))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("bead " + bead + " does not exist"));
        return of(new ReviewText(alone(state, found), origin), found, origin.direction());
    }

    /** Returns a state with only one bead, so that the other beads cost no time. */
    private static ReviewState alone(ReviewState state, ReviewBead bead) {
        return new ReviewState(
                state.version(),
                sentences(state.source(), bead.source()),
                sentences(state.target(), bead.target()),
                List.of(bead));
    }

    private static List<Sentence> sentences(List<Sentence> all, List<String> wanted) {
        Set<String> ids = Set.copyOf(wanted);
        return all.stream().filter(sentence -> ids.contains(sentence.id())).toList();
    }

    private List<BeadTerm> of(ReviewText text, ReviewBead bead, Direction direction) {
        TermMatches.TermSearch search = searches.computeIfAbsent(
                direction.isIntoChinese(),
                into -> TermMatches.TermSearch.of(
                        glossary, direction, lexicon, new ChineseTokenizer(lexicon), new EnglishWords()));
        TermMatches matches = search.find(text.sourceText(bead), text.targetText(bead));
        Map<List<String>, List<TermMatches.Hit>> byTerm = new LinkedHashMap<>();
        for (TermMatches.Hit hit : matches.hits()) {
            byTerm.computeIfAbsent(List.of(hit.concept().id(), hit.term()), term -> new ArrayList<>())
                    .add(hit);
        }
        return byTerm.values().stream()
                .map(hits -> new BeadTerm(
                        hits.get(0).term(),
                        hits.stream()
                                .flatMap(hit -> text.inSource(bead, hit.start(), hit.end()).stream())
                                .toList(),
                        translations(
                                hits.get(0),
                                matches,
                                direction,
                                match -> text.inTarget(bead, match.start(), match.end()))))
                .toList();
    }

    private static List<BeadTerm.Translation> translations(
            TermMatches.Hit hit,
            TermMatches matches,
            Direction direction,
            Function<TermMatches.Match, List<Sentence.Span>> spans) {
        Map<String, TermStatus> statuses = new LinkedHashMap<>();
        // Another term of the same concept may have the same translation.
        for (TermEntry entry : hit.concept().entries()) {
            if (entry.source(direction).equals(hit.term()) || !statuses.containsKey(entry.target(direction))) {
                statuses.put(entry.target(direction), entry.status());
            }
        }
        return statuses.entrySet().stream()
                .map(translation -> new BeadTerm.Translation(
                        translation.getKey(),
                        translation.getValue(),
                        matches.of(hit.concept()).stream()
                                .filter(match -> match.entry().target(direction).equals(translation.getKey()))
                                .flatMap(match -> spans.apply(match).stream())
                                .toList()))
                .toList();
    }

    /**
     * Holds a glossary term that occurs in a bead. Immutable.
     *
     * @param term the term in the source language, as in the glossary
     * @param spans occurrences of the term
     * @param translations the translations in the glossary, in glossary order
     */
    public record BeadTerm(String term, List<Sentence.Span> spans, List<Translation> translations) {
        /**
         * Holds a translation of a term.
         *
         * @param text the translation as in the glossary
         * @param status status of the translation in the glossary
         * @param spans occurrences in the bead; empty if there are none
         */
        public record Translation(String text, TermStatus status, List<Sentence.Span> spans) {
            public Translation {
                spans = List.copyOf(spans);
            }
        }

        public BeadTerm {
            spans = List.copyOf(spans);
            translations = List.copyOf(translations);
        }
    }
}
