package duiqi.review;

import com.fasterxml.jackson.annotation.JsonProperty;
import duiqi.glossary.ChineseTerms;
import duiqi.glossary.EnglishRenderings;
import duiqi.glossary.Glossary;
import duiqi.glossary.TermEntry;
import duiqi.glossary.TermStatus;
import duiqi.lexicon.EnglishWords;
import duiqi.lexicon.Lexicon;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Finds the glossary terms of a bead and their translations. Not thread-safe. */
public final class BeadTerms {
    private final ChineseTerms terms;
    private final EnglishRenderings renderings;

    public BeadTerms(Glossary glossary, Lexicon lexicon) {
        this.terms = new ChineseTerms(glossary, lexicon);
        this.renderings = new EnglishRenderings(new EnglishWords());
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
        return of(new ReviewText(alone(state, found), origin), found);
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

    private List<BeadTerm> of(ReviewText text, ReviewBead bead) {
        Map<Glossary.Concept, List<ChineseTerms.Hit>> hits = new LinkedHashMap<>();
        for (ChineseTerms.Hit hit : terms.find(text.sourceText(bead))) {
            hits.computeIfAbsent(hit.concept(), concept -> new ArrayList<>()).add(hit);
        }
        List<EnglishRenderings.Match> matches = renderings.find(hits.keySet(), text.targetText(bead));
        List<BeadTerm> found = new ArrayList<>();
        hits.forEach((concept, ofConcept) -> {
            Set<String> chinese = new LinkedHashSet<>();
            ofConcept.forEach(hit -> chinese.add(hit.term()));
            for (String term : chinese) {
                found.add(new BeadTerm(
                        term,
                        ofConcept.stream()
                                .filter(hit -> hit.term().equals(term))
                                .flatMap(hit -> text.inSource(bead, hit.start(), hit.end()).stream())
                                .toList(),
                        translations(concept, term, matches, text, bead)));
            }
        });
        return List.copyOf(found);
    }

    private static List<BeadTerm.Translation> translations(
            Glossary.Concept concept,
            String term,
            List<EnglishRenderings.Match> matches,
            ReviewText text,
            ReviewBead bead) {
        Map<String, BeadTerm.Translation> byText = new LinkedHashMap<>();
        // Another term of the same concept may have the same translation.
        for (TermEntry entry : concept.entries()) {
            if (entry.chinese().equals(term) || !byText.containsKey(entry.english())) {
                byText.put(
                        entry.english(),
                        new BeadTerm.Translation(
                                entry.english(),
                                entry.status(),
                                matches.stream()
                                        .filter(match -> match.entry().concept().equals(concept.id())
                                                && match.entry().english().equals(entry.english()))
                                        .flatMap(match -> text.inTarget(bead, match.start(), match.end()).stream())
                                        .toList()));
            }
        }
        return List.copyOf(byText.values());
    }

    /**
     * Holds a glossary term that occurs in a bead. Immutable.
     *
     * @param chinese the term as in the glossary
     * @param spans occurrences of the term
     * @param translations the translations in the glossary, in glossary order
     */
    public record BeadTerm(
            @JsonProperty("zh") String chinese,
            List<Sentence.Span> spans,
            @JsonProperty("renderings") List<Translation> translations) {
        /**
         * Holds a translation of a term.
         *
         * @param english the translation as in the glossary
         * @param status status of the translation in the glossary
         * @param spans occurrences in the bead; empty if there are none
         */
        public record Translation(@JsonProperty("en") String english, TermStatus status, List<Sentence.Span> spans) {
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
