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

/**
 * Changes an alignment step by step, without its rows, so that a log of many steps is replayed fast. Not thread-safe.
 */
public final class Draft {
    private final List<Sentence> source;
    private final List<Sentence> target;
    private final Map<String, ReviewBead> beads = new LinkedHashMap<>();
    private final Ids ids = new Ids();
    private final Map<String, String> originals = new HashMap<>();
    private ReviewOrigin origin;
    private Optional<Map<String, Integer>> positions = Optional.empty();

    /**
     * @throws IllegalArgumentException if an id is not right or not of one alone
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
            throw new IllegalArgumentException("the id of a sentence is not right or not its own: " + sentence.id());
        }
    }

    /** Returns the origin. */
    public ReviewOrigin origin() {
        return origin;
    }

    /**
     * Checks the draft.
     *
     * @throws IllegalArgumentException if a sentence is not in exactly one bead
     */
    public void requireSound() {
        Set<String> free = new HashSet<>(places().keySet());
        for (ReviewBead bead : beads.values()) {
            for (List<String> side : List.of(bead.source(), bead.target())) {
                for (String sentence : side) {
                    if (!free.remove(sentence)) {
                        throw new IllegalArgumentException(
                                "the sentence " + sentence + " is in two beads, or there is no such sentence");
                    }
                }
            }
        }
        if (!free.isEmpty()) {
            throw new IllegalArgumentException("a sentence is in no bead: " + free);
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

    /** Returns the text that a sentence has in its file; empty when that is not known. */
    Optional<String> original(String sentence) {
        return Optional.ofNullable(originals.get(sentence));
    }

    /**
     * Makes a step.
     *
     * @throws IllegalArgumentException if it cannot be made here; nothing is changed then
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

    /** Keeps the positions in step with the texts, once they were asked for. */
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

    /** Remembers the text of its file when a sentence is first edited, unless it was cut before. */
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
     * Makes sure that a step leaves each sentence in one bead: it must give what it takes.
     *
     * @throws IllegalArgumentException if a step cannot be made here
     */
    public void requirePossible(Effect effect) {
        Set<String> freed = new HashSet<>();
        for (ReviewBead bead : effect.removed()) {
            if (!bead(bead.id()).equals(Optional.of(bead))) {
                throw new IllegalArgumentException("the bead " + bead.id() + " is not there to be replaced");
            }
            freed.addAll(bead.source());
            freed.addAll(bead.target());
        }
        Map<Side, Integer> sizes = new HashMap<>(Map.of(Side.SOURCE, source.size(), Side.TARGET, target.size()));
        for (Effect.Splice splice : effect.splices()) {
            int size = sizes.merge(
                    splice.side(), splice.added().size() - splice.removed().size(), Integer::sum);
            if (splice.from() < 0 || splice.from() + splice.added().size() > size) {
                throw new IllegalArgumentException("there are no sentences to be replaced at " + splice.from());
            }
            // A sentence that is there before and after stays in its bead: only its place or its text changes.
            Set<String> before = ids(splice.removed());
            Set<String> after = ids(splice.added());
            before.stream().filter(id -> !after.contains(id)).forEach(freed::remove);
            after.stream().filter(id -> !before.contains(id)).forEach(freed::add);
        }
        for (ReviewBead bead : effect.added()) {
            for (List<String> side : List.of(bead.source(), bead.target())) {
                for (String sentence : side) {
                    if (!freed.remove(sentence)) {
                        throw new IllegalArgumentException(
                                "the sentence " + sentence + " is not free for the bead " + bead.id());
                    }
                }
            }
        }
        if (!freed.isEmpty()) {
            throw new IllegalArgumentException("sentences are left in no bead: " + freed);
        }
    }

    private static Set<String> ids(List<Sentence> sentences) {
        return sentences.stream().map(Sentence::id).collect(Collectors.toSet());
    }

    /**
     * Returns the alignment as it stands, with its rows.
     *
     * @throws IllegalArgumentException if a sentence is not in exactly one bead
     */
    public Snapshot snapshot() {
        return new Snapshot(List.copyOf(source), List.copyOf(target), places(), beads.values());
    }

    /**
     * Returns the alignment after a step that was just made.
     *
     * @param before the alignment before it
     * @param window the rows that it changes, as told before it
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

    /** Gives ids that no bead and no sentence has had before. Not thread-safe. */
    public static final class Ids {
        private static final int MAX_DIGITS = 17;

        private long beads;
        private long sources;
        private long targets;

        /** Returns the number of an id; the older of two ids has the smaller number. */
        static long number(String id) {
            boolean isId = id.length() > 1 && id.length() <= MAX_DIGITS + 1 && "bst".indexOf(id.charAt(0)) >= 0;
            long number = 0;
            for (int k = 1; isId && k < id.length(); k++) {
                char digit = id.charAt(k);
                isId = digit >= '0' && digit <= '9';
                number = number * 10 + digit - '0';
            }
            if (!isId) {
                throw new IllegalArgumentException("an id is b, s or t and a number, not \"" + id + "\"");
            }
            return number;
        }

        /** Keeps an id that is in use from being given again. */
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
