package duiqi.document.bilingual;

import duiqi.document.bilingual.Piece.Tongue;
import duiqi.text.Paragraph.Kind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleBiFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Finds the pieces that correspond in a document that alternates between two languages.
 *
 * <p>A dynamic program splits the sequence into blocks: the pieces of one language and the pieces of the other next to
 * them. Most blocks of a document have the same language first. A missing piece and a block in the other order have a
 * cost. If the structure alone does not decide, the similarity of the texts decides too. Not thread-safe.
 */
final class BlockSearch {
    /** Cost of a piece without counterpart. */
    private static final double SKIP = 0.7;

    /** Cost of a block whose languages are in the other order. */
    private static final double REVERSED = 1;

    /** Cost of a line whose languages are in the other order; only a majority of these lines matters. */
    private static final double LINE_REVERSED = 0.01;

    /** Cost of a pair of texts that have no word in common. */
    private static final double UNLIKE = 1.2;

    /** Similarity of a usual translation; half of all translated paragraphs are more similar. */
    private static final double USUAL_SIMILARITY = 0.6;

    /** Cost of a pair of a heading with a paragraph of another kind. */
    private static final double OTHER_KIND = 0.5;

    /** Cost of two pieces that correspond to one. */
    private static final double MERGED = 0.9;

    /** Maximum number of pieces on one side of a block that is split further. */
    private static final int MAX_RUN = 30;

    /** Cost of each piece that one side of a long block has more than the other. */
    private static final double LONG_DIFFERENCE = 0.02;

    /** Maximum number of comparisons of texts in a document; after it, the structure decides. */
    private static final int MAX_COMPARISONS = 60_000;

    private final List<Piece> pieces;
    private final Optional<ToDoubleBiFunction<String, String>> similarity;
    private final Map<List<Integer>, Double> compared = new HashMap<>();
    private final int[] ends;

    private BlockSearch(List<Piece> pieces, Optional<ToDoubleBiFunction<String, String>> similarity) {
        this.pieces = pieces;
        this.similarity = similarity;
        ends = new int[pieces.size()];
        for (int i = pieces.size() - 1; i >= 0; i--) {
            boolean isLast = i + 1 == ends.length
                    || pieces.get(i).tongue() != pieces.get(i + 1).tongue();
            ends[i] = isLast ? i + 1 : ends[i + 1];
        }
    }

    /**
     * Contains the pieces that correspond, in the order of the document. One side may be empty.
     *
     * @param chinese Chinese pieces
     * @param english English pieces
     */
    record Block(List<Piece> chinese, List<Piece> english) {
        /** Minimum similarity of both parts of a line without counterpart, to split it. */
        private static final double MIN_LINE_SIMILARITY = 0.4;

        public Block {
            chinese = List.copyOf(chinese);
            english = List.copyOf(english);
        }

        /** Returns the number of the first paragraph of the block in the document. */
        int position() {
            return all().stream().mapToInt(Piece::position).min().orElse(0);
        }

        List<Piece> all() {
            return Stream.concat(chinese.stream(), english.stream()).toList();
        }

        /** Returns whether the block has both sides, and these are different texts. */
        boolean isTranslated() {
            return isPaired() && !text(chinese).equals(text(english));
        }

        /** Returns whether the block has both sides. */
        boolean isPaired() {
            return !chinese.isEmpty() && !english.isEmpty();
        }

        /** Returns the number of letters, with Chinese characters weighted. */
        int weight() {
            return all().stream().mapToInt(Piece::weight).sum();
        }

        /** Splits a line without counterpart that contains its translation, such as a title. */
        Block split(ToDoubleBiFunction<String, String> similarity) {
            return Piece.MixedLine.split(all().get(0))
                    .map(line -> line.get(0).tongue() == Tongue.CHINESE
                            ? new Block(List.of(line.get(0)), List.of(line.get(1)))
                            : new Block(List.of(line.get(1)), List.of(line.get(0))))
                    .filter(line ->
                            similarity.applyAsDouble(text(line.chinese()), text(line.english())) >= MIN_LINE_SIMILARITY)
                    .orElse(this);
        }

        /** Returns the texts of a side as one text. */
        static String text(List<Piece> side) {
            return side.stream().map(Piece::text).collect(Collectors.joining(" "));
        }
    }

    /**
     * Holds the blocks of a sequence.
     *
     * @param isChineseFirst true if most blocks begin with Chinese
     * @param blocks blocks in the order of the sequence
     * @param cost cost of the blocks
     */
    record Blocks(boolean isChineseFirst, List<Block> blocks, double cost) {
        public Blocks {
            blocks = List.copyOf(blocks);
        }
    }

    /**
     * Finds the blocks of a sequence. Pieces in neither language are omitted, unless the same text follows.
     *
     * @param all pieces in the order of the document
     * @param similarity returns how well a Chinese and an English text match, from 0 to 1; called only if the structure
     *     alone does not decide
     */
    static Blocks of(List<Piece> all, ToDoubleBiFunction<String, String> similarity) {
        List<Piece> pieces = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            if (all.get(i).tongue() != Tongue.NEITHER || isPair(all, i) || (i > 0 && isPair(all, i - 1))) {
                pieces.add(all.get(i));
            }
        }
        BlockSearch structure = new BlockSearch(pieces, Optional.empty());
        Blocks best = structure.best();
        return best.cost == 0 && structure.isUniform() ? best : new BlockSearch(pieces, Optional.of(similarity)).best();
    }

    /** Returns whether all runs of one language have the same number of pieces. */
    private boolean isUniform() {
        for (int i = 0; i < ends.length; i = ends[i]) {
            if (ends[i] - i != ends[0]) {
                return false;
            }
        }
        return true;
    }

    /** Returns whether a piece and the next one correspond, because they are in one line or the same text. */
    private static boolean isPair(List<Piece> pieces, int i) {
        return i + 1 < pieces.size()
                && (pieces.get(i).isPairedWithNext()
                        || pieces.get(i).text().equals(pieces.get(i + 1).text()));
    }

    private Blocks best() {
        List<Blocks> all = new ArrayList<>();
        for (Tongue first : List.of(Tongue.CHINESE, Tongue.ENGLISH)) {
            all.add(search(new Order(first, first)));
        }
        if (hasHeadings(Tongue.CHINESE) && hasHeadings(Tongue.ENGLISH)) {
            for (Tongue first : List.of(Tongue.CHINESE, Tongue.ENGLISH)) {
                all.add(search(new Order(first, first.other())));
            }
        }
        return Collections.min(all, Comparator.comparingDouble(Blocks::cost));
    }

    /**
     * Adds one or more blocks to a path.
     *
     * @param start index of the first piece of the blocks
     * @param beads start and end of both sides of each block; empty for a piece without counterpart
     */
    private record Step(int start, List<int[]> beads) {}

    /**
     * Holds the languages that come first.
     *
     * @param text first language of most blocks
     * @param headings first language of headings
     */
    private record Order(Tongue text, Tongue headings) {
        /** Returns whether a block begins with the language that does so in most blocks. */
        boolean isIn(Piece piece) {
            return piece.tongue() == (piece.paragraph().kind() == Kind.HEADING ? headings : text);
        }
    }

    private boolean hasHeadings(Tongue tongue) {
        return pieces.stream()
                .anyMatch(piece -> piece.tongue() == tongue && piece.paragraph().kind() == Kind.HEADING);
    }

    private Blocks search(Order order) {
        Tongue first = order.text;
        int size = pieces.size();
        double[] costs = new double[size + 1];
        Arrays.fill(costs, Double.POSITIVE_INFINITY);
        costs[0] = first == order.headings ? 0 : REVERSED;
        List<Optional<Step>> steps = new ArrayList<>(Collections.nCopies(size + 1, Optional.empty()));
        for (int i = 0; i < size; i++) {
            offer(costs, steps, i, i + 1, costs[i] + SKIP, List.of());
            if (isPair(pieces, i)) {
                double reversed = pieces.get(i).tongue() == first.other() ? LINE_REVERSED : 0;
                offer(costs, steps, i, i + 2, costs[i] + reversed, List.of(new int[] {i, i + 1, i + 1, i + 2}));
            }
            if (ends[i] < size
                    && pieces.get(i).tongue() == pieces.get(ends[i]).tongue().other()) {
                extend(costs, steps, i, order.isIn(pieces.get(i)) ? 0 : REVERSED);
            }
        }
        return new Blocks(first == Tongue.CHINESE, blocks(first, steps), costs[size]);
    }

    private static void offer(
            double[] costs, List<Optional<Step>> steps, int from, int to, double cost, List<int[]> beads) {
        if (cost < costs[to]) {
            costs[to] = cost;
            steps.set(to, Optional.of(new Step(from, beads)));
        }
    }

    /** Offers blocks of the rest of the run of a piece and the start of the next run. */
    private void extend(double[] costs, List<Optional<Step>> steps, int i, double order) {
        int middle = ends[i];
        int end = ends[middle];
        if (middle - i > MAX_RUN || end - middle > MAX_RUN) {
            double cost = costs[i] + order + LONG_DIFFERENCE * Math.abs(2 * middle - i - end);
            offer(costs, steps, i, end, cost, List.of(new int[] {i, middle, middle, end}));
            return;
        }
        Table table = new Table(i, middle, end);
        for (int to = middle + 1; to <= end; to++) {
            double cost = costs[i] + order + table.cost(to);
            if (cost < costs[to]) {
                offer(costs, steps, i, to, cost, table.beads(to));
            }
        }
    }

    /** Aligns the pieces of two runs. */
    private final class Table {
        /** Numbers of pieces of both sides of each kind of bead, the most probable first. */
        private static final int[][] SHAPES = {{1, 1}, {1, 0}, {0, 1}, {2, 1}, {1, 2}};

        private final int start;
        private final int middle;
        private final double[][] costs;
        private final int[][] shapes;

        Table(int start, int middle, int end) {
            this.start = start;
            this.middle = middle;
            costs = new double[middle - start + 1][end - middle + 1];
            shapes = new int[middle - start + 1][end - middle + 1];
            for (int a = 0; a < costs.length; a++) {
                for (int b = 0; b < costs[a].length; b++) {
                    fill(a, b);
                }
            }
        }

        private void fill(int a, int b) {
            costs[a][b] = a + b == 0 ? 0 : Double.POSITIVE_INFINITY;
            for (int shape = 0; shape < SHAPES.length; shape++) {
                int n = SHAPES[shape][0];
                int m = SHAPES[shape][1];
                if (a >= n && b >= m && costs[a - n][b - m] < costs[a][b]) {
                    double cost = costs[a - n][b - m] + beadCost(start + a - n, n, middle + b - m, m);
                    if (cost < costs[a][b]) {
                        costs[a][b] = cost;
                        shapes[a][b] = shape;
                    }
                }
            }
        }

        double cost(int end) {
            return costs[middle - start][end - middle];
        }

        List<int[]> beads(int end) {
            List<int[]> beads = new ArrayList<>();
            int a = middle - start;
            int b = end - middle;
            while (a + b > 0) {
                int[] shape = SHAPES[shapes[a][b]];
                beads.add(new int[] {
                    start + a - shape[0], start + a, middle + b - shape[1], middle + b,
                });
                a -= shape[0];
                b -= shape[1];
            }
            Collections.reverse(beads);
            return beads;
        }
    }

    private double beadCost(int i, int n, int j, int m) {
        if (n == 0 || m == 0) {
            return SKIP;
        }
        Kind kind = pieces.get(i).paragraph().kind();
        Kind other = pieces.get(j).paragraph().kind();
        boolean isSameKind = kind == other || kind == Kind.COMMENT || other == Kind.COMMENT;
        return (isSameKind ? 0 : OTHER_KIND) + (n + m > 2 ? MERGED : 0) + difference(i, n, j, m);
    }

    private double difference(int i, int n, int j, int m) {
        if (similarity.isEmpty() || compared.size() > MAX_COMPARISONS) {
            return 0;
        }
        return compared.computeIfAbsent(List.of(i, n, j, m), key -> {
            String one = Block.text(pieces.subList(i, i + n));
            String other = Block.text(pieces.subList(j, j + m));
            double alike = pieces.get(i).tongue() == Tongue.CHINESE
                    ? similarity.get().applyAsDouble(one, other)
                    : similarity.get().applyAsDouble(other, one);
            return UNLIKE * Math.max(0, 1 - alike / USUAL_SIMILARITY);
        });
    }

    /** Returns the blocks along the best path. */
    private List<Block> blocks(Tongue first, List<Optional<Step>> steps) {
        List<Block> blocks = new ArrayList<>();
        for (int to = pieces.size(); to > 0; ) {
            Step step = steps.get(to).orElseThrow();
            List<Block> own = new ArrayList<>();
            if (step.beads.isEmpty()) {
                own.add(block(first, new int[] {step.start, to, to, to}));
            }
            step.beads.forEach(bead -> own.add(block(first, bead)));
            Collections.reverse(own);
            blocks.addAll(own);
            to = step.start;
        }
        Collections.reverse(blocks);
        return blocks;
    }

    private Block block(Tongue first, int[] bead) {
        List<Piece> one = pieces.subList(bead[0], bead[1]);
        List<Piece> other = pieces.subList(bead[2], bead[3]);
        Tongue tongue = !one.isEmpty()
                        && !other.isEmpty()
                        && one.get(0).tongue() == other.get(0).tongue()
                ? first
                : one.isEmpty() ? other.get(0).tongue().other() : one.get(0).tongue();
        return tongue == Tongue.CHINESE ? new Block(one, other) : new Block(other, one);
    }
}
