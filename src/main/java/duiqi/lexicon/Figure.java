package duiqi.lexicon;

import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * A number that a text states, read. Immutable; made by {@link #of} and added to.
 *
 * @param kind says whether it counts, ranks, dates or divides
 * @param values all that it may say, the likeliest first; of a percentage the number before the sign
 * @param high greatest value that it leaves open, the same as {@link #value} for an exact number
 * @param demand when a text that renders it must have it too
 * @param spelled whether it is written in words, or in Chinese numerals, and not in Arabic digits
 * @param context the words around it
 * @param start index of its first UTF-16 unit in the text
 * @param end index after its last one
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
    /** The role of a figure. */
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
        /** No exact number: dozens, 数百. */
        VAGUE
    }

    /** When the other text must have a figure, the least first. */
    public enum Demand {
        /** Never: it is as likely a manner of speaking. */
        NEVER,
        /** Not when it is missing, but another number in its place is wrong. */
        IF_CONTRADICTED,
        ALWAYS
    }

    /**
     * The words around a figure.
     *
     * @param before the text right before it
     * @param after the text right after it, as the unit
     * @param saysAbout whether one of them says that the figure is rounded
     */
    public record Context(String before, String after, boolean saysAbout) {
        private static final Context NONE = new Context("", "", false);
    }

    public Figure {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(demand, "demand");
        Objects.requireNonNull(context, "context");
        values = List.copyOf(values);
        Objects.checkFromToIndex(start, end, Integer.MAX_VALUE);
        if (high.compareTo(values.get(0)) < 0) {
            throw new IllegalArgumentException(
                    "a figure goes from its value up, not from " + values.get(0) + " to " + high);
        }
    }

    /** Returns an exact figure in digits that must be there. */
    public static Figure of(Kind kind, BigDecimal value, int start, int end) {
        return new Figure(kind, List.of(value), value, Demand.ALWAYS, false, Context.NONE, start, end);
    }

    /** Returns the same with a further value that says the same, such as the year of a decade. */
    public Figure or(BigDecimal other) {
        List<BigDecimal> more = Stream.concat(values.stream(), Stream.of(other)).toList();
        return new Figure(kind, more, high, demand, spelled, context, start, end);
    }

    /** Returns the same, up to a value. */
    public Figure upTo(BigDecimal most) {
        return new Figure(kind, values, most.max(value()), demand, spelled, context, start, end);
    }

    /** Returns the same with another demand. */
    public Figure demanded(Demand when) {
        return new Figure(kind, values, high, when, spelled, context, start, end);
    }

    /** Returns the same in words, or in digits. */
    public Figure inWords(boolean words) {
        return new Figure(kind, values, high, demand, words, context, start, end);
    }

    /** Returns the same amid other words. */
    public Figure amid(Context other) {
        return new Figure(kind, values, high, demand, spelled, other, start, end);
    }

    /** Returns the likeliest value, or the least that it says. */
    public BigDecimal value() {
        return values.get(0);
    }

    /** Returns the other values, in their order. */
    public List<BigDecimal> otherValues() {
        return values.subList(1, values.size());
    }

    /** Returns whether a number is one of its values. */
    public boolean says(BigDecimal number) {
        for (BigDecimal each : values) {
            if (each.compareTo(number) == 0) {
                return true;
            }
        }
        return false;
    }

    /** Returns whether one of the values of another is one of its own. */
    public boolean saysAnyOf(Figure other) {
        for (BigDecimal each : other.values) {
            if (says(each)) {
                return true;
            }
        }
        return false;
    }

    /** Returns whether it leaves one value open, and no range. */
    public boolean isExact() {
        return kind != Kind.VAGUE && high.compareTo(value()) == 0;
    }

    /** Returns whether a number lies in its range. */
    public boolean covers(BigDecimal number) {
        return number.compareTo(value()) >= 0 && number.compareTo(high) <= 0;
    }

    /** Returns whether two of the same kind, or nearly, cannot both be right in one place. */
    public boolean isLike(Figure other) {
        return family(kind) == family(other.kind)
                || (isCount(kind) && isCount(other.kind))
                || (kind == Kind.DECADE && other.kind == Kind.YEAR);
    }

    private static boolean isCount(Kind kind) {
        return kind == Kind.CARDINAL || kind == Kind.MULTIPLE;
    }

    private static Kind family(Kind kind) {
        return switch (kind) {
            case FRACTION -> Kind.PERCENT;
            case CENTURY -> Kind.ORDINAL;
            default -> kind;
        };
    }
}
