package duiqi.exchange;

import duiqi.exchange.Content.Code;
import duiqi.exchange.Content.Text;
import duiqi.exchange.Tu.Tuv;
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
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Reads, writes and shows units of the formats that {@link ExchangeFormat} lists. */
public final class Exchanged {
    public static final Instant NOW = Instant.parse("2026-11-24T08:00:00Z");

    private final ExchangeFormat format;
    private final Direction direction;
    public final List<ReadProblem> damage = new ArrayList<>();
    /** Counts of the data that the reader omits */
    public final Omissions unread = new Omissions();
    /** Counts of the data that the writer omits */
    public final Omissions omissions = new Omissions();

    TmxHeader header = TmxHeader.NONE;

    public Exchanged(String name) {
        this(name, Direction.INTO_ENGLISH);
    }

    public Exchanged(String name, Direction direction) {
        this.direction = direction;
        this.format = ExchangeFormat.named(name).orElseThrow();
    }

    UnitWriter.WriterSettings writing() {
        return new UnitWriter.WriterSettings(direction.source(), direction.target(), "garden", "0.1", NOW, omissions);
    }

    public ReaderSettings reading() {
        return new ReaderSettings(direction.source(), direction.target(), damage::add, unread);
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

    /** Returns units of TMX, in which {zh-CN 水} is a text in a language; {Z} and {E} are texts of one word. */
    public static List<Tu> units(String xml) {
        String body = xml.replace("{Z}", "{zh-CN 水}")
                .replace("{E}", "{en-US water}")
                .replaceAll("\\{([\\w-]+) (.*?)}", "<tuv xml:lang='$1'><seg>$2</seg></tuv>");
        String file = "<tmx version='1.4'><header/><body>" + body + "</body></tmx>";
        try {
            return new Exchanged("tmx").readBytes(List.of(file.getBytes(StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the line of each problem, and the problem. */
    public List<String> problems() {
        return damage.stream()
                .map(found -> found.location().line() + " " + found.problem())
                .toList();
    }

    /** Returns all units of a file of any format, each in one line that begins with its location. */
    public static List<String> lines(Path file, ReaderSettings settings) throws IOException {
        List<String> lines = new ArrayList<>();
        try (UnitReader reader = ExchangeFormat.of(file).orElseThrow().open(file, settings)) {
            for (Optional<Tu> unit = reader.next(); unit.isPresent(); unit = reader.next()) {
                lines.add(reader.location().line() + ":" + reader.location().column() + " " + shown(unit.get()));
            }
        }
        return lines;
    }

    /** Returns all data of a unit in one line. */
    public static String shown(Tu unit) {
        List<String> parts = new ArrayList<>(attributes(unit.attributes()));
        unit.annotations().forEach(one -> parts.add(shown(one)));
        for (Tuv side : unit.variants()) {
            List<String> more = new ArrayList<>(attributes(side.attributes()));
            more.removeIf(one -> one.matches("(xml:)?lang=.*"));
            side.annotations().forEach(one -> more.add(shown(one)));
            parts.add(side.code() + " " + shown(side.content())
                    + (more.isEmpty() ? "" : " {" + String.join(", ", more) + "}"));
        }
        return String.join(" | ", parts).replace("\r", "\\r").replace("\n", "\\n");
    }

    private static List<String> attributes(Map<String, String> attributes) {
        return attributes.entrySet().stream()
                .map(one -> one.getKey() + "=" + one.getValue())
                .toList();
    }

    private static String shown(Annotation annotation) {
        String more = attributes(annotation.attributes()).stream()
                .filter(one -> !one.startsWith("type="))
                .collect(Collectors.joining(" "));
        return (annotation.isNote() ? "note" : annotation.type())
                + (more.isEmpty() ? "" : "(" + more + ")")
                + (annotation.isNote() ? " " : "=")
                + annotation.text();
    }

    private static String shown(Content content) {
        return content.pieces().stream()
                .map(piece -> {
                    if (piece instanceof Code code) {
                        String start = "<" + code.element()
                                + attributes(code.attributes()).stream()
                                        .map(one -> " " + one)
                                        .collect(Collectors.joining());
                        String inside = shown(code.content());
                        return start + (inside.isEmpty() ? "/>" : ">" + inside + "</" + code.element() + ">");
                    }
                    return ((Text) piece).text();
                })
                .collect(Collectors.joining());
    }

    public List<byte[]> write(List<Tu> units) throws IOException {
        return write(units, TmxHeader.NONE, writing());
    }

    List<byte[]> write(List<Tu> units, TmxHeader head, UnitWriter.WriterSettings settings) throws IOException {
        List<ByteArrayOutputStream> outs = new ArrayList<>();
        format.files(Path.of("a" + format.extensions().get(0)), settings)
                .forEach(each -> outs.add(new ByteArrayOutputStream()));
        UnitWriter writer = format.writer(List.<OutputStream>copyOf(outs), head, settings);
        for (Tu unit : units) {
            writer.write(unit);
        }
        writer.finish();
        return outs.stream().map(ByteArrayOutputStream::toByteArray).toList();
    }

    /** Writes units and reads them again. */
    public List<Tu> again(List<Tu> units) {
        try {
            return readBytes(write(units));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<Tu> readBytes(List<byte[]> contents) throws IOException {
        Path folder = Files.createTempDirectory("duiqi");
        List<Path> files = format.files(folder.resolve("a" + format.extensions().get(0)), writing());
        for (int i = 0; i < files.size(); i++) {
            Files.write(files.get(i), contents.get(i));
        }
        List<Tu> read = read(files.get(0));
        for (Path file : files) {
            Files.delete(file);
        }
        Files.delete(folder);
        return read;
    }
}
