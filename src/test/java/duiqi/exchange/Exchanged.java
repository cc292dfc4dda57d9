package duiqi.exchange;

import duiqi.exchange.UnitReader.ReaderSettings;
import duiqi.text.Direction;
import duiqi.text.ReadProblem;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads and writes files of the formats that {@link ExchangeFormat} lists. */
public final class Exchanged {
    public static final Instant NOW = Instant.parse("2026-11-24T08:00:00Z");

    private final ExchangeFormat format;
    private final Direction direction;
    public final List<ReadProblem> damage = new ArrayList<>();
    final Omissions omissions = new Omissions();
    TmxHeader header = TmxHeader.NONE;

    public Exchanged(String name) {
        this(name, Direction.INTO_ENGLISH);
    }

    Exchanged(String name, Direction direction) {
        this.direction = direction;
        this.format = ExchangeFormat.named(name).orElseThrow();
    }

    UnitWriter.WriterSettings writing() {
        return new UnitWriter.WriterSettings(direction.source(), direction.target(), "garden", "0.1", NOW, omissions);
    }

    ReaderSettings reading() {
        return new ReaderSettings(direction.source(), direction.target(), damage::add);
    }

    public List<Tu> read(Path file) throws IOException {
        return read(file, reading());
    }

    public List<Tu> read(Path file, ReaderSettings options) throws IOException {
        List<Tu> units = new ArrayList<>();
        try (UnitReader reader = format.open(file, options)) {
            header = reader.header();
            for (Optional<Tu> unit = reader.next(); unit.isPresent(); unit = reader.next()) {
                units.add(unit.get());
            }
        }
        return units;
    }

    /** Reads a file with this content and the name of the format. */
    public List<Tu> read(Path folder, String text) throws IOException {
        Path file = folder.resolve("a" + format.extensions().get(0));
        return read(Files.writeString(file, text, StandardCharsets.UTF_8));
    }

    public List<byte[]> write(List<Tu> units) throws IOException {
        UnitWriter.WriterSettings options = writing();
        List<ByteArrayOutputStream> outs = new ArrayList<>();
        format.files(Path.of("a" + format.extensions().get(0)), options)
                .forEach(each -> outs.add(new ByteArrayOutputStream()));
        UnitWriter writer = format.writer(List.<OutputStream>copyOf(outs), TmxHeader.NONE, options);
        for (Tu unit : units) {
            writer.write(unit);
        }
        writer.finish();
        return outs.stream().map(ByteArrayOutputStream::toByteArray).toList();
    }

    /** Writes units and reads them again. */
    List<Tu> again(List<Tu> units) {
        try {
            Path folder = Files.createTempDirectory("duiqi");
            List<byte[]> contents = write(units);
            List<Path> files =
                    format.files(folder.resolve("a" + format.extensions().get(0)), writing());
            for (int i = 0; i < files.size(); i++) {
                Files.write(files.get(i), contents.get(i));
            }
            List<Tu> read = read(files.get(0));
            for (Path file : files) {
                Files.delete(file);
            }
            Files.delete(folder);
            return read;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
