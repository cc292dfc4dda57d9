package duiqi.check.text;

import duiqi.check.Check;
import duiqi.check.CheckedUnit;
import duiqi.check.Finding;
import duiqi.check.Rule;
import duiqi.check.Severity;
import duiqi.check.TextSpan.Side;
import duiqi.lexicon.ContentWord;
import duiqi.lexicon.PairLength;
import duiqi.lexicon.PairReader;
import duiqi.lexicon.PairWords;
import duiqi.text.Plurals;
import duiqi.text.TranslationUnit.UnitProperties;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds a sentence or an item of a list in the source without a counterpart in the target. The target has fewer sentences, hardly any word
 * of the sentence is translated in it, and its length fits the other sentences better than all. A logistic regression
 * on real pairs, from which one sentence was removed, gave the weights. Not thread-safe.
 */
public final class OmittedSentence implements Check {
    public static final Rule RULE = Rule.of(
                    "omitted-sentence", Severity.WARNING, "a sentence of the source is not translated")
            .measured(76, 127);

    /** Property with the target texts before and after source sentences that have no translation of their own. */
    public static final String NEIGHBOURS = "x-target-neighbours";

    private static final Pattern BEAD = Pattern.compile("[0-9]{1,6}-[0-9]{1,6}");

    /** Minimum number of Chinese characters, and their equivalent in English, of an omission that is a warning. */
    private static final double LONG = 25;

    /** The pattern looks for an abbreviation only at a mark, since to look at every character would be slow. */
    private static final Pattern ENGLISH_END = Pattern.compile(
            "[.!?](?<!(?:\\be\\.g|\\bi\\.e|\\b(?:etc|No|Dr|Mr|Mrs|Ms|vs|Fig|cf|St|al|approx|resp)|[\\s.(][A-Za-z])[.!?])"
                    + "['\")\\]’”]{0,3}\\s{1,9}(?=['\"(\\[“‘]{0,3}[\\p{L}\\p{N}])");

    private static final Pattern CHINESE_END = Pattern.compile("[。！？][”’」』）)]{0,3}\\s{0,9}");
    private static final Pattern CLAUSE_END = Pattern.compile("[，。；：！？、,;:!?]");

    /** Longer texts are not compared, since the time grows with the square of the length. */
    private static final int MAX_LENGTH = 6_000;

    private static final int MAX_CLAUSES = 200;

    private static final int MAX_SHOWN = 60;

    private final PairReader reader;

    public OmittedSentence(PairReader reader) {
        this.reader = reader;
    }

    @Override
    public List<Finding> check(CheckedUnit unit) {
        String source = unit.source().text();
        String target = unit.target().text();
        if (isUnpaired(unit)) {
            return unpaired(unit).stream().toList();
        }
        if (target.isBlank() || source.length() + target.length() > MAX_LENGTH) {
            return List.of();
        }
        List<Finding> found = sentence(unit);
        return found.isEmpty() ? item(unit).stream().toList() : found;
    }

    private Optional<Finding> item(CheckedUnit unit) {
        String source = unit.source().text();
        PairWords words = reader.read(unit.chinese(), unit.english());
        return OmittedItem.in(source, unit.target().text(), words, unit.isIntoChinese())
                .map(item -> omitted(unit, item.start(), source.substring(item.start(), item.end())));
    }

    private List<Finding> sentence(CheckedUnit unit) {
        String source = unit.source().text();
        String target = unit.target().text();
        boolean isIntoChinese = unit.isIntoChinese();
        List<Sentence> sentences = split(source, isIntoChinese ? ENGLISH_END : CHINESE_END);
        if (sentences.size() < 2) {
            return List.of();
        }
        int fewer = sentences.size()
                - split(target, isIntoChinese ? CHINESE_END : ENGLISH_END).size();
        List<Sentence> clauses = fewer <= 0 ? List.of() : split(target, CLAUSE_END);
        if (fewer <= 0 || clauses.size() > MAX_CLAUSES) {
            return List.of();
        }
        Model model = isIntoChinese ? Model.INTO_CHINESE : Model.INTO_ENGLISH;
        return new Comparison(model, sentences, clauses, fewer, reader.read(unit.chinese(), unit.english()))
                .mostDoubtful().flatMap(doubt -> finding(unit, model, doubt)).stream()
                        .toList();
    }

    /** Returns whether a unit has sentences of an aligned text that have no counterpart. */
    static boolean isUnpaired(CheckedUnit unit) {
        return (unit.source().text().isBlank() || unit.target().text().isBlank())
                && BEAD.matcher(unit.properties().getOrDefault(UnitProperties.BEAD, ""))
                        .matches();
    }

    private Optional<Finding> unpaired(CheckedUnit unit) {
        boolean isOmitted = unit.target().text().isBlank();
        String text = (isOmitted ? unit.source() : unit.target()).text().strip();
        if (text.codePoints().noneMatch(Character::isLetter)) {
            return Optional.empty();
        }
        String bead = unit.properties().getOrDefault(UnitProperties.BEAD, "");
        int count = Integer.parseInt(bead.replaceAll(isOmitted ? "-.*" : ".*-", ""));
        String first = shown(text);
        String subject = count < 2
                ? first + " has"
                : Plurals.choose(
                        count - 1,
                        first + " and the sentence after it have",
                        first + " and the " + (count - 1) + " sentences after it have");
        return isOmitted ? omitted(unit, subject, count) : Optional.of(added(unit, subject, text));
    }

    private Optional<Finding> omitted(CheckedUnit unit, String subject, int count) {
        Model model = unit.isIntoChinese() ? Model.INTO_CHINESE : Model.INTO_ENGLISH;
        String source = unit.source().text();
        String neighbours = unit.properties().getOrDefault(NEIGHBOURS, "");
        if (source.length() + neighbours.length() <= MAX_LENGTH) {
            List<ContentWord> words = unit.isIntoChinese()
                    ? reader.read(neighbours, source).english()
                    : reader.read(source, neighbours).chinese();
            long translated = words.stream().filter(ContentWord::isTranslated).count();
            double likely = (model.translated + model.omitted) / 2;
            if (!words.isEmpty() && translated > likely * words.size()) {
                return Optional.empty();
            }
        }
        boolean isSure = count > 1 || model.sourceLength(source) >= LONG;
        return Optional.of(Finding.of(
                        RULE,
                        unit,
                        subject + " no translation in the " + unit.language(Side.TARGET) + "; source "
                                + unit.source().place().at(0))
                .as(isSure ? Severity.WARNING : Severity.NOTE)
                .inSource(0, source.length())
                .about(source.strip()));
    }

    private static Finding added(CheckedUnit unit, String subject, String text) {
        return Finding.of(RULE, unit, subject + " no source in the " + unit.language(Side.SOURCE))
                .as(Severity.NOTE)
                .inTarget(0, unit.target().text().length())
                .about(text);
    }

    /** Returns the beginning of a text in quotation marks. */
    private static String shown(String text) {
        return Finding.quoted(
                text.length() <= MAX_SHOWN ? text : text.substring(0, MAX_SHOWN).strip() + "...");
    }

    private static Optional<Finding> finding(CheckedUnit unit, Model model, Doubt doubt) {
        if (doubt.score < model.note) {
            return Optional.empty();
        }
        return Optional.of(omitted(unit, doubt.sentence.start, doubt.sentence.text)
                .as(doubt.score >= model.warning ? Severity.WARNING : Severity.NOTE));
    }

    private static Finding omitted(CheckedUnit unit, int start, String part) {
        String text = part.strip();
        return Finding.of(RULE, unit, shown(text) + " has no translation in the " + unit.language(Side.TARGET))
                .inSource(start, start + text.length())
                .inWholeTarget()
                .about(text);
    }

    private record Sentence(int start, String text) {}

    /** Holds the score of a sentence; above 0 it is probably omitted. */
    private record Doubt(Sentence sentence, double score) {}

    /** Splits a text after each match of a pattern. */
    private static List<Sentence> split(String text, Pattern end) {
        List<Sentence> sentences = new ArrayList<>();
        Matcher matcher = end.matcher(text);
        int start = 0;
        while (matcher.find() && matcher.end() < text.length()) {
            sentences.add(new Sentence(start, text.substring(start, matcher.end())));
            start = matcher.end();
        }
        sentences.add(new Sentence(start, text.substring(start)));
        return sentences;
    }

    /** Lists the statistics of translations in each direction, and the weights of the evidence. */
    private enum Model {
        INTO_ENGLISH(0.5, 0.15, -0.05, 0.25, new double[] {-2.6, 0.29, 0.06, -4.49, -6.92, 1.21, 1.28}, 2.4, 1.2),
        INTO_CHINESE(0.75, 0.23, 0.015, 0.22, new double[] {-0.87, 0.51, 0.36, -0.47, 0, 0, 0}, 0.3, 0);

        /** Probability that a word of a translated sentence has a translation in the right clauses. */
        private final double translated;

        /** Probability that a word of an omitted sentence has one there. */
        private final double omitted;

        /** Mean and standard deviation of the logarithm of the length ratio of translations. */
        private final double mean;

        private final double deviation;

        /**
         * Bias, and weights of the log-likelihood ratios of the lengths and of the words, of the share of the sentence
         * that clauses of the target cover, of the share of its words with a translation anywhere in the target, of the
         * number of sentences that the target has fewer, and of the logarithm of its length.
         */
        @SuppressWarnings("ImmutableEnumChecker") // No code changes it.
        private final double[] weights;

        /** Lowest scores of a warning and of a note. */
        private final double warning;

        private final double note;

        Model(
                double translated,
                double omitted,
                double mean,
                double deviation,
                double[] weights,
                double warning,
                double note) {
            this.translated = translated;
            this.omitted = omitted;
            this.mean = mean;
            this.deviation = deviation;
            this.weights = weights;
            this.warning = warning;
            this.note = note;
        }

        /** Returns the length of a text of the source in Chinese characters. */
        double sourceLength(String text) {
            return this == INTO_CHINESE ? englishLength(text) : PairLength.characters(text);
        }

        /** Returns the length of a text of the target in Chinese characters. */
        double targetLength(String text) {
            return this == INTO_CHINESE ? PairLength.characters(text) : englishLength(text);
        }

        private static double englishLength(String text) {
            return PairLength.letters(text) / PairLength.LETTERS_PER_CHARACTER;
        }
    }

    /** Compares the sentences of a source with the clauses of its target. */
    private static final class Comparison {
        private static final int MIN_WORDS = 3;
        private static final double MIN_LENGTH = 3.5;
        private static final double SMOOTHING = 3;
        private static final double MAX_LENGTH_RATIO = 4;
        private static final double MAX_WORD_RATIO = 8;

        /** Maximum difference of the numbers of sentences that counts. */
        private static final int MAX_FEWER = 3;

        private final Model model;
        private final int fewer;
        private final List<Sentence> sentences;
        private final List<Sentence> clauses;

        /** By sentence: its words, with the numbers of the clauses that have a translation. */
        private final List<Map<String, BitSet>> words = new ArrayList<>();

        /** Number of sentences that have a word. */
        private final Map<String, Integer> uses = new HashMap<>();

        private final double[][] agreement;

        Comparison(Model model, List<Sentence> sentences, List<Sentence> clauses, int fewer, PairWords pair) {
            this.model = model;
            this.fewer = Math.min(fewer, MAX_FEWER);
            this.sentences = sentences;
            this.clauses = clauses;
            sentences.forEach(sentence -> words.add(new LinkedHashMap<>()));
            boolean isIntoChinese = model == Model.INTO_CHINESE;
            List<ContentWord> targets = isIntoChinese ? pair.chinese() : pair.english();
            for (ContentWord word : isIntoChinese ? pair.english() : pair.chinese()) {
                BitSet found = words.get(index(sentences, word.token().start()))
                        .computeIfAbsent(word.token().form(), form -> new BitSet());
                word.translations()
                        .forEach(target -> found.set(
                                index(clauses, targets.get(target).token().start())));
            }
            words.forEach(own -> own.keySet().forEach(word -> uses.merge(word, 1, Integer::sum)));
            agreement = new double[sentences.size()][clauses.size()];
            for (int i = 0; i < agreement.length; i++) {
                double[] row = agreement[i];
                words.get(i)
                        .forEach((word, found) ->
                                found.stream().forEach(j -> row[j] += 1.0 / uses.getOrDefault(word, 1)));
            }
        }

        private static int index(List<Sentence> parts, int position) {
            int index = parts.size() - 1;
            while (index > 0 && parts.get(index).start > position) {
                index--;
            }
            return index;
        }

        Optional<Doubt> mostDoubtful() {
            List<Doubt> doubts = new ArrayList<>();
            for (int i = 0; i < sentences.size(); i++) {
                score(i).ifPresent(doubts::add);
            }
            return doubts.stream().max(Comparator.comparingDouble(Doubt::score));
        }

        private Optional<Doubt> score(int i) {
            List<BitSet> own = words.get(i).entrySet().stream()
                    .filter(word -> uses.getOrDefault(word.getKey(), 1) == 1)
                    .map(Map.Entry::getValue)
                    .toList();
            long anywhere = own.stream().filter(found -> !found.isEmpty()).count();
            double length = model.sourceLength(sentences.get(i).text);
            boolean isAside = sentences.get(i).text.startsWith("(");
            if (isAside || own.size() < MIN_WORDS || 2 * anywhere > own.size() || length < MIN_LENGTH) {
                return Optional.empty();
            }
            long right = own.stream()
                    .filter(found -> found.stream().anyMatch(j -> isBest(i, j)))
                    .count();
            double ofWords = right * Math.log(model.omitted / model.translated)
                    + (own.size() - right) * Math.log((1 - model.omitted) / (1 - model.translated));
            double[] evidence = {
                1,
                lengthRatio(length),
                limited(ofWords, MAX_WORD_RATIO),
                Math.min(covered(i) / length, 1),
                (double) anywhere / own.size(),
                fewer,
                Math.log(length + 1)
            };
            double score = 0;
            for (int k = 0; k < evidence.length; k++) {
                score += model.weights[k] * evidence[k];
            }
            return Optional.of(new Doubt(sentences.get(i), score));
        }

        /** Returns how much better the target fits the source without a sentence of this length. */
        private double lengthRatio(double omitted) {
            double source = sentences.stream()
                    .mapToDouble(sentence -> model.sourceLength(sentence.text))
                    .sum();
            double target = clauses.stream()
                    .mapToDouble(clause -> model.targetLength(clause.text))
                    .sum();
            return limited(logLikelihood(source - omitted, target) - logLikelihood(source, target), MAX_LENGTH_RATIO);
        }

        private double logLikelihood(double source, double target) {
            double ratio = Math.log((target + SMOOTHING) / (source + SMOOTHING));
            return -Math.pow((ratio - model.mean) / model.deviation, 2) / 2;
        }

        private static double limited(double ratio, double limit) {
            return Math.max(-limit, Math.min(limit, ratio));
        }

        private boolean isBest(int i, int j) {
            return agreement[i][j] > 0 && Arrays.stream(agreement).noneMatch(other -> other[j] > agreement[i][j]);
        }

        /** Returns the length of the clauses that agree best with a sentence. */
        private double covered(int i) {
            double covered = 0;
            for (int j = 0; j < clauses.size(); j++) {
                if (isBest(i, j)) {
                    int column = j;
                    long ties = Arrays.stream(agreement)
                            .filter(other -> other[column] == agreement[i][column])
                            .count();
                    covered += model.targetLength(clauses.get(j).text) / ties;
                }
            }
            return covered;
        }
    }
}
