package duiqi.glossary;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RelatedRenderingsTest {
    private final RelatedRenderings kin = new RelatedRenderings();

    @ParameterizedTest
    @CsvSource({
        "scientific spirit, spirit of science, true",
        "micro-organisms, microorganism, true",
        "preventive measures, prevention measure, true",
        "deep-sea exploration, deep-sea probing, false",
        "mortality, mortality rate, false",
        "mortality rate, mortality, false",
        "of the, in the, false"
    })
    void recognisesRelatedTranslations(String one, String other, boolean areOne) {
        assertThat(kin.areOne(one, other)).isEqualTo(areOne);
        assertThat(kin.areOne(other, one)).isEqualTo(areOne);
    }
}
