package duiqi.benchmark;

import duiqi.text.TranslationUnit;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipFile;

/**
 * Runs every command that reads memories on one memory of generated units, each as a process of the jar with a stated
 * heap. It prints a table row for each command and verifies the output without the readers of duiqi, by counting in the
 * bytes of the files. A failed row does not stop the others.
 */
final class MillionUnits {
    private static final int MILLION = 1_000_000;
    private static final int PARTS = 10;
    private static final int SENTENCES = 1000;
    private static final int ROWS_OF_REPORT = 100_000;
    private static final int PATIENCE_SECONDS = 1200;
    /** Units of one source are a twentieth of all units, then a tenth. */
    private static final int SAME_SOURCES = 20;

    private static final double MAX_RATIO = 3;
    private static final String WORD = "研究";

    /** Heap of commands that hold all units as keys or findings. */
    private static final String MUCH = "1g";

    private static final String HALF = "512m";
    private static final String QUARTER = "256m";
    private static final List<String> FORMATS = List.of("tmx.gz", "xlf", "tsv", "csv", "xlsx", "zh", "jsonl", "po");

    private final PrintStream out;
    private final Path folder;
    private final int units;
    private final Set<String> wanted;
    private final Path memory;
    private final List<String> failures = new ArrayList<>();
    private final Counts counts = new Counts();
    private String printed = "";

    private MillionUnits(PrintStream out, Path folder, int units, Set<String> wanted) {
        this.out = out;
        this.folder = folder;
        this.units = units;
        this.wanted = wanted;
        this.memory = folder.resolve("tm/made-up.tmx");
    }

    /** Holds the figures of the memory that the outputs must agree with. */
    private static final class Counts {
        private int duplicates;
        private int withWord;
        private double processor;
        private long findings = -1;
    }

    /** Returns the sentence that says which counts agree. */
    @FunctionalInterface
    private interface Check {
        String verified() throws IOException;
    }

    /**
     * Prints the table.
     *
     * @param arguments number of units, "." for a million; optionally a folder with tables of pairs, "-" for none; and
     *     optionally the names of rows
     */
    public static void main(String[] arguments) throws Exception {
        int units = arguments.length == 0 || arguments[0].equals(".") ? MILLION : Integer.parseInt(arguments[0]);
        Machine.print(
                System.out,
                "./mvnw -q -Pbenchmark test -Dbenchmark.main=duiqi.benchmark.MillionUnits \"-Dbenchmark="
                        + String.join(" ", arguments) + "\"");
        Optional<Path> tables =
                arguments.length > 1 && arguments[1].equals("-") ? Optional.empty() : MadeUpMemory.tables(arguments, 1);
        Set<String> wanted =
                new TreeSet<>(arguments.length > 2 ? List.of(arguments).subList(2, arguments.length) : List.of());
        Path folder = Files.createTempDirectory("duiqi-million");
        List<String> failures;
        try {
            failures = new MillionUnits(System.out, folder, units, wanted).run(tables);
        } finally {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
        if (!failures.isEmpty()) {
            throw new IllegalStateException("failed: " + String.join(", ", failures));
        }
    }

    private List<String> run(Optional<Path> tables) throws Exception {
        make(tables);
        out.printf(Locale.ROOT, "%d units, %.0f MB of TMX%n%n", units, Files.size(memory) / 1e6);
        out.println("| row | command | heap | time | processor | memory of the process | verified |");
        out.println("|---|---|---|---|---|---|---|");
        inspect();
        change();
        mergeSameSources();
        for (String format : FORMATS) {
            convert(format);
        }
        find();
        checkAll();
        out.println();
        return failures;
    }

    private void make(Optional<Path> tables) throws IOException {
        Files.createDirectories(folder.resolve("tm"));
        Set<Long> texts = new HashSet<>();
        List<String> sentences = new ArrayList<>();
        int[] made = {0};
        MadeUpMemory.write(units, memory, tables, unit -> {
            counts.duplicates += texts.add(hash(unit)) ? 0 : 1;
            counts.withWord +=
                    unit.source().text().contains(WORD) || unit.target().text().contains(WORD) ? 1 : 0;
            if (made[0]++ % Math.max(1, units / SENTENCES) == 0 && sentences.size() < SENTENCES) {
                sentences.add(unit.source().text());
            }
        });
        Files.write(folder.resolve("new.zh.txt"), sentences);
        // The first nine of ten units
        try (Stream<String> lines = Files.lines(memory);
                PrintStream part = new PrintStream(Files.newOutputStream(nine()), false, StandardCharsets.UTF_8)) {
            int[] ended = {0};
            lines.takeWhile(line -> ended[0] < units - units / PARTS).forEach(line -> {
                part.println(line);
                ended[0] += line.contains("</tu>") ? 1 : 0;
            });
            part.println("</body></tmx>");
        }
    }

    private static long hash(TranslationUnit unit) {
        long hash = 0xCBF29CE484222325L;
        String both = unit.source().text() + '\n' + unit.target().text();
        for (int i = 0; i < both.length(); i++) {
            hash = (hash ^ both.charAt(i)) * 0x100000001B3L;
        }
        return hash;
    }

    private Path nine() {
        return folder.resolve("nine.tmx");
    }

    private Path result() {
        return folder.resolve("result.tmx");
    }

    private void inspect() throws Exception {
        row("stats", HALF, 0, () -> equal("units", number("units +(\\d+)"), units), "tm", "stats", memory);
        row("validate", HALF, 0, () -> equal("problems", printed.lines().count(), 0), "tm", "validate", memory);
        row(
                "diff",
                HALF,
                1,
                () -> equal("removed", number("(\\d+) removed"), units / PARTS) + ", "
                        + equal("unchanged", number("(\\d+) unchanged"), units - units / PARTS),
                "tm",
                "diff",
                "--limit",
                "1",
                memory,
                nine());
    }

    private void change() throws Exception {
        Path copy = folder.resolve("copy.tmx");
        Files.copy(memory, copy, StandardCopyOption.REPLACE_EXISTING);
        row(
                "add",
                HALF,
                0,
                () -> equal("units", units(copy), units + 1L),
                "tm",
                "add",
                copy,
                "自立自强",
                "self-reliance and strength");
        Files.delete(copy);
        row(
                "merge",
                MUCH,
                0,
                () -> equal("units", units(result()), units - units / PARTS + number("(\\d+) added")) + ", "
                        + equal(
                                "added, present, replaced, skipped",
                                number("(\\d+) added")
                                        + number("(\\d+) already")
                                        + number("(\\d+) replaced")
                                        + number("(\\d+) skipped"),
                                units),
                "tm",
                "merge",
                nine(),
                memory,
                "-o",
                result());
        row(
                "dedupe",
                HALF,
                0,
                () -> equal("removed", number("(\\d+) duplicate"), counts.duplicates) + ", "
                        + equal("units", units(result()), (long) units - counts.duplicates),
                "tm",
                "dedupe",
                memory,
                "-o",
                result());
        row(
                "dedupe-near",
                HALF,
                0,
                () -> equal("units", units(result()), units - number("(\\d+) duplicate")) + ", "
                        + atLeast("removed", number("(\\d+) duplicate"), counts.duplicates),
                "tm",
                "dedupe",
                "--near",
                memory,
                "-o",
                result());
        Path removed = folder.resolve("removed.tmx");
        row(
                "clean",
                HALF,
                0,
                () -> equal("kept and removed", units(result()) + units(removed), units) + ", "
                        + equal("sum by filter", sum("(?m)^ +(\\d+)  [a-z]"), units(removed)),
                "tm",
                "clean",
                "--removed",
                removed,
                memory,
                "-o",
                result());
        row("sort", HALF, 0, () -> equal("units", units(result()), units), "tm", "sort", memory, "-o", result());
        Path parts = folder.resolve("parts");
        row(
                "split",
                HALF,
                0,
                () -> {
                    long inParts = 0;
                    try (Stream<Path> all = Files.list(parts)) {
                        for (Path part : all.toList()) {
                            inParts += units(part);
                            Files.delete(part);
                        }
                    }
                    return equal("units of all parts", inParts, units) + ", "
                            + equal("parts", printed.lines().count(), PARTS);
                },
                "tm",
                "split",
                "--size",
                Math.max(1, units / PARTS),
                memory,
                "-o",
                parts);
    }

    /** Merges units that all have the same source, twice as many the second time. */
    private void mergeSameSources() throws Exception {
        double[] before = {0};
        for (int count : new int[] {units / SAME_SOURCES, 2 * (units / SAME_SOURCES)}) {
            Path first = writeSameSource("first.tmx", 0, count);
            Path second = writeSameSource("second.tmx", count, count);
            row(
                    "merge-one-source",
                    MUCH,
                    0,
                    () -> {
                        String replaced = equal("replaced", number("(\\d+) replaced"), count);
                        if (before[0] > 0 && counts.processor > MAX_RATIO * before[0]) {
                            throw new IllegalStateException(
                                    "twice the units take " + counts.processor / before[0] + " times as long");
                        }
                        before[0] = counts.processor;
                        return replaced;
                    },
                    "tm",
                    "merge",
                    "--on-conflict",
                    "override",
                    first,
                    second,
                    "-o",
                    result());
            Files.delete(first);
            Files.delete(second);
        }
    }

    private Path writeSameSource(String name, int from, int count) throws IOException {
        Path file = folder.resolve(name);
        try (PrintStream tmx = new PrintStream(Files.newOutputStream(file), false, StandardCharsets.UTF_8)) {
            tmx.println("<tmx version=\"1.4\"><header creationtool=\"duiqi\" creationtoolversion=\"1\""
                    + " segtype=\"sentence\" o-tmf=\"duiqi\" adminlang=\"en\" srclang=\"zh-CN\" datatype=\"plaintext\"/>"
                    + "<body>");
            for (int unit = from; unit < from + count; unit++) {
                tmx.println("<tu><tuv xml:lang=\"zh-CN\"><seg>水是软的。</seg></tuv><tuv xml:lang=\"en-US\"><seg>Water is"
                        + " soft, number " + unit + ".</seg></tuv></tu>");
            }
            tmx.println("</body></tmx>");
        }
        return file;
    }

    private void convert(String format) throws Exception {
        Path file = folder.resolve("converted." + format);
        row("convert-" + format, HALF, 0, () -> converted(format, file), "tm", "convert", memory, "-o", file);
    }

    private String converted(String format, Path file) throws IOException {
        return switch (format) {
            case "tmx.gz" -> equal("units", units(file), units);
            case "xlf" -> equal("units", occurrences(file, "<trans-unit "), units);
            case "tsv", "csv" -> equal("rows", occurrences(file, "\n") - 1, units);
            case "xlsx" -> equal("rows", occurrences(file, "<row ") - 1, units);
            case "zh" ->
                equal("lines", occurrences(file, "\n"), units) + ", "
                        + equal("English lines", occurrences(folder.resolve("converted.en"), "\n"), units);
            case "po" ->
                // PO holds a text only once.
                equal("units", occurrences(file, "\nmsgid ") + number("(\\d+) +further translations"), units);
            default -> equal("lines", occurrences(file, "\n"), units);
        };
    }

    private void find() throws Exception {
        Path tm = folder.resolve("tm");
        Path sentences = folder.resolve("new.zh.txt");
        long asked = occurrences(sentences, "\n");
        String sentence = Files.readAllLines(sentences).get(0);
        Check isExact = () -> equal("texts with a match from 100", count("\"matches\":\\[\\{\"score\":10[0-2]"), 1);
        row("index", QUARTER, 0, isExact, "lookup", "--json", "--tm", tm, sentence);
        row("lookup", QUARTER, 0, isExact, "lookup", "--json", "--tm", tm, sentence);
        row(
                "lookup-file",
                QUARTER,
                0,
                () -> equal("texts with a match from 100", count("\"matches\":\\[\\{\"score\":10[0-2]"), asked),
                "lookup",
                "--json",
                "--sentences",
                "--tm",
                tm,
                "-f",
                sentences);
        row(
                "concordance",
                QUARTER,
                0,
                () -> equal(
                        "units with the word",
                        printed.contains(" units shown") ? number("of (\\d+) units shown") : count("(?m)^\\S+:\\d+$"),
                        counts.withWord),
                "concordance",
                "--tm",
                tm,
                WORD);
        Path filled = folder.resolve("new.xlf");
        row(
                "pretranslate",
                QUARTER,
                0,
                () -> equal("filled", occurrences(filled, "<target "), asked) + ", "
                        + equal("exact", number("(\\d+) exact"), asked),
                "pretranslate",
                "--sentences",
                "--tm",
                tm,
                sentences,
                "-o",
                filled);
        Path terms = folder.resolve("terms.csv");
        row(
                "extract",
                MUCH,
                0,
                () -> atLeast("terms", occurrences(terms, "\n") - 1, 1),
                "glossary",
                "extract",
                memory,
                "-o",
                terms);
    }

    private void checkAll() throws Exception {
        Path found = folder.resolve("found.txt");
        row(
                "check",
                HALF,
                0,
                () -> {
                    long[] listed = {-1};
                    try (Stream<String> lines = Files.lines(found)) {
                        lines.filter(line -> !line.isEmpty() && line.charAt(0) != ' ')
                                .forEach(line -> {
                                    listed[0]++;
                                    printed = line;
                                });
                    }
                    counts.findings = number("^(\\d+) findings? in");
                    return atLeast("findings", counts.findings, 1) + ", "
                            + equal("listed", listed[0], counts.findings) + ", "
                            + equal("sum by rule", sum("[(,] ?[a-z-]+ (\\d+)(?=[,)])"), counts.findings) + ", "
                            + equal("units", number("findings? in (\\d+) unit"), units);
                },
                "check",
                "--fail-on",
                "never",
                "-o",
                found,
                folder.resolve("tm"));
        row(
                "report",
                HALF,
                0,
                () -> {
                    int files = (units - 1) / ROWS_OF_REPORT + 1;
                    try (Stream<Path> all = Files.list(folder)) {
                        return equal("units", number("(\\d+) units?,"), units) + ", "
                                + equal(
                                        "findings",
                                        number("(\\d+) findings?"),
                                        counts.findings < 0 ? number("(\\d+) findings?") : counts.findings)
                                + ", "
                                + equal(
                                        "files",
                                        all.filter(file -> file.getFileName()
                                                        .toString()
                                                        .startsWith("report"))
                                                .count(),
                                        files);
                    }
                },
                "report",
                "-o",
                folder.resolve("report.html"),
                folder.resolve("tm"));
    }

    private long number(String pattern) {
        Matcher found = Pattern.compile(pattern).matcher(printed);
        return found.find() ? Long.parseLong(found.group(1)) : 0;
    }

    private long sum(String pattern) {
        return Pattern.compile(pattern)
                .matcher(printed)
                .results()
                .mapToLong(each -> Long.parseLong(each.group(1)))
                .sum();
    }

    private long count(String pattern) {
        return Pattern.compile(pattern).matcher(printed).results().count();
    }

    private static String equal(String name, long count, long expected) {
        if (count != expected) {
            throw new IllegalStateException(name + ": " + count + ", expected " + expected);
        }
        return name + " " + count;
    }

    private static String atLeast(String name, long count, long least) {
        if (count < least) {
            throw new IllegalStateException(name + ": " + count + ", expected at least " + least);
        }
        return name + " " + count;
    }

    private static long units(Path file) throws IOException {
        return occurrences(file, "</tu>");
    }

    /** Counts a text in a file, in its content if the file is compressed. */
    private static long occurrences(Path file, String text) throws IOException {
        if (file.toString().endsWith(".xlsx")) {
            try (ZipFile zip = new ZipFile(file.toFile());
                    InputStream sheet = zip.getInputStream(zip.stream()
                            .filter(entry -> entry.getName().endsWith("sheet1.xml"))
                            .findFirst()
                            .orElseThrow())) {
                return occurrences(sheet, text.getBytes(StandardCharsets.UTF_8));
            }
        }
        try (InputStream bytes = Files.newInputStream(file)) {
            return occurrences(
                    file.toString().endsWith(".gz") ? new GZIPInputStream(bytes) : bytes,
                    text.getBytes(StandardCharsets.UTF_8));
        }
    }

    /** Counts a text whose first byte is not in it again. */
    private static long occurrences(InputStream bytes, byte[] text) throws IOException {
        InputStream in = new BufferedInputStream(bytes, 1 << 16);
        long count = 0;
        int matched = 0;
        for (int b = in.read(); b >= 0; b = in.read()) {
            matched = b == text[matched] ? matched + 1 : b == text[0] ? 1 : 0;
            if (matched == text.length) {
                count++;
                matched = 0;
            }
        }
        return count;
    }

    /** Runs a command to its end, prints a row of the table, and deletes its outputs. */
    private void row(String name, String heap, int code, Check check, Object... arguments) throws Exception {
        if (!wanted.isEmpty() && !wanted.contains(name)) {
            return;
        }
        String[] command = Stream.of(arguments).map(Object::toString).toArray(String[]::new);
        Set<Path> before = files();
        Path file = folder.resolve("printed");
        long start = System.nanoTime();
        long end = start + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        Process process = ServedProcess.run(file, List.of("-Xmx" + heap), command);
        counts.processor = 0;
        String used = "";
        while (process.isAlive() && System.nanoTime() < end) {
            counts.processor = process.info()
                    .totalCpuDuration()
                    .map(time -> time.toMillis() / 1e3)
                    .orElse(counts.processor);
            used = peak(process, used);
            Thread.sleep(20);
        }
        boolean ended = !process.isAlive();
        process.destroyForcibly().waitFor();
        double seconds = (System.nanoTime() - start) / 1e9;
        printed = Files.readString(file);
        out.printf(
                Locale.ROOT,
                "| %s | `duiqi %s` | %s | %.1f s | %.1f s | %s | %s |%n",
                name,
                Stream.of(command)
                        .map(word -> word.startsWith("/") ? word.substring(word.lastIndexOf('/') + 1) : word)
                        .reduce((all, word) -> all + " " + word)
                        .orElse(""),
                heap,
                seconds,
                counts.processor,
                used,
                ended ? verdict(name, process.exitValue(), code, check) : failed(name, "not ended"));
        for (Path each : files()) {
            if (!before.contains(each)) {
                Files.delete(each);
            }
        }
    }

    private Set<Path> files() throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(Files::isRegularFile).collect(Collectors.toSet());
        }
    }

    private String verdict(String name, int exit, int code, Check check) {
        String last = printed.lines().reduce("", (before, line) -> line);
        if (exit != code) {
            return failed(name, "exit code " + exit + ", expected " + code + ": " + last);
        }
        try {
            return check.verified();
        } catch (IOException | RuntimeException wrong) {
            return failed(name, wrong.getMessage() + "; " + last);
        }
    }

    private String failed(String name, String reason) {
        failures.add(name);
        return "**FAILED**: " + reason;
    }

    /** Returns the peak memory of a process on Linux; empty elsewhere. */
    private static String peak(Process process, String before) {
        try {
            Matcher most = Pattern.compile("VmHWM:\\s+(\\d+) kB")
                    .matcher(Files.readString(Path.of("/proc", Long.toString(process.pid()), "status")));
            return most.find() ? Long.parseLong(most.group(1)) / 1024 + " MB" : before;
        } catch (IOException ended) {
            return before;
        }
    }
}
