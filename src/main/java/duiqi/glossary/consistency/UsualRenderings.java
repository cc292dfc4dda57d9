package duiqi.glossary.consistency;

import duiqi.glossary.RelatedRenderings;
import duiqi.text.WorkBudget;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Determines the usual translation of a phrase: the stems that occur in most of its units and that no other word of
 * these units explains. Not thread-safe.
 */
final class UsualRenderings {
    /** Maximum number of units of a phrase to compare. */
    private static final int SAMPLE = 24;

    /** Maximum number of units with the usual translation to compare with. */
    private static final int COMPARED = 24;

    private static final double LINKED = 0.02;
    private static final double RIVAL = 2;
    private static final double EXPLAINED = 0.12;
    private static final double SHARE = 0.5;
    private static final double LIFT = 4;
    private static final double OF_MOST = 0.6;
    private static final int MAX_STEMS = 5;

    /** Number of marks of a word: one for each stem, and one for none. */
    private static final int MARKS = MAX_STEMS + 1;

    private static final int NO_WORD = -3;
    private static final int MAX_GAP = 3;

    private final List<WordSegmenter.WordedUnit> units;
    private final List<String> texts;
    private final WordLinks links;
    private final WordSegmenter.WordNumbers english;

    /** Stems of the last comparison. */
    private int[] matched = {};

    /** For each English word, {@link #firstMark} plus the number of the matching stem, or 0 without one. */
    private final int[] marks;

    private int firstMark = 1;

    UsualRenderings(
            List<WordSegmenter.WordedUnit> units, List<String> texts, WordLinks links, WordSegmenter segmenter) {
        this.units = units;
        this.texts = texts;
        this.links = links;
        this.english = segmenter.english();
        this.marks = new int[english.size()];
    }

    /** Number of English words of a unit that need no count of the work on them. */
    private static final int LONG = 200;

    /**
     * Holds the usual translation of a phrase.
     *
     * @param stems its stems, the most frequent first
     * @param units indices of the units with all stems
     * @param all number of units with the phrase
     */
    record Usual(int[] stems, List<Window> units, int all) {}

    /**
     * Holds the shortest part of a unit with some stems.
     *
     * @param from index of its first English word
     * @param to index of its last word
     * @param strays number of other content words inside
     */
    record Window(int unit, int from, int to, int strays) {}

    Optional<Usual> of(int[] phrase, int[] in) {
        int step = Math.max(1, in.length / SAMPLE);
        Map<Integer, int[]> counts = new HashMap<>();
        int sampled = 0;
        for (int i = 0; i < in.length; i += step) {
            sampled++;
            count(phrase, in[i], counts);
        }
        int size = sampled;
        List<int[]> heads = heads(counts);
        List<int[]> core = new ArrayList<>(heads.stream()
                .filter(head -> head[1] >= Math.max(2, SHARE * size))
                .filter(head -> 2 * head[2] >= head[1] || (size >= 3 && isLifted(head, size)))
                .limit(MAX_STEMS)
                .toList());
        if (core.isEmpty()) {
            return Optional.empty();
        }
        int most = core.get(0)[1];
        core.removeIf(head -> head[1] < OF_MOST * most);
        while (true) {
            int[] stems = core.stream().mapToInt(head -> head[0]).toArray();
            List<Window> found = new ArrayList<>();
            int compact = 0;
            for (int unit : in) {
                Optional<Window> window = window(unit, stems);
                window.ifPresent(found::add);
                compact += window.filter(one -> one.strays() <= MAX_GAP).isPresent() ? 1 : 0;
            }
            boolean isUsual = 2 * found.size() >= in.length && found.size() >= 2 && 3 * compact >= 2 * found.size();
            if (isUsual) {
                found.removeIf(window -> window.strays() > MAX_GAP);
                return Optional.of(new Usual(stems, found, in.length));
            }
            if (core.size() == 1) {
                return Optional.empty();
            }
            core.remove(core.stream()
                    .min(Comparator.comparingInt((int[] head) -> head[2]).thenComparingInt(head -> head[1]))
                    .orElseThrow());
        }
    }

    private static void spendForLong(int words) {
        WorkBudget.spend(20L * Math.max(0, words - LONG));
    }

    private boolean isLifted(int[] head, int size) {
        double share = 1.0 * head[1] / size;
        double expected = 1.0 * links.unitsOfStem(head[0]) / units.size();
        return share >= LIFT * expected;
    }

    private void count(int[] phrase, int u, Map<Integer, int[]> counts) {
        WordSegmenter.WordedUnit unit = units.get(u);
        spendForLong(unit.english().length);
        WordLinks.Side side = links.of(u).english();
        Set<Integer> seen = new HashSet<>();
        for (int j = 0; j < unit.english().length; j++) {
            int stem = unit.english()[j];
            if (!links.isContentStem(stem) || !seen.add(stem)) {
                continue;
            }
            double own = 0;
            for (int word : phrase) {
                own = Math.max(own, links.support(word, stem));
            }
            double rival = side.byOthers(j, phrase);
            boolean isLinked = own >= LINKED && own * RIVAL >= rival;
            if (isLinked || rival < EXPLAINED) {
                int[] count = counts.computeIfAbsent(stem, one -> new int[] {stem, 0, 0});
                count[1]++;
                count[2] += isLinked ? 1 : 0;
            }
        }
    }

    /** Returns one row for each family of stems: its most frequent stem, and both counts. */
    private List<int[]> heads(Map<Integer, int[]> counts) {
        List<int[]> rows = new ArrayList<>(counts.values());
        rows.sort(Comparator.comparingInt((int[] row) -> -row[1])
                .thenComparingInt(row -> -row[2])
                .thenComparing(row -> english.word(row[0])));
        List<int[]> heads = new ArrayList<>();
        for (int[] row : rows) {
            Optional<int[]> same = heads.stream()
                    .limit(12)
                    .filter(head -> isOne(head[0], row[0]))
                    .findFirst();
            if (same.isPresent()) {
                same.get()[1] += row[1];
                same.get()[2] += row[2];
            } else {
                heads.add(row);
            }
        }
        return heads;
    }

    /** Returns whether two stems are of one family. */
    boolean isOne(int one, int other) {
        return one == other || (one >= 0 && RelatedRenderings.StemFamily.isOne(english.word(one), english.word(other)));
    }

    /** Returns, for each English word of a unit, the index of the stem that it is a form of, or -1. */
    int[] matches(int u, int[] stems) {
        if (!Arrays.equals(stems, matched)) {
            matched = stems.clone();
            firstMark += MARKS;
        }
        int[] words = units.get(u).english();
        spendForLong(words.length);
        int[] matches = new int[words.length];
        for (int j = 0; j < words.length; j++) {
            matches[j] = words[j] < 0 ? -1 : match(words[j]);
        }
        return matches;
    }

    /** Returns the index of the stem that a word is a form of, or -1; remembers it until the stems change. */
    private int match(int word) {
        if (marks[word] < firstMark) {
            int match = 0;
            while (match < matched.length && !isOne(word, matched[match])) {
                match++;
            }
            marks[word] = firstMark + (match < matched.length ? match + 1 : 0);
        }
        return marks[word] - firstMark - 1;
    }

    /** Returns how often a unit can contain all stems. */
    int count(int u, int[] stems) {
        int[] counts = new int[stems.length];
        for (int match : matches(u, stems)) {
            if (match >= 0) {
                counts[match]++;
            }
        }
        return Arrays.stream(counts).min().orElse(0);
    }

    /** Returns how often a unit contains all stems close together. */
    int together(int u, int[] stems) {
        int[] matches = matches(u, stems);
        int[] last = new int[stems.length];
        Arrays.fill(last, -1);
        int found = 0;
        int content = 0;
        int[] contents = new int[stems.length];
        for (int j = 0; j < matches.length; j++) {
            int stem = units.get(u).english()[j];
            content += matches[j] < 0 && stem != -1 && (stem < -1 || links.isContentStem(stem)) ? 1 : 0;
            if (matches[j] < 0) {
                continue;
            }
            last[matches[j]] = j;
            contents[matches[j]] = content;
            int first = 0;
            for (int k = 1; k < last.length; k++) {
                first = last[k] < last[first] ? k : first;
            }
            if (last[first] >= 0 && content - contents[first] <= MAX_GAP) {
                found++;
                Arrays.fill(last, -1);
            }
        }
        return found;
    }

    /** Returns the shortest part of a unit that contains all stems. */
    Optional<Window> window(int u, int[] stems) {
        int[] matches = matches(u, stems);
        int[] last = new int[stems.length];
        Arrays.fill(last, -1);
        Optional<Window> best = Optional.empty();
        for (int j = 0; j < matches.length; j++) {
            if (matches[j] < 0) {
                continue;
            }
            last[matches[j]] = j;
            int from = Arrays.stream(last).min().orElse(-1);
            if (from >= 0
                    && (best.isEmpty()
                            || j - from < best.get().to() - best.get().from())) {
                int strays = 0;
                for (int k = from; k <= j; k++) {
                    int stem = units.get(u).english()[k];
                    strays += matches[k] < 0 && stem != -1 && (stem < -1 || links.isContentStem(stem)) ? 1 : 0;
                }
                best = Optional.of(new Window(u, from, j, strays));
            }
        }
        return best;
    }

    void count(int unit, Map<Integer, Integer> counts) {
        Arrays.stream(units.get(unit).english()).distinct().forEach(stem -> counts.merge(stem, 1, Integer::sum));
    }

    int at(int unit, int word) {
        int[] stems = units.get(unit).english();
        return word < 0 || word >= stems.length ? NO_WORD : stems[word];
    }

    String word(int unit, int at) {
        WordSegmenter.WordedUnit words = units.get(unit);
        return texts.get(unit).substring(words.englishStarts()[at], words.englishEnds()[at]);
    }

    static String suffix(String word) {
        for (String suffix : List.of("ed", "ing", "ly")) {
            if (word.endsWith(suffix)) {
                return suffix;
            }
        }
        return word.endsWith("s") && !word.endsWith("ss") ? "s" : "";
    }

    boolean isCapital(int unit, int at) {
        return Character.isUpperCase(texts.get(unit).charAt(units.get(unit).englishStarts()[at]));
    }

    boolean isQuoted(Window window) {
        WordSegmenter.WordedUnit words = units.get(window.unit());
        String text = texts.get(window.unit());
        int start = words.englishStarts()[window.from()];
        int end = words.englishEnds()[window.to()];
        return start > 0
                && end < text.length()
                && "\"“‘'".indexOf(text.charAt(start - 1)) >= 0
                && "\"”’',.".indexOf(text.charAt(end)) >= 0;
    }

    /** Compares the uses of one phrase with its usual translation. */
    final class Uses {
        private final int[] phrase;
        private final Usual usual;
        private final List<Window> compared;
        private final double[] common;

        /** Mean position of each usual stem in the usual translation, from 0 to 1. */
        private final double[] order;

        /** Number of units with a stem, among those without the usual translation. */
        private final Map<Integer, Integer> oddUnits = new HashMap<>();

        /** Number of units with a stem, among those with the usual translation. */
        private final Map<Integer, Integer> usualUnits = new HashMap<>();

        /** Number of usual translations after each word, before each word, and with each ending. */
        private final Map<Integer, Integer> before = new HashMap<>();

        private final Map<Integer, Integer> after = new HashMap<>();
        private final Map<String, Integer> endings = new HashMap<>();

        Uses(int[] phrase, Usual usual) {
            this.phrase = phrase;
            this.usual = usual;
            this.compared =
                    usual.units().subList(0, Math.min(COMPARED, usual.units().size()));
            this.common = measured();
            this.order = new double[usual.stems().length];
            for (Window window : compared) {
                UsualRenderings.this.count(window.unit(), usualUnits);
                addOrder(window);
                before.merge(at(window.unit(), window.from() - 1), 1, Integer::sum);
                after.merge(at(window.unit(), window.to() + 1), 1, Integer::sum);
            }
        }

        private double[] measured() {
            int upper = 0;
            int marked = 0;
            Map<String, Integer> forms = new HashMap<>();
            for (Window window : compared) {
                boolean isUpper = isCapital(window.unit(), window.from()) && isCapital(window.unit(), window.to());
                upper += isUpper ? 1 : 0;
                marked += isQuoted(window) ? 1 : 0;
                int[] words = Arrays.copyOfRange(units.get(window.unit()).english(), window.from(), window.to() + 1);
                forms.merge(Arrays.toString(words), 1, Integer::sum);
            }
            double[] values = new double[DriftModel.Feature.values().length];
            int size = usual.units().size();
            values[DriftModel.Feature.SHARE.index()] = Math.log((size + 0.5) / (usual.all() - size + 0.5));
            values[DriftModel.Feature.UNITS.index()] = Math.log(size);
            values[DriftModel.Feature.STEMS.index()] = Math.log(1 + usual.stems().length);
            values[DriftModel.Feature.ONE_WORD.index()] = phrase.length == 1 ? 1 : 0;
            double strength = 0;
            for (int stem : usual.stems()) {
                strength += Math.min(1, prior(stem));
            }
            values[DriftModel.Feature.USUAL_BY_DICTIONARY.index()] = strength / usual.stems().length;
            values[DriftModel.Feature.CAPITALS.index()] = 1.0 * upper / compared.size();
            values[DriftModel.Feature.QUOTED.index()] = 1.0 * marked / compared.size();
            int most = forms.values().stream().mapToInt(Integer::intValue).max().orElse(0);
            values[DriftModel.Feature.RIGID.index()] = 1.0 * most / compared.size();
            return values;
        }

        private void addOrder(Window window) {
            int[] matches = matches(window.unit(), usual.stems());
            int length = Math.max(1, window.to() - window.from());
            Set<String> own = new HashSet<>();
            for (int j = window.from(); j <= window.to(); j++) {
                if (matches[j] >= 0) {
                    order[matches[j]] += 1.0 * (j - window.from()) / length / compared.size();
                    own.add(suffix(word(window.unit(), j)));
                }
            }
            own.forEach(suffix -> endings.merge(suffix, 1, Integer::sum));
        }

        /** Counts the words of a unit without the usual translation. */
        void addOdd(int unit) {
            UsualRenderings.this.count(unit, oddUnits);
        }

        /** Returns the highest dictionary probability of a stem, given a word of the phrase. */
        double prior(int stem) {
            return Arrays.stream(phrase)
                    .mapToDouble(word -> links.prior(word, stem))
                    .max()
                    .orElse(0);
        }

        int[] phrase() {
            return phrase;
        }

        /** Returns the stems of the usual translation. */
        int[] stems() {
            return usual.stems();
        }

        /** Returns the features that all units share. */
        double[] common() {
            return common;
        }

        /** Returns the number of usual translations compared. */
        int compared() {
            return compared.size();
        }

        double order(int stem) {
            return order[stem];
        }

        int oddUnits(int stem) {
            return oddUnits.getOrDefault(stem, 1);
        }

        int usualUnits(int stem) {
            return usualUnits.getOrDefault(stem, 0);
        }

        /** Returns the number of usual translations with a word of the same ending. */
        int withEnding(int unit, int word) {
            return endings.getOrDefault(suffix(word(unit, word)), 0);
        }

        /** Returns the number of usual translations with the same word before them, plus those with the same after. */
        int withNeighbours(int unit, int from, int to) {
            return before.getOrDefault(at(unit, from - 1), 0) + after.getOrDefault(at(unit, to + 1), 0);
        }
    }
}
