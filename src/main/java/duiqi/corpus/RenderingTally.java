package duiqi.corpus;

import java.io.Serializable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * How often a term is rendered in some way, and where. Immutable; tallies may be added in any order.
 *
 * @param units in how many units
 * @param documents in how many documents
 * @param written how often each way of writing the rendering stands there
 * @param examples the first of the units
 */
record RenderingTally(long units, long documents, Map<String, Long> written, List<TermExample> examples)
        implements Serializable {
    static final int MAX_EXAMPLES = 3;

    RenderingTally {
        written = Map.copyOf(written);
        examples = List.copyOf(examples);
    }

    /** Of one unit. */
    static RenderingTally of(String written, TermExample example) {
        return new RenderingTally(1, 0, Map.of(written, 1L), List.of(example));
    }

    RenderingTally plus(RenderingTally other) {
        Map<String, Long> sum = new HashMap<>(written);
        other.written.forEach((text, count) -> sum.merge(text, count, Long::sum));
        TreeSet<TermExample> all = new TreeSet<>(examples);
        all.addAll(other.examples);
        return new RenderingTally(
                units + other.units,
                documents + other.documents,
                sum,
                all.stream().limit(MAX_EXAMPLES).toList());
    }

    /** The same as one document of many. */
    RenderingTally asDocument() {
        return new RenderingTally(
                units,
                1,
                written,
                IntStream.range(0, examples.size())
                        .mapToObj(i -> examples.get(i).withRank(i))
                        .toList());
    }
}
