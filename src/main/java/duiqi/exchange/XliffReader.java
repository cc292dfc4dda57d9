package duiqi.exchange;

import duiqi.text.Location;
import duiqi.text.TextPlace;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * Reads XLIFF 1.0 to 1.2, and 2.0 and 2.1, in any encoding. A damaged unit spoils no other; whether it is passed over is for the
 * listener to say. A {@code <bin-unit>} is passed over but for the texts that were taken out of it. Not thread-safe.
 *
 * <p>Sources: XLIFF 1.2, OASIS Standard, 1 February 2008; XLIFF Version 2.1, OASIS Standard, 13 February 2018.
 */
final class XliffReader implements UnitReader {
    private final XliffScanner scanner;
    private final ReaderSettings options;
    private final UnsupportedXliff rest;
    private final Deque<Read> ready = new ArrayDeque<>();
    private Optional<Read> last = Optional.empty();
    private Location location;
    private boolean isDone;

    /** A unit, and the elements that it was made of. */
    private record Read(Tu tu, XliffPart part, XliffSegment segment) {}

    private XliffReader(XliffScanner scanner, UnsupportedXliff rest, ReaderSettings options, Location location) {
        this.scanner = scanner;
        this.rest = rest;
        this.options = options;
        this.location = location;
    }

    /**
     * Opens a file.
     *
     * @throws duiqi.text.FormatException if the file is not XLIFF
     */
    static XliffReader open(Path file, ReaderSettings options) throws IOException {
        UnsupportedXliff rest = new UnsupportedXliff(options.omissions());
        XliffScanner scanner = XliffScanner.open(file, options.listener(), false, rest::passedOver);
        return new XliffReader(scanner, rest, options, new Location(file.toString(), 1, 1));
    }

    @Override
    public TmxHeader header() {
        return TmxHeader.NONE;
    }

    @Override
    public Optional<Tu> next() throws IOException {
        while (ready.isEmpty() && !isDone) {
            Optional<XliffPart> part = scanner.readUnit();
            isDone = part.isEmpty();
            if (part.isPresent()) {
                location = part.get().location();
                rest.of(part.get().unit());
                List<Tu> units = XliffUnits.of(part.get(), scanner.version(), options);
                List<XliffSegment> segments = XliffSegment.of(part.get().unit(), scanner.version());
                for (int i = 0; i < units.size(); i++) {
                    ready.add(new Read(units.get(i), part.get(), segments.get(i)));
                }
                if (ready.isEmpty()) {
                    options.listener()
                            .found(new ReadProblem(
                                    location,
                                    part.get().unit().attribute("id").orElse(""),
                                    "a unit has no <source>",
                                    ReadProblem.Kind.LOST));
                }
            }
        }
        last = Optional.ofNullable(ready.poll());
        last.ifPresent(read -> location = read.part.location());
        return last.map(Read::tu);
    }

    @Override
    public Location location() {
        return location;
    }

    @Override
    public TextPlace place(int side) {
        Read read = last.orElseThrow();
        XmlElement element =
                side == 0 ? read.segment.source() : read.segment.target().orElse(read.segment.source());
        return SegPlace.of(read.part.location(), read.part.xml(), element);
    }

    @Override
    public void close() throws IOException {
        scanner.close();
    }
}
