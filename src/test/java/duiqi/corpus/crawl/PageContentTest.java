package duiqi.corpus.crawl;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PageContentTest {
    private final PageContent.Reading reading = new PageContent.Reading();

    private static Set<Long> hashes(PageContent content) {
        return content.features().stream().map(PageContent.Feature::hash).collect(Collectors.toSet());
    }

    private static long common(PageContent one, PageContent other) {
        return Arrays.stream(one.sketch())
                .filter(hash -> Arrays.binarySearch(other.sketch(), hash) >= 0)
                .count();
    }

    @Test
    void sharesFeaturesWithTranslation() {
        PageContent chinese = reading.read(List.of("医院宣布，新门诊有42名医生。", "Debian 用户可以免费下载。"), true);
        PageContent english = reading.read(
                List.of(
                        "The hospital announced that the new clinic has 42 doctors.",
                        "Debian users can download it free of charge."),
                false);
        PageContent other = reading.read(List.of("Farmers in the south harvested 97 tons of coffee."), false);
        Set<Long> shared = hashes(chinese);
        shared.retainAll(hashes(english));
        assertThat(shared).hasSizeGreaterThan(5);
        assertThat(common(chinese, english)).isGreaterThan(common(chinese, other) + 5);
        assertThat(chinese.length() / english.length()).isBetween(0.6, 1.6);
    }

    @Test
    void keepsTheSameFeaturesOfLongTexts() {
        List<String> text =
                List.of(IntStream.range(1000, 5000).mapToObj(String::valueOf).collect(Collectors.joining(" ")));
        PageContent chinese = reading.read(text, true);
        PageContent english = reading.read(text, false);
        assertThat(hashes(chinese)).hasSizeLessThan(500).isEqualTo(hashes(english));
        assertThat(chinese.sketch()).hasSize(96).isEqualTo(english.sketch());
    }

    @Test
    void readsEmptyPage() {
        PageContent empty = reading.read(List.of(), true);
        assertThat(empty.features()).isEmpty();
        assertThat(empty.sketch()).isEmpty();
    }
}
