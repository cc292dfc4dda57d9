package duiqi.check.term;

import duiqi.check.CheckedUnit;
import duiqi.check.Finding;
import duiqi.glossary.Glossary;
import duiqi.glossary.TermMatches;
import duiqi.text.TranslationUnit.UnitProperties;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;

/**
 * Collects terms of aligned texts that have no translation in their unit. Translators move clauses into the next
 * sentence. A term therefore counts as translated if the unit before or after has more translations than terms. Each
 * translation serves one term. Not thread-safe.
 */
public final class MovedTerms {
    private final TermMatches.TermSearch search;

    /** All aligned units of all files. */
    private final List<CheckedUnit> units = new ArrayList<>();

    private final List<Missing> missing = new ArrayList<>();
    private final Map<String, Integer> surpluses = new HashMap<>();

    /** Holds a term without a translation in its unit, and the finding to report. */
    record Missing(TermMatches.Hit hit, Finding finding) {}

    MovedTerms(TermMatches.TermSearch search) {
        this.search = search;
    }

    /** Returns whether a unit comes from aligned texts, so that its neighbours are those of the texts. */
    static boolean isAligned(CheckedUnit unit) {
        return unit.properties().containsKey(UnitProperties.BEAD)
                || unit.properties().containsKey(UnitProperties.ALIGNED);
    }

    /** Adds an aligned unit. */
    void add(CheckedUnit unit) {
        units.add(unit);
    }

    /** Adds a term that has no translation in its unit. */
    void add(TermMatches.Hit hit, Finding finding) {
        missing.add(new Missing(hit, finding));
    }

    /** Returns the terms that have no translation in a neighbouring unit either, sorted by location. */
    List<Missing> missing() {
        if (missing.isEmpty()) {
            return List.of();
        }
        units.sort(CheckedUnit.BY_PLACE);
        IdentityHashMap<CheckedUnit, Integer> indices = new IdentityHashMap<>();
        IntStream.range(0, units.size()).forEach(index -> indices.put(units.get(index), index));
        missing.sort(Comparator.comparing((Missing term) -> term.finding.unit(), CheckedUnit.BY_PLACE)
                .thenComparingInt(term -> term.hit.start())
                .thenComparing(term -> term.hit.concept().id()));
        return missing.stream()
                .filter(term -> !isMoved(term.hit.concept(), Objects.requireNonNull(indices.get(term.finding.unit()))))
                .toList();
    }

    private boolean isMoved(Glossary.Concept concept, int index) {
        return takes(concept, index, index + 1) || takes(concept, index, index - 1);
    }

    private boolean takes(Glossary.Concept concept, int index, int neighbour) {
        if (neighbour < 0 || neighbour == units.size() || !file(neighbour).equals(file(index))) {
            return false;
        }
        String key = neighbour + " " + concept.id();
        int surplus = surpluses.computeIfAbsent(key, unknown -> surplus(concept, units.get(neighbour)));
        surpluses.put(key, surplus - 1);
        return surplus > 0;
    }

    private String file(int index) {
        return units.get(index).location(0).file();
    }

    /**
     * Returns how many more translations a unit has than terms that may use them. Forbidden translations count too,
     * since their own unit reports them.
     */
    private int surplus(Glossary.Concept concept, CheckedUnit unit) {
        String target = unit.target().text();
        int count = 0;
        int from = 0;
        for (TermMatches.Match match : search.translations().find(List.of(concept), target)) {
            count += 1 + loose(concept, target, from, match.start());
            from = match.end();
        }
        count += loose(concept, target, from, target.length());
        long claimed = search.terms().find(unit.source().text()).stream()
                .filter(hit -> sharesTranslation(concept, hit.concept()))
                .count();
        return count - (int) claimed;
    }

    private int loose(Glossary.Concept concept, String target, int from, int to) {
        return from < to && search.translations().containsLoosely(concept, target.substring(from, to)) ? 1 : 0;
    }

    private static boolean sharesTranslation(Glossary.Concept concept, Glossary.Concept other) {
        return concept.id().equals(other.id()) || other.allowed().stream().anyMatch(concept.allowed()::contains);
    }
}
