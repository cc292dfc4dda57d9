package duiqi.review;

import duiqi.exchange.FileCodes;
import duiqi.exchange.ReviewedUnits;
import duiqi.exchange.TmxRewrite;
import duiqi.exchange.Tu;
import duiqi.exchange.UnitReader;
import duiqi.memory.MemoryDiff;
import duiqi.review.memory.MemoryCopies;
import duiqi.review.memory.MemoryUnits;
import duiqi.text.Direction;
import duiqi.text.Location;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Finds the units of a memory that both the review and another program changed, and applies the choices of the user.
 * Stateless.
 */
public final class MemoryConflicts {
    private static final int MAX_EXAMPLES = 5;

    private MemoryConflicts() {}

    /** Says which version of a unit the memory keeps. */
    public enum Choice {
        MINE,
        THEIRS,
        BOTH
    }

    /**
     * Holds the texts of a version of a unit. Immutable.
     *
     * @param source source text
     * @param target target text
     */
    public record Texts(String source, String target) {
        /** Returns the texts of a unit; empty if it does not have two sides. */
        public static Optional<Texts> of(Tu unit, Direction direction) {
            if (unit.variants().size() < 2) {
                return Optional.empty();
            }
            int source = MemoryUnits.sourceSide(unit, direction).orElse(0);
            return Optional.of(new Texts(
                    unit.variants().get(source).text(),
                    unit.variants().get(source == 0 ? 1 : 0).text()));
        }
    }

    /**
     * Holds a unit that both sides changed. Immutable.
     *
     * @param before the unit before both changes
     * @param mine the unit in the review; empty if the review removed, merged or split it
     * @param theirs the unit in the version of the other program; empty if it removed the unit
     */
    public record Conflict(Tu before, Optional<Tu> mine, Optional<Tu> theirs) {
        /** Returns whether both versions have the same texts, and only differ in properties and notes. */
        public boolean hasEqualTexts(Direction direction) {
            return mine.isPresent()
                    && theirs.isPresent()
                    && Texts.of(mine.get(), direction).equals(Texts.of(theirs.get(), direction));
        }

        /** Returns an identifier of both versions, for the choice of the user. */
        public String id() {
            return ReviewedUnits.ReviewNote.hash(mine.map(MemoryConflicts::key).orElse("") + "\n"
                    + theirs.map(MemoryConflicts::key).orElse(""));
        }

        /** Returns the key of the version that a choice drops; empty if the choice keeps both, or there is only one. */
        public Optional<String> dropped(Choice choice) {
            Optional<Tu> loser = switch (choice) {
                case MINE -> theirs;
                case THEIRS -> mine.filter(unit -> theirs.isPresent());
                case BOTH -> Optional.empty();
            };
            return loser.map(MemoryConflicts::key);
        }
    }

    /**
     * Describes a unit that another program changed.
     *
     * @param what {@code added}, {@code removed} or {@code changed}
     * @param source its source text: the current one, or the last one if the unit was removed
     * @param target its target text
     */
    public record Example(String what, String source, String target) {}

    /**
     * Says how to merge changes of other programs. Immutable.
     *
     * @param isAllowed false to write nothing if another program changed the memory
     * @param hash SHA-256 of the version of the other program that the user saw; empty for any version
     * @param choices decisions of the user by {@link Conflict#id}
     * @param rest decision for all other conflicts
     */
    public record Merging(boolean isAllowed, Optional<String> hash, Map<String, Choice> choices, Choice rest) {
        /** Rejects changes of other programs. */
        public static final Merging NONE = new Merging(false, Optional.empty(), Map.of(), Choice.BOTH);

        /** Merges all changes and keeps both versions of units that both sides changed. */
        public static final Merging ALL = new Merging(true, Optional.empty(), Map.of(), Choice.BOTH);

        public Merging {
            choices = Map.copyOf(choices);
        }

        Choice choice(Conflict conflict) {
            return choices.getOrDefault(conflict.id(), rest);
        }

        /** Returns whether both versions of all units stay. */
        public boolean keepsBoth() {
            return rest == Choice.BOTH && choices.values().stream().allMatch(choice -> choice == Choice.BOTH);
        }
    }

    public static List<Example> examples(MemoryDiff diff, Direction direction) {
        Stream<Optional<Example>> all = Stream.of(
                        changes(diff).map(change -> example("changed", change.after(), direction)),
                        diff.added().stream().map(unit -> example("added", unit, direction)),
                        diff.removed().stream().map(unit -> example("removed", unit, direction)))
                .flatMap(examples -> examples);
        return all.flatMap(Optional::stream).limit(MAX_EXAMPLES).toList();
    }

    private static Optional<Example> example(String what, MemoryDiff.Placed placed, Direction direction) {
        return Texts.of(placed.unit(), direction).map(texts -> new Example(what, texts.source(), texts.target()));
    }

    /**
     * Returns the units that both sides changed differently, in the order of the memory.
     *
     * @param before the memory before both changes
     * @param mine the memory with the changes of the review
     * @param theirs the memory with the changes of the other program
     */
    public static List<Conflict> find(Path before, Path mine, MemoryDiff theirs) throws IOException {
        MemoryDiff own = MemoryCopies.diff(before, mine);
        Map<Tu, Optional<Tu>> changed = new HashMap<>();
        changes(own)
                .forEach(change -> changed.put(
                        change.before().unit(), Optional.of(change.after().unit())));
        own.removed().forEach(gone -> changed.put(gone.unit(), Optional.empty()));
        List<Conflict> conflicts = new ArrayList<>();
        changes(theirs)
                .forEach(change -> add(
                        conflicts,
                        changed,
                        change.before().unit(),
                        Optional.of(change.after().unit())));
        theirs.removed().forEach(gone -> add(conflicts, changed, gone.unit(), Optional.empty()));
        return conflicts;
    }

    private static void add(List<Conflict> conflicts, Map<Tu, Optional<Tu>> changed, Tu before, Optional<Tu> theirs) {
        Optional<Tu> mine = changed.getOrDefault(before, theirs);
        if (!mine.map(MemoryConflicts::key).equals(theirs.map(MemoryConflicts::key))) {
            conflicts.add(new Conflict(before, mine, theirs));
        }
    }

    private static Stream<MemoryDiff.Change> changes(MemoryDiff diff) {
        return Stream.concat(diff.changed().stream(), diff.annotated().stream());
    }

    /**
     * Returns a text that identifies a version of a unit: its id and its texts. If two units would have the same id,
     * duiqi adds a number to one of them, which the key omits. Without an id, the whole unit identifies it, because
     * texts can repeat.
     */
    private static String key(Tu unit) {
        String key = unit.id().isEmpty()
                ? unit.toString()
                : unit.id().replaceFirst("-\\d+$", "") + " "
                        + unit.variants().stream()
                                .map(side -> side.code() + " " + side.content())
                                .collect(Collectors.joining(" "));
        return key.replaceAll("\\s+", " ");
    }

    /** Removes the versions that the user did not choose. Use an instance for one copy. */
    public static final class Dropping implements TmxRewrite.Plan {
        private final Set<String> keys;
        private int dropped;

        /**
         * Creates the plan.
         *
         * @param keys the keys of {@link Conflict#dropped}
         */
        public Dropping(Set<String> keys) {
            this.keys = new LinkedHashSet<>(keys);
        }

        public int dropped() {
            return dropped;
        }

        @Override
        public Optional<Tu> of(Tu unit, Location location) {
            boolean isDropped = keys.remove(key(unit));
            dropped += isDropped ? 1 : 0;
            return isDropped ? Optional.empty() : Optional.of(unit);
        }
    }

    /**
     * Merges the changes of other programs into the memory of the review. If only the other program changed a unit, its
     * version replaces the unit. If both changed it, the other version is added at the end, so that neither is lost. A
     * unit that the other program removed is removed, unless the review changed it. Use an instance for one copy.
     */
    public static final class ExternalChanges implements TmxRewrite.Plan {
        private final Map<Tu, Tu> changed = new LinkedHashMap<>();
        private final Set<Tu> removed = new HashSet<>();
        private final List<Tu> more = new ArrayList<>();
        private int theirs;
        private int both;

        /**
         * Compares the changes with the draft.
         *
         * @param diff the changes of other programs
         * @param draft the memory as written by the review
         */
        public ExternalChanges(MemoryDiff diff, Path draft) throws IOException {
            Set<Tu> present = new HashSet<>();
            FileCodes codes = new FileCodes();
            try (UnitReader reader = UnitReader.tmx(draft, damage -> {})) {
                for (Optional<Tu> unit = reader.next(); unit.isPresent(); unit = reader.next()) {
                    present.add(unit.get());
                    codes.add(unit.get());
                }
            }
            changes(diff).forEach(change -> {
                Tu before = change.before().unit();
                Tu after = change.after().unit();
                if (present.contains(after)) {
                    return;
                }
                if (present.contains(before)) {
                    changed.put(before, after);
                } else {
                    both++;
                    more.add(codes.adapt(after));
                }
            });
            diff.removed().forEach(gone -> removed.add(gone.unit()));
            for (MemoryDiff.Placed unit : diff.added()) {
                if (!present.contains(unit.unit())) {
                    theirs++;
                    more.add(codes.adapt(unit.unit()));
                }
            }
        }

        public int theirs() {
            return theirs;
        }

        public int both() {
            return both;
        }

        @Override
        public Optional<Tu> of(Tu unit, Location location) {
            Optional<Tu> other = Optional.ofNullable(changed.remove(unit));
            boolean isGone = other.isEmpty() && removed.remove(unit);
            theirs += other.isPresent() || isGone ? 1 : 0;
            return isGone ? Optional.empty() : Optional.of(other.orElse(unit));
        }

        @Override
        public void more(TmxRewrite.Sink sink) throws IOException {
            for (Tu unit : more) {
                sink.write(unit);
            }
        }
    }
}
