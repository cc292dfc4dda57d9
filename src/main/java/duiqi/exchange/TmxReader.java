package duiqi.exchange;

import duiqi.exchange.tmx.RawUnit;
import duiqi.exchange.tmx.TmxScanner;
import duiqi.text.FormatException;
import duiqi.text.Location;
import duiqi.text.ReadProblem;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Reads TMX of every version and encoding, compressed or not. A damaged unit does not affect other units; the listener
 * decides whether to skip it or to reject the file. Not thread-safe.
 *
 * <p>Source: TMX 1.4b Specification, LISA OSCAR 2005. {@link duiqi.io.XmlScanner} and {@link LanguageCode} list the
 * deviations of real tools.
 */
public final class TmxReader implements UnitReader {
    private final TmxScanner scanner;
    private final TmxScanner.TmxHead head;
    private final ReadProblem.Listener listener;
    private Location location;
    private Optional<RawUnit> last = Optional.empty();
    private boolean isDone;

    private TmxReader(TmxScanner scanner, TmxScanner.TmxHead head, ReadProblem.Listener listener) {
        this.scanner = scanner;
        this.head = head;
        this.listener = listener;
        this.location = head.location();
    }

    /**
     * Opens a file.
     *
     * @param listener receives each problem and may reject the file
     * @throws FormatException if the file is not TMX
     */
    public static TmxReader open(Path file, ReadProblem.Listener listener) throws IOException {
        TmxScanner scanner = TmxScanner.open(file, listener);
        try {
            return new TmxReader(scanner, scanner.readHead(), listener);
        } catch (IOException | RuntimeException e) {
            scanner.close();
            throw e;
        }
    }

    @Override
    public TmxHeader header() {
        return head.header();
    }

    @Override
    public Optional<Tu> next() throws IOException {
        if (isDone) {
            return Optional.empty();
        }
        Optional<RawUnit> unit = scanner.readUnit();
        last = unit;
        if (unit.isEmpty()) {
            isDone = true;
            scanner.readTail();
        }
        if (unit.isPresent()) {
            location = unit.get().location();
            for (String oddity : unit.get().oddities()) {
                listener.found(new ReadProblem(location, unit.get().id(), "unit " + oddity, ReadProblem.Kind.PART));
            }
        }
        return unit.map(RawUnit::tu);
    }

    @Override
    public Location location() {
        return location;
    }

    @Override
    public Location.Finder place(int side) {
        return last.orElseThrow().place(side);
    }

    @Override
    public boolean holdsMore() {
        return last.orElseThrow().holdsMore();
    }

    @Override
    public void close() throws IOException {
        scanner.close();
    }
}
