package duiqi.glossary.extraction;

import duiqi.glossary.PhraseForm;
import duiqi.text.ResourceLines;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Finds the Chinese word sequences that recur in units and may be terms, by their form and their counts. Longer
 * sequences are counted only if their parts recur (Agrawal and Srikant 1994). Not thread-safe.
 */
public final class ChinesePhrases {
    /** Maximum number of words in a term. */
    private static final int MAX_WORDS = 6;

    /** A sequence with the same word before or after it in this share of its occurrences is a part of a term. */
    private static final double PART = 0.75;

    /** Minimum pointwise mutual information: the words occur together twenty times more often than by chance. */
    private static final double COHESION = Math.log(20);

    /** Minimum share of the highest possible value, for texts with few words, in which {@link #COHESION} is out of reach. */
    private static final double SHARE_OF_MOST = 0.5;

    private final List<WordSegmenter.WordedUnit> units;
    private final WordSegmenter.WordNumbers words;
    private final TermWords forms;
    private final int fewestUnits;
    private final boolean isBroad;
    private final List<Level> levels = new ArrayList<>();

    /**
     * Creates a search.
     *
     * @param fewestUnits minimum number of units with a sequence
     * @param isBroad true if words that occur in most genres may be terms
     */
    public ChinesePhrases(
            List<WordSegmenter.WordedUnit> units,
            WordSegmenter.WordNumbers words,
            TermWords forms,
            int fewestUnits,
            boolean isBroad) {
        this.units = units;
        this.words = words;
        this.forms = forms;
        this.fewestUnits = fewestUnits;
        this.isBroad = isBroad;
    }

    /** Holds the sequences of one length: their counts, and by unit, the number of the one at each word. */
    private static final class Level {
        private final LongNumbers keys = new LongNumbers();
        private final List<int[]> starts = new ArrayList<>();
        private int[] unitCounts = new int[1 << 10];
        private int[] counts = new int[1 << 10];
        private int[] lastUnits = new int[1 << 10];

        int add(long key, int unit) {
            int number = keys.number(key);
            if (number >= counts.length) {
                unitCounts = Arrays.copyOf(unitCounts, 2 * number);
                counts = Arrays.copyOf(counts, 2 * number);
                lastUnits = Arrays.copyOf(lastUnits, 2 * number);
            }
            counts[number]++;
            if (lastUnits[number] != unit + 1) {
                lastUnits[number] = unit + 1;
                unitCounts[number]++;
            }
            return number;
        }

        void prune(int fewest) {
            for (int[] row : starts) {
                for (int i = 0; i < row.length; i++) {
                    row[i] = row[i] >= 0 && unitCounts[row[i]] >= fewest ? row[i] : -1;
                }
            }
        }
    }

    /**
     * Represents a sequence that may be a term.
     *
     * @param words numbers of its words; do not modify
     * @param text the sequence in simplified characters
     * @param units the units that contain it, in order; do not modify
     * @param isTerm false for a sequence that only competes with terms for translations
     * @param weight the C-value of Frantzi, Ananiadou and Mima (2000)
     */
    public record Phrase(int[] words, String text, int[] units, boolean isTerm, double weight) {}

    /** Returns the sequences, the shortest first, in the order of their first occurrence. */
    public List<Phrase> find() {
        long total = units.stream().mapToLong(unit -> unit.chinese().length).sum();
        for (int length = 1; length <= MAX_WORDS; length++) {
            levels.add(count(length));
        }
        List<List<Phrase>> byLength = new ArrayList<>();
        Map<Long, double[]> longer = new HashMap<>();
        for (int length = MAX_WORDS; length >= 1; length--) {
            byLength.add(0, phrases(length, total, longer));
        }
        levels.clear();
        return byLength.stream().flatMap(List::stream).toList();
    }

    private Level count(int length) {
        Level level = new Level();
        for (int u = 0; u < units.size(); u++) {
            WordSegmenter.WordedUnit unit = units.get(u);
            int[] row = new int[Math.max(0, unit.chinese().length - length + 1)];
            for (int i = 0; i < row.length; i++) {
                row[i] = isRow(u, unit, i, length) ? level.add(key(u, unit, i, length), u) : -1;
            }
            level.starts.add(row);
        }
        level.prune(fewestUnits);
        return level;
    }

    private boolean isRow(int u, WordSegmenter.WordedUnit unit, int i, int length) {
        if (length == 1) {
            return unit.chinese()[i] >= 0 && !forms.isGrammar(unit.chinese()[i]);
        }
        int[] shorter = levels.get(length - 2).starts.get(u);
        return shorter[i] >= 0 && shorter[i + 1] >= 0 && unit.isJoined(i + length - 1);
    }

    private long key(int u, WordSegmenter.WordedUnit unit, int i, int length) {
        int last = unit.chinese()[i + length - 1];
        return length == 1 ? last : ((long) levels.get(length - 2).starts.get(u)[i] << 32) + last;
    }

    /** Holds the occurrences of one sequence while they are counted. */
    private static final class Occurrences {
        private final List<Integer> units = new ArrayList<>();
        private final int first;
        private int count;
        private final Map<Integer, Integer> before = new HashMap<>();
        private final Map<Integer, Integer> after = new HashMap<>();

        Occurrences(int first) {
            this.first = first;
        }

        boolean isPart() {
            return isFixed(before) || isFixed(after);
        }

        private boolean isFixed(Map<Integer, Integer> neighbours) {
            return neighbours.values().stream().anyMatch(same -> same > PART * count);
        }
    }

    private List<Phrase> phrases(int length, long total, Map<Long, double[]> longer) {
        Level level = levels.get(length - 1);
        Occurrences[] found = new Occurrences[level.keys.size()];
        for (int u = 0; u < units.size(); u++) {
            WordSegmenter.WordedUnit unit = units.get(u);
            int[] row = level.starts.get(u);
            for (int i = 0; i < row.length; i++) {
                if (row[i] >= 0 && forms.isWhole(unit, i, length)) {
                    Occurrences same = found[row[i]] == null ? new Occurrences(i) : found[row[i]];
                    found[row[i]] = same;
                    same.count++;
                    if (same.units.isEmpty() || same.units.get(same.units.size() - 1) != u) {
                        same.units.add(u);
                    }
                    addNeighbours(unit, i, length, same);
                }
            }
        }
        List<Phrase> phrases = new ArrayList<>();
        for (int number = 0; number < found.length; number++) {
            Occurrences same = found[number];
            if (same != null && same.units.size() >= fewestUnits) {
                double[] nested = longer.getOrDefault(((long) length << 32) + number, new double[2]);
                phrase(length, total, same, nested).ifPresent(phrase -> {
                    phrases.add(phrase);
                    if (length > 1 && phrase.isTerm()) {
                        countInShorter(length, same, longer);
                    }
                });
            }
        }
        return phrases;
    }

    private Optional<Phrase> phrase(int length, long total, Occurrences same, double[] nested) {
        int u = same.units.get(0);
        WordSegmenter.WordedUnit unit = units.get(u);
        int[] numbers = Arrays.copyOfRange(unit.chinese(), same.first, same.first + length);
        boolean isPhrase = unit.isOneWord(same.first, length)
                || (forms.isPhrase(numbers) && holdsTogether(u, same.first, length, total));
        if (!isPhrase) {
            return Optional.empty();
        }
        double weight = PhraseForm.weight(length, same.count, nested[0], (long) nested[1]);
        String text = Arrays.stream(numbers).mapToObj(words::word).collect(Collectors.joining());
        int[] places = same.units.stream().mapToInt(Integer::intValue).toArray();
        return Optional.of(new Phrase(
                numbers,
                text,
                places,
                !same.isPart() && !(isBroad ? TermWords.isFree(text) : forms.isGeneral(text)),
                weight));
    }

    private void countInShorter(int length, Occurrences same, Map<Long, double[]> longer) {
        int[] row = levels.get(length - 2).starts.get(same.units.get(0));
        IntStream.of(row[same.first], row[same.first + 1]).distinct().forEach(shorter -> {
            double[] sum = longer.computeIfAbsent(((long) (length - 1) << 32) + shorter, key -> new double[2]);
            sum[0] += same.count;
            sum[1]++;
        });
    }

    private void addNeighbours(WordSegmenter.WordedUnit unit, int i, int length, Occurrences same) {
        if (i > 0 && unit.isJoined(i) && isContent(unit.chinese()[i - 1])) {
            same.before.merge(unit.chinese()[i - 1], 1, Integer::sum);
        }
        int next = i + length;
        if (next < unit.chinese().length && unit.isJoined(next) && isContent(unit.chinese()[next])) {
            same.after.merge(unit.chinese()[next], 1, Integer::sum);
        }
    }

    private boolean isContent(int word) {
        return word >= 0 && !forms.isGrammar(word);
    }

    /**
     * Returns whether the first and the last word occur with the rest of a sequence more often than by chance, by their
     * pointwise mutual information.
     */
    private boolean holdsTogether(int u, int i, int length, long total) {
        Level level = levels.get(length - 1);
        Level shorter = levels.get(length - 2);
        Level single = levels.get(0);
        int[] singles = single.starts.get(u);
        int[] parts = shorter.starts.get(u);
        double together = (double) level.counts[level.starts.get(u)[i]] * total;
        double apart = Math.max(
                (double) single.counts[singles[i]] * shorter.counts[parts[i + 1]],
                (double) single.counts[singles[i + length - 1]] * shorter.counts[parts[i]]);
        double most = Math.log((double) total / level.counts[level.starts.get(u)[i]]);
        return Math.log(together / apart) >= Math.min(COHESION, SHARE_OF_MOST * most);
    }

    /** Decides by its words whether a Chinese word sequence may be a term. */
    public static final class TermWords {
        private static final int MAX_CHARACTERS = 12;

        /** Words of one character that can begin a term. */
        private static final String FIRST = "全双单多超子主副反非无总微亚半伪零逆正负预自元软硬";

        /** Words of one character that can end a term. */
        private static final String LAST = "层核器机率者性法权值量数集类型式点线面网图表码流体病症炎药剂菌学员队团会院部局署厅所站厂库区市县省州"
                + "港湾岛税费金款债券股价额案令书证卡罪刑制论派党度力场期级栈树堆槽域键锁链块帧项组节件池包谱膜酶";

        /** Words that begin or end no term: pronouns, numerals, measures, auxiliary verbs. */
        private static final Set<String> GRAMMAR = Set.of(
                "这", "那", "该", "各", "某", "每", "本", "此", "其", "几", "两", "二", "三", "四", "五", "六", "七", "八", "九", "十", "百",
                "千", "万", "亿", "次", "年", "月", "日", "时", "种", "位", "名", "条", "只", "张", "座", "家", "些", "什", "么", "请", "使",
                "由", "向", "往", "比", "更", "最", "太", "再", "才", "只是", "可", "应", "须", "必", "没", "无法", "如", "若", "或", "且",
                "因", "故", "虽", "即", "当", "至", "自", "经", "按", "据", "跟", "同", "令", "叫", "做", "看", "想", "中", "后", "前", "内",
                "外", "下", "间", "旁", "过", "起", "出", "入", "开", "时候", "之一", "百分之", "之下", "之上");

        /** Number of genres from which a word is never a term. */
        private static final int MANY = 6;

        private static final Map<String, Integer> GENRES = load();

        /** Weights of words by the number of genres in which they occur. */
        private static final double[] WEIGHTS = {1, 1, 1, 0.7, 0.45, 0.25, 0};

        /** First characters of pronouns and of words for amounts. */
        private static final String PRONOUNS = "这那每某几该此哪";

        private static final Pattern AMOUNT = Pattern.compile("一.|[数多几两三四五六七八九十百千万本近]?[年月日天次个名位种项届]来?|年[内初末底]");

        /** Words that are in no term: titles after a name, and verbs of statements. */
        private static final Set<String> SENTENCE_WORDS = Set.of(
                "同志", "先生", "女士", "小姐", "太太", "阁下", "发展中", "认为", "表示", "指出", "强调", "宣布", "相信", "希望", "要求", "提出", "表明",
                "显示", "成为", "作为", "属于", "包括", "具有", "拥有", "需要", "进行", "开展", "告诉", "觉得", "继续", "相关", "有关", "不同", "相同",
                "重要", "重大", "主要", "基本", "明显", "显著", "巨大", "广泛", "深刻", "丰富", "良好", "积极", "一样", "一致", "必要", "有效", "有利",
                "适当", "正确", "准确", "真实", "具体", "困难", "复杂", "严重", "密切", "不断", "更加", "进一步", "充分", "始终", "共同", "同时", "目前",
                "当前", "以来", "以后", "以前", "之后", "之前", "之间");

        /** Weight of a phrase of words that all are general. */
        private static final double GENERAL_PHRASE = 0.5;

        private final WordSegmenter.WordNumbers words;

        public TermWords(WordSegmenter.WordNumbers words) {
            this.words = words;
        }

        /** Returns the number of genres in which each general word occurs. */
        private static Map<String, Integer> load() {
            Map<String, Integer> genres = new HashMap<>();
            int number = MANY;
            for (String line : ResourceLines.of(PhraseForm.class, "general-words.txt")) {
                if (line.length() == 1) {
                    number = Integer.parseInt(line);
                } else {
                    for (String word : line.split(" ")) {
                        genres.put(word, number);
                    }
                }
            }
            return Map.copyOf(genres);
        }

        /** Returns whether a word cannot be a part of a term. */
        public boolean isGrammar(int word) {
            String text = words.word(word);
            return words.isFunctionWord(word)
                    || GRAMMAR.contains(text)
                    || PRONOUNS.indexOf(text.charAt(0)) >= 0
                    || AMOUNT.matcher(text).matches();
        }

        /** Returns whether a sequence begins and ends with whole words and does not follow a prefix. */
        public boolean isWhole(WordSegmenter.WordedUnit unit, int i, int length) {
            return unit.isWhole(i, length, 2, MAX_CHARACTERS) && !PhraseForm.isAfterPrefix(unit, i, words);
        }

        /** Returns whether the first and the last of several words can begin and end a term. */
        public boolean isPhrase(int[] numbers) {
            String first = words.word(numbers[0]);
            String last = words.word(numbers[numbers.length - 1]);
            return numbers.length > 1
                    && Arrays.stream(numbers).noneMatch(word -> SENTENCE_WORDS.contains(words.word(word)))
                    && (first.length() > 1 || FIRST.contains(first))
                    && (last.length() > 1 || LAST.contains(last))
                    && !isFree(first)
                    && !(isFree(last) && isGeneral(first));
        }

        private static boolean isFree(String word) {
            return word.length() > 1 && PhraseForm.isFree(word);
        }

        /** Returns whether a word occurs in most genres. */
        public boolean isGeneral(String word) {
            return GENRES.getOrDefault(word, 0) >= MANY || isFree(word);
        }

        /** Returns the weight of words as a term: 1 if they are special, less if they are words of many genres. */
        public double weight(int[] numbers) {
            double weight = 0;
            for (int number : numbers) {
                String word = words.word(number);
                weight = Math.max(weight, WEIGHTS[isFree(word) ? MANY : GENRES.getOrDefault(word, 0)]);
            }
            return numbers.length == 1 ? weight : Math.max(weight, GENERAL_PHRASE);
        }
    }
}
