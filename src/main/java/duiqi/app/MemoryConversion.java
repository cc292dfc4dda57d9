package duiqi.app;

import duiqi.exchange.ExchangeFormat;
import duiqi.exchange.Omissions;
import duiqi.exchange.TmxProfile;
import duiqi.exchange.UnitReader;
import duiqi.exchange.WriterSettings;
import duiqi.memory.MemoryCopy;
import duiqi.text.Plurals;
import duiqi.text.FormatException;
import duiqi.text.Language;
import duiqi.text.ReadProblem;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.stream.Collectors;

/**
 * Turns files with translation units into a file of another form. Immutable.
 *
 * @param files the files to read
 * @param from the name of their form; empty where the names of the files tell it
 * @param output the file to write
 * @param source the source: the side of each unit to write, and the first side of a table
 * @param target the target
 * @param strict whether content that the form cannot hold is refused
 */
public record MemoryConversion(
        List<Path> files, Optional<String> from, Output output, Language source, Language target, boolean strict) {
    /** Forms of single tools. They are only read: a tool would not take a file of duiqi for its own. */
    private static final List<String> ONLY_READ = List.of(".sdlxliff", ".mqxliff", ".mxliff", ".pot");

    public MemoryConversion {
        files = List.copyOf(files);
    }

    /**
     * The file to write.
     *
     * @param file the name, from which a form of several files makes their names
     * @param form the name of the form; empty where the name of the file tells it
     * @param profile the tool that TMX is for
     * @param version the version of TMX
     * @param replaces whether a file that is there may be replaced
     */
    public record Output(
            Path file, Optional<String> form, TmxProfile profile, TmxProfile.Version version, boolean replaces) {
        /**
         * Returns the form that is written.
         *
         * @throws FormatException if duiqi writes no such form
         */
        private ExchangeFormat format() throws FormatException {
            String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
            if (ONLY_READ.stream().anyMatch(name::endsWith)) {
                throw new FormatException(file.toString(), "is of a form that is only read", "write .xlf or .po");
            }
            if (name.equals("-")) {
                throw new FormatException("-", "standard output is no place for this", "name a file");
            }
            return MemoryConversion.format(form, file);
        }

        /**
         * Returns whether the file is TMX.
         *
         * @throws FormatException if duiqi writes no such form
         */
        public boolean isTmx() throws FormatException {
            return format().name().equals("tmx");
        }
    }

    /**
     * The counts of a conversion.
     *
     * @param files the files that are written
     * @param read the number of units read
     * @param written the number of units written
     * @param omitted the number of things that are left out or changed, by kind
     */
    public record Outcome(List<Path> files, int read, int written, SortedMap<String, Integer> omitted) {
        public Outcome {
            files = List.copyOf(files);
        }
    }

    /**
     * Reads and writes.
     *
     * @param damage hears of damage in the files, and may refuse it
     */
    public Outcome run(Clock clock, ReadProblem.Listener damage) throws IOException {
        ExchangeFormat form = output.format();
        if (output.isTmx()) {
            MemoryFiles.requireNoArchive(output.file);
        }
        Omissions omissions = new Omissions();
        List<UnitReader.Source> sources = new ArrayList<>();
        for (Path file : files) {
            sources.add(MemoryFiles.source(file, format(from, file), source, target, omissions));
        }
        WriterSettings settings = new WriterSettings(
                source,
                target,
                String.valueOf(files.get(0).getFileName()),
                Version.number(),
                clock.instant(),
                output.profile,
                output.version,
                omissions);
        MemoryCopy copy = new MemoryCopy(sources, form, settings, damage);
        List<Path> outputs = form.files(output.file, settings);
        new MemoryFiles.OutputFiles(outputs, output.replaces).write(outs -> {
            copy.write(outs);
            requireWritten(copy, omissions.counts());
        });
        return new Outcome(outputs, copy.read(), copy.written(), omissions.counts());
    }

    private void requireWritten(MemoryCopy copy, SortedMap<String, Integer> omitted) throws FormatException {
        String listed = omitted.entrySet().stream()
                .map(kind -> kind.getValue() + " " + kind.getKey())
                .collect(Collectors.joining(", "));
        if (copy.read() > 0 && copy.written() == 0) {
            throw new FormatException(
                    output.file.toString(),
                    "would hold none of " + Plurals.units(copy.read()) + " read: " + listed,
                    "name the languages of the units with --source-lang and --target-lang");
        }
        if (strict && !omitted.isEmpty()) {
            throw new FormatException(
                    output.file.toString(), "cannot hold " + listed, "write another form, or leave --strict out");
        }
    }

    private static ExchangeFormat format(Optional<String> name, Path file) throws FormatException {
        if (name.isEmpty()) {
            return MemoryFiles.format(file);
        }
        return ExchangeFormat.named(name.get())
                .orElseThrow(() -> new FormatException(
                        name.get(),
                        "is no form",
                        "give one of "
                                + ExchangeFormat.all().stream()
                                        .map(ExchangeFormat::name)
                                        .collect(Collectors.joining(", "))));
    }
}
