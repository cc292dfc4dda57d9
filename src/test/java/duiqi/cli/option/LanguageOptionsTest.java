package duiqi.cli.option;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import duiqi.text.Direction;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

class LanguageOptionsTest {
    /** Has only the options for languages. */
    @Command
    private static final class Languages {
        @Mixin
        private final LanguageOptions options = new LanguageOptions();
    }

    private static Optional<Direction> direction(String... arguments) {
        Languages command = new Languages();
        new CommandLine(command).parseArgs(arguments);
        return command.options.direction();
    }

    @Test
    void hasNoDirectionWithoutOptions() {
        assertThat(direction()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "--source-lang=en-GB, en-GB to zh-CN",
        "--source-lang=zh-TW, zh-TW to en-US",
        "--target-lang=en, zh-CN to en",
        "--target-lang=zh-TW, en-US to zh-TW",
        "--source-lang=en-GB --target-lang=lzh, en-GB to lzh",
    })
    void completesDirection(String option, String direction) {
        assertThat(direction(option.split(" "))).map(Direction::toString).contains(direction);
    }

    @ParameterizedTest
    @CsvSource({
        "de, en, --source-lang de: duiqi supports Chinese and English only; use for example",
        "zh, ja, --target-lang ja: duiqi supports Chinese and English only; use for example",
        "zh-CN, zh-TW, '--source-lang zh-CN, --target-lang zh-TW: both are Chinese; give a Chinese and an English'",
        "en, en-GB, '--source-lang en, --target-lang en-GB: both are English; give a Chinese and an English language'",
    })
    void rejectsOtherPairs(String source, String target, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> direction("--source-lang=" + source, "--target-lang=" + target))
                .withMessageStartingWith(message);
    }
}
