package duiqi.align.search;

import duiqi.align.Aligner;
import duiqi.align.AlignmentWeights;
import duiqi.align.Bead;
import duiqi.align.TextPair;
import duiqi.align.evidence.BeadMatches;
import duiqi.align.evidence.Evidence;
import duiqi.align.evidence.Scorer;
import duiqi.align.learn.TokenView;
import duiqi.align.learn.TranslationTable;
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
 * Pairs what stands in another place in the other text. A path never goes back, so of two paragraphs that were swapped it leaves
 * one unpaired at one place in Chinese and at another in English. Runs of unpaired segments on both sides that are near each
 * other and share words are aligned by themselves, with the tables of the whole texts, and paired where that is
 * {@linkplain Stretch far likelier} than that they have nothing to do with each other.
 *
 * <p>Precision comes before recall: an omission in one place and an insertion in another are left alone, and texts without
 * unpaired runs on both sides come out as they were. Not thread-safe.
 */
public final class TranspositionRepair {
    /** Farther from its place than this many segments nothing is looked for: the chance of a likeness grows, and the work. */
    private static final int REACH = 60;

    /** More cells than this are not compared; the time of a stretch grows with them. */
    private static final int MAX_CELLS = 10_000;

    private final PreparedPair prepared;
    private final AlignmentWeights.Stage weights;

    /**
     * @param prepared the texts with what they have taught
     * @param weights those that the texts were aligned with; the stretches are judged without encoder
     */
    public TranspositionRepair(PreparedPair prepared, AlignmentWeights.Stage weights) {
        this.prepared = prepared;
        this.weights = weights;
    }

    /**
     * Neighbouring segments of one side without partner.
     *
     * @param from the first segment
     * @param end one past the last
     * @param place how many segments of the other side the path has passed there
     * @param pairs how many beads with two sides it has passed there
     */
    record Run(int from, int end, int place, int pairs) {
        int size() {
            return end - from;
        }

        /** Returns the part from one segment to another. */
        Run part(int partFrom, int partEnd) {
            return new Run(partFrom, partEnd, place, pairs);
        }
    }

    /**
     * Pairs displaced segments.
     *
     * @param inOrder beads that do not cross, each unpaired segment in a bead of its own
     * @return the beads in the order of the Chinese text; those with two sides are among them as they were
     */
    public List<Bead> reunite(List<Bead> inOrder) {
        List<Run> english = runs(inOrder, TextPair.Side.ENGLISH);
        Deque<Run> chinese = new ArrayDeque<>(english.isEmpty() ? List.of() : runs(inOrder, TextPair.Side.CHINESE));
        List<Bead> found = new ArrayList<>();
        SharedWords shared = new SharedWords(prepared);
        while (!chinese.isEmpty()) {
            Run run = chinese.removeFirst();
            Optional<Stretch> best = english.stream()
                    .filter(other -> mayMeet(run, other) && shared.areMany(run, other))
                    .map(other -> Stretch.of(prepared, weights, run, other))
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

    /** Returns whether two runs are near each other, and something between them is paired, but no boundary. */
    private boolean mayMeet(Run chinese, Run english) {
        int distance = Math.max(english.from() - chinese.place(), chinese.place() - english.end());
        return chinese.pairs() != english.pairs()
                && distance <= REACH
                && prepared.constraints().gates().allow(chinese.from(), chinese.size(), english.from(), english.size())
                && (long) chinese.size() * english.size() <= MAX_CELLS;
    }

    /** Returns the runs of one side; a boundary ends a run, as a segment with a partner does. */
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

    /** Returns the beads with pairs in the place of the segments that were unpaired, each where its Chinese side begins. */
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
     * Two runs of unpaired segments, aligned by themselves.
     *
     * <p>They belong together when the sum over all ways to pair some of their segments outweighs leaving all alone by more than
     * chance lets it. Chance has something to choose from in every segment, so the longer the pairs, the more is asked: in the
     * development gold with swapped paragraphs the right pairs of runs had 8 to 35 units of logarithm for each Chinese segment, the
     * wrong ones up to 4, and up to 8 where three sentences were taken as one; {@link #SURE} keeps short ones out, of which chance
     * makes the most.
     *
     * @param chinese the Chinese run
     * @param english the English run
     * @param pairs beads with two sides, in numbers of the whole texts
     * @param excess logarithm of how much likelier pairs are than none, less what chance may reach
     */
    private record Stretch(Run chinese, Run english, List<Bead> pairs, double excess) {
        private static final double SURE = 12;
        private static final double OF_SEGMENT = 4;

        Stretch {
            pairs = List.copyOf(pairs);
        }

        /** Aligns two runs of a pair of texts. */
        static Stretch of(PreparedPair whole, AlignmentWeights.Stage weights, Run chinese, Run english) {
            PreparedPair part = whole.part(chinese.from(), chinese.end(), english.from(), english.end());
            Scorer scorer =
                    new Scorer(Evidence.rescoring(part.texts(), part.scores(), Optional.empty()), weights.rescoring());
            Lattice lattice = SearchPass.of(part, weights.search()).rescored(scorer);
            double together = lattice.computePosteriors();
            double apart = apart(scorer, chinese.size(), true) + apart(scorer, english.size(), false);
            List<Bead> found = Aligner.beads(lattice, chinese.size(), english.size()).stream()
                    .filter(bead -> !bead.isNull())
                    .toList();
            int paired = found.stream().mapToInt(bead -> bead.source().size()).sum();
            double excess = together - apart - SURE - OF_SEGMENT * paired;
            // Where pairs are no likelier than chance makes them, they are as good as not.
            double certainty = 1 / (1 + Math.exp(-excess));
            List<Bead> pairs = found.stream()
                    .map(bead -> new Bead(bead.source(), bead.target(), bead.probability() * certainty))
                    .map(bead -> bead.moved(chinese.from(), english.from()))
                    .toList();
            return new Stretch(chinese, english, pairs, excess);
        }

        /** Returns the score of leaving all segments of a side without partner, in the cheapest blocks. */
        private static double apart(Scorer scorer, int size, boolean isChinese) {
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

        /** Returns the rest of the Chinese run before and behind the pairs. */
        List<Run> chineseRest() {
            int first = pairs.get(0).source().get(0);
            List<Integer> last = pairs.get(pairs.size() - 1).source();
            return rest(chinese, first, last.get(last.size() - 1) + 1);
        }

        /** Returns the rest of the English run before and behind the pairs. */
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
     * Whether two runs of segments have so many content words in common that aligning them is worth the time: a look that is quick
     * and keeps more than belongs together. Not thread-safe.
     */
    private static final class SharedWords {
        /** Nearly all renderings translate this share of the words of the shorter run, most of them half. */
        private static final double MIN_SHARE = 0.2;

        private final TokenView words;
        private final TokenView stems;
        private final TranslationTable table;
        private final boolean[] isChineseContent;
        private final boolean[] isEnglishContent;

        /** By stem: the number of the question in which it stood in the English run. */
        private final int[] asked;

        private int question;

        SharedWords(PreparedPair prepared) {
            words = prepared.pair().words();
            stems = prepared.pair().stems();
            table = prepared.translations().tables().words();
            isChineseContent = content(words);
            isEnglishContent = content(stems);
            asked = new int[stems.size()];
            Arrays.fill(asked, -1);
        }

        private static boolean[] content(TokenView view) {
            boolean[] content = new boolean[view.size()];
            for (int token = 0; token < content.length; token++) {
                content[token] = view.isContent(token);
            }
            return content;
        }

        boolean areMany(Run chinese, Run english) {
            question++;
            int englishWords = 0;
            for (int j = english.from(); j < english.end(); j++) {
                for (int stem : stems.tokens(j)) {
                    if (isEnglishContent[stem]) {
                        englishWords++;
                        asked[stem] = question;
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
            int[] renderings = table.stems(word);
            float[] ratios = table.forward(word);
            for (int k = 0; k < renderings.length; k++) {
                if (asked[renderings[k]] == question && ratios[k] >= BeadMatches.MIN_RATIO) {
                    return true;
                }
            }
            return false;
        }
    }
}
