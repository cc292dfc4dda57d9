package duiqi.review;

import duiqi.glossary.ChineseTerms;
import duiqi.glossary.EnglishRenderings;
import duiqi.glossary.Glossary;
import duiqi.glossary.TermEntry;
import duiqi.glossary.TermStatus;
import duiqi.lexicon.EnglishWords;
import duiqi.lexicon.Lexicon;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Finds the glossary terms in the source of a bead, and their translations. Not thread-safe. */
public final class BeadTerms {
    private final List<Glossary.Concept> concepts;
    private final ChineseTerms chineseTerms;
    private final EnglishRenderings renderings;

    /** Holds a span of a text that is a term of a concept. */
    private record Occurrence(Glossary.Concept concept, String term, int start, int end) {}

    public BeadTerms(Glossary glossary, Lexicon lexicon) {
        this.concepts = glossary.concepts();
        this.chineseTerms = new ChineseTerms(glossary, lexicon);
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
        return of(
                new ReviewText(alone(state, found), origin),
                found,
                origin.direction().isIntoChinese());
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

    private List<BeadTerm> of(ReviewText text, ReviewBead bead, boolean isIntoChinese) {
        String source = text.sourceText(bead);
        String target = text.targetText(bead);
        List<Occurrence> inSource = isIntoChinese ? english(concepts, source) : chinese(source);
        Set<Glossary.Concept> found = new LinkedHashSet<>();
        inSource.forEach(occurrence -> found.add(occurrence.concept));
        List<Occurrence> inTarget = isIntoChinese ? chinese(target) : english(found, target);
        Function<TermEntry, String> sourceTerm = isIntoChinese ? TermEntry::english : TermEntry::chinese;
        Function<TermEntry, String> targetTerm = isIntoChinese ? TermEntry::chinese : TermEntry::english;
        List<BeadTerm> terms = new ArrayList<>();
        for (Glossary.Concept concept : found) {
            for (String term : termsOf(concept, inSource)) {
                terms.add(new BeadTerm(
                        term,
                        spans(concept, term, inSource, (start, end) -> text.inSource(bead, start, end)),
                        statuses(concept, term, sourceTerm, targetTerm).entrySet().stream()
                                .map(translation -> new BeadTerm.Translation(
                                        translation.getKey(),
                                        translation.getValue(),
                                        spans(
                                                concept,
                                                translation.getKey(),
                                                inTarget,
                                                (start, end) -> text.inTarget(bead, start, end))))
                                .toList()));
            }
        }
        return List.copyOf(terms);
    }

    private List<Occurrence> chinese(String text) {
        return chineseTerms.find(text).stream()
                .map((ChineseTerms.Hit hit) -> new Occurrence(hit.concept(), hit.term(), hit.start(), hit.end()))
                .toList();
    }

    private List<Occurrence> english(Collection<Glossary.Concept> wanted, String text) {
        Map<String, Glossary.Concept> byId = new HashMap<>();
        wanted.forEach(concept -> byId.put(concept.id(), concept));
        return renderings.find(wanted, text).stream()
                .map((EnglishRenderings.Match match) -> new Occurrence(
                        Optional.ofNullable(byId.get(match.entry().concept())).orElseThrow(),
                        match.entry().english(),
                        match.start(),
                        match.end()))
                .toList();
    }

    private static Set<String> termsOf(Glossary.Concept concept, List<Occurrence> occurrences) {
        Set<String> terms = new LinkedHashSet<>();
        occurrences.stream()
                .filter(occurrence -> occurrence.concept.equals(concept))
                .forEach(occurrence -> terms.add(occurrence.term));
        return terms;
    }

    /** Finds the spans in the sentences that a range of the text of a bead covers. */
    @FunctionalInterface
    private interface Spans {
        List<Sentence.Span> of(int start, int end);
    }

    private static List<Sentence.Span> spans(
            Glossary.Concept concept, String term, List<Occurrence> occurrences, Spans spans) {
        return occurrences.stream()
                .filter(occurrence -> occurrence.concept.equals(concept) && occurrence.term.equals(term))
                .flatMap(occurrence -> spans.of(occurrence.start, occurrence.end).stream())
                .toList();
    }

    /** Returns the translations of a concept with their statuses, in glossary order. */
    private static Map<String, TermStatus> statuses(
            Glossary.Concept concept,
            String term,
            Function<TermEntry, String> sourceTerm,
            Function<TermEntry, String> targetTerm) {
        Map<String, TermStatus> statuses = new LinkedHashMap<>();
        // Another term of the same concept may have the same translation.
        for (TermEntry entry : concept.entries()) {
            if (sourceTerm.apply(entry).equals(term) || !statuses.containsKey(targetTerm.apply(entry))) {
                statuses.put(targetTerm.apply(entry), entry.status());
            }
        }
        return statuses;
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
