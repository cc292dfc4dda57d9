package duiqi.align.search;

import duiqi.align.HardBoundaries;
import duiqi.align.Slicer;
import duiqi.align.evidence.Band;
import duiqi.align.learn.Priors;
import duiqi.align.learn.TokenizedPair;
import duiqi.align.learn.Translations;
import duiqi.lexicon.Lexicon;
import duiqi.text.Segment;
import java.util.ArrayList;
import java.util.Collections;
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
record AnchorWindow(int chineseFrom, int englishFrom, double slope, List<Band.Point> points, LocalChain main) {

    /**
     * @param sentences the texts
     * @param window what to look at; some of both
     * @param slope English segments to expect for a Chinese one
     */
    static AnchorWindow of(Lexicon lexicon, Slicer.Sentences sentences, Slicer.Slice window, double slope) {
        List<Segment> chinese = sentences.chinese(window.chineseFrom(), window.chineseEnd());
        List<Segment> english = sentences.english(window.englishFrom(), window.englishEnd());
        TokenizedPair pair = new TokenizedPair(lexicon, chinese, english);
        Priors.LexicalPrior prior = new Priors.LexicalPrior(lexicon, pair);
        Translations.Tables tables =
                Translations.Tables.of(new Translations.Views(prior.words(), prior.characters()), pair);
        double expansion =
                PreparedPair.SentenceLengthRatio.ofWhole(pair) * slope * pair.chineseSize() / pair.englishSize();
        AnchorCandidates candidates = new AnchorCandidates(pair, tables, expansion, pair.englishSize());
        List<Band.Point> points = new ArrayList<>();
        for (int i = 0; i < pair.chineseSize(); i++) {
            for (Band.Point point : candidates.of(i, 0, 0, pair.englishSize())) {
                points.add(new Band.Point(
                        window.chineseFrom() + i, window.englishFrom() + point.english(), point.score()));
            }
        }
        return new AnchorWindow(
                window.chineseFrom(), window.englishFrom(), slope, points, LocalChain.heaviest(points, slope));
    }

    /** Returns the weight of the heaviest chain that runs elsewhere than the main one. */
    double rival() {
        return LocalChain.heaviest(
                        points.stream()
                                .filter(point -> !main.passesBy(point, slope))
                                .toList(),
                        slope)
                .score();
    }

    /**
     * Returns the weight of the heaviest chain of what finds no place on its own side of a boundary, and stands before it in one
     * text and behind it in the other: of a passage that was moved over the boundary.
     *
     * @param least chains of less weight are chance
     */
    double movedOver(HardBoundaries.Gate gate, double least) {
        Map<Boolean, List<Band.Point>> byPlace = points.stream()
                .collect(Collectors.partitioningBy(
                        point -> point.chinese() < gate.chinese() != point.english() < gate.english()));
        List<Band.Point> over = byPlace.getOrDefault(true, List.of());
        List<Band.Point> straight = byPlace.getOrDefault(false, List.of());
        // What recurs finds a likeness behind the boundary too, so all that has its own place is taken away first.
        LocalChain chain = LocalChain.heaviest(straight, slope);
        while (chain.score() > least) {
            straight = without(chain, straight);
            over = without(chain, over);
            chain = LocalChain.heaviest(straight, slope);
        }
        return LocalChain.heaviest(over, slope).score();
    }

    /** Returns the points whose segments have no place on a chain. */
    private static List<Band.Point> without(LocalChain chain, List<Band.Point> all) {
        Set<Integer> chinese = new HashSet<>();
        Set<Integer> english = new HashSet<>();
        for (Band.Point point : chain.points()) {
            chinese.add(point.chinese());
            english.add(point.english());
        }
        return all.stream()
                .filter(point -> !chinese.contains(point.chinese()) && !english.contains(point.english()))
                .toList();
    }

    /**
     * The heaviest chain of anchor points that runs along a line of about a given slope, wherever in the grid it lies. Unlike the
     * chain of {@link Anchors} it needs no texts whose ends correspond, and no part of it stands far from the next.
     *
     * @param points increasing on both sides
     * @param score the sum of their scores
     */
    record LocalChain(List<Band.Point> points, double score) {
        /** Chinese segments from one point of a chain to the next at most; more than these are a passage without its like. */
        private static final int MAX_STEP = 8;

        /** English segments that a step may miss the line by: a few, and this share of what the step should be. */
        private static final double SLACK = 4;

        private static final double SLACK_SHARE = 0.5;

        /** English segments from a chain up to which a point is about the same place. */
        private static final int BESIDE = 10;

        LocalChain {
            points = List.copyOf(points);
        }

        /**
         * Returns the heaviest chain of some points; empty if there are none.
         *
         * @param candidates sorted by Chinese segment
         * @param slope English segments to expect for a Chinese one
         */
        static LocalChain heaviest(List<Band.Point> candidates, double slope) {
            double[] sums = new double[candidates.size()];
            int[] previous = new int[candidates.size()];
            int first = 0;
            int last = -1;
            for (int k = 0; k < sums.length; k++) {
                Band.Point point = candidates.get(k);
                while (candidates.get(first).chinese() < point.chinese() - MAX_STEP) {
                    first++;
                }
                previous[k] = -1;
                for (int before = first; before < k; before++) {
                    if ((previous[k] < 0 || sums[before] > sums[previous[k]])
                            && isStep(candidates.get(before), point, slope)) {
                        previous[k] = before;
                    }
                }
                sums[k] = point.score() + (previous[k] < 0 ? 0 : sums[previous[k]]);
                if (last < 0 || sums[k] > sums[last]) {
                    last = k;
                }
            }
            List<Band.Point> chain = new ArrayList<>();
            for (int k = last; k >= 0; k = previous[k]) {
                chain.add(candidates.get(k));
            }
            Collections.reverse(chain);
            return new LocalChain(chain, last < 0 ? 0 : sums[last]);
        }

        private static boolean isStep(Band.Point from, Band.Point to, double slope) {
            int rows = to.chinese() - from.chinese();
            int columns = to.english() - from.english();
            return rows > 0 && columns > 0 && Math.abs(columns - slope * rows) <= SLACK + SLACK_SHARE * slope * rows;
        }

        /** Returns whether a point lies about on this chain, or on its continuation along the slope. */
        boolean passesBy(Band.Point point, double slope) {
            Band.Point nearest = points.get(0);
            for (Band.Point own : points) {
                if (Math.abs(own.chinese() - point.chinese()) < Math.abs(nearest.chinese() - point.chinese())) {
                    nearest = own;
                }
            }
            int rows = point.chinese() - nearest.chinese();
            int columns = point.english() - nearest.english();
            return Math.abs(columns - slope * rows) <= BESIDE + SLACK_SHARE * slope * Math.abs(rows);
        }
    }
}
