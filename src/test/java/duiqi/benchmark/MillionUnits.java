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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
    private static final int PATIENCE_SECONDS = 1200;
    /** Units of one source are a twentieth of all units, then a tenth. */
    private static final int SAME_SOURCES = 20;

    /**
     * Name, heap, command with @ before the files in the folder, exit code, and what the output must have: a pattern of
     * what the command prints, or files, a number and the text that they have so often. Words in capitals are numbers.
     */
    private static final String ROWS = """
            stats | 512m | tm stats @tm/made-up.tmx | 0 | units +UNITS\\b
            validate | 512m | tm validate @tm/made-up.tmx | 0 | \\A\\z
            diff | 512m | tm diff --limit 1 @tm/made-up.tmx @nine.tmx | 1 | \\bTENTH removed | \\bNINE unchanged
            add | 512m | tm add @copy.tmx 自立自强 self-reliance | 0 | copy.tmx ONEMORE </tu>
            merge | 1g | tm merge @nine.tmx @tm/made-up.tmx -o @result.tmx | 0 | \\d added
            dedupe | 512m | tm dedupe @tm/made-up.tmx -o @result.tmx | 0 | \\bTWINS duplicate | result.tmx DIFFERENT </tu>
            dedupe-near | 512m | tm dedupe --near @tm/made-up.tmx -o @result.tmx | 0 | \\d duplicate
            clean | 512m | tm clean --removed @removed.tmx @tm/made-up.tmx -o @result.tmx | 0 | result.tmx+removed.tmx UNITS </tu>
            sort | 512m | tm sort @tm/made-up.tmx -o @result.tmx | 0 | result.tmx UNITS </tu>
            split | 512m | tm split --size SIZE @tm/made-up.tmx -o @parts | 0 | parts UNITS </tu>
            merge-one-source | 1g | tm merge --on-conflict override @first.tmx @second.tmx -o @result.tmx | 0 | \\bSAME replaced
            merge-twice-as-many | 1g | tm merge --on-conflict override @first.tmx @second.tmx -o @result.tmx | 0 | \\bSAME replaced
            convert-tmx.gz | 512m | tm convert @tm/made-up.tmx -o @converted.tmx.gz | 0 | converted.tmx.gz UNITS </tu>
            convert-xlf | 512m | tm convert @tm/made-up.tmx -o @converted.xlf | 0 | converted.xlf UNITS <trans-unit
            convert-tsv | 512m | tm convert @tm/made-up.tmx -o @converted.tsv | 0 | converted.tsv ONEMORE \\n
            convert-csv | 512m | tm convert @tm/made-up.tmx -o @converted.csv | 0 | converted.csv ONEMORE \\n
            convert-xlsx | 512m | tm convert @tm/made-up.tmx -o @converted.xlsx | 0 | converted.xlsx ONEMORE <row
            convert-zh | 512m | tm convert @tm/made-up.tmx -o @converted.zh | 0 | converted.en UNITS \\n
            convert-jsonl | 512m | tm convert @tm/made-up.tmx -o @converted.jsonl | 0 | converted.jsonl UNITS \\n
            convert-po | 512m | tm convert @tm/made-up.tmx -o @converted.po | 0 |
            index | 256m | lookup --json --tm @tm SENTENCE | 0 | printed 1 [{"score":10
            lookup | 256m | lookup --json --tm @tm SENTENCE | 0 | printed 1 [{"score":10
            lookup-file | 256m | lookup --json --sentences --tm @tm -f @new.zh.txt | 0 | printed SENTENCES [{"score":10
            concordance | 256m | concordance --tm @tm 研究 | 0 |
            pretranslate | 256m | pretranslate --sentences --tm @tm @new.zh.txt -o @new.xlf | 0 | \\bSENTENCES exact | new.xlf SENTENCES <target
            extract | 1g | glossary extract @tm/made-up.tmx -o @terms.csv | 0 |
            check | 512m | check --fail-on never -o @found.txt @tm | 0 |
            report | 512m | report -o @report.html @tm | 0 | \\bUNITS units?,
            """;

    private final Bench bench;
    private final Path folder;
    private final int units;
    private final Path memory;
    private final List<String> failures = new ArrayList<>();
    private String printed = "";

    /** Numbers that the outputs must have, by their names in the rows */
    private final Map<String, Integer> numbers = new LinkedHashMap<>();

    private double processor;

    /** Processor time of the row before */
    private double before;

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
        String sentence = Files.readAllLines(folder.resolve("new.zh.txt")).stream()
                .filter(text -> !text.contains(" "))
                .findFirst()
                .orElseThrow();
        bench.say("%d units, %.0f MB of TMX%n", units, Files.size(memory) / 1e6);
        bench.say(
                "| row | command | heap | time | processor | memory of the process | verified |%n|---|---|---|---|---|---|---|");
        for (String row : ROWS.lines().toList()) {
            String[] cells = row.replace("SENTENCE ", sentence + " ")
                    .replace("SIZE", Integer.toString(Math.max(1, units / PARTS)))
                    .split(" \\| ?");
            if (bench.rest().isEmpty() || bench.rest().contains(cells[0])) {
                Set<Path> before = Set.copyOf(Bench.files(folder, ".*"));
                prepare(cells[0]);
                run(cells);
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
        numbers.put("SAME", same);
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
            texts.add(hash(unit));
            if (made[0]++ % Math.max(1, units / SENTENCES) == 0 && sentences.size() < SENTENCES) {
                sentences.add(unit.source().text());
            }
        });
        Files.write(folder.resolve("new.zh.txt"), sentences);
        numbers.putAll(Map.of(
                "UNITS",
                units,
                "ONEMORE",
                units + 1,
                "TENTH",
                units / PARTS,
                "NINE",
                units - units / PARTS,
                "TWINS",
                units - texts.size(),
                "DIFFERENT",
                texts.size(),
                "SENTENCES",
                sentences.size()));
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

    /** Returns what the output lacks; empty if it has all. */
    private String missing(String[] cells) throws IOException {
        for (String check : List.of(cells).subList(4, cells.length)) {
            String filled = check;
            for (Map.Entry<String, Integer> number : numbers.entrySet()) {
                filled = filled.replace(number.getKey(), number.getValue().toString());
            }
            String[] words = filled.split(" ", 3);
            if (words.length < 3 || !words[1].matches("\\d+")) {
                if (!Pattern.compile(filled).matcher(printed).find()) {
                    return filled;
                }
                continue;
            }
            long count = 0;
            for (String place : words[0].split("\\+")) {
                Path files = folder.resolve(place);
                for (Path file : Files.exists(files) ? Bench.files(files, ".*") : List.<Path>of()) {
                    count += occurrences(file, words[2].replace("\\n", "\n"));
                }
            }
            if (count != Long.parseLong(words[1])) {
                return filled + ", not " + count;
            }
        }
        return cells[0].equals("merge-twice-as-many") && processor > 3 * before ? "three times the time of half" : "";
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
    private void run(String[] cells) throws Exception {
        String command = cells[2];
        String[] words = Stream.of(command.split(" "))
                .map(word -> word.startsWith("@") ? folder + "/" + word.substring(1) : word)
                .toArray(String[]::new);
        Path file = folder.resolve("printed");
        long start = System.nanoTime();
        Process process = ServedProcess.run(file, List.of("-Xmx" + cells[1]), words);
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
        String problem = !ended
                ? "not ended"
                : process.exitValue() != Integer.parseInt(cells[3])
                        ? "exit code " + process.exitValue()
                        : missing(cells);
        if (!problem.isEmpty()) {
            failures.add(cells[0]);
        }
        bench.say(
                "| %s | `duiqi %s` | %s | %.1f s | %.1f s | %s | %s |",
                cells[0],
                command.replace("@", ""),
                cells[1],
                seconds,
                processor,
                used,
                problem.isEmpty()
                        ? "as expected"
                        : "**FAILED**: " + problem + "; " + printed.lines().reduce("", (line, last) -> last));
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
