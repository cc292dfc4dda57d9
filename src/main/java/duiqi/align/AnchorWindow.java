package duiqi.align;

import duiqi.lexicon.Lexicon;
import duiqi.text.Segment;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
        double expansion = SentenceLengthRatio.ofWhole(pair) * slope * pair.chineseSize() / pair.englishSize();
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
        return LocalChain.heaviest(
                        points.stream()
                                .filter(point -> !main.passesBy(point, slope))
                                .toList(),
                        slope)
                .score();
    }

    /**
     * The weight of the heaviest chain of what finds no place on its own side of a boundary, and stands before it in one text and
     * behind it in the other: of a passage that was moved over the boundary.
     *
     * @param least chains of less weight are chance
     */
    double movedOver(HardBoundaries.Gate gate, double least) {
        Map<Boolean, List<Anchors.Point>> byPlace = points.stream()
                .collect(Collectors.partitioningBy(
                        point -> point.chinese() < gate.chinese() != point.english() < gate.english()));
        List<Anchors.Point> over = byPlace.getOrDefault(true, List.of());
        List<Anchors.Point> straight = byPlace.getOrDefault(false, List.of());
        // What recurs finds a likeness behind the boundary too, so all that has its own place is taken away first.
        LocalChain chain = LocalChain.heaviest(straight, slope);
        while (chain.score() > least) {
            straight = without(chain, straight);
            over = without(chain, over);
            chain = LocalChain.heaviest(straight, slope);
        }
        return LocalChain.heaviest(over, slope).score();
    }

    /** The points whose segments have no place on a chain. */
    private static List<Anchors.Point> without(LocalChain chain, List<Anchors.Point> all) {
        Set<Integer> chinese = new HashSet<>();
        Set<Integer> english = new HashSet<>();
        for (Anchors.Point point : chain.points()) {
            chinese.add(point.chinese());
            english.add(point.english());
        }
        return all.stream()
                .filter(point -> !chinese.contains(point.chinese()) && !english.contains(point.english()))
                .toList();
    }
}
