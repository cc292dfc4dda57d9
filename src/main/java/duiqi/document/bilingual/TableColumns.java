package duiqi.document.bilingual;

import duiqi.document.bilingual.BlockSearch.Block;
import duiqi.document.bilingual.Piece.Tongue;
import duiqi.text.Paragraph.Cell;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.ToDoubleBiFunction;

/**
 * Finds the columns of a table that contain a text and its translation.
 *
 * <p>Each row votes for each pair of columns. The columns may change within a table, if several rows agree. Immutable.
 *
 * @param cells the paragraphs of all cells
 * @param blocks rows with text in one of the two columns
 * @param isChineseFirst true if the Chinese column is before the English one
 * @param isBilingual true if most rows have text in both columns
 */
record TableColumns(List<Piece> cells, List<Block> blocks, boolean isChineseFirst, boolean isBilingual) {
    /** Maximum number of columns; a wider table is data. */
    private static final int MAX_COLUMNS = 12;

    /** Votes of a row for two columns: Chinese and English text, one of them, others. */
    private static final double BOTH = 1;

    private static final double ONE = 0.3;
    private static final double SWAPPED = 0.3;
    private static final double WRONG = -0.5;

    /** Votes that a change of the columns costs. */
    private static final double CHANGE = 3;

    /** Maximum number of rows whose similarity is measured for a pair of columns. */
    private static final int SAMPLE = 20;

    private static final Set<String> NAMES = Set.of(
            "中文",
            "汉语",
            "漢語",
            "英文",
            "英语",
            "英語",
            "原文",
            "译文",
            "譯文",
            "简体中文",
            "繁體中文",
            "chinese",
            "english",
            "source",
            "target",
            "translation",
            "original",
            "zh",
            "en",
            "zh-cn",
            "zh-tw",
            "en-us",
            "en-gb",
            "simplified chinese",
            "traditional chinese");

    /** The columns of a row: those of the Chinese and the English text. */
    private record Columns(int chinese, int english) {}

    private record Row(SortedMap<Integer, List<Piece>> cells) {
        List<Piece> cell(int column) {
            return cells.getOrDefault(column, List.of());
        }

        Tongue tongue(int column) {
            return Tongue.of(Block.text(cell(column)));
        }

        boolean isBoth(Columns columns) {
            return tongue(columns.chinese) == Tongue.CHINESE && tongue(columns.english) == Tongue.ENGLISH;
        }

        double vote(Columns columns) {
            Tongue chinese = tongue(columns.chinese);
            Tongue english = tongue(columns.english);
            if (chinese == Tongue.CHINESE && english == Tongue.ENGLISH) {
                return BOTH;
            }
            if (chinese == Tongue.ENGLISH && english == Tongue.CHINESE) {
                return SWAPPED;
            }
            boolean isWrong = chinese == Tongue.ENGLISH || english == Tongue.CHINESE;
            return isWrong ? WRONG : chinese == english ? 0 : ONE;
        }
    }

    TableColumns {
        cells = List.copyOf(cells);
        blocks = List.copyOf(blocks);
    }

    /**
     * Finds the columns of a table.
     *
     * @param cells the paragraphs of its cells
     * @param similarity returns how well a Chinese and an English text match; called if several pairs of columns qualify
     */
    static TableColumns of(List<Piece> cells, ToDoubleBiFunction<String, String> similarity) {
        TreeMap<Integer, Row> byNumber = new TreeMap<>();
        Set<Integer> columns = new TreeSet<>();
        for (Piece piece : cells) {
            Cell cell = piece.paragraph().marks().cell().orElseThrow();
            columns.add(cell.column());
            byNumber.computeIfAbsent(cell.row(), none -> new Row(new TreeMap<>()))
                    .cells()
                    .computeIfAbsent(cell.column(), none -> new ArrayList<>())
                    .add(piece);
        }
        List<Row> rows = List.copyOf(byNumber.values());
        List<Columns> pairs = pairs(rows, columns);
        if (pairs.isEmpty()) {
            return new TableColumns(cells, List.of(), true, false);
        }
        double[] bonus = new double[pairs.size()];
        for (int k = 0; k < bonus.length && bonus.length > 1; k++) {
            bonus[k] = similarity(rows, pairs.get(k), similarity);
        }
        int[] path = path(rows, pairs, bonus);
        List<Block> blocks = new ArrayList<>();
        int both = 0;
        int chineseFirst = 0;
        for (int r = 0; r < path.length; r++) {
            Columns used = pairs.get(path[r]);
            both += rows.get(r).isBoth(used) ? 1 : 0;
            chineseFirst += used.chinese < used.english ? 1 : -1;
            blocks.addAll(blocks(rows.get(r), used, similarity));
        }
        return new TableColumns(cells, blocks, chineseFirst >= 0, 2 * both >= blocks.size() && both > 0);
    }

    /** Returns all pairs of columns that at least one row has in both languages. */
    private static List<Columns> pairs(List<Row> rows, Set<Integer> columns) {
        List<Columns> pairs = new ArrayList<>();
        for (int chinese : columns) {
            for (int english : columns) {
                Columns pair = new Columns(chinese, english);
                if (columns.size() <= MAX_COLUMNS && rows.stream().anyMatch(row -> row.isBoth(pair))) {
                    pairs.add(pair);
                }
            }
        }
        return pairs;
    }

    private static double similarity(List<Row> rows, Columns columns, ToDoubleBiFunction<String, String> similarity) {
        List<Row> both = rows.stream().filter(row -> row.isBoth(columns)).toList();
        int count = Math.min(SAMPLE, both.size());
        double sum = 0;
        for (int k = 0; k < count; k++) {
            Row row = both.get((int) ((long) k * both.size() / count));
            sum += similarity.applyAsDouble(
                    Block.text(row.cell(columns.chinese)), Block.text(row.cell(columns.english)));
        }
        return sum / count;
    }

    /** Returns for each row the number of its pair of columns. */
    private static int[] path(List<Row> rows, List<Columns> pairs, double[] bonus) {
        double[] votes = new double[pairs.size()];
        int[][] before = new int[rows.size()][pairs.size()];
        for (int r = 0; r < rows.size(); r++) {
            int best = best(votes);
            double[] next = new double[votes.length];
            for (int k = 0; k < votes.length; k++) {
                boolean changes = r > 0 && votes[best] - CHANGE > votes[k];
                before[r][k] = changes ? best : k;
                double vote = rows.get(r).vote(pairs.get(k));
                next[k] = (changes ? votes[best] - CHANGE : votes[k]) + vote + (vote == BOTH ? bonus[k] : 0);
            }
            votes = next;
        }
        int[] path = new int[rows.size()];
        int pair = best(votes);
        for (int r = rows.size() - 1; r >= 0; r--) {
            path[r] = pair;
            pair = before[r][pair];
        }
        return path;
    }

    private static int best(double[] votes) {
        double most = Arrays.stream(votes).max().orElse(0);
        int k = 0;
        while (votes[k] < most) {
            k++;
        }
        return k;
    }

    /** Returns the blocks of a row; several paragraphs of its cells are aligned. A row of column titles has none. */
    private static List<Block> blocks(Row row, Columns columns, ToDoubleBiFunction<String, String> similarity) {
        List<Piece> chinese = row.cell(columns.chinese);
        List<Piece> english = row.cell(columns.english);
        boolean isSwapped =
                row.vote(columns) == SWAPPED && !row.isBoth(columns) && row.tongue(columns.chinese) == Tongue.ENGLISH;
        boolean isChineseOnly = row.tongue(columns.english) == Tongue.CHINESE && !isSwapped;
        if (chinese.isEmpty() && english.isEmpty() || isTitle(chinese) && isTitle(english) || isChineseOnly) {
            return List.of();
        }
        Tongue first = isSwapped ? Tongue.ENGLISH : Tongue.CHINESE;
        List<Piece> one = chinese.stream().map(piece -> piece.in(first)).toList();
        List<Piece> other =
                english.stream().map(piece -> piece.in(first.other())).toList();
        if (one.size() > 1 || other.size() > 1) {
            List<Piece> both = new ArrayList<>(one);
            both.addAll(other);
            return BlockSearch.of(both, similarity).blocks();
        }
        return List.of(isSwapped ? new Block(other, one) : new Block(one, other));
    }

    private static boolean isTitle(List<Piece> cell) {
        return NAMES.contains(Block.text(cell).strip().toLowerCase(Locale.ROOT));
    }
}
