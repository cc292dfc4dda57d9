package duiqi.review.step;

import duiqi.check.TextSpan.Side;
import duiqi.review.InitialReview;
import duiqi.review.ReviewBead;
import duiqi.review.ReviewOrigin;
import duiqi.review.Sentence;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Applies steps to an alignment without computing its rows, so that replaying a long log is fast. Not thread-safe. */
public final class Draft {
    private final List<Sentence> source;
    private final List<Sentence> target;
    private final Map<String, ReviewBead> beads = new LinkedHashMap<>();
    private final Ids ids = new Ids();
    private final Map<String, String> originals = new HashMap<>();
    private ReviewOrigin origin;
    private Optional<Map<String, Integer>> positions = Optional.empty();

    /**
     * @throws IllegalArgumentException if an id is invalid or not unique
     */
    public Draft(InitialReview beginning) {
        origin = beginning.origin();
        source = new ArrayList<>(beginning.source());
        target = new ArrayList<>(beginning.target());
        for (ReviewBead bead : beginning.beads()) {
            if (beads.put(bead.id(), bead) != null) {
                throw new IllegalArgumentException("two beads have the id " + bead.id());
            }
        }
        ids.see(new Effect(
                List.of(
                        new Effect.Splice(Side.SOURCE, 0, List.of(), source),
                        new Effect.Splice(Side.TARGET, 0, List.of(), target)),
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

    public ReviewOrigin origin() {
        return origin;
    }

    /**
     * Checks that each sentence is in exactly one bead.
     *
     * @throws IllegalArgumentException if a sentence is not in exactly one bead
     */
    public void requireValid() {
        Set<String> free = new HashSet<>(places().keySet());
        for (ReviewBead bead : beads.values()) {
            for (List<String> side : List.of(bead.source(), bead.target())) {
                for (String sentence : side) {
                    if (!free.remove(sentence)) {
                        throw new IllegalArgumentException(
                                "sentence " + sentence + " is in two beads or does not exist");
                    }
                }
            }
        }
        if (!free.isEmpty()) {
            throw new IllegalArgumentException("sentences are in no bead: " + free);
        }
        positions = Optional.empty();
    }

    public Ids ids() {
        return ids;
    }

    public Optional<ReviewBead> bead(String id) {
        return Optional.ofNullable(beads.get(id));
    }

    public List<Sentence> sentences(Side side) {
        return side == Side.SOURCE ? source : target;
    }

    /** Returns the text of a sentence in its file. Empty if it is not known. */
    Optional<String> original(String sentence) {
        return Optional.ofNullable(originals.get(sentence));
    }

    /**
     * Applies the effect of a step.
     *
     * @throws IllegalArgumentException if it cannot be applied to the current state; the state is then unchanged
     */
    public void make(Effect effect) {
        requirePossible(effect);
        for (Effect.Splice splice : effect.splices()) {
            List<Sentence> replaced = sentences(splice.side())
                    .subList(splice.from(), splice.from() + splice.removed().size());
            rememberOriginals(splice);
            if (replaced.size() == splice.added().size()) {
                for (int k = 0; k < replaced.size(); k++) {
                    replaced.set(k, splice.added().get(k));
                }
            } else {
                replaced.clear();
                replaced.addAll(splice.added());
            }
            move(splice);
        }
        origin = effect.origin().map(Effect.OriginChange::after).orElse(origin);
        effect.removed().forEach(bead -> beads.remove(bead.id()));
        effect.added().forEach(bead -> beads.put(bead.id(), bead));
        ids.see(effect);
    }

    /** Updates the positions, if they have been computed. */
    private void move(Effect.Splice splice) {
        if (positions.isEmpty() || splice.keepsSentences()) {
            return;
        }
        Map<String, Integer> all = positions.get();
        List<Sentence> text = sentences(splice.side());
        splice.removed().forEach(sentence -> all.remove(sentence.id()));
        int end = splice.removed().size() == splice.added().size()
                ? splice.from() + splice.added().size()
                : text.size();
        for (int k = splice.from(); k < end; k++) {
            all.put(text.get(k).id(), k);
        }
    }

    /**
     * Stores the text in the file when a sentence is edited for the first time. A sentence that was split has no text
     * in the file.
     */
    private void rememberOriginals(Effect.Splice splice) {
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
     * @throws IllegalArgumentException if the effect cannot be applied to the current state
     */
    public void requirePossible(Effect effect) {
        Set<String> freed = new HashSet<>();
        for (ReviewBead bead : effect.removed()) {
            if (!bead(bead.id()).equals(Optional.of(bead))) {
                throw new IllegalArgumentException("bead " + bead.id() + " does not exist");
            }
            freed.addAll(bead.source());
            freed.addAll(bead.target());
        }
        Map<Side, Integer> sizes = new HashMap<>(Map.of(Side.SOURCE, source.size(), Side.TARGET, target.size()));
        for (Effect.Splice splice : effect.splices()) {
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
        for (ReviewBead bead : effect.added()) {
            for (List<String> side : List.of(bead.source(), bead.target())) {
                for (String sentence : side) {
                    if (!freed.remove(sentence)) {
                        throw new IllegalArgumentException("sentence " + sentence + " cannot be added to bead "
                                + bead.id() + ", because it is in another bead");
                    }
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
     * Returns the current alignment with its rows.
     *
     * @throws IllegalArgumentException if a sentence is not in exactly one bead
     */
    public Snapshot snapshot() {
        return new Snapshot(List.copyOf(source), List.copyOf(target), places(), beads.values());
    }

    /**
     * Returns the alignment after the last applied step.
     *
     * @param before the alignment before the step
     * @param window the rows that the step changes, computed before the step
     */
    public Snapshot snapshot(Snapshot before, Effect effect, Snapshot.Window window) {
        return before.after(effect, window, this, places());
    }

    private Map<String, Integer> places() {
        Map<String, Integer> places = positions.orElseGet(() -> Snapshot.positions(source, target));
        positions = Optional.of(places);
        return places;
    }

    public Collection<ReviewBead> beads() {
        return beads.values();
    }

    /** Creates ids that no bead or sentence has had before. Not thread-safe. */
    public static final class Ids {
        private static final int MAX_DIGITS = 17;

        private long beads;
        private long sources;
        private long targets;

        /** Returns the number of an id. Older ids have smaller numbers. */
        static long number(String id) {
            boolean isId = id.length() > 1 && id.length() <= MAX_DIGITS + 1 && "bst".indexOf(id.charAt(0)) >= 0;
            long number = 0;
            for (int k = 1; isId && k < id.length(); k++) {
                char digit = id.charAt(k);
                isId = digit >= '0' && digit <= '9';
                number = number * 10 + digit - '0';
            }
            if (!isId) {
                throw new IllegalArgumentException("an id is not b, s or t with a number: \"" + id + "\"");
            }
            return number;
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

        public void see(Effect effect) {
            effect.added().forEach(bead -> see(bead.id()));
            effect.splices().forEach(splice -> splice.added().forEach(sentence -> see(sentence.id())));
        }

        public String bead() {
            return "b" + ++beads;
        }

        public String sentence(Side side) {
            return side == Side.SOURCE ? "s" + ++sources : "t" + ++targets;
        }
    }
}
