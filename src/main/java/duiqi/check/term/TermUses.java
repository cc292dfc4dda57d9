package duiqi.check.term;

import duiqi.check.CheckedUnit;
import duiqi.check.Finding;
import duiqi.check.Severity;
import duiqi.check.TextSpan;
import duiqi.glossary.TermEntry.TermStatus;
import duiqi.glossary.TermMatches;
import duiqi.text.Plurals;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Collects the allowed translations of each term, since a term should have one translation. An acronym or short
 * form next to the full form is fine. Not thread-safe.
 */
final class TermUses {
    private final TermMatches.TermSearch.Renderings renderings;

    /** Uses by concept and translation. */
    private final Map<String, Map<String, List<Use>>> uses = new TreeMap<>();

    private record Use(CheckedUnit unit, TermMatches.Hit hit, TermMatches.Match match) {
        boolean isPreferred() {
            return match.entry().status() == TermStatus.PREFERRED;
        }

        /** Returns the translation for messages. */
        String rendering() {
            return TermCheck.shown(
                    unit, TextSpan.Side.TARGET, unit.target().text().substring(match.start(), match.end()));
        }

        /** Returns the term for messages. */
        String term() {
            return TermCheck.shown(unit, TextSpan.Side.SOURCE, hit.term());
        }
    }

    TermUses(TermMatches.TermSearch.Renderings renderings) {
        this.renderings = renderings;
    }

    void add(CheckedUnit unit, TermMatches.Hit hit, TermMatches.Match match) {
        if (!renderings.isAcronym(match.entry())) {
            uses.computeIfAbsent(hit.concept().id(), id -> new TreeMap<>())
                    .computeIfAbsent(match.entry().target(unit.direction()), rendering -> new ArrayList<>())
                    .add(new Use(unit, hit, match));
        }
    }

    /**
     * Returns the uses of translations that differ from the main one: the preferred one in the glossary, or the
     * most frequent one.
     */
    List<Finding> inconsistent() {
        return uses.values().stream()
                .filter(byRendering -> byRendering.size() > 1)
                .flatMap(this::inconsistent)
                .toList();
    }

    private Stream<Finding> inconsistent(Map<String, List<Use>> byRendering) {
        Map<String, List<Use>> others = new LinkedHashMap<>(byRendering);
        boolean hasPreferred =
                byRendering.values().stream().anyMatch(used -> used.get(0).isPreferred());
        List<Use> main = byRendering.values().stream()
                .filter(used -> !hasPreferred || used.get(0).isPreferred())
                .max(Comparator.comparingInt(List::size))
                .orElseThrow();
        others.values()
                .removeIf(used -> used.equals(main)
                        || used.get(0).isPreferred()
                        || renderings.isShortForm(
                                used.get(0).match.entry(), main.get(0).match.entry()));
        return hasPreferred ? admitted(others.values(), main).stream() : deviating(others.values(), main);
    }

    private static Stream<Finding> deviating(Collection<List<Use>> others, List<Use> main) {
        Use first = first(main);
        return others.stream().flatMap(List::stream).map(use -> deviating(use, first, main));
    }

    private static Use first(List<Use> used) {
        return used.stream()
                .min(Comparator.comparing((Use use) -> use.unit.location(use.match.start()))
                        .thenComparing(use -> use.unit.id()))
                .orElseThrow();
    }

    /** Returns one note for all admitted translations of a term, since they are correct but inconsistent. */
    private static Optional<Finding> admitted(Collection<List<Use>> admitted, List<Use> preferred) {
        List<Use> all = admitted.stream().flatMap(List::stream).toList();
        if (all.isEmpty()) {
            return Optional.empty();
        }
        Use use = first(all);
        int more = all.size() - 1;
        String places =
                more == 0 ? "" : "; " + Plurals.of(more, "more place") + Plurals.choose(more, " differs", " differ");
        return Optional.of(finding(
                        use,
                        use.term() + " is translated as " + use.rendering() + " here, but "
                                + first(preferred).rendering() + " is preferred" + places,
                        preferred)
                .as(Severity.NOTE));
    }

    private static Finding deviating(Use use, Use other, List<Use> main) {
        return finding(
                use,
                use.term() + " is translated as " + use.rendering() + " here, but as "
                        + other.rendering() + " at "
                        + other.unit.location(other.match.start())
                        + (main.size() == 1 ? "" : " and in " + Plurals.of(main.size() - 1, "more place")),
                main);
    }

    private static Finding finding(Use use, String message, List<Use> main) {
        return Finding.of(TermCheck.INCONSISTENT, use.unit, message)
                .inTarget(use.match.start(), use.match.end())
                .inSource(use.hit.start(), use.hit.end())
                .about(use.hit.term())
                .suggesting(List.of(main.get(0).match.entry().target(use.unit.direction())));
    }
}
