package duiqi.review.step;

import duiqi.check.TextSpan.Side;
import duiqi.review.Operation.RejectedException;
import duiqi.review.ReviewBead;
import duiqi.review.ReviewOrigin;
import duiqi.review.ReviewState;
import duiqi.review.Sentence;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Holds an alignment under review and applies steps to it. Computes the rows at the first request and updates them with
 * each later step, so that replaying a long log is fast. Not thread-safe.
 */
public final class Draft {
    private final List<Sentence> source = new ArrayList<>();
    private final List<Sentence> target = new ArrayList<>();
    private final Map<String, ReviewBead> beads = new LinkedHashMap<>();
    private final Ids ids = new Ids();
    private final ReviewState beginning;
    private final Map<String, String> originals = new HashMap<>();

    private ReviewOrigin origin;

    /** Index of each sentence in its text, by id; empty until the first request. */
    private Optional<Map<String, Integer>> positions = Optional.empty();

    private Optional<List<ReviewState.Row>> rows = Optional.empty();
    private int[] sourceRows = {};
    private int[] targetRows = {};

    /**
     * @throws IllegalArgumentException if an id is invalid or not unique, or if a sentence is not in exactly one bead
     */
    public Draft(ReviewState beginning) {
        this.beginning = beginning;
        origin = beginning.origin();
        make(new Step(
                "",
                Optional.empty(),
                List.of(
                        new Step.Splice(Side.SOURCE, 0, List.of(), beginning.source()),
                        new Step.Splice(Side.TARGET, 0, List.of(), beginning.target())),
                List.of(),
                beginning.beads()));
        Set<String> all = new HashSet<>();
        source.forEach(sentence -> require(sentence, 's', all));
        target.forEach(sentence -> require(sentence, 't', all));
    }

    private static void require(Sentence sentence, char side, Set<String> all) {
        if (sentence.id().charAt(0) != side || !all.add(sentence.id())) {
            throw new IllegalArgumentException("the id of a sentence is invalid or not unique: " + sentence.id());
        }
    }

    public ReviewState beginning() {
        return beginning;
    }

    public ReviewOrigin origin() {
        return origin;
    }

    public Ids ids() {
        return ids;
    }

    public Collection<ReviewBead> beads() {
        return beads.values();
    }

    public Optional<ReviewBead> bead(String id) {
        return Optional.ofNullable(beads.get(id));
    }

    public ReviewBead knownBead(String id) throws RejectedException {
        return bead(id).orElseThrow(RejectedException::isGone);
    }

    /** Returns beads that a user sees, each once. */
    public List<ReviewBead> knownBeads(Collection<String> wanted) throws RejectedException {
        List<ReviewBead> known = new ArrayList<>();
        for (String id : new LinkedHashSet<>(wanted)) {
            known.add(knownBead(id));
        }
        return known;
    }

    public Sentence known(String sentence) throws RejectedException {
        if (!positions().containsKey(sentence)) {
            throw RejectedException.isGone();
        }
        return sentences(side(sentence)).get(position(sentence));
    }

    public List<Sentence> sentences(Side side) {
        return side == Side.SOURCE ? source : target;
    }

    /** Returns the text of a sentence in its file. Empty if it is not known. */
    public Optional<String> original(String sentence) {
        return Optional.ofNullable(originals.get(sentence));
    }

    public static Side side(String sentence) {
        return sentence.startsWith("s") ? Side.SOURCE : Side.TARGET;
    }

    public int position(String sentence) {
        return Optional.ofNullable(positions().get(sentence)).orElseThrow();
    }

    private Map<String, Integer> positions() {
        if (positions.isEmpty()) {
            Map<String, Integer> all = new HashMap<>(2 * (source.size() + target.size()));
            for (List<Sentence> text : List.of(source, target)) {
                for (int k = 0; k < text.size(); k++) {
                    all.put(text.get(k).id(), k);
                }
            }
            positions = Optional.of(all);
        }
        return positions.get();
    }

    public int row(String sentence) {
        rows();
        return (side(sentence) == Side.SOURCE ? sourceRows : targetRows)[position(sentence)];
    }

    public ReviewBead beadOf(String sentence) {
        return rows().get(row(sentence)).bead();
    }

    public ReviewState state(long version) {
        return new ReviewState(
                origin,
                version,
                source,
                target,
                rows().stream()
                        .filter(row -> row.piece() == 0)
                        .map(ReviewState.Row::bead)
                        .toList());
    }

    /**
     * Returns the rows from top to bottom.
     *
     * @throws IllegalArgumentException if the sentences of a bead are not in text order
     */
    public List<ReviewState.Row> rows() {
        if (rows.isEmpty()) {
            enter(BeadRows.rows(source, target, beads.values()));
        }
        return rows.orElseThrow();
    }

    private void enter(List<ReviewState.Row> all) {
        sourceRows = new int[source.size()];
        targetRows = new int[target.size()];
        int i = 0;
        int j = 0;
        for (int k = 0; k < all.size(); k++) {
            for (int end = i + all.get(k).source().size(); i < end; i++) {
                sourceRows[i] = k;
            }
            for (int end = j + all.get(k).target().size(); j < end; j++) {
                targetRows[j] = k;
            }
        }
        rows = Optional.of(Collections.unmodifiableList(all));
    }

    /**
     * Applies a step.
     *
     * @throws IllegalArgumentException if it cannot be applied to the current state; the state is then unchanged
     */
    public void make(Step step) {
        requirePossible(step);
        Optional<Window> window = rows.map(before -> window(step, before));
        for (Step.Splice splice : step.splices()) {
            rememberOriginals(splice);
            List<Sentence> text = sentences(splice.side());
            boolean isEdit = splice.removed().stream()
                    .map(Sentence::id)
                    .toList()
                    .equals(splice.added().stream().map(Sentence::id).toList());
            if (isEdit) {
                for (int k = 0; k < splice.added().size(); k++) {
                    text.set(splice.from() + k, splice.added().get(k));
                }
            } else {
                List<Sentence> replaced = text.subList(
                        splice.from(), splice.from() + splice.removed().size());
                replaced.clear();
                replaced.addAll(splice.added());
                positions = Optional.empty();
            }
            splice.added().forEach(sentence -> ids.see(sentence.id()));
        }
        origin = step.origin().map(Step.OriginChange::after).orElse(origin);
        step.removed().forEach(bead -> beads.remove(bead.id()));
        step.added().forEach(bead -> {
            beads.put(bead.id(), bead);
            ids.see(bead.id());
        });
        window.ifPresent(before -> enter(rows(before, step)));
    }

    /**
     * Stores the text in the file when a sentence is edited for the first time. A sentence that was split has no text
     * in the file.
     */
    private void rememberOriginals(Step.Splice splice) {
        boolean isEdit = splice.removed().size() == 1 && splice.added().size() == 1;
        for (Sentence before : splice.removed()) {
            if (!isEdit) {
                originals.remove(before.id());
            } else if (!before.isEdited()) {
                originals.put(before.id(), before.text());
            }
        }
    }

    /**
     * Checks that each sentence stays in exactly one bead: the sentences of added beads must be those of removed beads.
     *
     * @throws IllegalArgumentException if the step cannot be applied to the current state
     */
    public void requirePossible(Step step) {
        Set<String> freed = new HashSet<>();
        Set<String> others = new HashSet<>();
        for (ReviewBead bead : step.removed()) {
            if (!bead(bead.id()).equals(Optional.of(bead)) || !others.add(bead.id())) {
                throw new IllegalArgumentException("bead " + bead.id() + " does not exist");
            }
            freed.addAll(bead.sentences());
        }
        Map<Side, Integer> sizes = new HashMap<>(Map.of(Side.SOURCE, source.size(), Side.TARGET, target.size()));
        for (Step.Splice splice : step.splices()) {
            int size = sizes.merge(
                    splice.side(), splice.added().size() - splice.removed().size(), Integer::sum);
            if (splice.from() < 0 || splice.from() + splice.added().size() > size) {
                throw new IllegalArgumentException("no sentences to replace at " + splice.from());
            }
            // A sentence that is both in removed and in added stays in its bead. Only its position or text changes.
            Set<String> before = ids(splice.removed());
            Set<String> after = ids(splice.added());
            before.stream().filter(id -> !after.contains(id)).forEach(freed::remove);
            after.stream().filter(id -> !before.contains(id)).forEach(freed::add);
        }
        for (ReviewBead bead : step.added()) {
            if (bead(bead.id()).isPresent() ? !others.remove(bead.id()) : !others.add(bead.id())) {
                throw new IllegalArgumentException("two beads have the id " + bead.id());
            }
            for (String sentence : bead.sentences()) {
                if (!freed.remove(sentence)) {
                    throw new IllegalArgumentException("sentence " + sentence + " cannot be added to bead " + bead.id()
                            + ", because it is in another bead or does not exist");
                }
            }
        }
        if (!freed.isEmpty()) {
            throw new IllegalArgumentException("sentences are in no bead: " + freed);
        }
    }

    private static Set<String> ids(List<Sentence> sentences) {
        return sentences.stream().map(Sentence::id).collect(Collectors.toSet());
    }

    /**
     * Returns the rows that a step may change: those of its sentences, extended to the nearest rows that no bead
     * crosses, because the rows between them depend on each other.
     */
    private Window window(Step step, List<ReviewState.Row> before) {
        Set<String> touched = new HashSet<>();
        step.removed().forEach(bead -> touched.addAll(bead.sentences()));
        step.splices().forEach(splice -> touched.addAll(ids(splice.removed())));
        if (touched.isEmpty() || !positions().keySet().containsAll(touched)) {
            return new Window(List.of(), before, List.of());
        }
        boolean[] isApart = new boolean[before.size()];
        int open = 0;
        for (int k = 0; k < isApart.length; k++) {
            ReviewState.Row row = before.get(k);
            if (row.pieces() > 1) {
                open += row.piece() == 0 ? 1 : 0;
                open -= row.piece() == row.pieces() - 1 ? 1 : 0;
            } else {
                isApart[k] =
                        open == 0 && !row.source().isEmpty() && !row.target().isEmpty();
            }
        }
        int from = touched.stream().mapToInt(this::row).min().orElseThrow();
        int to = touched.stream().mapToInt(this::row).max().orElseThrow() + 1;
        while (from > 0 && !isApart[from - 1]) {
            from--;
        }
        while (to < isApart.length && !isApart[to]) {
            to++;
        }
        return new Window(before.subList(0, from), before.subList(from, to), before.subList(to, before.size()));
    }

    private record Window(List<ReviewState.Row> above, List<ReviewState.Row> changed, List<ReviewState.Row> below) {}

    private List<ReviewState.Row> rows(Window before, Step step) {
        Set<String> removed = step.removed().stream().map(ReviewBead::id).collect(Collectors.toSet());
        List<ReviewBead> within = new ArrayList<>(step.added());
        before.changed.stream()
                .filter(row -> row.piece() == 0 && !removed.contains(row.bead().id()))
                .forEach(row -> within.add(row.bead()));
        List<ReviewState.Row> all = new ArrayList<>(before.above);
        all.addAll(BeadRows.rows(part(before, Side.SOURCE), part(before, Side.TARGET), within));
        all.addAll(before.below);
        return all;
    }

    private List<Sentence> part(Window before, Side side) {
        List<Sentence> text = sentences(side);
        return text.subList(count(before.above, side), text.size() - count(before.below, side));
    }

    private static int count(List<ReviewState.Row> rows, Side side) {
        return rows.stream().mapToInt(row -> row.side(side).size()).sum();
    }

    /** Creates ids that no bead or sentence has had before. Not thread-safe. */
    public static final class Ids {
        private static final Pattern ID = Pattern.compile("[bst]\\d{1,17}");

        private long beads;
        private long sources;
        private long targets;

        /** Returns the number of an id. Older ids have smaller numbers. */
        static long number(String id) {
            if (!ID.matcher(id).matches()) {
                throw new IllegalArgumentException("an id is not b, s or t with a number: \"" + id + "\"");
            }
            return Long.parseLong(id, 1, id.length(), 10);
        }

        /** Registers an id in use, so that it is not created again. */
        public void see(String id) {
            long number = number(id);
            switch (id.charAt(0)) {
                case 'b' -> beads = Math.max(beads, number);
                case 's' -> sources = Math.max(sources, number);
                default -> targets = Math.max(targets, number);
            }
        }

        public String bead() {
            return "b" + ++beads;
        }

        public String sentence(Side side) {
            return side == Side.SOURCE ? "s" + ++sources : "t" + ++targets;
        }
    }
}
