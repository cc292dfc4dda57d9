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
 * Holds the anchors of a window of each of two texts, and the chain along which the texts correspond. The ends of the
 * windows do not need to correspond. Immutable.
 *
 * @param chineseFrom first Chinese segment of the window
 * @param englishFrom first English segment of the window
 * @param slope expected English segments for a Chinese segment
 * @param points best anchors of each Chinese segment, with the indices of the whole texts
 * @param main heaviest chain of them
 */
record AnchorWindow(int chineseFrom, int englishFrom, double slope, List<Band.Point> points, LocalChain main) {

    /**
     * Finds the anchors of a window.
     *
     * @param sentences the texts
     * @param window window with segments of both texts
     * @param slope expected English segments for a Chinese segment
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

    /** Returns the weight of the heaviest chain that is not near the main chain. */
    double rival() {
        return LocalChain.heaviest(
                        points.stream()
                                .filter(point -> !main.isNear(point, slope))
                                .toList(),
                        slope)
                .score();
    }

    /**
     * Returns the weight of the heaviest chain of a passage that was moved across a boundary. The segments of the
     * passage are before the boundary in one text and after it in the other. They have no counterparts on their own
     * side of the boundary.
     *
     * @param least weight below which a chain is chance
     */
    double movedOver(HardBoundaries.Gate gate, double least) {
        Map<Boolean, List<Band.Point>> byPlace = points.stream()
                .collect(Collectors.partitioningBy(
                        point -> point.chinese() < gate.chinese() != point.english() < gate.english()));
        List<Band.Point> over = byPlace.getOrDefault(true, List.of());
        List<Band.Point> straight = byPlace.getOrDefault(false, List.of());
        // Repeated text has counterparts across the boundary too, so segments with a counterpart on their own side are
        // removed first.
        LocalChain chain = LocalChain.heaviest(straight, slope);
        while (chain.score() > least) {
            straight = without(chain, straight);
            over = without(chain, over);
            chain = LocalChain.heaviest(straight, slope);
        }
        return LocalChain.heaviest(over, slope).score();
    }

    /** Returns the points whose segments are not on a chain. */
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
     * Holds the heaviest chain of anchor points along a line of roughly a given slope, anywhere in the grid. Unlike the
     * chain of {@link PreparedPair.Anchors}, it does not need texts with corresponding ends, and its steps are short.
     *
     * @param points points, increasing on both sides
     * @param score sum of their scores
     */
    record LocalChain(List<Band.Point> points, double score) {
        /** Maximum number of Chinese segments in a step. A longer gap is a passage without counterpart. */
        private static final int MAX_STEP = 8;

        /**
         * Largest distance in English segments between a step and the line: this number plus {@link #SLACK_SHARE} of
         * the expected step.
         */
        private static final double SLACK = 4;

        private static final double SLACK_SHARE = 0.5;

        /** Largest distance in English segments from a chain at which a point counts as on the chain. */
        private static final int DISTANCE = 10;

        LocalChain {
            points = List.copyOf(points);
        }

        /**
         * Returns the heaviest chain of points; empty if there are none.
         *
         * @param candidates points sorted by Chinese segment
         * @param slope expected English segments for a Chinese segment
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

        /** Returns whether a point is near this chain or its continuation along the slope. */
        boolean isNear(Band.Point point, double slope) {
            Band.Point nearest = points.get(0);
            for (Band.Point own : points) {
                if (Math.abs(own.chinese() - point.chinese()) < Math.abs(nearest.chinese() - point.chinese())) {
                    nearest = own;
                }
            }
            int rows = point.chinese() - nearest.chinese();
            int columns = point.english() - nearest.english();
            return Math.abs(columns - slope * rows) <= DISTANCE + SLACK_SHARE * slope * Math.abs(rows);
        }
    }
}
