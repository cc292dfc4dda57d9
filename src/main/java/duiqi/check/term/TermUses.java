package duiqi.check.term;

import duiqi.check.CheckedUnit;
import duiqi.check.Finding;
import duiqi.check.TextSpan;
import duiqi.glossary.TermEntry.TermStatus;
import duiqi.glossary.TermMatches;
import duiqi.text.Plurals;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Collects the allowed translations of each term in a document, since a term should have one translation there. An
 * acronym or short form next to the full form is fine. Not thread-safe.
 */
final class TermUses {
    private static final Comparator<Use> BY_PLACE = Comparator.comparing(
                    (Use use) -> use.unit.location(use.match.start()))
            .thenComparing(use -> use.unit.id());

    private final TermMatches.TermSearch.Renderings renderings;

    /** Uses by document, concept and translation. */
    private final Map<String, Map<String, Map<String, Uses>>> uses = new TreeMap<>();

    private record Use(CheckedUnit unit, TermMatches.Hit hit, TermMatches.Match match) {
        boolean isPreferred() {
            return match.entry().status() == TermStatus.PREFERRED;
        }

        String rendering() {
            String words = unit.target().text().substring(match.start(), match.end());
            return TermCheck.shown(unit, TextSpan.Side.TARGET, words);
        }
    }

    /**
     * Holds the uses of a translation of a term in a document. Immutable.
     *
     * @param first the first one
     */
    private record Uses(Use first, int count) {
        Uses and(Uses other) {
            return new Uses(BY_PLACE.compare(other.first, first) < 0 ? other.first : first, count + other.count);
        }
    }

    TermUses(TermMatches.TermSearch.Renderings renderings) {
        this.renderings = renderings;
    }

    void add(CheckedUnit unit, TermMatches.Hit hit, TermMatches.Match match) {
        if (!renderings.isAcronym(match.entry())) {
            uses.computeIfAbsent(unit.location(0).file(), file -> new TreeMap<>())
                    .computeIfAbsent(hit.concept().id(), id -> new TreeMap<>())
                    .merge(match.entry().target(unit.direction()), new Uses(new Use(unit, hit, match), 1), Uses::and);
        }
    }

    /**
     * Returns a note for each term of a document that has other translations than the main one: the preferred one in the
     * glossary, or the most frequent one.
     */
    List<Finding> inconsistent() {
        return uses.values().stream()
                .flatMap(byConcept -> byConcept.values().stream())
                .filter(byRendering -> byRendering.size() > 1)
                .flatMap(byRendering -> inconsistent(byRendering.values()).stream())
                .toList();
    }

    private Optional<Finding> inconsistent(Collection<Uses> all) {
        boolean hasPreferred = all.stream().anyMatch(used -> used.first.isPreferred());
        Uses main = all.stream()
                .filter(used -> !hasPreferred || used.first.isPreferred())
                .max(Comparator.comparingInt(Uses::count))
                .orElseThrow();
        return all.stream()
                .filter(used -> !used.equals(main) && !used.first.isPreferred())
                .filter(used -> !renderings.isShortForm(used.first.match.entry(), main.first.match.entry()))
                .reduce(Uses::and)
                .map(others -> finding(others, main, hasPreferred));
    }

    private static Finding finding(Uses others, Uses main, boolean hasPreferred) {
        Use use = others.first;
        int more = others.count - 1;
        String places =
                more == 0 ? "" : "; " + Plurals.of(more, "more place") + Plurals.choose(more, " differs", " differ");
        String usual = hasPreferred
                ? main.first.rendering() + " is preferred"
                : "as " + main.first.rendering() + " at " + main.first.unit.location(main.first.match.start())
                        + (main.count == 1 ? "" : " and in " + Plurals.of(main.count - 1, "more place"));
        return Finding.of(
                        TermCheck.INCONSISTENT,
                        use.unit,
                        TermCheck.shown(use.unit, TextSpan.Side.SOURCE, use.hit.term()) + " is translated as "
                                + use.rendering() + " here, but " + usual + places)
                .inTarget(use.match.start(), use.match.end())
                .inSource(use.hit.start(), use.hit.end())
                .about(use.hit.term())
                .suggesting(List.of(main.first.match.entry().target(use.unit.direction())));
    }
}
