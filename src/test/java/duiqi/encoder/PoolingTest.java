package duiqi.encoder;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.FloatBuffer;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PoolingTest {
    /** Two tokens of three numbers each. */
    private static final float[] TOKENS = {1, 2, 3, 5, 8, 13};

    private static float[] pooled(EncoderProperties.Pooling pooling) {
        return pooling.pool(FloatBuffer.wrap(TOKENS), 2, 3);
    }

    @Test
    void returnsTheFirstTokenOrTheMean() {
        assertThat(pooled(EncoderProperties.Pooling.CLS)).containsExactly(1, 2, 3);
        assertThat(pooled(EncoderProperties.Pooling.MEAN)).containsExactly(3, 5, 8);
    }

    @ParameterizedTest
    @EnumSource
    void findsPoolingsIgnoringCase(EncoderProperties.Pooling pooling) {
        assertThat(EncoderProperties.Pooling.names()).contains(pooling.name().toLowerCase(Locale.ROOT));
        assertThat(EncoderProperties.Pooling.named(pooling.name())).contains(pooling);
        assertThat(EncoderProperties.Pooling.named(pooling.name().toLowerCase(Locale.ROOT)))
                .contains(pooling);
        assertThat(EncoderProperties.Pooling.named("average")).isEmpty();
    }
}
