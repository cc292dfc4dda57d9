package duiqi.check;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * A number that a text states, read. Immutable; made by {@link #of} and added to.
 *
 * @param kind what it numbers
 * @param value what it says; of a percentage the number before the sign
 * @param also other values that say the same, such as the year of a decade
 * @param high greatest value that it leaves open, the same as {@code value} for an exact number
 * @param demand when a text that renders it must have it too
 * @param spelled whether it is written in words, or in Chinese numerals, and not in Arabic digits
 * @param about whether words around it say that it is rounded
 * @param before what stands right before it
 * @param after what stands right after it, as the unit
 * @param start index of its first UTF-16 unit in the text
 * @param end index after its last one
 */
record Figure(
        Kind kind,
        BigDecimal value,
        List<BigDecimal> also,
        BigDecimal high,
        Demand demand,
        boolean spelled,
        boolean about,
        String before,
        String after,
        int start,
        int end) {
    /** What a figure numbers. */
    enum Kind {
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
    enum Demand {
        /** Never: it is as likely a manner of speaking. */
        NEVER,
        /** Not when it is missing, but another number in its place is wrong. */
        IF_CONTRADICTED,
        ALWAYS
    }

    Figure {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(demand, "demand");
        also = List.copyOf(also);
        Objects.checkFromToIndex(start, end, Integer.MAX_VALUE);
        if (high.compareTo(value) < 0) {
            throw new IllegalArgumentException("a figure goes from its value up, not from " + value + " to " + high);
        }
    }

    /** An exact figure in digits that must be there. */
    static Figure of(Kind kind, BigDecimal value, int start, int end) {
        return new Figure(kind, value, List.of(), value, Demand.ALWAYS, false, false, "", "", start, end);
    }

    /** The same with a further value that says the same. */
    Figure or(BigDecimal other) {
        List<BigDecimal> more = new ArrayList<>(also);
        more.add(other);
        return new Figure(kind, value, more, high, demand, spelled, about, before, after, start, end);
    }

    /** The same, up to a value. */
    Figure upTo(BigDecimal most) {
        return new Figure(kind, value, also, most.max(value), demand, spelled, about, before, after, start, end);
    }

    /** The same with another demand. */
    Figure demanded(Demand when) {
        return new Figure(kind, value, also, high, when, spelled, about, before, after, start, end);
    }

    /** The same in words. */
    Figure inWords(boolean words) {
        return new Figure(kind, value, also, high, demand, words, about, before, after, start, end);
    }

    /** The same with what stands around it. */
    Figure amid(String left, String right, boolean rounded) {
        return new Figure(kind, value, also, high, demand, spelled, rounded, left, right, start, end);
    }

    /** All that it may say. */
    Stream<BigDecimal> values() {
        return Stream.concat(Stream.of(value), also.stream());
    }

    boolean says(BigDecimal number) {
        if (value.compareTo(number) == 0) {
            return true;
        }
        for (BigDecimal each : also) {
            if (each.compareTo(number) == 0) {
                return true;
            }
        }
        return false;
    }

    /** Whether one of the values of another is one of its own. */
    boolean saysAnyOf(Figure other) {
        if (says(other.value)) {
            return true;
        }
        for (BigDecimal each : other.also) {
            if (says(each)) {
                return true;
            }
        }
        return false;
    }

    boolean isExact() {
        return kind != Kind.VAGUE && high.compareTo(value) == 0;
    }

    boolean covers(BigDecimal number) {
        return number.compareTo(value) >= 0 && number.compareTo(high) <= 0;
    }

    /** Whether two of the same kind, or nearly, cannot both be right in one place. */
    boolean isLike(Figure other) {
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
