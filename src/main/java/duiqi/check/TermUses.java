package duiqi.check;

import duiqi.glossary.ChineseTerms;
import duiqi.glossary.EnglishRenderings;
import duiqi.glossary.TermStatus;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Which allowed renderings of each term were used, and where: one term should have one rendering in what is checked. An acronym
 * or a short form beside the full form is fine. Not thread-safe.
 */
final class TermUses {
    private final EnglishRenderings renderings;

    /** By concept and rendering. */
    private final Map<String, Map<String, List<Use>>> uses = new TreeMap<>();

    private final Set<String> rendered = new HashSet<>();

    private record Use(CheckedUnit unit, ChineseTerms.Hit hit, EnglishRenderings.Match match) {
        boolean isPreferred() {
            return match.entry().status() == TermStatus.PREFERRED;
        }

        String rendering() {
            return unit.english().substring(match.start(), match.end());
        }
    }

    TermUses(EnglishRenderings renderings) {
        this.renderings = renderings;
    }

    void add(CheckedUnit unit, ChineseTerms.Hit hit, EnglishRenderings.Match match) {
        rendered.add(hit.concept().id());
        if (!renderings.isAcronym(match.entry())) {
            uses.computeIfAbsent(hit.concept().id(), id -> new TreeMap<>())
                    .computeIfAbsent(match.entry().english(), rendering -> new ArrayList<>())
                    .add(new Use(unit, hit, match));
        }
    }

    /** Whether a term has an allowed rendering in one of the units. */
    boolean isRendered(String concept) {
        return rendered.contains(concept);
    }

    /** Uses of a rendering beside another that is preferred to it, by the glossary or by how often it is used. */
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
        return hasPreferred
                ? beside(others.values(), main).stream()
                : others.values().stream().flatMap(List::stream).map(use -> unlike(use, main));
    }

    private static Use first(List<Use> used) {
        return used.stream()
                .min(Comparator.comparing((Use use) -> use.unit.target().place().at(use.match.start()))
                        .thenComparing(use -> use.unit.id()))
                .orElseThrow();
    }

    /** One note for all uses of admitted renderings of a term: they are right, only not the same. */
    private static Optional<Finding> beside(Collection<List<Use>> admitted, List<Use> preferred) {
        List<Use> all = admitted.stream().flatMap(List::stream).toList();
        if (all.isEmpty()) {
            return Optional.empty();
        }
        Use use = first(all);
        int more = all.size() - 1;
        String places =
                more == 0 ? "" : " and not as preferred in " + more + " more " + (more == 1 ? "place" : "places");
        return Optional.of(finding(
                        use,
                        use.hit.term() + " is rendered " + Quoted.of(use.rendering()) + " here" + places + "; "
                                + Quoted.of(first(preferred).rendering()) + " is preferred",
                        preferred)
                .as(Severity.NOTE));
    }

    private static Finding unlike(Use use, List<Use> main) {
        Use other = first(main);
        return finding(
                use,
                use.hit.term() + " is rendered " + Quoted.of(use.rendering()) + " here, and "
                        + Quoted.of(other.rendering()) + " at "
                        + other.unit.target().place().at(other.match.start())
                        + (main.size() == 1 ? "" : " and in " + (main.size() - 1) + " more"),
                main);
    }

    private static Finding finding(Use use, String message, List<Use> main) {
        return Finding.of(TermRules.INCONSISTENT, use.unit, message)
                .inTarget(use.match.start(), use.match.end())
                .inSource(use.hit.start(), use.hit.end())
                .about(use.hit.term())
                .suggesting(List.of(main.get(0).match.entry().english()));
    }
}
