package duiqi.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import duiqi.exchange.Tu.Tuv;
import duiqi.text.Direction;
import duiqi.text.Language;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests units that hold only variants of one language, for example American and British English. */
class OneLanguageTest {
    private static List<Tu> units(String source, String target) {
        Tuv first = Tuv.of(new Language(source), source.startsWith("zh") ? "软件" : "color");
        Tuv second = Tuv.of(new Language(target), source.startsWith("zh") ? "軟體" : "colour");
        return List.of(
                new Tu(Map.of("tuid", "1"), List.of(), List.of(first, second)),
                new Tu(Map.of("tuid", "2"), List.of(), List.of(first)));
    }

    @ParameterizedTest
    @CsvSource({
        "tmx, en-US, en-GB",
        "tmx, zh-TW, zh-CN",
        "xliff, en-US, en-GB",
        "xliff, en-GB, en-US",
        "xliff, zh-CN, zh-TW",
        "xliff, zh-TW, zh-CN",
        "jsonl, en-US, en-GB",
        "jsonl, en-GB, en-US",
        "jsonl, zh-CN, zh-TW",
    })
    void survivesRoundTrip(String format, String source, String target) {
        List<Tu> units = units(source, target);
        Exchanged exchanged = new Exchanged(format, new Direction(new Language(source), new Language(target)));
        assertThat(exchanged.again(units)).isEqualTo(units);
        assertThat(exchanged.omissions.counts()).isEmpty();
        assertThat(exchanged.damage).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"en-US, en-GB", "zh-CN, zh-TW"})
    void assignsVariantsInAnyOrder(String source, String target) {
        Direction direction = new Direction(new Language(source), new Language(target));
        Tu unit = units(/* source= */ target, /* target= */ source).get(0);
        assertThat(Pairs.side(unit, direction, direction.source()))
                .containsExactly(unit.variants().get(1));
        assertThat(Pairs.side(unit, direction, direction.target()))
                .containsExactly(unit.variants().get(0));
        assertThat(new Pairs("a.tmx").of(unit)).isEmpty();
    }
}
