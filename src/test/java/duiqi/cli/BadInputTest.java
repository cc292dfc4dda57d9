package duiqi.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Runs commands on texts that no translator writes. No command may hang, exhaust the heap or crash. The texts are long
 * enough to show quadratic work. The time limits allow for a busy machine.
 */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class BadInputTest extends CommandFolder {
    private static final List<String> CHINESE = lines(2_000, k -> "医生看见了" + (1000 + k) + "个苹果。");
    private static final List<String> ENGLISH = lines(2_000, k -> "The doctor saw " + (1000 + k) + " apples.");

    private static List<String> lines(int size, IntFunction<String> line) {
        return IntStream.range(0, size).mapToObj(line).toList();
    }

    private FakeConsole align(List<String> chinese, List<String> english, String options) throws IOException {
        Files.write(folder.resolve("x.zh"), chinese);
        Files.write(folder.resolve("x.en"), english);
        FakeConsole console = new FakeConsole();
        int exitCode = runs(console, "align --sentences --to ids -q @x.zh @x.en" + options);
        assertThat(console.err()).doesNotContain("internal error", "out of memory");
        if (exitCode == 0) {
            assertThat(console.out()).isNotEmpty();
        } else {
            assertThat(console.err()).matches("duiqi: .*: .*; .*\n");
            assertThat(console.out()).isEmpty();
        }
        return console;
    }

    @Test
    void alignsEmptyTexts() throws IOException {
        assertThat(align(List.of(), List.of(), "").err()).contains("is empty");
        assertThat(align(List.of(""), List.of("Yes."), "").err()).contains("has no text");
        List<String> empty = Collections.nCopies(10_000, "");
        assertThat(align(empty, empty, "").err()).contains("x.zh: has no text");
    }

    @Test
    @Tag("hostile")
    void oneSentenceAgainstTwoThousand() throws IOException {
        assertThat(align(List.of("医生看见了1234个苹果。"), ENGLISH, " --allow-unrelated")
                        .out()
                        .lines())
                .hasSizeBetween(1_990, 2_001);
        assertThat(align(CHINESE, List.of("The doctor saw 1234 apples."), " --allow-unrelated")
                        .out()
                        .lines())
                .hasSizeBetween(1_990, 2_001);
    }

    @Test
    void twoThousandSentences() throws IOException {
        assertThat(align(CHINESE, ENGLISH, " --max-bead 1-1").out())
                .isEqualTo(String.join("\n", lines(2_000, k -> "[" + k + "]:[" + k + "]")) + "\n");
    }

    @Test
    void allSentencesEqual() throws IOException {
        List<String> chinese = Collections.nCopies(300, "好的。");
        assertThat(align(chinese, Collections.nCopies(300, "Yes."), " --allow-unrelated")
                        .out()
                        .lines())
                .contains("[0]:[0]", "[299]:[299]");
    }

    @Test
    void onlyNumbers() throws IOException {
        List<String> numbers = lines(1_000, k -> Integer.toString(k * 7919 % 5_000));
        assertThat(align(numbers, numbers, " --allow-unrelated").out().lines())
                .containsExactlyElementsOf(lines(1_000, k -> "[" + k + "]:[" + k + "]"));
    }

    @Test
    void nothingToCompare() throws IOException {
        align(Collections.nCopies(60, "。。。！？"), Collections.nCopies(60, "...!?"), "");
        align(Collections.nCopies(60, "龘靐齉"), Collections.nCopies(60, "Zxqv brfkt."), "");
        align(Collections.nCopies(60, "……"), Collections.nCopies(60, "--"), " --allow-unrelated");
    }

    @Test
    @Tag("hostile")
    void allOfOneThousandSentencesEqual() throws IOException {
        List<String> chinese = Collections.nCopies(1_000, "好的。");
        align(chinese, Collections.nCopies(1_000, "Yes."), " --allow-unrelated --max-bead 2-2");
    }
}
