package duiqi.check.number;

import duiqi.check.Check;
import duiqi.check.CheckedUnit;
import duiqi.check.Finding;
import duiqi.check.MessageReadings;
import duiqi.check.Rule;
import duiqi.check.Severity;
import duiqi.check.TextSpan;
import duiqi.check.TextSpan.Side;
import duiqi.lexicon.ChineseTokenizer;
import duiqi.lexicon.EnglishTokenizer;
import duiqi.lexicon.Figure;
import duiqi.lexicon.Figure.Demand;
import duiqi.lexicon.Figure.Kind;
import duiqi.lexicon.Lexicon;
import duiqi.text.Deadline;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * Finds numbers that are missing from a translation or have another value there.
 *
 * <p>The check compares figures by value, in any form: 3.5万 with 35,000, 翻两番 with "quadruple", 亩 with hectares. If both
 * sides have unmatched figures, it pairs the most similar ones and reports an error, or a warning if one of them is
 * rounded or a small number in words. An unmatched figure of the source alone is a warning. A translation may add years and text in parentheses, since translators explain. Not thread-safe.
 */
public final class NumberMismatch implements Check {
    public static final Rule RULE = Rule.of(
                    "number-mismatch",
                    Severity.ERROR,
                    "a number is missing from the translation or has another value there")
            .measured(67, 95);

    /** Maximum number of figure pairs in a unit, a thousand by a thousand. A unit with more is a table. */
    private static final long MAX_PAIRS = 1_000_000;

    /** Maximum number of missing or added figures that one finding marks. */
    private static final int MAX_MARKED = 100;

    /** Maximum number of characters of a Chinese word next to a number. */
    private static final int MAX_WORD = 4;

    private static final Pattern CURRENCY = Pattern.compile("[$€£¥]$");
    private static final Pattern WORD_AFTER = Pattern.compile("[ -]?(\\p{Alpha}+)");
    private static final Pattern ENGLISH_DEGREES = Pattern.compile("[ -]?(?:°|degrees?\\b)");
    private static final Pattern CHINESE_DEGREES = Pattern.compile("\\s?(?:摄氏|华氏)?(?:度|℃|°)");
    private static final Pattern MINUS =
            Pattern.compile("(?:\\b(?:minus|negative) |(?<![\\p{L}0-9])[-−–])$", Pattern.CASE_INSENSITIVE);
    private static final Pattern CHINESE_MINUS =
            Pattern.compile("(?:零下|负|(?<![0-9A-Za-z度℃]|[0-9度℃]\\s)[-−–－])(?:摄氏|华氏)?\\s?$");
    private static final Pattern BELOW = Pattern.compile("[^.,;0-9]{0,20}\\bbelow\\b");
    private static final Pattern BELOW_ANYWHERE = Pattern.compile("\\b(?:minus|negative|below|sub-?zero)\\b|−");

    private final Lexicon lexicon;
    private final EnglishTokenizer english = new EnglishTokenizer();
    private final Figure.Numbers numbers;

    public NumberMismatch(Lexicon lexicon, ChineseTokenizer chinese) {
        this.lexicon = lexicon;
        this.numbers = new Figure.Numbers(lexicon, chinese);
    }

    @Override
    public List<Finding> check(CheckedUnit unit) {
        if (unit.target().text().isBlank()) {
            return List.of();
        }
        List<Figure> chinese = withoutOptional(unit, numbers.inChinese(unit.chinese(), unit.english()));
        List<Figure> english = withoutOptional(unit, Figure.Numbers.inEnglish(unit.english(), unit.chinese()));
        long pairs = (long) chinese.size() * english.size();
        if (pairs > MAX_PAIRS) {
            Deadline.giveUp();
            return List.of();
        }
        if (chinese.isEmpty() && english.isEmpty()) {
            return List.of();
        }
        FigureMatch.Table figures = new FigureMatch.Table(chinese, english, new FigureMatch(unit.direction()));
        Comparison comparison = Comparison.of(unit, figures);
        List<Finding> findings = comparison.findings();
        for (Figure figure : english) {
            wrongUnit(figure, chinese, comparison).ifPresent(findings::add);
            wrongPoints(figure, chinese, comparison).ifPresent(findings::add);
            wrongSign(figure, chinese, comparison).ifPresent(findings::add);
        }
        return findings;
    }

    /**
     * Returns the figures without the number of the branch of an ICU message or of a singular of gettext, which may spell
     * it out or omit it.
     */
    private static List<Figure> withoutOptional(CheckedUnit unit, List<Figure> figures) {
        String singular = unit.properties().getOrDefault("x-po-plural", "").isEmpty() ? "" : "1";
        String number = unit.properties().getOrDefault(MessageReadings.NUMBER, singular);
        return number.isEmpty()
                ? figures
                : figures.stream()
                        .filter(figure -> figure.value().compareTo(new BigDecimal(number)) != 0)
                        .toList();
    }

    /**
     * Returns whether the numbers of a finding are the only difference between the two sides: all other numbers pair one to
     * one, and the same unit or word is next to both.
     */
    public boolean isOnlyDifference(Finding finding) {
        CheckedUnit unit = finding.unit();
        List<Figure> ofChinese = new ArrayList<>(numbers.inChinese(unit.chinese(), unit.english()));
        List<Figure> ofEnglish = new ArrayList<>(Figure.Numbers.inEnglish(unit.english(), unit.chinese()));
        List.of(ofChinese, ofEnglish)
                .forEach(all -> all.removeIf(figure -> figure.spelled() && figure.demand() == Demand.NEVER));
        Optional<Figure> wrongChinese = take(ofChinese, finding.span(unit.isIntoChinese() ? Side.TARGET : Side.SOURCE));
        Optional<Figure> wrongEnglish = take(ofEnglish, finding.span(unit.isIntoChinese() ? Side.SOURCE : Side.TARGET));
        if (wrongChinese.isEmpty() || wrongEnglish.isEmpty() || ofChinese.size() != ofEnglish.size()) {
            return false;
        }
        FigureMatch match = new FigureMatch(unit.direction());
        for (Figure figure : ofChinese) {
            Optional<Figure> other = ofEnglish.stream()
                    .filter(each -> match.renders(figure, each))
                    .findFirst();
            if (other.isEmpty()) {
                return false;
            }
            ofEnglish.remove(other.get());
        }
        return isSameUnit(wrongChinese.get(), wrongEnglish.get());
    }

    private static Optional<Figure> take(List<Figure> figures, Optional<TextSpan> span) {
        Optional<Figure> found = figures.stream()
                .filter(figure ->
                        span.filter(place -> place.start() == figure.start()).isPresent())
                .findFirst();
        found.ifPresent(figures::remove);
        return found;
    }

    /** Returns whether two figures have the same kind, and a count the same unit or word after it. */
    private boolean isSameUnit(Figure chinese, Figure english) {
        if (chinese.kind() != Kind.CARDINAL && chinese.kind() != Kind.ORDINAL) {
            return chinese.isOfKind(english);
        }
        Matcher sign = CURRENCY.matcher(english.context().before());
        Matcher word = WORD_AFTER.matcher(english.context().after());
        if (chinese.kind() == english.kind() && sign.find()) {
            return chinese.context().before().endsWith(sign.group());
        }
        if (chinese.kind() != english.kind() || !word.lookingAt()) {
            return false;
        }
        Optional<Measure.Named> named = Measure.ofEnglish(english);
        String counted = chinese.context().after();
        return named.isPresent()
                ? hasUnit(chinese, named.get().measure())
                : counted.stripLeading().startsWith(word.group(1)) || translates(counted, word.group(1));
    }

    /** Returns whether a dictionary word at the start of a Chinese text, or after a measure word, means an English word. */
    private boolean translates(String chinese, String word) {
        int stem = lexicon.stemNumber(english.stem(word.toLowerCase(Locale.ROOT)));
        boolean[] isFound = new boolean[1];
        for (int start = 0; stem >= 0 && start <= 1; start++) {
            for (int end = start + 1; end <= Math.min(start + MAX_WORD, chinese.length()); end++) {
                int number = lexicon.wordNumber(lexicon.simplify(chinese.substring(start, end)));
                if (number >= 0) {
                    lexicon.stemsOfWord(number, (each, weight) -> isFound[0] |= each == stem);
                }
            }
        }
        return isFound[0];
    }

    /** Returns the finding about percent on one side and percentage points on the other. */
    private static Optional<Finding> wrongPoints(Figure english, List<Figure> chinese, Comparison comparison) {
        if (english.kind() != Kind.PERCENT || english.demand() == Demand.NEVER) {
            return Optional.empty();
        }
        boolean arePoints = inText(english).contains("point");
        List<Figure> equal = chinese.stream()
                .filter(figure -> figure.kind() == Kind.PERCENT
                        && figure.demand() == Demand.ALWAYS
                        && figure.value().compareTo(english.value()) == 0
                        && !inText(figure).contains("成"))
                .toList();
        boolean isRight = equal.stream().anyMatch(figure -> inText(figure).contains("百分点") == arePoints);
        return isRight
                ? Optional.empty()
                : equal.stream().findFirst().map(figure -> comparison.wrongPoints(figure, english));
    }

    private static String inText(Figure figure) {
        return figure.context().text().substring(figure.start(), figure.end());
    }

    /** Returns the finding about a temperature above zero on one side and below zero on the other. */
    private static Optional<Finding> wrongSign(Figure english, List<Figure> chinese, Comparison comparison) {
        if (!ENGLISH_DEGREES.matcher(english.context().after()).lookingAt()) {
            return Optional.empty();
        }
        Deadline.check();
        String before = english.context().before();
        boolean isBelow = MINUS.matcher(before).find()
                || BELOW.matcher(english.context().after()).lookingAt();
        boolean isUnclear =
                !isBelow && BELOW_ANYWHERE.matcher(english.context().text()).find();
        List<Figure> equal = chinese.stream()
                .filter(figure -> figure.value().compareTo(english.value()) == 0
                        && CHINESE_DEGREES.matcher(figure.context().after()).lookingAt())
                .toList();
        boolean isRight = equal.stream()
                .anyMatch(figure -> isBelow
                        == CHINESE_MINUS.matcher(figure.context().before()).find());
        boolean isUnclearInChinese = isBelow
                && equal.stream().anyMatch(figure -> figure.context().text().matches(".*(?:零下|负|−).*"));
        return isRight || isUnclear || isUnclearInChinese
                ? Optional.empty()
                : equal.stream().findFirst().map(figure -> comparison.wrongSign(figure, english, isBelow));
    }

    /** Returns the finding about a figure with the same number but another unit, as in 100公里 for 100 miles. */
    private static Optional<Finding> wrongUnit(Figure english, List<Figure> chinese, Comparison comparison) {
        Optional<Measure.Named> named =
                english.demand() == Demand.NEVER ? Optional.empty() : Measure.ofEnglish(english);
        // A year before "Sec" is not seconds.
        if (named.isEmpty()
                || (english.kind() == Kind.YEAR
                        && named.get().measure().quantity().equals("time"))) {
            return Optional.empty();
        }
        Measure measure = named.get().measure();
        List<Figure> equal = chinese.stream()
                .filter(figure -> figure.kind() != Kind.DAY && figure.value().compareTo(english.value()) == 0)
                .toList();
        boolean isRight = equal.stream().anyMatch(figure -> hasUnit(figure, measure));
        return isRight
                ? Optional.empty()
                : equal.stream()
                        .flatMap(figure -> Measure.ofChinese(figure).stream()
                                .filter(other -> other.measure().quantity().equals(measure.quantity()))
                                .map(other -> comparison.wrongUnit(
                                        figure.withEnd(other.end()),
                                        other.measure(),
                                        english.withEnd(named.get().end()),
                                        measure)))
                        .findFirst();
    }

    private static boolean hasUnit(Figure chinese, Measure measure) {
        return Measure.ofChinese(chinese).stream()
                .anyMatch(named -> named.measure().equals(measure));
    }

    private static boolean contradicts(Figure chinese, Figure english) {
        boolean alike = chinese.isLike(english)
                || areYears(chinese, english)
                || digits(chinese.value()).equals(digits(english.value()));
        boolean sure = chinese.demand() == Demand.ALWAYS
                || english.demand() == Demand.ALWAYS
                || (chinese.spelled() && english.spelled())
                || isSameName(chinese, english);
        return alike && sure;
    }

    /** Returns whether both figures are years or whole numbers of four digits, such as 9020 for 2020. */
    private static boolean areYears(Figure chinese, Figure english) {
        return (chinese.kind() == Kind.YEAR || english.kind() == Kind.YEAR)
                && isOfFourDigits(chinese)
                && isOfFourDigits(english);
    }

    private static boolean isOfFourDigits(Figure figure) {
        return figure.end() - figure.start() == 4
                && Character.isDigit(figure.context().text().charAt(figure.start()));
    }

    /** Returns whether two figures are in the same name, as in H1N1, or number an item at the start of both texts. */
    private static boolean isSameName(Figure chinese, Figure english) {
        if (chinese.spelled() || english.spelled()) {
            return false;
        }
        if (chinese.start() == english.start() && english.start() <= 1) {
            return true;
        }
        char before = letterAt(chinese.context().text(), chinese.start() - 1);
        char after = letterAfter(chinese);
        return before == letterAt(english.context().text(), english.start() - 1)
                && after == letterAfter(english)
                && (Character.isUpperCase(before) || Character.isUpperCase(after));
    }

    /** Returns the letter directly after the digits of a figure, or a space. */
    private static char letterAfter(Figure figure) {
        String text = figure.context().text();
        int end = figure.start();
        while (end < text.length() && Character.isDigit(text.charAt(end))) {
            end++;
        }
        return letterAt(text, end);
    }

    private static char letterAt(String text, int i) {
        char c = i >= 0 && i < text.length() ? text.charAt(i) : ' ';
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ? c : ' ';
    }

    private static int similarity(Figure chinese, Figure english) {
        String one = digits(chinese.value());
        String other = digits(english.value());
        int similarity = chinese.isOfKind(english) ? 3 : chinese.isLike(english) ? 2 : 0;
        if (one.equals(other)) {
            similarity += 4;
        } else if (haveCommonDigits(one, other)) {
            similarity += 2;
        }
        return similarity + (chinese.spelled() == english.spelled() ? 1 : 0);
    }

    /** Returns whether numbers of the same length have half of their digits in common. */
    private static boolean haveCommonDigits(String one, String other) {
        long same = IntStream.range(0, Math.min(one.length(), other.length()))
                .filter(i -> one.charAt(i) == other.charAt(i))
                .count();
        return one.length() == other.length() && one.length() > 1 && same * 2 >= one.length();
    }

    /** Returns the digits without leading and trailing zeros, which are the same for 3.5万 and 350. */
    private static String digits(BigDecimal value) {
        return value.stripTrailingZeros().unscaledValue().abs().toString();
    }

    private static boolean isInParentheses(String text, int index) {
        Deadline.check();
        int open = lastOf("([（［【", text, index);
        int close = lastOf(")]）］】", text, index);
        return open > close;
    }

    private static int lastOf(String marks, String text, int index) {
        return marks.chars().map(mark -> text.lastIndexOf(mark, index)).max().orElse(-1);
    }

    /** Compares the unmatched figures of a source and its translation. Not thread-safe. */
    private static final class Comparison {
        private final CheckedUnit unit;
        private final FigureForm target;
        private final List<Figure> missing;
        private final List<Figure> added;
        private final List<Figure> moreInSource;
        private final List<Figure> moreInTarget;
        private final List<Figure> paired = new ArrayList<>();

        private Comparison(
                CheckedUnit unit, FigureForm target, List<List<Figure>> ofSource, List<List<Figure>> ofTarget) {
            this.unit = unit;
            this.target = target;
            this.missing = new ArrayList<>(ofSource.get(0));
            this.added = new ArrayList<>(ofTarget.get(0));
            this.moreInSource = new ArrayList<>(ofSource.get(1));
            this.moreInTarget = new ArrayList<>(ofTarget.get(1));
        }

        static Comparison of(CheckedUnit unit, FigureMatch.Table figures) {
            List<List<Figure>> chinese = List.of(figures.chineseOnly(), figures.moreInChinese());
            List<List<Figure>> english = List.of(figures.englishOnly(), figures.moreInEnglish());
            return unit.isIntoChinese()
                    ? new Comparison(unit, new FigureForm.Chinese(), english, chinese)
                    : new Comparison(unit, new FigureForm.English(), chinese, english);
        }

        List<Finding> findings() {
            List<Finding> findings = new ArrayList<>();
            pair(missing, added, missing.size() == 1 && added.size() == 1, findings);
            pair(inDigits(missing), moreInTarget, false, findings);
            pair(moreInSource, inDigits(added), false, findings);
            missing.removeAll(paired);
            added.removeAll(paired);
            missing.removeIf(figure -> !target.isRequired(figure, written(figure)));
            added.removeIf(figure -> !isUnexplained(figure));
            if (!missing.isEmpty()) {
                findings.add(missing(missing));
            }
            if (!added.isEmpty()) {
                findings.add(added(added));
            }
            return findings;
        }

        /** Returns the finding about two figures with the same number and different units. Their spans include the units. */
        Finding wrongUnit(Figure chinese, Measure ofChinese, Figure english, Measure ofEnglish) {
            return unit.isIntoChinese()
                    ? contradiction(english, chinese, target.measured(english, ofEnglish))
                    : contradiction(chinese, english, target.measured(chinese, ofChinese));
        }

        /** Returns the finding about percent for percentage points or the reverse. */
        Finding wrongPoints(Figure chinese, Figure english) {
            Finding finding = unit.isIntoChinese()
                    ? contradiction(
                            english,
                            chinese,
                            target.percent(english, inText(english).contains("point")))
                    : contradiction(
                            chinese,
                            english,
                            target.percent(chinese, inText(chinese).contains("百分点")));
            return finding.as(Severity.WARNING);
        }

        Finding wrongSign(Figure chinese, Figure english, boolean isBelowInEnglish) {
            return unit.isIntoChinese()
                    ? contradiction(english, chinese, (isBelowInEnglish ? "零下" : "") + target.of(english))
                    : contradiction(chinese, english, (isBelowInEnglish ? "" : "-") + target.of(chinese));
        }

        /** Pairs each figure of the source with one of the target that is probably meant for it, and removes both. */
        private void pair(List<Figure> ofSource, List<Figure> ofTarget, boolean areOnly, List<Finding> findings) {
            for (Figure figure : List.copyOf(ofSource)) {
                counterpart(figure, ofSource, ofTarget).ifPresent(wrong -> {
                    ofSource.remove(figure);
                    ofTarget.remove(wrong);
                    paired.add(figure);
                    paired.add(wrong);
                    Finding finding = contradiction(figure, wrong);
                    findings.add(areOnly || isMisprint(figure, wrong) ? finding : finding.as(Severity.WARNING));
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
        private static Optional<Figure> counterpart(Figure figure, List<Figure> ofSource, List<Figure> ofTarget) {
            Deadline.check();
            return ofTarget.stream()
                    .filter(other -> contradicts(figure, other))
                    .max(Comparator.comparingInt((Figure other) -> similarity(figure, other))
                            .thenComparing(other -> -Math.abs(indexOf(other, ofTarget) - indexOf(figure, ofSource))));
        }

        /** Returns whether two figures differ in a few digits. */
        private static boolean isMisprint(Figure figure, Figure other) {
            String one = digits(figure.value());
            String another = digits(other.value());
            return haveCommonDigits(one, another)
                    || (Math.abs(one.length() - another.length()) == 1
                            && (one.contains(another) || another.contains(one)));
        }

        private static int indexOf(Figure figure, List<Figure> figures) {
            Deadline.check();
            return figures.indexOf(figure);
        }

        private Finding contradiction(Figure figure, Figure wrong) {
            return contradiction(figure, wrong, target.inPlaceOf(wrong, inTarget(wrong), figure));
        }

        /** Returns the finding about a wrong figure of the target and its correct form. */
        private Finding contradiction(Figure figure, Figure wrong, String form) {
            Finding finding =
                    Finding.of(RULE, unit, target.mismatch(Finding.quoted(inTarget(wrong)), written(figure), form));
            return (isLiteral(figure) && isLiteral(wrong) ? finding : finding.as(Severity.WARNING))
                    .inSource(figure.start(), figure.end())
                    .inTarget(wrong.start(), wrong.end())
                    .about(written(figure))
                    .suggesting(List.of(form));
        }

        /** Returns whether a figure is exact and no small number in words, which translators often change freely. */
        private static boolean isLiteral(Figure figure) {
            boolean isSmall = figure.value().compareTo(BigDecimal.TEN) <= 0;
            return figure.isExact() && !figure.context().isRounded() && !(figure.spelled() && isSmall);
        }

        /** Returns one finding about all figures that the target does not have. */
        private Finding missing(List<Figure> figures) {
            List<String> written = figures.stream().map(this::written).toList();
            List<String> correct = figures.stream().map(target::of).toList();
            Finding finding = Finding.of(RULE, unit, target.missing(written, correct))
                    .about(String.join(", ", written))
                    .as(Severity.WARNING);
            for (Figure figure : marked(figures)) {
                finding = finding.inSource(figure.start(), figure.end());
            }
            return finding.inWholeTarget();
        }

        /** Returns one finding about all figures that the source does not have. */
        private Finding added(List<Figure> figures) {
            List<String> written = figures.stream().map(this::inTarget).toList();
            List<String> quoted =
                    written.stream().map(Finding::quoted).distinct().toList();
            Finding finding = Finding.of(
                            RULE,
                            unit,
                            FigureForm.listed(quoted) + (quoted.size() == 1 ? " is" : " are") + " not in the "
                                    + unit.language(Side.SOURCE))
                    .about(String.join(", ", written))
                    .as(Severity.WARNING);
            for (Figure figure : marked(figures)) {
                finding = finding.inTarget(figure.start(), figure.end());
            }
            return finding;
        }

        private static List<Figure> marked(List<Figure> figures) {
            return figures.subList(0, Math.min(figures.size(), MAX_MARKED));
        }

        /** Returns whether an unmatched number of the target cannot be an explanation of the translator. */
        private boolean isUnexplained(Figure figure) {
            return figure.demand() == Demand.ALWAYS
                    && (figure.kind() == Kind.CARDINAL
                            || figure.kind() == Kind.PERCENT
                            || figure.kind() == Kind.MULTIPLE)
                    && !target.explanation().matcher(figure.context().after()).lookingAt()
                    && !isInParentheses(unit.target().text(), figure.start());
        }

        private String written(Figure ofSource) {
            return unit.source().text().substring(ofSource.start(), ofSource.end());
        }

        private String inTarget(Figure figure) {
            return unit.target().text().substring(figure.start(), figure.end());
        }
    }
}
