package duiqi.align.search;

import duiqi.align.learn.TokenizedPair;
import duiqi.text.Segment;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.regex.Pattern;

/**
 * Makes short lines that introduce speech agree with each other. In minutes and transcripts a line such as "the
 * translation of the speech:" stands for "He said:" many times: one text joins it to the speech, another gives it a
 * sentence of its own, or omits it. Lines whose endings recur form a group, and each line prefers the role that the
 * others of its group have in their beads. Not thread-safe.
 */
public final class RecurringEndings {
    private static final Pattern INTRODUCTION = Pattern.compile(".{0,19}[:：]");

    /** Lengths of shared endings, with the colon; the first that a group shares decides. */
    private static final List<Integer> ENDINGS = List.of(4, 3);

    private static final int MIN_GROUP = 4;

    /** Number of times that the posteriors are estimated again. */
    private static final int ROUNDS = 2;

    /** Number of roles of a line in its bead: unpaired, alone, first, last, between others. */
    private static final int ROLES = 5;

    /** Number of lines of an imaginary group with equally frequent roles, which is added to each group. */
    private static final double PRIOR = 1;

    private static final int NONE = -1;

    /** By line, the Chinese ones first: number of its group, or {@link #NONE}. */
    private final int[] groups;

    private final int chineseSize;

    /** By group: number of its lines. */
    private final int[] sizes;

    public RecurringEndings(TokenizedPair pair) {
        chineseSize = pair.chineseSize();
        groups = new int[chineseSize + pair.englishSize()];
        Arrays.fill(groups, NONE);
        int chinese = assign(0, chineseSize, pair::chinese, 0);
        sizes = new int[assign(chineseSize, pair.englishSize(), pair::english, chinese)];
        Arrays.stream(groups).filter(group -> group != NONE).forEach(group -> sizes[group]++);
    }

    /** Assigns the lines of one side to groups with numbers from {@code first} on, and returns the next number. */
    private int assign(int start, int size, IntFunction<Segment> segments, int first) {
        int next = first;
        for (int length : ENDINGS) {
            Map<String, Integer> often = new HashMap<>();
            String[] endings = new String[size];
            for (int k = 0; k < size; k++) {
                String text = segments.apply(k).text().strip();
                boolean introduces = INTRODUCTION.matcher(text).matches() && text.length() >= length;
                if (introduces && groups[start + k] == NONE) {
                    endings[k] = text.substring(text.length() - length, text.length() - 1);
                    often.merge(endings[k], 1, Integer::sum);
                }
            }
            Map<String, Integer> numbers = new HashMap<>();
            for (int k = 0; k < size; k++) {
                if (often.getOrDefault(endings[k], 0) >= MIN_GROUP) {
                    Integer group = numbers.putIfAbsent(endings[k], next);
                    groups[start + k] = group == null ? next++ : group;
                }
            }
        }
        return next;
    }

    /** Adds to each edge the logarithms of the shares of its lines' roles in their groups, and computes posteriors. */
    public void agree(Lattice lattice) {
        List<Lattice.Edge> edges = lattice.edges();
        double[] scores = edges.stream().mapToDouble(edge -> edge.score).toArray();
        for (int round = 0; round < ROUNDS && sizes.length > 0; round++) {
            double[][] shares = new double[groups.length][];
            double[][] sums = new double[sizes.length][ROLES];
            for (Lattice.Edge edge : edges) {
                forEachLine(edge, (line, role) -> {
                    shares[line] = shares[line] == null ? new double[ROLES] : shares[line];
                    shares[line][role] += edge.posterior;
                    sums[groups[line]][role] += edge.posterior;
                });
            }
            for (int k = 0; k < scores.length; k++) {
                Lattice.Edge edge = edges.get(k);
                edge.score = scores[k];
                forEachLine(edge, (line, role) -> {
                    double others = Math.max(0, sums[groups[line]][role] - shares[line][role]);
                    edge.score += Math.log((others + PRIOR / ROLES) / (sizes[groups[line]] - 1 + PRIOR));
                });
            }
            lattice.computePosteriors();
        }
    }

    /** Receives a line of a group and its role in a bead. */
    private interface Visitor {
        void visit(int line, int role);
    }

    private void forEachLine(Lattice.Edge edge, Visitor visitor) {
        forEachLine(edge.i, edge.n, edge.m, visitor);
        forEachLine(chineseSize + edge.j, edge.m, edge.n, visitor);
    }

    private void forEachLine(int start, int count, int others, Visitor visitor) {
        for (int line = start; line < start + count; line++) {
            if (groups[line] == NONE) {
                continue;
            }
            int inside = line == start ? 2 : line == start + count - 1 ? 3 : 4;
            visitor.visit(line, others == 0 ? 0 : count == 1 ? 1 : inside);
        }
    }
}
