package duiqi.exchange.xliff;

import duiqi.exchange.Tu;
import duiqi.exchange.Unit;
import duiqi.exchange.UnitReader;
import duiqi.exchange.UnitReader.ReaderSettings;
import duiqi.exchange.XmlPlace;
import duiqi.io.XmlNode.Element;
import duiqi.text.Language;
import duiqi.text.LanguageName;
import duiqi.text.Location;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * Reads XLIFF 1.0 to 1.2, 2.0 and 2.1 in any encoding. A damaged unit does not affect other units; the listener decides
 * whether to skip it or to reject the file. Reads only extracted texts of a {@code <bin-unit>}. Not thread-safe.
 *
 * <p>Sources: XLIFF 1.2, OASIS Standard, 1 February 2008; XLIFF Version 2.1, OASIS Standard, 13 February 2018.
 */
final class XliffReader implements Unit.Units {
    private final XliffScanner scanner;
    private final XliffOmissions rest;
    private final ReaderSettings settings;
    private final Deque<Unit> ready = new ArrayDeque<>();
    private Optional<Language> source = Optional.empty();
    private Optional<Language> target = Optional.empty();

    private XliffReader(XliffScanner scanner, XliffOmissions rest, ReaderSettings settings) {
        this.scanner = scanner;
        this.rest = rest;
        this.settings = settings;
    }

    /**
     * Opens a file.
     *
     * @throws duiqi.text.FormatException if the file is not XLIFF
     */
    static UnitReader open(Path file, ReaderSettings settings) throws IOException {
        XliffOmissions rest = new XliffOmissions(settings.omissions());
        XliffReader reader =
                new XliffReader(XliffScanner.open(file, settings.listener(), false, rest::skipped), rest, settings);
        return new UnitReader(
                reader,
                new Location(file.toString(), 1, 1),
                (sources, targets) -> settings.direction(reader.source, reader.target, sources, targets));
    }

    @Override
    public Optional<Unit> next() throws IOException {
        while (ready.isEmpty()) {
            Optional<XliffPart> part = scanner.readUnit();
            if (part.isEmpty()) {
                return Optional.empty();
            }
            read(part.get());
        }
        return Optional.of(ready.remove());
    }

    private void read(XliffPart part) throws IOException {
        rest.of(part.unit());
        Optional<Language> ofSource = LanguageName.ofCode(part.scope().sourceCode());
        Optional<Language> ofTarget = LanguageName.ofCode(part.scope().targetCode());
        source = source.or(() -> ofSource);
        target = target.or(() -> ofTarget);
        List<Tu> units = XliffUnits.of(part);
        for (int i = 0; i < units.size(); i++) {
            XliffSegment segment = part.segments().get(i);
            ready.add(new Unit(
                    units.get(i), part.location(), side -> place(part, segment, side), Optional.empty(), ofTarget));
        }
        if (units.isEmpty()) {
            settings.lost(part.location(), part.unit().attribute("id").orElse(""), "unit has no <source>");
        }
    }

    private static Location.Finder place(XliffPart part, XliffSegment segment, int side) {
        Element element = side == 0 ? segment.source() : segment.target().orElse(segment.source());
        return XmlPlace.of(part.location(), part.xml(), element);
    }

    @Override
    public void close() throws IOException {
        scanner.close();
    }
}
