package duiqi.align.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import duiqi.align.Aligner;
import duiqi.align.Alignment;
import duiqi.align.Bead;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
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

    /** Between two pairs set by hand, few paths are left. An edge below the threshold then leaves others without a start. */
    @Test
    void hasNoAlternativeIfAllOtherEdgesHaveNoPath() {
        Lattice lattice = lattice(2, 2, "0 1 0 1 0", "1 1 1 1 0", "1 1 0 2 -9");
        lattice.computePosteriors();
        List<Bead> now = lattice.beads();
        assertThat(now)
                .hasSize(2)
                .allSatisfy(bead -> assertThat(lattice.alternative(now, bead)).isEmpty());
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
        Lattice lattice = lattice(1, 2, "0 1 0 1 0.1", "0 1 1 1 0.1", "0 0 0 1 -0.7", "1 0 1 1 -0.7");
        assertThat(lattice.best(edge -> edge.score)).extracting(edge -> edge.n).containsExactly(1, 0);
    }

    /** Returns a lattice of edges, each as its four numbers and its score. */
    private static Lattice lattice(int chinese, int english, String... edges) {
        List<Lattice.Edge> all = Stream.of(edges)
                .map(edge -> Stream.of(edge.split(" "))
                        .mapToDouble(Double::parseDouble)
                        .toArray())
                .map(n -> new Lattice.Edge((int) n[0], (int) n[1], (int) n[2], (int) n[3], n[4]))
                .toList();
        return new Lattice(all, chinese, english);
    }

    /** Returns the beads of a path as links, with a link for each unpaired segment. */
    private static Set<Bead.Link> links(List<Lattice.Edge> path) {
        Set<Bead.Link> links = new HashSet<>();
        for (Lattice.Edge edge : path) {
            if (edge.n > 0 && edge.m > 0) {
                links.add(new Bead.Link(Aligner.range(edge.i, edge.n), Aligner.range(edge.j, edge.m)));
            }
            for (int i = edge.i; edge.m == 0 && i < edge.i + edge.n; i++) {
                links.add(new Bead.Link(List.of(i), List.of()));
            }
            for (int j = edge.j; edge.n == 0 && j < edge.j + edge.m; j++) {
                links.add(new Bead.Link(List.of(), List.of(j)));
            }
        }
        return links;
    }

    private static List<String> segments(List<Bead> beads) {
        return beads.stream()
                .flatMap(bead -> Stream.concat(
                        bead.source().stream().map(i -> "zh" + i),
                        bead.target().stream().map(j -> "en" + j)))
                .toList();
    }

    private static double share(List<List<Lattice.Edge>> paths, List<Bead> beads) {
        double all = paths.stream().mapToDouble(path -> Math.exp(score(path))).sum();
        return paths.stream()
                        .filter(path -> links(path).containsAll(Bead.Link.of(beads)))
                        .mapToDouble(path -> Math.exp(score(path)))
                        .sum()
                / all;
    }

    @Property(tries = 60)
    void findsTheBestPathWithoutABead(@ForAll long seed) {
        List<Lattice.Edge> edges = new ArrayList<>(random(seed, 4, 3).edges());
        for (int j = 0; j <= 3; j++) {
            edges.add(new Lattice.Edge(0, 2, j, 0, new Random(seed + j).nextGaussian()));
        }
        Lattice lattice = new Lattice(edges, 4, 3);
        lattice.computePosteriors();
        List<List<Lattice.Edge>> all = new ArrayList<>();
        paths(lattice.edges(), 0, 0, 4, 3, new ArrayList<>(), all);
        Random random = new Random(seed);
        List<Bead> now = lattice.beads(all.get(random.nextInt(all.size())));
        Bead bead = now.get(random.nextInt(now.size()));

        Alignment.Alternative found = lattice.alternative(now, bead).orElseThrow();

        List<Lattice.Edge> best = all.stream()
                .filter(path -> !links(path).contains(Bead.Link.of(bead)))
                .max(Comparator.comparingDouble(LatticeTest::score))
                .orElseThrow();
        assertThat(links(best)).containsAll(Bead.Link.of(found.other()));
        assertThat(found.now()).contains(bead);
        assertThat(Bead.Link.of(found.other())).doesNotContainAnyElementsOf(List.of(Bead.Link.of(bead)));
        assertThat(segments(found.other())).containsExactlyInAnyOrderElementsOf(segments(found.now()));
        assertThat(found.otherProbability()).isCloseTo(share(all, found.other()), within(1e-9));
        assertThat(found.probability().orElseThrow()).isCloseTo(share(all, found.now()), within(1e-9));
    }

    @Test
    void givesNoProbabilityToBeadsThatNoPathContains() {
        Lattice lattice = lattice(1, 1, "0 1 0 1 1");
        lattice.computePosteriors();
        List<Bead> apart = List.of(new Bead(List.of(0), List.of(), 1), new Bead(List.of(), List.of(0), 1));
        Alignment.Alternative found = lattice.alternative(apart, apart.get(1)).orElseThrow();
        assertThat(found.probability()).isEmpty();
        assertThat(found.now()).isEqualTo(apart);
        assertThat(found.other()).containsExactly(new Bead(List.of(0), List.of(0), 1));
        assertThat(found.otherProbability()).isEqualTo(1);
    }
}
