package duiqi.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import duiqi.corpus.duplicate.Deduplication;
import java.util.Locale;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class UnitIdTest {
    private static String digits(long high, long low) {
        return String.format(Locale.ROOT, "%016x%016x", high, low);
    }

    @Property(tries = 200)
    void restoresIdFromItsBits(@ForAll long high, @ForAll long low) {
        assertThat(Deduplication.UnitId.of(digits(high, low))).hasToString(digits(high, low));
    }

    @Property(tries = 200)
    void comparesIdsLikeTheirDigits(@ForAll long a, @ForAll long b, @ForAll long c, @ForAll long d) {
        assertThat(Integer.signum(
                        Deduplication.UnitId.of(digits(a, b)).compareTo(Deduplication.UnitId.of(digits(c, d)))))
                .isEqualTo(Integer.signum(digits(a, b).compareTo(digits(c, d))));
    }

    @Test
    void rejectsInvalidIds() {
        assertThatThrownBy(() -> Deduplication.UnitId.of("12ab")).hasMessageContaining("not \"12ab\"");
    }
}
