package duiqi.exchange.table;

import duiqi.exchange.ExchangeFormat;
import duiqi.exchange.Omissions;
import duiqi.exchange.Table;
import duiqi.exchange.TmxHeader;
import duiqi.exchange.Tu;
import duiqi.exchange.Tu.Tuv;
import duiqi.exchange.Unit;
import duiqi.exchange.UnitReader;
import duiqi.exchange.UnitReader.ReaderSettings;
import duiqi.exchange.UnitWriter;
import duiqi.io.Encoding;
import duiqi.io.SourceFile;
import duiqi.text.FormatException;
import duiqi.text.Language;
import duiqi.text.Location;
import duiqi.text.ReadProblem;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Reads and writes Moses files, the input of machine translation training: two plain texts whose lines correspond,
 * {@code NAME.zh} and {@code NAME.en}. Either file, or the common name, denotes both. Each text is one line, so the
 * writer replaces tabs and line breaks in it with a space and counts them. The files hold nothing but the texts.
 */
public final class MosesFormat implements ExchangeFormat {
    @Override
    public String name() {
        return "moses";
    }

    @Override
    public List<String> extensions() {
        return List.of(".zh", ".en");
    }

    @Override
    public UnitReader open(Path file, ReaderSettings options) throws IOException {
        Path first = sibling(file, options.source(), options.target());
        Path second = sibling(file, options.target(), options.source());
        for (Path each : List.of(first, second)) {
            if (!Files.exists(each)) {
                throw new FormatException(
                        each.toString(),
                        "does not exist, but the pair " + file + " needs it",
                        "give both files the same base name");
            }
        }
        return new UnitReader(new LinePairs(first, second, options), new Location(first.toString(), 1, 1));
    }

    @Override
    public List<Path> files(Path output, UnitWriter.WriterSettings options) {
        return List.of(
                sibling(output, options.source(), options.target()),
                sibling(output, options.target(), options.source()));
    }

    /**
     * Returns the file of a pair that contains a language. Two regions of the same language have their whole tags as
     * extensions.
     */
    private static Path sibling(Path file, Language language, Language other) {
        String name = String.valueOf(file.getFileName());
        String lower = name.toLowerCase(Locale.ROOT);
        boolean hasExtension = lower.endsWith(".zh") || lower.endsWith(".en");
        String common = hasExtension ? name.substring(0, name.length() - ".zh".length()) : name;
        String extension = language.isSameAs(other) ? language.tag() : language.isChinese() ? "zh" : language.primary();
        return file.resolveSibling(common + "." + extension);
    }

    @Override
    public UnitWriter writer(List<OutputStream> outs, TmxHeader header, UnitWriter.WriterSettings options)
            throws IOException {
        return new PairWriter(outs, options);
    }

    private static final class PairWriter implements UnitWriter {
        private final Writer first;
        private final Writer second;
        private final UnitWriter.WriterSettings options;
        private boolean hasWritten;
        private int count;

        PairWriter(List<OutputStream> outs, UnitWriter.WriterSettings options) {
            this.first = new BufferedWriter(new OutputStreamWriter(outs.get(0), StandardCharsets.UTF_8));
            this.second = new BufferedWriter(new OutputStreamWriter(outs.get(1), StandardCharsets.UTF_8));
            this.options = options;
        }

        @Override
        public void write(Tu unit) throws IOException {
            for (Sides sides : Sides.of(unit, options, false)) {
                Omissions omissions = options.omissions();
                Sides.PlainSides.count(sides, omissions);
                sides.countRegions(options);
                first.write(line(sides.source().text()) + "\n");
                second.write(line(sides.targetText()) + "\n");
                hasWritten = true;
                count++;
            }
        }

        private String line(String text) {
            String whole = options.omissions().plainText(text);
            if (!hasWritten && whole.startsWith(Encoding.MARK)) {
                options.omissions().add("byte order marks at the beginning of texts");
                whole = whole.substring(1);
            }
            String line = Table.TsvTable.line(whole);
            if (!line.equals(whole)) {
                options.omissions().add("tabs and line breaks in texts (replaced with spaces)");
            }
            return line;
        }

        @Override
        public int count() {
            return count;
        }

        @Override
        public void finish() throws IOException {
            first.flush();
            second.flush();
        }
    }

    /** Reads two files in parallel; a line of each makes a unit. Not thread-safe. */
    private static final class LinePairs implements Unit.Units {
        private final ReaderSettings settings;
        private final Path second;
        private final SourceFile.Lines sources;
        private final SourceFile.Lines targets;

        LinePairs(Path first, Path second, ReaderSettings settings) throws IOException {
            this.settings = settings;
            this.second = second;
            this.sources = new SourceFile.Lines(first);
            try {
                this.targets = new SourceFile.Lines(second);
            } catch (IOException | RuntimeException e) {
                sources.close();
                throw e;
            }
        }

        @Override
        public Optional<Unit> next() throws IOException {
            while (true) {
                Optional<String> source = sources.next();
                Optional<String> target = targets.next();
                Location location = sources.location(1);
                if (source.isPresent() != target.isPresent()) {
                    throw new FormatException(
                            location,
                            "has " + (source.isPresent() ? "more" : "fewer") + " lines than " + second,
                            "use files with the same number of lines, or align them with duiqi align");
                }
                if (source.isEmpty() || target.isEmpty()) {
                    return Optional.empty();
                }
                String problem = problem(source.get(), target.get());
                if (problem.isEmpty()) {
                    Tuv translation = Tuv.of(settings.target(), target.get());
                    Tu unit =
                            new Tu(Map.of(), List.of(), List.of(Tuv.of(settings.source(), source.get()), translation));
                    return Optional.of(new Unit(unit, location));
                }
                boolean areEmpty = source.get().isBlank() && target.get().isBlank();
                settings.listener()
                        .found(new ReadProblem(
                                source.get().isBlank() ? location : targets.location(1),
                                "",
                                problem,
                                areEmpty ? ReadProblem.Kind.REPAIRED : ReadProblem.Kind.LOST));
            }
        }

        private static String problem(String source, String target) {
            if (SourceFile.hasInvalidBytes(source) || SourceFile.hasInvalidBytes(target)) {
                return "line has bytes that are invalid in the encoding of the file";
            }
            if (source.isBlank() && target.isBlank()) {
                return "both lines are empty";
            }
            return source.isBlank() || target.isBlank() ? "line is empty, but the line in the other file is not" : "";
        }

        @Override
        public void close() throws IOException {
            try (sources) {
                targets.close();
            }
        }
    }
}
