package duiqi.align;

import duiqi.text.Segment;
import duiqi.text.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Several pairs of texts as one, with a gate between each and the next, so that what one teaches of the translator's words
 * serves all. Immutable.
 */
final class JointAlignment {
    private final List<TextPair> pairs;

    /** By pair: the number of segments before it in all; one more for the end. */
    private final int[] chineseStarts;

    private final int[] englishStarts;

    /**
     * @param pairs at least one
     */
    JointAlignment(List<TextPair> pairs) {
        this.pairs = List.copyOf(pairs);
        chineseStarts = starts(TextPair::chinese);
        englishStarts = starts(TextPair::english);
    }

    private int[] starts(Function<TextPair, Text> side) {
        int[] starts = new int[pairs.size() + 1];
        for (int k = 0; k < pairs.size(); k++) {
            starts[k + 1] = starts[k] + side.apply(pairs.get(k)).segments().size();
        }
        return starts;
    }

    /** All pairs one behind the other. */
    TextPair joined() {
        if (pairs.size() == 1) {
            return pairs.get(0);
        }
        List<HardBoundaries.Gate> gates = new ArrayList<>();
        for (int k = 0; k < pairs.size(); k++) {
            gates.add(new HardBoundaries.Gate(chineseStarts[k], englishStarts[k]));
            for (HardBoundaries.Gate gate : pairs.get(k).gates().points()) {
                gates.add(
                        new HardBoundaries.Gate(chineseStarts[k] + gate.chinese(), englishStarts[k] + gate.english()));
            }
        }
        return new TextPair(
                joined(TextPair::chinese),
                joined(TextPair::english),
                new HardBoundaries(gates.stream().distinct().toList()));
    }

    /** One side of all pairs; paragraphs are counted on, since no two texts share one. */
    private Text joined(Function<TextPair, Text> side) {
        Text first = side.apply(pairs.get(0));
        List<Segment> all = new ArrayList<>();
        int paragraphs = 0;
        for (TextPair pair : pairs) {
            int before = paragraphs;
            for (Segment segment : side.apply(pair).segments()) {
                int paragraph = before + segment.paragraph();
                all.add(new Segment(segment.text(), segment.location(), paragraph, segment.kind()));
                paragraphs = Math.max(paragraphs, paragraph + 1);
            }
        }
        return new Text(first.name(), first.language(), all);
    }

    /** For each pair those of the beads of all that are its own, in the numbers of all. */
    List<List<Bead>> split(List<Bead> beads) {
        List<List<Bead>> parts = new ArrayList<>();
        pairs.forEach(pair -> parts.add(new ArrayList<>()));
        int k = 0;
        for (Bead bead : beads) {
            while (!isBefore(bead, k + 1)) {
                k++;
            }
            parts.get(k).add(bead);
        }
        return parts;
    }

    private boolean isBefore(Bead bead, int pair) {
        return bead.source().isEmpty()
                ? bead.target().get(0) < englishStarts[pair]
                : bead.source().get(0) < chineseStarts[pair];
    }

    /** The number of Chinese segments before those of a pair. */
    int chineseStart(int pair) {
        return chineseStarts[pair];
    }

    /** The number of English segments before those of a pair. */
    int englishStart(int pair) {
        return englishStarts[pair];
    }

    /** The alignment of one pair from its beads in the numbers of all. */
    Alignment own(int pair, List<Bead> beads) {
        List<Bead> moved = beads.stream()
                .map(bead -> bead.moved(-chineseStarts[pair], -englishStarts[pair]))
                .toList();
        return new Alignment(
                chineseStarts[pair + 1] - chineseStarts[pair], englishStarts[pair + 1] - englishStarts[pair], moved);
    }
}
