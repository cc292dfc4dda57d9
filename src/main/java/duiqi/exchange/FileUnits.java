package duiqi.exchange;

import duiqi.exchange.Tu.Tuv;
import duiqi.text.Direction;
import duiqi.text.Language;
import duiqi.text.Location;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * Reads the units of a file in any format. If the format does not declare the languages of its texts, the first 200
 * units decide which side is Chinese. Remembers the last unit with its locations. Not thread-safe.
 */
public final class FileUnits implements UnitReader {
    /** Number of units read to detect the languages of source and target. */
    private static final int SAMPLE = 200;

    private final Unit.Units units;
    private final Deque<Unit> ahead = new ArrayDeque<>();
    private final Optional<Direction> direction;
    private final TmxHeader header;
    private final Location start;
    private Optional<Unit> last = Optional.empty();
    private boolean isDone;

    /**
     * Creates a reader of a format that declares the language of each text.
     *
     * @param start location before the first unit
     */
    public FileUnits(Unit.Units units, Location start) {
        this.units = units;
        this.start = start;
        this.direction = Optional.empty();
        this.header = units.header();
    }

    /**
     * Creates a reader of a format whose texts may have the languages {@link Unit#SOURCE} and {@link Unit#TARGET}.
     *
     * @param units closed if this constructor fails
     * @param languages returns the languages for the first texts of both sides
     */
    public FileUnits(Unit.Units units, Location start, BiFunction<List<String>, List<String>, Direction> languages)
            throws IOException {
        this.units = units;
        this.start = start;
        try {
            readAhead();
            this.direction = Optional.of(languages.apply(texts(true), texts(false)));
            this.header = withLanguage(units.header());
        } catch (IOException | RuntimeException e) {
            units.close();
            throw e;
        }
    }

    private void readAhead() throws IOException {
        while (!isDone && ahead.size() < SAMPLE) {
            readNext().ifPresent(ahead::add);
        }
    }

    private Optional<Unit> readNext() throws IOException {
        Optional<Unit> unit = isDone ? Optional.empty() : units.next();
        isDone = unit.isEmpty();
        return unit;
    }

    private List<String> texts(boolean ofSource) {
        List<String> texts = new ArrayList<>();
        for (Unit unit : ahead) {
            List<Tuv> sides = unit.tu().variants();
            for (int i = 0; i < sides.size(); i++) {
                boolean isSource = i == 0 && !sides.get(i).code().equals(Unit.TARGET);
                if (isSource == ofSource) {
                    texts.add(sides.get(i).text());
                }
            }
        }
        return texts;
    }

    private TmxHeader withLanguage(TmxHeader read) {
        return new TmxHeader(
                read.version(), withLanguage(read.attributes(), Tu.SOURCE), read.annotations(), read.encodings());
    }

    private Tu withLanguages(Tu unit) {
        return unit.withVariants(unit.variants().stream()
                .map(side -> new Tuv(withLanguage(side.attributes(), Tuv.CODE), side.annotations(), side.content()))
                .toList());
    }

    private Map<String, String> withLanguage(Map<String, String> attributes, String name) {
        String code = attributes.getOrDefault(name, "");
        Optional<Language> language = code.equals(Unit.SOURCE)
                ? direction.map(Direction::source)
                : code.equals(Unit.TARGET) ? direction.map(Direction::target) : Optional.empty();
        if (language.isEmpty()) {
            return attributes;
        }
        Map<String, String> found = new LinkedHashMap<>(attributes);
        found.put(name, language.get().tag());
        return found;
    }

    @Override
    public TmxHeader header() {
        return header;
    }

    @Override
    public Optional<Tu> next() throws IOException {
        Optional<Unit> unit = ahead.isEmpty() ? readNext() : Optional.of(ahead.removeFirst());
        last = unit.isPresent() ? unit : last;
        return unit.map(Unit::tu).map(tu -> direction.isEmpty() ? tu : withLanguages(tu));
    }

    @Override
    public Optional<Language> sourceLanguage(Tu unit) {
        return last.flatMap(Unit::source)
                .or(() -> direction.map(Direction::source))
                .or(() -> UnitReader.super.sourceLanguage(unit));
    }

    @Override
    public Optional<Language> targetLanguage(Tu unit) {
        return last.flatMap(Unit::target).or(() -> direction.map(Direction::target));
    }

    @Override
    public Location location() {
        return last.map(Unit::location).orElse(start);
    }

    @Override
    public Location.Finder place(int side) {
        return last.orElseThrow().places().of(side);
    }

    @Override
    public Location.Finder placeOfMissing() {
        return place(last.orElseThrow().tu().variants().size());
    }

    @Override
    public boolean holdsMore() {
        return last.orElseThrow().places().holdsMore();
    }

    @Override
    public void close() throws IOException {
        units.close();
    }
}
