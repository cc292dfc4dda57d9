package duiqi.benchmark;

import duiqi.app.Duiqi;
import duiqi.document.Documents;
import duiqi.text.Paragraph;
import duiqi.text.Paragraph.Cell;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;

/**
 * Counts the paragraphs of manuals that duiqi reads from PDF exactly as from HTML, without regard to white space,
 * quotation marks and list markers. Prose is the paragraphs that end as a sentence does. The benchmark also counts rows
 * of tables with the same cells, and the paragraphs of PDFBox's text stripper.
 *
 * <p>The first argument is a folder with {@code NAME.LANGUAGE.pdf} and {@code NAME.LANGUAGE.html} from one source. With
 * the second argument {@code pairs}, it also counts the pairs of sentences of an alignment from HTML that an alignment
 * from PDF contains, for manuals with {@code en} and {@code zh}.
 */
final class PdfParagraphs {
    private static final Pattern IGNORED =
            Pattern.compile("^(?:[•–-]|[0-9]{1,2}[.)])|[\\s\\p{Z}\\p{Cf}\\p{Pi}\\p{Pf}\"'\u0001]+");

    private static final Pattern PROSE = Pattern.compile(".*[.!?:。！？：][)）]?", Pattern.DOTALL);

    /** Counts what HTML has, what duiqi reads of it from PDF, and what PDFBox reads. */
    private record Score(String name, int[] counts) {
        void print(PrintStream out) {
            StringBuilder row = new StringBuilder(String.format(Locale.ROOT, "%-22s", name));
            for (int i = 0; i < counts.length; i++) {
                row.append(
                        i % 3 == 0
                                ? String.format(Locale.ROOT, "%9d", counts[i])
                                : String.format(Locale.ROOT, "%8.4f", counts[i] / Math.max(1.0, counts[i - i % 3])));
            }
            out.println(row);
        }
    }

    private PdfParagraphs() {}

    public static void main(String[] arguments) throws IOException {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        Logger logger = Logger.getLogger("org.apache");
        logger.setLevel(Level.OFF);
        List<Path> files;
        try (Stream<Path> all = Files.list(Path.of(arguments[0]))) {
            files = all.filter(file -> file.toString().endsWith(".pdf")).sorted().toList();
        }
        out.println("manual                     prose   duiqi  PDFBox      all   duiqi  PDFBox     rows   duiqi  PDFBox");
        int[] sum = new int[9];
        for (Path pdf : files) {
            Score score = score(pdf, html(pdf));
            score.print(out);
            Arrays.setAll(sum, i -> sum[i] + score.counts()[i]);
        }
        new Score("all", sum).print(out);
        if (List.of(arguments).contains("pairs")) {
            for (Path english : files) {
                Path chinese = Path.of(english.toString().replace(".en.pdf", ".zh.pdf"));
                if (files.contains(chinese) && !chinese.equals(english)) {
                    Map<String, Integer> expected = pairs(html(english), html(chinese));
                    out.printf(
                            Locale.ROOT,
                            "%-22s %d pairs, %.3f found again%n",
                            english.getFileName(),
                            size(expected),
                            (double) common(expected, pairs(english, chinese)) / size(expected));
                }
            }
        }
    }

    private static Path html(Path pdf) {
        return Path.of(pdf.toString().replaceFirst("pdf$", "html"));
    }

    private static Score score(Path pdf, Path html) throws IOException {
        List<Paragraph> expected = read(html);
        List<Paragraph> read = read(pdf);
        List<List<Map<String, Integer>>> bags = List.of(
                List.of(bag(prose(texts(expected))), bag(texts(read)), bag(stripped(pdf))),
                List.of(bag(texts(expected)), bag(texts(read)), bag(stripped(pdf))),
                List.of(bag(rows(expected)), bag(rows(read)), Map.of()));
        String name = pdf.getFileName().toString().replace(".pdf", "");
        return new Score(
                name,
                bags.stream()
                        .flatMap(kind -> kind.stream().map(bag -> common(kind.get(0), bag)))
                        .mapToInt(count -> count)
                        .toArray());
    }

    private static List<String> prose(List<String> texts) {
        return texts.stream()
                .filter(text -> PROSE.matcher(text.strip()).matches())
                .toList();
    }

    private static List<Paragraph> read(Path file) throws IOException {
        return Documents.read(Documents.open(file.toString(), Optional.empty())).paragraphs();
    }

    private static List<String> texts(List<Paragraph> paragraphs) {
        return paragraphs.stream().map(Paragraph::text).toList();
    }

    private static List<String> rows(List<Paragraph> paragraphs) {
        Map<List<Integer>, Map<Integer, String>> rows = new LinkedHashMap<>();
        for (Paragraph paragraph : paragraphs) {
            paragraph.marks().cell().ifPresent((Cell cell) -> rows.computeIfAbsent(
                            List.of(cell.table(), cell.row()), row -> new LinkedHashMap<>())
                    .merge(cell.column(), paragraph.text(), String::concat));
        }
        return rows.values().stream()
                .filter(row -> row.size() > 1)
                .map(row -> String.join("|", row.values()))
                .toList();
    }

    private static List<String> stripped(Path pdf) throws IOException {
        try (PDDocument document = Loader.loadPDF(pdf.toFile())) {
            PDFTextStripper stripper = new PDFTextStripper();
            stripper.setParagraphStart("\0");
            return List.of(stripper.getText(document).split("\0"));
        }
    }

    private static Map<String, Integer> pairs(Path english, Path chinese) throws IOException {
        List<String> pairs = new ArrayList<>();
        Duiqi.align(english, chinese).pairs().stream()
                .filter(pair -> !pair.chinese().isEmpty() && !pair.english().isEmpty())
                .forEach(pair -> pairs.add(pair.chinese() + "|" + pair.english()));
        return bag(pairs);
    }

    private static Map<String, Integer> bag(Collection<String> texts) {
        Map<String, Integer> bag = new HashMap<>();
        texts.stream()
                .map(text -> IGNORED.matcher(text).replaceAll(""))
                .filter(text -> !text.isEmpty())
                .forEach(text -> bag.merge(text, 1, Integer::sum));
        return bag;
    }

    private static int size(Map<String, Integer> bag) {
        return bag.values().stream().mapToInt(Integer::intValue).sum();
    }

    private static int common(Map<String, Integer> bag, Map<String, Integer> other) {
        return bag.entrySet().stream()
                .mapToInt(entry -> Math.min(entry.getValue(), other.getOrDefault(entry.getKey(), 0)))
                .sum();
    }
}
