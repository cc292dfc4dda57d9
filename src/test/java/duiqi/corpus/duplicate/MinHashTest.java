package duiqi.corpus.duplicate;

import static org.assertj.core.api.Assertions.assertThat;

import duiqi.lexicon.EnglishTokenizer;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MinHashTest {
    private static final int TRIES = 600;

    private static UnitFeatures.MinHash of(String chinese, String english) {
        return UnitFeatures.MinHash.of(UnitFeatures.of(chinese, english, new EnglishTokenizer()));
    }

    /** Returns a sentence of invented words. The first {@code renewed} words are new. */
    private static String words(Random random, int count, int renewed, String rest) {
        String[] words = rest.isEmpty() ? new String[count] : rest.split(" ");
        for (int i = 0; i < (rest.isEmpty() ? count : renewed); i++) {
            words[i] =
                    random.ints(7, 'a', 'z' + 1).mapToObj(Character::toString).collect(Collectors.joining());
        }
        return String.join(" ", words);
    }

    private static boolean meet(UnitFeatures.MinHash one, UnitFeatures.MinHash other) {
        return IntStream.range(0, UnitFeatures.MinHash.BANDS)
                .anyMatch(band -> one.bands()[band] == other.bands()[band]);
    }

    private static double shareThatMeets(int words, int renewed) {
        Random random = new Random(7);
        int met = 0;
        for (int i = 0; i < TRIES; i++) {
            String one = words(random, words, 0, "");
            String other = words(random, words, renewed, one);
            met += meet(of("甲乙丙", one), of("甲乙丙", other)) ? 1 : 0;
        }
        return (double) met / TRIES;
    }

    @Test
    void sharesBandWithExpectedProbability() {
        // There are 38 words and two Chinese features. With 2 new words the index is 38 / 42, with 14 new words 26 /
        // 54.
        assertThat(shareThatMeets(38, 2)).isGreaterThan(0.99);
        double half = 1 - Math.pow(1 - Math.pow(26.0 / 54, 6), 8);
        assertThat(shareThatMeets(38, 14)).isBetween(half - 0.04, half + 0.04);
    }

    @Test
    void separatesUnitsWithOtherNumbers() {
        String rest = words(new Random(1), 40, 0, "");

        assertThat(meet(of("甲乙丙", rest + " 2023"), of("甲乙丙", rest + " 2023"))).isTrue();
        assertThat(meet(of("甲乙丙", rest + " 2023"), of("甲乙丙", rest + " 2024"))).isFalse();
    }

    @Test
    void sketchesDifferInHalfOfDifferentFeatures() {
        Random random = new Random(3);
        long like = 0;
        long unlike = 0;
        int most = UnitFeatures.MinHash.mostDifferences(0.9);
        for (int i = 0; i < TRIES; i++) {
            String one = words(random, 38, 0, "");
            UnitFeatures.MinHash hash = of("甲乙丙", one);
            UnitFeatures.MinHash near = of("甲乙丙", words(random, 38, 2, one));
            like += Long.bitCount(hash.english() ^ near.english()) <= most ? 1 : 0;
            unlike += Long.bitCount(
                    hash.english() ^ of("甲乙丙", words(random, 38, 0, "")).english());
            assertThat(near.chinese()).isEqualTo(hash.chinese());
        }
        assertThat((double) like / TRIES).isGreaterThan(0.99);
        assertThat((double) unlike / TRIES).isBetween(31.0, 33.0);
    }
}
