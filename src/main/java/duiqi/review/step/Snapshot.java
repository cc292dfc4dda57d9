package duiqi.review.step;

import duiqi.check.TextSpan.Side;
import duiqi.review.ReviewBead;
import duiqi.review.ReviewState;
import duiqi.review.Sentence;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Holds an alignment under review with its rows and the positions of all sentences. Valid until the next step of its
 * draft. Returned values stay valid.
 */
public final class Snapshot {
    private final List<Sentence> source;
    private final List<Sentence> target;
    private final Map<String, Integer> positions;
    private final List<ReviewState.Row> rows;
    private final int[] sourceRows;
    private final int[] targetRows;

    /**
     * Computes the rows of an alignment.
     *
     * @param positions position of each sentence in the text of its side, by id
     * @throws IllegalArgumentException if a sentence is not in exactly one bead
     */
    Snapshot(
            List<Sentence> source,
            List<Sentence> target,
            Map<String, Integer> positions,
            Collection<ReviewBead> beads) {
        this.source = source;
        this.target = target;
        this.positions = positions;
        rows = BeadRows.rows(source, target, positions, List.copyOf(beads));
        sourceRows = new int[source.size()];
        targetRows = new int[target.size()];
        enter(rows, 0, 0, 0);
    }

    private Snapshot(
            List<Sentence> source,
            List<Sentence> target,
            Map<String, Integer> positions,
            List<ReviewState.Row> rows,
            int[] sourceRows,
            int[] targetRows) {
        this.source = source;
        this.target = target;
        this.positions = positions;
        this.rows = rows;
        this.sourceRows = sourceRows;
        this.targetRows = targetRows;
    }

    private void enter(List<ReviewState.Row> part, int first, int sourceFrom, int targetFrom) {
        int i = sourceFrom;
        int j = targetFrom;
        int k = first;
        for (ReviewState.Row row : part) {
            Arrays.fill(sourceRows, i, i + row.source().size(), k);
            Arrays.fill(targetRows, j, j + row.target().size(), k);
            i += row.source().size();
            j += row.target().size();
            k++;
        }
    }

    /** Returns the position of each sentence in the text of its side, by id. */
    public static Map<String, Integer> positions(List<Sentence> source, List<Sentence> target) {
        Map<String, Integer> positions = new HashMap<>(2 * (source.size() + target.size()));
        for (List<Sentence> text : List.of(source, target)) {
            for (int k = 0; k < text.size(); k++) {
                positions.put(text.get(k).id(), k);
            }
        }
        return positions;
    }

    static Side side(String sentence) {
        return sentence.startsWith("s") ? Side.SOURCE : Side.TARGET;
    }

    /** Returns the rows that a step may change. */
    public Window window(Effect effect) {
        int first = rows.size();
        int last = -1;
        Set<Side> spliced = new HashSet<>();
        boolean keepsRows = effect.keepsRows();
        for (Effect.Splice splice : effect.splices()) {
            // After a splice that changes the number of sentences, the positions of the next one are not those of now.
            boolean isFirst = spliced.add(splice.side());
            if (!(isFirst || keepsRows)
                    || (splice.removed().isEmpty() && effect.removed().isEmpty())) {
                return new Window(0, rows.size(), false);
            }
            if (splice.removed().isEmpty()) {
                // The new sentences are in beads that replace removed ones, so they are between the rows around these.
                continue;
            }
            int[] numbers = splice.side() == Side.SOURCE ? sourceRows : targetRows;
            first = Math.min(first, numbers[splice.from()]);
            last = Math.max(last, numbers[splice.from() + splice.removed().size() - 1]);
        }
        for (ReviewBead bead : effect.removed()) {
            for (List<String> side : List.of(bead.source(), bead.target())) {
                if (!side.isEmpty()) {
                    first = Math.min(first, row(side.get(0)));
                    last = Math.max(last, row(side.get(side.size() - 1)));
                }
            }
        }
        if (last < 0) {
            return new Window(0, 0, true);
        }
        return keepsRows ? new Window(first, last + 1, true) : whole(first, last);
    }

    /**
     * Returns a range of rows extended to the nearest rows that no bead crosses, because the rows between them depend
     * on each other.
     */
    private Window whole(int first, int last) {
        boolean[] isApart = new boolean[rows.size()];
        int open = 0;
        for (int k = 0; k < isApart.length; k++) {
            ReviewState.Row row = rows.get(k);
            if (row.pieces() > 1) {
                open += row.piece() == 0 ? 1 : 0;
                open -= row.piece() == row.pieces() - 1 ? 1 : 0;
            } else {
                isApart[k] =
                        open == 0 && !row.source().isEmpty() && !row.target().isEmpty();
            }
        }
        int from = first;
        while (from > 0 && !isApart[from - 1]) {
            from--;
        }
        int to = last + 1;
        while (to < isApart.length && !isApart[to]) {
            to++;
        }
        return new Window(from, to, false);
    }

    /**
     * Returns the alignment after a step.
     *
     * @param draft the alignment after the step, without rows
     * @param positions positions of its sentences
     * @param effect the effect of the step
     * @param window the rows that the step may change, computed before the step
     */
    Snapshot after(Effect effect, Window window, Draft draft, Map<String, Integer> positions) {
        // A step may have as many splices as rows, so the loop below must not look through them.
        boolean changesSource = effect.changes(Side.SOURCE);
        boolean changesTarget = effect.changes(Side.TARGET);
        List<Sentence> sources = changesSource ? List.copyOf(draft.sentences(Side.SOURCE)) : source;
        List<Sentence> targets = changesTarget ? List.copyOf(draft.sentences(Side.TARGET)) : target;
        if (!window.keepsRows() && window.from() == 0 && window.to() == rows.size()) {
            return new Snapshot(sources, targets, positions, draft.beads());
        }
        if (window.keepsRows()) {
            List<ReviewState.Row> same = new ArrayList<>(window.to() - window.from());
            for (ReviewState.Row row : rows.subList(window.from(), window.to())) {
                same.add(new ReviewState.Row(
                        draft.bead(row.bead().id()).orElseThrow(),
                        row.piece(),
                        row.pieces(),
                        changesSource ? now(row.source(), sources, positions) : row.source(),
                        changesTarget ? now(row.target(), targets, positions) : row.target()));
            }
            return new Snapshot(sources, targets, positions, with(window, same), sourceRows, targetRows);
        }
        int i = window.from() == 0
                ? 0
                : 1 + position(last(rows.get(window.from() - 1).source()), positions);
        int j = window.from() == 0
                ? 0
                : 1 + position(last(rows.get(window.from() - 1).target()), positions);
        boolean isEnd = window.to() == rows.size();
        int iEnd =
                isEnd ? sources.size() : position(rows.get(window.to()).source().get(0), positions);
        int jEnd =
                isEnd ? targets.size() : position(rows.get(window.to()).target().get(0), positions);
        List<ReviewState.Row> part = BeadRows.rows(
                new BeadRows.Part(sources.subList(i, iEnd), targets.subList(j, jEnd), i, j),
                positions,
                beads(effect, window));
        int more = part.size() - (window.to() - window.from());
        Snapshot next = new Snapshot(
                sources,
                targets,
                positions,
                with(window, part),
                moved(sourceRows, iEnd, sources.size(), more),
                moved(targetRows, jEnd, targets.size(), more));
        next.enter(part, window.from(), i, j);
        return next;
    }

    private List<ReviewBead> beads(Effect effect, Window window) {
        Set<String> removed = new HashSet<>();
        effect.removed().forEach(bead -> removed.add(bead.id()));
        List<ReviewBead> beads = new ArrayList<>(effect.added());
        for (ReviewState.Row row : rows.subList(window.from(), window.to())) {
            if (row.piece() == 0 && !removed.contains(row.bead().id())) {
                beads.add(row.bead());
            }
        }
        return beads;
    }

    private List<ReviewState.Row> with(Window window, List<ReviewState.Row> part) {
        List<ReviewState.Row> all = new ArrayList<>(rows.size() + part.size());
        all.addAll(rows.subList(0, window.from()));
        all.addAll(part);
        all.addAll(rows.subList(window.to(), rows.size()));
        return Collections.unmodifiableList(all);
    }

    /** Returns the row numbers of the sentences of one text, shifted after a part with a different number of rows. */
    private static int[] moved(int[] numbers, int to, int size, int more) {
        int[] moved = Arrays.copyOf(numbers, size);
        int shift = numbers.length - size;
        for (int k = to; k < size; k++) {
            moved[k] = numbers[k + shift] + more;
        }
        return moved;
    }

    private static List<Sentence> now(List<Sentence> before, List<Sentence> all, Map<String, Integer> positions) {
        return before.stream()
                .map(sentence -> all.get(position(sentence, positions)))
                .toList();
    }

    private static Sentence last(List<Sentence> sentences) {
        return sentences.get(sentences.size() - 1);
    }

    private static int position(Sentence sentence, Map<String, Integer> positions) {
        return Optional.ofNullable(positions.get(sentence.id())).orElseThrow();
    }

    public ReviewState state(long version) {
        List<ReviewBead> beads = new ArrayList<>(rows.size());
        for (ReviewState.Row row : rows) {
            if (row.piece() == 0) {
                beads.add(row.bead());
            }
        }
        return new ReviewState(version, source, target, beads);
    }

    public List<ReviewState.Row> rows() {
        return rows;
    }

    /** Returns whether a sentence with this id exists. */
    boolean has(String sentence) {
        return positions.containsKey(sentence);
    }

    Sentence sentence(String id) {
        return (side(id) == Side.SOURCE ? source : target).get(position(id));
    }

    /** Returns the index of a sentence in its text, from 0. */
    int position(String sentence) {
        return Optional.ofNullable(positions.get(sentence)).orElseThrow();
    }

    /** Returns the index of the row of a sentence, from 0. */
    int row(String sentence) {
        return (side(sentence) == Side.SOURCE ? sourceRows : targetRows)[position(sentence)];
    }

    /** Returns the index of the first row of a bead, from 0. */
    int firstRow(ReviewBead bead) {
        int first = Integer.MAX_VALUE;
        if (!bead.source().isEmpty()) {
            first = row(bead.source().get(0));
        }
        return bead.target().isEmpty()
                ? first
                : Math.min(first, row(bead.target().get(0)));
    }

    /** Returns the index in a text at which a new sentence is in a row that has none on this side. */
    int placeOf(Side side, int row) {
        for (int k = row - 1; k >= 0; k--) {
            List<Sentence> before =
                    side == Side.SOURCE ? rows.get(k).source() : rows.get(k).target();
            if (!before.isEmpty()) {
                return position(last(before), positions) + 1;
            }
        }
        return 0;
    }

    public ReviewBead beadOf(String sentence) {
        return rows.get(row(sentence)).bead();
    }

    /**
     * Identifies the rows that a step may change. Immutable.
     *
     * @param from index of the first row, from 0
     * @param to index after the last row
     * @param keepsRows true if the rows keep their beads and sentences
     */
    public record Window(int from, int to, boolean keepsRows) {}
}
