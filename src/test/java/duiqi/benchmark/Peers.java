package duiqi.benchmark;

import duiqi.align.Aligner;
import duiqi.align.Bead;
import duiqi.align.Evaluation;
import duiqi.align.GoldText;
import duiqi.lexicon.ChineseTokenizer;
import duiqi.lexicon.Lexicon;
import duiqi.lexicon.Token;
import duiqi.text.Segment;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.loomchild.maligna.coretypes.Alignment;
import net.loomchild.maligna.filter.Filter;
import net.loomchild.maligna.filter.macro.GaleAndChurchMacro;
import net.loomchild.maligna.filter.macro.MooreMacro;

/**
 * Compares duiqi with mALIGNa 3.0.1 (Jassem and Lipski 2008) on annotated texts, in one run and with the same score.
 * mALIGNa has two algorithms: Gale and Church (1993) uses lengths in characters; Moore (2002) uses lengths in words and
 * then the words themselves. Chinese has no spaces, so Moore receives the words of duiqi's tokenizer.
 */
final class Peers {
    private static final int ROUNDS = 3;

    private Peers() {}

    private record Result(Evaluation evaluation, double seconds) {}

    /**
     * Prints a table for each folder.
     *
     * @param folders folders of annotated texts; "." for the project's own texts
     */
    public static void main(String[] folders) throws IOException {
        Machine.print(
                System.out,
                "./mvnw -q -Pbenchmark test -Dbenchmark.main=duiqi.benchmark.Peers -Dbenchmark='"
                        + String.join(" ", folders) + "'");
        Map<String, Function<GoldText, List<Bead>>> aligners = new LinkedHashMap<>();
        Aligner duiqi = new Aligner();
        aligners.put(
                "duiqi",
                text -> duiqi.align(text.chinese(), text.english())
                        .text()
                        .alignment()
                        .beads());
        aligners.put("mALIGNa, Moore", text -> align(new MooreMacro(), text, Peers::words));
        aligners.put("mALIGNa, Gale-Church", text -> align(new GaleAndChurchMacro(), text, segment -> segment));
        for (String folder : folders) {
            Path set = folder.equals(".") ? LongText.GOLD : Path.of(folder);
            List<GoldText> texts = GoldText.in(set);
            long sentences = texts.stream().mapToLong(Peers::sentences).sum();
            System.out.println(set + ": " + texts.size() + " texts, " + sentences + " sentences");
            aligners.forEach((name, aligner) -> {
                Result result = judge(aligner, texts);
                System.out.printf(
                        Locale.ROOT,
                        "  %-20s strict F1 %.3f  %6.2f s  %6.0f sentences a second%n",
                        name,
                        result.evaluation().strict().f1(),
                        result.seconds(),
                        sentences / result.seconds());
            });
        }
    }

    private static int sentences(GoldText text) {
        return text.chinese().segments().size() + text.english().segments().size();
    }

    /**
     * Returns the score, and the time of the fastest round. The first rounds are slow because the virtual machine is
     * cold.
     */
    private static Result judge(Function<GoldText, List<Bead>> aligner, List<GoldText> texts) {
        Result best = new Result(Evaluation.NONE, Double.POSITIVE_INFINITY);
        for (int round = 0; round < ROUNDS; round++) {
            Evaluation all = Evaluation.NONE;
            long start = System.nanoTime();
            for (GoldText text : texts) {
                all = all.plus(Evaluation.of(text.beads(), aligner.apply(text)));
            }
            double seconds = (System.nanoTime() - start) / 1e9;
            best = new Result(all, Math.min(best.seconds(), seconds));
        }
        return best;
    }

    private static List<Bead> align(Filter method, GoldText text, Function<String, String> prepare) {
        List<String> chinese = strings(text.chinese().segments(), prepare);
        List<String> english = strings(text.english().segments(), sentence -> sentence);
        List<Bead> beads = new ArrayList<>();
        int i = 0;
        int j = 0;
        for (Alignment bead : method.apply(List.of(new Alignment(chinese, english)))) {
            int n = bead.getSourceSegmentList().size();
            int m = bead.getTargetSegmentList().size();
            beads.add(new Bead(range(i, n), range(j, m), 1));
            i += n;
            j += m;
        }
        if (i != chinese.size() || j != english.size()) {
            throw new IllegalStateException(text.name() + ": not all segments came back");
        }
        return beads;
    }

    private static List<String> strings(List<Segment> segments, Function<String, String> prepare) {
        return segments.stream()
                .map(segment -> prepare.apply(segment.text()))
                .collect(Collectors.toCollection(ArrayList::new));
    }

    private static String words(String chinese) {
        return new ChineseTokenizer(Lexicon.standard())
                .words(chinese).stream().map(Token::form).collect(Collectors.joining(" "));
    }

    private static List<Integer> range(int from, int count) {
        return IntStream.range(from, from + count).boxed().toList();
    }
}
