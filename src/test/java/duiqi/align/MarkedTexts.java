package duiqi.align;

import duiqi.align.AlignmentWeights.Experts;
import duiqi.align.AlignmentWeights.Stage;
import duiqi.align.AlignmentWeights.Weights;
import duiqi.document.DocumentReader.Input;
import duiqi.document.Documents;
import duiqi.lexicon.Lexicon;
import duiqi.segment.Segmenter;
import duiqi.text.Language;
import duiqi.text.Segment;
import duiqi.text.Text;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Measures the gain of the marks at the start of paragraphs: each sentence of a text with marks is removed in turn, and
 * the rest aligned with and without this evidence.
 */
final class MarkedTexts {
    private MarkedTexts() {}

    /**
     * Prints a row for each text: how many of the alignments are exactly right.
     *
     * @param arguments a folder with {@code NAME.zh}, {@code NAME.en} and {@code NAME.align}, then the names
     */
    public static void main(String[] arguments) throws IOException {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        List<String> words = List.of(String.join(" ", arguments).strip().split("\\s+"));
        AlignmentWeights standard = AlignmentWeights.standard();
        Aligner with = new Aligner(Lexicon.standard(), standard);
        Aligner without = new Aligner(
                Lexicon.standard(),
                new AlignmentWeights(withoutMarks(standard.lexical()), withoutMarks(standard.adapted())));
        out.println("| text | sentences removed | right | right without marks |");
        for (String name : words.subList(1, words.size())) {
            Path base = Path.of(words.get(0), name);
            Text chinese = read(base, ".zh", Language.CHINESE);
            Text english = read(base, ".en", Language.ENGLISH);
            List<Bead> gold = AlignmentFormat.read(Path.of(base + ".align"));
            int all = chinese.segments().size() + english.segments().size();
            out.printf(
                    Locale.ROOT,
                    "| %s | %d | %d | %d |%n",
                    name,
                    all,
                    right(with, chinese, english, gold),
                    right(without, chinese, english, gold));
        }
    }

    private static Text read(Path base, String extension, Language language) throws IOException {
        byte[] text = Files.readAllBytes(Path.of(base + extension));
        return Segmenter.standard()
                .segment(Documents.read(new Input(base + extension + ".txt", text, Optional.empty())), language);
    }

    private static Stage withoutMarks(Stage stage) {
        return new Stage(
                withoutMarks(stage.search()),
                new Experts(
                        withoutMarks(stage.rescoring().factual()),
                        withoutMarks(stage.rescoring().narrative())),
                Optional.empty());
    }

    private static Weights withoutMarks(Weights weights) {
        Map<String, Double> byFeature = new TreeMap<>(weights.byFeature());
        byFeature.keySet().removeIf(feature -> feature.startsWith("mark "));
        return new Weights(byFeature);
    }

    private static int right(Aligner aligner, Text chinese, Text english, List<Bead> gold) {
        int right = 0;
        for (int k = 0; k < chinese.segments().size(); k++) {
            right += isRight(aligner, without(k, chinese), english, without(k, gold, true)) ? 1 : 0;
        }
        for (int k = 0; k < english.segments().size(); k++) {
            right += isRight(aligner, chinese, without(k, english), without(k, gold, false)) ? 1 : 0;
        }
        return right;
    }

    private static boolean isRight(Aligner aligner, Text chinese, Text english, List<Bead> gold) {
        List<Bead> found = aligner.align(chinese, english).text().alignment().beads();
        return Bead.Link.of(found).equals(Bead.Link.of(gold));
    }

    private static Text without(int removed, Text text) {
        List<Segment> kept = new ArrayList<>(text.segments());
        kept.remove(removed);
        return new Text(text.name(), text.language(), kept);
    }

    private static List<Bead> without(int removed, List<Bead> gold, boolean isChinese) {
        List<Bead> kept = new ArrayList<>();
        for (Bead bead : gold) {
            List<Integer> source = isChinese ? renumbered(removed, bead.source()) : bead.source();
            List<Integer> target = isChinese ? bead.target() : renumbered(removed, bead.target());
            if (!source.isEmpty() || !target.isEmpty()) {
                kept.add(new Bead(source, target, 1));
            }
        }
        return kept;
    }

    /** Returns the numbers of the sentences that stay. */
    private static List<Integer> renumbered(int removed, List<Integer> sentences) {
        return sentences.stream()
                .filter(sentence -> sentence != removed)
                .map(sentence -> sentence > removed ? sentence - 1 : sentence)
                .toList();
    }
}
