package duiqi.align;

import duiqi.bitext.Segment;
import duiqi.lexicon.Lexicon;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * A window of each of two texts, whose ends need not correspond, and where one runs along the other in it. Immutable.
 *
 * @param chineseFrom the first Chinese segment of the window
 * @param englishFrom the first English segment of the window
 * @param slope English segments to expect for a Chinese one
 * @param points the best anchors of each Chinese segment, in the numbers of the whole texts
 * @param main the heaviest chain of them
 */
record AnchorWindow(int chineseFrom, int englishFrom, double slope, List<Anchors.Point> points, LocalChain main) {

    /**
     * @param sentences the texts
     * @param window what to look at; some of both
     * @param slope English segments to expect for a Chinese one
     */
    static AnchorWindow of(Lexicon lexicon, Sentences sentences, Slice window, double slope) {
        List<Segment> chinese = sentences.chinese(window.chineseFrom(), window.chineseEnd());
        List<Segment> english = sentences.english(window.englishFrom(), window.englishEnd());
        TokenizedPair pair = new TokenizedPair(lexicon, chinese, english);
        LexicalPrior prior = new LexicalPrior(lexicon, pair);
        PreparedPair.Tables tables =
                PreparedPair.Tables.of(new PreparedPair.Views(prior.words(), prior.characters()), pair);
        double expansion = Expansion.ofWhole(pair) * slope * pair.chineseSize() / pair.englishSize();
        AnchorCandidates candidates =
                new AnchorCandidates(pair, tables.words(), tables.characters(), expansion, pair.englishSize());
        List<Anchors.Point> points = new ArrayList<>();
        for (int i = 0; i < pair.chineseSize(); i++) {
            for (Anchors.Point point : candidates.of(i, 0, 0, pair.englishSize())) {
                points.add(new Anchors.Point(
                        window.chineseFrom() + i, window.englishFrom() + point.english(), point.score()));
            }
        }
        return new AnchorWindow(
                window.chineseFrom(), window.englishFrom(), slope, points, LocalChain.heaviest(points, slope));
    }

    /** The weight of the heaviest chain that runs elsewhere than the main one. */
    double rival() {
        return heaviest(point -> !main.passesBy(point, slope));
    }

    /**
     * The weight of the heaviest chain of what has no place on the main one and stands before a boundary in one text, and behind
     * it in the other: of a passage that was moved over the boundary.
     */
    double movedOver(Gates.Gate gate) {
        Set<Integer> chinese =
                main.points().stream().map(Anchors.Point::chinese).collect(Collectors.toSet());
        Set<Integer> english =
                main.points().stream().map(Anchors.Point::english).collect(Collectors.toSet());
        return heaviest(point -> point.chinese() < gate.chinese() != point.english() < gate.english()
                && !chinese.contains(point.chinese())
                && !english.contains(point.english()));
    }

    private double heaviest(Predicate<Anchors.Point> which) {
        return LocalChain.heaviest(points.stream().filter(which).toList(), slope)
                .score();
    }
}
