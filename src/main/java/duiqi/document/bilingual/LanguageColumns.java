package duiqi.document.bilingual;

import duiqi.document.bilingual.BlockSearch.Block;
import duiqi.document.bilingual.Piece.Tongue;
import duiqi.text.ColumnVoter;
import duiqi.text.Paragraph;
import duiqi.text.Paragraph.Cell;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.ToDoubleBiFunction;
import java.util.stream.Stream;

/**
 * Holds the rows of a table in the columns that contain a text and its translation. {@link ColumnVoter} finds the
 * columns; if several qualify, the similarity of their texts decides. Immutable.
 *
 * @param cells the paragraphs of all cells
 * @param blocks rows with text in one of the two columns
 * @param isChineseFirst true if the Chinese column is before the English one
 * @param isBilingual true if most rows have text in both columns
 * @param isNamed true if the names of the columns show that one translates the other
 */
record LanguageColumns(
        List<Piece> cells, List<Block> blocks, boolean isChineseFirst, boolean isBilingual, boolean isNamed) {
    /** Maximum number of columns; a wider table is data. */
    private static final int MAX_COLUMNS = 12;

    /** Maximum number of rows whose similarity is measured for a pair of columns. */
    private static final int SAMPLE = 20;

    private record Columns(int chinese, int english) {}

    private record Row(Map<Integer, List<Piece>> cells) {
        List<Piece> cell(int column) {
            return cells.getOrDefault(column, List.of());
        }

        String text(int column) {
            return Block.text(cell(column));
        }

        boolean isIn(Tongue one, Tongue other, Columns columns) {
            return Tongue.of(text(columns.chinese)) == one && Tongue.of(text(columns.english)) == other;
        }

        boolean isBoth(Columns columns) {
            return isIn(Tongue.CHINESE, Tongue.ENGLISH, columns);
        }
    }

    LanguageColumns {
        cells = List.copyOf(cells);
        blocks = List.copyOf(blocks);
    }

    /**
     * Finds the columns of a table.
     *
     * @param cells the paragraphs of its cells
     * @param similarity returns how well a Chinese and an English text match; called if several pairs of columns qualify
     */
    static LanguageColumns of(List<Piece> cells, ToDoubleBiFunction<String, String> similarity) {
        Map<Integer, Row> byNumber = new TreeMap<>();
        TreeSet<Integer> numbers = new TreeSet<>();
        for (Piece piece : cells) {
            Cell cell = piece.paragraph().marks().cell().orElseThrow();
            numbers.add(cell.column());
            byNumber.computeIfAbsent(cell.row(), none -> new Row(new TreeMap<>()))
                    .cells()
                    .computeIfAbsent(cell.column(), none -> new ArrayList<>())
                    .add(piece);
        }
        List<Integer> columns = List.copyOf(numbers);
        List<Row> rows = List.copyOf(byNumber.values());
        List<List<String>> texts = rows.stream()
                .map(row -> columns.stream().map(row::text).toList())
                .toList();
        ColumnVoter voter = ColumnVoter.of(texts);
        Optional<Columns> pair =
                columns.size() > MAX_COLUMNS ? Optional.empty() : best(pairs(voter, columns), rows, similarity);
        List<Block> blocks = new ArrayList<>();
        int both = 0;
        for (int r = 0; r < rows.size() && pair.isPresent(); r++) {
            if (!ColumnVoter.isHeading(texts.get(r))) {
                both += rows.get(r).isBoth(pair.get()) ? 1 : 0;
                blocks.addAll(blocks(rows.get(r), pair.get(), similarity));
            }
        }
        boolean isChineseFirst =
                pair.filter(used -> used.chinese > used.english).isEmpty();
        boolean isNamed = Stream.of(voter.choice(true), voter.choice(false))
                .allMatch(choice ->
                        choice.isClear() && voter.names().get(choice.first()).isKnown());
        return new LanguageColumns(cells, blocks, isChineseFirst, 2 * both >= blocks.size() && both > 0, isNamed);
    }

    private static List<Columns> pairs(ColumnVoter voter, List<Integer> columns) {
        return voter.choice(true).columns().stream()
                .flatMap(chinese -> voter.choice(false).columns().stream()
                        .filter(english -> !english.equals(chinese))
                        .map(english -> new Columns(columns.get(chinese), columns.get(english))))
                .toList();
    }

    private static Optional<Columns> best(
            List<Columns> pairs, List<Row> rows, ToDoubleBiFunction<String, String> similarity) {
        return pairs.size() < 2
                ? pairs.stream().findFirst()
                : pairs.stream().max(Comparator.comparingDouble(pair -> similarity(rows, pair, similarity)));
    }

    private static double similarity(List<Row> rows, Columns columns, ToDoubleBiFunction<String, String> similarity) {
        return rows.stream()
                .filter(row -> row.isBoth(columns))
                .limit(SAMPLE)
                .mapToDouble(row -> similarity.applyAsDouble(row.text(columns.chinese), row.text(columns.english)))
                .average()
                .orElse(0);
    }

    /** Returns the blocks of a row; several paragraphs of its cells are aligned. */
    private static List<Block> blocks(Row row, Columns columns, ToDoubleBiFunction<String, String> similarity) {
        boolean isSwapped = row.isIn(Tongue.ENGLISH, Tongue.CHINESE, columns);
        Tongue first = isSwapped ? Tongue.ENGLISH : Tongue.CHINESE;
        List<Piece> one =
                row.cell(columns.chinese).stream().map(piece -> piece.in(first)).toList();
        List<Piece> other = row.cell(columns.english).stream()
                .map(piece -> piece.in(first.other()))
                .toList();
        boolean isChineseOnly = !isSwapped && Tongue.of(Block.text(other)) == Tongue.CHINESE;
        if ((one.isEmpty() && other.isEmpty()) || isChineseOnly) {
            return List.of();
        }
        return one.size() > 1 || other.size() > 1
                ? BlockSearch.of(Stream.concat(one.stream(), other.stream()).toList(), similarity)
                        .blocks()
                : List.of(Block.of(first, one, other));
    }

    /**
     * Finds the columns of lines that tabs divide; empty if most text has no tabs, or no two columns are translations.
     */
    static Optional<LanguageColumns> ofLines(
            List<Paragraph> paragraphs, ToDoubleBiFunction<String, String> similarity) {
        // Several tabs in a row align two columns, unless some lines have three.
        boolean areWide = paragraphs.stream()
                .anyMatch(line -> Piece.ofColumns(line, 0, true).size() > 2);
        List<Piece> cells = new ArrayList<>();
        int all = 0;
        int withTabs = 0;
        for (int i = 0; i < paragraphs.size(); i++) {
            List<Piece> own = Piece.ofColumns(paragraphs.get(i), i, areWide);
            cells.addAll(own);
            int weight = Separation.weight(own);
            all += weight;
            withTabs += own.size() > 1 ? weight : 0;
        }
        return 2 * withTabs < all
                ? Optional.empty()
                : Optional.of(of(cells, similarity)).filter(LanguageColumns::isBilingual);
    }

    /** Returns the cells of each table. */
    static Collection<List<Piece>> cells(List<Paragraph> paragraphs) {
        Map<Integer, List<Piece>> cells = new TreeMap<>();
        for (int i = 0; i < paragraphs.size(); i++) {
            Paragraph paragraph = paragraphs.get(i);
            Optional<Cell> cell = paragraph.marks().cell().filter(any -> paragraph.kind() != Paragraph.Kind.COMMENT);
            if (cell.isPresent()) {
                cells.computeIfAbsent(cell.get().table(), none -> new ArrayList<>())
                        .add(Piece.of(paragraph, i));
            }
        }
        return cells.values();
    }
}
