package duiqi.benchmark;

import duiqi.text.TranslationUnit;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipFile;

/**
 * Runs every command that reads memories on one memory of generated units, each as a process of the jar with a stated
 * heap. It prints a table row for each command and verifies the output without the readers of duiqi, by counting in the
 * bytes of the files. A failed row does not stop the others.
 */
final class MillionUnits {
    private static final int PARTS = 10;
    private static final int SENTENCES = 1000;
    private static final int ROWS_OF_REPORT = 100_000;
    private static final int PATIENCE_SECONDS = 1200;
    /** Units of one source are a twentieth of all units, then a tenth. */
    private static final int SAME_SOURCES = 20;

    private static final String WORD = "研究";
    private static final String EXACT = "\"matches\":\\[\\{\"score\":10[0-2]";

    /** Name, heap, command with @ before the files in the folder, and exit code if it is not 0 */
    private static final String ROWS = """
            stats | 512m | tm stats @tm/made-up.tmx
            validate | 512m | tm validate @tm/made-up.tmx
            diff | 512m | tm diff --limit 1 @tm/made-up.tmx @nine.tmx | 1
            add | 512m | tm add @copy.tmx 自立自强 self-reliance
            merge | 1g | tm merge @nine.tmx @tm/made-up.tmx -o @result.tmx
            dedupe | 512m | tm dedupe @tm/made-up.tmx -o @result.tmx
            dedupe-near | 512m | tm dedupe --near @tm/made-up.tmx -o @result.tmx
            clean | 512m | tm clean --removed @removed.tmx @tm/made-up.tmx -o @result.tmx
            sort | 512m | tm sort @tm/made-up.tmx -o @result.tmx
            split | 512m | tm split --size SIZE @tm/made-up.tmx -o @parts
            merge-one-source | 1g | tm merge --on-conflict override @first.tmx @second.tmx -o @result.tmx
            merge-twice-as-many | 1g | tm merge --on-conflict override @first.tmx @second.tmx -o @result.tmx
            convert-tmx.gz | 512m | tm convert @tm/made-up.tmx -o @converted.tmx.gz
            convert-xlf | 512m | tm convert @tm/made-up.tmx -o @converted.xlf
            convert-tsv | 512m | tm convert @tm/made-up.tmx -o @converted.tsv
            convert-csv | 512m | tm convert @tm/made-up.tmx -o @converted.csv
            convert-xlsx | 512m | tm convert @tm/made-up.tmx -o @converted.xlsx
            convert-zh | 512m | tm convert @tm/made-up.tmx -o @converted.zh
            convert-jsonl | 512m | tm convert @tm/made-up.tmx -o @converted.jsonl
            convert-po | 512m | tm convert @tm/made-up.tmx -o @converted.po
            index | 256m | lookup --json --tm @tm SENTENCE
            lookup | 256m | lookup --json --tm @tm SENTENCE
            lookup-file | 256m | lookup --json --sentences --tm @tm -f @new.zh.txt
            concordance | 256m | concordance --tm @tm 研究
            pretranslate | 256m | pretranslate --sentences --tm @tm @new.zh.txt -o @new.xlf
            extract | 1g | glossary extract @tm/made-up.tmx -o @terms.csv
            check | 512m | check --fail-on never -o @found.txt @tm
            report | 512m | report -o @report.html @tm
            """;

    private final Bench bench;
    private final Path folder;
    private final int units;
    private final Path memory;
    private final List<String> failures = new ArrayList<>();
    private String printed = "";

    /** Figures of the memory that the outputs must agree with */
    private int duplicates;

    private int withWord;
    private double processor;

    /** Processor time of the row before */
    private double before;

    private List<String> sentences = List.of();
    private long findings;

    private MillionUnits(Bench bench, Path folder, int units) {
        this.bench = bench;
        this.folder = folder;
        this.units = units;
        this.memory = folder.resolve("tm/made-up.tmx");
    }

    /**
     * Prints the table.
     *
     * @param arguments number of units, "." for a million; optionally a folder with tables of pairs, "-" for none; and
     *     optionally the names of rows
     */
    public static void main(String[] arguments) throws Exception {
        Bench bench = new Bench(MillionUnits.class, arguments);
        int units = bench.nextNumber(1_000_000);
        Optional<Path> tables = MadeUpMemory.tables(bench);
        Bench.inFolder(folder -> {
            List<String> failures = new MillionUnits(bench, folder, units).run(tables);
            if (!failures.isEmpty()) {
                throw new IllegalStateException("failed: " + String.join(", ", failures));
            }
        });
    }

    private List<String> run(Optional<Path> tables) throws Exception {
        make(tables);
        sentences = Files.readAllLines(folder.resolve("new.zh.txt"));
        String sentence = sentences.stream()
                .filter(text -> !text.contains(" "))
                .findFirst()
                .orElseThrow();
        bench.say("%d units, %.0f MB of TMX%n", units, Files.size(memory) / 1e6);
        bench.say(
                "| row | command | heap | time | processor | memory of the process | verified |%n|---|---|---|---|---|---|---|");
        for (String row : ROWS.lines().toList()) {
            String[] cells = row.replace("SENTENCE", sentence)
                    .replace("SIZE", Integer.toString(Math.max(1, units / PARTS)))
                    .split(" \\| ");
            if (bench.rest().isEmpty() || bench.rest().contains(cells[0])) {
                Set<Path> before = Set.copyOf(Bench.files(folder, ".*"));
                prepare(cells[0]);
                run(cells[0], cells[1], cells[2], cells.length > 3 ? 1 : 0);
                for (Path each : Bench.files(folder, ".*")) {
                    if (!before.contains(each) && !each.toString().contains(".index")) {
                        Files.delete(each);
                    }
                }
            }
        }
        return failures;
    }

    /** Writes the additional inputs of a row. */
    private void prepare(String name) throws IOException {
        int same = units / SAME_SOURCES * (name.equals("merge-one-source") ? 1 : 2);
        switch (name) {
            case "add" -> Files.copy(memory, folder.resolve("copy.tmx"));
            case "merge-one-source", "merge-twice-as-many" -> {
                writeSameSource("first.tmx", 0, same);
                writeSameSource("second.tmx", same, same);
            }
            default -> {
                return;
            }
        }
    }

    private void make(Optional<Path> tables) throws IOException {
        Files.createDirectories(folder.resolve("tm"));
        Set<Long> texts = new HashSet<>();
        List<String> sentences = new ArrayList<>();
        int[] made = {0};
        MadeUpMemory.write(units, memory, tables, unit -> {
            duplicates += texts.add(hash(unit)) ? 0 : 1;
            withWord +=
                    unit.source().text().contains(WORD) || unit.target().text().contains(WORD) ? 1 : 0;
            if (made[0]++ % Math.max(1, units / SENTENCES) == 0 && sentences.size() < SENTENCES) {
                sentences.add(unit.source().text());
            }
        });
        Files.write(folder.resolve("new.zh.txt"), sentences);
        // The first nine of ten units
        try (Stream<String> lines = Files.lines(memory);
                PrintStream part = new PrintStream(
                        Files.newOutputStream(folder.resolve("nine.tmx")), false, StandardCharsets.UTF_8)) {
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

    private void writeSameSource(String name, int from, int count) throws IOException {
        try (PrintStream tmx =
                new PrintStream(Files.newOutputStream(folder.resolve(name)), false, StandardCharsets.UTF_8)) {
            tmx.println("<tmx version=\"1.4\"><header creationtool=\"duiqi\" creationtoolversion=\"1\""
                    + " segtype=\"sentence\" o-tmf=\"duiqi\" adminlang=\"en\" srclang=\"zh-CN\" datatype=\"plaintext\"/>"
                    + "<body>");
            for (int unit = from; unit < from + count; unit++) {
                tmx.println("<tu><tuv xml:lang=\"zh-CN\"><seg>水是软的。</seg></tuv><tuv xml:lang=\"en-US\"><seg>Water is"
                        + " soft, number " + unit + ".</seg></tuv></tu>");
            }
            tmx.println("</body></tmx>");
        }
    }

    /** Returns the sentence that says which counts agree. */
    private String verified(String name) throws IOException {
        Path result = folder.resolve("result.tmx");
        Path file = folder.resolve(name.replace("convert-", "converted."));
        return switch (name) {
            case "stats" -> equal("units", number("units +(\\d+)"), units);
            case "validate" -> equal("problems", printed.lines().count(), 0);
            case "diff" ->
                equal("removed", number("(\\d+) removed"), units / PARTS)
                        + equal("unchanged", number("(\\d+) unchanged"), units - units / PARTS);
            case "add" -> equal("units", units(folder.resolve("copy.tmx")), units + 1L);
            case "merge" ->
                equal("units", units(result), units - units / PARTS + number("(\\d+) added"))
                        + equal("merged", sum("(\\d+) (?:added|already|replaced|skipped)"), units);
            case "dedupe" ->
                equal("removed", number("(\\d+) duplicate"), duplicates)
                        + equal("units", units(result), (long) units - duplicates);
            case "dedupe-near" ->
                equal("units", units(result), units - number("(\\d+) duplicate"))
                        + atLeast("removed", number("(\\d+) duplicate"), duplicates);
            case "clean" ->
                equal("kept and removed", units(result) + units(folder.resolve("removed.tmx")), units)
                        + equal("by filter", sum("(?m)^ +(\\d+)  [a-z]"), units(folder.resolve("removed.tmx")));
            case "sort" -> equal("units", units(result), units);
            case "split" -> {
                long inParts = 0;
                for (Path part : Bench.files(folder.resolve("parts"), ".*")) {
                    inParts += units(part);
                }
                yield equal("units of all parts", inParts, units)
                        + equal("parts", printed.lines().count(), PARTS);
            }
            case "merge-one-source" -> equal("replaced", number("(\\d+) replaced"), units / SAME_SOURCES);
            case "merge-twice-as-many" ->
                equal("replaced", number("(\\d+) replaced"), 2L * (units / SAME_SOURCES))
                        + atLeast("time of half, three times", (long) (3 * before), (long) processor);
            case "convert-tmx.gz" -> equal("units", units(file), units);
            case "convert-xlf" -> equal("units", occurrences(file, "<trans-unit "), units);
            case "convert-tsv", "convert-csv" -> equal("rows", occurrences(file, "\n") - 1, units);
            case "convert-xlsx" -> equal("rows", occurrences(file, "<row ") - 1, units);
            case "convert-zh" ->
                equal("lines", occurrences(file, "\n"), units)
                        + equal("English lines", occurrences(folder.resolve("converted.en"), "\n"), units);
            case "convert-jsonl" -> equal("lines", occurrences(file, "\n"), units);
            // PO holds a text only once.
            case "convert-po" ->
                equal("units", occurrences(file, "\nmsgid ") + number("(\\d+) +further translations"), units);
            case "index", "lookup" -> equal("texts with a match from 100", count(EXACT), 1);
            case "lookup-file" -> equal("texts with a match from 100", count(EXACT), sentences.size());
            case "concordance" ->
                equal(
                        "units with the word",
                        printed.contains(" units shown") ? number("of (\\d+) units shown") : count("(?m)^\\S+:\\d+$"),
                        withWord);
            case "pretranslate" ->
                equal("filled", occurrences(folder.resolve("new.xlf"), "<target "), sentences.size())
                        + equal("exact", number("(\\d+) exact"), sentences.size());
            case "extract" -> atLeast("terms", occurrences(folder.resolve("terms.csv"), "\n") - 1, 1);
            case "check" -> checked();
            default ->
                equal("units", number("(\\d+) units?,"), units)
                        + atLeast("findings", number("(\\d+) findings?"), findings)
                        + equal("files", Bench.files(folder, "report.*").size(), (units - 1) / ROWS_OF_REPORT + 1);
        };
    }

    private String checked() throws IOException {
        long listed = -1;
        try (Stream<String> lines = Files.lines(folder.resolve("found.txt"))) {
            for (String line : (Iterable<String>) lines::iterator) {
                boolean isFinding = !line.isEmpty() && line.charAt(0) != ' ';
                listed += isFinding ? 1 : 0;
                printed = isFinding ? line : printed;
            }
        }
        findings = number("^(\\d+) findings? in");
        return atLeast("findings", findings, 1)
                + equal("listed", listed, findings)
                + equal("by rule", sum("[(,] ?[a-z-]+ (\\d+)(?=[,)])"), findings)
                + equal("units", number("findings? in (\\d+) unit"), units);
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
        return name + " " + count + "; ";
    }

    private static String atLeast(String name, long count, long least) {
        if (count < least) {
            throw new IllegalStateException(name + ": " + count + ", expected at least " + least);
        }
        return name + " " + count + "; ";
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

    /** Runs a command to its end, and prints a row of the table. */
    private void run(String name, String heap, String command, int code) throws Exception {
        String[] words = Stream.of(command.split(" "))
                .map(word -> word.startsWith("@") ? folder + "/" + word.substring(1) : word)
                .toArray(String[]::new);
        Path file = folder.resolve("printed");
        long start = System.nanoTime();
        Process process = ServedProcess.run(file, List.of("-Xmx" + heap), words);
        before = processor;
        processor = 0;
        String used = "";
        while (process.isAlive() && Bench.seconds(start) < PATIENCE_SECONDS) {
            processor = process.info()
                    .totalCpuDuration()
                    .map(time -> time.toMillis() / 1e3)
                    .orElse(processor);
            used = peak(process, used);
            Thread.sleep(20);
        }
        boolean ended = !process.isAlive();
        process.destroyForcibly().waitFor();
        double seconds = Bench.seconds(start);
        printed = Files.readString(file);
        bench.say(
                "| %s | `duiqi %s` | %s | %.1f s | %.1f s | %s | %s |",
                name,
                command.replace("@", ""),
                heap,
                seconds,
                processor,
                used,
                ended ? verdict(name, process.exitValue(), code) : failed(name, "not ended"));
    }

    private String verdict(String name, int exit, int code) {
        String last = printed.lines().reduce("", (before, line) -> line);
        if (exit != code) {
            return failed(name, "exit code " + exit + ", expected " + code + ": " + last);
        }
        try {
            return verified(name);
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
