package duiqi.memory;

import duiqi.exchange.TmxReader;
import duiqi.exchange.TmxRewrite;
import duiqi.exchange.TmxWriter;
import duiqi.exchange.Tu;
import duiqi.io.AtomicFile;
import duiqi.io.FileState;
import duiqi.io.LockedFile;
import duiqi.text.Location;
import duiqi.text.ReadProblem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Puts pairs into the file of a memory behind what is there. A pair that the file has already is not put there again, so that doing
 * it once more after having been killed in the middle changes nothing. Thread-safe.
 */
final class AddedUnits {
    private final Path memory;
    private final TmxWriter writer;

    /**
     * Of a memory.
     *
     * @param memory the file, which need not exist
     */
    AddedUnits(Path memory, String toolVersion) {
        this.memory = memory;
        this.writer = new TmxWriter(toolVersion);
    }

    /** What the pairs of the file say; what cannot be read does not count. */
    Set<UnitKey> keys() throws IOException {
        Set<UnitKey> keys = new HashSet<>();
        if (Files.exists(memory)) {
            read(new TmxRewrite.FileCodes(), keys, damage -> {});
        }
        return keys;
    }

    /**
     * Writes pairs.
     *
     * @throws duiqi.text.FormatException if the file is damaged or cannot be written; it stays as it is
     */
    void write(List<AddedPair> pairs, Instant now) throws IOException {
        LockedFile lock = LockedFile.toUpdate(memory);
        try {
            if (!Files.exists(memory)) {
                AddedPair first = pairs.get(0);
                AtomicFile.write(
                        memory,
                        out -> writer.write(
                                first.chineseLanguage(),
                                first.englishLanguage(),
                                now,
                                Collections.emptyIterator(),
                                out));
            }
            FileState seen = FileState.of(memory);
            TmxRewrite.FileCodes codes = new TmxRewrite.FileCodes();
            Set<UnitKey> keys = new HashSet<>();
            read(codes, keys, ReadProblem.Listener.STRICT);
            List<Tu> missing = pairs.stream()
                    .map(pair -> codes.fit(pair.unit()))
                    .filter(unit -> keys.add(UnitKey.ofTexts(unit)))
                    .toList();
            if (!missing.isEmpty()) {
                TmxRewrite rewrite = new TmxRewrite(memory, ReadProblem.Listener.STRICT);
                AtomicFile.update(memory, seen, out -> rewrite.copy(new Behind(missing), memory, out));
            }
        } finally {
            lock.close();
        }
    }

    private void read(TmxRewrite.FileCodes codes, Set<UnitKey> keys, ReadProblem.Listener listener) throws IOException {
        try (TmxReader reader = TmxReader.open(memory, listener)) {
            for (Optional<Tu> unit = reader.next(); unit.isPresent(); unit = reader.next()) {
                codes.see(unit.get());
                keys.add(UnitKey.ofTexts(unit.get()));
            }
        }
    }

    private record Behind(List<Tu> units) implements TmxRewrite.Plan {
        @Override
        public Optional<Tu> of(Tu unit, Location location) {
            return Optional.of(unit);
        }

        @Override
        public void more(TmxRewrite.Sink sink) throws IOException {
            for (Tu unit : units) {
                sink.write(unit);
            }
        }
    }
}
