package duiqi.check.number;

import duiqi.check.Finding;
import duiqi.lexicon.Figure;
import duiqi.lexicon.Figure.Demand;
import duiqi.lexicon.Figure.Kind;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** Describes the figures of a target language. */
interface Target {
    /** Returns the writer of correct figures. */
    FigureForm form();

    /** Returns a figure of the source with its unit. */
    String measured(Figure figure, Measure unit);

    /** Returns a percentage of the source, in percentage points if required. */
    String percent(Figure figure, boolean inPoints);

    /** Returns the message about a wrong figure of the target. */
    String mismatch(String wrong, String written, String correct);

    /** Returns the message about figures of the source without a counterpart. */
    String missing(List<String> written, List<String> correct);

    /**
     * Returns whether the target must have a figure of the source.
     *
     * @param written the figure as in the source
     */
    boolean isRequired(Figure figure, String written);

    /** Returns the pattern of units whose numbers a translator may add as an explanation. */
    Pattern explanation();

    /** Returns parts as "a", "a and b" or "a, b and c". */
    static String listed(List<String> parts) {
        int last = parts.size() - 1;
        return last == 0 ? parts.get(0) : String.join(", ", parts.subList(0, last)) + " and " + parts.get(last);
    }

    /** Describes the figures of an English translation. Stateless. */
    final class English implements Target {
        private static final Pattern TIME = Pattern.compile("[ -](?:years?|months?|days?|decades?|centur)");

        @Override
        public FigureForm form() {
            return new FigureForm.English();
        }

        @Override
        public String measured(Figure figure, Measure unit) {
            return form().of(figure) + " " + unit.name();
        }

        @Override
        public String percent(Figure figure, boolean inPoints) {
            String percent = form().of(figure);
            return inPoints ? percent.replace("%", " percentage points") : percent;
        }

        @Override
        public String mismatch(String wrong, String written, String correct) {
            return wrong + " does not match " + said(written, correct);
        }

        @Override
        public String missing(List<String> written, List<String> correct) {
            List<String> figures = IntStream.range(0, written.size())
                    .mapToObj(i -> said(written.get(i), correct.get(i)))
                    .distinct()
                    .toList();
            return listed(figures) + (figures.size() == 1 ? " is" : " are") + " missing from the English";
        }

        private static String said(String written, String form) {
            return written.equals(form) ? written : written + " (" + form + ")";
        }

        @Override
        public boolean isRequired(Figure figure, String written) {
            return figure.demand() == Demand.ALWAYS;
        }

        @Override
        public Pattern explanation() {
            return TIME;
        }
    }

    /** Describes the figures of a Chinese translation. Stateless. */
    final class Chinese implements Target {
        private static final Pattern TIME = Pattern.compile("\\s?(?:年|个?月|天|日|世纪)");

        @Override
        public FigureForm form() {
            return new FigureForm.Chinese();
        }

        @Override
        public String measured(Figure figure, Measure unit) {
            return form().of(figure) + unit.chineseName();
        }

        @Override
        public String percent(Figure figure, boolean inPoints) {
            String percent = form().of(figure);
            return inPoints ? percent.replace("%", "个百分点") : percent;
        }

        @Override
        public String mismatch(String wrong, String written, String correct) {
            String form = written.equals(correct) ? "" : " (" + correct + ")";
            return wrong + " does not match " + Finding.quoted(written) + form + " in the English";
        }

        @Override
        public String missing(List<String> written, List<String> correct) {
            List<String> quoted =
                    written.stream().map(Finding::quoted).distinct().toList();
            return listed(quoted)
                    + (quoted.size() == 1 ? " is" : " are")
                    + " missing from the Chinese; add "
                    + listed(correct.stream().map(Finding::quoted).distinct().toList());
        }

        /** Requires digits, and words for a count above ten that is no round number such as "a dozen" or "a thousand". */
        @Override
        public boolean isRequired(Figure figure, String written) {
            BigDecimal value = figure.value();
            boolean isRound = value.stripTrailingZeros().unscaledValue().equals(BigInteger.ONE)
                    || written.endsWith("dozen")
                    || written.endsWith("score");
            return figure.demand() == Demand.ALWAYS
                    || (figure.spelled()
                            && figure.kind() == Kind.CARDINAL
                            && value.compareTo(BigDecimal.TEN) > 0
                            && !isRound);
        }

        @Override
        public Pattern explanation() {
            return TIME;
        }
    }

    /** Decides which of the two percentages of 八折 an English text states: 80% of the price, or 20% off. Stateless. */
    final class Discount {
        private static final Pattern OFF = Pattern.compile("[ -](?:off\\b|discount|reduc|cheaper|lower)");
        private static final Pattern OFF_BEFORE =
                Pattern.compile("(?:discount|reduc\\w+|rebate)s? (?:of|by) $|(?:cut|lower\\w*|discounted) by $");
        private static final Pattern PRICE = Pattern.compile(
                " of (?:the |their |its )?(?:original |list |full |usual |normal |regular )?(?:price|cost|fare)\\b(?! off)");

        private Discount() {}

        /** Returns whether a Chinese figure is a discount in tenths. */
        static boolean is(Figure chinese) {
            Figure.Context context = chinese.context();
            return chinese.kind() == Kind.PERCENT
                    && context.end() > 0
                    && context.text().charAt(context.end() - 1) == '折'
                    && chinese.otherValues().size() == 1;
        }

        /** Returns whether an English percentage is the part that a buyer saves. */
        static boolean isOff(Figure english) {
            return OFF.matcher(english.context().after()).lookingAt()
                    || OFF_BEFORE.matcher(english.context().before()).find();
        }

        /** Returns a Chinese discount as the part that a buyer saves. */
        static Figure off(Figure discount) {
            BigDecimal saved = discount.otherValues().get(0);
            return Figure.of(Kind.PERCENT, saved, discount.start(), discount.end());
        }

        /** Returns whether a discount and an English percentage have different values. */
        static boolean differs(Figure chinese, Figure english) {
            if (english.kind() != Kind.PERCENT || !is(chinese)) {
                return false;
            }
            return isOff(english)
                    ? english.value().compareTo(off(chinese).value()) != 0
                    : PRICE.matcher(english.context().after()).lookingAt()
                            && english.value().compareTo(chinese.value()) != 0;
        }
    }
}
