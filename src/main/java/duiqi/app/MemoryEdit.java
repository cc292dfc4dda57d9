package duiqi.app;

import duiqi.exchange.ExchangeFormat;
import duiqi.exchange.Table;
import duiqi.exchange.TmxRewrite;
import duiqi.exchange.TmxWriter;
import duiqi.exchange.Tu;
import duiqi.exchange.UnitReader;
import duiqi.io.AtomicFile;
import duiqi.io.FileState;
import duiqi.io.LockedFile;
import duiqi.lexicon.Lexicon;
import duiqi.memory.AddedPair;
import duiqi.memory.Duplicates;
import duiqi.memory.MemoryCleaning;
import duiqi.memory.MemoryDiff;
import duiqi.memory.MemoryMerge;
import duiqi.memory.MemoryOrder;
import duiqi.memory.MemoryParts;
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
import java.util.stream.Collectors;

/**
 * Changes a TMX memory. The change is complete or does not happen. Immutable.
 *
 * @param memory the memory
 * @param output the file to write; empty for the memory itself
 * @param force true to replace another existing file
 * @param dryRun true to write nothing
 * @param limit the maximum number of differences of each kind that a dry run lists
 * @param damage receives the damage in the memory; throws an exception to reject it
 * @param workspace the clock and the listener for messages
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
     * @param done the counts of the changes
     * @param diff the differences of a dry run; empty otherwise
     */
    public record Outcome<T>(T done, Optional<MemoryDiff> diff) {}

    /** Decides how the units change, while the memory is locked. */
    @FunctionalInterface
    private interface Decision {
        TmxRewrite.Plan plan() throws IOException;
    }

    /** Returns the file that the edit writes. */
    public Path target() {
        return output.orElse(memory);
    }

    private UnitReader.Source units() throws FormatException {
        return MemoryFiles.source(memory);
    }

    /**
     * Adds a pair. Creates the memory if it does not exist, except in a dry run.
     *
     * @param addition the pair
     * @param direction the languages of the pair, and of a new memory
     */
    public Outcome<AddedPair.Addition> add(AddedPair.Addition addition, Direction direction) throws IOException {
        MemoryFiles.newTmx(memory);
        if (!dryRun && output.isEmpty() && !Files.exists(memory)) {
            make(direction);
        }
        return new Outcome<>(addition, apply(() -> addition.plan(units(), damage)));
    }

    /** Creates an empty memory, unless another process has created it in the meantime. */
    private void make(Direction direction) throws IOException {
        TmxWriter writer = new TmxWriter(Version.number());
        LockedFile lock = MemoryFiles.lock(memory, workspace);
        try {
            if (!Files.exists(memory)) {
                AtomicFile.write(
                        memory,
                        out -> writer.write(
                                direction.source(),
                                direction.target(),
                                workspace.clock().instant(),
                                Collections.emptyIterator(),
                                out));
            }
        } finally {
            lock.close();
        }
    }

    /**
     * Counts the units of a merge.
     *
     * @param merge the counts of the merged units
     * @param unrevised the number of omitted units whose state is unrevised
     * @param untranslated the number of units without a translation
     */
    public record Merged(MemoryMerge merge, int unrevised, int untranslated) {}

    /**
     * Merges other files into the memory.
     *
     * @param others the files
     * @param policy the rule for units with the same source
     * @param takesUnrevised true to include units whose state is unrevised
     * @param columns the columns that the user gives for tables
     */
    public Outcome<Merged> merge(
            List<Path> others, MemoryMerge.Policy policy, boolean takesUnrevised, Table.Choice columns)
            throws IOException {
        if (!Files.exists(memory)) {
            throw new FormatException(
                    memory.toString(),
                    "there is no such memory",
                    "check its name, or create it: duiqi tm convert " + others.get(0) + " -o " + memory);
        }
        List<MemoryMerge.RevisedUnits> sources = new ArrayList<>();
        for (Path other : others) {
            // The units of a memory count as revised. A text in progress, for example an XLIFF file, may have unrevised
            // units.
            boolean isMemory =
                    ExchangeFormat.of(other).map(ExchangeFormat::holdsHeader).orElse(true);
            sources.add(new MemoryMerge.RevisedUnits(MemoryFiles.source(other, columns), takesUnrevised, isMemory));
        }
        MemoryMerge[] merge = new MemoryMerge[1];
        Optional<MemoryDiff> diff = apply(() -> {
            merge[0] = new MemoryMerge(units(), List.copyOf(sources), policy, damage);
            return merge[0].plan(lost -> {});
        });
        int unrevised =
                sources.stream().mapToInt(MemoryMerge.RevisedUnits::unrevised).sum();
        int untranslated = sources.stream()
                .mapToInt(MemoryMerge.RevisedUnits::untranslated)
                .sum();
        return new Outcome<>(new Merged(merge[0], unrevised, untranslated), diff);
    }

    /**
     * Removes duplicate units, and keeps one of each group.
     *
     * @param near true to ignore case, character width, white space and punctuation
     */
    public Outcome<Duplicates> dedupe(boolean near) throws IOException {
        Duplicates[] duplicates = new Duplicates[1];
        Optional<MemoryDiff> diff = apply(() -> {
            duplicates[0] = new Duplicates(units(), near, damage);
            return duplicates[0].plan();
        });
        return new Outcome<>(duplicates[0], diff);
    }

    /** Sorts the units. */
    public Outcome<MemoryOrder> sort(MemoryOrder.By by, boolean reverse) throws IOException {
        MemoryOrder[] order = new MemoryOrder[1];
        Optional<MemoryDiff> diff = apply(() -> {
            order[0] = new MemoryOrder(units(), by, reverse, damage);
            return order[0];
        });
        return new Outcome<>(order[0], diff);
    }

    /**
     * Returns the selected cleaning filters.
     *
     * @param only the names of the filters to select; none for all
     * @param without the names of the filters to omit
     * @throws FormatException if a filter does not exist
     */
    public static List<MemoryCleaning.Filter> filters(List<String> only, List<String> without) throws FormatException {
        List<MemoryCleaning.Filter> all = MemoryCleaning.Filter.all(Lexicon.standard());
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
                .toList();
    }

    /**
     * Removes the units that a filter finds. A dry run returns no diff; the listener receives each unit instead. Rejects
     * a memory in other languages, because the filters would remove all of it.
     *
     * @param filters the filters
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
            MemoryFiles.tmx(memory);
            read(cleaning::of);
            return new Outcome<>(cleaning, Optional.empty());
        }
        return new Outcome<>(cleaning, apply(() -> {
            // Cleaning reads the units while it writes, which is too late to reject damage.
            read((unit, place) -> {});
            if (removed.isPresent()) {
                writeRemoved(removed.get(), filters);
            }
            return cleaning;
        }));
    }

    /** Visits each unit. */
    @FunctionalInterface
    private interface Look {
        void at(Tu unit, Location place) throws IOException;
    }

    private void read(Look look) throws IOException {
        try (UnitReader reader = units().open(damage)) {
            for (Optional<Tu> unit = reader.next(); unit.isPresent(); unit = reader.next()) {
                look.at(unit.get(), reader.location());
            }
        }
    }

    private void writeRemoved(Path file, List<MemoryCleaning.Filter> filters) throws IOException {
        MemoryCleaning again = new MemoryCleaning(filters, (unit, place, filter, reason) -> {});
        TmxRewrite rewrite = new TmxRewrite(MemoryFiles.tmx(memory), lost -> {});
        AtomicFile.write(
                file,
                out -> rewrite.copy(
                        (unit, place) -> again.of(unit, place).isPresent() ? Optional.empty() : Optional.of(unit),
                        file,
                        out));
    }

    /**
     * Splits the memory into several files.
     *
     * @param size the number of units in a part; empty to split by a property
     * @param by the property that the units of a part have in common
     * @param folder the folder of the parts
     * @return the number of units in each file
     */
    public Map<Path, Integer> split(Optional<Integer> size, String by, Path folder) throws IOException {
        Path whole = MemoryFiles.tmx(memory);
        LockedFile lock = MemoryFiles.lock(whole, workspace);
        try {
            MemoryParts parts = size.isEmpty()
                    ? MemoryParts.by(units(), by, damage)
                    : MemoryParts.ofSize(units(), size.get(), damage);
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
            return files;
        } finally {
            lock.close();
        }
    }

    private Optional<MemoryDiff> apply(Decision decision) throws IOException {
        Path file = MemoryFiles.tmx(memory);
        Path target = target();
        MemoryFiles.newTmx(target);
        boolean isItself = Files.exists(target) && Files.isSameFile(target, file);
        new MemoryFiles.OutputFiles(List.of(target), dryRun || force || isItself).requireFree();
        if (dryRun) {
            return Optional.of(diff(file, decision.plan()));
        }
        write(file, target, decision);
        return Optional.empty();
    }

    private void write(Path file, Path target, Decision decision) throws IOException {
        LockedFile lock = MemoryFiles.lock(target, workspace);
        try {
            FileState seen = FileState.of(target);
            TmxRewrite.Plan plan = decision.plan();
            // The decision has already reported or rejected the damage.
            TmxRewrite rewrite = new TmxRewrite(file, lost -> {});
            Workspace.UninterruptibleWrite.run(
                    () -> AtomicFile.update(target, seen, out -> rewrite.copy(plan, target, out)));
        } finally {
            lock.close();
        }
        for (Path left : AtomicFile.temporaryFilesNear(
                target, workspace.clock().instant().minus(MAX_PAUSE))) {
            workspace
                    .messages()
                    .warn(left + ": temporary file of an interrupted write, or of a write on another machine;"
                            + " delete it if no other machine writes to this folder");
        }
    }

    private MemoryDiff diff(Path file, TmxRewrite.Plan plan) throws IOException {
        Path copy = Files.createTempFile("duiqi-", ".tmx");
        try {
            try (OutputStream out = Files.newOutputStream(copy)) {
                new TmxRewrite(file, lost -> {}).copy(plan, out);
            }
            return MemoryFiles.diff(file, copy, limit, lost -> {});
        } finally {
            Files.deleteIfExists(copy);
        }
    }
}
