package duiqi.align;

import duiqi.align.evidence.BeadMatches;
import duiqi.align.learn.TokenView;
import duiqi.align.learn.TokenizedPair;
import duiqi.align.learn.Translations.TranslationTable;
import duiqi.lexicon.ContentWord;
import duiqi.lexicon.FunctionWords;
import duiqi.lexicon.Han;
import duiqi.lexicon.Lexicon;
import duiqi.lexicon.PairLength;
import duiqi.lexicon.PairReader;
import duiqi.lexicon.PairWords;
import duiqi.lexicon.Token;
import duiqi.text.Plurals;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.ToDoubleBiFunction;

/**
 * Checks that two texts are translations of each other. It counts the Chinese content words in an alignment that have a
 * translation in the English of their bead. Words of unpaired sentences have none. They count only if both texts have
 * unpaired sentences, since a text that was translated in part is still a translation.
 *
 * <p>In the development gold, cut into pieces of 1 to 20 sentences, 44 to 53 of 100 words have a translation. In
 * shuffled pieces 2 to 5 of 100 have one by chance. The check compares the likelihoods of two binomials. Their rates
 * are less extreme than these figures, so that a free translation passes and a few words never decide.
 *
 * @param pairs beads with two sides
 * @param translated content words with a translation in their bead
 * @param words content words of paired sentences, and the smaller of both texts' numbers of content words in unpaired
 *     sentences
 */
public record ParallelTextCheck(int pairs, int translated, int words) {
    /** Share of translated words in a free literary translation. */
    private static final double RATE_TOGETHER = 0.33;

    /** Share of words with a translation by chance in two texts of the same field. */
    private static final double RATE_BY_CHANCE = 0.09;

    /** Natural logarithm of the likelihood ratio above which texts are unrelated: e to the 5th, about 150. */
    private static final double MIN_LOG_RATIO = 5;

    /** Natural logarithm of the odds that a user gives a sentence with its translation, before any word is read. */
    private static final double PRIOR_LOG_ODDS = Math.log(2);

    /** Probability of the best pair below which a pair of a few sentences is by chance; true ones reach 0.5. */
    private static final double PROBABLE = 0.1;

    /** Maximum share of paired segments on the longer side of texts that are paired by chance. */
    private static final double MAX_PAIRED = 0.2;

    /** Maximum share of translated words in texts that are paired by chance. */
    private static final double CHANCE = 0.1;

    /** Minimum number of words that show the share. */
    private static final int MIN_WORDS = 3;

    /** Largest number of segments of the shorter side of a short text. */
    private static final int SHORT = 5;

    /** Returns the natural logarithm of the likelihood ratio: above 0 if translations are more probable. */
    private double logRatio() {
        double forTranslated = Math.log(RATE_TOGETHER / RATE_BY_CHANCE);
        double forOthers = Math.log((1 - RATE_TOGETHER) / (1 - RATE_BY_CHANCE));
        return translated * forTranslated + (words - translated) * forOthers;
    }

    /** Returns whether the texts are translations of each other. Texts without any pair are not. */
    public boolean isParallel() {
        return pairs > 0 && logRatio() > -MIN_LOG_RATIO;
    }

    /**
     * Returns the beads of a short text with the probability that the texts are translations of each other as a factor.
     * A path through few segments has hardly a rival, so its probability alone is near 1 for unrelated sentences too.
     * Beads of longer texts are returned unchanged.
     *
     * @param beads all beads of the pair
     */
    List<Bead> weighed(List<Bead> beads) {
        int sources = beads.stream().mapToInt(bead -> bead.source().size()).sum();
        int targets = beads.stream().mapToInt(bead -> bead.target().size()).sum();
        if (Math.min(sources, targets) > SHORT) {
            return beads;
        }
        double together = 1 / (1 + Math.exp(-PRIOR_LOG_ODDS - logRatio()));
        return beads.stream()
                .map(bead ->
                        bead.isNull() ? bead : new Bead(bead.source(), bead.target(), together * bead.probability()))
                .toList();
    }

    /** Returns the message that the texts are unrelated, with the evidence. */
    public String problem() {
        return "the texts do not look like translations of each other: " + evidence();
    }

    private String evidence() {
        return pairs == 0
                ? "no sentence has a probable counterpart"
                : translated + " of " + Plurals.of(words, "word")
                        + " have a translation on the other side, but"
                        + " translations have a third or more";
    }

    /**
     * Checks a part of the beads of a pair, such as those of one text among several.
     *
     * @param words the lexicon's table alone: self-trained tables always fit the text that they were trained on
     */
    static ParallelTextCheck of(TokenizedPair pair, TranslationTable words, List<Bead> beads) {
        TokenView chinese = pair.words();
        TokenView english = pair.stems();
        BeadMatches.Finder finder = new BeadMatches.Finder(pair, chinese, words);
        int pairs = 0;
        int translated = 0;
        int paired = 0;
        int unpairedChinese = 0;
        int unpairedEnglish = 0;
        for (Bead bead : beads) {
            if (bead.isNull()) {
                unpairedChinese += content(chinese, bead.source());
                unpairedEnglish += content(english, bead.target());
                continue;
            }
            pairs++;
            BeadMatches matches = finder.find(
                    bead.source().get(0),
                    bead.source().size(),
                    bead.target().get(0),
                    bead.target().size());
            boolean[] matched = matched(english, matches);
            for (int a = 0; a < matched.length; a++) {
                if (chinese.isContent(matches.chinese().tokens()[a])) {
                    paired++;
                    translated += matched[a] ? 1 : 0;
                }
            }
        }
        ParallelTextCheck check =
                new ParallelTextCheck(pairs, translated, paired + Math.min(unpairedChinese, unpairedEnglish));
        return check.isImprobable(beads) ? new ParallelTextCheck(0, translated, check.words) : check;
    }

    /**
     * Returns whether nearly all segments of the longer side are unpaired, the best pair is improbable, and the words do
     * not confirm it. Two sentences of another text can always be paired somewhere in a long text.
     */
    private boolean isImprobable(List<Bead> beads) {
        int sources = 0;
        int targets = 0;
        int pairedSources = 0;
        int pairedTargets = 0;
        double best = 0;
        for (Bead bead : weighed(beads)) {
            sources += bead.source().size();
            targets += bead.target().size();
            if (!bead.isNull()) {
                pairedSources += bead.source().size();
                pairedTargets += bead.target().size();
                best = Math.max(best, bead.probability());
            }
        }
        int pairedOfLonger = sources > targets ? pairedSources : pairedTargets;
        return best < PROBABLE
                && words >= MIN_WORDS
                && translated <= CHANCE * words
                && pairedOfLonger <= MAX_PAIRED * Math.max(sources, targets);
    }

    private static int content(TokenView view, List<Integer> segments) {
        int count = 0;
        for (int segment : segments) {
            for (int token : view.tokens(segment)) {
                count += view.isContent(token) ? 1 : 0;
            }
        }
        return count;
    }

    /** Returns for each Chinese word of a bead whether an English content word translates it. */
    private static boolean[] matched(TokenView stems, BeadMatches matches) {
        boolean[] matched = new boolean[matches.chinese().size()];
        for (int k = 0; k < matches.size(); k++) {
            int stem = matches.stem(k);
            if (stems.kind(stem) != Token.Kind.MARK && !FunctionWords.isEnglish(stems.form(stem))) {
                matched[matches.chineseIndex()[k]] = true;
            }
        }
        return matched;
    }

    /**
     * Compares Chinese and English texts without aligning them, for the separation of bilingual documents. The score is
     * the share of content words of both texts that have a translation in the other text. Texts of very different length
     * score less. Loads the lexicon on first use. Not thread-safe, because tokenizers are not.
     */
    public static final class Similarity implements ToDoubleBiFunction<String, String> {
        /** Number of Latin letters that one Han character counts as. */
        private static final double LETTERS_PER_HAN = 3;

        /** Standard deviation of the logarithm of the ratio of both lengths, for short texts. */
        private static final double LENGTH_DEVIATION = 0.8;

        /** Maximum length of the compared start of a text; the share of words changes little after it. */
        private static final int MAX_LENGTH = 2000;

        private final Supplier<Lexicon> lexicon;
        private Optional<PairReader> reader = Optional.empty();

        /**
         * Creates a comparison.
         *
         * @param lexicon returns the lexicon; called for the first pair of texts
         */
        public Similarity(Supplier<Lexicon> lexicon) {
            this.lexicon = lexicon;
        }

        @Override
        public double applyAsDouble(String chineseText, String englishText) {
            PairReader used = reader.orElseGet(() -> new PairReader(lexicon.get()));
            reader = Optional.of(used);
            PairWords words = used.read(start(chineseText), start(englishText));
            if (words.chinese().isEmpty() || words.english().isEmpty()) {
                return 0;
            }
            double share = (share(words.chinese()) + share(words.english())) / 2;
            double ratio = Math.log(length(chineseText) / length(englishText)) / LENGTH_DEVIATION;
            return share * Math.exp(-ratio * ratio / 2);
        }

        private static String start(String text) {
            return text.length() <= MAX_LENGTH ? text : text.substring(0, MAX_LENGTH);
        }

        /** Returns the share of the different words that have a translation. */
        private static double share(List<ContentWord> words) {
            Map<String, Boolean> translated = new HashMap<>();
            words.forEach(word -> translated.put(word.token().form(), word.isTranslated() && !word.isPart()));
            return (double) translated.values().stream().filter(is -> is).count() / translated.size();
        }

        private static double length(String text) {
            return 1 + PairLength.letters(text) + (LETTERS_PER_HAN - 1) * Han.count(text);
        }
    }
}
