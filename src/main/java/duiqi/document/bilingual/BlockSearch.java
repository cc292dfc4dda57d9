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

    /** Numbers of pieces of both sides of each kind of bead, the most probable first. */
    private static final int[][] SHAPES = {{1, 1}, {1, 0}, {0, 1}, {2, 1}, {1, 2}};

    private final List<Piece> pieces;
    private final Optional<ToDoubleBiFunction<String, String>> similarity;
    private final Map<Bead, Double> compared = new HashMap<>();

    /** End of the run of pieces in one language that contains each piece. */
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
        public Block {
            chinese = List.copyOf(chinese);
            english = List.copyOf(english);
        }

        /** Returns the block of two sides. The first one is in the given language. */
        static Block of(Tongue first, List<Piece> one, List<Piece> other) {
            return first == Tongue.CHINESE ? new Block(one, other) : new Block(other, one);
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

        boolean isPaired() {
            return !chinese.isEmpty() && !english.isEmpty();
        }

        /** Returns the number of letters, with Chinese characters weighted. */
        int weight() {
            return all().stream().mapToInt(Piece::weight).sum();
        }

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
    record Blocks(boolean isChineseFirst, List<Block> blocks, double cost) {}

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
        return Stream.of(Tongue.CHINESE, Tongue.ENGLISH)
                .map(this::search)
                .min(Comparator.comparingDouble(Blocks::cost))
                .orElseThrow();
    }

    /** Holds the ranges of the pieces of a block: a text and its translation. A range may be empty. */
    private record Bead(int start, int middle, int otherStart, int end) {}

    /** Adds beads to the path that ends before the piece with the number {@code from}. */
    private record Step(int from, List<Bead> beads) {}

    /** Returns the cheapest blocks if most begin with one language. */
    private Blocks search(Tongue first) {
        int size = pieces.size();
        double[] costs = new double[size + 1];
        Arrays.fill(costs, 1, size + 1, Double.POSITIVE_INFINITY);
        Step[] steps = new Step[size + 1];
        for (int i = 0; i < size; i++) {
            Piece piece = pieces.get(i);
            offer(costs, steps, i + 1, costs[i] + SKIP, new Step(i, List.of(new Bead(i, i + 1, i + 1, i + 1))));
            if (isPair(pieces, i)) {
                double reversed = piece.tongue() == first.other() ? LINE_REVERSED : 0;
                offer(costs, steps, i + 2, costs[i] + reversed, new Step(i, List.of(new Bead(i, i + 1, i + 1, i + 2))));
            }
            if (ends[i] < size && piece.tongue() == pieces.get(ends[i]).tongue().other()) {
                extend(costs, steps, i, costs[i] + (piece.tongue() == first ? 0 : REVERSED));
            }
        }
        List<Block> blocks = new ArrayList<>();
        for (int to = size; to > 0; to = steps[to].from) {
            steps[to].beads.forEach(bead -> blocks.add(block(first, bead)));
        }
        Collections.reverse(blocks);
        return new Blocks(first == Tongue.CHINESE, blocks, costs[size]);
    }

    private static void offer(double[] costs, Step[] steps, int to, double cost, Step step) {
        if (cost < costs[to]) {
            costs[to] = cost;
            steps[to] = step;
        }
    }

    /** Offers blocks of the rest of the run of a piece and the start of the next run. */
    private void extend(double[] costs, Step[] steps, int i, double cost) {
        int middle = ends[i];
        int end = ends[middle];
        if (middle - i > MAX_RUN || end - middle > MAX_RUN) {
            double difference = LONG_DIFFERENCE * Math.abs(2 * middle - i - end);
            offer(costs, steps, end, cost + difference, new Step(i, List.of(new Bead(i, middle, middle, end))));
            return;
        }
        double[][] table = new double[middle - i + 1][end - middle + 1];
        int[][] shapes = new int[table.length][end - middle + 1];
        for (int a = 0; a < table.length; a++) {
            for (int b = a == 0 ? 1 : 0; b <= end - middle; b++) {
                table[a][b] = Double.POSITIVE_INFINITY;
                for (int k = 0; k < SHAPES.length; k++) {
                    int n = SHAPES[k][0];
                    int m = SHAPES[k][1];
                    if (a >= n && b >= m && table[a - n][b - m] < table[a][b]) {
                        double sum = table[a - n][b - m]
                                + cost(new Bead(i + a - n, i + a, middle + b - m, middle + b), n, m);
                        if (sum < table[a][b]) {
                            table[a][b] = sum;
                            shapes[a][b] = k;
                        }
                    }
                }
            }
        }
        for (int b = 1; b <= end - middle; b++) {
            if (cost + table[middle - i][b] < costs[middle + b]) {
                offer(costs, steps, middle + b, cost + table[middle - i][b], new Step(i, beads(shapes, i, middle, b)));
            }
        }
    }

    /** Returns the beads of a block, the last first. */
    private static List<Bead> beads(int[][] shapes, int start, int middle, int length) {
        List<Bead> beads = new ArrayList<>();
        int a = middle - start;
        int b = length;
        while (a + b > 0) {
            int[] shape = SHAPES[shapes[a][b]];
            beads.add(new Bead(start + a - shape[0], start + a, middle + b - shape[1], middle + b));
            a -= shape[0];
            b -= shape[1];
        }
        return beads;
    }

    private double cost(Bead bead, int n, int m) {
        if (n == 0 || m == 0) {
            return SKIP;
        }
        Kind kind = pieces.get(bead.start).paragraph().kind();
        Kind other = pieces.get(bead.otherStart).paragraph().kind();
        boolean isSameKind = kind == other || kind == Kind.COMMENT || other == Kind.COMMENT;
        return (isSameKind ? 0 : OTHER_KIND) + (n + m > 2 ? MERGED : 0) + difference(bead);
    }

    private double difference(Bead bead) {
        if (similarity.isEmpty() || compared.size() > MAX_COMPARISONS) {
            return 0;
        }
        return compared.computeIfAbsent(bead, key -> {
            Block block = block(Tongue.CHINESE, bead);
            double alike = similarity.get().applyAsDouble(Block.text(block.chinese), Block.text(block.english));
            return UNLIKE * Math.max(0, 1 - alike / USUAL_SIMILARITY);
        });
    }

    /** Returns the block of a bead; equal texts are in the order of the other blocks. */
    private Block block(Tongue first, Bead bead) {
        List<Piece> one = pieces.subList(bead.start, bead.middle);
        List<Piece> other = pieces.subList(bead.otherStart, bead.end);
        boolean isEqual = !one.isEmpty()
                && !other.isEmpty()
                && one.get(0).tongue() == other.get(0).tongue();
        Tongue tongue =
                one.isEmpty() ? other.get(0).tongue().other() : one.get(0).tongue();
        return Block.of(isEqual ? first : tongue, one, other);
    }
}
