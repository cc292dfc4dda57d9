package duiqi.corpus.duplicate;

import duiqi.corpus.stage.Hash64;
import java.nio.ByteBuffer;

/**
 * Hashes by which units that are alike meet (Broder 1997, On the resemblance and containment of documents): the least of the
 * features of a unit by a random order is the same for two units as often as their Jaccard index says.
 *
 * <p>For meeting there are eight bands of six such hashes, over the features of both sides together. If both sides have a Jaccard
 * index of s at least, so have they together, and two units share a band with a probability of 1 - (1 - s^6)^8: 0.998 for 0.9,
 * 0.92 for 0.8, 0.12 for 0.5 (Leskovec, Rajaraman and Ullman, Mining of Massive Datasets, section 3.4). The numbers of the unit are
 * part of its bands, so that a form letter with a thousand dates makes no crowd.
 *
 * <p>For looking before texts are fetched there is a sketch of each side: one bit of each of 64 such hashes (Li and König 2010,
 * b-Bit minwise hashing). Immutable.
 *
 * @param bands for each band its key of 128 bits
 * @param chinese sketch of the Chinese
 * @param english sketch of the English
 */
public record MinHash(byte[] bands, long chinese, long english) {
    static final int BANDS = 8;
    private static final int ROWS = 6;
    private static final int SKETCH = Long.SIZE;
    private static final long[] BAND_ORDERS = orders(BANDS * ROWS, 1);
    private static final long[] SKETCH_ORDERS = orders(SKETCH, 2);

    /** How many standard deviations below the bound a sketch may lie. */
    private static final double SLACK = 3.5;

    private static long[] orders(int count, long seed) {
        long[] orders = new long[count];
        for (int i = 0; i < count; i++) {
            orders[i] = Hash64.mix(Hash64.mix(seed) + i) | 1;
        }
        return orders;
    }

    static MinHash of(UnitFeatures features) {
        long[] least = leastHashes(BAND_ORDERS, features.chinese(), features.english());
        long numbers = Hash64.of(features.numbers());
        ByteBuffer bands = ByteBuffer.allocate(BANDS * 2 * Long.BYTES);
        for (int band = 0; band < BANDS; band++) {
            long high = Hash64.mix(numbers + band);
            long low = Hash64.mix(~numbers - band);
            for (int row = 0; row < ROWS; row++) {
                high = Hash64.mix(high ^ least[band * ROWS + row]);
                low = Hash64.mix(low * 31 + least[band * ROWS + row]);
            }
            bands.putLong(high).putLong(low);
        }
        return new MinHash(bands.array(), sketch(features.chinese()), sketch(features.english()));
    }

    /** For each order the least hash of the features, those of the two sides being different ones. */
    private static long[] leastHashes(long[] orders, long[] chinese, long[] english) {
        long[] least = new long[orders.length];
        for (int i = 0; i < orders.length; i++) {
            least[i] = Math.min(least(orders[i], 0, chinese), least(orders[i], 0x5555_5555_5555_5555L, english));
        }
        return least;
    }

    private static long sketch(long[] features) {
        long sketch = 0;
        for (int i = 0; i < SKETCH; i++) {
            sketch |= (Hash64.mix(least(SKETCH_ORDERS[i], 0, features)) >>> (Long.SIZE - 1)) << i;
        }
        return sketch;
    }

    /** Features are mixed well already, so that a product with an odd number is a new order of them. */
    private static long least(long order, long side, long[] features) {
        long least = Long.MAX_VALUE;
        for (long feature : features) {
            long hash = (feature ^ side) * order;
            hash ^= hash >>> 32;
            least = Math.min(least, hash * order);
        }
        return least;
    }

    /**
     * In how many bits of 64 two sketches may differ when their sides are alike to a degree: a bit differs with a probability of
     * half of what lacks to 1.
     */
    static int mostDifferences(double similarity) {
        double rate = (1 - similarity) / 2;
        return (int) Math.ceil(SKETCH * rate + SLACK * Math.sqrt(SKETCH * rate * (1 - rate)));
    }
}
