package duiqi.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import duiqi.exchange.Tu.Tuv;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FileCodesTest {
    private static Tu unit(String codes) {
        return new Tu(
                Map.of(),
                List.of(),
                Stream.of(codes.split(" "))
                        .map(code -> new Tuv(Map.of("xml:lang", code), List.of(), Content.of("x")))
                        .toList());
    }

    @ParameterizedTest
    @CsvSource({
        "zh en,        zh-CN en-US,  zh en",
        "ZH-CN en_us,  zh en-GB,     ZH-CN en_us",
        "zh-CN,        zh-TW,        zh-TW",
        "zh-TW zh-CN,  zh-Hans,      zh-CN",
        "zh zh-CN,     zh-CN,        zh-CN",
        "en-US en-GB,  en-GB,        en-GB",
        "en-US,        en-US en-GB,  en-US en-GB",
        "en,           en-US en-GB,  en en-GB",
        "zh-CN,        fr,           fr",
        "fr,           zh-CN,        zh-CN",
    })
    void adaptsUnitsToCodesOfFile(String ofFile, String ofUnit, String expected) {
        FileCodes codes = new FileCodes();
        codes.add(unit(ofFile));
        assertThat(codes.adapt(unit(ofUnit)).variants()).extracting(Tuv::code).containsExactly(expected.split(" "));
    }
}
