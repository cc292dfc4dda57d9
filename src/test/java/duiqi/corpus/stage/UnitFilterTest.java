package duiqi.corpus.stage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import duiqi.corpus.CorpusSettings;
import duiqi.corpus.SampleUnits;
import java.util.List;
import org.junit.jupiter.api.Test;

class UnitFilterTest {
    private static final CorpusUnit GOOD = SampleUnits.of(1, "我们昨天去了图书馆。", "We went to the library yesterday.");

    @Test
    void keepsGoodUnit() {
        assertThat(new AlignStage.UnitFilter(CorpusSettings.Filter.STANDARD, CorpusSettings.Languages.STANDARD)
                        .fault(GOOD))
                .isEmpty();
    }

    @Test
    void reportsFilterAndReason() {
        AlignStage.UnitFilter filter =
                new AlignStage.UnitFilter(CorpusSettings.Filter.STANDARD, CorpusSettings.Languages.STANDARD);

        assertThat(filter.fault(
                        SampleUnits.of(1, "好。", "We went to the library yesterday, and to the market behind it.")))
                .contains("length-ratio: 49 English letters for 1 Chinese characters");
        assertThat(filter.fault(SampleUnits.of(1, "锟斤拷我们昨天去了图书馆。", "We went to the library yesterday.")))
                .hasValueSatisfying(reason -> assertThat(reason).startsWith("broken-characters: "));
        assertThat(filter.fault(SampleUnits.of(1, " ", "Yes."))).contains("empty: the zh-CN side is empty");
    }

    @Test
    void dropsUnitsBelowMinimumProbability() {
        AlignStage.UnitFilter filter = new AlignStage.UnitFilter(
                new CorpusSettings.Filter(List.of(), 0.8, 0), CorpusSettings.Languages.STANDARD);

        assertThat(filter.fault(SampleUnits.of(1, "好", "Good", 0.8))).isEmpty();
        assertThat(filter.fault(SampleUnits.of(1, "好", "Good", 0.79999)))
                .contains("improbable: 0.7999 is less than 0.8");
        assertThat(filter.fault(SampleUnits.of(1, "好", "Good", Double.NaN)))
                .contains("improbable: not a number is less than 0.8");
    }

    @Test
    void dropsUnitsBelowMinimumQualityAfterAllFilters() {
        AlignStage.UnitFilter filter = new AlignStage.UnitFilter(
                new CorpusSettings.Filter(List.of("empty"), 0.9, 0.95), CorpusSettings.Languages.STANDARD);

        assertThat(filter.fault(SampleUnits.of(1, "好", "Good", 0.8))).contains("improbable: 0.8 is less than 0.9");
        assertThat(filter.fault(SampleUnits.of(1, " ", "Good"))).contains("empty: the zh-CN side is empty");
        assertThat(filter.fault(SampleUnits.of(1, "好", "Good"))).contains("quality: 0.8 is less than 0.95");
        assertThat(new AlignStage.UnitFilter(
                                new CorpusSettings.Filter(List.of(), 0, 0.8), CorpusSettings.Languages.STANDARD)
                        .fault(SampleUnits.of(1, "好", "Good")))
                .isEmpty();
    }

    @Test
    void appliesOnlyGivenFilters() {
        CorpusUnit traditional = SampleUnits.of(1, "我們昨天去了圖書館。", "We went to the library yesterday.");

        assertThat(new AlignStage.UnitFilter(CorpusSettings.Filter.STANDARD, CorpusSettings.Languages.STANDARD)
                        .fault(traditional))
                .isEmpty();
        assertThat(new AlignStage.UnitFilter(
                                new CorpusSettings.Filter(List.of("wrong-script"), 0, 0),
                                CorpusSettings.Languages.STANDARD)
                        .fault(traditional))
                .hasValueSatisfying(reason -> assertThat(reason).startsWith("wrong-script: "));
        assertThat(new AlignStage.UnitFilter(
                                new CorpusSettings.Filter(List.of("wrong-script"), 0, 0),
                                new CorpusSettings.Languages("zh-TW", "en"))
                        .fault(traditional))
                .isEmpty();
    }

    @Test
    void rejectsUnknownFilterAndListsAll() {
        assertThatThrownBy(() -> new CorpusSettings.Filter(List.of("empty", "lenght"), 0, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("there is no filter \"lenght\"; give some of empty, one-sided, ");
    }

    @Test
    void rejectsMinimumOutOfRange() {
        assertThatThrownBy(() -> new CorpusSettings.Filter(List.of(), 0, -0.1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the minimum quality must be from 0 to 1, but is -0.1");
        assertThatThrownBy(() -> new CorpusSettings.Filter(List.of(), 1.01, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("1.01");
    }
}
