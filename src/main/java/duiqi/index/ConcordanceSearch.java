package duiqi.index;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds the units that have all phrases of a query: those that may have them by the postings, and of these by their texts those
 * that do. Not thread-safe.
 */
final class ConcordanceSearch {
    private static final List<UnitSide> SIDES = List.of(UnitSide.values());

    private final ConcordanceQuery query;
    private final List<Phrase> phrases;
    private final List<Concordance.Hit> hits = new ArrayList<>();
    private long total;

    private ConcordanceSearch(ConcordanceQuery query) {
        this.query = query;
        phrases = query.phrases().stream().map(Phrase::of).toList();
    }

    static Concordance of(List<Shard> shards, ConcordanceQuery query) {
        ConcordanceSearch search = new ConcordanceSearch(query);
        shards.forEach(search::run);
        return new Concordance(search.hits, search.total);
    }

    private void run(Shard shard) {
        candidates(shard).stream().filter(unit -> hasAll(shard, unit)).forEach(unit -> {
            total++;
            if (hits.size() < query.limit()) {
                hits.add(hit(shard.unit(unit)));
            }
        });
    }

    private BitSet candidates(Shard shard) {
        BitSet units = new BitSet(shard.units());
        units.set(0, shard.units());
        for (Phrase phrase : phrases) {
            BitSet either = new BitSet(shard.units());
            for (UnitSide side : SIDES) {
                if (query.includes(side)) {
                    either.or(new PhraseCandidates(shard.side(side), shard.units()).of(phrase));
                }
            }
            units.and(either);
        }
        return units;
    }

    private boolean hasAll(Shard shard, int unit) {
        Map<UnitSide, String> texts = new EnumMap<>(UnitSide.class);
        return phrases.stream()
                .allMatch(phrase -> SIDES.stream()
                        .filter(query::includes)
                        .map(side -> texts.computeIfAbsent(side, one -> NormalText.of(shard.text(unit, one))))
                        .anyMatch(text -> text.contains(phrase.text())));
    }

    private Concordance.Hit hit(IndexedUnit unit) {
        return new Concordance.Hit(unit, spans(unit, UnitSide.SOURCE), spans(unit, UnitSide.TARGET));
    }

    private List<Span> spans(IndexedUnit unit, UnitSide side) {
        if (!query.includes(side)) {
            return List.of();
        }
        NormalText normal = NormalText.traced(unit.text(side));
        return merged(phrases.stream()
                .flatMap(phrase -> phrase.in(normal).stream())
                .sorted(Comparator.comparingInt(Span::start))
                .toList());
    }

    /** Makes one stretch of those that overlap. */
    private static List<Span> merged(List<Span> sorted) {
        List<Span> result = new ArrayList<>();
        Optional<Span> open = Optional.empty();
        for (Span span : sorted) {
            if (open.isPresent() && span.start() < open.get().end()) {
                open = Optional.of(
                        new Span(open.get().start(), Math.max(open.get().end(), span.end())));
            } else {
                open.ifPresent(result::add);
                open = Optional.of(span);
            }
        }
        open.ifPresent(result::add);
        return result;
    }
}
