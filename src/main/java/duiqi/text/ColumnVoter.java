package duiqi.text;

import duiqi.text.ColumnName.Role;
import duiqi.text.ColumnName.Stage;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Decides which columns of a table contain the Chinese and the English texts. The name and the content of each column
 * vote: the name of a language counts more than {@code Source} or 译文, and these more than the content alone. A
 * revision counts more than its draft. Immutable.
 *
 * @param names names of the columns; none has a meaning if the table has no row of names
 * @param rows first rows below the names
 * @param contents contents of the columns in these rows
 */
public record ColumnVoter(List<ColumnName> names, List<List<String>> rows, List<Content> contents) {
    /** Votes of a column for a language. */
    private static final int NAMED = 5;

    private static final int ROLE = 4;

    /** A column such as 源语言 that has only names of languages, beside one with texts. */
    private static final int CODES = 3;

    private static final int CONTENT = 2;

    /** A column that fills less than half of the rows has comments if there is another one; 审校 may have names. */
    private static final int SPARSE = 1;

    /** Number of rows that may contain titles above the names. */
    private static final int MAX_TITLES = 10;

    private static final Pattern WORD_BREAK = Pattern.compile("[^\\p{L}\\p{N}]+|(?<=\\p{IsHan})|(?=\\p{IsHan})");

    /** Difference of the shares of Chinese cells from which one of two columns with both languages is Chinese. */
    private static final double MIN_DIFFERENCE = 0.3;

    public ColumnVoter {
        names = List.copyOf(names);
        rows = List.copyOf(rows);
        contents = List.copyOf(contents);
    }

    /**
     * Returns the votes of a table.
     *
     * @param headings names of the columns; an empty list if the table has none
     * @param sample first rows below the names
     */
    public static ColumnVoter of(List<String> headings, List<List<String>> sample) {
        return ofNames(headings.stream().map(ColumnName::of).toList(), sample);
    }

    /** Returns the votes of a table whose names have these meanings. */
    public static ColumnVoter ofNames(List<ColumnName> names, List<List<String>> sample) {
        int width = Math.max(names.size(), width(sample));
        return new ColumnVoter(
                IntStream.range(0, width)
                        .mapToObj(i -> i < names.size() ? names.get(i) : ColumnName.NONE)
                        .toList(),
                sample,
                IntStream.range(0, width)
                        .mapToObj(i -> Content.of(
                                sample.stream().map(row -> cell(row, i)).toList()))
                        .toList());
    }

    /** Returns the votes of a table with the row of names that {@link #headingRow} finds. */
    public static ColumnVoter of(List<List<String>> rows) {
        int heading = headingRow(rows);
        return ofNames(names(rows, heading), rows.subList(heading + 1, rows.size()));
    }

    private static int width(List<List<String>> rows) {
        return rows.stream().mapToInt(List::size).max().orElse(0);
    }

    private static String cell(List<String> row, int column) {
        return column < row.size() ? row.get(column).strip() : "";
    }

    /**
     * Returns the names of the columns in a row. A blank cell has the name in the merged row above it.
     *
     * @param heading index of the row; -1 for none
     */
    public static List<ColumnName> names(List<List<String>> rows, int heading) {
        if (heading < 0) {
            return List.of();
        }
        boolean isMerged = heading > 0 && isHeading(rows.get(heading - 1));
        return IntStream.range(0, width(rows))
                .mapToObj(i ->
                        cell(rows.get(isMerged && cell(rows.get(heading), i).isEmpty() ? heading - 1 : heading), i))
                .map(ColumnName::of)
                .toList();
    }

    /** Returns the index of the last row with names of columns; -1 if there is none. */
    public static int headingRow(List<List<String>> rows) {
        int heading = IntStream.range(0, Math.min(MAX_TITLES, rows.size()))
                .filter(i -> isHeading(rows.get(i)) && !recurs(rows, i))
                .findFirst()
                .orElse(isNumbered(rows) ? 0 : -1);
        while (heading >= 0
                && heading + 1 < rows.size()
                && texts(rows.get(heading + 1)) >= 2
                && !recurs(rows, heading + 1)) {
            heading++;
        }
        return heading;
    }

    /** Returns whether a row beside it repeats the names of texts, so that they are values such as language codes. */
    private static boolean recurs(List<List<String>> rows, int row) {
        List<String> cells = rows.get(row);
        List<Integer> texts = IntStream.range(0, cells.size())
                .filter(i -> ColumnName.of(cells.get(i)).isText())
                .boxed()
                .toList();
        return texts.size() >= 2
                && IntStream.of(row == 0 ? 1 : row - 1, row + 1)
                        .filter(other -> other < rows.size())
                        .mapToObj(rows::get)
                        .anyMatch(other -> !other.equals(cells)
                                && texts.stream().allMatch(i -> cell(other, i).equals(cell(cells, i))));
    }

    /** Returns whether a column has a word in the first row and numbers below it, so that the word is its name. */
    private static boolean isNumbered(List<List<String>> rows) {
        if (rows.size() < 3) {
            return false;
        }
        List<List<String>> below = rows.subList(1, rows.size());
        return IntStream.range(0, rows.get(0).size())
                .filter(i -> !cell(rows.get(0), i).isEmpty() && !Content.isNumber(cell(rows.get(0), i)))
                .mapToObj(
                        i -> Content.of(below.stream().map(row -> cell(row, i)).toList()))
                .anyMatch(content -> content.isNumeric() && content.cells() >= Math.max(2, below.size() / 2));
    }

    /** Returns the number of different columns with texts that a row names. */
    private static long texts(List<String> row) {
        return row.stream()
                .map(ColumnName::of)
                .filter(ColumnName::isText)
                .map(name -> name.role() + " " + name.language() + name.stage())
                .distinct()
                .count();
    }

    /**
     * Returns whether a row contains names of columns. A word and its translation name the same column, so a row of a
     * glossary names at most one in both languages.
     */
    public static boolean isHeading(List<String> row) {
        List<String> cells = row.stream().filter(cell -> !cell.isBlank()).toList();
        List<ColumnName> names = cells.stream().map(ColumnName::of).toList();
        long texts = texts(cells);
        if (texts >= 2) {
            return true;
        }
        // A row such as "Sentence, 翻译" names the same pair of columns as "原文, 译文".
        boolean isPair = names.size() == 2 && names.stream().anyMatch(name -> name.role() == Role.PLAIN);
        long others = names.stream()
                .filter(name -> name.isKnown() && !name.isText())
                .map(name -> name.role() + " " + name.stage())
                .distinct()
                .count();
        boolean isOneScript =
                cells.stream().allMatch(Content::isEnglish) || cells.stream().allMatch(Content::isChinese);
        return (isPair && texts == 1)
                || (texts + others >= 2
                        && (cells.size() > 2 || isOneScript)
                        && 2 * names.stream().filter(ColumnName::isKnown).count() >= cells.size()
                        && cells.stream().noneMatch(Content::isNumber));
    }

    private boolean hasNames() {
        return names.stream().anyMatch(name -> !name.name().isEmpty());
    }

    /**
     * Holds the columns of one language. Immutable.
     *
     * @param columns indices from left to right; several for simplified and traditional Chinese, for example
     * @param doubt clause that states why the columns are not clear; empty if they are
     */
    public record Choice(List<Integer> columns, Optional<String> doubt) {
        public Choice {
            columns = List.copyOf(columns);
        }

        /** Returns whether the columns are clear. */
        public boolean isClear() {
            return doubt.isEmpty();
        }

        /** Returns the first of the columns. */
        public int first() {
            return columns.get(0);
        }
    }

    /**
     * Returns the columns with Chinese or English texts.
     *
     * @param isChinese true for Chinese, false for English
     */
    public Choice choice(boolean isChinese) {
        String language = isChinese ? "Chinese" : "English";
        List<Integer> best = best(isChinese);
        if (best.isEmpty()) {
            return new Choice(best, Optional.of("has no " + language + " column"));
        }
        boolean areNamed = best.stream().allMatch(i -> names.get(i).language().isPresent());
        Map<String, List<Integer>> varieties = best.stream()
                .collect(Collectors.groupingBy(
                        i -> areNamed ? names.get(i).language().toString() : ""));
        List<Integer> last = varieties.values().stream()
                .flatMap(same -> last(same).stream())
                .sorted()
                .toList();
        boolean isUnclear = last.size() < varieties.size() || hasUnknownRevision(last, isChinese);
        return new Choice(
                isUnclear ? best : last,
                isUnclear ? Optional.of("has two " + language + " columns") : Optional.empty());
    }

    /** Returns the columns with the most votes. Some may be drafts. */
    private List<Integer> best(boolean isChinese) {
        int[] votes =
                IntStream.range(0, names.size()).map(i -> vote(i, isChinese)).toArray();
        int most = IntStream.of(votes).max().orElse(0);
        if (most == 0) {
            return hasNames() ? List.of() : mixed(isChinese);
        }
        // A column that is only named 审校 may contain the revision of a column that is named 英文.
        return columns(i -> votes[i] == most || (votes[i] == ROLE && !isUnnamed(i)));
    }

    /** Returns whether a column with an unknown name may contain the revision of a draft. */
    private boolean hasUnknownRevision(List<Integer> texts, boolean isChinese) {
        return texts.stream().anyMatch(i -> names.get(i).stage() == Stage.DRAFT)
                && !columns(i -> !names.get(i).isKnown() && contents.get(i).isText() && isIn(i, isChinese))
                        .isEmpty();
    }

    private List<Integer> columns(Predicate<Integer> condition) {
        return IntStream.range(0, names.size()).boxed().filter(condition).toList();
    }

    private boolean isUnnamed(int column) {
        return names.get(column).stage() == Stage.UNNAMED;
    }

    private boolean isIn(int column, boolean isChinese) {
        return isChinese
                ? contents.get(column).isChinese()
                : contents.get(column).isEnglish();
    }

    private int vote(int column, boolean isChinese) {
        ColumnName name = names.get(column);
        Content content = contents.get(column);
        if (name.language().isPresent()) {
            Language language = name.language().get();
            return (isChinese ? language.isChinese() : language.isEnglish()) ? NAMED : 0;
        }
        if (name.isText() && (isIn(column, isChinese) || isComplement(column, isChinese))) {
            return hasCodes(column) ? CODES : ROLE;
        }
        if (name.isText() || name.isOther() || !content.isText() || !isIn(column, isChinese)) {
            return 0;
        }
        if (!isUnnamed(column)) {
            return isVersion(column) ? ROLE : SPARSE;
        }
        return 2 * content.cells() >= rows.size() ? CONTENT : SPARSE;
    }

    /** Returns whether another column has texts like those of this one, which may also have the names of reviewers. */
    private boolean isVersion(int column) {
        return !columns(other -> other != column
                        && 2
                                        * rows.stream()
                                                .filter(row -> isLike(cell(row, column), cell(row, other)))
                                                .count()
                                >= rows.size())
                .isEmpty();
    }

    /** Returns whether two texts have a word or a Chinese character in common. */
    private static boolean isLike(String one, String other) {
        Set<String> words = new HashSet<>(List.of(WORD_BREAK.split(one.toLowerCase(Locale.ROOT))));
        words.remove("");
        return Stream.of(WORD_BREAK.split(other.toLowerCase(Locale.ROOT))).anyMatch(words::contains);
    }

    private boolean hasCodes(int column) {
        return contents.get(column).isLabel()
                || rows.stream()
                        .map(row -> cell(row, column))
                        .allMatch(
                                cell -> cell.isEmpty() || LanguageName.of(cell).isPresent());
    }

    /** Returns whether a column without texts is in the language because its counterpart is in the other one. */
    private boolean isComplement(int column, boolean isChinese) {
        Content content = contents.get(column);
        return !content.isChinese()
                && !content.isEnglish()
                && !content.isNumeric()
                && !content.isForeign()
                && !columns(i -> names.get(i).isText()
                                && names.get(i).role() != names.get(column).role()
                                && names.get(i)
                                        .language()
                                        .map(language -> isChinese ? language.isEnglish() : language.isChinese())
                                        .orElseGet(() -> isIn(i, !isChinese)))
                        .isEmpty();
    }

    /** Returns the last version of a text; empty if that is not clear. A revision with gaps may have only changes. */
    private Optional<Integer> last(List<Integer> same) {
        for (Stage stage : List.of(Stage.REVIEWED, Stage.UNNAMED, Stage.DRAFT)) {
            List<Integer> versions =
                    same.stream().filter(i -> names.get(i).stage() == stage).toList();
            if (!versions.isEmpty()) {
                return Optional.of(versions.get(0))
                        .filter(i -> versions.size() == 1
                                && rows.stream()
                                        .allMatch(row -> !cell(row, i).isEmpty()
                                                || same.stream()
                                                        .allMatch(j ->
                                                                cell(row, j).isEmpty())));
            }
        }
        return Optional.empty();
    }

    /** Returns the column of two without names that contains clearly more or clearly less Chinese than the other. */
    private List<Integer> mixed(boolean isChinese) {
        List<Integer> texts = columns(i -> contents.get(i).isText());
        if (texts.size() != 2) {
            return List.of();
        }
        double difference =
                contents.get(texts.get(0)).share() - contents.get(texts.get(1)).share();
        Content english = contents.get(texts.get(difference > 0 ? 1 : 0));
        return Math.abs(difference) < MIN_DIFFERENCE || english.english() <= english.foreign()
                ? List.of()
                : List.of(texts.get(difference > 0 == isChinese ? 0 : 1));
    }

    /**
     * Describes the cells of a column. Immutable.
     *
     * @param cells number of cells that are not blank
     * @param chinese number of Chinese cells
     * @param english number of cells with Latin letters and without Han characters
     * @param foreign number of cells in another language
     * @param phrases number of English cells with several words
     * @param isLabel true if few texts recur, as in a column of statuses
     * @param isKey true if the cells are names of a program, for example {@code menu.file.open}, addresses or pinyin
     * @param isConstant true if all of many cells have the same text
     */
    public record Content(
            int cells,
            int chinese,
            int english,
            int foreign,
            int phrases,
            boolean isLabel,
            boolean isKey,
            boolean isConstant) {
        /** Minimum number of cells that can show that few texts recur. */
        private static final int MIN_LABELS = 6;

        /** Number of Latin letters that one Han character counts as. */
        private static final int LETTERS_PER_HAN = 3;

        /** Numbers, signs, dates and times. */
        private static final Pattern NUMBER = Pattern.compile("[\\p{N}\\p{P}\\p{S}\\s]*\\p{N}[\\p{N}\\p{P}\\p{S}\\s]*"
                + "|\\d{4}[-/.年]\\d{1,2}[-/.月]\\d{1,2}日?([T ]?\\d{1,2}[:时].*)?|\\d{1,2}月\\d{1,2}日");

        private static final Pattern KEY = Pattern.compile("(?=.*[._/:\\\\@#0-9-])[\\p{ASCII}&&\\S]+"
                + "|[a-z]+[A-Z]\\w*|[A-Z0-9]+_\\w*|https?:\\S+|\\S+@\\S+|(?i:zh|en|ja|ko|cn)");

        /** Syllables with a vowel that has the mark of one of the four tones. */
        private static final Pattern PINYIN =
                Pattern.compile("(?i)(?=.*[āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ])[a-zāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜü'’ ,-]+");

        private static final Pattern PHRASE =
                Pattern.compile(".*\\p{IsLatin}\\P{L}*\\s\\P{L}*\\p{IsLatin}.*", Pattern.DOTALL);

        static Content of(List<String> column) {
            List<String> cells = column.stream()
                    .filter(cell -> !cell.isBlank())
                    .map(String::strip)
                    .toList();
            List<String> words = cells.stream().filter(cell -> !isNumber(cell)).toList();
            List<String> english = words.stream().filter(Content::isEnglish).toList();
            OtherLanguage language = new OtherLanguage();
            words.forEach(language::add);
            int chinese = count(words, Content::isChinese);
            int foreign = language.language().isPresent()
                    ? words.size()
                    : count(words, cell -> Letters.of(cell).isForeign());
            int keys = count(english, cell -> KEY.matcher(cell).matches());
            int pinyin = count(english, cell -> PINYIN.matcher(cell).matches());
            long distinct = cells.stream()
                    .map(cell -> cell.toLowerCase(Locale.ROOT))
                    .distinct()
                    .count();
            return new Content(
                    cells.size(),
                    chinese,
                    english.size(),
                    foreign,
                    count(english, cell -> PHRASE.matcher(cell).matches()),
                    cells.size() >= MIN_LABELS && distinct <= Math.max(2, cells.size() / 4),
                    chinese == 0
                            && !english.isEmpty()
                            && (5 * keys >= 4 * english.size() || 2 * pinyin >= english.size()),
                    cells.size() >= MIN_LABELS && distinct == 1);
        }

        private static int count(List<String> cells, Predicate<String> condition) {
            return (int) cells.stream().filter(condition).count();
        }

        /** Returns whether a cell is a number, a date or a sign. */
        public static boolean isNumber(String cell) {
            return NUMBER.matcher(cell.strip()).matches();
        }

        /** Returns whether a cell contains Han characters and no letters of Japanese or Korean. */
        public static boolean isChinese(String cell) {
            Letters letters = Letters.of(cell);
            return letters.han > 0 && !letters.isForeign();
        }

        /** Returns whether a cell contains Latin letters and no Han characters. */
        public static boolean isEnglish(String cell) {
            Letters letters = Letters.of(cell);
            return letters.latin > 0 && letters.han == 0 && !letters.isForeign();
        }

        private int words() {
            return chinese + english + foreign;
        }

        /** Returns the share of the cells with letters that are Chinese. */
        double share() {
            return words() == 0 ? 0 : (double) chinese / words();
        }

        /** Returns whether most cells are Chinese. */
        public boolean isChinese() {
            return chinese > 0 && 5 * words() >= cells && share() >= 0.6;
        }

        /** Returns whether most cells are in Latin letters. */
        public boolean isEnglish() {
            return english > 0 && 5 * words() >= cells && 5 * english >= 3 * words();
        }

        /** Returns whether many cells are in other languages than Chinese and English. */
        public boolean isForeign() {
            return foreign >= 2 && 5 * foreign >= cells;
        }

        /** Returns whether all cells are numbers, dates or signs. */
        public boolean isNumeric() {
            return cells > 0 && words() == 0;
        }

        /** Returns whether the column can contain the texts of a language. */
        public boolean isText() {
            return !isLabel && !isKey && words() > 0;
        }

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
    }
}
