package duiqi.align.search;

import duiqi.align.evidence.Band;
import duiqi.align.evidence.LexicalSums;
import duiqi.align.learn.TokenView;
import duiqi.align.learn.TokenizedPair;
import duiqi.align.learn.Translations;
import duiqi.align.learn.Translations.TranslationTable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Finds for each Chinese segment the few English segments in a window that contain most of its rare translations, with
 * an inverted index of stems. The work for a segment depends neither on the length of the texts nor on the size of the
 * window. A stem that occurs too often in the window is skipped, since it does not determine a position. Not
 * thread-safe.
 */
final class AnchorCandidates {
    private static final int MAX_CANDIDATES = 4;
    private static final int MIN_WINDOW = 300;
    private static final double WINDOW_SHARE = 0.08;

    /** Largest share of English segments that may contain a stem. A more common stem does not determine a position. */
    private static final double COMMON_SHARE = 0.05;

    private static final int COMMON_COUNT = 10;

    /**
     * Largest number of segments in the window that may contain a stem. A more common stem is skipped. Texts of a few
     * thousand segments never reach the limit.
     */
    private static final int MAX_IN_WINDOW = 100;

    /** Smallest gain of a stem; smaller gains are chance. {@link #MIN_SCORE} is the limit for points. */
    private static final double MIN_GAIN = 0.5;

    private static final double MIN_SCORE = 1;

    /** Smallest score of a candidate, as a share of the best score for its segment. */
    private static final double MIN_SHARE = 0.4;

    /**
     * Cost of each rare stem of the English segment, so that long segments are not preferred for their length alone.
     */
    private static final double COST_OF_STEM = 0.5;

    private static final double CHARACTER_FACTOR = 0.3;

    /** Smallest ratio of one token. The rows of common tokens have thousands of smaller ones, which are chance. */
    private static final float LEAST_RATIO = 0.02f;

    /** Ratio whose gain is {@link #MIN_GAIN}. */
    private static final double MIN_RATIO = LexicalSums.CHANCE * Math.expm1(MIN_GAIN) / (1 - LexicalSums.CHANCE);

    private final TokenizedPair pair;
    private final RareRows words;
    private final RareRows characters;
    private final double expansion;
    private final float[] wordSums;
    private final Postings postings;
    private final int window;
    private final Expected expected;
    private final Reached reached;

    AnchorCandidates(TokenizedPair pair, Translations.Tables tables, double expansion) {
        this(pair, tables, expansion, (int) Math.max(MIN_WINDOW, WINDOW_SHARE * pair.englishSize()));
    }

    /**
     * Creates the index.
     *
     * @param window number of English segments to search on each side of the centre
     */
    AnchorCandidates(TokenizedPair pair, Translations.Tables tables, double expansion, int window) {
        this.pair = pair;
        this.expansion = expansion;
        this.window = window;
        wordSums = pair.words().sums();
        postings = new Postings(pair.stems());
        words = new RareRows(pair.words(), tables.words(), 1);
        characters = new RareRows(pair.characters(), tables.characters(), CHARACTER_FACTOR);
        expected = new Expected(pair.stems().size());
        reached = new Reached(pair.englishSize());
    }

    /** Lists the segments that contain each stem. */
    private static final class Postings {
        /** By stem: the segments in order. */
        private final int[][] segments;

        private final boolean[] isCommon;

        /** By segment: number of its stems that are not common. */
        private final int[] rare;

        Postings(TokenView stems) {
            segments = segments(stems);
            int most = Math.max(COMMON_COUNT, (int) (COMMON_SHARE * stems.segments()));
            isCommon = new boolean[segments.length];
            for (int stem = 0; stem < segments.length; stem++) {
                isCommon[stem] = segments[stem].length > most;
            }
            rare = new int[stems.segments()];
            for (int j = 0; j < rare.length; j++) {
                for (int stem : stems.tokens(j)) {
                    rare[j] += isCommon[stem] ? 0 : 1;
                }
            }
        }

        private static int[][] segments(TokenView stems) {
            int[] counts = new int[stems.size()];
            int[] last = new int[stems.size()];
            int[][] postings = new int[stems.size()][];
            for (int pass = 0; pass < 2; pass++) {
                Arrays.fill(last, -1);
                for (int j = 0; j < stems.segments(); j++) {
                    for (int stem : stems.tokens(j)) {
                        if (last[stem] != j) {
                            last[stem] = j;
                            if (pass == 1) {
                                postings[stem][counts[stem]] = j;
                            }
                            counts[stem]++;
                        }
                    }
                }
                if (pass == 0) {
                    for (int stem = 0; stem < postings.length; stem++) {
                        postings[stem] = new int[counts[stem]];
                    }
                    Arrays.fill(counts, 0);
                }
            }
            return postings;
        }
    }

    /** Holds the sum of ratios of each stem for the current Chinese segment, and the list of stems with a sum. */
    private static final class Expected {
        private final float[] ratios;
        private final int[] stems;
        private int count;

        Expected(int size) {
            ratios = new float[size];
            stems = new int[size];
        }

        void add(int stem, float ratio) {
            if (ratios[stem] == 0) {
                stems[count++] = stem;
            }
            ratios[stem] += ratio;
        }
    }

    /** Holds the gain of each English segment for the current Chinese segment, and the list of segments with a gain. */
    private static final class Reached {
        private final double[] gains;
        private final int[] segments;
        private int count;

        Reached(int size) {
            gains = new double[size];
            segments = new int[size];
        }

        void add(int segment, double gain) {
            if (gains[segment] == 0) {
                segments[count++] = segment;
            }
            gains[segment] += gain;
        }
    }

    /**
     * Returns the best few points of a Chinese segment, the best first.
     *
     * @param centre English segment in the middle of the window
     * @param first first allowed English segment
     * @param end one past the last allowed English segment
     */
    List<Band.Point> of(int i, int centre, int first, int end) {
        words.expect(i);
        characters.expect(i);
        int low = Math.max(first, centre - window);
        int high = Math.min(end, centre + window + 1);
        for (int k = 0; k < expected.count; k++) {
            int stem = expected.stems[k];
            double ratio = expected.ratios[stem] / wordSums[i];
            expected.ratios[stem] = 0;
            if (ratio >= MIN_RATIO) {
                double mixed = LexicalSums.CHANCE + (1 - LexicalSums.CHANCE) * ratio;
                spread(postings.segments[stem], low, high, Math.log(mixed / LexicalSums.CHANCE));
            }
        }
        expected.count = 0;
        return best(i);
    }

    /** Holds the rows of a table without common stems and small ratios. */
    private final class RareRows {
        private final TokenView view;
        private final int[][] stems;

        /** By token, for each of its stems: weight times ratio. */
        private final float[][] ratios;

        /** Stems of the current row, and their ratios. */
        private final int[] kept = new int[pair.stems().size()];

        private final float[] own = new float[kept.length];

        RareRows(TokenView view, TranslationTable table, double factor) {
            this.view = view;
            stems = new int[view.size()][];
            ratios = new float[view.size()][];
            for (int token = 0; token < stems.length; token++) {
                cut(token, table.stems(token), table.forward(token), factor * view.weights()[token]);
            }
        }

        private void cut(int token, int[] all, float[] forward, double weight) {
            int count = 0;
            for (int k = 0; k < all.length; k++) {
                float ratio = (float) (weight * forward[k]);
                if (ratio >= LEAST_RATIO && !postings.isCommon[all[k]]) {
                    kept[count] = all[k];
                    own[count++] = ratio;
                }
            }
            stems[token] = Arrays.copyOf(kept, count);
            ratios[token] = Arrays.copyOf(own, count);
        }

        /** Adds the ratios of the tokens of a segment to the expected stems. */
        void expect(int segment) {
            for (int token : view.tokens(segment)) {
                for (int k = 0; k < stems[token].length; k++) {
                    expected.add(stems[token][k], ratios[token][k]);
                }
            }
        }
    }

    private void spread(int[] segments, int low, int high, double gain) {
        int first = place(segments, low);
        if (first + MAX_IN_WINDOW < segments.length && segments[first + MAX_IN_WINDOW] < high) {
            return;
        }
        for (int k = first; k < segments.length && segments[k] < high; k++) {
            reached.add(segments[k], gain);
        }
    }

    private static int place(int[] sorted, int value) {
        int place = Arrays.binarySearch(sorted, value);
        return place < 0 ? -place - 1 : place;
    }

    private List<Band.Point> best(int i) {
        List<Band.Point> best = new ArrayList<>(MAX_CANDIDATES + 1);
        double least = MIN_SCORE;
        for (int k = 0; k < reached.count; k++) {
            int j = reached.segments[k];
            double gain = reached.gains[j] - COST_OF_STEM * postings.rare[j];
            reached.gains[j] = 0;
            // Nearly all segments have too few words, and need no logarithm.
            if (gain >= least) {
                double ratio = Math.log(pair.englishLength(j) / (pair.chineseLength(i) * expansion));
                double score = gain - ratio * ratio;
                if (score > MIN_SCORE) {
                    insert(best, i, j, score);
                    least = best.size() < MAX_CANDIDATES
                            ? MIN_SCORE
                            : best.get(MAX_CANDIDATES - 1).score();
                }
            }
        }
        reached.count = 0;
        double leastShare = best.isEmpty() ? 0 : MIN_SHARE * best.get(0).score();
        best.removeIf(point -> point.score() < leastShare);
        return best;
    }

    /** Inserts a point into the best few, sorted by score and then by English segment, if it belongs to them. */
    private static void insert(List<Band.Point> best, int i, int j, double score) {
        int place = best.size();
        while (place > 0 && isBetter(score, j, best.get(place - 1))) {
            place--;
        }
        if (place < MAX_CANDIDATES) {
            best.add(place, new Band.Point(i, j, score));
            if (best.size() > MAX_CANDIDATES) {
                best.remove(MAX_CANDIDATES);
            }
        }
    }

    private static boolean isBetter(double score, int j, Band.Point other) {
        return score > other.score() || (score == other.score() && j < other.english());
    }
}
