package duiqi.align;

import java.util.List;

/**
 * How near the sides of a bead are to each other in the space of an encoder.
 *
 * <p>A cosine alone says little, since some sentences are near to everything. So it is judged against the mean cosine with the
 * runs of the same size that stand about, in both directions, as Vecalign does with random ones (Thompson and Koehn 2019,
 * section 3). A bead too large is known by an end sentence that adds nothing to the cosine, a bead too small by a neighbour that
 * would raise it.
 */
final class EncoderEvidence implements Evidence {
    private final SpanVectors chinese;
    private final SpanVectors english;

    EncoderEvidence(TokenizedPair pair, SentenceVectors vectors) {
        chinese = new SpanVectors(vectors.chinese(), pair::chineseLength);
        english = new SpanVectors(vectors.english(), pair::englishLength);
    }

    @Override
    public List<String> features() {
        return List.of(
                "encoder margin", "encoder margin times size", "encoder gain of an end", "encoder gain of a neighbour");
    }

    @Override
    public void measure(int i, int n, int j, int m, double[] values, int at) {
        if (n == 0 || m == 0) {
            return;
        }
        double cosine = cosine(i, n, j, m);
        double about = (VectorMath.dot(chinese.span(i, n), english.around(j, m))
                        + VectorMath.dot(chinese.around(i, n), english.span(j, m)))
                / 2;
        values[at] = cosine - about;
        values[at + 1] = (cosine - about) * (n + m) / 2;
        if (n > 1 || m > 1) {
            values[at + 2] = cosine - withoutAnEnd(i, n, j, m);
        }
        values[at + 3] = Math.max(0, withANeighbour(i, n, j, m) - cosine);
    }

    private double cosine(int i, int n, int j, int m) {
        return VectorMath.dot(chinese.span(i, n), english.span(j, m));
    }

    /** The best cosine after one sentence at an end is taken away. */
    private double withoutAnEnd(int i, int n, int j, int m) {
        double best = -1;
        if (n > 1) {
            best = Math.max(cosine(i + 1, n - 1, j, m), cosine(i, n - 1, j, m));
        }
        if (m > 1) {
            best = Math.max(best, Math.max(cosine(i, n, j + 1, m - 1), cosine(i, n, j, m - 1)));
        }
        return best;
    }

    /** The best cosine after one sentence beside the bead is taken in; -1 if there is none. */
    private double withANeighbour(int i, int n, int j, int m) {
        double best = -1;
        if (i > 0) {
            best = Math.max(best, cosine(i - 1, n + 1, j, m));
        }
        if (i + n < chinese.size()) {
            best = Math.max(best, cosine(i, n + 1, j, m));
        }
        if (j > 0) {
            best = Math.max(best, cosine(i, n, j - 1, m + 1));
        }
        if (j + m < english.size()) {
            best = Math.max(best, cosine(i, n, j, m + 1));
        }
        return best;
    }
}
