package duiqi.memory;

import duiqi.exchange.FileCodes;
import duiqi.exchange.TmxHeader;
import duiqi.exchange.TmxRewrite;
import duiqi.exchange.TmxWriter;
import duiqi.exchange.Tu;
import duiqi.exchange.UnitReader;
import duiqi.io.AtomicFile;
import duiqi.io.FileState;
import duiqi.io.LockedFile;
import duiqi.text.Direction;
import duiqi.text.LanguageName;
import duiqi.text.Location;
import duiqi.text.ReadProblem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Appends units to a memory, except those that it already contains. A repeated call after a crash therefore changes
 * nothing. A unit gets another id if the memory uses its id for other texts. Immutable.
 */
public final class NewUnits implements TmxRewrite.Plan {
    private final List<Tu> missing = new ArrayList<>();

    /** Reads the memory, and selects the units that it does not contain. */
    public NewUnits(UnitReader.Source memory, List<Tu> units, ReadProblem.Listener listener) throws IOException {
        FileCodes codes = new FileCodes();
        Set<String> ids = new HashSet<>();
        Set<UnitKey> keys = new HashSet<>();
        TmxHeader header;
        try (UnitReader reader = memory.open(listener)) {
            header = reader.header();
            for (Optional<Tu> unit = reader.next(); unit.isPresent(); unit = reader.next()) {
                codes.add(unit.get());
                ids.add(unit.get().id());
                keys.add(UnitKey.ofTexts(unit.get()));
            }
        }
        for (Tu unit : units) {
            Tu adapted = declared(codes.adapt(unit), header);
            if (keys.add(UnitKey.ofTexts(adapted))) {
                String id = unit.id();
                for (int number = 2; !ids.add(id); number++) {
                    id = unit.id() + "-" + number;
                }
                missing.add(adapted.withAttribute(Tu.ID, id));
            }
        }
    }

    /** Returns a unit that declares its source language, if the header of its file declares another one. */
    private static Tu declared(Tu unit, TmxHeader header) {
        return MemoryCopy.withSource(
                unit,
                unit.variants().get(0).language(),
                header.sourceCode().flatMap(code -> LanguageName.ofCode(code)));
    }

    /** Returns the number of units that the memory does not contain. */
    public int count() {
        return missing.size();
    }

    @Override
    public Optional<Tu> of(Tu unit, Location location) {
        return Optional.of(unit);
    }

    @Override
    public void more(TmxRewrite.Sink sink) throws IOException {
        for (Tu unit : missing) {
            sink.write(unit);
        }
    }

    /** Writes an empty memory unless the file exists. The caller holds its lock. */
    public static void create(Path memory, Direction direction, String toolVersion, Instant now) throws IOException {
        if (!Files.exists(memory)) {
            TmxWriter writer = new TmxWriter(toolVersion);
            AtomicFile.write(
                    memory,
                    out -> writer.write(direction.source(), direction.target(), now, Collections.emptyIterator(), out));
        }
    }

    /**
     * Appends the pairs that the file of a memory does not contain yet. Creates the file if it does not exist.
     *
     * @throws duiqi.text.FormatException if the file is damaged or cannot be written; the file is then unchanged
     */
    public static void append(Path memory, List<AddedPair> pairs, String toolVersion, Instant now) throws IOException {
        LockedFile lock = LockedFile.toUpdate(memory);
        try {
            create(memory, pairs.get(0).direction(), toolVersion, now);
            FileState seen = FileState.of(memory);
            NewUnits units = new NewUnits(
                    listener -> UnitReader.tmx(memory, listener),
                    pairs.stream().map(AddedPair::unit).toList(),
                    ReadProblem.Listener.STRICT);
            if (units.count() > 0) {
                TmxRewrite rewrite = new TmxRewrite(memory, ReadProblem.Listener.STRICT);
                AtomicFile.update(memory, seen, out -> rewrite.copy(units, memory, out));
            }
        } finally {
            lock.close();
        }
    }

    /** Returns the keys of the units in the file of a memory, which need not exist. Unreadable units are ignored. */
    public static Set<UnitKey> keys(Path memory) throws IOException {
        Set<UnitKey> keys = new HashSet<>();
        if (Files.exists(memory)) {
            UnitReader.Source units = listener -> UnitReader.tmx(memory, listener);
            units.read(damage -> {}, (unit, reader) -> keys.add(UnitKey.ofTexts(unit)));
        }
        return keys;
    }
}
