package duiqi.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Runs commands on texts that no translator writes. No command may hang, exhaust the heap or crash. The texts are long
 * enough to show quadratic work. The time limits allow for a busy machine.
 */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class BadInputTest {
    @TempDir
    private Path folder;

    private static List<String> lines(int size, IntFunction<String> line) {
        return IntStream.range(0, size).mapToObj(line).toList();
    }

    private FakeConsole run(List<String> chinese, List<String> english, String... options) throws IOException {
        Path zh = Files.write(folder.resolve("x.zh"), chinese);
        Path en = Files.write(folder.resolve("x.en"), english);
        FakeConsole console = new FakeConsole();
        String[] all = Stream.of(
                        Stream.of("align", "--sentences", "--to", "ids", "-q"),
                        Stream.of(options),
                        Stream.of(zh.toString(), en.toString()))
                .flatMap(part -> part)
                .toArray(String[]::new);
        int exitCode = console.run(all);
        assertThat(console.err()).doesNotContain("internal error", "out of memory");
        assertThat(console.err().lines()).hasSizeLessThanOrEqualTo(2);
        if (exitCode == 0) {
            assertThat(console.out()).isNotEmpty();
        } else {
            assertThat(console.err()).matches("(?s)duiqi: .*: .*; .*\n");
            assertThat(console.out()).isEmpty();
        }
        return console;
    }

    @Test
    void alignsEmptyTexts() throws IOException {
        assertThat(run(List.of(), List.of()).err()).contains("is empty");
        assertThat(run(List.of(""), List.of("Yes.")).err()).contains("has no text");
        assertThat(run(Collections.nCopies(10_000, ""), Collections.nCopies(10_000, ""))
                        .err())
                .contains("x.zh: has no text");
    }

    @Test
    @Tag("hostile")
    void oneSentenceAgainstTwoThousand() throws IOException {
        List<String> english = lines(2_000, k -> "The doctor saw " + (1000 + k) + " apples.");
        FakeConsole one = run(List.of("医生看见了1234个苹果。"), english, "--allow-unrelated");
        assertThat(one.out().lines()).hasSizeBetween(1_990, 2_001);
        List<String> chinese = lines(2_000, k -> "医生看见了" + (1000 + k) + "个苹果。");
        FakeConsole many = run(chinese, List.of("The doctor saw 1234 apples."), "--allow-unrelated");
        assertThat(many.out().lines()).hasSizeBetween(1_990, 2_001);
    }

    @Test
    void twoThousandSentences() throws IOException {
        List<String> chinese = lines(2_000, k -> "医生看见了" + (1000 + k) + "个苹果。");
        List<String> english = lines(2_000, k -> "The doctor saw " + (1000 + k) + " apples.");
        assertThat(run(chinese, english, "--max-bead", "1-1").out())
                .isEqualTo(String.join("\n", lines(2_000, k -> "[" + k + "]:[" + k + "]")) + "\n");
    }

    @Test
    void allSentencesEqual() throws IOException {
        assertThat(run(Collections.nCopies(300, "好的。"), Collections.nCopies(300, "Yes."), "--allow-unrelated")
                        .out()
                        .lines())
                .contains("[0]:[0]", "[299]:[299]");
    }

    @Test
    @Tag("hostile")
    void allOfOneThousandSentencesEqual() throws IOException {
        run(
                Collections.nCopies(1_000, "好的。"),
                Collections.nCopies(1_000, "Yes."),
                "--allow-unrelated",
                "--max-bead",
                "2-2");
    }

    @Test
    void onlyNumbers() throws IOException {
        List<String> numbers = lines(1_000, k -> Integer.toString(k * 7919 % 5_000));
        assertThat(run(numbers, numbers, "--allow-unrelated").out().lines())
                .containsExactlyElementsOf(lines(1_000, k -> "[" + k + "]:[" + k + "]"));
    }

    @Test
    void nothingToCompare() throws IOException {
        run(Collections.nCopies(60, "。。。！？"), Collections.nCopies(60, "...!?"));
        run(Collections.nCopies(60, "龘靐齉"), Collections.nCopies(60, "Zxqv brfkt."));
        run(Collections.nCopies(60, "……"), Collections.nCopies(60, "--"), "--allow-unrelated");
    }
}
