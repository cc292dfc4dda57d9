package duiqi.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import duiqi.exchange.Tu.Tuv;
import duiqi.text.Language;
import duiqi.text.TranslationUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PairsTest {
    private static Tu unit(Map<String, String> attributes, String... codesAndTexts) {
        List<Tuv> sides = new java.util.ArrayList<>();
        for (int i = 0; i < codesAndTexts.length; i += 2) {
            sides.add(new Tuv(Map.of("xml:lang", codesAndTexts[i]), List.of(), Content.of(codesAndTexts[i + 1])));
        }
        return new Tu(attributes, List.of(Annotation.property("x-a", "1"), Annotation.property("x-a", "2")), sides);
    }

    @Test
    void pairsAllAlternativesWithChineseAsSource() {
        TranslationUnit pair = new Pairs("a.tmx")
                .of(unit(Map.of("tuid", "7"), "en-US", "Water", "fr", "Eau", "zh-CN", "水"))
                .get(0);
        assertThat(pair.id() + pair.source().text() + pair.target().text()).isEqualTo("7水Water");
        assertThat(pair.properties()).isEqualTo(Map.of("x-a", "2"));
        assertThat(new Pairs("a.tmx")
                        .of(unit(Map.of("tuid", "7"), "zh-CN", "道", "en", "Way", "en", "Tao", "zh-TW", "道路")))
                .extracting(one -> one.id()
                        + one.source().language()
                        + one.source().text()
                        + one.target().text())
                .containsExactly("7zh-CN道Way", "7-2zh-CN道Tao", "7-3zh-TW道路Way", "7-4zh-TW道路Tao");
    }

    @ParameterizedTest
    @CsvSource({"100, 100, 10000", "101, 100, 101", "3000, 4000, 4000"})
    void pairsEachTextOnlyOnceInsteadOfMoreThanTenThousandPairs(int chinese, int english, int expected) {
        String[] sides = Stream.concat(
                        IntStream.range(0, chinese).mapToObj(k -> List.of("zh-CN", "水" + k)),
                        IntStream.range(0, english).mapToObj(k -> List.of("en", "Water " + k)))
                .flatMap(List::stream)
                .toArray(String[]::new);
        List<TranslationUnit> pairs = new Pairs("a.tmx").of(unit(Map.of("tuid", "7"), sides));
        assertThat(pairs).hasSize(expected).extracting(TranslationUnit::id).doesNotHaveDuplicates();
        assertThat(pairs.stream().map(pair -> pair.source().text()).distinct()).hasSize(chinese);
        assertThat(pairs.stream().map(pair -> pair.target().text()).distinct()).hasSize(english);
    }

    @Test
    void doesNotMixSimplifiedAndTraditional() {
        Pairs traditional = new Pairs("a.tmx", Optional.of(new Language("zh-Hant")), Optional.empty());
        Tu unit = unit(Map.of(), "zh-CN", "门", "zh-TW", "門", "en", "Gate");
        assertThat(traditional.of(unit))
                .extracting(pair -> pair.source().text())
                .containsExactly("門");
    }

    @Test
    void recognisesEveryCodeOfChinese() {
        for (String code : ("zh ZH zh-CN zh_CN ZH-cn zh-Hans zh-hans zh-Hans-CN zh-Hant zh-HK zho chi cmn-Hans-CN lzh"
                        + " x-classical CHS zh-CHT ")
                .split(" ", -1)) {
            assertThat(new Pairs("a.tmx").of(unit(Map.of(), "en", "Water is soft", code, "水是软的")))
                    .as(code)
                    .hasSize(1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\u3000\n"})
    void ignoresVariantWithoutText(String text) {
        assertThat(new Pairs("a.tmx").of(unit(Map.of(), "en", "Water", "zh", text)))
                .isEmpty();
    }

    @Test
    void derivesMissingIdFromTexts() {
        Tu unit = unit(Map.of("tuid", "a b"), "en", "Water", "zh", "水");
        Pairs pairs = new Pairs("a.tmx");
        String id = pairs.of(unit).get(0).id();
        assertThat(id).hasSize(16);
        assertThat(pairs.of(unit).get(0).id()).isEqualTo(id + "-2");
        assertThat(new Pairs("a.tmx").of(unit).get(0).id()).isEqualTo(id);
    }
}
