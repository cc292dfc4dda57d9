package duiqi.check.text;

import duiqi.check.Check;
import duiqi.check.CheckedUnit;
import duiqi.check.Finding;
import duiqi.check.Rule;
import duiqi.check.Severity;
import duiqi.lexicon.Han;
import java.text.Normalizer;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Finds Chinese whose English is empty, the same, or still Chinese. Numbers, code, names and URLs may be the same. */
public final class Untranslated implements Check {
    static final Rule RULE = Rule.of("untranslated", Severity.ERROR, "the English is empty or still Chinese");

    private static final Pattern MARKS = Pattern.compile("[\\s\\p{P}]+");

    @Override
    public List<Rule> rules() {
        return List.of(RULE);
    }

    @Override
    public List<Finding> check(CheckedUnit unit) {
        return problem(unit)
                .map(problem -> Finding.of(RULE, unit, problem)
                        .inEnglish(0, unit.english().length()))
                .stream()
                .toList();
    }

    private static Optional<String> problem(CheckedUnit unit) {
        if (unit.english().isBlank()) {
            return unit.chinese().codePoints().anyMatch(Character::isLetterOrDigit)
                    ? Optional.of("the English is empty")
                    : Optional.empty();
        }
        if (Han.isAbsent(unit.english())) {
            return Optional.empty();
        }
        if (Han.count(unit.chinese()) > 0 && fold(unit.chinese()).equals(fold(unit.english()))) {
            return Optional.of("the English is the same as the Chinese");
        }
        return Han.isMost(unit.english()) ? Optional.of("the English is mostly Chinese") : Optional.empty();
    }

    private static String fold(String text) {
        return MARKS.matcher(Normalizer.normalize(text, Normalizer.Form.NFKC)).replaceAll("");
    }
}
