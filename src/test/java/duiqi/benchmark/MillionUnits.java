package duiqi.benchmark;

import duiqi.exchange.TmxReader;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Runs a memory of generated units through every {@code tm} command, into every format and back, and through the lookup
 * commands. Each command is a process of the jar. Commands that hold all units as keys or pages have less heap than the
 * others. The run counts the resulting units, prints a
 * table, and fails if a command fails.
 */
final class MillionUnits {
    private static final List<String> FORMS =
            List.of("tmx.gz", "xlf", "xliff2", "tsv", "csv", "xlsx", "zh", "jsonl", "po");
    private static final int PARTS = 10;

    /** Heap of commands that need half of it for a million units. */
    private static final String HALF = "512m";

    /** Heap of the first search, which writes the index. */
    private static final String QUARTER = "256m";

    /** Units of one source are a twentieth of all units, then a tenth. */
    private static final int SAME_SOURCES = 20;

    /** Rules that compare all units. */
    private static final List<String> WHOLE_MEMORY =
            List.of("term-inconsistent", "same-source-different-target", "same-target-different-source");

    private static final double MAX_RATIO = 3;
    private static final String SENTENCE = "有人说，因为它有角。教室里先是一阵笑声。";

    private final PrintStream out;
    private final Path folder;
    private final int units;
    private final String heap;
    private String currentHeap;
    private final Path memory;
    private final List<String> failures = new ArrayList<>();
    private String printed = "";
    private double processor;

    private MillionUnits(PrintStream out, Path folder, int units, String heap) {
        this.out = out;
        this.folder = folder;
        this.units = units;
        this.heap = heap;
        this.currentHeap = heap;
        this.memory = folder.resolve("tm/made-up.tmx");
    }

    /**
     * Prints the table.
     *
     * @param arguments number of units, "." for a million; and heap of each command, default 1g
     */
    public static void main(String[] arguments) throws Exception {
        int units = arguments.length == 0 || arguments[0].equals(".") ? 1_000_000 : Integer.parseInt(arguments[0]);
        String heap = arguments.length > 1 ? arguments[1] : "1g";
        Machine.print(
                System.out,
                "./mvnw -q -Pbenchmark test -Dbenchmark.main=duiqi.benchmark.MillionUnits \"-Dbenchmark=" + units + " "
                        + heap + "\"");
        List<String> failures = run(System.out, units, heap);
        if (!failures.isEmpty()) {
            throw new IllegalStateException(failures.size() + " commands failed, as shown above");
        }
    }

    /**
     * Runs all commands once.
     *
     * @return the errors
     */
    static List<String> run(PrintStream out, int units, String heap) throws Exception {
        Path folder = Files.createTempDirectory("duiqi-million");
        try {
            MillionUnits million = new MillionUnits(out, folder, units, heap);
            million.measure();
            million.failures.forEach(failure -> out.println("FAILED     " + failure));
            return million.failures;
        } finally {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    private void measure() throws Exception {
        Files.createDirectories(memory.getParent());
        MadeUpMemory.write(units, memory, Optional.empty(), unit -> {});
        out.printf(Locale.ROOT, "%d units, %.0f MB of TMX, heap %s%n", units, Files.size(memory) / 1e6, heap);
        out.println("    clock  processor    memory   heap  command");
        change();
        mergeSameSources();
        compare();
        for (String form : FORMS) {
            convert(form);
        }
        find();
    }

    private void change() throws Exception {
        run(0, "tm", "stats", memory.toString());
        expect(printed.contains(Integer.toString(units)), "stats does not print the number of units");
        run(0, "tm", "validate", memory.toString());
        Path copy = folder.resolve("copy.tmx");
        Files.copy(memory, copy, StandardCopyOption.REPLACE_EXISTING);
        run(0, "tm", "add", copy.toString(), "自立自强", "self-reliance and strength");
        expectUnits(copy, units + 1);
        run(0, "tm", "merge", "--force", memory.toString(), copy.toString(), "-o", result().toString());
        expectUnits(result(), units + 1);
        Files.delete(copy);
        run(0, "tm", "dedupe", "--force", memory.toString(), "-o", result().toString());
        expectUnits(result(), units - number("(\\d+) duplicates"));
        run(0, "tm", "dedupe", "--near", "--force", memory.toString(), "-o", result().toString());
        expectUnits(result(), units - number("(\\d+) duplicates"));
        Path removed = folder.resolve("removed.tmx");
        run(0, "tm", "clean", "--force", "--removed", removed.toString(), memory.toString(), "-o", result().toString());
        expect(count(result()) + count(removed) == units, "clean loses units");
        Files.delete(removed);
        Path parts = folder.resolve("parts");
        run(0, "tm", "split", "--size", Integer.toString(units / PARTS), memory.toString(), "-o", parts.toString());
        long inParts = 0;
        try (Stream<Path> all = Files.list(parts)) {
            for (Path part : all.toList()) {
                inParts += count(part);
                Files.delete(part);
            }
        }
        expect(inParts == units, "split makes parts of " + inParts + " units together");
    }

    private void compare() throws Exception {
        currentHeap = HALF;
        run(0, "tm", "sort", "--force", memory.toString(), "-o", result().toString());
        expectUnits(result(), units);
        run(0, "tm", "diff", memory.toString(), result().toString());
        expect(printed.contains(units + " unchanged"), "sort changes units: " + printed);
        MadeUpMemory.write(units - units / PARTS, result(), Optional.empty(), unit -> {});
        run(1, "tm", "diff", "--limit", "1", memory.toString(), result().toString());
        expect(printed.contains(units / PARTS + " removed, 0 added"), "diff does not list removed units: " + printed);
        Files.delete(result());
        currentHeap = heap;
    }

    /** Merges units that all have the same source, twice as many the second time. */
    private void mergeSameSources() throws Exception {
        double before = 0;
        for (int count : new int[] {units / SAME_SOURCES, 2 * (units / SAME_SOURCES)}) {
            Path first = writeSameSource("first.tmx", 0, count);
            Path second = writeSameSource("second.tmx", count, count);
            run(
                    0,
                    "tm",
                    "merge",
                    "--on-conflict",
                    "override",
                    "--force",
                    first.toString(),
                    second.toString(),
                    "-o",
                    result().toString());
            expect(number("(\\d+) replaced") == count, "merge does not replace all units of a source: " + printed);
            expect(
                    before == 0 || processor < MAX_RATIO * before,
                    "merge of twice the units of a source takes " + processor / before + " times as long");
            before = processor;
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

    private void convert(String form) throws Exception {
        Path file = folder.resolve("converted." + (form.equals("xliff2") ? "xlf" : form));
        List<String> there = new ArrayList<>(List.of("tm", "convert", memory.toString(), "-o", file.toString()));
        List<String> back = new ArrayList<>(List.of("tm", "convert", file.toString(), "-o", result().toString()));
        if (form.equals("xliff2")) {
            there.addAll(List.of("--to", form));
            back.addAll(List.of("--from", form));
        }
        run(0, there.toArray(new String[0]));
        // PO holds a source only once.
        int written = Math.max(number("(\\d+) written"), printed.contains(" written") ? 0 : units);
        run(0, back.toArray(new String[0]));
        expectUnits(result(), written);
        try (Stream<Path> all = Files.list(folder)) {
            for (Path each : all.filter(Files::isRegularFile).toList()) {
                Files.delete(each);
            }
        }
    }

    private void find() throws Exception {
        Path tm = Path.of(String.valueOf(memory.getParent()));
        currentHeap = QUARTER;
        run(0, "lookup", "--tm", tm.toString(), "--min", "30", SENTENCE);
        currentHeap = heap;
        run(0, "lookup", "--tm", tm.toString(), "--min", "30", SENTENCE);
        run(0, "concordance", "--tm", tm.toString(), "研究");
        Path text = Files.writeString(folder.resolve("new.zh.txt"), (SENTENCE + "\n").repeat(20));
        run(
                0,
                "pretranslate",
                "--tm",
                tm.toString(),
                "--min",
                "30",
                text.toString(),
                "-o",
                folder.resolve("new.xlf").toString());
        Path terms = Files.writeString(
                folder.resolve("terms.csv"),
                "zh,en,status\n基础研究,basic research,preferred\n基础研究,foundational research,forbidden\n");
        run(0, "check", "--rules");
        Path config = only("terms-alone.toml", List.of("term-forbidden"));
        Path whole = only("whole-memory.toml", WHOLE_MEMORY);
        currentHeap = HALF;
        Path report = folder.resolve("report.html");
        run(
                0,
                "report",
                "--config",
                config.toString(),
                "--glossary",
                terms.toString(),
                "-o",
                report.toString(),
                memory.toString());
        expect(printed.contains(units + " units"), "the report does not have all units: " + printed);
        int files = (units - 1) / 100_000 + 1;
        expect(
                files == 1 || Files.exists(folder.resolve(String.format(Locale.ROOT, "report-%04d.html", files))),
                "the report does not have " + files + " files");
        run(
                0,
                "check",
                "--config",
                config.toString(),
                "--glossary",
                terms.toString(),
                "-o",
                folder.resolve("found.txt").toString(),
                tm.toString());
        run(
                0,
                "check",
                "--config",
                whole.toString(),
                "-o",
                folder.resolve("whole.txt").toString(),
                tm.toString());
    }

    /** Writes settings that switch some of the rules printed on, as notes, and all others off. */
    private Path only(String name, List<String> rules) throws IOException {
        StringBuilder settings = new StringBuilder("[rules]\n");
        for (Matcher rule = Pattern.compile("(?m)^\\s*([a-z]+(?:-[a-z]+)*)\\s+(?:note|warning|error)")
                        .matcher(printed);
                rule.find(); ) {
            settings.append(rule.group(1)).append(rules.contains(rule.group(1)) ? " = \"note\"\n" : " = \"off\"\n");
        }
        return Files.writeString(folder.resolve(name), settings);
    }

    private Path result() {
        return folder.resolve("result.tmx");
    }

    private int number(String pattern) {
        Matcher found = Pattern.compile(pattern).matcher(printed);
        return found.find() ? Integer.parseInt(found.group(1)) : 0;
    }

    private static long count(Path file) throws IOException {
        long count = 0;
        try (TmxReader reader = TmxReader.open(file, damage -> {
            throw new IllegalStateException(damage.toString());
        })) {
            while (reader.next().isPresent()) {
                count++;
            }
        }
        return count;
    }

    private void expectUnits(Path file, long expected) throws IOException {
        long count = count(file);
        expect(count == expected, file.getFileName() + " has " + count + " units and not " + expected);
    }

    private void expect(boolean isSo, String otherwise) {
        if (!isSo) {
            failures.add(otherwise);
        }
    }

    /** Runs a command to its end, and adds a row to the table. */
    private void run(int code, String... command) throws Exception {
        Path file = folder.resolve("printed");
        Files.deleteIfExists(file);
        long start = System.nanoTime();
        Process process = ServedProcess.run(file, List.of("-Xmx" + currentHeap), command);
        processor = 0;
        String memoryUsed = "";
        while (process.isAlive()) {
            processor = process.info()
                    .totalCpuDuration()
                    .map(time -> time.toMillis() / 1e3)
                    .orElse(processor);
            memoryUsed = peak(process, memoryUsed);
            Thread.sleep(20);
        }
        printed = Files.readString(file);
        Files.delete(file);
        StringBuilder name = new StringBuilder();
        for (String word : command) {
            name.append(word.startsWith("/") ? word.substring(word.lastIndexOf('/') + 1) : word)
                    .append(' ');
        }
        out.printf(
                Locale.ROOT,
                "%7.1f s  %7.1f s  %8s  %5s  duiqi %s%n",
                (System.nanoTime() - start) / 1e9,
                processor,
                memoryUsed,
                currentHeap,
                name);
        expect(
                process.exitValue() == code,
                "exit code " + process.exitValue() + " and not " + code + " from " + name + ": " + printed);
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
