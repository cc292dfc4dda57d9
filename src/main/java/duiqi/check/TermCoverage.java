package duiqi.check;

import duiqi.glossary.Glossary;
import duiqi.glossary.TermEntry.TermStatus;
import duiqi.glossary.TermMatches;
import duiqi.lexicon.Lexicon;
import duiqi.text.Direction;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Counts how often each translation status of a term is used. A term counts once for each translated unit that contains
 * it, with the best status in that unit: preferred, admitted, deprecated, forbidden. Memory use grows with the
 * glossary, not with the units. Not thread-safe.
 */
public final class TermCoverage {
    private final Function<Direction, TermMatches.TermSearch> searches;

    /** Terms of each direction that a unit has. */
    private final Map<Boolean, OneWay> ways = new TreeMap<>();

    public TermCoverage(Glossary glossary, Lexicon lexicon, Checks.Words words) {
        this.searches =
                direction -> TermMatches.TermSearch.of(glossary, direction, lexicon, words.chinese(), words.english());
    }

    /** Holds the counts of one direction by concept. */
    private record OneWay(TermMatches.TermSearch search, Map<String, Count> counts) {}

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
     * @param preferred number of these units with a preferred translation, or with a term that is not to be translated
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
        if (unit.source().text().isBlank() || unit.target().text().isBlank()) {
            return;
        }
        OneWay way = ways.computeIfAbsent(
                unit.isIntoChinese(), into -> new OneWay(searches.apply(unit.direction()), new LinkedHashMap<>()));
        TermMatches matches =
                way.search.find(unit.source().text(), unit.target().text());
        Map<String, TermMatches.Hit> hits = new LinkedHashMap<>();
        matches.hits().forEach(hit -> hits.putIfAbsent(hit.concept().id(), hit));
        for (TermMatches.Hit hit : hits.values()) {
            Count count = way.counts.computeIfAbsent(hit.concept().id(), id -> new Count(hit.term()));
            count.units++;
            matches.of(hit.concept()).stream()
                    .map(match -> match.entry().status())
                    .min(Comparator.naturalOrder())
                    .ifPresent(status -> count.byStatus.merge(status, 1, Integer::sum));
        }
    }

    /** Returns the terms that occur in the units, the most frequent first. */
    public List<Line> lines() {
        List<Line> lines = new ArrayList<>();
        ways.values().stream()
                .flatMap(way -> way.counts.values().stream())
                .forEach(count -> lines.add(new Line(
                        count.term,
                        count.units,
                        of(count, TermStatus.PREFERRED) + of(count, TermStatus.DO_NOT_TRANSLATE),
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
