package duiqi.glossary;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Holds the terms of a source and their translations in the target.
 *
 * @param hits the terms of the source
 * @param byConcept the translations by concept id, in the order of the target; concepts without a translation are
 *     absent
 */
public record TermMatches(List<Hit> hits, Map<String, List<Match>> byConcept) {
    public TermMatches {
        hits = List.copyOf(hits);
        byConcept = Map.copyOf(byConcept);
    }

    /** Finds the translations of some terms. */
    public static TermMatches of(List<Hit> hits, String target, TermSearch.Renderings renderings) {
        Map<String, Glossary.Concept> concepts = new LinkedHashMap<>();
        hits.forEach(hit -> concepts.putIfAbsent(hit.concept().id(), hit.concept()));
        return new TermMatches(
                hits,
                renderings.find(concepts.values(), target).stream()
                        .collect(Collectors.groupingBy(match -> match.concept().id())));
    }

    /** Returns the translations of a concept in the order of the target. */
    public List<Match> of(Glossary.Concept concept) {
        return byConcept.getOrDefault(concept.id(), List.of());
    }

    /** Returns how often the source contains a concept. */
    long count(String concept) {
        return hits.stream().filter(hit -> hit.concept().id().equals(concept)).count();
    }

    /**
     * Returns whether the words belong to an allowed translation of another term that is in the source at least as
     * often.
     */
    public boolean isOfAnother(Match wrong) {
        return byConcept.entrySet().stream()
                .filter(other -> !other.getKey().equals(wrong.concept().id()))
                .filter(other -> other.getValue().stream()
                        .anyMatch(match -> match.entry().status().isAllowed() && match.contains(wrong)))
                .anyMatch(other -> count(other.getKey()) >= other.getValue().size());
    }

    /**
     * Returns whether a term has a translation, allowed or not. A term with several concepts needs a translation of one
     * of them.
     */
    public boolean isRendered(Hit term) {
        Set<String> there = new HashSet<>();
        hits.stream()
                .filter(hit -> hit.start() == term.start())
                .forEach(hit -> there.add(hit.concept().id()));
        return there.stream().anyMatch(byConcept::containsKey);
    }

    /**
     * Represents a term in a source. Immutable.
     *
     * @param concept concept of the term
     * @param term the term as in the glossary
     * @param start index of the first UTF-16 unit in the text
     * @param end index after the last UTF-16 unit
     */
    public record Hit(Glossary.Concept concept, String term, int start, int end) {}

    /**
     * Represents a translation in a target. Immutable.
     *
     * @param concept concept of the term that it translates
     * @param entry the translation as in the glossary
     * @param start index of the first UTF-16 unit in the text
     * @param end index after the last UTF-16 unit
     */
    public record Match(Glossary.Concept concept, TermEntry entry, int start, int end) {
        int length() {
            return end - start;
        }

        boolean contains(Match other) {
            return start <= other.start && other.end <= end;
        }
    }
}
