package duiqi.exchange.table;

import duiqi.exchange.Table;
import duiqi.text.ColumnName;
import duiqi.text.ColumnName.Role;
import duiqi.text.ColumnName.Stage;
import duiqi.text.ColumnVoter;
import duiqi.text.Direction;
import duiqi.text.Language;
import duiqi.text.TranslationUnit.UnitProperties;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Holds the columns of a table. {@link ColumnVoter} finds the texts. A table that leaves doubt is rejected, because a
 * wrong choice would make wrong units. Immutable.
 *
 * @param columns columns from left to right; the columns with texts have a language
 * @param texts indices of the columns with texts, the source first
 * @param skipped number of rows above the texts: titles and headings
 * @param headings cells of the row with the column names; none if there is no such row
 */
record TableColumns(List<ColumnName> columns, List<Integer> texts, int skipped, List<String> headings) {
    TableColumns {
        columns = List.copyOf(columns);
        texts = List.copyOf(texts);
        headings = List.copyOf(headings);
    }

    /**
     * Describes the columns to find. Immutable.
     *
     * @param choice columns that the user gives
     * @param usual languages of the texts if the table does not name them
     * @param areTerms true for a glossary, which has term, translation and comment if it has no column names
     */
    record Wanted(Table.Choice choice, Direction usual, boolean areTerms) {
        boolean isGiven() {
            return !choice.columns().isEmpty();
        }
    }

    /**
     * Holds the result of the search. Immutable.
     *
     * @param columns the columns; empty if they are not clear, or contradict those that the user gives
     * @param problem clause that states the problem, with a list of the columns
     * @param remedy instruction that corrects the problem
     */
    record Finding(Optional<TableColumns> columns, String problem, String remedy) {}

    /**
     * Finds the columns.
     *
     * @param rows first rows of the table that are not blank, at least one
     */
    static Finding find(List<Table.Row> rows, Wanted wanted) {
        List<List<String>> cells = rows.stream().map(Table.Row::cells).toList();
        int heading = wanted.choice().heading(rows).orElseGet(() -> ColumnVoter.headingRow(cells));
        Search search = new Search(cells, heading, wanted);
        OptionalInt header = wanted.choice().header();
        if (heading < 0 && header.isPresent() && header.getAsInt() > 0) {
            return search.refusal("has no column names on line " + header.getAsInt());
        }
        boolean hasName = heading < 0 && header.isEmpty() && wanted.isGiven() && search.isLikeHeading();
        return (hasName ? new Search(cells, 0, wanted) : search).found();
    }

    /** Returns the property of a column; columns without a name have a number. */
    String property(int index) {
        String name = index < columns.size() ? columns.get(index).name() : "";
        return name.isEmpty() ? "column-" + (index + 1) : name;
    }

    ColumnName column(int index) {
        return index < columns.size() ? columns.get(index) : ColumnName.NONE;
    }

    /** Returns whether a row repeats the column names, as at the top of each printed page. */
    boolean isHeading(Table.Row row) {
        return !headings.isEmpty() && row.cells().equals(headings);
    }

    /** Returns the languages of the text columns, the source first. */
    List<Language> languages() {
        return texts.stream().map(this::language).toList();
    }

    private Language language(int column) {
        return columns.get(column).language().orElseThrow();
    }

    Table.TextColumns pair() {
        int chinese = first(Language::isChinese);
        int english = first(Language::isEnglish);
        Map<Integer, String> others = new HashMap<>();
        for (int i = 0; i < columns.size(); i++) {
            String name = switch (columns.get(i).role()) {
                case ID -> "id";
                case NOTE -> "note";
                default -> headings.isEmpty() ? property(i) : columns.get(i).name();
            };
            if (i != chinese && i != english && !name.isEmpty()) {
                others.put(i, name);
            }
        }
        return new Table.TextColumns(chinese, english, others);
    }

    private int first(Predicate<Language> condition) {
        return texts.stream()
                .filter(i -> condition.test(language(i)))
                .min(Comparator.naturalOrder())
                .orElse(0);
    }

    private static final class Search {
        /** Minimum number of phrases that show that a Chinese column is not Chinese. */
        private static final int MIN_PHRASES = 3;

        private static final int MAX_LISTED = 10;
        private static final int MAX_LISTED_LENGTH = 20;

        /** Probabilities as {@code duiqi align} writes them: between 0 and 1, with up to six decimals. */
        private static final Pattern PROBABILITY = Pattern.compile("|0(\\.\\d{1,6})?|1(\\.0{1,6})?");

        private final List<List<String>> rows;
        private final int heading;
        private final Wanted wanted;
        private final List<String> headings;
        private final ColumnVoter voter;
        private final ColumnVoter.Choice chinese;
        private final ColumnVoter.Choice english;

        Search(List<List<String>> cells, int heading, Wanted wanted) {
            this.rows = cells;
            this.heading = heading;
            this.wanted = wanted;
            this.headings = heading < 0 ? List.of() : cells.get(heading);
            ColumnVoter named =
                    ColumnVoter.ofNames(ColumnVoter.names(cells, heading), cells.subList(heading + 1, cells.size()));
            this.voter = ColumnVoter.ofNames(wanted.isGiven() ? given(named.names()) : usual(named), named.rows());
            this.chinese = voter.choice(true);
            this.english = voter.choice(false);
        }

        /** Returns the names; the third column of a glossary without names has comments. */
        private List<ColumnName> usual(ColumnVoter named) {
            boolean hasComments = wanted.areTerms()
                    && heading < 0
                    && named.names().size() == 3
                    && named.contents().subList(0, 2).stream().allMatch(ColumnVoter.Content::isText);
            return hasComments
                    ? List.of(
                            ColumnName.NONE,
                            ColumnName.NONE,
                            new ColumnName("", Role.OTHER, Optional.empty(), Stage.UNNAMED))
                    : named.names();
        }

        /** Returns the names that the user gives. The other columns keep their names, but contain no texts. */
        private List<ColumnName> given(List<ColumnName> own) {
            List<ColumnName> names = new ArrayList<>(own);
            names.replaceAll(Search::withoutText);
            wanted.choice()
                    .columns()
                    .forEach((field, column) -> wanted.choice()
                            .index(column, headings, own.size())
                            .ifPresent(i -> names.set(i, given(ColumnName.of(field), own.get(i)))));
            return names;
        }

        /** Returns the name that the user gives. The name in the table may say more than zh or en. */
        private static ColumnName given(ColumnName field, ColumnName own) {
            boolean isSame = field.name().length() == 2
                    && field.language()
                            .flatMap(language -> own.language().filter(language::isSameAs))
                            .isPresent();
            return isSame ? own : field;
        }

        private static ColumnName withoutText(ColumnName name) {
            return new ColumnName(
                    name.name(), name.isOther() ? name.role() : Role.OTHER, Optional.empty(), Stage.UNNAMED);
        }

        private Optional<String> wrongChoice() {
            Table.Choice choice = wanted.choice();
            boolean areTexts = voter.names().stream().filter(ColumnName::isText).count() >= 2;
            return choice.columns().values().stream()
                    .filter(column -> choice.index(column, headings, width()).isEmpty())
                    .findFirst()
                    .map("has no column "::concat)
                    .or(() -> Optional.of("has fewer than two text columns with the fields "
                                    + String.join(", ", choice.columns().keySet()))
                            .filter(problem -> wanted.isGiven() && !areTexts));
        }

        Finding found() {
            if (width() < 2) {
                return refusal("has 1 column, expected 2");
            }
            Optional<String> wrong = wrongChoice();
            if (wrong.isPresent()) {
                return refusal(wrong.get());
            }
            boolean isForeign =
                    !wanted.usual().isIntoChinese() && !wanted.usual().isIntoEnglish();
            boolean areNamed = voter.names().stream().filter(ColumnName::isText).count() >= 2;
            boolean areOthers = !wanted.areTerms()
                    && (chinese.columns().isEmpty() || english.columns().isEmpty())
                    && voter.names().stream()
                                    .flatMap(name -> name.language().stream())
                                    .distinct()
                                    .count()
                            >= 2;
            if (areOthers || (isForeign && (areNamed || heading < 0))) {
                return otherLanguages();
            }
            Optional<String> problem = chinese.doubt()
                    .or(english::doubt)
                    .or(() -> isOwnTable() ? Optional.empty() : contradiction())
                    .or(this::unclearHeading);
            if (problem.isPresent()) {
                return refusal(problem.get());
            }
            Map<Integer, Language> texts = new HashMap<>();
            chinese.columns().forEach(i -> texts.put(i, wanted.usual().chinese()));
            english.columns().forEach(i -> texts.put(i, wanted.usual().english()));
            return columns(texts);
        }

        private int width() {
            return voter.names().size();
        }

        private ColumnVoter.Content content(int column) {
            return voter.contents().get(column);
        }

        /** Returns the contradiction between the names and the contents of the text columns. */
        private Optional<String> contradiction() {
            int one = chinese.first();
            int other = english.first();
            if (content(one).isForeign() || content(other).isForeign()) {
                return Optional.of("contains another language than Chinese and English, "
                        + label(content(one).isForeign() ? one : other));
            }
            List<List<String>> different = voter.rows().stream()
                    .filter(row -> !isCopied(cell(row, one), cell(row, other)))
                    .toList();
            ColumnVoter texts = ColumnVoter.ofNames(voter.names(), different);
            ColumnVoter.Content inChinese = texts.contents().get(one);
            ColumnVoter.Content inEnglish = texts.contents().get(other);
            if (inEnglish.isChinese() && !inEnglish.isEnglish()) {
                return Optional.of("contains Chinese in the column of the English texts, " + label(other));
            }
            boolean isNotChinese = inChinese.isEnglish()
                    && inChinese.chinese() == 0
                    && (inChinese.phrases() >= MIN_PHRASES || wanted.isGiven());
            if (isNotChinese || (content(one).isNumeric() && content(other).isNumeric())) {
                return Optional.of("contains no Chinese in the column of the Chinese texts, " + label(one));
            }
            return wanted.isGiven()
                            || content(one).isConstant() == content(other).isConstant()
                    ? Optional.empty()
                    : Optional.of("has the same text in all rows of the column "
                            + label(content(one).isConstant() ? one : other));
        }

        /** Returns whether the table has exactly the column names that {@link TableFormat} writes. */
        private boolean isOwnTable() {
            return heading == 0
                    && headings.size() == 8
                    && headings.get(0).equals("id")
                    && headings.subList(3, 8).equals(TableFormat.FACTS);
        }

        private static String cell(List<String> row, int column) {
            return column < row.size() ? row.get(column).strip() : "";
        }

        /** Returns whether one cell repeats the other, like an untranslated name. */
        private static boolean isCopied(String one, String other) {
            return one.contains(other) || other.contains(one);
        }

        /** Returns the doubt about a first row that may have texts or unknown column names, or about titles with texts. */
        private Optional<String> unclearHeading() {
            if (heading < 0) {
                boolean hasNumbers = IntStream.range(0, width())
                        .anyMatch(i -> content(i).isNumeric() && ColumnVoter.Content.isNumber(cell(rows.get(0), i)));
                return isLikeHeading() && !hasNumbers
                        ? Optional.of("does not show if its first row contains column names")
                        : Optional.empty();
            }
            boolean isPair = rows.subList(0, heading).stream()
                    .anyMatch(row -> ColumnVoter.Content.isChinese(cell(row, chinese.first()))
                            && ColumnVoter.Content.isEnglish(cell(row, english.first())));
            return isPair ? Optional.of("has texts above the column names") : Optional.empty();
        }

        /** Returns whether the first row has a text in another language than the cells below it. */
        boolean isLikeHeading() {
            if (!chinese.isClear() || !english.isClear() || voter.rows().size() < 2) {
                return false;
            }
            String one = cell(rows.get(0), chinese.first());
            String other = cell(rows.get(0), english.first());
            ColumnVoter below = ColumnVoter.ofNames(
                    voter.names(), voter.rows().subList(1, voter.rows().size()));
            return !isCopied(one, other)
                    && ((ColumnVoter.Content.isEnglish(one)
                                    && below.contents().get(chinese.first()).isChinese())
                            || (ColumnVoter.Content.isChinese(other)
                                    && below.contents().get(english.first()).isEnglish()));
        }

        /** Returns the columns of a table in other languages than Chinese and English, which only names can show. */
        private Finding otherLanguages() {
            List<Integer> named = IntStream.range(0, width())
                    .filter(i -> voter.names().get(i).isText())
                    .boxed()
                    .toList();
            if (named.size() < 2
                    && (heading >= 0 || content(0).isNumeric() || content(1).isNumeric())) {
                return refusal(heading >= 0 ? "names only one text column" : "has numbers in its first two columns");
            }
            boolean isReversed =
                    named.size() >= 2 && voter.names().get(named.get(0)).role() == Role.TARGET;
            Map<Integer, Language> texts = new HashMap<>();
            (named.size() < 2 ? List.of(0, 1) : named)
                    .forEach(i -> texts.put(
                            i,
                            texts.isEmpty() == isReversed
                                    ? wanted.usual().target()
                                    : wanted.usual().source()));
            return columns(texts);
        }

        /** Returns the columns. The texts have these languages unless their names state others. */
        private Finding columns(Map<Integer, Language> languages) {
            List<ColumnName> columns = new ArrayList<>();
            List<Integer> texts = new ArrayList<>();
            for (int i = 0; i < width(); i++) {
                ColumnName name = voter.names().get(i);
                boolean isForeign = name.language()
                        .filter(language -> !language.isChinese() && !language.isEnglish())
                        .isPresent();
                if (languages.containsKey(i) || isForeign) {
                    texts.add(i);
                    Optional<Language> language =
                            name.language().or(() -> Optional.ofNullable(languages.get(texts.get(texts.size() - 1))));
                    columns.add(new ColumnName(
                            name.name(), name.isText() ? name.role() : Role.TEXT, language, name.stage()));
                } else {
                    columns.add(withoutText(heading < 0 && !wanted.isGiven() ? unnamed(i) : name));
                }
            }
            texts.sort(Comparator.comparing(i -> switch (columns.get(i).role()) {
                case SOURCE -> 0;
                case TARGET -> 2;
                default -> 1;
            }));
            return new Finding(Optional.of(new TableColumns(columns, texts, heading + 1, headings)), "", "");
        }

        /** Returns the content of a column without a name. One that counts up has the ids. */
        private ColumnName unnamed(int index) {
            List<String> cells =
                    voter.rows().stream().map(row -> cell(row, index)).toList();
            boolean countsUp = cells.size() >= 2
                    && cells.stream().allMatch(cell -> cell.matches("\\d{1,9}"))
                    && IntStream.range(1, cells.size())
                            .allMatch(i -> Integer.parseInt(cells.get(i - 1)) < Integer.parseInt(cells.get(i)));
            boolean isProbability = index == 2
                    && width() == 3
                    && cells.stream().allMatch(cell -> PROBABILITY.matcher(cell).matches());
            return new ColumnName(
                    isProbability ? UnitProperties.PROBABILITY : "",
                    countsUp ? Role.ID : Role.OTHER,
                    Optional.empty(),
                    Stage.UNNAMED);
        }

        /** Returns a refusal with the columns and their first texts. */
        private Finding refusal(String problem) {
            String remedy = width() < 2
                    ? "put the source and the target into separate columns"
                    : wanted.isGiven() ? "correct --columns" : "give the columns, for example --columns zh=A,en=B";
            String list = IntStream.range(0, Math.min(MAX_LISTED, width()))
                            .mapToObj(i -> label(i) + sample(i))
                            .collect(Collectors.joining(", "))
                    + (width() > MAX_LISTED ? ", ..." : "");
            return new Finding(Optional.empty(), problem + ": " + list, remedy);
        }

        /** Returns the letter of a column with its name, for messages. */
        private String label(int column) {
            String name = shown(cell(headings, column));
            return Table.Choice.letters(column) + (name.isEmpty() ? "" : " \"" + name + "\"");
        }

        private String sample(int column) {
            return rows.stream()
                    .skip(heading + 1L)
                    .map(row -> cell(row, column))
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
