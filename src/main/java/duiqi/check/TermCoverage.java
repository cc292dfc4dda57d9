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
 * Counts how often each translation status of a term is used. A term counts once for each translated unit that contains
 * it, with the best status in that unit: preferred, admitted, deprecated, forbidden. Memory use grows with the
 * glossary, not with the units. Not thread-safe.
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
     * Holds the counts of one term. Immutable.
     *
     * @param term the term as in its first unit
     * @param units number of translated units that contain the term
     * @param preferred number of these units with a preferred translation
     * @param admitted number of these units with an admitted translation and no better one
     * @param deprecated number of these units with a deprecated translation and no better one
     * @param forbidden number of these units with only a forbidden translation
     */
    public record Line(String term, int units, int preferred, int admitted, int deprecated, int forbidden) {
        /**
         * Returns the number of units without a glossary translation. Some of them use a pronoun, or have the
         * translation in the next sentence.
         */
        public int without() {
            return units - preferred - admitted - deprecated - forbidden;
        }
    }

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

    /** Returns the terms that occur in the units, the most frequent first. */
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
