package duiqi.check.text;

import duiqi.check.Check;
import duiqi.check.CheckedUnit;
import duiqi.check.Finding;
import duiqi.check.Rule;
import duiqi.check.Severity;
import duiqi.check.TextSpan.Side;
import duiqi.lexicon.ChineseTokenizer;
import duiqi.lexicon.Lexicon;
import duiqi.text.Plurals;
import duiqi.text.TranslationUnit.UnitProperties;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds a sentence of the source without a counterpart in the target. The target has fewer sentences, hardly any word
 * of the sentence is translated in it, and its length fits the other sentences better than all. A logistic regression
 * on real pairs, from which one sentence was removed, gave the weights. Not thread-safe.
 */
public final class OmittedSentence implements Check {
    static final Rule RULE =
            Rule.of("omitted-sentence", Severity.WARNING, "a sentence of the source is not translated");

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

    /** Number of translated words that a sentence may share with the others, at most. */
    private static final int MAX_COMMON = 3;

    private static final int MAX_SHOWN = 60;

    private final OmissionModel intoChinese;
    private final OmissionModel intoEnglish;

    public OmittedSentence(Lexicon lexicon, ChineseTokenizer chinese) {
        intoChinese = new OmissionModel.IntoChinese(lexicon, chinese);
        intoEnglish = new OmissionModel.IntoEnglish(lexicon, chinese);
    }

    @Override
    public List<Rule> rules() {
        return List.of(RULE);
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
        OmissionModel model = isIntoChinese ? intoChinese : intoEnglish;
        if (!hasUntranslated(model, sentences, target)) {
            return List.of();
        }
        return new Comparison(model, sentences, clauses, fewer)
                .mostDoubtful().flatMap(doubt -> finding(unit, model.limits(), doubt)).stream()
                        .toList();
    }

    /** Returns whether hardly any word of a sentence has a translation anywhere: a quick test before the comparison. */
    private static boolean hasUntranslated(OmissionModel model, List<Sentence> sentences, String target) {
        Predicate<String> translations = model.translations(target);
        for (Sentence sentence : sentences) {
            Set<String> words = model.words(sentence.text);
            long translated = words.stream().filter(translations).count();
            if (words.size() >= Comparison.MIN_WORDS && translated <= (words.size() + MAX_COMMON) / 2) {
                return true;
            }
        }
        return false;
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
        OmissionModel model = unit.isIntoChinese() ? intoChinese : intoEnglish;
        String source = unit.source().text();
        String neighbours = unit.properties().getOrDefault(NEIGHBOURS, "");
        if (source.length() + neighbours.length() <= MAX_LENGTH) {
            Set<String> words = model.words(source);
            Predicate<String> translations = model.translations(neighbours);
            long translated = words.stream().filter(translations).count();
            double likely = (model.rates().translated() + model.rates().omitted()) / 2;
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

    private static Optional<Finding> finding(CheckedUnit unit, OmissionModel.Limits limits, Doubt doubt) {
        if (doubt.score < limits.note()) {
            return Optional.empty();
        }
        String text = doubt.sentence.text.strip();
        int start = doubt.sentence.start;
        return Optional.of(
                Finding.of(RULE, unit, shown(text) + " has no translation in the " + unit.language(Side.TARGET))
                        .as(doubt.score >= limits.warning() ? Severity.WARNING : Severity.NOTE)
                        .inSource(start, start + text.length())
                        .inWholeTarget()
                        .about(text));
    }

    /** Represents a sentence or clause of a text. */
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

    /** Compares the sentences of a source with the clauses of its target. */
    private static final class Comparison {
        private static final int MIN_WORDS = 3;
        private static final double MIN_LENGTH = 3.5;
        private static final double SMOOTHING = 3;
        private static final double MAX_LENGTH_RATIO = 4;
        private static final double MAX_WORD_RATIO = 8;

        /** Maximum difference of the numbers of sentences that counts. */
        private static final int MAX_FEWER = 3;

        private final OmissionModel model;
        private final int fewer;
        private final List<Sentence> sentences;
        private final List<Sentence> clauses;
        private final List<Set<String>> words = new ArrayList<>();
        private final Map<String, Integer> uses = new HashMap<>();
        private final List<Predicate<String>> translations = new ArrayList<>();
        private final double[][] agreement;

        Comparison(OmissionModel model, List<Sentence> sentences, List<Sentence> clauses, int fewer) {
            this.model = model;
            this.fewer = Math.min(fewer, MAX_FEWER);
            this.sentences = sentences;
            this.clauses = clauses;
            sentences.forEach(sentence -> words.add(model.words(sentence.text)));
            words.forEach(own -> own.forEach(word -> uses.merge(word, 1, Integer::sum)));
            clauses.forEach(clause -> translations.add(model.translations(clause.text)));
            agreement = new double[sentences.size()][clauses.size()];
            for (int i = 0; i < sentences.size(); i++) {
                for (String word : words.get(i)) {
                    for (int j = 0; j < clauses.size(); j++) {
                        agreement[i][j] += translations.get(j).test(word) ? 1.0 / uses.getOrDefault(word, 1) : 0;
                    }
                }
            }
        }

        Optional<Doubt> mostDoubtful() {
            List<Doubt> doubts = new ArrayList<>();
            for (int i = 0; i < sentences.size(); i++) {
                score(i).ifPresent(doubts::add);
            }
            return doubts.stream().max(Comparator.comparingDouble(Doubt::score));
        }

        private Optional<Doubt> score(int i) {
            List<String> own = words.get(i).stream()
                    .filter(word -> uses.getOrDefault(word, 1) == 1)
                    .toList();
            long anywhere = own.stream()
                    .filter(word -> translations.stream().anyMatch(clause -> clause.test(word)))
                    .count();
            double length = model.sourceLength(sentences.get(i).text);
            boolean isAside = sentences.get(i).text.startsWith("(");
            if (isAside || own.size() < MIN_WORDS || 2 * anywhere > own.size() || length < MIN_LENGTH) {
                return Optional.empty();
            }
            long right = own.stream().filter(word -> isInBestClause(word, i)).count();
            OmissionModel.Rates rates = model.rates();
            double ofWords = right * Math.log(rates.omitted() / rates.translated())
                    + (own.size() - right) * Math.log((1 - rates.omitted()) / (1 - rates.translated()));
            double share = Math.min(covered(i) / length, 1);
            OmissionModel.Weights weights = model.weights();
            return Optional.of(new Doubt(
                    sentences.get(i),
                    weights.bias()
                            + weights.length() * lengthRatio(length)
                            + weights.words() * limited(ofWords, MAX_WORD_RATIO)
                            + weights.share() * share
                            + weights.anywhere() * anywhere / own.size()
                            + weights.sentences() * fewer
                            + weights.size() * Math.log(length + 1)));
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
            OmissionModel.Rates rates = model.rates();
            double ratio = Math.log((target + SMOOTHING) / (source + SMOOTHING));
            return -Math.pow((ratio - rates.mean()) / rates.deviation(), 2) / 2;
        }

        private static double limited(double ratio, double limit) {
            return Math.max(-limit, Math.min(limit, ratio));
        }

        private boolean isInBestClause(String word, int i) {
            for (int j = 0; j < clauses.size(); j++) {
                if (isBest(i, j) && translations.get(j).test(word)) {
                    return true;
                }
            }
            return false;
        }

        private boolean isBest(int i, int j) {
            for (double[] other : agreement) {
                if (other[j] > agreement[i][j]) {
                    return false;
                }
            }
            return agreement[i][j] > 0;
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
