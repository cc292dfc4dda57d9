package duiqi.app;

import duiqi.exchange.ExchangeFormat;
import duiqi.exchange.Table;
import duiqi.exchange.TmxRewrite;
import duiqi.exchange.TmxWriter;
import duiqi.exchange.Tu;
import duiqi.exchange.UnitReader;
import duiqi.io.AtomicFile;
import duiqi.io.LockedFile;
import duiqi.lexicon.Lexicon;
import duiqi.memory.Duplicates;
import duiqi.memory.MemoryCleaning;
import duiqi.memory.MemoryDiff;
import duiqi.memory.MemoryMerge;
import duiqi.memory.MemoryOrder;
import duiqi.memory.MemoryParts;
import duiqi.memory.NewUnits;
import duiqi.memory.RevisedUnits;
import duiqi.text.Direction;
import duiqi.text.FormatException;
import duiqi.text.Location;
import duiqi.text.ReadProblem;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;

/**
 * Changes a TMX memory. The change is complete or does not happen. Immutable.
 *
 * @param output the file to write; empty for the memory itself
 * @param limit the maximum number of differences of each kind that a dry run lists
 * @param damage receives the damage in the memory; throws an exception to reject it
 */
public record MemoryEdit(
        Path memory,
        Optional<Path> output,
        boolean force,
        boolean dryRun,
        int limit,
        ReadProblem.Listener damage,
        Workspace workspace) {
    /** Age of a temporary file after which duiqi assumes that no process writes to it. */
    private static final Duration MAX_PAUSE = Duration.ofHours(1);

    /**
     * Describes the outcome of an edit.
     *
     * @param unread the number of units that duiqi cannot read, which stay as they are
     * @param diff the differences of a dry run; empty otherwise
     */
    public record Outcome<T>(T done, int unread, Optional<MemoryDiff> diff) {}

    /**
     * Passes on the damage of the memory, which stays as it is, and counts the unreadable units. Rejects a memory that
     * ends too early, because it may have lost units already. Not thread-safe.
     */
    private static final class KeptDamage implements ReadProblem.Listener {
        private final ReadProblem.Listener listener;
        private int unread;

        KeptDamage(ReadProblem.Listener listener) {
            this.listener = listener;
        }

        @Override
        public void found(ReadProblem problem) throws FormatException {
            if (problem.kind() == ReadProblem.Kind.CUT_OFF) {
                throw new FormatException(
                        problem.location(),
                        problem.problem(),
                        "restore it from a copy, or extract the valid units with duiqi tm convert");
            }
            unread += problem.kind() == ReadProblem.Kind.LOST ? 1 : 0;
            listener.found(problem.kept());
        }
    }

    /** Decides how the units change, while the memory is locked. The result counts the changes. */
    @FunctionalInterface
    private interface Decision<T> {
        T of(KeptDamage kept) throws IOException;
    }

    @FunctionalInterface
    private interface Planned<T> {
        TmxRewrite.Plan plan(T decision) throws IOException;
    }

    public Path target() {
        return output.orElse(memory);
    }

    /**
     * Adds a unit unless the memory contains it. Creates the memory if it does not exist, except in a dry run.
     *
     * @param direction the languages of the unit, and of a new memory
     */
    public Outcome<NewUnits> add(Tu unit, Direction direction) throws IOException {
        MemoryFiles.newTmx(memory);
        if (!dryRun && output.isEmpty() && !Files.exists(memory)) {
            LockedFile lock = MemoryFiles.lock(memory, workspace);
            try {
                NewUnits.create(
                        memory, direction, Version.number(), workspace.clock().instant());
            } finally {
                lock.close();
            }
        }
        return edit(kept -> new NewUnits(MemoryFiles.source(memory), List.of(unit), kept), added -> added);
    }

    /**
     * Counts the units of a merge.
     *
     * @param unrevised the number of omitted units whose state is unrevised
     * @param untranslated the number of units without a translation
     * @param isNew true if the memory did not exist
     */
    public record Merged(MemoryMerge merge, int unrevised, int untranslated, boolean isNew) {}

    /**
     * Merges other files into the memory. Creates the memory if it does not exist.
     *
     * @param policy the rule for units with the same source
     * @param takesUnrevised true to include units whose state is unrevised
     */
    public Outcome<Merged> merge(
            List<Path> others, MemoryMerge.Policy policy, boolean takesUnrevised, Table.Choice columns)
            throws IOException {
        if (!Files.exists(memory)) {
            return mergeIntoNew(others, policy, takesUnrevised, columns);
        }
        List<RevisedUnits> sources = new ArrayList<>();
        for (Path other : others) {
            // The units of a memory count as revised. A text in progress, for example an XLIFF file, may have unrevised
            // units.
            boolean isMemory =
                    ExchangeFormat.of(other).map(ExchangeFormat::holdsHeader).orElse(true);
            sources.add(new RevisedUnits(MemoryFiles.source(other, columns), takesUnrevised, isMemory));
        }
        Outcome<MemoryMerge> outcome = edit(
                kept -> {
                    UnitReader.Source base = MemoryFiles.source(memory);
                    return new MemoryMerge(ignored -> base.open(kept), List.copyOf(sources), policy, damage);
                },
                merge -> merge.plan(lost -> {}));
        int unrevised = sources.stream().mapToInt(RevisedUnits::unrevised).sum();
        int untranslated = sources.stream().mapToInt(RevisedUnits::untranslated).sum();
        return new Outcome<>(new Merged(outcome.done, unrevised, untranslated, false), outcome.unread, outcome.diff);
    }

    /** Creates the memory in the languages of the first file, and merges the files into it. */
    private Outcome<Merged> mergeIntoNew(
            List<Path> others, MemoryMerge.Policy policy, boolean takesUnrevised, Table.Choice columns)
            throws IOException {
        MemoryFiles.newTmx(target());
        Path first = others.get(0);
        Direction direction = MemoryFiles.direction(first, columns).orElse(Direction.INTO_ENGLISH);
        Path empty = Files.createTempFile("duiqi-", ".tmx");
        try (OutputStream out = Files.newOutputStream(empty)) {
            new TmxWriter(Version.number())
                    .write(
                            direction.source(),
                            direction.target(),
                            workspace.clock().instant(),
                            Collections.emptyIterator(),
                            out);
            Outcome<Merged> outcome = new MemoryEdit(
                            empty, Optional.of(target()), force, dryRun, limit, damage, workspace)
                    .merge(others, policy, takesUnrevised, columns);
            Merged done = outcome.done();
            return new Outcome<>(
                    new Merged(done.merge, done.unrevised, done.untranslated, true), outcome.unread, outcome.diff);
        } finally {
            Files.deleteIfExists(empty);
        }
    }

    /**
     * Removes duplicate units, and keeps one of each group.
     *
     * @param near true to ignore case, character width, white space and punctuation
     */
    public Outcome<Duplicates> dedupe(boolean near) throws IOException {
        return edit(kept -> new Duplicates(MemoryFiles.source(memory), near, kept), Duplicates::plan);
    }

    public Outcome<MemoryOrder> sort(MemoryOrder.By by, boolean reverse) throws IOException {
        return edit(kept -> new MemoryOrder(MemoryFiles.source(memory), by, reverse, kept), order -> order);
    }

    /**
     * Returns the selected cleaning filters.
     *
     * @param only the names of the filters to select; none for all
     * @param without the names of the filters to omit
     * @param minQuality probability that both sides translate each other below which a unit is misaligned, from 0 to 1
     * @param minProbability probability in the memory below which a pair is improbable, from 0 to 1
     * @throws FormatException if a filter does not exist
     */
    public static List<MemoryCleaning.Filter> filters(
            List<String> only, List<String> without, double minQuality, double minProbability) throws FormatException {
        List<MemoryCleaning.Filter> all = new ArrayList<>(MemoryCleaning.Filter.all(Lexicon.standard(), minQuality));
        all.add(MemoryCleaning.Filter.improbable(minProbability));
        Set<String> names =
                all.stream().map(MemoryCleaning.Filter::name).collect(Collectors.toCollection(TreeSet::new));
        List<String> asked = new ArrayList<>(only);
        asked.addAll(without);
        for (String name : asked) {
            if (!names.contains(name)) {
                throw new FormatException(name, "there is no such filter", "give some of " + String.join(", ", names));
            }
        }
        return all.stream()
                .filter(filter -> only.isEmpty() || only.contains(filter.name()))
                .filter(filter -> !without.contains(filter.name()))
                .filter(filter -> minProbability > 0 || !filter.name().equals("improbable"))
                .toList();
    }

    /**
     * Removes the units that a filter finds. A dry run returns no diff; the listener receives each unit instead. Rejects
     * a memory in other languages, because the filters would remove all of it.
     *
     * @param removed the file that receives the removed units; empty for none
     * @param taken receives each removed unit and the reason
     */
    public Outcome<MemoryCleaning> clean(
            List<MemoryCleaning.Filter> filters, Optional<Path> removed, MemoryCleaning.Listener taken)
            throws IOException {
        if (removed.isPresent() && Files.exists(MemoryFiles.newTmx(removed.get()))) {
            throw new FormatException(removed.get().toString(), "already exists", "give another file with --removed");
        }
        MemoryFiles.requireChineseAndEnglish(MemoryFiles.tmx(memory));
        MemoryCleaning cleaning = new MemoryCleaning(filters, taken);
        if (dryRun) {
            KeptDamage kept = new KeptDamage(damage);
            MemoryFiles.source(memory).read(kept, (unit, reader) -> cleaning.of(unit, reader.location()));
            return new Outcome<>(cleaning, kept.unread, Optional.empty());
        }
        return edit(
                kept -> {
                    // Cleaning reads the units while it writes, which is too late to reject damage.
                    MemoryFiles.source(memory).read(kept, (unit, reader) -> {});
                    if (removed.isPresent()) {
                        writeRemoved(removed.get(), filters);
                    }
                    return cleaning;
                },
                plan -> plan);
    }

    private void writeRemoved(Path file, List<MemoryCleaning.Filter> filters) throws IOException {
        MemoryCleaning again = new MemoryCleaning(filters, (unit, place, filter, reason) -> {});
        TmxRewrite rewrite = new TmxRewrite(MemoryFiles.tmx(memory), lost -> {});
        TmxRewrite.Plan plan = new TmxRewrite.Plan() {
            @Override
            public Optional<Tu> of(Tu unit, Location place) throws IOException {
                return again.of(unit, place).isPresent() ? Optional.empty() : Optional.of(unit);
            }

            @Override
            public boolean keepsUnread() {
                return false;
            }
        };
        AtomicFile.write(file, out -> rewrite.copy(plan, file, out));
    }

    /**
     * Splits the memory into several files.
     *
     * @param size the number of units in a part; empty to split by a property
     * @param by the property that the units of a part have in common
     * @return the number of units in each file, without unreadable ones
     */
    public Outcome<Map<Path, Integer>> split(Optional<Integer> size, String by, Path folder) throws IOException {
        Path whole = MemoryFiles.tmx(memory);
        LockedFile lock = MemoryFiles.lock(whole, workspace);
        try {
            KeptDamage kept = new KeptDamage(damage);
            MemoryParts parts = size.isEmpty()
                    ? MemoryParts.by(MemoryFiles.source(memory), by, kept)
                    : MemoryParts.ofSize(MemoryFiles.source(memory), size.get(), kept);
            if (parts.sizes().isEmpty()) {
                throw new FormatException(memory.toString(), "has no units to split", "give another memory");
            }
            String stem = String.valueOf(memory.getFileName()).replaceFirst("(?i)\\.tmx(\\.gz|\\.zip)?$", "");
            Map<Path, Integer> files = new LinkedHashMap<>();
            parts.sizes().forEach((name, units) -> files.put(folder.resolve(stem + "." + name + ".tmx"), units));
            MemoryFiles.OutputFiles outputs = new MemoryFiles.OutputFiles(List.copyOf(files.keySet()), force);
            outputs.requireFree();
            if (!dryRun) {
                outputs.write(outs -> new TmxRewrite(whole, lost -> {}).split(outs, parts::of));
            }
            return new Outcome<>(files, kept.unread, Optional.empty());
        } finally {
            lock.close();
        }
    }

    private <T> Outcome<T> edit(Decision<T> decision, Planned<T> planned) throws IOException {
        Path file = MemoryFiles.tmx(memory);
        Path target = MemoryFiles.newTmx(target());
        boolean isItself = Files.exists(target) && Files.isSameFile(target, file);
        MemoryFiles.OutputFiles outputs = new MemoryFiles.OutputFiles(List.of(target), dryRun || force || isItself);
        outputs.requireFree();
        KeptDamage kept = new KeptDamage(damage);
        // The decision reports or rejects the damage.
        TmxRewrite rewrite = new TmxRewrite(file, lost -> {});
        if (dryRun) {
            T done = decision.of(kept);
            return new Outcome<>(done, kept.unread, Optional.of(diff(rewrite, planned.plan(done))));
        }
        AtomicReference<T> done = new AtomicReference<>();
        MemoryFiles.update(target, workspace, () -> {
            // Another process may have created it in the meantime.
            outputs.requireFree();
            done.set(decision.of(kept));
            TmxRewrite.Plan plan = planned.plan(done.get());
            return out -> rewrite.copy(plan, target, out);
        });
        warnOfTemporaryFiles(target);
        return new Outcome<>(done.get(), kept.unread, Optional.empty());
    }

    private void warnOfTemporaryFiles(Path target) throws IOException {
        for (Path left : AtomicFile.temporaryFilesNear(
                target, workspace.clock().instant().minus(MAX_PAUSE))) {
            workspace
                    .messages()
                    .warn(left + ": temporary file of an interrupted write, or of a write on another machine;"
                            + " delete it if no other machine writes to this folder");
        }
    }

    private MemoryDiff diff(TmxRewrite rewrite, TmxRewrite.Plan plan) throws IOException {
        Path copy = Files.createTempFile("duiqi-", ".tmx");
        try {
            try (OutputStream out = Files.newOutputStream(copy)) {
                rewrite.copy(plan, out);
            }
            return MemoryDiff.of(MemoryFiles.source(memory), MemoryFiles.source(copy), limit, lost -> {});
        } finally {
            Files.deleteIfExists(copy);
        }
    }
}
