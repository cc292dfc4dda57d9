package duiqi.glossary;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Holds the terms of a text and their translations in its English.
 *
 * @param hits the terms of the text
 * @param byConcept the translations by concept id, in the order of the English; concepts without a translation are
 *     absent
 */
public record TermMatches(List<ChineseTerms.Hit> hits, Map<String, List<EnglishRenderings.Match>> byConcept) {
    public TermMatches {
        hits = List.copyOf(hits);
        byConcept = Map.copyOf(byConcept);
    }

    /** Finds the translations of some terms. */
    public static TermMatches of(List<ChineseTerms.Hit> hits, String english, EnglishRenderings renderings) {
        Map<String, Glossary.Concept> concepts = new LinkedHashMap<>();
        hits.forEach(hit -> concepts.putIfAbsent(hit.concept().id(), hit.concept()));
        return new TermMatches(
                hits,
                renderings.find(concepts.values(), english).stream()
                        .collect(Collectors.groupingBy(match -> match.entry().concept())));
    }

    /** Returns the translations of a concept in the order of the English. */
    public List<EnglishRenderings.Match> of(Glossary.Concept concept) {
        return byConcept.getOrDefault(concept.id(), List.of());
    }

    /**
     * Returns whether the words belong to an allowed translation of another term that is in the Chinese at least as
     * often.
     */
    public boolean isOfAnother(EnglishRenderings.Match wrong) {
        return byConcept.values().stream()
                .filter(others -> others.stream()
                        .anyMatch(other -> other.entry().status().isAllowed()
                                && other.contains(wrong)
                                && !other.entry().concept().equals(wrong.entry().concept())))
                .anyMatch(others -> hits.stream()
                                .filter(hit -> hit.concept()
                                        .id()
                                        .equals(others.get(0).entry().concept()))
                                .count()
                        >= others.size());
    }

    /**
     * Returns whether a term has a translation, allowed or not. A term with several concepts needs a translation of one
     * of them.
     */
    public boolean isRendered(ChineseTerms.Hit term) {
        Set<String> there = new HashSet<>();
        hits.stream()
                .filter(hit -> hit.start() == term.start())
                .forEach(hit -> there.add(hit.concept().id()));
        return there.stream().anyMatch(byConcept::containsKey);
    }
}
