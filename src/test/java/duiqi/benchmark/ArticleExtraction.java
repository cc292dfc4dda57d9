package duiqi.benchmark;

import duiqi.document.DocumentReader.Input;
import duiqi.document.Documents;
import duiqi.text.FormatException;
import duiqi.text.Paragraph;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jsoup.Jsoup;

/**
 * Compares the articles that duiqi reads from web pages with expected articles.
 *
 * <p>The argument is a folder with a folder for each page, which contains {@code source.html} and
 * {@code expected.html}, as the test pages of Mozilla's Readability. The measure is F1 of tokens without regard to
 * their order. A token is a word, a number or a Han character.
 */
final class ArticleExtraction {
    private static final Pattern TOKEN = Pattern.compile("\\p{IsHan}|[\\p{L}\\p{N}&&[^\\p{IsHan}]]+");

    /** Holds the measures of one page. */
    private record Score(String page, double precision, double recall) {
        double f1() {
            return precision + recall == 0 ? 0 : 2 * precision * recall / (precision + recall);
        }
    }

    private ArticleExtraction() {}

    public static void main(String[] arguments) throws IOException {
        Bench bench = new Bench(ArticleExtraction.class, arguments);
        List<Score> scores = new ArrayList<>();
        for (Path expected : Bench.files(Path.of(bench.next(".")), "expected\\.html")) {
            String text = Jsoup.parse(Files.readString(expected)).text();
            scores.add(score(String.valueOf(expected.getParent()), read(expected.resolveSibling("source.html")), text));
        }
        scores.sort(Comparator.comparingDouble(Score::f1));
        scores.forEach(score -> bench.say(
                "%.3f  precision %.3f  recall %.3f  %s", score.f1(), score.precision(), score.recall(), score.page()));
        bench.say(
                "%d pages: mean F1 %.4f",
                scores.size(), scores.stream().mapToDouble(Score::f1).average().orElse(0));
    }

    private static String read(Path page) throws IOException {
        try {
            return Documents.withoutComments(Documents.readArticle(
                            new Input(page.toString(), Files.readAllBytes(page), Optional.empty())))
                    .paragraphs()
                    .stream()
                    .map(Paragraph::text)
                    .collect(Collectors.joining("\n"));
        } catch (FormatException rejected) {
            return "";
        }
    }

    private static Score score(String page, String actual, String expected) {
        Map<String, Integer> left = tokens(actual);
        Map<String, Integer> right = tokens(expected);
        double common = Bench.common(left, right);
        return new Score(
                page, common / Math.max(1, Bench.common(left, left)), common / Math.max(1, Bench.common(right, right)));
    }

    private static Map<String, Integer> tokens(String text) {
        return Bench.bag(TOKEN.matcher(text.toLowerCase(Locale.ROOT)).results().map(MatchResult::group));
    }
}
