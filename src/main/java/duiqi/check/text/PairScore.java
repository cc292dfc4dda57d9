package duiqi.check.text;

import duiqi.check.Check;
import duiqi.check.CheckedUnit;
import duiqi.check.Finding;
import duiqi.check.Rule;
import duiqi.check.Severity;
import duiqi.lexicon.ChineseTokenizer;
import duiqi.lexicon.Han;
import duiqi.lexicon.Lexicon;
import duiqi.memory.PairAgreement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Finds pairs that cannot be translations of each other, by length and by words. {@code tm clean} uses the same
 * measures. Not thread-safe.
 */
public final class PairScore implements Check {
    static final Rule LENGTH =
            Rule.of("length-ratio", Severity.WARNING, "the translation is far too long or too short for the source");
    static final Rule WORDS = Rule.of("misaligned", Severity.WARNING, "hardly any word of the source is translated");

    /**
     * Shares of the English words with a translation in a free translation and in an unrelated text. In 10,000 real pairs
     * of documentation and software the shares are 0.82, and 0.06 after shuffling.
     */
    private static final double RATE_OF_TRANSLATIONS = 0.7;

    private static final double RATE_OF_UNRELATED = 0.07;

    /** Minimum log-likelihood ratio to report a pair by the English words alone. */
    private static final double MIN_LOG_RATIO = 5;

    private static final double MIN_CONFIRMING_LOG_RATIO = 1.5;
    private static final int MAX_LENGTH = 5_000;

    private final PairAgreement agreement;
    private final OmissionModel intoChinese;

    public PairScore(Lexicon lexicon, ChineseTokenizer chinese) {
        agreement = new PairAgreement(lexicon, chinese);
        intoChinese = new OmissionModel.IntoChinese(lexicon, chinese);
    }

    @Override
    public List<Rule> rules() {
        return List.of(LENGTH, WORDS);
    }

    @Override
    public List<Finding> check(CheckedUnit unit) {
        if (unit.chinese().isBlank() || unit.english().isBlank() || Han.isMost(unit.english())) {
            return List.of();
        }
        List<Finding> findings = new ArrayList<>();
        PairAgreement.lengthMismatch(unit.chinese(), unit.english())
                .ifPresent(fault -> findings.add(Finding.of(LENGTH, unit, fault).inWholeTarget()));
        Optional<String> words = agreement.wordMismatch(unit.chinese(), unit.english());
        (unit.isIntoChinese() ? englishMismatch(unit.english(), unit.chinese(), words) : words)
                .ifPresent(fault -> findings.add(Finding.of(WORDS, unit, fault).inWholeTarget()));
        return findings;
    }

    /**
     * Returns how few English words have a translation in a Chinese target, as a clause.
     *
     * @param chineseMismatch the result for the Chinese words; the English words confirm or replace it
     */
    private Optional<String> englishMismatch(String source, String target, Optional<String> chineseMismatch) {
        if (source.length() > MAX_LENGTH || Han.isAbsent(target)) {
            return Optional.empty();
        }
        Predicate<String> translations = intoChinese.translations(target);
        Set<String> words = intoChinese.words(source);
        long translated = words.stream().filter(translations).count();
        double ratio = translated * Math.log(RATE_OF_UNRELATED / RATE_OF_TRANSLATIONS)
                + (words.size() - translated) * Math.log((1 - RATE_OF_UNRELATED) / (1 - RATE_OF_TRANSLATIONS));
        if (ratio > MIN_LOG_RATIO) {
            return Optional.of(
                    translated + " of " + words.size() + " English words have a translation in the Chinese text");
        }
        return chineseMismatch.filter(fault -> ratio > MIN_CONFIRMING_LOG_RATIO);
    }
}
