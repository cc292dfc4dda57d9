package duiqi.index;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SimilarityTest {
    @ParameterizedTest
    @CsvSource({
        "名可名非常名, 名可名非恒名, 0.8333333333333334",
        "the cat sat, The  CAT sat, 1",
        "'', '', 1",
        "'', 水, 0",
        "水火, 火水, 0"
    })
    void countsUnchangedTokens(String one, String other, double expected) {
        assertThat(SearchOptions.Similarity.of(one, other)).isEqualTo(expected);
        assertThat(SearchOptions.Similarity.of(other, one)).isEqualTo(expected);
    }

    @Test
    void reservesHundredPercentForEqualTexts() {
        assertThat(SearchOptions.Similarity.fuzzyPercentage(1, 1000)).isEqualTo(99);
        assertThat(SearchOptions.Similarity.fuzzyPercentage(1, 3)).isEqualTo(66);
        assertThat(SearchOptions.Similarity.fuzzyPercentage(3, 3)).isZero();
    }
}
