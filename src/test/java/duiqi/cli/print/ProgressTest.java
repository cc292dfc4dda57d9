package duiqi.cli.print;

import static org.assertj.core.api.Assertions.assertThat;

import duiqi.cli.FakeConsole;
import duiqi.report.Terminal;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProgressTest {
    private static final String ERASE = "\r" + Terminal.ESCAPE + "[K";

    private final FakeConsole fake = new FakeConsole();

    @Test
    void drawsWorkThatTakesMoreThanTwoSeconds() {
        try (Progress progress = new Progress(fake.onTerminal().console())) {
            progress.draw();
            progress.show(1, 4, "aligning", false);
            fake.pass(Duration.ofMillis(1900));
            progress.draw();
            assertThat(fake.err()).isEmpty();
            fake.pass(Duration.ofMillis(61_200));
            progress.draw();
            progress.working("checking, 100 units");
            progress.draw();
            progress.clear();
            progress.draw();
        }
        assertThat(fake.err())
                .isEqualTo(ERASE + "[#####...............] 1/4  aligning, 1:03" + ERASE + "checking, 100 units, 1:03"
                        + ERASE);
    }

    @Test
    void drawsRemainingTimeOfSeveralDocuments() {
        try (Progress progress = new Progress(fake.onTerminal().console())) {
            fake.pass(Duration.ofSeconds(25));
            progress.show(0, 4, "a.txt", true);
            progress.draw();
            progress.show(1, 4, "b.txt", true);
            progress.draw();
        }
        assertThat(fake.err())
                .isEqualTo(ERASE + "[....................] 0/4  a.txt"
                        + ERASE + "[#####...............] 1/4  1:15 left  b.txt"
                        + ERASE);
    }

    @Test
    void keepsBarBelowWarnings() {
        Console console = fake.onTerminal().console().shown();
        try (Progress progress = new Progress(console)) {
            progress.show(1, 4, "aligning", false);
            fake.pass(Duration.ofSeconds(2));
            progress.warn("none");
            progress.draw();
            console.warn("one");
            console.warn("two");
            progress.draw();
            progress.clear();
            console.warn("three");
        }
        String bar = ERASE + "[#####...............] 1/4  aligning, 0:02";
        assertThat(fake.err().replace("\033", Terminal.ESCAPE))
                .isEqualTo("duiqi: none\n" + bar + ERASE + "duiqi: one\nduiqi: two\n" + bar + ERASE + "duiqi: three\n");
    }

    @Test
    void neverFillsTheLineEvenWithWideCharacters() {
        String name = "基础研究".repeat(30);
        try (Progress progress = new Progress(fake.onTerminal().console())) {
            fake.pass(Duration.ofSeconds(2));
            progress.show(0, 2, name, true);
            progress.draw();
        }
        String bar = "[....................] 0/2  ";
        assertThat(fake.err()).isEqualTo(ERASE + bar + name.substring(0, (79 - bar.length()) / 2) + ERASE);
    }

    @ParameterizedTest
    @CsvSource({"false, xterm", "true, dumb", "true, ''"})
    void isSilentWithoutTerminalThatCanErase(boolean isTerminal, String kind) {
        fake.variable("TERM", kind);
        try (Progress progress = new Progress(isTerminal ? fake.onTerminal().console() : fake.console())) {
            progress.working("checking");
            fake.pass(Duration.ofSeconds(9));
            progress.draw();
        }
        assertThat(fake.err()).isEmpty();
    }
}
