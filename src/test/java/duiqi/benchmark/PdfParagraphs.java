package duiqi.benchmark;

import duiqi.document.Documents;
import duiqi.text.Paragraph;
import duiqi.text.Paragraph.Cell;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;

/**
 * Counts the paragraphs of manuals that duiqi reads from PDF exactly as from HTML, without regard to white space,
 * quotation marks and list markers. Prose is the paragraphs that end as a sentence does. The benchmark also counts rows
 * of tables with the same cells, and the paragraphs of PDFBox's text stripper.
 *
 * <p>The argument is a folder with {@code NAME.LANGUAGE.pdf} and {@code NAME.LANGUAGE.html} from one source.
 */
final class PdfParagraphs {
    private static final Pattern IGNORED =
            Pattern.compile("^(?:[•–-]|[0-9]{1,2}[.)])|[\\s\\p{Z}\\p{Cf}\\p{Pi}\\p{Pf}\"'\u0001]+");

    private static final Pattern PROSE = Pattern.compile(".*[.!?:。！？：][)）]?", Pattern.DOTALL);

    private PdfParagraphs() {}

    public static void main(String[] arguments) throws IOException {
        Bench bench = new Bench(PdfParagraphs.class, arguments);
        List<Path> files = Bench.files(Path.of(bench.next(".")), ".*\\.pdf");
        bench.say("manual                     prose   duiqi  PDFBox      all   duiqi  PDFBox     rows   duiqi");
        int[] sum = new int[8];
        for (Path pdf : files) {
            int[] counts = counts(pdf);
            Arrays.setAll(sum, i -> sum[i] + counts[i]);
            print(bench, pdf.getFileName().toString().replace(".pdf", ""), counts);
        }
        print(bench, "all", sum);
    }

    private static void print(Bench bench, String name, int[] counts) {
        StringBuilder row = new StringBuilder();
        for (int i = 0; i < counts.length; i++) {
            double all = Math.max(1, counts[i - i % 3]);
            row.append(String.format(
                    Locale.ROOT, i % 3 == 0 ? "%9.0f" : "%8.4f", i % 3 == 0 ? counts[i] : counts[i] / all));
        }
        bench.say("%-22s%s", name, row);
    }

    private static Path html(Path pdf) {
        return Path.of(pdf.toString().replaceFirst("pdf$", "html"));
    }

    /** Returns the number of paragraphs and rows in HTML, each followed by the numbers found in PDF. */
    private static int[] counts(Path pdf) throws IOException {
        List<Paragraph> expected = read(html(pdf));
        Map<String, Integer> all = bag(texts(expected));
        Map<String, Integer> prose = new HashMap<>(all);
        prose.keySet().removeIf(text -> !PROSE.matcher(text).matches());
        Map<String, Integer> found = bag(texts(read(pdf)));
        Map<String, Integer> stripped = stripped(pdf);
        Map<String, Integer> rows = bag(rows(expected));
        return new int[] {
            Bench.common(prose, prose),
            Bench.common(prose, found),
            Bench.common(prose, stripped),
            Bench.common(all, all),
            Bench.common(all, found),
            Bench.common(all, stripped),
            Bench.common(rows, rows),
            Bench.common(rows, bag(rows(read(pdf))))
        };
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
            paragraph
                    .marks()
                    .cell()
                    .ifPresent((Cell cell) -> rows.computeIfAbsent(
                                    List.of(cell.table(), cell.row()), row -> new LinkedHashMap<>())
                            .merge(cell.column(), paragraph.text(), String::concat));
        }
        return rows.values().stream()
                .filter(row -> row.size() > 1)
                .map(row -> String.join("|", row.values()))
                .toList();
    }

    private static Map<String, Integer> stripped(Path pdf) throws IOException {
        try (PDDocument document = Loader.loadPDF(pdf.toFile())) {
            PDFTextStripper stripper = new PDFTextStripper();
            stripper.setParagraphStart("\0");
            return bag(List.of(stripper.getText(document).split("\0")));
        }
    }

    private static Map<String, Integer> bag(Collection<String> texts) {
        return Bench.bag(
                texts.stream().map(text -> IGNORED.matcher(text).replaceAll("")).filter(text -> !text.isEmpty()));
    }
}
