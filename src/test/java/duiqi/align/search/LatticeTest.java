package duiqi.align.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class LatticeTest {
    private static Lattice random(long seed, int chinese, int english) {
        Random random = new Random(seed);
        List<Lattice.Edge> edges = new ArrayList<>();
        for (int i = 0; i <= chinese; i++) {
            for (int j = 0; j <= english; j++) {
                for (int[] shape : new int[][] {{1, 0}, {0, 1}, {1, 1}, {2, 1}, {1, 2}}) {
                    if (i + shape[0] <= chinese && j + shape[1] <= english) {
                        edges.add(new Lattice.Edge(i, shape[0], j, shape[1], random.nextGaussian() * 2));
                    }
                }
            }
        }
        return new Lattice(edges, chinese, english);
    }

    /** Collects all paths by brute force. */
    private static void paths(
            List<Lattice.Edge> edges,
            int i,
            int j,
            int iEnd,
            int jEnd,
            List<Lattice.Edge> path,
            List<List<Lattice.Edge>> all) {
        if (i == iEnd && j == jEnd) {
            all.add(List.copyOf(path));
        }
        for (Lattice.Edge edge : edges) {
            if (edge.i == i && edge.j == j) {
                path.add(edge);
                paths(edges, i + edge.n, j + edge.m, iEnd, jEnd, path, all);
                path.remove(path.size() - 1);
            }
        }
    }

    private static double score(List<Lattice.Edge> path) {
        return path.stream().mapToDouble(edge -> edge.score).sum();
    }

    @Property(tries = 60)
    void agreesWithBruteForce(@ForAll long seed) {
        Lattice lattice = random(seed, 3, 4);
        List<List<Lattice.Edge>> all = new ArrayList<>();
        paths(lattice.edges(), 0, 0, 3, 4, new ArrayList<>(), all);
        double total = all.stream().mapToDouble(path -> Math.exp(score(path))).sum();

        assertThat(lattice.computePosteriors()).isCloseTo(Math.log(total), within(1e-9));
        for (Lattice.Edge edge : lattice.edges()) {
            double through = all.stream()
                    .filter(path -> path.contains(edge))
                    .mapToDouble(path -> Math.exp(score(path)))
                    .sum();
            assertThat(edge.posterior).isCloseTo(through / total, within(1e-9));
        }
        double best = all.stream().mapToDouble(LatticeTest::score).max().orElseThrow();
        assertThat(score(lattice.best(edge -> edge.score))).isCloseTo(best, within(1e-9));
    }

    @Test
    void pairsTheFirstOfTwoEqualSegments() {
        Lattice lattice = new Lattice(
                List.of(
                        new Lattice.Edge(0, 1, 0, 1, 0.1),
                        new Lattice.Edge(0, 1, 1, 1, 0.1),
                        new Lattice.Edge(0, 0, 0, 1, -0.7),
                        new Lattice.Edge(1, 0, 1, 1, -0.7)),
                1,
                2);
        assertThat(lattice.best(edge -> edge.score)).extracting(edge -> edge.n).containsExactly(1, 0);
    }
}
