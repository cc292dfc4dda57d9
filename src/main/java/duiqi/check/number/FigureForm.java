package duiqi.check.number;

import duiqi.check.Finding;
import duiqi.lexicon.Figure;
import duiqi.lexicon.Figure.Demand;
import duiqi.lexicon.Figure.Kind;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** Writes the figures of a source in the language of the target, and the messages about them. Stateless. */
interface FigureForm {
    /** Returns a figure as the target writes it. */
    String of(Figure figure);

    /**
     * Returns a figure in the format of a wrong one of the target.
     *
     * @param wrong the wrong figure
     * @param written the words of the wrong figure
     */
    String inPlaceOf(Figure wrong, String written, Figure figure);

    String measured(Figure figure, Measure unit);

    /** Returns a percentage of the source, in percentage points if required. */
    default String percent(Figure figure, boolean inPoints) {
        return inPoints ? of(figure).replace("%", points()) : of(figure);
    }

    /** Returns the words for percentage points that follow a number. */
    String points();

    String language();

    /**
     * Returns a figure of the source for messages, in quotation marks if it can be words, and with its correct form if that
     * differs: 3.5万 (35,000).
     */
    private String said(String written, String correct) {
        String shown = language().equals("Chinese") ? Finding.quoted(written) : written;
        return written.equals(correct) ? shown : shown + " (" + correct + ")";
    }

    /** Returns the message about a wrong figure of the target. */
    default String mismatch(String wrong, String written, String correct) {
        return wrong + " does not match " + said(written, correct)
                + (language().equals("Chinese") ? " in the English" : "");
    }

    /** Returns the message about figures of the source without a counterpart. */
    default String missing(List<String> written, List<String> correct) {
        List<String> figures = IntStream.range(0, written.size())
                .mapToObj(i -> said(written.get(i), correct.get(i)))
                .distinct()
                .toList();
        return listed(figures) + (figures.size() == 1 ? " is" : " are") + " missing from the " + language();
    }

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

    private static String grouped(BigDecimal value) {
        DecimalFormat format = new DecimalFormat("#,##0", DecimalFormatSymbols.getInstance(Locale.ROOT));
        format.setMaximumFractionDigits(Math.max(0, value.scale()));
        format.setMinimumFractionDigits(Math.max(0, value.scale()));
        format.setRoundingMode(RoundingMode.UNNECESSARY);
        return format.format(value);
    }

    /**
     * Returns an hour by the clock of the wrong one: 5 instead of 6 for 17.
     *
     * @param wrong the wrong hour
     */
    private static BigDecimal sameClock(BigDecimal wrong, Figure hour) {
        BigDecimal twelve = BigDecimal.valueOf(12);
        boolean isShort = wrong.compareTo(twelve) <= 0 && hour.value().compareTo(twelve) > 0;
        return isShort ? hour.value().subtract(twelve) : hour.value();
    }

    /**
     * Writes a Chinese figure in English: {@code 35,000}, {@code 120 million}, {@code 35%}, {@code 18th},
     * {@code 1980s}. Stateless.
     */
    record English() implements FigureForm {
        private static final Pattern TIME = Pattern.compile("[ -](?:years?|months?|days?|decades?|centur)");
        private static final List<String> SMALL =
                List.of("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten");
        private static final List<String> MONTHS = List.of(
                "January February March April May June July August September October November December".split(" "));
        private static final List<String> DAYS =
                List.of("Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split(" "));
        private static final List<String> PARTS =
                List.of("", "", "half", "third", "quarter", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth");
        private static final BigDecimal MILLION = BigDecimal.valueOf(1_000_000);

        /** Words for large numbers with few digits, from a million up. */
        private static final List<String> SCALES = List.of("trillion", "billion", "million");

        private static final List<String> PLURALS = List.of("thousands", "millions", "billions", "trillions");

        private static final int FIRST_SCALE = 12;
        private static final int FEW_DIGITS = 4;

        @Override
        public String of(Figure figure) {
            return of(figure, false, "%");
        }

        @Override
        public String measured(Figure figure, Measure unit) {
            return of(figure) + " " + unit.name();
        }

        @Override
        public String points() {
            return " percentage points";
        }

        @Override
        public String language() {
            return "English";
        }

        @Override
        public boolean isRequired(Figure figure, String written) {
            return figure.demand() == Demand.ALWAYS;
        }

        @Override
        public Pattern explanation() {
            return TIME;
        }

        @Override
        public String inPlaceOf(Figure wrong, String written, Figure figure) {
            if (Discount.is(figure) && Discount.isOff(wrong)) {
                return of(Discount.off(figure), false, written.replaceFirst("^[0-9.,]+", ""));
            }
            String sign = wrong.kind() == Kind.PERCENT ? written.replaceFirst("^[0-9.,]+", "") : "%";
            boolean isHour = figure.kind() == Kind.HOUR && written.length() < 3;
            return isHour
                    ? sameClock(new BigDecimal(written), figure).toPlainString()
                    : of(figure, wrong.spelled(), sign);
        }

        /** Returns the figure with small numbers as words if required, and with the text that follows a percentage. */
        private static String of(Figure figure, boolean inWords, String percentSign) {
            BigDecimal value = figure.value();
            return switch (figure.kind()) {
                case PERCENT -> number(value) + percentSign;
                case FRACTION -> fraction(figure);
                case ORDINAL, CENTURY -> ordinal(value);
                case DECADE -> century(figure).toPlainString() + "s";
                case YEAR, DAY, HOUR -> value.toPlainString();
                case WEEKDAY -> DAYS.get(value.intValue() - 1);
                case MONTH -> MONTHS.get(value.intValue() - 1);
                case MULTIPLE -> number(value) + (figure.spelled() ? "-fold" : " times");
                case VAGUE -> vague(value);
                case CARDINAL -> inWords ? count(value) : number(value);
            };
        }

        /** Returns a number up to ten as a word. */
        private static String count(BigDecimal value) {
            boolean isSmall = value.stripTrailingZeros().scale() <= 0 && value.compareTo(BigDecimal.TEN) <= 0;
            return isSmall ? SMALL.get(value.intValue()) : number(value);
        }

        /** Returns a plural for a large value: "hundreds of thousands". */
        private static String vague(BigDecimal value) {
            int zeros = value.precision() - value.scale() - 1;
            boolean isNamed = zeros >= 3 && zeros / 3 <= PLURALS.size();
            return isNamed
                    ? List.of("", "tens of ", "hundreds of ").get(zeros % 3) + PLURALS.get(zeros / 3 - 1)
                    : number(value);
        }

        private static BigDecimal century(Figure decade) {
            boolean short_ = decade.value().compareTo(BigDecimal.valueOf(100)) < 0;
            return short_ ? decade.value().add(BigDecimal.valueOf(1900)) : decade.value();
        }

        /** Groups digits by thousands, or counts in millions and more if that is shorter. */
        static String number(BigDecimal value) {
            if (value.compareTo(MILLION) >= 0) {
                int scale = FIRST_SCALE;
                for (String word : SCALES) {
                    BigDecimal count = value.movePointLeft(scale).stripTrailingZeros();
                    if (count.compareTo(BigDecimal.ONE) >= 0
                            && count.precision() - Math.max(0, count.precision() - count.scale() - 3) <= FEW_DIGITS + 2
                            && count.scale() <= FEW_DIGITS) {
                        return grouped(count) + " " + word;
                    }
                    scale -= 3;
                }
            }
            return grouped(value);
        }

        private static String ordinal(BigDecimal value) {
            int number = value.remainder(BigDecimal.valueOf(100)).intValue();
            int last = number % 10;
            boolean teen = number / 10 == 1;
            String end = teen || last == 0 || last > 3
                    ? "th"
                    : List.of("st", "nd", "rd").get(last - 1);
            return value.toPlainString() + end;
        }

        private static String fraction(Figure figure) {
            if (figure.otherValues().size() < 2) {
                return figure.value().toPlainString();
            }
            BigDecimal over = figure.otherValues().get(0);
            BigDecimal under = figure.otherValues().get(1);
            boolean words = over.compareTo(BigDecimal.TEN) < 0
                    && under.compareTo(BigDecimal.TEN) <= 0
                    && under.compareTo(BigDecimal.ONE) > 0;
            if (!words) {
                return number(over) + "/" + number(under);
            }
            boolean one = over.compareTo(BigDecimal.ONE) == 0;
            String part = PARTS.get(under.intValue());
            return SMALL.get(over.intValue()) + "-" + part + (one ? "" : "s");
        }
    }

    /**
     * Writes an English figure in Chinese: {@code 3.5万}, {@code 1.2亿}, {@code 35%}, {@code 第18}, {@code 20世纪80年代},
     * {@code 5月}. Stateless.
     */
    record Chinese() implements FigureForm {
        private static final Pattern TIME = Pattern.compile("\\s?(?:年|个?月|天|日|世纪)");
        private static final String DIGITS = "零一二三四五六七八九";
        private static final String SIMPLIFIED = "万亿点两纪";
        private static final String TRADITIONAL = "萬億點兩紀";
        private static final BigDecimal TEN = BigDecimal.TEN;
        private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
        private static final BigDecimal WAN = BigDecimal.valueOf(10_000);
        private static final BigDecimal YI = BigDecimal.valueOf(100_000_000);
        private static final BigDecimal MOST = WAN.multiply(YI).multiply(WAN);

        private static final List<Long> SCALES = List.of(100_000_000L, 10_000L, 1000L, 100L, 10L);
        private static final String SIGNS = "亿万千百十";

        /** Maximum number of decimals before 万 and 亿; numbers with more are written in digits. */
        private static final int FEW_DECIMALS = 2;

        private static final Pattern SCALED = Pattern.compile("[0-9 ][百千]?[万亿萬億]");
        private static final Pattern HAN = Pattern.compile("[" + DIGITS + "〇两兩十百千万亿萬億点]+");
        private static final Pattern NUMBER =
                Pattern.compile("[0-9０-９][0-9０-９,.]*(?:\\s?[百千万亿萬億]+(?:\\s?[0-9.]+\\s?[百千万亿萬億]+)*)?|"
                        + HAN.pattern().replace("点", "") + "(?:点[" + DIGITS + "〇]+[百千万亿萬億]*)?");

        @Override
        public String of(Figure figure) {
            BigDecimal value = figure.value();
            return switch (figure.kind()) {
                case PERCENT -> plain(value) + "%";
                case FRACTION -> fraction(figure);
                case ORDINAL -> ordinal(figure);
                case CENTURY -> plain(value) + "世纪";
                case DECADE -> decade(value);
                case MONTH -> plain(value) + "月";
                case DAY -> plain(value) + "日";
                case YEAR, HOUR -> plain(value);
                case WEEKDAY -> "星期" + day(value);
                case MULTIPLE -> plain(value) + "倍";
                case CARDINAL -> number(value);
                case VAGUE -> "数" + han(value).replaceFirst("^一", "");
            };
        }

        @Override
        public String measured(Figure figure, Measure unit) {
            return of(figure) + unit.chineseName();
        }

        @Override
        public String points() {
            return "个百分点";
        }

        @Override
        public String language() {
            return "Chinese";
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

        @Override
        public String inPlaceOf(Figure wrong, String written, Figure figure) {
            String form = simplified(wrong, written, figure);
            boolean isTraditional = written.chars().anyMatch(c -> TRADITIONAL.indexOf(c) >= 0);
            return isTraditional ? traditional(form) : form;
        }

        private static String traditional(String form) {
            StringBuilder traditional = new StringBuilder(form);
            for (int i = 0; i < form.length(); i++) {
                int character = SIMPLIFIED.indexOf(form.charAt(i));
                if (character >= 0) {
                    traditional.setCharAt(i, TRADITIONAL.charAt(character));
                }
            }
            return traditional.toString();
        }

        private String simplified(Figure wrong, String written, Figure figure) {
            boolean isPlain = !wrong.isLike(figure)
                    || Set.of(Kind.VAGUE, Kind.DECADE, Kind.HOUR).contains(wrong.kind())
                    || written.contains("番");
            if (isPlain) {
                return of(figure);
            }
            return switch (wrong.kind()) {
                case PERCENT, FRACTION -> part(written, figure);
                case WEEKDAY -> written.substring(0, written.length() - 1) + day(figure.value());
                default -> replaceNumber(written, figure.value());
            };
        }

        private static String ordinal(Figure figure) {
            String number = plain(figure.value());
            if (figure.context().after().startsWith(" centur")) {
                return number + "世纪";
            }
            boolean hasSuffix = figure.spelled() || figure.end() - figure.start() > number.length();
            return hasSuffix ? "第" + number : number;
        }

        /** Returns a share in the format of 八折, 百分之三十 or 30%. */
        private static String part(String written, Figure figure) {
            if (figure.kind() == Kind.FRACTION) {
                return fraction(figure);
            }
            BigDecimal tenths = figure.value().movePointLeft(1).stripTrailingZeros();
            boolean isTenths = tenths.scale() <= 0 && tenths.signum() > 0 && tenths.compareTo(TEN) < 0;
            if (written.contains("折") && isTenths) {
                return han(Discount.isOff(figure) ? TEN.subtract(tenths) : tenths) + "折";
            }
            boolean isTenfold = written.contains("折") || written.contains("成") || written.contains("分之");
            return isTenfold && !written.startsWith("百分之")
                    ? plain(figure.value()) + "%"
                    : replaceNumber(written, figure.value());
        }

        private static String day(BigDecimal value) {
            int day = value.intValue();
            return day == 7 ? "日" : han(value);
        }

        /** Replaces the number in the words of a wrong figure, in digits or Han numerals as there. */
        private static String replaceNumber(String written, BigDecimal value) {
            int start = written.startsWith("百分之") ? 3 : 0;
            Matcher number = NUMBER.matcher(written).region(start, written.length());
            if (!number.find()) {
                return number(value);
            }
            String old = number.group();
            String other = HAN.matcher(old).matches() ? han(old, value) : digits(old, value);
            return written.substring(0, number.start()) + other + written.substring(number.end());
        }

        private static String digits(String old, BigDecimal value) {
            if (SCALED.matcher(old).find()) {
                return number(value);
            }
            return old.contains(",") ? grouped(value) : plain(value);
        }

        private static String han(String old, BigDecimal value) {
            if (old.length() == 4
                    && !old.matches(".*[十百千点].*")
                    && value.stripTrailingZeros().scale() <= 0) {
                StringBuilder year = new StringBuilder();
                plain(value).chars().forEach(digit -> year.append(digit == '0' ? '〇' : DIGITS.charAt(digit - '0')));
                return year.toString();
            }
            boolean isTwo = value.compareTo(BigDecimal.valueOf(2)) == 0;
            return isTwo && !old.contains("十") ? "两" : han(value);
        }

        private static String plain(BigDecimal value) {
            BigDecimal short_ = value.stripTrailingZeros();
            return (short_.scale() < 0 ? short_.setScale(0) : value).toPlainString();
        }

        private static String decade(BigDecimal year) {
            BigDecimal tens = year.remainder(HUNDRED);
            if (year.compareTo(HUNDRED) < 0) {
                return plain(tens) + "年代";
            }
            BigDecimal century = year.divideToIntegralValue(HUNDRED).add(BigDecimal.ONE);
            return plain(century) + "世纪" + (tens.signum() == 0 ? "" : plain(tens) + "年代");
        }

        private static String fraction(Figure figure) {
            if (figure.otherValues().size() < 2) {
                return figure.otherValues().isEmpty() || figure.value().compareTo(new BigDecimal("0.5")) == 0
                        ? "一半"
                        : han(figure.otherValues().get(0)) + "分之一";
            }
            return han(figure.otherValues().get(1)) + "分之"
                    + han(figure.otherValues().get(0));
        }

        /** Returns a number in digits, with 万 or 亿 if that leaves few decimals. */
        static String number(BigDecimal value) {
            for (String scale : List.of("万亿", "亿", "万")) {
                BigDecimal unit = scale.equals("万亿") ? WAN.multiply(YI) : scale.equals("亿") ? YI : WAN;
                if (value.compareTo(unit) >= 0) {
                    BigDecimal count = value.divide(unit).stripTrailingZeros();
                    if (count.scale() <= FEW_DECIMALS) {
                        return plain(count) + scale;
                    }
                }
            }
            return plain(value);
        }

        /** Returns a number in Han numerals, or in digits if it is too large or negative. */
        static String han(BigDecimal value) {
            if (value.signum() < 0 || value.compareTo(MOST) >= 0) {
                return plain(value);
            }
            StringBuilder han = new StringBuilder(han(value.longValue()));
            String decimals = plain(value.remainder(BigDecimal.ONE)).replaceFirst("^0\\.?", "");
            if (!decimals.isEmpty()) {
                han.append('点');
                decimals.chars().forEach(digit -> han.append(DIGITS.charAt(digit - '0')));
            }
            return han.toString();
        }

        private static String han(long value) {
            if (value < 10) {
                return DIGITS.substring((int) value, (int) value + 1);
            }
            int i = 0;
            while (value < SCALES.get(i)) {
                i++;
            }
            long unit = SCALES.get(i);
            long rest = value % unit;
            String count = unit == 10 && value < 20 ? "" : han(value / unit);
            String zero = rest > 0 && rest < unit / 10 ? "零" : "";
            String one = rest >= 10 && rest < 20 ? "一" : "";
            return count + SIGNS.charAt(i) + zero + (rest == 0 ? "" : one + han(rest));
        }
    }
}
