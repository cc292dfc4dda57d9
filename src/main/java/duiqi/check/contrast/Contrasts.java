package duiqi.check.contrast;

import duiqi.check.Check;
import duiqi.check.CheckedUnit;
import duiqi.check.Finding;
import duiqi.check.Rule;
import duiqi.check.Severity;
import duiqi.check.TextSpan;
import duiqi.check.contrast.ContrastTable.Axis;
import duiqi.check.contrast.ContrastTable.Reach;
import duiqi.check.contrast.Expressions.Occurrence;
import duiqi.lexicon.PairReader;
import duiqi.lexicon.PairWords;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Finds a concept of the source whose place the translation gives to its opposite, or to another one of its kind: "at
 * most" for 至少, "decreased" for 增加, "Austria" for 德国. Not thread-safe.
 */
public final class Contrasts implements Check {
    public static final Rule COMPARISON = Rule.of(
                    "comparison", Severity.WARNING, "the opposite limit, such as at most for 至少")
            .measured(1, 5);

    public static final Rule DIRECTION = Rule.of(
                    "direction", Severity.WARNING, "the opposite direction, such as decrease for 增加")
            .measured(1, 9);

    public static final Rule ENTITY = Rule.of(
                    "entity", Severity.WARNING, "another country, body, currency or person than in the source")
            .measured(12, 23);

    /** Maximum length of both texts in characters. Longer texts mention both sides of most contrasts. */
    private static final int MAX_LENGTH = 10_000;

    private static final ContrastTable TABLE = new ContrastTable();

    /** Number of characters between the name of a currency and its number. */
    private static final int BESIDE = 3;

    private final PairReader reader;
    private final Check numbers;
    private final Map<String, Rule> byId =
            Stream.of(COMPARISON, DIRECTION, ENTITY).collect(Collectors.toMap(Rule::id, Function.identity()));

    /**
     * Creates the check.
     *
     * @param reader reads the words of a unit
     * @param numbers reports the wrong currencies of numbers; this check leaves them to it
     */
    public Contrasts(PairReader reader, Check numbers) {
        this.reader = reader;
        this.numbers = numbers;
    }

    @Override
    public List<Finding> check(CheckedUnit unit) {
        String source = unit.source().text();
        String target = unit.target().text();
        if (source.length() + target.length() > MAX_LENGTH) {
            return List.of();
        }
        Map<Integer, List<Occurrence>> inTarget = TABLE.find(target, !unit.isIntoChinese());
        Supplier<PairWords> words = () -> reader.read(unit.chinese(), unit.english());
        List<Finding> findings = new ArrayList<>();
        TABLE.find(source, unit.isIntoChinese()).forEach((number, of) -> {
            Axis axis = TABLE.axes().get(number);
            List<Occurrence> to = inTarget.getOrDefault(number, List.of());
            (isOpposite(axis)
                            ? new Opposites(of, to, unit.isIntoChinese(), words, axis).find()
                            : new Names(of, to).find(axis.reach()))
                    .filter(wrong -> axis.reach() != Reach.ONE || !isOfWrongNumber(unit, wrong.target()))
                    .ifPresent(wrong -> findings.add(finding(unit, axis, wrong)));
        });
        return findings;
    }

    private static boolean isOpposite(Axis axis) {
        return axis.reach().compareTo(Reach.ANYWHERE) < 0;
    }

    private boolean isOfWrongNumber(CheckedUnit unit, Occurrence name) {
        return numbers.check(unit).stream()
                .flatMap(finding -> finding.span(TextSpan.Side.TARGET).stream())
                .anyMatch(span -> name.start() <= span.end() + BESIDE && name.end() >= span.start() - BESIDE);
    }

    private Finding finding(CheckedUnit unit, Axis axis, Replacement wrong) {
        Occurrence to = wrong.target();
        String written = unit.target().text().substring(to.start(), to.end());
        Occurrence of = wrong.source();
        String right = unit.source().text().substring(of.start(), of.end());
        String problem = !wrong.isCertain()
                ? " has no counterpart beside "
                : isOpposite(axis) ? " is the opposite of " : " is there in place of ";
        Finding finding = Finding.of(
                        Optional.ofNullable(byId.get(axis.rule())).orElseThrow(),
                        unit,
                        Finding.quoted(written) + problem + Finding.quoted(right))
                .inSource(of.start(), of.end())
                .inTarget(to.start(), to.end())
                .about(right);
        return wrong.isCertain() ? finding : finding.as(Severity.NOTE);
    }
}
