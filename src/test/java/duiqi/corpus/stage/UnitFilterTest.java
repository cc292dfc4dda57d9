package duiqi.corpus.stage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import duiqi.corpus.CorpusSettings;
import duiqi.corpus.SampleUnits;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnitFilterTest {
    private static String fault(CorpusSettings.Filter settings, CorpusSettings.Languages languages, CorpusUnit unit) {
        return new AlignStage.UnitFilter(settings, languages).fault(unit).orElse("none");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "我们昨天去了图书馆。       | We went to the library yesterday. | none",
                "好。                       | We went to the library yesterday, and to the market behind it. | "
                        + "length-ratio: 49 English letters for 1 Chinese characters",
                "锟斤拷我们昨天去了图书馆。 | We went to the library yesterday. | broken-characters: ",
                "' '                        | Yes. | empty: the zh-CN side is empty",
                "我們昨天去了圖書館。       | We went to the library yesterday. | none"
            })
    void appliesStandardFilters(String chinese, String english, String fault) {
        assertThat(fault(
                        CorpusSettings.Filter.STANDARD,
                        CorpusSettings.Languages.STANDARD,
                        SampleUnits.of(1, chinese, english)))
                .startsWith(fault);
    }

    @ParameterizedTest
    @CsvSource({
        "0.8, 0.8, 0, none",
        "0.79999, 0.8, 0, improbable: 0.7999 is less than 0.8",
        "NaN, 0.8, 0, improbable: not a number is less than 0.8",
        "0.8, 0.9, 0.95, improbable: 0.8 is less than 0.9",
        "0.9, 0.9, 0.95, quality: 0.8 is less than 0.95",
        "0.9, 0, 0.8, none"
    })
    void dropsUnitsBelowMinimum(double probability, double minProbability, double minQuality, String fault) {
        CorpusSettings.Filter settings = new CorpusSettings.Filter(List.of("empty"), minProbability, minQuality);
        assertThat(fault(settings, CorpusSettings.Languages.STANDARD, SampleUnits.of(1, "好", "Good", probability)))
                .isEqualTo(fault);
        if (probability >= minProbability) {
            // The filters come before the quality.
            assertThat(fault(settings, CorpusSettings.Languages.STANDARD, SampleUnits.of(1, " ", "Good")))
                    .isEqualTo("empty: the zh-CN side is empty");
        }
    }

    @Test
    void appliesOnlyGivenFilters() {
        CorpusUnit traditional = SampleUnits.of(1, "我們昨天去了圖書館。", "We went to the library yesterday.");
        CorpusSettings.Filter script = new CorpusSettings.Filter(List.of("wrong-script"), 0, 0);

        assertThat(fault(script, CorpusSettings.Languages.STANDARD, traditional))
                .startsWith("wrong-script: ");
        assertThat(fault(script, new CorpusSettings.Languages("zh-TW", "en"), traditional))
                .isEqualTo("none");
    }

    @Test
    void rejectsInvalidSettings() {
        assertThatThrownBy(() -> new CorpusSettings.Filter(List.of("empty", "lenght"), 0, 0))
                .hasMessageStartingWith("there is no filter \"lenght\"; give some of empty, one-sided, ");
        assertThatThrownBy(() -> new CorpusSettings.Filter(List.of(), 0, -0.1))
                .hasMessage("the minimum quality must be from 0 to 1, but is -0.1");
        assertThatThrownBy(() -> new CorpusSettings.Filter(List.of(), 1.01, 0)).hasMessageContaining("1.01");
    }
}
