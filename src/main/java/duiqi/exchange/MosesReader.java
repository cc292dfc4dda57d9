package duiqi.exchange;

import duiqi.text.FormatException;
import duiqi.text.Location;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads two texts side by side, a line of each a unit. Not thread-safe. */
final class MosesReader implements UnitReader {
    private final ReaderSettings options;
    private final Path first;
    private final Path second;
    private final LineSource sources;
    private final LineSource targets;
    private Location location;

    /** Opens both, and counts their lines. */
    MosesReader(Path first, Path second, ReaderSettings options) throws IOException {
        this.options = options;
        this.first = first;
        this.second = second;
        this.location = new Location(first.toString(), 1, 1);
        requireSameLength();
        this.sources = new LineSource(first);
        try {
            this.targets = new LineSource(second);
        } catch (IOException | RuntimeException e) {
            sources.close();
            throw e;
        }
    }

    private void requireSameLength() throws IOException {
        int inFirst = count(first);
        int inSecond = count(second);
        if (inFirst != inSecond) {
            throw new FormatException(
                    first.toString(),
                    "has " + inFirst + " lines and " + second + " has " + inSecond + ", so they do not correspond",
                    "use files of as many lines, or align them with duiqi align");
        }
    }

    private static int count(Path file) throws IOException {
        try (LineSource lines = new LineSource(file)) {
            while (lines.next().isPresent()) {
                // only their number is wanted
            }
            return lines.number();
        }
    }

    @Override
    public TmxHeader header() {
        return TmxHeader.NONE;
    }

    @Override
    public Optional<Tu> next() throws IOException {
        Optional<String> source = sources.next();
        Optional<String> target = targets.next();
        while (source.isPresent() && target.isPresent()) {
            boolean isSound = !TextEncoding.hasFault(source.get()) && !TextEncoding.hasFault(target.get());
            if (isSound && !source.get().isBlank() && !target.get().isBlank()) {
                location = sources.location(1);
                return Optional.of(new Tu(
                        Map.of(),
                        List.of(),
                        List.of(Tuv.of(options.source(), source.get()), Tuv.of(options.target(), target.get()))));
            }
            if (isSound) {
                report(source.get(), target.get());
            } else {
                String problem = "a line has bytes that the encoding of its file does not allow";
                options.listener().found(new ReadProblem(sources.location(1), "", problem, ReadProblem.Kind.LOST));
            }
            source = sources.next();
            target = targets.next();
        }
        return Optional.empty();
    }

    private void report(String source, String target) throws IOException {
        if (source.isBlank() && target.isBlank()) {
            options.listener()
                    .found(new ReadProblem(sources.location(1), "", "both lines are empty", ReadProblem.Kind.REPAIRED));
        } else {
            LineSource empty = source.isBlank() ? sources : targets;
            Path other = source.isBlank() ? second : first;
            options.listener()
                    .found(new ReadProblem(
                            empty.location(1),
                            "",
                            "the line is empty and that of " + other + " is not",
                            ReadProblem.Kind.LOST));
        }
    }

    @Override
    public Location location() {
        return location;
    }

    @Override
    public void close() throws IOException {
        try {
            sources.close();
        } finally {
            targets.close();
        }
    }
}
