package duiqi.exchange.table;

import duiqi.exchange.Table;
import duiqi.text.Direction;
import duiqi.text.FormatException;
import duiqi.text.Language;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Finds the Chinese and the English column of a table by the column names and by the content of the first rows. Names
 * and content must agree. Rejects a table that leaves doubt, because a wrong choice would make wrong units. Immutable.
 *
 * @param sample the columns of the table
 * @param wanted the columns to find
 */
record ColumnFinder(ColumnCandidates.ColumnSample sample, Wanted wanted) {
    /** Minimum number of texts that show that given columns are exchanged, or that a Chinese column is not Chinese. */
    private static final int MIN_TEXTS = 3;

    /**
     * Describes the columns to find. Immutable.
     *
     * @param choice columns that the user gives
     * @param usual languages of the texts if the table does not name them
     * @param areTerms true for a glossary, which has term, translation and comment if it has no column names
     */
    record Wanted(Table.Choice choice, Direction usual, boolean areTerms) {}

    /**
     * Holds the result of the search. Immutable.
     *
     * @param columns the columns; empty if they are not found
     * @param problem clause that states the reason, with a list of the columns
     * @param remedy instruction that corrects the problem
     * @param isDoubt true if the table seems to contain both languages
     */
    record Finding(Optional<TableColumns> columns, String problem, String remedy, boolean isDoubt) {
        static Finding of(TableColumns columns) {
            return new Finding(Optional.of(columns), "", "", false);
        }
    }

    /**
     * Finds the columns.
     *
     * @param rows first rows of the table that are not blank, at least one
     * @throws FormatException if the table contradicts the columns that the user gives
     */
    static Finding find(List<Table.Row> rows, Wanted wanted) throws FormatException {
        int heading = wanted.choice().heading(rows).orElseGet(() -> ColumnHeading.headingRow(rows));
        ColumnFinder finder = new ColumnFinder(ColumnCandidates.ColumnSample.of(rows, heading), wanted);
        OptionalInt header = wanted.choice().header();
        if (heading < 0 && header.isPresent() && header.getAsInt() > 0) {
            throw finder.wrong("has no column names on line " + header.getAsInt() + ": " + finder.sample.list());
        }
        return wanted.choice().columns().isEmpty() ? finder.found() : Finding.of(finder.given());
    }

    private Finding found() {
        if (sample.width() < 2) {
            return refusal("has 1 column, expected 2");
        }
        if (!isChineseAndEnglish() && (ColumnHeading.texts(sample.names()) >= 2 || !sample.hasNames())) {
            return otherLanguages();
        }
        ColumnCandidates inChinese = new ColumnCandidates(sample, true, wanted.areTerms());
        ColumnCandidates inEnglish = new ColumnCandidates(sample, false, wanted.areTerms());
        ColumnCandidates.Found chinese = inChinese.fromHeadings();
        ColumnCandidates.Found english = inEnglish.fromHeadings();
        Optional<String> doubt = chinese.doubt().or(english::doubt);
        if (doubt.isPresent()) {
            return refusal(doubt.get());
        }
        if (isForeign(chinese, english)) {
            return otherLanguages();
        }
        chinese = chinese.isEmpty() ? inChinese.fromContents(english) : chinese;
        english = english.isEmpty() ? inEnglish.fromContents(chinese) : english;
        if (areVariants(chinese, english)) {
            return otherLanguages();
        }
        doubt = chinese.doubt().or(english::doubt);
        return doubt.isPresent() ? refusal(doubt.get()) : agreed(chinese, english);
    }

    private boolean isChineseAndEnglish() {
        return wanted.usual().isIntoChinese() || wanted.usual().isIntoEnglish();
    }

    /** Returns whether the column names denote translation units in other languages than Chinese and English. */
    private boolean isForeign(ColumnCandidates.Found chinese, ColumnCandidates.Found english) {
        long foreign = sample.names().stream()
                .flatMap(name -> name.column().language().stream())
                .filter(ColumnFinder::isForeign)
                .count();
        int own = (chinese.isEmpty() ? 0 : 1) + (english.isEmpty() ? 0 : 1);
        return !wanted.areTerms() && own < 2 && foreign > 0 && foreign + own >= 2;
    }

    /** Returns whether the names denote only variants of one language, for example en-US and en-GB. */
    private boolean areVariants(ColumnCandidates.Found chinese, ColumnCandidates.Found english) {
        List<Integer> only = english.isEmpty() ? chinese.columns() : english.columns();
        return !wanted.areTerms()
                && (chinese.isEmpty() || english.isEmpty())
                && only.stream()
                                .flatMap(i -> sample.named(i).language().stream())
                                .distinct()
                                .count()
                        >= 2;
    }

    private static boolean isForeign(Language language) {
        return !language.isChinese() && !language.isEnglish();
    }

    /** Returns the columns if their names and contents agree. */
    private Finding agreed(ColumnCandidates.Found chinese, ColumnCandidates.Found english) {
        return contradiction(chinese.first(), english.first())
                .or(() -> unclearHeading(chinese.first(), english.first()))
                .map(this::refusal)
                .orElseGet(() -> Finding.of(sample.columns(accepted(chinese, english))));
    }

    /** Returns the contradiction between the names and the contents of the text columns. */
    private Optional<String> contradiction(int chinese, int english) {
        if (isOwnTable()) {
            return Optional.empty();
        }
        Optional<Integer> foreign = Stream.of(chinese, english)
                .filter(i -> sample.contents().get(i).isForeign()
                        || (i == english && sample.named(i).language().isEmpty() && isAccented(i)))
                .findFirst();
        if (foreign.isPresent()) {
            return Optional.of("contains another language than Chinese and English, " + sample.label(foreign.get()));
        }
        if (sample.contents().get(chinese).isNumeric()
                && sample.contents().get(english).isNumeric()) {
            return Optional.of("contains no Chinese in the column of the Chinese texts, " + sample.label(chinese));
        }
        if (isConstant(chinese) != isConstant(english)) {
            return Optional.of("has the same text in all rows of the column "
                    + sample.label(isConstant(chinese) ? chinese : english));
        }
        List<Table.Row> different = sample.texts()
                .filter(row -> !isCopied(row.cell(chinese), row.cell(english)))
                .toList();
        TableColumns.ColumnContent chineseContent = TableColumns.ColumnContent.of(different, chinese);
        TableColumns.ColumnContent englishContent = TableColumns.ColumnContent.of(different, english);
        if (englishContent.isChinese() && !englishContent.isLatin()) {
            return Optional.of("contains Chinese in the column of the English texts, " + sample.label(english));
        }
        if (chineseContent.isLatin() && chineseContent.han() == 0 && chineseContent.phrases() >= MIN_TEXTS) {
            return Optional.of("contains no Chinese in the column of the Chinese texts, " + sample.label(chinese));
        }
        return Optional.empty();
    }

    private boolean isConstant(int column) {
        List<String> cells = sample.texts()
                .map(row -> row.cell(column).strip())
                .filter(cell -> !cell.isEmpty())
                .toList();
        return cells.size() >= 2 * MIN_TEXTS && cells.stream().distinct().count() == 1;
    }

    private boolean isAccented(int column) {
        return TableColumns.ColumnContent.areAccented(
                sample.texts().map(row -> row.cell(column)).toList());
    }

    /** Returns whether the table has exactly the column names that {@link TableFormat} writes. */
    private boolean isOwnTable() {
        return sample.heading() == 0
                && sample.headings().size() == 8
                && sample.headings().get(0).equals("id")
                && sample.headings().subList(3, 8).equals(TableFormat.FACTS);
    }

    /** Returns whether one cell repeats the other, like an untranslated name. */
    private static boolean isCopied(String one, String other) {
        return one.strip().contains(other.strip()) || other.strip().contains(one.strip());
    }

    /** Returns the doubt about the first row, which may have texts or unknown column names, or about titles with texts. */
    private Optional<String> unclearHeading(int chinese, int english) {
        if (!sample.hasNames()) {
            return isLikeHeading(chinese, english) && !hasNumbers()
                    ? Optional.of("does not show if its first row contains column names")
                    : Optional.empty();
        }
        boolean isPair = sample.rows().subList(0, sample.heading()).stream()
                .anyMatch(row -> TableColumns.ColumnContent.isChinese(row.cell(chinese))
                        && TableColumns.ColumnContent.isLatin(row.cell(english)));
        return isPair ? Optional.of("has texts above the column names") : Optional.empty();
    }

    /** Returns whether the first row has a text in another language than the cells below it. */
    private boolean isLikeHeading(int chinese, int english) {
        Table.Row first = sample.rows().get(0);
        List<Table.Row> below = sample.rows().subList(1, sample.rows().size());
        return !below.isEmpty()
                && !isCopied(first.cell(chinese), first.cell(english))
                && ((TableColumns.ColumnContent.isLatin(first.cell(chinese))
                                && TableColumns.ColumnContent.of(below, chinese).isChinese())
                        || (TableColumns.ColumnContent.isChinese(first.cell(english))
                                && TableColumns.ColumnContent.of(below, english).isLatin()));
    }

    /** Returns whether a column has a number in the first row and numbers below it. */
    private boolean hasNumbers() {
        return IntStream.range(0, sample.width())
                .anyMatch(i ->
                        TableColumns.ColumnContent.isNumber(sample.rows().get(0).cell(i))
                                && sample.contents().get(i).isNumeric());
    }

    private List<TableColumns.TableColumn> accepted(ColumnCandidates.Found chinese, ColumnCandidates.Found english) {
        boolean hasRoles = isRole(chinese.first()) && isRole(english.first());
        List<TableColumns.TableColumn> columns = new ArrayList<>();
        for (int i = 0; i < sample.width(); i++) {
            TableColumns.TableColumn named = sample.named(i);
            if (chinese.columns().contains(i) || english.columns().contains(i)) {
                Language language = chinese.columns().contains(i)
                        ? wanted.usual().chinese()
                        : wanted.usual().english();
                columns.add(hasRoles || named.language().isPresent() ? named : TableColumns.TableColumn.in(language));
            } else {
                boolean isForeign =
                        named.language().filter(ColumnFinder::isForeign).isPresent();
                columns.add(isForeign ? named : sample.other(i));
            }
        }
        return columns;
    }

    private boolean isRole(int column) {
        return sample.named(column).isText() && sample.named(column).language().isEmpty();
    }

    /** Returns the columns of a table in other languages than Chinese and English, which only names can show. */
    private Finding otherLanguages() {
        if (sample.hasNames()) {
            return ColumnHeading.texts(sample.names()) >= 2
                    ? Finding.of(sample.columns(
                            sample.names().stream().map(ColumnHeading::column).toList()))
                    : refusal("names only one text column");
        }
        if (IntStream.of(0, 1).anyMatch(i -> sample.contents().get(i).isNumeric())) {
            return refusal("has numbers in its first two columns");
        }
        List<TableColumns.TableColumn> unnamed = new ArrayList<>(List.of(
                TableColumns.TableColumn.of(TableColumns.TableColumn.Kind.SOURCE),
                TableColumns.TableColumn.of(TableColumns.TableColumn.Kind.TARGET)));
        IntStream.range(2, sample.width()).mapToObj(sample::other).forEach(unnamed::add);
        return Finding.of(sample.columns(unnamed));
    }

    /** Returns a refusal with the columns and their first texts. */
    private Finding refusal(String problem) {
        boolean isDoubt = sample.contents().stream().anyMatch(content -> content.isChinese() && content.isText())
                && sample.contents().stream().anyMatch(content -> content.isLatin() && content.isText());
        return new Finding(
                Optional.empty(),
                problem + ": " + sample.list(),
                sample.width() < 2
                        ? "put the source and the target into separate columns"
                        : "give the columns, for example --columns zh=A,en=B",
                isDoubt);
    }

    /** Returns the columns that the user gives. */
    private TableColumns given() throws FormatException {
        TableColumns given = givenIn(sample);
        // A first row in other languages than the rest has the names of given columns.
        Table.TextColumns texts = given.texts(sample.rows());
        boolean isNamed = !sample.hasNames()
                && wanted.choice().header().isEmpty()
                && isLikeHeading(texts.chinese(), texts.english());
        return isNamed ? givenIn(ColumnCandidates.ColumnSample.of(sample.rows(), 0)) : given;
    }

    /** Returns the columns that the user gives in a sample. The other columns keep their names. */
    private TableColumns givenIn(ColumnCandidates.ColumnSample given) throws FormatException {
        List<TableColumns.TableColumn> columns = new ArrayList<>();
        IntStream.range(0, given.width()).mapToObj(given::other).forEach(columns::add);
        for (Map.Entry<String, String> one : wanted.choice().columns().entrySet()) {
            OptionalInt index = wanted.choice().index(one.getValue(), given.headings(), given.width());
            if (index.isEmpty()) {
                throw wrong("has no column " + one.getValue() + ": " + given.list());
            }
            columns.set(index.getAsInt(), column(one.getKey(), given.named(index.getAsInt())));
        }
        if (columns.stream().filter(TableColumns.TableColumn::isText).count() < 2) {
            throw wrong("has fewer than two text columns with the fields "
                    + String.join(", ", wanted.choice().columns().keySet()));
        }
        requireLanguages(columns, given);
        return given.columns(columns);
    }

    /** Returns the column of a given field. The name of a column may say more than zh or en. */
    private static TableColumns.TableColumn column(String field, TableColumns.TableColumn named) {
        TableColumns.TableColumn given = ColumnHeading.of(field).column();
        boolean isSame = field.length() == 2
                && given.language()
                        .flatMap(language -> named.language().filter(language::isSameAs))
                        .isPresent();
        return isSame ? named : given;
    }

    /** Rejects given columns that have their languages exchanged. */
    private void requireLanguages(List<TableColumns.TableColumn> columns, ColumnCandidates.ColumnSample given)
            throws FormatException {
        for (int i = 0; i < columns.size(); i++) {
            Optional<Language> language = columns.get(i).language();
            TableColumns.ColumnContent content = given.contents().get(i);
            boolean isWrong = language.isPresent()
                    && (language.get().isChinese()
                            ? content.han() == 0 && content.latin() > 0
                            : language.get().isEnglish() && content.isChinese());
            if (isWrong && content.cells() >= MIN_TEXTS) {
                throw wrong(
                        "column " + given.label(i) + " is not " + language.get().displayName() + ": " + given.list());
            }
        }
    }

    private FormatException wrong(String problem) {
        return new FormatException(sample.rows().get(0).location(), problem, "correct --columns");
    }
}
