package duiqi.align;

/** The little arithmetic of vectors that alignment needs. */
final class VectorMath {
    /** Vectors shorter than this have no direction but that of rounding. */
    private static final double MIN_LENGTH = 1e-6;

    private VectorMath() {}

    static double dot(float[] a, float[] b) {
        double sum = 0;
        for (int d = 0; d < a.length; d++) {
            sum += (double) a[d] * b[d];
        }
        return sum;
    }

    /** Adds a multiple of a vector to another. */
    static void add(float[] sum, double factor, float[] vector) {
        float f = (float) factor;
        for (int d = 0; d < sum.length; d++) {
            sum[d] += f * vector[d];
        }
    }

    /** Brings a vector to length 1, or to zeros if it has no direction. */
    static void normalize(float[] vector) {
        double length = Math.sqrt(dot(vector, vector));
        double factor = length < MIN_LENGTH ? 0 : 1 / length;
        for (int d = 0; d < vector.length; d++) {
            vector[d] = (float) (vector[d] * factor);
        }
    }
}
