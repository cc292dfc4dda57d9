package duiqi.exchange.table;

import duiqi.exchange.Table;
import duiqi.text.Direction;
import duiqi.text.FormatException;
import duiqi.text.Language;
import duiqi.text.UnitProperties;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.IntPredicate;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Finds the Chinese and the English column of a table by the column names and by the content of the first rows. Names
 * and content must agree. Rejects a table that leaves doubt, because a wrong choice would make wrong units. Not
 * thread-safe.
 */
final class ColumnFinder {
    /** Difference of the shares of Chinese cells from which one of two columns with both languages is Chinese. */
    private static final double MIN_DIFFERENCE = 0.3;

    /** Probabilities as {@code duiqi align} writes them: between 0 and 1, with up to six decimals. */
    private static final Pattern PROBABILITY = Pattern.compile("0(\\.\\d{1,6})?|1(\\.0{1,6})?");

    private final List<Table.Row> rows;
    private final Table.Choice choice;
    private final Direction usual;
    private final boolean areTerms;
    private final int width;
    private final int heading;
    private final List<ColumnHeading> names;
    private final List<ColumnContent> contents;
    private final ColumnContent.Columns shown;

    private ColumnFinder(List<Table.Row> rows, Table.Choice choice, Direction usual, boolean areTerms, int heading) {
        this.rows = rows;
        this.choice = choice;
        this.usual = usual;
        this.areTerms = areTerms;
        this.heading = heading;
        this.width = rows.stream().mapToInt(row -> row.cells().size()).max().orElse(0);
        this.shown = new ColumnContent.Columns(rows, heading, width);
        this.names = IntStream.range(0, width).mapToObj(this::name).toList();
        this.contents = IntStream.range(0, width)
                .mapToObj(i -> ColumnContent.of(rows.subList(heading + 1, rows.size()).stream()
                        .map(row -> row.cell(i))
                        .toList()))
                .toList();
    }

    /**
     * Finds the columns.
     *
     * @param rows first rows of the table that are not blank, at least one
     * @param choice columns that the user gives
     * @param usual languages of the texts if the table does not name them
     * @param areTerms true for a glossary, which has term, translation and comment if it has no column names
     */
    static Finding find(List<Table.Row> rows, Table.Choice choice, Direction usual, boolean areTerms)
            throws FormatException {
        int heading = choice.heading(rows).orElseGet(() -> ColumnHeading.headingRow(rows));
        ColumnFinder finder = new ColumnFinder(rows, choice, usual, areTerms, heading);
        if (choice.columns().isEmpty()) {
            return finder.found();
        }
        TableColumns chosen = finder.chosen();
        Table.TextColumns texts = chosen.texts(rows);
        // A first row in other languages than the rest has the names of given columns.
        boolean isNamed = heading < 0
                && choice.header().isEmpty()
                && new ColumnContent.Agreement(rows, heading, finder.contents, finder.shown)
                        .isLikeHeading(texts.chinese(), texts.english());
        return new Finding(
                Optional.of(isNamed ? new ColumnFinder(rows, choice, usual, areTerms, 0).chosen() : chosen),
                "",
                "",
                false);
    }

    /**
     * Holds the result of the search. Immutable.
     *
     * @param columns the columns; empty if they are not found
     * @param problem clause that states the reason, with a list of the columns
     * @param remedy instruction that corrects the problem
     * @param isDoubt true if the table seems to contain both languages
     */
    record Finding(Optional<TableColumns> columns, String problem, String remedy, boolean isDoubt) {}

    /** Returns the name of a column. A blank or unknown name has that of the merged row above. */
    private ColumnHeading name(int index) {
        if (heading < 0) {
            return ColumnHeading.of("");
        }
        ColumnHeading own = ColumnHeading.of(rows.get(heading).cell(index));
        if (!own.isKnown()
                && own.column().name().isEmpty()
                && heading > 0
                && ColumnHeading.isHeading(rows.get(heading - 1))) {
            return ColumnHeading.of(rows.get(heading - 1).cell(index));
        }
        return own;
    }

    private Finding found() {
        if (width < 2) {
            return refusal("has 1 column, expected 2");
        }
        boolean isChineseAndEnglish = usual.isIntoChinese() || usual.isIntoEnglish();
        if (!isChineseAndEnglish && (ColumnHeading.texts(names) >= 2 || heading < 0)) {
            return ofOtherLanguages();
        }
        List<Integer> chinese = named(true);
        List<Integer> english = named(false);
        long foreign = names.stream()
                .flatMap(name -> name.column().language().stream())
                .filter(language -> !language.isChinese() && !language.isEnglish())
                .count();
        boolean isForeign =
                !areTerms && foreign + Math.min(1, chinese.size()) + Math.min(1, english.size()) >= 2 && foreign > 0;
        Optional<String> doubt = decide(chinese, true).or(() -> decide(english, false));
        if (doubt.isEmpty() && chinese.isEmpty() && !isForeign) {
            doubt = fill(chinese, english, true);
        }
        if (doubt.isEmpty() && english.isEmpty() && !isForeign) {
            doubt = fill(english, chinese, false);
        }
        if (doubt.isPresent()) {
            return refusal(doubt.get());
        }
        if (isForeign && (chinese.isEmpty() || english.isEmpty())) {
            return ofOtherLanguages();
        }
        ColumnContent.Agreement agreement = new ColumnContent.Agreement(rows, heading, contents, shown);
        return agreement
                .contradiction(chinese.get(0), english.get(0))
                .or(() -> agreement.unclearHeading(chinese.get(0), english.get(0)))
                .map(this::refusal)
                .orElseGet(() -> accepted(chinese, english));
    }

    /** Returns the columns whose names or, without a language in the name, whose contents are in a language. */
    private List<Integer> named(boolean isChinese) {
        List<Integer> columns = new ArrayList<>();
        for (int i = 0; i < width; i++) {
            ColumnHeading name = names.get(i);
            Optional<Language> language = name.column().language();
            boolean isRole = name.column().isText() && language.isEmpty() && !namesLanguage(i);
            // Reviewed texts may be in a column that is only named 审校.
            boolean isStage = !name.column().isText()
                    && name.stage() != ColumnHeading.Stage.UNNAMED
                    && contents.get(i).isText()
                    && contents.get(i).phrases() + contents.get(i).han() > 0;
            boolean isOwn = language.isPresent()
                    ? isChinese ? language.get().isChinese() : language.get().isEnglish()
                    : (isRole || isStage) && isIn(i, isChinese);
            if (isOwn || (isRole && isComplement(i, isChinese))) {
                columns.add(i);
            }
        }
        return columns;
    }

    /** Returns whether a column named 源语言 or {@code source} repeats the same few codes beside the column of the texts. */
    private boolean namesLanguage(int column) {
        TableColumns.TableColumn own = names.get(column).column();
        return contents.get(column).isLabel()
                && IntStream.range(0, width)
                        .anyMatch(i -> i != column
                                && names.get(i).column().equals(own)
                                && !contents.get(i).isLabel());
    }

    private boolean isIn(int column, boolean isChinese) {
        return isChinese
                ? contents.get(column).isChinese()
                : contents.get(column).isLatin();
    }

    /** Returns whether a column without texts is in a language because its counterpart is in the other one. */
    private boolean isComplement(int column, boolean isChinese) {
        ColumnContent content = contents.get(column);
        if (content.isChinese() || content.isLatin() || content.isNumeric()) {
            return false;
        }
        TableColumns.TableColumn.Kind kind = names.get(column).column().kind();
        return IntStream.range(0, width)
                .filter(i ->
                        names.get(i).column().isText() && names.get(i).column().kind() != kind)
                .anyMatch(i -> names.get(i)
                        .column()
                        .language()
                        .map(language -> isChinese ? language.isEnglish() : language.isChinese())
                        .orElseGet(() -> isIn(i, !isChinese)));
    }

    /**
     * Reduces the columns of one language to those that hold the texts. Simplified and traditional Chinese are two
     * texts. Of a draft and its revision, the revision is the text.
     *
     * @return the doubt; empty if the columns are clear
     */
    private Optional<String> decide(List<Integer> columns, boolean isChinese) {
        Map<String, List<Integer>> byLanguage = new TreeMap<>();
        for (int i : columns) {
            byLanguage
                    .computeIfAbsent(
                            names.get(i).column().language().map(Language::tag).orElse(""), key -> new ArrayList<>())
                    .add(i);
        }
        if (byLanguage.size() > 1 && byLanguage.containsKey("")) {
            byLanguage = Map.of("", List.copyOf(columns));
        }
        List<Integer> texts = new ArrayList<>();
        for (List<Integer> same : byLanguage.values()) {
            Optional<Integer> text = last(same);
            if (text.isEmpty()) {
                return Optional.of("has two " + (isChinese ? "Chinese" : "English") + " columns");
            }
            texts.add(text.get());
        }
        columns.retainAll(texts);
        return Optional.empty();
    }

    private Optional<Integer> last(List<Integer> same) {
        if (same.size() == 1) {
            return Optional.of(same.get(0));
        }
        for (ColumnHeading.Stage stage : List.of(ColumnHeading.Stage.REVIEWED, ColumnHeading.Stage.UNNAMED)) {
            List<Integer> those =
                    same.stream().filter(i -> names.get(i).stage() == stage).toList();
            if (those.size() > 1) {
                return Optional.empty();
            }
            if (those.size() == 1) {
                // If the revision has gaps, its rows may be the changed ones only.
                boolean hasGaps = texts().anyMatch(row -> row.cell(those.get(0)).isBlank()
                        && same.stream().anyMatch(i -> !row.cell(i).isBlank()));
                return hasGaps ? Optional.empty() : Optional.of(those.get(0));
            }
        }
        return Optional.empty();
    }

    private Stream<Table.Row> texts() {
        return rows.stream().skip(heading + 1L);
    }

    /** Adds the only column with an unknown name or none whose content is in a language. */
    private Optional<String> fill(List<Integer> columns, List<Integer> others, boolean isChinese) {
        IntPredicate isFree = i -> !names.get(i).column().isText()
                && !names.get(i).isOther()
                && names.get(i).stage() == ColumnHeading.Stage.UNNAMED
                && !others.contains(i)
                && !(areTerms && heading < 0 && width == 3 && i == 2)
                && contents.get(i).isText();
        List<Integer> found = IntStream.range(0, width)
                .filter(i -> isFree.test(i) && isIn(i, isChinese))
                .boxed()
                .toList();
        if (found.isEmpty() && heading < 0) {
            found = mixed(isFree, isChinese);
        }
        if (found.size() > 1) {
            return Optional.of("has two " + (isChinese ? "Chinese" : "English") + " columns");
        }
        columns.addAll(found);
        return found.isEmpty()
                ? Optional.of("has no " + (isChinese ? "Chinese" : "English") + " column")
                : Optional.empty();
    }

    /** Returns the column of two that contains clearly more or clearly less Chinese than the other. */
    private List<Integer> mixed(IntPredicate isFree, boolean isChinese) {
        List<Integer> free = IntStream.range(0, width)
                .filter(isFree.or(i -> isIn(i, !isChinese) && contents.get(i).isText()))
                .boxed()
                .toList();
        if (free.size() != 2) {
            return List.of();
        }
        double difference =
                contents.get(free.get(0)).chinese() - contents.get(free.get(1)).chinese();
        return Math.abs(difference) < MIN_DIFFERENCE
                ? List.of()
                : List.of(free.get(difference > 0 == isChinese ? 0 : 1));
    }

    private Finding accepted(List<Integer> chinese, List<Integer> english) {
        List<TableColumns.TableColumn> columns = new ArrayList<>();
        boolean hasRoles = isRole(chinese.get(0)) && isRole(english.get(0));
        for (int i = 0; i < width; i++) {
            TableColumns.TableColumn named = names.get(i).column();
            if (chinese.contains(i) || english.contains(i)) {
                Language language = chinese.contains(i) ? usual.chinese() : usual.english();
                columns.add(hasRoles || named.language().isPresent() ? named : TableColumns.TableColumn.in(language));
            } else {
                boolean isForeign = named.language()
                        .filter(language -> !language.isChinese() && !language.isEnglish())
                        .isPresent();
                columns.add(named.isText() && !isForeign ? TableColumns.TableColumn.property(heading(i)) : named(i));
            }
        }
        return new Finding(Optional.of(columns(columns)), "", "", false);
    }

    private boolean isRole(int column) {
        return names.get(column).column().isText()
                && names.get(column).column().language().isEmpty();
    }

    private TableColumns columns(List<TableColumns.TableColumn> columns) {
        return new TableColumns(
                columns,
                heading + 1,
                heading < 0 ? List.of() : rows.get(heading).cells());
    }

    /** Returns the column of an index that is not a text. A column without a name that counts up has the ids. */
    private TableColumns.TableColumn named(int index) {
        TableColumns.TableColumn named = names.get(index).column();
        if (heading >= 0) {
            return named;
        }
        if (countsUp(index)) {
            return TableColumns.TableColumn.of(TableColumns.TableColumn.Kind.ID);
        }
        boolean isProbability = index == 2
                && width == 3
                && texts().map(row -> row.cell(2).strip())
                        .allMatch(cell ->
                                cell.isEmpty() || PROBABILITY.matcher(cell).matches());
        return TableColumns.TableColumn.property(isProbability ? UnitProperties.PROBABILITY : "column-" + (index + 1));
    }

    private boolean countsUp(int column) {
        long last = Long.MIN_VALUE;
        Set<String> seen = new HashSet<>();
        for (Table.Row row : rows) {
            String cell = row.cell(column).strip();
            if (!cell.matches("\\d{1,9}") || Long.parseLong(cell) <= last) {
                return false;
            }
            last = Long.parseLong(cell);
            seen.add(cell);
        }
        return seen.size() >= 2;
    }

    private String heading(int column) {
        return rows.get(Math.max(0, heading)).cell(column).strip();
    }

    /** Returns the columns of a table in other languages than Chinese and English, which only names can show. */
    private Finding ofOtherLanguages() {
        if (heading >= 0) {
            return ColumnHeading.texts(names) >= 2
                    ? new Finding(
                            Optional.of(columns(
                                    names.stream().map(ColumnHeading::column).toList())),
                            "",
                            "",
                            false)
                    : refusal("names only one text column");
        }
        List<TableColumns.TableColumn> unnamed = new ArrayList<>();
        for (int i = 0; i < width; i++) {
            unnamed.add(
                    i < 2
                            ? TableColumns.TableColumn.of(
                                    i == 0
                                            ? TableColumns.TableColumn.Kind.SOURCE
                                            : TableColumns.TableColumn.Kind.TARGET)
                            : named(i));
        }
        return IntStream.of(0, 1).anyMatch(i -> contents.get(i).isNumeric())
                ? refusal("has numbers in its first two columns")
                : new Finding(Optional.of(columns(unnamed)), "", "", false);
    }

    /** Returns the columns that the user gives. The other columns keep their names. */
    private TableColumns chosen() throws FormatException {
        List<TableColumns.TableColumn> columns = new ArrayList<>();
        for (int i = 0; i < width; i++) {
            columns.add(names.get(i).column().isText() ? TableColumns.TableColumn.property(heading(i)) : named(i));
        }
        for (Map.Entry<String, String> one : choice.columns().entrySet()) {
            OptionalInt index = choice.index(
                    one.getValue(), heading < 0 ? List.of() : rows.get(heading).cells(), width);
            if (index.isEmpty()) {
                throw new FormatException(
                        rows.get(0).location(),
                        "has no column " + one.getValue() + ": " + shown.list(),
                        "correct --columns");
            }
            columns.set(index.getAsInt(), column(one.getKey(), index.getAsInt()));
        }
        TableColumns found = new TableColumns(
                columns,
                heading + 1,
                heading < 0 ? List.of() : rows.get(heading).cells());
        requireLanguages(columns);
        return found;
    }

    private TableColumns.TableColumn column(String field, int index) {
        ColumnHeading heading = ColumnHeading.of(field);
        TableColumns.TableColumn named = names.get(index).column();
        boolean isSame = heading.column().language().isPresent()
                && named.language()
                        .filter(language -> field.length() == 2
                                && language.isSameAs(heading.column().language().get()))
                        .isPresent();
        // The name of a column may say more than zh or en.
        return isSame ? named : heading.column();
    }

    /** Rejects given columns that have their languages exchanged. */
    private void requireLanguages(List<TableColumns.TableColumn> columns) throws FormatException {
        for (int i = 0; i < columns.size(); i++) {
            Optional<Language> language = columns.get(i).language();
            ColumnContent content = contents.get(i);
            boolean isWrong = language.isPresent()
                    && (language.get().isChinese()
                            ? content.cells() > 0 && content.han() == 0 && content.latin() > 0
                            : language.get().isEnglish() && content.isChinese());
            if (isWrong && content.cells() >= 3) {
                throw new FormatException(
                        rows.get(0).location(),
                        "column " + shown.label(i) + " is not " + language.get().displayName() + ": " + shown.list(),
                        "correct --columns");
            }
        }
    }

    /** Returns a refusal with the columns and their first texts. */
    private Finding refusal(String problem) {
        boolean isDoubt = contents.stream().anyMatch(content -> content.isChinese() && content.isText())
                && contents.stream().anyMatch(content -> content.isLatin() && content.isText());
        return new Finding(
                Optional.empty(),
                problem + ": " + shown.list(),
                width < 2
                        ? "put the source and the target into separate columns"
                        : "give the columns, for example --columns zh=A,en=B",
                isDoubt);
    }
}
