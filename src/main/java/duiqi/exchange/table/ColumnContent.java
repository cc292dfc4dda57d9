package duiqi.exchange.table;

import duiqi.exchange.Table;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Describes the cells of a column. Immutable.
 *
 * @param cells number of cells that are not blank
 * @param han number of cells with Han characters
 * @param latin number of cells with Latin letters and without Han characters
 * @param foreign number of cells in another script
 * @param phrases number of cells with several Latin words and without Han characters
 * @param isLabel true if few texts recur, as in a column of statuses
 * @param isKey true if the cells are names of a program, for example {@code menu.file.open}, addresses or pinyin
 * @param isBoth true if the cells contain more Latin than Chinese text
 */
record ColumnContent(
        int cells, int han, int latin, int foreign, int phrases, boolean isLabel, boolean isKey, boolean isBoth) {
    /** Minimum number of cells that can show that few texts recur. */
    private static final int MIN_LABELS = 6;

    /** Number of Latin letters that one Han character counts as. */
    private static final int LETTERS_PER_HAN = 3;

    private static final Pattern NUMBER = Pattern.compile("[\\p{N}\\p{P}\\p{S}\\s]*\\p{N}[\\p{N}\\p{P}\\p{S}\\s]*");

    /** A date or time with letters, as {@code 2026-11-24T08:00:00Z} or 2026年11月24日. */
    private static final Pattern DATE =
            Pattern.compile("\\d{4}[-/.年]\\d{1,2}[-/.月]\\d{1,2}日?([T ]?\\d{1,2}[:时].*)?|\\d{1,2}月\\d{1,2}日");

    private static final Pattern KEY = Pattern.compile(
            "(?=.*[._/:\\\\@#0-9-])[\\p{ASCII}&&\\S]+" + "|[a-z]+[A-Z]\\w*|[A-Z0-9]+_\\w*|https?:\\S+|\\S+@\\S+");

    /** Vowels with the marks of the four tones. */
    private static final Pattern PINYIN = Pattern.compile("(?i).*[āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ].*");

    private static final Pattern PINYIN_WORDS = Pattern.compile("(?i)[a-zāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜü'’ ,-]+");

    private static final Pattern PHRASE =
            Pattern.compile(".*\\p{IsLatin}\\P{L}*\\s\\P{L}*\\p{IsLatin}.*", Pattern.DOTALL);

    /** Returns the content of a column of some rows. */
    static ColumnContent of(List<String> column) {
        List<String> cells = column.stream()
                .map(String::strip)
                .filter(cell -> !cell.isEmpty())
                .toList();
        Set<String> distinct = new HashSet<>();
        int han = 0;
        int latin = 0;
        int foreign = 0;
        int phrases = 0;
        int keys = 0;
        int pinyin = 0;
        long hanLetters = 0;
        long latinLetters = 0;
        for (String cell : cells) {
            distinct.add(cell.toLowerCase(Locale.ROOT));
            if (isNumber(cell)) {
                continue;
            }
            Letters letters = Letters.of(cell);
            hanLetters += letters.han();
            latinLetters += letters.han() > 0 ? letters.latin() : 0;
            if (letters.isForeign()) {
                foreign++;
            } else if (letters.han() > 0) {
                han++;
            } else if (letters.latin() > 0) {
                latin++;
                phrases += PHRASE.matcher(cell).matches() ? 1 : 0;
                keys += KEY.matcher(cell).matches() ? 1 : 0;
                pinyin += PINYIN.matcher(cell).matches()
                                && PINYIN_WORDS.matcher(cell).matches()
                        ? 1
                        : 0;
            }
        }
        boolean isLabel = cells.size() >= MIN_LABELS && distinct.size() <= Math.max(2, cells.size() / 4);
        boolean isKey = han == 0 && latin > 0 && (5 * keys >= 4 * latin || 2 * pinyin >= latin);
        boolean isBoth = han > 0 && latinLetters > LETTERS_PER_HAN * hanLetters;
        return new ColumnContent(cells.size(), han, latin, foreign, phrases, isLabel, isKey, isBoth);
    }

    /** Returns the content of a column of some rows. */
    static ColumnContent of(List<Table.Row> rows, int column) {
        return of(rows.stream().map(row -> row.cell(column)).toList());
    }

    /** Returns whether a cell is a number, a date or a sign. */
    static boolean isNumber(String cell) {
        String plain = cell.strip();
        return NUMBER.matcher(plain).matches() || DATE.matcher(plain).matches();
    }

    /** Returns whether a cell contains Han characters and no letters of Japanese or Korean. */
    static boolean isChinese(String cell) {
        Letters letters = Letters.of(cell);
        return letters.han() > 0 && !letters.isForeign();
    }

    /** Returns whether a cell contains Latin letters and no Han characters. */
    static boolean isLatin(String cell) {
        Letters letters = Letters.of(cell);
        return letters.latin() > 0 && letters.han() == 0 && !letters.isForeign();
    }

    /** Returns the share of the cells with letters that are Chinese. */
    double chinese() {
        return han + latin + foreign == 0 ? 0 : (double) han / (han + latin + foreign);
    }

    /** Returns whether most cells are Chinese. */
    boolean isChinese() {
        return !isBoth && hasLetters() && han > 0 && chinese() >= 0.6;
    }

    /** Returns whether most cells are in Latin letters. */
    boolean isLatin() {
        return latin > 0 && hasLetters() && 5 * latin >= 3 * (han + latin + foreign);
    }

    private boolean hasLetters() {
        return 5 * (han + latin + foreign) >= cells;
    }

    /** Returns whether all cells are numbers, dates or signs. */
    boolean isNumeric() {
        return cells > 0 && han + latin + foreign == 0;
    }

    /** Returns whether the column can contain the texts of a language. */
    boolean isText() {
        return !isLabel && !isKey && !isNumeric() && cells > 0;
    }

    /**
     * Counts the letters of a cell. Immutable.
     *
     * @param han number of Han characters
     * @param latin number of Latin letters
     * @param other number of letters in other scripts
     * @param kana number of letters of Japanese and Korean
     */
    private record Letters(int han, int latin, int other, int kana) {
        static Letters of(String cell) {
            int[] counts = new int[4];
            cell.codePoints().filter(Character::isLetter).forEach(c -> {
                switch (Character.UnicodeScript.of(c)) {
                    case HAN -> counts[0]++;
                    case LATIN -> counts[1]++;
                    case HIRAGANA, KATAKANA, HANGUL -> counts[3]++;
                    case COMMON, INHERITED -> {}
                    default -> counts[2]++;
                }
            });
            return new Letters(counts[0], counts[1], counts[2], counts[3]);
        }

        /** Returns whether the text is in another language than Chinese and English. */
        boolean isForeign() {
            return kana * 5 > han || (other > 0 && other >= latin + LETTERS_PER_HAN * han);
        }
    }

    /**
     * Lists the columns of a table for messages. Immutable.
     *
     * @param rows first rows of the table
     * @param heading index of the row with the column names; -1 for none
     * @param width number of columns
     */
    record Columns(List<Table.Row> rows, int heading, int width) {
        private static final int MAX_LISTED = 10;
        private static final int MAX_LISTED_LENGTH = 20;

        /** Returns the columns with their names and first texts. */
        String list() {
            return IntStream.range(0, Math.min(MAX_LISTED, width))
                            .mapToObj(i -> label(i) + sample(i))
                            .collect(Collectors.joining(", "))
                    + (width > MAX_LISTED ? ", ..." : "");
        }

        String label(int column) {
            String name = heading < 0 ? "" : shown(rows.get(heading).cell(column));
            return Table.Choice.letters(column) + (name.isEmpty() ? "" : " \"" + name + "\"");
        }

        private String sample(int column) {
            return rows.subList(heading + 1, rows.size()).stream()
                    .map(row -> row.cell(column))
                    .filter(cell -> !cell.isBlank())
                    .findFirst()
                    .map(cell -> " (" + shown(cell) + ")")
                    .orElse(" (empty)");
        }

        private static String shown(String cell) {
            String plain = cell.strip().replaceAll("\\s+", " ");
            int length = plain.codePointCount(0, plain.length());
            return length > MAX_LISTED_LENGTH
                    ? plain.substring(0, plain.offsetByCodePoints(0, MAX_LISTED_LENGTH)) + "..."
                    : plain;
        }
    }

    /**
     * Compares the names of the columns with their contents. Immutable.
     *
     * @param rows first rows of the table
     * @param heading index of the row with the column names; -1 for none
     * @param contents contents of the columns
     * @param shown list of the columns for messages
     */
    record Agreement(List<Table.Row> rows, int heading, List<ColumnContent> contents, Columns shown) {
        /** Returns the contradiction between the names and the contents of the text columns. */
        Optional<String> contradiction(int chinese, int english) {
            if (isOwnTable()) {
                return Optional.empty();
            }
            List<Table.Row> different = rows.subList(heading + 1, rows.size()).stream()
                    .filter(row -> !isCopied(row.cell(chinese), row.cell(english)))
                    .toList();
            ColumnContent ofChinese = ColumnContent.of(different, chinese);
            ColumnContent ofEnglish = ColumnContent.of(different, english);
            if (ofEnglish.isChinese() && !ofEnglish.isLatin()) {
                return Optional.of("contains Chinese in the column of the English texts, " + shown.label(english));
            }
            if (ofChinese.isLatin() && ofChinese.han() == 0 && ofChinese.phrases() >= 3) {
                return Optional.of("contains no Chinese in the column of the Chinese texts, " + shown.label(chinese));
            }
            return Optional.empty();
        }

        /** Returns whether the table has exactly the column names that {@link TableFormat} writes. */
        private boolean isOwnTable() {
            return heading == 0
                    && rows.get(0).cells().size() == 8
                    && rows.get(0).cell(0).equals("id")
                    && rows.get(0).cells().subList(3, 8).equals(TableFormat.FACTS);
        }

        /** Returns whether one cell repeats the other, like an untranslated name. */
        private static boolean isCopied(String one, String other) {
            return one.strip().contains(other.strip()) || other.strip().contains(one.strip());
        }

        /** Returns the doubt whether the first row contains texts or unknown column names, or a title has texts. */
        Optional<String> unclearHeading(int chinese, int english) {
            if (heading < 0) {
                return isLikeHeading(chinese, english) && !hasNumbers()
                        ? Optional.of("does not show if its first row contains column names")
                        : Optional.empty();
            }
            boolean isPair = rows.subList(0, heading).stream()
                    .anyMatch(row ->
                            ColumnContent.isChinese(row.cell(chinese)) && ColumnContent.isLatin(row.cell(english)));
            return isPair ? Optional.of("has texts above the column names") : Optional.empty();
        }

        /** Returns whether the first row has a text in another language than the cells below it. */
        boolean isLikeHeading(int chinese, int english) {
            Table.Row first = rows.get(0);
            List<Table.Row> below = rows.subList(1, rows.size());
            return !below.isEmpty()
                    && !isCopied(first.cell(chinese), first.cell(english))
                    && ((ColumnContent.isLatin(first.cell(chinese))
                                    && ColumnContent.of(below, chinese).isChinese())
                            || (ColumnContent.isChinese(first.cell(english))
                                    && ColumnContent.of(below, english).isLatin()));
        }

        /** Returns whether a column has a number in the first row and numbers below it. */
        private boolean hasNumbers() {
            return IntStream.range(0, contents.size())
                    .anyMatch(i -> ColumnContent.isNumber(rows.get(0).cell(i))
                            && contents.get(i).isNumeric());
        }
    }
}
