package duiqi.check;

import duiqi.glossary.ChineseTerms;
import duiqi.glossary.EnglishRenderings;
import duiqi.glossary.Glossary;
import duiqi.glossary.TermStatus;
import duiqi.lexicon.EnglishWords;
import duiqi.lexicon.Lexicon;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Counts how the terms of a glossary are rendered. A term counts once for each unit that it stands in and that is translated, by the
 * best of its renderings there: preferred before admitted, deprecated, forbidden. Memory grows with the glossary, not with the units.
 * Not thread-safe.
 */
public final class TermCoverage {
    private final ChineseTerms terms;
    private final EnglishRenderings renderings = new EnglishRenderings(new EnglishWords());
    private final Map<String, Count> counts = new LinkedHashMap<>();

    public TermCoverage(Glossary glossary, Lexicon lexicon) {
        this.terms = new ChineseTerms(glossary, lexicon);
    }

    private static final class Count {
        private final String term;
        private final Map<TermStatus, Integer> byStatus = new EnumMap<>(TermStatus.class);
        private int units;

        private Count(String term) {
            this.term = term;
        }
    }

    /**
     * How one term is rendered. Immutable.
     *
     * @param term as it stands in the Chinese first
     * @param units in which it stands
     * @param preferred those of them with a preferred rendering
     * @param admitted those with an admitted one and no better
     * @param deprecated those with a deprecated one and no better
     * @param forbidden those with a forbidden one alone
     */
    public record Line(String term, int units, int preferred, int admitted, int deprecated, int forbidden) {
        /** Units in which no rendering of the glossary stands; some will say it by a pronoun, or in the sentence beside. */
        public int without() {
            return units - preferred - admitted - deprecated - forbidden;
        }
    }

    /** Counts a unit. */
    public void add(CheckedUnit unit) {
        if (unit.english().isBlank() || unit.chinese().isBlank()) {
            return;
        }
        Map<String, ChineseTerms.Hit> hits = new LinkedHashMap<>();
        terms.find(unit.chinese()).forEach(hit -> hits.putIfAbsent(hit.concept().id(), hit));
        if (hits.isEmpty()) {
            return;
        }
        List<Glossary.Concept> concepts =
                hits.values().stream().map(ChineseTerms.Hit::concept).toList();
        Collection<EnglishRenderings.Match> matches = renderings.find(concepts, unit.english());
        for (ChineseTerms.Hit hit : hits.values()) {
            Count count = counts.computeIfAbsent(hit.concept().id(), id -> new Count(hit.term()));
            count.units++;
            Optional<TermStatus> best = matches.stream()
                    .map(EnglishRenderings.Match::entry)
                    .filter(entry -> entry.concept().equals(hit.concept().id()))
                    .map(entry -> entry.status())
                    .min(Comparator.naturalOrder());
            best.ifPresent(status -> count.byStatus.merge(status, 1, Integer::sum));
        }
    }

    /** The terms that stand in the units, the commonest first. */
    public List<Line> lines() {
        List<Line> lines = new ArrayList<>();
        counts.values()
                .forEach(count -> lines.add(new Line(
                        count.term,
                        count.units,
                        of(count, TermStatus.PREFERRED),
                        of(count, TermStatus.ADMITTED),
                        of(count, TermStatus.DEPRECATED),
                        of(count, TermStatus.FORBIDDEN))));
        lines.sort(Comparator.comparingInt(Line::units).reversed().thenComparing(Line::term));
        return lines;
    }

    private static int of(Count count, TermStatus status) {
        return count.byStatus.getOrDefault(status, 0);
    }
}
