package duiqi.fuzz;

import static duiqi.fuzz.ScratchFolder.SCRATCH;

import duiqi.exchange.ExchangeFormat;
import duiqi.exchange.Omissions;
import duiqi.exchange.Pairs;
import duiqi.exchange.Suggestions;
import duiqi.exchange.TmxHeader;
import duiqi.exchange.TmxRewrite;
import duiqi.exchange.TmxUpdate;
import duiqi.exchange.TmxWriter;
import duiqi.exchange.Tu;
import duiqi.exchange.UnitReader;
import duiqi.exchange.UnitReader.ReaderSettings;
import duiqi.exchange.UnitWriter;
import duiqi.glossary.Glossary;
import duiqi.glossary.GlossaryFormats;
import duiqi.glossary.GlossaryValidation;
import duiqi.glossary.TermEntry;
import duiqi.io.SourceFile;
import duiqi.memory.TmxValidation;
import duiqi.text.DocumentPair;
import duiqi.text.Language;
import duiqi.text.ReadProblem;
import duiqi.text.TranslationUnit;
import duiqi.text.TranslationUnit.Variant;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Fuzzes files of translation units and glossaries in all formats: reading, writing, updating and filling. */
final class ExchangeTargets {
    private static final Suggestions SUGGESTIONS = (source, before, after) -> suggestion(source);

    private static final Instant NOW = Instant.parse("2026-11-24T08:00:00Z");

    /** Golden files of the formats that have one file for each language: source texts and translations. */
    private static final Map<String, List<String>> RESOURCES = Map.of(
            "json", List.of("en.json", "zh-CN.json"),
            "arb", List.of("app_en.arb", "app_zh.arb"),
            "android", List.of("values/strings.xml", "values-zh-rCN/strings.xml"),
            "strings", List.of("en.lproj/Localizable.strings", "zh-Hans.lproj/Localizable.strings"),
            "stringsdict", List.of("en.lproj/Localizable.stringsdict", "zh-Hans.lproj/Localizable.stringsdict"),
            "properties", List.of("messages.properties", "messages_zh_CN.properties"),
            "resx", List.of("Resources.resx", "Resources.zh-CN.resx"),
            "yaml", List.of("locales/garden.en.yml", "locales/garden.zh-CN.yml"));

    private static final Path RESOURCE_FOLDER = Path.of("src/test/resources/golden/exchange/resource");

    private ExchangeTargets() {}

    static List<Target> all() {
        List<Target> targets = new ArrayList<>();
        for (ExchangeFormat format : ExchangeFormat.all()) {
            String name = format.name();
            if (RESOURCES.containsKey(name)) {
                targets.add(new Target(
                        name,
                        List.of(resources(name)),
                        input -> readPair(format, format.extensions().get(0), input)));
            } else if (name.equals("moses")) {
                targets.add(new Target(name, List.of(moses()), input -> readMoses(format, input)));
            } else {
                boolean isZip = name.equals("xlsx");
                targets.add(new Target(
                        name,
                        isZip ? List.of(workbook(format)) : seeds(format),
                        input -> readFile(format, isZip ? Parts.zip(input) : input)));
            }
        }
        ExchangeFormat json = ExchangeFormat.named("json").orElseThrow();
        targets.add(new Target("arb", List.of(resources("arb")), input -> readPair(json, ".arb", input)));
        targets.add(new Target("tmx-rewrite", Seed.files("tmx/*.tmx"), ExchangeTargets::rewrite));
        targets.add(new Target("tmx-update", Seed.files("tmx/*.tmx"), ExchangeTargets::update));
        targets.add(new Target("tmx-validate", Seed.files("tmx/*.tmx"), ExchangeTargets::validate));
        for (String name : List.of("xliff", "po", "xcstrings")) {
            ExchangeFormat format = ExchangeFormat.named(name).orElseThrow();
            targets.add(new Target(name + "-fill", seeds(format), input -> fill(format, input)));
        }
        for (GlossaryFormats.Format format : GlossaryFormats.ALL) {
            String end = format.extensions().get(0);
            boolean isZip = format.name().equals("xlsx");
            targets.add(new Target(
                    "terms-" + format.name(),
                    isZip ? List.of(workbook(format)) : Seed.files("glossary/*" + end),
                    input -> readTerms(format, end, isZip ? Parts.zip(input) : input)));
        }
        return targets;
    }

    /** Returns the golden files with an extension of the format; for a format without one, the files with its name. */
    private static List<Seed> seeds(ExchangeFormat format) {
        List<String> ends = format.extensions().isEmpty() ? List.of(format.name() + ".txt") : format.extensions();
        return ends.stream()
                .flatMap(end -> Seed.files("{exchange,exchange/resource,tmx}/*" + end).stream())
                .toList();
    }

    /** Returns both golden files of a format of resource files as one input. */
    private static Seed resources(String format) {
        return new Seed(format, () -> {
            List<String> texts = new ArrayList<>();
            for (String name : RESOURCES.getOrDefault(format, List.of())) {
                Path file = RESOURCE_FOLDER.resolve(name);
                texts.add(Files.readString(file, SourceFile.of(file).encoding().charset()));
            }
            return String.join("\n---\n", texts).getBytes(StandardCharsets.UTF_8);
        });
    }

    private static Seed moses() {
        return Seed.of("moses", "水是软的。\n石头是硬的。\n---\nWater is soft.\nStones are hard.");
    }

    /** Returns a small table as a workbook written by duiqi. */
    private static Seed workbook(ExchangeFormat xlsx) {
        return new Seed("workbook", () -> {
            Path table =
                    SCRATCH.file("a.csv", "zh,en\n水,water\n=火,fire & \"flame\"\n".getBytes(StandardCharsets.UTF_8));
            List<Tu> units =
                    read(ExchangeFormat.named("csv").orElseThrow(), table).units();
            return Parts.ofZip(Files.readAllBytes(write(xlsx, new Found(units, TmxHeader.NONE))));
        });
    }

    private static void readFile(ExchangeFormat format, byte[] input) throws IOException {
        String end = format.extensions().stream().findFirst().orElse(".txt");
        readAndWrite(format, SCRATCH.file("a" + end, input), Optional.empty());
    }

    private static void readPair(ExchangeFormat format, String end, byte[] input) throws IOException {
        List<String> texts = Parts.texts(input, 2);
        Path translation = SCRATCH.file("zh" + end, texts.get(1).getBytes(StandardCharsets.UTF_8));
        Path original = translation.resolveSibling("en" + end);
        Files.writeString(original, texts.get(0));
        readAndWrite(format, translation, Optional.of(original));
    }

    private static void readMoses(ExchangeFormat moses, byte[] input) throws IOException {
        List<String> sides = Parts.texts(input, 2);
        Path chinese = SCRATCH.file("a.zh", sides.get(0).getBytes(StandardCharsets.UTF_8));
        Files.writeString(chinese.resolveSibling("a.en"), sides.get(1));
        readAndWrite(moses, chinese, Optional.empty());
    }

    private record Found(List<Tu> units, TmxHeader header) {}

    /** Fails unless writing twice yields the same units as writing once. Writes a format that duiqi only reads as TMX. */
    private static void readAndWrite(ExchangeFormat readFormat, Path file, Optional<Path> original) throws IOException {
        Found read = read(readFormat, file, original);
        Pairs pairs = new Pairs(file.toString());
        read.units().forEach(pairs::of);
        ExchangeFormat format = readFormat.isWritten()
                ? readFormat
                : ExchangeFormat.named("tmx").orElseThrow();
        Found once = read(format, write(format, read));
        Laws.requireSame(once.units(), read(format, write(format, once)).units(), "written twice");
    }

    private static Found read(ExchangeFormat format, Path file) throws IOException {
        return read(format, file, Optional.empty());
    }

    private static Found read(ExchangeFormat format, Path file, Optional<Path> original) throws IOException {
        List<Tu> units = new ArrayList<>();
        ReaderSettings settings = new ReaderSettings(Language.CHINESE, Language.ENGLISH, damage -> {
            Laws.requireLocation(damage.location());
            Laws.require(!damage.problem().isBlank(), () -> "problem without description: " + damage);
        });
        try (UnitReader reader = format.open(file, settings.withOriginal(original))) {
            for (Optional<Tu> unit = reader.next(); unit.isPresent(); unit = reader.next()) {
                units.add(unit.get());
                Laws.requireLocation(reader.location());
                for (int side = 0; side < unit.get().variants().size(); side++) {
                    int length = unit.get().variants().get(side).text().length();
                    Laws.requireLocation(reader.place(side).at(0));
                    Laws.requireLocation(reader.place(side).at(length));
                }
            }
            return new Found(units, reader.header());
        }
    }

    private static Path write(ExchangeFormat format, Found found) throws IOException {
        UnitWriter.WriterSettings settings =
                new UnitWriter.WriterSettings(Language.CHINESE, Language.ENGLISH, "fuzz", "1", NOW, new Omissions());
        Path output = SCRATCH.file("b" + format.extensions().get(0), new byte[0]);
        List<Path> files = format.files(output, settings);
        List<ByteArrayOutputStream> outs =
                files.stream().map(file -> new ByteArrayOutputStream()).toList();
        UnitWriter writer = format.writer(List.<OutputStream>copyOf(outs), found.header(), settings);
        for (Tu unit : found.units()) {
            writer.write(unit);
        }
        writer.finish();
        for (int i = 0; i < files.size(); i++) {
            Files.write(files.get(i), outs.get(i).toByteArray());
        }
        return files.get(0);
    }

    /** Fails unless an unchanged copy of a memory is identical. */
    private static void rewrite(byte[] input) throws IOException {
        Path tmx = SCRATCH.file("a.tmx", input);
        ByteArrayOutputStream copy = new ByteArrayOutputStream();
        new TmxRewrite(tmx, damage -> {}).copy((unit, location) -> Optional.of(unit), copy);
        Laws.require(Arrays.equals(input, copy.toByteArray()), () -> "the copy differs: " + copy);
    }

    private static void update(byte[] input) throws IOException {
        Path tmx = SCRATCH.file("a.tmx", input);
        DocumentPair documents = new DocumentPair("garden.zh.txt", "garden.en.txt");
        TmxUpdate update = new TmxUpdate(documents, Language.CHINESE, Language.ENGLISH, new TmxWriter("1"), NOW);
        DocumentPair.UnitIds ids = new DocumentPair.UnitIds(documents);
        List<TranslationUnit> units = new ArrayList<>();
        for (List<String> pair : List.of(List.of("水是软的。", "Water is soft."), List.of("新。", "New."))) {
            units.add(new TranslationUnit(
                    ids.next(pair.get(0), pair.get(1)),
                    new Variant(Language.CHINESE, pair.get(0)),
                    new Variant(Language.ENGLISH, pair.get(1)),
                    new TreeMap<>(),
                    Optional.of(NOW)));
        }
        int before = count(tmx);
        TmxUpdate.Outcome outcome = update.apply(tmx, units, true);
        Laws.requireSame(before + outcome.added() - outcome.removed(), count(tmx), "units after the update");
        Laws.require(!update.apply(tmx, units, true).changed(), () -> "a repeated update changes the file");
    }

    private static int count(Path tmx) throws IOException {
        int count = 0;
        try (UnitReader reader = UnitReader.tmx(tmx, ReadProblem.Listener.STRICT)) {
            while (reader.next().isPresent()) {
                count++;
            }
        }
        return count;
    }

    private static void validate(byte[] input) throws IOException {
        new TmxValidation((location, rule, problem) -> {
                    Laws.requireLocation(location);
                    Laws.require(!problem.isBlank(), () -> "no description for " + rule);
                })
                .check(SCRATCH.file("a.tmx", input));
    }

    private static Optional<Suggestions.Suggestion> suggestion(String source) {
        return source.length() % 3 == 0
                ? Optional.empty()
                : Optional.of(new Suggestions.Suggestion(
                        "<Filled> & \"so\"\n", source.length() % 3 == 1 ? 100 : 85, "tm/a.tmx#1", false));
    }

    /** Fails if filling a filled file changes it. */
    private static void fill(ExchangeFormat format, byte[] input) throws IOException {
        byte[] filled = filled(format, input);
        byte[] again = filled(format, filled);
        Laws.require(Arrays.equals(filled, again), () -> "filled twice: " + new String(again, StandardCharsets.UTF_8));
    }

    private static byte[] filled(ExchangeFormat format, byte[] input) throws IOException {
        Path file = SCRATCH.file("a" + format.extensions().get(0), input);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ReaderSettings settings = new ReaderSettings(Language.ENGLISH, Language.CHINESE, damage -> {});
        format.fill(file, out, settings, false, SUGGESTIONS);
        return out.toByteArray();
    }

    /** Returns a small glossary as a workbook written by duiqi. */
    private static Seed workbook(GlossaryFormats.Format xlsx) {
        return new Seed("workbook", () -> {
            Path table = SCRATCH.file(
                    "a.csv", Seed.files("glossary/garden.csv").get(0).content().bytes());
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            xlsx.write(Glossary.read(table), out, NOW, new Omissions());
            return Parts.ofZip(out.toByteArray());
        });
    }

    private static void readTerms(GlossaryFormats.Format format, String extension, byte[] input) throws IOException {
        List<TermEntry> entries = format.read(SCRATCH.file("a" + extension, input), Laws::requireHelp);
        entries.forEach(entry -> Laws.requireLocation(entry.location()));
        if (entries.isEmpty() || !format.isWritten()) {
            return;
        }
        new GlossaryValidation((location, rule, isNote, problem) -> Laws.requireLocation(location))
                .check(new Glossary(entries));
        List<TermEntry> once = again(format, extension, entries);
        // OmegaT glossaries do not declare which column is Chinese, so duiqi may swap the columns.
        if (!format.name().equals("omegat")) {
            Laws.requireSame(placeless(once), placeless(again(format, extension, once)), "written twice");
        }
    }

    private static List<TermEntry> again(GlossaryFormats.Format format, String extension, List<TermEntry> entries)
            throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        format.write(new Glossary(entries), out, NOW, new Omissions());
        Path file = SCRATCH.file("a" + extension, out.toByteArray());
        return Files.size(file) == 0 ? List.of() : format.read(file, Laws::requireHelp);
    }

    private static List<String> placeless(List<TermEntry> entries) {
        return entries.stream()
                .map(entry -> String.join(
                        "|",
                        entry.concept(),
                        entry.chinese(),
                        entry.english(),
                        entry.status().toString(),
                        entry.details().exceptions().toString(),
                        entry.details().note()))
                .sorted()
                .toList();
    }
}
