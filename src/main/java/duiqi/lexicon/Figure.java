package duiqi.lexicon;

import duiqi.lexicon.number.ChineseFigures;
import duiqi.lexicon.number.ChineseNumeral;
import duiqi.lexicon.number.EnglishFigures;
import duiqi.lexicon.number.HeadingNumber;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/**
 * Represents a number that a text states. Immutable. {@link #of} creates a figure; the other methods return changed
 * copies.
 *
 * @param kind the role of the figure
 * @param values all possible values, the most probable first; for a percentage, the number before the sign
 * @param high the greatest possible value, equal to {@link #value} for an exact number
 * @param demand when a translation of the text must contain the figure
 * @param spelled true if it is written in words or Chinese numerals instead of Arabic digits
 * @param context the surrounding words
 * @param start the index of its first UTF-16 unit in the text
 * @param end the index after its last UTF-16 unit
 */
public record Figure(
        Kind kind,
        List<BigDecimal> values,
        BigDecimal high,
        Demand demand,
        boolean spelled,
        Context context,
        int start,
        int end) {
    /** Lists the roles of a figure. */
    public enum Kind {
        CARDINAL,
        ORDINAL,
        PERCENT,
        FRACTION,
        MULTIPLE,
        YEAR,
        DECADE,
        CENTURY,
        MONTH,
        DAY,
        /** Day of the week, from 1 for Monday. */
        WEEKDAY,
        /** Hour of a time that says whether it is before or after noon, from 0 to 24. */
        HOUR,
        /** Inexact number: dozens, 数百. */
        VAGUE
    }

    /** Says when the other text must contain a figure, from the weakest to the strongest demand. */
    public enum Demand {
        /** Never, because the number may be a figure of speech. */
        NEVER,
        /** May be missing, but a different number is wrong. */
        IF_CONTRADICTED,
        ALWAYS
    }

    /**
     * Holds the words around a figure.
     *
     * @param text the whole text
     * @param start the start of the figure in it
     * @param end the end of the figure in it
     * @param isRounded true if these words mark the figure as rounded
     */
    public record Context(String text, int start, int end, boolean isRounded) {
        private static final Context NONE = new Context("", 0, 0, false);
        private static final int WIDTH = 30;

        /** Returns the text directly before the figure. */
        public String before() {
            return text.substring(Math.max(0, start - WIDTH), start);
        }

        /** Returns the text directly after the figure, such as the unit. */
        public String after() {
            return text.substring(end, Math.min(text.length(), end + WIDTH));
        }
    }

    public Figure {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(demand, "demand");
        Objects.requireNonNull(context, "context");
        values = List.copyOf(values);
        Objects.checkFromToIndex(start, end, Integer.MAX_VALUE);
        if (high.compareTo(values.get(0)) < 0) {
            throw new IllegalArgumentException("greatest value " + high + " is less than value " + values.get(0));
        }
    }

    /** Returns an exact figure in digits that a translation must contain. */
    public static Figure of(Kind kind, BigDecimal value, int start, int end) {
        return new Figure(kind, List.of(value), value, Demand.ALWAYS, false, Context.NONE, start, end);
    }

    /** Returns this figure with another possible value, such as the year of a decade. */
    public Figure or(BigDecimal other) {
        List<BigDecimal> more = Stream.concat(values.stream(), Stream.of(other)).toList();
        return new Figure(kind, more, high, demand, spelled, context, start, end);
    }

    /** Returns this figure with another greatest value. */
    public Figure upTo(BigDecimal most) {
        return new Figure(kind, values, most.max(value()), demand, spelled, context, start, end);
    }

    /** Returns this figure in another role. */
    public Figure as(Kind other) {
        return new Figure(other, values, high, demand, spelled, context, start, end);
    }

    /** Returns this figure with another demand. */
    public Figure withDemand(Demand when) {
        return new Figure(kind, values, high, when, spelled, context, start, end);
    }

    /** Returns this figure as written in words or in digits. */
    public Figure withSpelled(boolean words) {
        return new Figure(kind, values, high, demand, words, context, start, end);
    }

    /** Returns this figure with another end, such as the end of its unit. */
    public Figure withEnd(int other) {
        return new Figure(kind, values, high, demand, spelled, context, start, other);
    }

    /** Returns this figure with another context. */
    public Figure withContext(Context other) {
        return new Figure(kind, values, high, demand, spelled, other, start, end);
    }

    /** Returns the most probable value, or the least value of a range. */
    public BigDecimal value() {
        return values.get(0);
    }

    /** Returns the other values in order. */
    public List<BigDecimal> otherValues() {
        return values.subList(1, values.size());
    }

    /** Returns whether a number is one of the values. */
    public boolean hasValue(BigDecimal number) {
        for (BigDecimal each : values) {
            if (each.compareTo(number) == 0) {
                return true;
            }
        }
        return false;
    }

    /** Returns whether this figure and another one have a value in common. */
    public boolean sharesValueWith(Figure other) {
        for (BigDecimal each : other.values) {
            if (hasValue(each)) {
                return true;
            }
        }
        return false;
    }

    /** Returns whether the figure is a single value and not a range. */
    public boolean isExact() {
        return kind != Kind.VAGUE && high.compareTo(value()) == 0;
    }

    /** Returns whether a number is in the range of this figure. */
    public boolean covers(BigDecimal number) {
        return number.compareTo(value()) >= 0 && number.compareTo(high) <= 0;
    }

    /** Returns whether two figures have the same or similar kinds, so that different values contradict each other. */
    public boolean isLike(Figure other) {
        return isOfKind(other)
                || (isCount(kind) && isCount(other.kind))
                || (isInDigits(this) && isInDigits(other))
                || (kind == Kind.DECADE && other.kind == Kind.YEAR);
    }

    /** Returns whether two figures have the same kind, with fractions as percentages and centuries as ordinals. */
    public boolean isOfKind(Figure other) {
        return family(kind) == family(other.kind);
    }

    private static boolean isCount(Kind kind) {
        return kind == Kind.CARDINAL || kind == Kind.MULTIPLE || kind == Kind.HOUR;
    }

    /** Returns whether a figure is a count or a number of something, such as the 5 of "Figure 5" and 图5. */
    private static boolean isInDigits(Figure figure) {
        return !figure.spelled
                && (figure.kind == Kind.CARDINAL || figure.kind == Kind.ORDINAL || figure.kind == Kind.DAY);
    }

    private static Kind family(Kind kind) {
        return switch (kind) {
            case FRACTION -> Kind.PERCENT;
            case CENTURY -> Kind.ORDINAL;
            default -> kind;
        };
    }

    /**
     * Reads the numbers of both languages for the aligner, corpora and checks: numerals, the figures that a text states,
     * and the numbers of headings. Not thread-safe, because the tokenizer is not.
     */
    public static final class Numbers {
        private final ChineseFigures chinese;

        /**
         * Holds a numeral of a text.
         *
         * @param value the exact value
         * @param start the index of its first UTF-16 unit in the text
         * @param end the index after its last UTF-16 unit
         */
        public record Numeral(BigDecimal value, int start, int end) {}

        /** Creates a reader. The tokenizer detects numerals that are parts of words. */
        public Numbers(Lexicon lexicon, ChineseTokenizer tokenizer) {
            this.chinese = new ChineseFigures(lexicon, tokenizer);
        }

        /**
         * Returns the figures of a Chinese text in order.
         *
         * @param english the English text, which decides whether 2, 400 is one number
         */
        public List<Figure> inChinese(String text, String english) {
            return chinese.in(text, english);
        }

        /**
         * Returns the figures of an English text in order.
         *
         * @param chinese the Chinese text, which decides whether "2, 400" is one number
         */
        public static List<Figure> inEnglish(String text, String chinese) {
            return EnglishFigures.in(text, chinese);
        }

        /** Returns the numerals of a Chinese text in order, including those inside words. */
        public static List<Numeral> chineseNumerals(String text) {
            List<Numeral> numerals = new ArrayList<>();
            for (int i = 0; i < text.length(); ) {
                Optional<ChineseNumeral> number = ChineseNumeral.at(text, i);
                if (number.isPresent()) {
                    numerals.add(
                            new Numeral(number.get().value(), i, number.get().end()));
                }
                i = number.map(ChineseNumeral::end).orElse(i + 1);
            }
            return numerals;
        }

        /**
         * Returns the number of a heading in either language, such as 第三章 or Chapter Three, or empty if the heading has
         * none.
         */
        public static OptionalInt ofHeading(String heading) {
            return HeadingNumber.of(heading);
        }
    }
}
