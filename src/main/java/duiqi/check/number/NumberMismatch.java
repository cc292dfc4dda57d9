package duiqi.check.number;

import duiqi.check.Check;
import duiqi.check.CheckedUnit;
import duiqi.check.Finding;
import duiqi.check.Rule;
import duiqi.check.Severity;
import duiqi.check.TextSpan;
import duiqi.lexicon.ChineseTokenizer;
import duiqi.lexicon.Figure;
import duiqi.lexicon.Figure.Demand;
import duiqi.lexicon.Figure.Kind;
import duiqi.lexicon.Lexicon;
import duiqi.lexicon.Numbers;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.regex.Pattern;

/**
 * Finds numbers that are missing from a translation or have another value there.
 *
 * <p>The check compares figures by value, in any form: 3.5万 with 35,000, 翻两番 with "quadruple", 亩 with hectares. If both
 * sides have unmatched figures, it pairs the most similar ones and reports an error. An unmatched figure of the source
 * alone is a warning. A translation may add years and text in parentheses, since translators explain. Not thread-safe.
 */
public final class NumberMismatch implements Check {
    private static final Rule RULE = Rule.of(
            "number-mismatch", Severity.ERROR, "a number is missing from the translation or has another value there");

    /** Maximum number of figure pairs in a unit, a thousand by a thousand. A unit with more is a table. */
    private static final long MAX_PAIRS = 1_000_000;

    private static final Set<Kind> DATES = Set.of(Kind.MONTH, Kind.DAY);

    private final Numbers numbers;

    public NumberMismatch(Lexicon lexicon, ChineseTokenizer chinese) {
        this.numbers = new Numbers(lexicon, chinese);
    }

    @Override
    public List<Rule> rules() {
        return List.of(RULE);
    }

    @Override
    public List<Finding> check(CheckedUnit unit) {
        if (unit.target().text().isBlank()) {
            return List.of();
        }
        List<Figure> chinese = numbers.inChinese(unit.chinese());
        List<Figure> english = Numbers.inEnglish(unit.english());
        boolean isTable = (long) chinese.size() * english.size() > MAX_PAIRS;
        if (isTable || (chinese.isEmpty() && english.isEmpty())) {
            return List.of();
        }
        Figures figures = new Figures(chinese, english, new FigureMatch(unit.direction()));
        Comparison comparison = unit.isIntoChinese() ? new IntoChinese(unit, figures) : new IntoEnglish(unit, figures);
        List<Finding> findings = comparison.findings();
        english.forEach(figure -> wrongUnit(figure, chinese, comparison).ifPresent(findings::add));
        return findings;
    }

    /** Returns the finding about a figure with the same number but another unit, as in 100公里 for 100 miles. */
    private static Optional<Finding> wrongUnit(Figure english, List<Figure> chinese, Comparison comparison) {
        Optional<Measure> measure = english.demand() == Demand.NEVER ? Optional.empty() : Measure.ofEnglish(english);
        if (measure.isEmpty()) {
            return Optional.empty();
        }
        List<Figure> equal = chinese.stream()
                .filter(figure -> figure.value().compareTo(english.value()) == 0)
                .toList();
        boolean isRight = equal.stream().anyMatch(measure.get()::isOfChinese);
        return isRight
                ? Optional.empty()
                : equal.stream()
                        .flatMap(figure -> measure.get().insteadOf(figure).stream()
                                .map(other -> comparison.wrongUnit(
                                        figure.withEnd(other.endInChinese(figure)),
                                        other,
                                        english.withEnd(measure.get().endInEnglish(english)),
                                        measure.get())))
                        .findFirst();
    }

    private static boolean contradicts(Figure chinese, Figure english) {
        boolean alike = chinese.isLike(english) || digits(chinese.value()).equals(digits(english.value()));
        boolean sure = chinese.demand() == Demand.ALWAYS
                || english.demand() == Demand.ALWAYS
                || (chinese.spelled() && english.spelled());
        return alike && sure && !isSmallWordForLargeNumber(chinese, english);
    }

    /** Returns whether one figure has two digits or more and the other is a word up to ten. */
    private static boolean isSmallWordForLargeNumber(Figure one, Figure other) {
        Figure word = one.spelled() ? one : other;
        Figure number = one.spelled() ? other : one;
        return word.spelled()
                && !number.spelled()
                && word.kind() == Kind.CARDINAL
                && word.value().compareTo(BigDecimal.TEN) < 0
                && number.value().compareTo(BigDecimal.TEN) > 0
                && !digits(word.value()).equals(digits(number.value()));
    }

    private static int similarity(Figure chinese, Figure english) {
        String one = digits(chinese.value());
        String other = digits(english.value());
        int similarity = chinese.isOfKind(english) ? 3 : chinese.isLike(english) ? 2 : 0;
        if (one.equals(other)) {
            similarity += 4;
        } else if (one.length() == other.length() && one.length() > 1) {
            long same = 0;
            for (int i = 0; i < one.length(); i++) {
                same += one.charAt(i) == other.charAt(i) ? 1 : 0;
            }
            similarity += same * 2 >= one.length() ? 2 : 0;
        }
        return similarity + (chinese.spelled() == english.spelled() ? 1 : 0);
    }

    /** Returns the digits without leading and trailing zeros, which are the same for 3.5万 and 350. */
    private static String digits(BigDecimal value) {
        return value.stripTrailingZeros().unscaledValue().abs().toString();
    }

    private static boolean isInParentheses(String text, int index) {
        int open = lastOf("([（［【", text, index);
        int close = lastOf(")]）］】", text, index);
        return open > close;
    }

    private static int lastOf(String marks, String text, int index) {
        return marks.chars().map(mark -> text.lastIndexOf(mark, index)).max().orElse(-1);
    }

    /** Holds the figures of both sides of a unit, and compares them by value. */
    private record Figures(List<Figure> chinese, List<Figure> english, FigureMatch match) {
        /** Returns the Chinese figures that no English one matches. */
        List<Figure> chineseOnly() {
            return chinese.stream()
                    .filter(figure -> figure.demand() != Demand.NEVER
                            && english.stream().noneMatch(each -> match.renders(figure, each))
                            && !FigureMatch.rendersAsParts(figure, english))
                    .toList();
        }

        /** Returns the English figures that no Chinese one matches. */
        List<Figure> englishOnly() {
            return english.stream()
                    .filter(figure -> figure.demand() != Demand.NEVER
                            && chinese.stream().noneMatch(each -> match.renders(each, figure) || isPart(figure, each)))
                    .toList();
        }

        private boolean isPart(Figure figure, Figure fraction) {
            return FigureMatch.rendersAsParts(fraction, english)
                    && (fraction.hasValue(figure.value()) || fraction.kind() == Kind.PERCENT);
        }

        List<Figure> moreInChinese() {
            return more(chinese, english, match::renders);
        }

        List<Figure> moreInEnglish() {
            return more(english, chinese, (figure, other) -> match.renders(other, figure));
        }

        /** Returns the figures in digits that both sides have, but one side more often. */
        private static List<Figure> more(List<Figure> some, List<Figure> others, BiPredicate<Figure, Figure> matches) {
            return some.stream()
                    .filter(figure -> figure.demand() != Demand.NEVER
                            && !figure.spelled()
                            && others.stream().anyMatch(each -> matches.test(figure, each)))
                    .filter(figure -> some.stream()
                                    .filter(each -> !each.spelled()
                                            && each.kind() == figure.kind()
                                            && each.value().compareTo(figure.value()) == 0)
                                    .count()
                            > others.stream()
                                    .filter(each -> (each.demand() != Demand.NEVER || !each.spelled())
                                            && (each.isOfKind(figure) || !DATES.contains(figure.kind()))
                                            && matches.test(figure, each))
                                    .count())
                    .toList();
        }
    }

    /** Compares the unmatched figures of a source and its translation. */
    private abstract static class Comparison {
        final CheckedUnit unit;
        private final List<Figure> missing;
        private final List<Figure> added;
        private final List<Figure> moreInSource;
        private final List<Figure> moreInTarget;
        private final List<Figure> paired = new ArrayList<>();

        Comparison(CheckedUnit unit, List<List<Figure>> source, List<List<Figure>> target) {
            this.unit = unit;
            this.missing = new ArrayList<>(source.get(0));
            this.added = new ArrayList<>(target.get(0));
            this.moreInSource = new ArrayList<>(source.get(1));
            this.moreInTarget = new ArrayList<>(target.get(1));
        }

        final List<Finding> findings() {
            List<Finding> findings = new ArrayList<>();
            pair(missing, added, findings);
            pair(inDigits(missing), moreInTarget, findings);
            pair(moreInSource, inDigits(added), findings);
            missing.removeAll(paired);
            added.removeAll(paired);
            missing.stream().filter(this::isRequired).forEach(figure -> findings.add(missing(figure)));
            added.stream().filter(this::isUnexplained).forEach(figure -> findings.add(added(figure)));
            return findings;
        }

        /** Returns the form of the figures in the target. */
        abstract FigureForm form();

        /** Returns the finding about two figures with the same number and different units, whose spans include the units. */
        abstract Finding wrongUnit(Figure chinese, Measure ofChinese, Figure english, Measure ofEnglish);

        /** Returns the message about a wrong figure of the target. */
        abstract String mismatch(String wrong, String written, String correct);

        /** Returns the finding about a figure of the source without a counterpart. */
        abstract Finding missing(Figure figure);

        /** Returns whether the target must have a figure of the source. */
        boolean isRequired(Figure figure) {
            return figure.demand() == Demand.ALWAYS;
        }

        /** Returns the pattern of units whose numbers a translator may add as an explanation. */
        abstract Pattern explanation();

        /** Pairs each figure of the source with one of the target that is probably meant for it, and removes both. */
        private void pair(List<Figure> source, List<Figure> target, List<Finding> findings) {
            for (Figure figure : List.copyOf(source)) {
                counterpart(figure, source, target).ifPresent(wrong -> {
                    source.remove(figure);
                    target.remove(wrong);
                    paired.add(figure);
                    paired.add(wrong);
                    findings.add(contradiction(figure, wrong));
                });
            }
        }

        /** Returns the figures in digits and the months; small numbers in words are often repeated or omitted. */
        private static List<Figure> inDigits(List<Figure> figures) {
            return new ArrayList<>(figures.stream()
                    .filter(figure -> !figure.spelled() || figure.kind() == Kind.MONTH)
                    .toList());
        }

        /** Returns the most similar figure of the same kind. */
        private static Optional<Figure> counterpart(Figure figure, List<Figure> source, List<Figure> target) {
            int rank = source.indexOf(figure);
            return target.stream()
                    .filter(other -> contradicts(figure, other))
                    .max(Comparator.comparingInt((Figure other) -> similarity(figure, other))
                            .thenComparing(other -> -Math.abs(target.indexOf(other) - rank)));
        }

        private Finding contradiction(Figure figure, Figure wrong) {
            String written = unit.target().text().substring(wrong.start(), wrong.end());
            return contradiction(figure, wrong, form().inPlaceOf(wrong, written, figure));
        }

        /** Returns the finding about a wrong figure of the target and its correct form. */
        final Finding contradiction(Figure figure, Figure wrong, String form) {
            String written = unit.target().text().substring(wrong.start(), wrong.end());
            return Finding.of(RULE, unit, mismatch(Finding.quoted(written), written(figure), form))
                    .inSource(figure.start(), figure.end())
                    .inTarget(wrong.start(), wrong.end())
                    .about(written(figure))
                    .suggesting(List.of(form));
        }

        private Finding added(Figure figure) {
            String written = unit.target().text().substring(figure.start(), figure.end());
            return Finding.of(
                            RULE,
                            unit,
                            Finding.quoted(written) + " is not in the " + unit.language(TextSpan.Side.SOURCE))
                    .inTarget(figure.start(), figure.end())
                    .about(written)
                    .as(Severity.WARNING);
        }

        /** Returns whether an unmatched number of the target cannot be an explanation of the translator. */
        private boolean isUnexplained(Figure figure) {
            return figure.demand() == Demand.ALWAYS
                    && (figure.kind() == Kind.CARDINAL
                            || figure.kind() == Kind.PERCENT
                            || figure.kind() == Kind.MULTIPLE)
                    && !explanation().matcher(figure.context().after()).lookingAt()
                    && !isInParentheses(unit.target().text(), figure.start());
        }

        /** Returns the words of a figure of the source. */
        final String written(Figure figure) {
            return unit.source().text().substring(figure.start(), figure.end());
        }

        final Finding missing(Figure figure, String message) {
            return Finding.of(RULE, unit, message)
                    .inSource(figure.start(), figure.end())
                    .about(written(figure))
                    .as(Severity.WARNING);
        }
    }

    /** Compares the figures of a Chinese source with those of an English translation. */
    private static final class IntoEnglish extends Comparison {
        private static final Pattern TIME = Pattern.compile("[ -](?:years?|months?|days?|decades?|centur)");

        IntoEnglish(CheckedUnit unit, Figures figures) {
            super(
                    unit,
                    List.of(figures.chineseOnly(), figures.moreInChinese()),
                    List.of(figures.englishOnly(), figures.moreInEnglish()));
        }

        @Override
        FigureForm form() {
            return new FigureForm.English();
        }

        @Override
        Pattern explanation() {
            return TIME;
        }

        @Override
        Finding wrongUnit(Figure chinese, Measure ofChinese, Figure english, Measure ofEnglish) {
            return contradiction(chinese, english, form().of(chinese) + " " + ofChinese.name());
        }

        @Override
        String mismatch(String wrong, String written, String correct) {
            return wrong + " does not match " + said(written, correct);
        }

        @Override
        Finding missing(Figure figure) {
            return missing(figure, said(written(figure), form().of(figure)) + " is missing from the English");
        }

        private static String said(String written, String form) {
            return written.equals(form) ? written : written + " (" + form + ")";
        }
    }

    /** Compares the figures of an English source with those of a Chinese translation. */
    private static final class IntoChinese extends Comparison {
        private static final Pattern TIME = Pattern.compile("\\s?(?:年|个?月|天|日|世纪)");

        IntoChinese(CheckedUnit unit, Figures figures) {
            super(
                    unit,
                    List.of(figures.englishOnly(), figures.moreInEnglish()),
                    List.of(figures.chineseOnly(), figures.moreInChinese()));
        }

        /** Requires digits, and words for a count above ten that is no round number such as "a dozen" or "a thousand". */
        @Override
        boolean isRequired(Figure figure) {
            BigDecimal value = figure.value();
            boolean isRound = value.stripTrailingZeros().unscaledValue().equals(BigInteger.ONE)
                    || written(figure).endsWith("dozen")
                    || written(figure).endsWith("score");
            return super.isRequired(figure)
                    || (figure.spelled()
                            && figure.kind() == Kind.CARDINAL
                            && value.compareTo(BigDecimal.TEN) > 0
                            && !isRound);
        }

        @Override
        FigureForm form() {
            return new FigureForm.Chinese();
        }

        @Override
        Pattern explanation() {
            return TIME;
        }

        @Override
        Finding wrongUnit(Figure chinese, Measure ofChinese, Figure english, Measure ofEnglish) {
            return contradiction(english, chinese, form().of(english) + ofEnglish.chineseName());
        }

        @Override
        String mismatch(String wrong, String written, String correct) {
            String form = written.equals(correct) ? "" : " (" + correct + ")";
            return wrong + " does not match " + Finding.quoted(written) + form + " in the English";
        }

        @Override
        Finding missing(Figure figure) {
            String remedy = "add " + Finding.quoted(form().of(figure));
            return missing(figure, Finding.quoted(written(figure)) + " is missing from the Chinese; " + remedy)
                    .inTarget(0, unit.target().text().length());
        }
    }
}
