package duiqi.check.text;

import duiqi.check.Check;
import duiqi.check.CheckedUnit;
import duiqi.check.Finding;
import duiqi.check.Rule;
import duiqi.check.Severity;
import duiqi.lexicon.Han;
import duiqi.lexicon.Lexicon;
import java.text.Normalizer;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Finds translations that are empty, equal to the source, or still mostly in its language. Numbers, code, names and URLs
 * may be equal. Not thread-safe.
 */
public final class Untranslated implements Check {
    static final Rule RULE =
            Rule.of("untranslated", Severity.ERROR, "the translation is empty or still in the source language");

    private static final Pattern MARKS = Pattern.compile("[\\s\\p{P}]+");

    private final IntoChinese intoChinese;

    public Untranslated(Lexicon lexicon) {
        intoChinese = new IntoChinese(new EnglishProse(lexicon));
    }

    /** Holds what is wrong with a translation. */
    private record Problem(String message, Severity severity) {
        static Optional<Problem> error(String message) {
            return Optional.of(new Problem(message, Severity.ERROR));
        }
    }

    @Override
    public List<Rule> rules() {
        return List.of(RULE);
    }

    @Override
    public List<Finding> check(CheckedUnit unit) {
        return problem(unit)
                .map(problem -> Finding.of(RULE, unit, problem.message)
                        .as(problem.severity)
                        .inTarget(0, unit.target().text().length()))
                .stream()
                .toList();
    }

    private Optional<Problem> problem(CheckedUnit unit) {
        String source = unit.source().text();
        String target = unit.target().text();
        if (target.isBlank()) {
            return source.codePoints().anyMatch(Character::isLetterOrDigit)
                    ? Problem.error("the " + unit.direction().target().displayName() + " is empty")
                    : Optional.empty();
        }
        return unit.isIntoChinese() ? intoChinese.problem(source, target) : IntoEnglish.problem(source, target);
    }

    private static String fold(String text) {
        return MARKS.matcher(Normalizer.normalize(text, Normalizer.Form.NFKC)).replaceAll("");
    }

    /** Finds English that is still Chinese. Stateless. */
    private static final class IntoEnglish {
        private IntoEnglish() {}

        static Optional<Problem> problem(String chinese, String english) {
            if (Han.isAbsent(english)) {
                return Optional.empty();
            }
            if (Han.count(chinese) > 0 && fold(chinese).equals(fold(english))) {
                return Problem.error("the English is the same as the Chinese");
            }
            return Han.isMost(english) ? Problem.error("the English is mostly Chinese") : Optional.empty();
        }
    }

    /** Finds Chinese that is still English. A phrase of ordinary words is an error, a single word a note. */
    private static final class IntoChinese {
        /** Minimum length of a single word for a note; shorter words are often units or keys. */
        private static final int MIN_LENGTH = 4;

        private final EnglishProse prose;

        IntoChinese(EnglishProse prose) {
            this.prose = prose;
        }

        Optional<Problem> problem(String english, String chinese) {
            List<EnglishProse.Word> words = prose.words(chinese);
            boolean isCommand = EnglishProse.isCommand(chinese, words);
            long han = Han.count(chinese);
            if (han > 0 || !fold(english).equalsIgnoreCase(fold(chinese))) {
                return !isCommand && EnglishProse.isMostlyEnglish(han, words)
                        ? Problem.error("the Chinese is mostly English")
                        : Optional.empty();
            }
            String message = "the Chinese is the same as the English";
            if (!isCommand && (EnglishProse.isSentence(words) || EnglishProse.isPhrase(words))) {
                return Problem.error(message);
            }
            boolean isDoubtful = !words.isEmpty()
                    && !isCommand
                    && chinese.length() >= MIN_LENGTH
                    && EnglishProse.count(words, EnglishProse.Kind.OTHER) == 0;
            return isDoubtful ? Optional.of(new Problem(message, Severity.NOTE)) : Optional.empty();
        }
    }
}
