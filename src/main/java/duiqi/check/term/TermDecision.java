package duiqi.check.term;

import duiqi.check.CheckedUnit;
import duiqi.check.TextSpan;
import duiqi.glossary.Glossary;
import duiqi.glossary.TermMatches;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Holds what {@link TermCheck} decides about a term of a unit. Findings and explanations come from it. Immutable.
 *
 * @param unit the unit
 * @param hits the occurrences of the term, at least one; a term of several concepts has several at each place
 * @param exclusion why the occurrences do not count; empty if they count
 * @param allowed its allowed translations in the target
 * @param wrong its forbidden and deprecated translations in the target
 * @param adjectives adjectives of names that translate the term
 * @param missing what is missing; empty if each occurrence has a translation
 */
public record TermDecision(
        CheckedUnit unit,
        List<TermMatches.Hit> hits,
        Optional<String> exclusion,
        List<TermMatches.Match> allowed,
        List<TermMatches.Match> wrong,
        List<TextSpan> adjectives,
        Optional<Missing> missing) {
    public TermDecision {
        Objects.requireNonNull(exclusion, "exclusion");
        Objects.requireNonNull(missing, "missing");
        hits = List.copyOf(hits);
        allowed = List.copyOf(allowed);
        wrong = List.copyOf(wrong);
        adjectives = List.copyOf(adjectives);
    }

    static TermDecision excluded(CheckedUnit unit, TermMatches.Excluded excluded) {
        return new TermDecision(
                unit,
                List.of(excluded.hit()),
                Optional.of(excluded.reason()),
                List.of(),
                List.of(),
                List.of(),
                Optional.empty());
    }

    /**
     * Describes a missing translation.
     *
     * @param instead the words of the target that translate the term; empty if none are clear
     * @param reason why it is only a note; empty for a warning
     * @param listed translations of the glossary
     */
    public record Missing(Optional<TextSpan> instead, Optional<String> reason, List<String> listed) {
        public Missing {
            Objects.requireNonNull(instead, "instead");
            Objects.requireNonNull(reason, "reason");
            listed = List.copyOf(listed);
        }
    }

    TermMatches.Hit last() {
        return hits.get(hits.size() - 1);
    }

    /** Returns the meanings of the term. */
    public List<Glossary.Concept> concepts() {
        return concepts(hits);
    }

    static List<Glossary.Concept> concepts(List<TermMatches.Hit> hits) {
        // Most terms have one hit, and the hash code of a concept takes long.
        return hits.size() == 1
                ? List.of(hits.get(0).concept())
                : hits.stream().map(TermMatches.Hit::concept).distinct().toList();
    }

    static List<TermMatches.Match> of(Glossary.Concept concept, List<TermMatches.Match> matches) {
        return matches.stream().filter(match -> match.concept().equals(concept)).toList();
    }
}
