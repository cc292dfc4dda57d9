package duiqi.app;

import duiqi.exchange.ExchangeFormat;
import duiqi.exchange.Omissions;
import duiqi.exchange.Table;
import duiqi.exchange.TmxProfile;
import duiqi.exchange.UnitReader;
import duiqi.exchange.UnitReader.ReaderSettings;
import duiqi.exchange.UnitWriter;
import duiqi.memory.MemoryCopy;
import duiqi.text.Direction;
import duiqi.text.FormatException;
import duiqi.text.Language;
import duiqi.text.NearestName;
import duiqi.text.Plurals;
import duiqi.text.ReadProblem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Converts files with translation units to another format. Immutable.
 *
 * @param original the file of the source texts, if the format has one file for each language; empty to find it by name
 * @param from the name of their format; empty to detect it from each file name
 * @param source the source language of the output, and of tables that do not state it; empty for that of the first file
 * @param target the target language of the output, and of tables that do not state it; empty for that of the first file
 * @param strict true to reject content that the format cannot hold
 */
public record MemoryConversion(
        List<Path> files,
        Optional<Path> original,
        Optional<String> from,
        Output output,
        Optional<Language> source,
        Optional<Language> target,
        Table.Choice columns,
        boolean strict) {
    public MemoryConversion {
        files = List.copyOf(files);
    }

    /**
     * Describes the file to write.
     *
     * @param file the file; a format of several files derives their names from it
     * @param form the name of the format; empty to detect it from the file name
     */
    public record Output(Path file, Optional<String> form, TmxProfile profile, boolean replaces) {
        /**
         * Returns the format of the output.
         *
         * @throws FormatException if duiqi does not write this format
         */
        private ExchangeFormat format() throws FormatException {
            if (form.isEmpty()) {
                return MemoryFiles.formatToWrite("tm convert", file, form);
            }
            ExchangeFormat named = MemoryConversion.format(form, file);
            if (!named.isWritten()) {
                throw new FormatException(
                        "--to " + named.name(), "duiqi only reads this format", "use --to tmx or --to xliff");
            }
            return MemoryFiles.formatToWrite("tm convert", file, Optional.of(named.name()));
        }

        /**
         * Returns whether the output is TMX.
         *
         * @throws FormatException if duiqi does not write this format
         */
        public boolean isTmx() throws FormatException {
            return format().name().equals("tmx");
        }
    }

    /**
     * Counts the units of a conversion.
     *
     * @param omitted the number of omitted or changed parts, by kind
     */
    public record Outcome(List<Path> files, int read, int written, SortedMap<String, Integer> omitted) {
        public Outcome {
            files = List.copyOf(files);
        }
    }

    /**
     * Reads the files and writes the output.
     *
     * @param damage receives the damage in the files; throws an exception to reject it
     */
    public Outcome run(Clock clock, ReadProblem.Listener damage) throws IOException {
        ExchangeFormat form = output.format();
        if (output.isTmx()) {
            MemoryFiles.requireNoArchive(output.file);
        }
        List<Path> inputs = inputs();
        Direction direction = direction(inputs.get(0));
        Omissions omissions = new Omissions();
        List<UnitReader.Source> sources = new ArrayList<>();
        for (Path file : inputs) {
            sources.add(MemoryFiles.source(file, format(from, file), reading(omissions)));
        }
        UnitWriter.WriterSettings settings = new UnitWriter.WriterSettings(
                direction.source(),
                direction.target(),
                String.valueOf(files.get(0).getFileName()),
                Version.number(),
                clock.instant(),
                output.profile,
                omissions);
        AtomicInteger lost = new AtomicInteger();
        MemoryCopy copy = new MemoryCopy(sources, form, settings, found -> {
            damage.found(found);
            lost.addAndGet(found.isLost() ? 1 : 0);
        });
        List<Path> outputs = form.files(output.file, settings);
        new MemoryFiles.OutputFiles(outputs, output.replaces).write(outs -> {
            copy.write(outs);
            requireWritten(copy, lost.get(), omissions.counts());
        });
        return new Outcome(outputs, copy.read(), copy.written(), omissions.counts());
    }

    /** Returns the files to read. For two files with one language each, it returns the file of the translations. */
    private List<Path> inputs() throws IOException {
        if (original.isEmpty()) {
            return from.isPresent()
                    ? files
                    : MemoryFiles.withoutParts(files, problem -> {
                        throw problem;
                    });
        }
        if (files.size() > 1) {
            throw new FormatException("--original", "applies to one file", "convert each file alone");
        }
        if (format(from, files.get(0)).parts(original.get(), files.get(0)).size() == 1) {
            throw new FormatException(files.get(0).toString(), "contains the source texts", "omit --original");
        }
        return files;
    }

    private ReaderSettings reading(Omissions omissions) {
        return new ReaderSettings(usual().source(), usual().target(), damage -> {}, omissions)
                .withOriginal(original)
                .with(columns);
    }

    /** Returns the direction of files that do not state theirs. */
    private Direction usual() {
        return Direction.of(source, target).orElse(Direction.INTO_ENGLISH);
    }

    /**
     * Returns the direction of the output. The languages that the user does not give are those of the first file.
     *
     * @throws FormatException if source and target are the same language
     */
    private Direction direction(Path first) throws IOException {
        Direction found = source.isPresent() && target.isPresent()
                ? usual()
                : MemoryFiles.direction(first, format(from, first), reading(new Omissions()))
                        .orElse(usual());
        // TMX without a profile keeps the languages of the units, and its header must have the same.
        boolean isKept = output.isTmx() && output.profile == TmxProfile.PLAIN;
        Direction written =
                isKept ? found : new Direction(written(found.source(), found), written(found.target(), found));
        return new Direction(
                source.orElseGet(
                        () -> target.map(given -> other(written, given)).orElse(written.source())),
                target.orElseGet(
                        () -> source.map(given -> other(written, given)).orElse(written.target())));
    }

    private static Language other(Direction written, Language given) {
        boolean isTarget = written.target().equals(given)
                || (written.target().isSameAs(given) && !written.source().isSameAs(given));
        return isTarget ? written.source() : written.target();
    }

    /**
     * Returns the language to write for a language of a file. If it has neither script nor region, the usual region of
     * Chinese or English is added, unless both sides are in the same language.
     */
    private static Language written(Language language, Direction found) {
        if (found.source().isSameAs(found.target())) {
            return language;
        }
        if (language.isChinese()) {
            return language.chineseScript().isPresent() && language.primary().equals("zh")
                    ? language
                    : Language.CHINESE;
        }
        return language.isEnglish() && language.tag().equals(language.primary()) ? Language.ENGLISH : language;
    }

    private void requireWritten(MemoryCopy copy, int lost, SortedMap<String, Integer> omitted) throws FormatException {
        if (copy.read() == 0 && lost > 0) {
            throw new FormatException(
                    output.file.toString(),
                    "would contain none of " + Plurals.units(lost) + " read: all are damaged",
                    "repair them, or give the format of the file with --from");
        }
        String listed = omitted.entrySet().stream()
                .map(kind -> kind.getKey() + " (" + kind.getValue() + ")")
                .collect(Collectors.joining(", "));
        if (copy.read() > 0 && copy.written() == 0) {
            throw new FormatException(
                    output.file.toString(),
                    "would contain none of " + Plurals.units(copy.read()) + " read: " + listed,
                    "give the languages of the units with --source-lang and --target-lang");
        }
        if (strict && !omitted.isEmpty()) {
            throw new FormatException(
                    output.file.toString(), "cannot hold " + listed, "use another format, or omit --strict");
        }
    }

    private static ExchangeFormat format(Optional<String> name, Path file) throws FormatException {
        if (name.isEmpty()) {
            return MemoryFiles.format(file);
        }
        return ExchangeFormat.named(name.get())
                .orElseThrow(() -> new FormatException(
                        name.get(),
                        "unknown format",
                        name.get().equalsIgnoreCase("xliff2")
                                ? "use xliff, which reads versions 1.0 to 2.1 and writes version 1.2"
                                : NearestName.remedy(
                                        name.get(),
                                        ExchangeFormat.all().stream()
                                                .map(ExchangeFormat::name)
                                                .toList())));
    }

    /**
     * Selects the format of an output file from its name and from the option {@code --to}, so that no file has the
     * content of one format and the name of another. Immutable.
     *
     * @param command name of the command, for messages
     * @param hasDefault true if the first format is the default of names without an extension
     * @param formats extensions of each format that the command writes, by its name
     */
    public record OutputName(String command, boolean hasDefault, Map<String, List<String>> formats) {
        private static final String MEMORY = "tmx";

        /** Extensions of formats that only some commands write. */
        private static final Pattern OTHERS = Pattern.compile("\\.(tbx|utx|sarif|html|lexicon)$");

        public OutputName {
            formats = Collections.unmodifiableMap(new LinkedHashMap<>(formats));
        }

        /**
         * Returns the name of the format.
         *
         * @param named the format that the user names with {@code --to}
         * @throws FormatException if the file has the extension of another format, or no format has its extension and
         *     the user names none
         */
        public String format(Path file, Optional<String> named) throws FormatException {
            if (isFree(file)) {
                return named.orElse(formats.keySet().iterator().next());
            }
            List<String> fitting = fitting(file.toString().toLowerCase(Locale.ROOT));
            Optional<String> other = fitting.stream().findFirst().or(() -> other(file));
            if (named.isPresent() && other.isPresent() && !fitting.contains(named.get())) {
                throw new FormatException(
                        file.toString(),
                        "has the extension of " + other.get() + ", but the format is " + named.get(),
                        (fitting.isEmpty() ? "use " : "use --to " + other.get() + " or ") + "another file name");
            }
            if (named.isEmpty() && fitting.isEmpty()) {
                throw notWritten(file, other);
            }
            return named.orElseGet(() -> fitting.get(0));
        }

        /** Returns whether the name shows no format: that of a device or a pipe, or one without an extension. */
        private boolean isFree(Path file) {
            boolean isSpecial = Files.exists(file) && !Files.isRegularFile(file) && !Files.isDirectory(file);
            return isSpecial
                    || (hasDefault && !String.valueOf(file.getFileName()).contains("."));
        }

        /** Returns the formats whose extension the file has; only the longest extension counts. */
        private List<String> fitting(String file) {
            int longest = formats.values().stream()
                    .flatMap(List::stream)
                    .filter(file::endsWith)
                    .mapToInt(String::length)
                    .max()
                    .orElse(0);
            return formats.entrySet().stream()
                    .filter(format ->
                            format.getValue().stream().anyMatch(end -> end.length() == longest && file.endsWith(end)))
                    .map(Map.Entry::getKey)
                    .toList();
        }

        /** Returns whether a file name has an extension of a format that some command writes. */
        static boolean isKnown(Path file) {
            return other(file).isPresent();
        }

        private static Optional<String> other(Path file) {
            return ExchangeFormat.ofName(file)
                    .map(ExchangeFormat::name)
                    .or(() -> OTHERS.matcher(file.toString().toLowerCase(Locale.ROOT))
                            .results()
                            .findFirst()
                            .map(end -> end.group(1)));
        }

        private FormatException notWritten(Path file, Optional<String> format) {
            String name = file.toString().toLowerCase(Locale.ROOT);
            boolean isConverted = formats.containsKey(MEMORY)
                    && format.flatMap(ExchangeFormat::named)
                            .filter(ExchangeFormat::isWritten)
                            .filter(known -> known.extensions().stream().anyMatch(name::endsWith))
                            .isPresent();
            String extensions =
                    formats.values().stream().flatMap(List::stream).distinct().collect(Collectors.joining(" "));
            return new FormatException(
                    file.toString(),
                    format.map(other -> command + " does not write " + other).orElse("is not in a known format"),
                    isConverted
                            ? "write a .tmx file, and convert it with: duiqi tm convert FILE.tmx -o " + file
                            : "use a file name that ends in one of " + extensions);
        }
    }
}
