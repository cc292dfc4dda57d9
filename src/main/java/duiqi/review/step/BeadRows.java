package duiqi.review.step;

import duiqi.check.TextSpan.Side;
import duiqi.review.ReviewBead;
import duiqi.review.ReviewState;
import duiqi.review.Sentence;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Arranges beads in rows, so that each column, read from top to bottom, is the text of its side. A bead that crosses no
 * other bead fills one row. A bead that crosses others or has gaps fills one row for each range of adjacent sentences.
 * A piece without a counterpart in its row goes where its text requires it. If several positions are possible, the
 * older bead comes first. The rows depend only on the beads. Use an instance once.
 */
public final class BeadRows {
    private final Column source;
    private final Column target;
    private final List<Row> rows = new ArrayList<>();

    /** Number of pieces, by id of the bead. */
    private final Map<String, Integer> pieces = new HashMap<>();

    /** Holds a longest range of adjacent sentences of a bead, from the first index to before the last. */
    private record Range(ReviewBead bead, int from, int to) {}

    /** Pairs ranges of a bead that may share a row, with the weight of doing so, above 0. */
    private record Pair(Range source, Range target, int weight) {}

    private record Row(Optional<Range> source, Optional<Range> target) {
        ReviewBead bead() {
            return source.or(() -> target).orElseThrow().bead();
        }
    }

    private BeadRows(List<Sentence> source, List<Sentence> target) {
        this.source = new Column(source);
        this.target = new Column(target);
    }

    /**
     * Returns the rows from top to bottom. The rows of a part of the texts are the same as in the layout of the whole
     * texts if the surrounding rows contain whole beads.
     *
     * @throws IllegalArgumentException if a sentence is not in exactly one bead
     */
    public static List<ReviewState.Row> rows(
            List<Sentence> source, List<Sentence> target, Collection<ReviewBead> beads) {
        BeadRows layout = new BeadRows(source, target);
        List<Pair> pairs = new ArrayList<>();
        for (ReviewBead bead : beads) {
            pairs.addAll(pairs(layout.source.add(bead, Side.SOURCE), layout.target.add(bead, Side.TARGET)));
        }
        layout.place(heaviestChain(pairs));
        return layout.rows();
    }

    /**
     * Returns the pieces of a bead that may share a row. In a bead with gaps, these have the same distance from its top
     * or from its bottom.
     */
    private static Collection<Pair> pairs(List<Range> sources, List<Range> targets) {
        if (sources.size() == 1 && targets.size() == 1) {
            Range left = sources.get(0);
            Range right = targets.get(0);
            return List.of(new Pair(left, right, 2 * (left.to - left.from + right.to - right.from)));
        }
        Set<Pair> pairs = new LinkedHashSet<>();
        for (int k = 0; k < Math.min(sources.size(), targets.size()); k++) {
            pairs.add(new Pair(sources.get(k), targets.get(k), 1));
            pairs.add(new Pair(sources.get(sources.size() - 1 - k), targets.get(targets.size() - 1 - k), 1));
        }
        return pairs;
    }

    /**
     * Selects the pairs of ranges that share a row. They do not cross, and as many sentences as possible have their
     * counterpart in the same row: the heaviest increasing subsequence. If two chains have the same weight, the earlier
     * one wins, so that a part of the texts that nothing crosses has the same layout alone and in the whole.
     */
    private static List<Pair> heaviestChain(List<Pair> pairs) {
        // Pairs with the same source range exclude each other, so the last target comes first.
        pairs.sort(Comparator.comparingInt((Pair pair) -> pair.source.from)
                .thenComparing(pair -> pair.target.from, Comparator.reverseOrder()));
        // A chain that ends with a pair.
        record Chain(Pair last, long weight, @Nullable Chain before) {}
        // By the start of the last target range. Chains with a later start are heavier.
        TreeMap<Integer, Chain> best = new TreeMap<>();
        for (Pair pair : pairs) {
            int start = pair.target.from;
            Map.Entry<Integer, Chain> before = best.lowerEntry(start);
            Chain chain = before == null
                    ? new Chain(pair, pair.weight, null)
                    : new Chain(pair, before.getValue().weight + pair.weight, before.getValue());
            Map.Entry<Integer, Chain> other = best.floorEntry(start);
            if (other == null || other.getValue().weight < chain.weight) {
                best.put(start, chain);
                for (var next = best.higherEntry(start);
                        next != null && next.getValue().weight < chain.weight;
                        next = best.higherEntry(start)) {
                    best.remove(next.getKey());
                }
            }
        }
        List<Pair> chain = new ArrayList<>();
        for (Chain at = best.isEmpty() ? null : best.lastEntry().getValue(); at != null; at = at.before) {
            chain.add(at.last);
        }
        Collections.reverse(chain);
        return chain;
    }

    private void place(List<Pair> chain) {
        int i = 0;
        int j = 0;
        for (Pair pair : chain) {
            placeBetween(i, pair.source.from, j, pair.target.from);
            place(Optional.of(pair.source), Optional.of(pair.target));
            i = pair.source.to;
            j = pair.target.to;
        }
        placeBetween(i, source.ranges.length, j, target.ranges.length);
    }

    private void placeBetween(int sourceFrom, int sourceTo, int targetFrom, int targetTo) {
        int i = sourceFrom;
        int j = targetFrom;
        while (i < sourceTo || j < targetTo) {
            Optional<Range> left = i < sourceTo ? Optional.of(source.range(i)) : Optional.empty();
            Optional<Range> right = j < targetTo ? Optional.of(target.range(j)) : Optional.empty();
            if (left.isPresent() && right.isPresent()) {
                int order = Long.compare(age(left.get()), age(right.get()));
                left = order <= 0 ? left : Optional.empty();
                right = order >= 0 ? right : Optional.empty();
            }
            place(left, right);
            i = left.map(Range::to).orElse(i);
            j = right.map(Range::to).orElse(j);
        }
    }

    private static long age(Range range) {
        return Draft.Ids.number(range.bead.id());
    }

    private void place(Optional<Range> left, Optional<Range> right) {
        Row row = new Row(left, right);
        rows.add(row);
        pieces.merge(row.bead().id(), 1, Integer::sum);
    }

    private List<ReviewState.Row> rows() {
        Map<String, Integer> next = new HashMap<>();
        List<ReviewState.Row> all = new ArrayList<>(rows.size());
        for (Row row : rows) {
            String id = row.bead().id();
            int count = pieces.getOrDefault(id, 1);
            int piece = count == 1 ? 0 : next.merge(id, 1, Integer::sum) - 1;
            all.add(new ReviewState.Row(row.bead(), piece, count, source.of(row.source), target.of(row.target)));
        }
        return all;
    }

    private static final class Column {
        private final List<Sentence> text;
        private final Map<String, Integer> positions;
        private final @Nullable Range[] ranges;

        Column(List<Sentence> text) {
            this.text = text;
            positions = new HashMap<>(2 * text.size());
            for (int k = 0; k < text.size(); k++) {
                positions.put(text.get(k).id(), k);
            }
            ranges = new Range[text.size()];
        }

        List<Range> add(ReviewBead bead, Side side) {
            List<Range> added = new ArrayList<>(1);
            List<String> ids = bead.side(side);
            int from = -1;
            int last = -1;
            for (String id : ids) {
                Integer at = positions.get(id);
                if (at == null || at <= last || ranges[at] != null) {
                    throw new IllegalArgumentException(
                            "the sentences of a bead do not exist, are not in text order or are in two beads: " + ids);
                }
                if (last >= 0 && at > last + 1) {
                    added.add(enter(new Range(bead, from, last + 1)));
                }
                from = last >= 0 && at == last + 1 ? from : at;
                last = at;
            }
            if (last >= 0) {
                added.add(enter(new Range(bead, from, last + 1)));
            }
            return added;
        }

        private Range enter(Range range) {
            for (int k = range.from; k < range.to; k++) {
                ranges[k] = range;
            }
            return range;
        }

        Range range(int position) {
            return Optional.ofNullable(ranges[position])
                    .orElseThrow(() -> new IllegalArgumentException("a sentence is in no bead"));
        }

        List<Sentence> of(Optional<Range> range) {
            return range.map(one -> text.subList(one.from, one.to)).orElse(List.of());
        }
    }
}
