package duiqi.align.search;

import duiqi.align.AlignmentWeights;
import duiqi.align.Bead;
import duiqi.align.TextPair;
import duiqi.align.evidence.BeadMatches;
import duiqi.align.evidence.Evidence;
import duiqi.align.evidence.Scorer;
import duiqi.align.learn.TokenView;
import duiqi.align.learn.Translations.TranslationTable;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Pairs passages that the translation has moved. The beads of a path increase on both sides. If the translation swaps
 * two paragraphs, the path therefore leaves one of them unpaired, at a different position in each text. Runs of
 * unpaired segments that are near each other and share words are aligned separately, with the tables of the whole
 * texts. They are paired if a {@linkplain Stretch pairing} is far more probable than unrelated runs.
 *
 * <p>Precision comes before recall: an omission and an insertion at different positions stay unpaired. Beads without
 * unpaired runs on both sides are returned unchanged. Not thread-safe.
 */
public final class TranspositionRepair {
    /** Largest distance in segments between two runs. Chance similarities and the work increase with the distance. */
    private static final int REACH = 60;

    /** Largest number of cells of a stretch. Its time is proportional to this number. */
    private static final int MAX_CELLS = 10_000;

    private final PreparedPair prepared;
    private final AlignmentWeights.Weights search;
    private final AlignmentWeights.Weights rescoring;

    /**
     * Creates a repair.
     *
     * @param prepared the texts with their self-trained translations
     * @param search weights of the search
     * @param rescoring weights of the rescoring
     */
    public TranspositionRepair(
            PreparedPair prepared, AlignmentWeights.Weights search, AlignmentWeights.Weights rescoring) {
        this.prepared = prepared;
        this.search = search;
        this.rescoring = rescoring;
    }

    /**
     * Holds neighbouring unpaired segments of one side.
     *
     * @param from first segment
     * @param end one past the last
     * @param place number of segments of the other side before the run on the path
     * @param pairs number of beads with two sides before the run on the path
     */
    record Run(int from, int end, int place, int pairs) {
        int size() {
            return end - from;
        }

        /** Returns the part between two segments. */
        Run part(int partFrom, int partEnd) {
            return new Run(partFrom, partEnd, place, pairs);
        }
    }

    private Stretch stretch(Run chinese, Run english) {
        PreparedPair part = prepared.part(chinese.from(), chinese.end(), english.from(), english.end());
        Scorer scorer = new Scorer(Evidence.rescoring(part.texts(), part.scores()), rescoring);
        return Stretch.of(chinese, english, SearchPass.of(part, search).rescored(scorer), scorer);
    }

    /**
     * Pairs moved segments.
     *
     * @param inOrder beads that do not cross, each unpaired segment in its own bead
     * @return the beads in the order of the Chinese text, including all given beads with two sides
     */
    public List<Bead> pairMoved(List<Bead> inOrder) {
        List<Run> english = runs(inOrder, TextPair.Side.ENGLISH);
        Deque<Run> chinese = new ArrayDeque<>(english.isEmpty() ? List.of() : runs(inOrder, TextPair.Side.CHINESE));
        List<Bead> found = new ArrayList<>();
        SharedWords shared = new SharedWords(prepared);
        while (!chinese.isEmpty()) {
            Run run = chinese.removeFirst();
            Optional<Stretch> best = english.stream()
                    .filter(other -> mayCorrespond(run, other) && shared.areMany(run, other))
                    .map(other -> stretch(run, other))
                    .filter(Stretch::isParallel)
                    .max(Comparator.comparingDouble(Stretch::excess));
            if (best.isPresent()) {
                Stretch stretch = best.get();
                found.addAll(stretch.pairs());
                chinese.addAll(stretch.chineseRest());
                english.remove(stretch.english());
                english.addAll(stretch.englishRest());
            }
        }
        return found.isEmpty() ? inOrder : merged(inOrder, found);
    }

    /** Returns whether two runs are near each other, with a paired bead but no boundary between them. */
    private boolean mayCorrespond(Run chinese, Run english) {
        int distance = Math.max(english.from() - chinese.place(), chinese.place() - english.end());
        return chinese.pairs() != english.pairs()
                && distance <= REACH
                && prepared.constraints().gates().allow(chinese.from(), chinese.size(), english.from(), english.size())
                && (long) chinese.size() * english.size() <= MAX_CELLS;
    }

    /** Returns the runs of one side. A boundary or a paired segment ends a run. */
    private List<Run> runs(List<Bead> inOrder, TextPair.Side side) {
        Set<Integer> boundaries = prepared.constraints().gates().points().stream()
                .map(gate -> side == TextPair.Side.CHINESE ? gate.chinese() : gate.english())
                .collect(Collectors.toSet());
        List<Run> runs = new ArrayList<>();
        int passed = 0;
        int pairs = 0;
        boolean open = false;
        for (Bead bead : inOrder) {
            List<Integer> own = side == TextPair.Side.CHINESE ? bead.source() : bead.target();
            List<Integer> other = side == TextPair.Side.CHINESE ? bead.target() : bead.source();
            if (!bead.isNull()) {
                pairs++;
                open = false;
            } else if (!own.isEmpty()) {
                int segment = own.get(0);
                open = open && !boundaries.contains(segment);
                Run run = open ? runs.remove(runs.size() - 1) : new Run(segment, segment, passed, pairs);
                runs.add(new Run(run.from, segment + 1, run.place, run.pairs));
                open = true;
            }
            passed += other.size();
        }
        return runs;
    }

    /** Returns the beads with pairs instead of unpaired segments, each at the position of its first Chinese segment. */
    private static List<Bead> merged(List<Bead> inOrder, List<Bead> found) {
        Map<Integer, Bead> byFirst = new HashMap<>();
        Set<Integer> chinese = new HashSet<>();
        Set<Integer> english = new HashSet<>();
        for (Bead bead : found) {
            byFirst.put(bead.source().get(0), bead);
            chinese.addAll(bead.source());
            english.addAll(bead.target());
        }
        List<Bead> all = new ArrayList<>();
        for (Bead bead : inOrder) {
            if (bead.target().isEmpty() && chinese.contains(bead.source().get(0))) {
                Bead pair = byFirst.get(bead.source().get(0));
                if (pair != null) {
                    all.add(pair);
                }
            } else if (!bead.source().isEmpty()
                    || !english.contains(bead.target().get(0))) {
                all.add(bead);
            }
        }
        return all;
    }

    /**
     * Holds two runs of unpaired segments that were aligned separately from the other segments.
     *
     * <p>One score is the sum over all ways to pair some of the segments; the other leaves all segments unpaired. The
     * runs are translations of each other if the first score exceeds the second by more than a threshold. The threshold
     * grows with the number of paired segments, because each segment adds chance matches.
     *
     * <p>The difference was measured on the development gold with swapped paragraphs, as a natural logarithm for each
     * Chinese segment. It was 8 to 35 for right pairs of runs. It was up to 4 for wrong pairs, and up to 8 if three
     * sentences were treated as one. {@link #BASE_THRESHOLD} excludes short runs, which chance pairs most often.
     *
     * @param chinese the Chinese run
     * @param english the English run
     * @param pairs beads with two sides, with the indices of the whole texts
     * @param excess logarithm of the probability ratio of pairing and not pairing, minus the threshold
     */
    private record Stretch(Run chinese, Run english, List<Bead> pairs, double excess) {
        private static final double BASE_THRESHOLD = 12;
        private static final double SEGMENT_THRESHOLD = 4;

        Stretch {
            pairs = List.copyOf(pairs);
        }

        /**
         * Compares pairing two runs with leaving them unpaired.
         *
         * @param lattice lattice of the two runs
         * @param scorer scorer of its beads
         */
        static Stretch of(Run chinese, Run english, Lattice lattice, Scorer scorer) {
            double pairedScore = lattice.computePosteriors();
            double unpairedScore =
                    unpairedScore(scorer, chinese.size(), true) + unpairedScore(scorer, english.size(), false);
            List<Bead> found =
                    lattice.beads().stream().filter(bead -> !bead.isNull()).toList();
            int paired = found.stream().mapToInt(bead -> bead.source().size()).sum();
            double excess = pairedScore - unpairedScore - BASE_THRESHOLD - SEGMENT_THRESHOLD * paired;
            // Pairs near the threshold may be chance, so their probability decreases.
            double certainty = 1 / (1 + Math.exp(-excess));
            List<Bead> pairs = found.stream()
                    .map(bead -> new Bead(bead.source(), bead.target(), bead.probability() * certainty))
                    .map(bead -> bead.moved(chinese.from(), english.from()))
                    .toList();
            return new Stretch(chinese, english, pairs, excess);
        }

        /** Returns the score of leaving all segments of a side unpaired, in the cheapest blocks. */
        private static double unpairedScore(Scorer scorer, int size, boolean isChinese) {
            double[] best = new double[size + 1];
            for (int end = 1; end <= size; end++) {
                best[end] = Double.NEGATIVE_INFINITY;
                for (Bead.Type type : Bead.Shapes.standard().types()) {
                    int length = isChinese ? type.sources() : type.targets();
                    int from = end - length;
                    if (type.isNull() && length > 0 && from >= 0) {
                        double score = isChinese ? scorer.score(from, length, 0, 0) : scorer.score(0, 0, from, length);
                        best[end] = Math.max(best[end], best[from] + score);
                    }
                }
            }
            return best[size];
        }

        boolean isParallel() {
            return !pairs.isEmpty() && excess > 0;
        }

        /** Returns the parts of the Chinese run before and after the pairs. */
        List<Run> chineseRest() {
            int first = pairs.get(0).source().get(0);
            List<Integer> last = pairs.get(pairs.size() - 1).source();
            return rest(chinese, first, last.get(last.size() - 1) + 1);
        }

        /** Returns the parts of the English run before and after the pairs. */
        List<Run> englishRest() {
            int first = pairs.get(0).target().get(0);
            List<Integer> last = pairs.get(pairs.size() - 1).target();
            return rest(english, first, last.get(last.size() - 1) + 1);
        }

        private static List<Run> rest(Run run, int from, int end) {
            List<Run> rest = new ArrayList<>();
            if (from > run.from()) {
                rest.add(run.part(run.from(), from));
            }
            if (end < run.end()) {
                rest.add(run.part(end, run.end()));
            }
            return rest;
        }
    }

    /**
     * Checks quickly that two runs have enough content words in common to be worth aligning. The check accepts more
     * runs than are translations of each other. Not thread-safe.
     */
    private static final class SharedWords {
        /**
         * Smallest share of translated words in the shorter run. Nearly all translations reach it; most reach one half.
         */
        private static final double MIN_SHARE = 0.2;

        private final TokenView words;
        private final TokenView stems;
        private final TranslationTable table;
        private final boolean[] isChineseContent;
        private final boolean[] isEnglishContent;

        /** By stem: number of the last query whose English run contains it. */
        private final int[] lastQuery;

        private int query;

        SharedWords(PreparedPair prepared) {
            words = prepared.pair().words();
            stems = prepared.pair().stems();
            table = prepared.translations().tables().words();
            isChineseContent = content(words);
            isEnglishContent = content(stems);
            lastQuery = new int[stems.size()];
            Arrays.fill(lastQuery, -1);
        }

        private static boolean[] content(TokenView view) {
            boolean[] content = new boolean[view.size()];
            for (int token = 0; token < content.length; token++) {
                content[token] = view.isContent(token);
            }
            return content;
        }

        boolean areMany(Run chinese, Run english) {
            query++;
            int englishWords = 0;
            for (int j = english.from(); j < english.end(); j++) {
                for (int stem : stems.tokens(j)) {
                    if (isEnglishContent[stem]) {
                        englishWords++;
                        lastQuery[stem] = query;
                    }
                }
            }
            int chineseWords = 0;
            int translated = 0;
            for (int i = chinese.from(); i < chinese.end(); i++) {
                for (int word : words.tokens(i)) {
                    if (isChineseContent[word]) {
                        chineseWords++;
                        translated += isTranslated(word) ? 1 : 0;
                    }
                }
            }
            return translated > 0 && translated >= MIN_SHARE * Math.min(chineseWords, englishWords);
        }

        private boolean isTranslated(int word) {
            int[] translations = table.stems(word);
            float[] ratios = table.forward(word);
            for (int k = 0; k < translations.length; k++) {
                if (lastQuery[translations[k]] == query && ratios[k] >= BeadMatches.MIN_RATIO) {
                    return true;
                }
            }
            return false;
        }
    }
}
