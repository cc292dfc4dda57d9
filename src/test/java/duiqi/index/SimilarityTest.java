package duiqi.index;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SimilarityTest {
    @Test
    void isTheShareOfUnchangedTokens() {
        assertThat(SearchOptions.Similarity.of(1, 6)).isEqualTo(5.0 / 6);
        assertThat(SearchOptions.Similarity.of(0, 0)).isEqualTo(1);
        assertThat(SearchOptions.Similarity.of(2, 2)).isZero();
    }

    @Test
    void reservesHundredPercentForEqualTexts() {
        assertThat(SearchOptions.Similarity.fuzzyPercentage(1, 1000)).isEqualTo(99);
        assertThat(SearchOptions.Similarity.fuzzyPercentage(1, 3)).isEqualTo(66);
        assertThat(SearchOptions.Similarity.fuzzyPercentage(3, 3)).isZero();
    }
}
