package duiqi.index;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;

/** Finds the units of a shard of which one side may have a phrase: all that have it, and some others. Not thread-safe. */
final class PhraseCandidates {
    /** So few units are quicker read than narrowed down. */
    private static final int FEW = 16;

    private final ShardSide side;
    private final int units;
    private final SearchBuffers scratch = new SearchBuffers();

    PhraseCandidates(ShardSide side, int units) {
        this.side = side;
        this.units = units;
    }

    /** The numbers of units that may have the phrase. */
    BitSet of(Phrase phrase) {
        List<int[]> conditions = new ArrayList<>();
        int[] certain = side.vocabulary().find(phrase.certain());
        for (int i = 0; i < certain.length; i++) {
            if (certain[i] < 0) {
                return new BitSet();
            }
            int bits = side.postings().bits();
            conditions.add(new int[] {Grams.bucket(certain[i], bits)});
            if (i > 0) {
                conditions.add(new int[] {Grams.bucket(certain[i - 1], certain[i], bits)});
            }
        }
        for (Phrase.Fragment fragment : phrase.fragments()) {
            conditions.add(buckets(fragment));
        }
        // What is longer than a byte for each unit says little.
        conditions.removeIf(buckets -> size(buckets) > units);
        conditions.sort(Comparator.comparingLong(this::size));
        return inUnits(entriesWithAll(conditions));
    }

    private int[] buckets(Phrase.Fragment fragment) {
        return side.vocabulary().matching(fragment::isIn).stream()
                .map(token -> Grams.bucket(token, side.postings().bits()))
                .distinct()
                .toArray();
    }

    private long size(int[] buckets) {
        long size = 0;
        for (int bucket : buckets) {
            size += side.postings().size(bucket);
        }
        return size;
    }

    /** The entries that for each condition are in a list of one of its buckets. */
    private BitSet entriesWithAll(List<int[]> conditions) {
        BitSet entries = new BitSet(units);
        entries.set(0, units);
        for (int[] buckets : conditions) {
            if (entries.cardinality() <= FEW) {
                break;
            }
            BitSet one = new BitSet(units);
            for (int bucket : buckets) {
                int count = side.postings().read(bucket, 0, units, scratch);
                for (int i = 0; i < count; i++) {
                    one.set(scratch.entries()[i]);
                }
            }
            entries.and(one);
        }
        return entries;
    }

    private BitSet inUnits(BitSet entries) {
        BitSet result = new BitSet(units);
        entries.stream().forEach(entry -> result.set(side.unit(entry)));
        return result;
    }
}
