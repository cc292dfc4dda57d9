package duiqi.benchmark;

import duiqi.document.Documents;
import duiqi.exchange.ExchangeFormat;
import duiqi.exchange.Tu;
import duiqi.exchange.UnitReader;
import duiqi.exchange.UnitReader.ReaderSettings;
import duiqi.text.FormatException;
import duiqi.text.Language;
import duiqi.text.Paragraph;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Compares the text that duiqi reads from files with the text that another program reads, for each format.
 *
 * <p>The arguments are files and folders. {@code -v} before them prints a line for each file and its lost paragraphs.
 * The judge of plain text, HTML, TMX and XLIFF is {@code print_text.py} with lxml, of PDF pdftotext, of PO msgunfmt, of
 * the other documents pandoc. A paragraph counts if it has eight words or more and ends with a sentence; in PDF each line
 * of eight words counts. It is lost if duiqi has less than 80 % of its pairs of neighbouring words. A word is a run of
 * letters and digits, or a Han character. Words are lost or added without regard to their order.
 */
final class TextLost {
    private static final Pattern WORD = Pattern.compile("\\p{IsHan}|[\\p{L}\\p{M}\\p{N}&&[^\\p{IsHan}]]+");
    private static final Pattern SENTENCE_END = Pattern.compile("[.!?:;。！？：；…][)\"'”’」』）]*$");
    private static final Path JUDGE = Path.of("src/test/clients/print_text.py");
    private static final String JUDGED = "html|txt|pdf|po|docx|odt|epub|md|tmx|xlf|xliff";
    private static final int MIN_WORDS = 8;
    private static final double KEPT = 0.8;

    /** Extensions of the formats that pandoc converts to HTML, with the name of its reader. */
    private static final Map<String, String> PANDOC = Map.of("docx", "docx", "odt", "odt", "epub", "epub", "md", "gfm");

    private static final Map<String, String> UNITS = Map.of("tmx", "tmx", "xlf", "xliff", "xliff", "xliff");

    /** Anchors and comments of Markdown dialects that pandoc takes for text. */
    private static final Pattern ANCHOR = Pattern.compile("\\{(?:#|/)[^}]*}|:::+ ?[\\w-]*");

    private TextLost() {}

    /**
     * Holds the text of a file as the judge reads it.
     *
     * @param prose paragraphs that must not be lost
     * @param other code, which duiqi may read or not
     */
    private record Judgement(List<String> prose, List<String> other) {}

    /** Counts the text of all files of a format. */
    private static final class Counts {
        private int files;
        private int refused;
        private long paragraphs;
        private long lostParagraphs;
        private long words;
        private long lost;
        private long added;
        private final List<String> examples = new ArrayList<>();

        private void add(Counts file) {
            files += file.files;
            refused += file.refused;
            paragraphs += file.paragraphs;
            lostParagraphs += file.lostParagraphs;
            words += file.words;
            lost += file.lost;
            added += file.added;
        }

        private String row(String name) {
            return String.format(
                    Locale.ROOT,
                    "| %s | %d | %d | %d | %.2f %% | %d | %.2f %% | %.2f %% |",
                    name,
                    files,
                    refused,
                    paragraphs,
                    percent(lostParagraphs, paragraphs),
                    words,
                    percent(lost, words),
                    percent(added, words));
        }

        private static double percent(long part, long whole) {
            return 100.0 * part / Math.max(1, whole);
        }
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        Bench bench = new Bench(TextLost.class, arguments);
        boolean isVerbose = bench.take("-v");
        Map<String, Counts> formats = new TreeMap<>();
        for (Path root : bench.paths()) {
            for (Path file : Bench.files(root, "(?i).*\\.(?:" + JUDGED + ")")) {
                Counts counts = new Counts();
                measure(file, counts);
                if (isVerbose) {
                    bench.say("%s", counts.row(file.toString()));
                    counts.examples.forEach(text -> bench.say("    %s", text));
                }
                formats.computeIfAbsent(extension(file), extension -> new Counts())
                        .add(counts);
            }
        }
        bench.say(
                "| format | files | refused | paragraphs | lost | words | lost | added |%n|---|---|---|---|---|---|---|---|");
        formats.forEach((name, counts) -> bench.say("%s", counts.row(name)));
    }

    private static String extension(Path file) {
        String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        return name.substring(name.lastIndexOf('.') + 1);
    }

    private static void measure(Path file, Counts counts) throws IOException, InterruptedException {
        Judgement judgement = judgement(file);
        List<String> texts = judgement.prose().stream()
                .map(text -> extension(file).equals("md") ? ANCHOR.matcher(text).replaceAll("") : text)
                .toList();
        counts.files = 1;
        List<String> read = new ArrayList<>();
        try {
            read.addAll(ExchangeFormat.ofName(file).isPresent() ? units(file) : paragraphs(file));
        } catch (FormatException refused) {
            counts.refused = 1;
            System.out.println(refused.getMessage());
        }
        Set<String> pairs = new HashSet<>();
        read.forEach(text -> pairs.addAll(pairs(words(text))));
        boolean isOfLines = extension(file).equals("pdf");
        for (String text : texts) {
            List<String> words = words(text);
            Set<String> wanted = new HashSet<>(pairs(words));
            if (words.size() >= MIN_WORDS
                    && (isOfLines || SENTENCE_END.matcher(text.strip()).find())) {
                counts.paragraphs++;
                long kept = wanted.stream().filter(pairs::contains).count();
                if (kept < KEPT * wanted.size()) {
                    counts.lostParagraphs++;
                    counts.examples.add(text);
                }
            }
        }
        Map<String, Integer> difference = new HashMap<>();
        texts.forEach(text -> words(text).forEach(word -> difference.merge(word, 1, Integer::sum)));
        counts.words = total(difference);
        read.forEach(text -> words(text).forEach(word -> difference.merge(word, -1, Integer::sum)));
        counts.lost = total(difference);
        judgement.other().forEach(text -> words(text).forEach(word -> difference.merge(word, 1, Integer::sum)));
        difference.replaceAll((word, count) -> -count);
        counts.added = total(difference);
    }

    private static long total(Map<String, Integer> counts) {
        return counts.values().stream().mapToInt(count -> Math.max(0, count)).sum();
    }

    private static List<String> paragraphs(Path file) throws IOException {
        return Documents.read(Documents.open(file.toString(), Optional.empty())).paragraphs().stream()
                .map(Paragraph::text)
                .toList();
    }

    private static List<String> units(Path file) throws IOException {
        List<String> texts = new ArrayList<>();
        ReaderSettings settings = new ReaderSettings(Language.CHINESE, Language.ENGLISH, problem -> {});
        try (UnitReader reader = ExchangeFormat.ofName(file).orElseThrow().open(file, settings)) {
            for (Optional<Tu> unit = reader.next(); unit.isPresent(); unit = reader.next()) {
                unit.get().variants().forEach(variant -> texts.add(variant.text()));
            }
        }
        return texts;
    }

    private static Judgement judgement(Path file) throws IOException, InterruptedException {
        String extension = extension(file);
        if (UNITS.containsKey(extension)) {
            return tagged(run(List.of("/usr/bin/python3", JUDGE.toString(), UNITS.get(extension), file.toString())));
        }
        return switch (extension) {
            case "html", "txt" ->
                tagged(run(List.of("/usr/bin/python3", JUDGE.toString(), extension, file.toString())));
            case "pdf" ->
                plain(
                        run(List.of("pdftotext", "-enc", "UTF-8", file.toString(), "-"))
                                .replaceAll("(?<=\\p{L})-\n(?=\\p{Ll})", ""),
                        "[\n\f]");
            case "po" -> messages(file);
            default -> converted(file, PANDOC.getOrDefault(extension, extension));
        };
    }

    private static Judgement converted(Path file, String reader) throws IOException, InterruptedException {
        Path html = Files.createTempFile("duiqi", ".html");
        run(List.of("pandoc", "-s", "-f", reader, "-t", "html", "--mathml", "-o", html.toString(), file.toString()));
        Judgement judgement = tagged(run(List.of("/usr/bin/python3", JUDGE.toString(), "html", html.toString())));
        Files.delete(html);
        return judgement;
    }

    private static Judgement messages(Path file) throws IOException, InterruptedException {
        Path binary = Files.createTempFile("duiqi", ".mo");
        run(List.of("msgfmt", "-o", binary.toString(), file.toString()));
        String text = run(List.of("msgunfmt", "--no-wrap", binary.toString()));
        Files.delete(binary);
        List<String> texts = new ArrayList<>();
        // The first message is the header.
        for (String message : List.of(text.split("\n\n")).subList(1, text.split("\n\n").length)) {
            Matcher line = Pattern.compile("(?m)^(msgid|msgid_plural|msgstr)\\S* (\".*(?:\n\".*)*)")
                    .matcher(message);
            while (line.find()) {
                texts.add(line.group(2).replaceAll("\"\n\"", "").replaceAll("\\\\[ntr]", " "));
            }
        }
        return new Judgement(texts, List.of());
    }

    private static Judgement plain(String text, String end) {
        return new Judgement(List.of(text.split(end)), List.of());
    }

    private static Judgement tagged(String lines) {
        Map<String, List<String>> kinds = lines.lines()
                .filter(line -> line.indexOf('\t') > 0)
                .collect(Collectors.groupingBy(
                        line -> line.substring(0, line.indexOf('\t')),
                        Collectors.mapping(line -> line.substring(line.indexOf('\t') + 1), Collectors.toList())));
        return new Judgement(kinds.getOrDefault("text", List.of()), kinds.getOrDefault("code", List.of()));
    }

    private static String run(List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return text;
    }

    private static List<String> words(String text) {
        List<String> words = new ArrayList<>();
        Matcher word =
                WORD.matcher(Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT));
        while (word.find()) {
            words.add(word.group());
        }
        return words;
    }

    private static List<String> pairs(List<String> words) {
        List<String> pairs = new ArrayList<>();
        for (int i = 1; i < words.size(); i++) {
            pairs.add(words.get(i - 1) + ' ' + words.get(i));
        }
        return pairs;
    }
}
