package duiqi.exchange.table;

import duiqi.exchange.Table;
import duiqi.text.Language;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * Holds the columns of a table. Immutable.
 *
 * @param columns columns from left to right
 * @param skipped number of rows above the texts: titles and headings
 * @param headings cells of the row with the column names; none if there is no such row
 */
record TableColumns(List<TableColumn> columns, int skipped, List<String> headings) {
    TableColumns {
        columns = List.copyOf(columns);
        headings = List.copyOf(headings);
    }

    /** Returns the column of a cell. Columns without a name are properties. */
    TableColumn column(int index) {
        return index < columns.size() && !isNameless(columns.get(index))
                ? columns.get(index)
                : TableColumn.property("column-" + (index + 1));
    }

    private static boolean isNameless(TableColumn column) {
        return column.kind() == TableColumn.Kind.PROPERTY && column.name().isEmpty();
    }

    /** Returns whether a row repeats the column names, as at the top of each printed page. */
    boolean isHeading(Table.Row row) {
        return !headings.isEmpty() && row.cells().equals(headings);
    }

    /** Returns the text in the column named source or target; empty if the columns have language names. */
    Optional<String> text(Table.Row row, TableColumn.Kind kind) {
        for (int i = 0; i < columns.size(); i++) {
            if (columns.get(i).kind() == kind) {
                return Optional.of(row.cell(i));
            }
        }
        return Optional.empty();
    }

    /**
     * Returns the columns of a table with Chinese and English texts.
     *
     * @param rows rows that show which of the columns source and target is Chinese
     */
    Table.TextColumns texts(List<Table.Row> rows) {
        int chinese = textIn(true, rows);
        int english = textIn(false, rows);
        Map<Integer, String> others = new HashMap<>();
        for (int i = 0; i < columns.size(); i++) {
            TableColumn column = columns.get(i);
            String name = switch (column.kind()) {
                case ID -> "id";
                case NOTE -> "note";
                case PROPERTY -> column.name();
                default -> i < headings.size() ? headings.get(i).strip() : "";
            };
            if (i != chinese && i != english && !name.isEmpty()) {
                others.put(i, name);
            }
        }
        return new Table.TextColumns(chinese, english, others);
    }

    private int textIn(boolean isChinese, List<Table.Row> rows) {
        List<Integer> texts = IntStream.range(0, columns.size())
                .filter(i -> columns.get(i).isText())
                .boxed()
                .toList();
        Optional<Integer> named = texts.stream()
                .filter(i -> columns.get(i)
                        .language()
                        .filter(language -> isChinese ? language.isChinese() : language.isEnglish())
                        .isPresent())
                .findFirst();
        Comparator<Integer> byHan = Comparator.comparing(i -> rows.stream()
                .filter(row -> ColumnContent.isChinese(row.cell(i)))
                .count());
        return named.or(() -> texts.stream()
                        .filter(i -> columns.get(i).language().isEmpty())
                        .max(isChinese ? byHan : byHan.reversed()))
                .orElse(0);
    }

    /**
     * Returns the language of the first column with a language name. Used if the other column is named source or
     * target.
     */
    Optional<Language> onlyLanguage() {
        return columns.stream().flatMap(column -> column.language().stream()).findFirst();
    }

    /**
     * Describes a column of a table. Immutable.
     *
     * @param kind kind of content
     * @param name property type; an empty text for other kinds
     * @param language language in the column name; empty if there is none
     */
    record TableColumn(Kind kind, String name, Optional<Language> language) {
        enum Kind {
            SOURCE,
            TARGET,
            /** Texts in the language of the column name. */
            TEXT,
            ID,
            CREATED,
            CHANGED,
            AUTHOR,
            NOTE,
            /** Properties as {@link TableFormat.PropertyJson}; {@code source} and {@code target} hold those of the texts. */
            PROPERTIES,
            PROPERTY
        }

        /** Returns a property column with a type; an empty type denotes a column without a name. */
        static TableColumn property(String type) {
            return new TableColumn(Kind.PROPERTY, type, Optional.empty());
        }

        static TableColumn of(Kind kind) {
            return new TableColumn(kind, "", Optional.empty());
        }

        /** Returns a column with texts in a language. */
        static TableColumn in(Language language) {
            return new TableColumn(Kind.TEXT, "", Optional.of(language));
        }

        /** Returns whether the column contains source or target texts. */
        boolean isText() {
            return kind == Kind.SOURCE || kind == Kind.TARGET || kind == Kind.TEXT;
        }
    }

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

        /** Minimum number of cells with accents that can show another language than English. */
        private static final int MIN_ACCENTED = 3;

        /** Number of Latin letters that one Han character counts as. */
        private static final int LETTERS_PER_HAN = 3;

        private static final Pattern NUMBER = Pattern.compile("[\\p{N}\\p{P}\\p{S}\\s]*\\p{N}[\\p{N}\\p{P}\\p{S}\\s]*");

        /** A date or time with letters, as {@code 2026-11-24T08:00:00Z} or 2026年11月24日. */
        private static final Pattern DATE =
                Pattern.compile("\\d{4}[-/.年]\\d{1,2}[-/.月]\\d{1,2}日?([T ]?\\d{1,2}[:时].*)?|\\d{1,2}月\\d{1,2}日");

        private static final Pattern KEY = Pattern.compile("(?=.*[._/:\\\\@#0-9-])[\\p{ASCII}&&\\S]+"
                + "|[a-z]+[A-Z]\\w*|[A-Z0-9]+_\\w*|https?:\\S+|\\S+@\\S+|(?i:zh|en|ja|ko|cn)");

        /** Syllables with a vowel that has the mark of one of the four tones. */
        private static final Pattern PINYIN =
                Pattern.compile("(?i)(?=.*[āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ])[a-zāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜü'’ ,-]+");

        private static final Pattern ACCENTED =
                Pattern.compile(".*[\\p{IsLatin}&&\\P{ASCII}&&[^ａ-ｚＡ-Ｚ]].*", Pattern.DOTALL);

        private static final Pattern PHRASE =
                Pattern.compile(".*\\p{IsLatin}\\P{L}*\\s\\P{L}*\\p{IsLatin}.*", Pattern.DOTALL);

        /** Returns the content of a column of some rows. */
        static ColumnContent of(List<String> column) {
            List<String> cells = column.stream()
                    .map(String::strip)
                    .filter(cell -> !cell.isEmpty())
                    .toList();
            List<String> words = cells.stream().filter(cell -> !isNumber(cell)).toList();
            List<Letters> letters = words.stream().map(Letters::of).toList();
            int han = (int) letters.stream().filter(Letters::isChinese).count();
            int foreign = (int) letters.stream().filter(Letters::isForeign).count();
            List<String> latin = IntStream.range(0, words.size())
                    .filter(i -> letters.get(i).isLatin())
                    .mapToObj(words::get)
                    .toList();
            int phrases = count(latin, PHRASE);
            int keys = count(latin, KEY);
            int pinyin = count(latin, PINYIN);
            long hanLetters = letters.stream().mapToLong(Letters::han).sum();
            long latinLetters = letters.stream()
                    .filter(one -> one.han() > 0)
                    .mapToLong(Letters::latin)
                    .sum();
            long distinct = cells.stream()
                    .map(cell -> cell.toLowerCase(Locale.ROOT))
                    .distinct()
                    .count();
            boolean isLabel = cells.size() >= MIN_LABELS && distinct <= Math.max(2, cells.size() / 4);
            boolean isKey =
                    han == 0 && !latin.isEmpty() && (5 * keys >= 4 * latin.size() || 2 * pinyin >= latin.size());
            boolean isBoth = han > 0 && latinLetters > LETTERS_PER_HAN * hanLetters;
            return new ColumnContent(cells.size(), han, latin.size(), foreign, phrases, isLabel, isKey, isBoth);
        }

        private static int count(List<String> cells, Pattern form) {
            return (int)
                    cells.stream().filter(cell -> form.matcher(cell).matches()).count();
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
            return Letters.of(cell).isChinese();
        }

        /** Returns whether a cell contains Latin letters and no Han characters. */
        static boolean isLatin(String cell) {
            return Letters.of(cell).isLatin();
        }

        /** Returns whether many of some cells have accents, which English seldom has. */
        static boolean areAccented(List<String> cells) {
            List<String> latin = cells.stream().filter(ColumnContent::isLatin).toList();
            int accented = count(latin, ACCENTED);
            return accented >= MIN_ACCENTED && 3 * accented >= latin.size();
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

        /** Returns whether many cells are in other languages than Chinese and English. */
        boolean isForeign() {
            return foreign >= 2 && 5 * foreign >= cells;
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

            boolean isChinese() {
                return han > 0 && !isForeign();
            }

            boolean isLatin() {
                return latin > 0 && han == 0 && !isForeign();
            }

            /** Returns whether the text is in another language than Chinese and English. */
            boolean isForeign() {
                return kana * 5 > han || (other > 0 && other >= latin + LETTERS_PER_HAN * han);
            }
        }
    }
}
