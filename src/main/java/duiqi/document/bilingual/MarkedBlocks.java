package duiqi.document.bilingual;

import duiqi.document.BilingualDocument.Layout;
import duiqi.document.bilingual.BlockSearch.Block;
import duiqi.document.bilingual.Piece.Tongue;
import duiqi.text.ColumnVoter;
import duiqi.text.Paragraph;
import duiqi.text.Paragraph.Cell;
import duiqi.text.Paragraph.Cue;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.function.ToDoubleBiFunction;
import java.util.stream.IntStream;

/** Finds the blocks that the marks of a document show: the rows of tables and the times of subtitles. Stateless. */
final class MarkedBlocks {
    private MarkedBlocks() {}

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

        /** Holds the numbers of the columns with the Chinese and the English text. */
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
            List<Columns> found = pairs(rows, columns);
            if (found.isEmpty()) {
                return new TableColumns(cells, List.of(), true, false);
            }
            List<List<String>> texts =
                    rows.stream().map(row -> texts(row, columns)).toList();
            int heading = ColumnVoter.headingRow(texts);
            List<Columns> pairs = Optional.of(texts)
                    .filter(all -> heading >= 0)
                    .flatMap(all -> named(ColumnVoter.of(all.get(heading), all.subList(heading + 1, all.size()))))
                    .filter(found::contains)
                    .map(List::of)
                    .orElse(found);
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
                if (heading < 0 || !texts.get(r).equals(texts.get(heading))) {
                    blocks.addAll(blocks(rows.get(r), used, similarity));
                }
            }
            return new TableColumns(cells, blocks, chineseFirst >= 0, 2 * both >= blocks.size() && both > 0);
        }

        /**
         * Finds the columns of lines that tabs divide; empty if most text has no tabs, or no two columns are
         * translations.
         */
        static Optional<TableColumns> ofLines(
                List<Paragraph> paragraphs, ToDoubleBiFunction<String, String> similarity) {
            // Several tabs in a row align two columns, unless some lines have three.
            boolean areWide = paragraphs.stream()
                    .anyMatch(line -> Piece.ofColumns(line, 0, true).size() > 2);
            List<Piece> cells = new ArrayList<>();
            int all = 0;
            int withTabs = 0;
            for (int i = 0; i < paragraphs.size(); i++) {
                Paragraph line = paragraphs.get(i);
                List<Piece> own = Piece.ofColumns(line, i, areWide);
                cells.addAll(own);
                int weight = own.stream().mapToInt(Piece::weight).sum();
                all += weight;
                withTabs += own.size() > 1 ? weight : 0;
            }
            if (2 * withTabs < all) {
                return Optional.empty();
            }
            return Optional.of(of(cells, similarity)).filter(TableColumns::isBilingual);
        }

        /** Returns the cells of each table, if their declared language is wanted. */
        static Collection<List<Piece>> cells(List<Paragraph> paragraphs, Predicate<Optional<String>> wanted) {
            TreeMap<Integer, List<Piece>> cells = new TreeMap<>();
            for (int i = 0; i < paragraphs.size(); i++) {
                Paragraph paragraph = paragraphs.get(i);
                Optional<Cell> cell = paragraph.marks().cell();
                if (cell.isPresent()
                        && paragraph.kind() != Paragraph.Kind.COMMENT
                        && wanted.test(paragraph.marks().language())) {
                    cells.computeIfAbsent(cell.get().table(), none -> new ArrayList<>())
                            .add(Piece.of(paragraph, i));
                }
            }
            return cells.values();
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

        /** Returns the texts of a row by column. */
        private static List<String> texts(Row row, Set<Integer> columns) {
            return IntStream.rangeClosed(0, Collections.max(columns))
                    .mapToObj(column -> Block.text(row.cell(column)))
                    .toList();
        }

        /** Returns the pair of columns that names show. A revision counts more than its draft. */
        private static Optional<Columns> named(ColumnVoter voter) {
            ColumnVoter.Choice chinese = voter.choice(true);
            ColumnVoter.Choice english = voter.choice(false);
            return Optional.of(voter)
                    .filter(clear -> chinese.isClear() && english.isClear())
                    .map(clear -> new Columns(chinese.first(), english.first()));
        }

        private static double similarity(
                List<Row> rows, Columns columns, ToDoubleBiFunction<String, String> similarity) {
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

        /** Returns the blocks of a row; several paragraphs of its cells are aligned. */
        private static List<Block> blocks(Row row, Columns columns, ToDoubleBiFunction<String, String> similarity) {
            List<Piece> chinese = row.cell(columns.chinese);
            List<Piece> english = row.cell(columns.english);
            boolean isSwapped = row.vote(columns) == SWAPPED
                    && !row.isBoth(columns)
                    && row.tongue(columns.chinese) == Tongue.ENGLISH;
            boolean isChineseOnly = row.tongue(columns.english) == Tongue.CHINESE && !isSwapped;
            if ((chinese.isEmpty() && english.isEmpty()) || isChineseOnly) {
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
    }

    /**
     * Separates subtitles that are in both languages on the screen at the same time: two lines in a cue, two cues at the
     * same time, or all cues of one language after those of the other. Stateless.
     */
    static final class CueBlocks {
        /** Minimum share of the time of the shorter cue in which both cues are on the screen. */
        private static final double MIN_OVERLAP = 0.5;

        private CueBlocks() {}

        /**
         * Holds a piece with the time in which it is on the screen.
         *
         * @param piece the text
         * @param start start in milliseconds
         * @param end end in milliseconds
         */
        private record Timed(Piece piece, long start, long end) {
            static Timed of(Piece piece) {
                List<Cue> cues = piece.paragraph().marks().cues();
                return new Timed(
                        piece,
                        cues.stream().mapToLong(Cue::start).min().orElse(0),
                        cues.stream().mapToLong(Cue::end).max().orElse(0));
            }

            boolean isWith(Timed other) {
                long shared = Math.min(end, other.end) - Math.max(start, other.start);
                return shared >= MIN_OVERLAP * Math.min(end - start, other.end - other.start);
            }
        }

        /** Separates subtitles; empty if they are in one language. */
        static Optional<Separation> of(List<Paragraph> paragraphs) {
            List<Timed> chinese = new ArrayList<>();
            List<Timed> english = new ArrayList<>();
            for (int i = 0; i < paragraphs.size(); i++) {
                for (Piece piece :
                        paragraphs.get(i).marks().cues().isEmpty() ? List.<Piece>of() : pieces(paragraphs.get(i), i)) {
                    if (piece.tongue() != Tongue.NEITHER) {
                        (piece.tongue() == Tongue.CHINESE ? chinese : english).add(Timed.of(piece));
                    }
                }
            }
            Comparator<Timed> byTime = Comparator.comparingLong(Timed::start);
            chinese.sort(byTime);
            english.sort(byTime);
            List<Block> blocks = together(chinese, english);
            long chineseFirst = blocks.stream()
                    .filter(Block::isPaired)
                    .mapToInt(block ->
                            isFirst(block.chinese().get(0), block.english().get(0)) ? 1 : -1)
                    .sum();
            return chinese.isEmpty() || english.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new Separation(Layout.CUES, chineseFirst >= 0, blocks));
        }

        private static boolean isFirst(Piece chinese, Piece english) {
            Paragraph.Origin one = chinese.paragraph().origins().get(0);
            Paragraph.Origin other = english.paragraph().origins().get(0);
            return one.line() < other.line() || (one.line() == other.line() && one.column() < other.column());
        }

        /** Splits a paragraph with both languages at its cues and lines. */
        private static List<Piece> pieces(Paragraph paragraph, int position) {
            List<Piece> lines = Piece.ofLines(paragraph, position);
            if (lines.size() == 1) {
                return Piece.MixedLine.split(lines.get(0)).orElse(lines);
            }
            List<Cue> cues = paragraph.marks().cues();
            List<Piece> pieces = new ArrayList<>();
            for (int k = 0; k < cues.size(); k++) {
                int end = k + 1 < cues.size()
                        ? cues.get(k + 1).offset()
                        : paragraph.text().length();
                paragraph
                        .part(cues.get(k).offset(), end)
                        .ifPresent(part -> pieces.addAll(Piece.ofLines(part, position)));
            }
            return pieces;
        }

        /** Groups cues that are on the screen at the same time. */
        private static List<Block> together(List<Timed> chinese, List<Timed> english) {
            List<Block> all = new ArrayList<>();
            int i = 0;
            int j = 0;
            while (i < chinese.size() || j < english.size()) {
                int iEnd = i;
                int jEnd = j;
                if (i < chinese.size() && j < english.size() && chinese.get(i).isWith(english.get(j))) {
                    iEnd++;
                    jEnd++;
                    boolean grows = true;
                    while (grows) {
                        grows = false;
                        if (iEnd < chinese.size() && chinese.get(iEnd).isWith(english.get(jEnd - 1))) {
                            iEnd++;
                            grows = true;
                        }
                        if (jEnd < english.size() && chinese.get(iEnd - 1).isWith(english.get(jEnd))) {
                            jEnd++;
                            grows = true;
                        }
                    }
                } else if (j == english.size()
                        || (i < chinese.size()
                                && chinese.get(i).start() <= english.get(j).start())) {
                    iEnd++;
                } else {
                    jEnd++;
                }
                all.add(new Block(pieces(chinese.subList(i, iEnd)), pieces(english.subList(j, jEnd))));
                i = iEnd;
                j = jEnd;
            }
            return all;
        }

        private static List<Piece> pieces(List<Timed> side) {
            return side.stream().map(Timed::piece).toList();
        }
    }
}
