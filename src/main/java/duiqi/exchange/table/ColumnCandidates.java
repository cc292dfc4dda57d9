package duiqi.exchange.table;

import duiqi.exchange.Table;
import duiqi.text.Language;
import duiqi.text.TranslationUnit.UnitProperties;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Finds the columns of a table that can contain the texts of one language, first by the column names, then by the
 * contents. Immutable.
 *
 * @param sample the columns of the table
 * @param isChinese true for the Chinese columns, false for the English ones
 * @param areTerms true for a glossary, whose third column has comments if there are no column names
 */
record ColumnCandidates(ColumnSample sample, boolean isChinese, boolean areTerms) {
    /** Difference of the shares of Chinese cells from which one of two columns with both languages is Chinese. */
    private static final double MIN_DIFFERENCE = 0.3;

    /** Share of the rows that a column of texts fills. */
    private static final double FULL = 0.8;

    /** Share of the rows below which a column has comments on some texts. */
    private static final double SPARSE = 0.5;

    /**
     * Holds the columns that were found. Immutable.
     *
     * @param columns indices of the columns; several for variants of Chinese or English
     * @param doubt clause that states why the columns are not clear; empty if they are
     */
    record Found(List<Integer> columns, Optional<String> doubt) {
        Found {
            columns = List.copyOf(columns);
        }

        boolean isEmpty() {
            return columns.isEmpty();
        }

        int first() {
            return columns.get(0);
        }
    }

    /** Returns the columns whose names or, without a language in the name, whose contents are in the language. */
    Found fromHeadings() {
        return texts(columns().filter(this::isNamed).boxed().toList());
    }

    /** Returns the only column with an unknown name or no name whose content is in the language. */
    Found fromContents(Found others) {
        List<Integer> free = columns()
                .filter(i -> !others.columns().contains(i) && isFree(i))
                .boxed()
                .toList();
        List<Integer> found = full(free.stream().filter(this::isIn).toList());
        if (found.isEmpty() && !sample.hasNames()) {
            found = mixed(free, others);
        }
        if (found.size() > 1) {
            return new Found(found, Optional.of("has two " + language() + " columns"));
        }
        return new Found(found, found.isEmpty() ? Optional.of("has no " + language() + " column") : Optional.empty());
    }

    /** Returns the columns that are not sparse beside a full one. A sparse column has comments. */
    private List<Integer> full(List<Integer> columns) {
        long rows = sample.texts().count();
        boolean isFull = columns.stream().anyMatch(i -> content(i).cells() >= FULL * rows);
        return columns.stream()
                .filter(i -> !isFull || content(i).cells() >= SPARSE * rows)
                .toList();
    }

    private String language() {
        return isChinese ? "Chinese" : "English";
    }

    private IntStream columns() {
        return IntStream.range(0, sample.width());
    }

    private TableColumns.ColumnContent content(int column) {
        return sample.contents().get(column);
    }

    private ColumnHeading name(int column) {
        return sample.names().get(column);
    }

    private boolean isNamed(int column) {
        Optional<Language> language = sample.named(column).language();
        if (language.isPresent()) {
            return isOf(language.get());
        }
        if (sample.named(column).isText()) {
            return !namesLanguage(column) && (isIn(column) || isComplement(column));
        }
        // Reviewed texts may be in a column that is only named 审校.
        TableColumns.ColumnContent content = content(column);
        return name(column).stage() != ColumnHeading.Stage.UNNAMED
                && content.isText()
                && content.phrases() + content.han() > 0
                && isIn(column);
    }

    private boolean isOf(Language language) {
        return isChinese ? language.isChinese() : language.isEnglish();
    }

    private boolean isIn(int column) {
        return isChinese ? content(column).isChinese() : content(column).isLatin();
    }

    private boolean isInOther(int column) {
        return isChinese ? content(column).isLatin() : content(column).isChinese();
    }

    /** Returns whether a column named 源语言 or {@code source} has only language codes beside the column of the texts. */
    private boolean namesLanguage(int column) {
        return hasCodes(column)
                && columns().anyMatch(i -> i != column && sample.named(i).equals(sample.named(column)) && !hasCodes(i));
    }

    private boolean hasCodes(int column) {
        return content(column).isLabel()
                || sample.texts()
                        .map(row -> row.cell(column))
                        .allMatch(cell -> cell.isBlank()
                                || ColumnHeading.of(cell).column().language().isPresent());
    }

    /** Returns whether a column without texts is in the language because its counterpart is in the other one. */
    private boolean isComplement(int column) {
        TableColumns.ColumnContent content = content(column);
        if (content.isChinese() || content.isLatin() || content.isNumeric() || content.isForeign()) {
            return false;
        }
        return columns()
                .filter(i -> sample.named(i).isText()
                        && sample.named(i).kind() != sample.named(column).kind())
                .anyMatch(i -> sample.named(i)
                        .language()
                        .map(language -> isChinese ? language.isEnglish() : language.isChinese())
                        .orElseGet(() -> isInOther(i)));
    }

    /**
     * Reduces the columns to those that hold the texts. Simplified and traditional Chinese are two texts. If there are a
     * draft and its revision, the revision is the text.
     */
    private Found texts(List<Integer> columns) {
        Map<String, List<Integer>> byLanguage = new TreeMap<>();
        for (int i : columns) {
            String tag = sample.named(i).language().map(Language::tag).orElse("");
            byLanguage.computeIfAbsent(tag, key -> new ArrayList<>()).add(i);
        }
        if (byLanguage.size() > 1 && byLanguage.containsKey("")) {
            byLanguage = Map.of("", columns);
        }
        List<Integer> texts = new ArrayList<>();
        for (List<Integer> same : byLanguage.values()) {
            Optional<Integer> text = last(same);
            if (text.isEmpty()) {
                return new Found(columns, Optional.of("has two " + language() + " columns"));
            }
            texts.add(text.get());
        }
        // Beside a draft, a column with an unknown name may be its revision.
        boolean isUnclear = texts.stream().anyMatch(i -> name(i).stage() == ColumnHeading.Stage.DRAFT)
                && columns().anyMatch(i -> !name(i).isKnown() && content(i).isText() && isIn(i));
        return new Found(
                columns.stream().filter(texts::contains).toList(),
                isUnclear ? Optional.of("has two " + language() + " columns") : Optional.empty());
    }

    /** Returns the last version of a text; empty if that is not clear. */
    private Optional<Integer> last(List<Integer> same) {
        if (same.size() == 1) {
            return Optional.of(same.get(0));
        }
        for (ColumnHeading.Stage stage : List.of(ColumnHeading.Stage.REVIEWED, ColumnHeading.Stage.UNNAMED)) {
            List<Integer> versions =
                    same.stream().filter(i -> name(i).stage() == stage).toList();
            if (!versions.isEmpty()) {
                return Optional.of(versions.get(0)).filter(i -> versions.size() == 1 && !hasGaps(i, same));
            }
        }
        return Optional.empty();
    }

    /** Returns whether a revision lacks texts. Its rows may then be the changed ones only. */
    private boolean hasGaps(int revision, List<Integer> same) {
        return sample.texts()
                .anyMatch(row -> row.cell(revision).isBlank()
                        && same.stream().anyMatch(i -> !row.cell(i).isBlank()));
    }

    /** Returns whether no name says that a column has no text. */
    private boolean isFree(int column) {
        boolean isComment = areTerms
                && !sample.hasNames()
                && sample.width() == 3
                && column == 2
                && content(0).isText()
                && content(1).isText();
        return !sample.named(column).isText()
                && !name(column).isOther()
                && name(column).stage() == ColumnHeading.Stage.UNNAMED
                && content(column).isText()
                && !isComment;
    }

    /** Returns the column of two that contains clearly more or clearly less Chinese than the other. */
    private List<Integer> mixed(List<Integer> free, Found others) {
        List<Integer> both = columns()
                .filter(i -> free.contains(i) || others.columns().contains(i))
                .boxed()
                .toList();
        if (both.size() != 2) {
            return List.of();
        }
        double difference =
                content(both.get(0)).chinese() - content(both.get(1)).chinese();
        TableColumns.ColumnContent english = content(both.get(difference > 0 ? 1 : 0));
        return Math.abs(difference) < MIN_DIFFERENCE || english.latin() <= english.foreign()
                ? List.of()
                : List.of(both.get(difference > 0 == isChinese ? 0 : 1));
    }

    /**
     * Describes the columns of a table by its first rows. Immutable.
     *
     * @param rows first rows that are not blank, at least one
     * @param heading index of the row with the column names; -1 for none
     * @param names names of the columns
     * @param contents contents of the columns below the names
     */
    record ColumnSample(
            List<Table.Row> rows, int heading, List<ColumnHeading> names, List<TableColumns.ColumnContent> contents) {
        private static final int MAX_LISTED = 10;
        private static final int MAX_LISTED_LENGTH = 20;

        /** Probabilities as {@code duiqi align} writes them: between 0 and 1, with up to six decimals. */
        private static final Pattern PROBABILITY = Pattern.compile("0(\\.\\d{1,6})?|1(\\.0{1,6})?");

        ColumnSample {
            rows = List.copyOf(rows);
            names = List.copyOf(names);
            contents = List.copyOf(contents);
        }

        /**
         * Describes the columns of some rows.
         *
         * @param heading index of the row with the column names; -1 for none
         */
        static ColumnSample of(List<Table.Row> rows, int heading) {
            int width = rows.stream().mapToInt(row -> row.cells().size()).max().orElse(0);
            List<Table.Row> texts = rows.subList(heading + 1, rows.size());
            return new ColumnSample(
                    rows,
                    heading,
                    IntStream.range(0, width)
                            .mapToObj(i -> name(rows, heading, i))
                            .toList(),
                    IntStream.range(0, width)
                            .mapToObj(i -> TableColumns.ColumnContent.of(texts, i))
                            .toList());
        }

        /** Returns the name of a column. A blank or unknown name has that of the merged row above. */
        private static ColumnHeading name(List<Table.Row> rows, int heading, int index) {
            if (heading < 0) {
                return ColumnHeading.of("");
            }
            ColumnHeading own = ColumnHeading.of(rows.get(heading).cell(index));
            boolean isMerged = !own.isKnown()
                    && own.column().name().isEmpty()
                    && heading > 0
                    && ColumnHeading.isHeading(rows.get(heading - 1));
            return isMerged ? ColumnHeading.of(rows.get(heading - 1).cell(index)) : own;
        }

        int width() {
            return names.size();
        }

        boolean hasNames() {
            return heading >= 0;
        }

        /** Returns the rows below the column names. */
        Stream<Table.Row> texts() {
            return rows.stream().skip(heading + 1L);
        }

        /** Returns the column that a name denotes. */
        TableColumns.TableColumn named(int index) {
            return names.get(index).column();
        }

        /** Returns a column that is not a text. A column without a name that counts up has the ids. */
        TableColumns.TableColumn other(int index) {
            TableColumns.TableColumn named = named(index);
            if (hasNames()) {
                return named.isText() ? TableColumns.TableColumn.property(heading(index)) : named;
            }
            if (countsUp(index)) {
                return TableColumns.TableColumn.of(TableColumns.TableColumn.Kind.ID);
            }
            boolean isProbability = index == 2
                    && width() == 3
                    && rows.stream()
                            .map(row -> row.cell(2).strip())
                            .allMatch(cell ->
                                    cell.isEmpty() || PROBABILITY.matcher(cell).matches());
            return TableColumns.TableColumn.property(
                    isProbability ? UnitProperties.PROBABILITY : "column-" + (index + 1));
        }

        private boolean countsUp(int column) {
            long last = Long.MIN_VALUE;
            for (Table.Row row : rows) {
                String cell = row.cell(column).strip();
                if (!cell.matches("\\d{1,9}") || Long.parseLong(cell) <= last) {
                    return false;
                }
                last = Long.parseLong(cell);
            }
            return rows.size() >= 2;
        }

        private String heading(int column) {
            return hasNames() ? rows.get(heading).cell(column).strip() : "";
        }

        /** Returns the columns of the table. */
        TableColumns columns(List<TableColumns.TableColumn> columns) {
            return new TableColumns(columns, heading + 1, headings());
        }

        /** Returns the column names as the table contains them. */
        List<String> headings() {
            return hasNames() ? rows.get(heading).cells() : List.of();
        }

        /** Returns the columns with their names and first texts, for messages. */
        String list() {
            return IntStream.range(0, Math.min(MAX_LISTED, width()))
                            .mapToObj(i -> label(i) + sample(i))
                            .collect(Collectors.joining(", "))
                    + (width() > MAX_LISTED ? ", ..." : "");
        }

        /** Returns the letter of a column with its name, for messages. */
        String label(int column) {
            String name = shown(heading(column));
            return Table.Choice.letters(column) + (name.isEmpty() ? "" : " \"" + name + "\"");
        }

        private String sample(int column) {
            return texts().map(row -> row.cell(column))
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
}
