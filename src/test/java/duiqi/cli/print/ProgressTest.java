package duiqi.cli.print;

import static org.assertj.core.api.Assertions.assertThat;

import duiqi.cli.FakeConsole;
import duiqi.report.Terminal;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ProgressTest {
    private static final String ERASE = "\r" + Terminal.ESCAPE + "[K";

    private final FakeConsole fake = new FakeConsole();

    @Test
    void drawsProgressAndRemainingTime() {
        try (Progress progress = new Progress(fake.onTerminal().console(), 4)) {
            progress.begin("a.txt");
            fake.pass(Duration.ofSeconds(25));
            progress.finish();
            progress.begin("b.txt");
        }
        assertThat(fake.err())
                .isEqualTo(ERASE + "[....................] 0/4  a.txt"
                        + ERASE + "[#####...............] 1/4  1:15 left  b.txt"
                        + ERASE);
    }

    @Test
    void drawsStepsOfSingleDocumentAfterTwoSeconds() {
        try (Progress progress = new Progress(fake.onTerminal().console(), 1)) {
            fake.pass(Duration.ofMillis(1900));
            progress.step(1, 4, "aligning");
            assertThat(fake.err()).isEmpty();
            fake.pass(Duration.ofMillis(200));
            progress.step(2, 4, "aligning");
            progress.step(4, 4, "aligning");
        }
        assertThat(fake.err()).isEqualTo(ERASE + "[##########..........] 2/4  aligning, 0:02" + ERASE);
    }

    @Test
    void countsSecondsBetweenSteps() {
        try (Progress progress = new Progress(fake.onTerminal().console(), 1)) {
            progress.tick();
            progress.step(1, 4, "aligning");
            progress.tick();
            assertThat(fake.err()).isEmpty();
            fake.pass(Duration.ofSeconds(63));
            progress.tick();
            progress.clear();
            progress.tick();
        }
        assertThat(fake.err()).isEqualTo(ERASE + "[#####...............] 1/4  aligning, 1:03" + ERASE);
    }

    @Test
    void keepsBarBelowWarnings() {
        Console console = fake.onTerminal().console().shown();
        try (Progress progress = new Progress(console, 1)) {
            progress.step(1, 4, "aligning");
            fake.pass(Duration.ofSeconds(2));
            console.warn("none");
            progress.tick();
            console.warn("one");
            console.err().print("two, ");
            progress.tick();
            console.err().print("three\n");
            progress.clear();
            console.warn("four");
        }
        String bar = ERASE + "[#####...............] 1/4  aligning, 0:02";
        assertThat(fake.err().replace("\033", Terminal.ESCAPE))
                .isEqualTo("duiqi: none\n" + bar + ERASE + "duiqi: one\n" + bar + ERASE + "two, three\n" + bar + ERASE
                        + "duiqi: four\n");
    }

    @Test
    void keepsBarOfSeveralDocumentsAtTheirSteps() {
        try (Progress progress = new Progress(fake.onTerminal().console(), 2)) {
            progress.begin("a.txt");
            fake.pass(Duration.ofSeconds(5));
            progress.step(2, 4, "aligning");
            progress.step(4, 4, "aligning");
        }
        assertThat(fake.err()).isEqualTo(ERASE + "[....................] 0/2  a.txt" + ERASE);
    }

    @Test
    void doesNotFlicker() {
        try (Progress progress = new Progress(fake.onTerminal().console(), 1000)) {
            for (int i = 0; i < 1000; i++) {
                progress.begin("x");
                fake.pass(Duration.ofMillis(1));
                progress.finish();
            }
        }
        assertThat(fake.err().split(ERASE.replace("[", "\\["), -1)).hasSize(1 + 10 + 1);
    }

    @Test
    void neverFillsTheLineEvenWithWideCharacters() {
        try (Progress progress = new Progress(fake.onTerminal().console(), 2)) {
            progress.begin("基础研究".repeat(30));
        }
        String bar = "[....................] 0/2  ";
        int wide = (79 - bar.length()) / 2;
        assertThat(fake.err()).isEqualTo(ERASE + bar + "基础研究".repeat(30).substring(0, wide) + ERASE);
    }

    @Test
    void printsMessagesAboveBar() {
        try (Progress progress = new Progress(fake.onTerminal().console(), 2)) {
            progress.begin("a.txt");
            progress.say("duiqi: a.txt: is empty");
            progress.begin("b.txt");
        }
        assertThat(fake.err())
                .isEqualTo(ERASE + "[....................] 0/2  a.txt"
                        + ERASE + "duiqi: a.txt: is empty" + System.lineSeparator()
                        + ERASE + "[....................] 0/2  b.txt"
                        + ERASE);
    }

    @Test
    void isSilentForOneDocument() {
        try (Progress progress = new Progress(fake.onTerminal().console(), 1)) {
            progress.begin("a.txt");
        }
        assertThat(fake.err()).isEmpty();
    }

    @Test
    void isSilentWithoutTerminal() {
        try (Progress progress = new Progress(fake.console(), 9)) {
            progress.begin("a.txt");
        }
        assertThat(fake.err()).isEmpty();
    }

    @Test
    void isSilentOnATerminalThatCannotErase() {
        fake.onTerminal().variable("TERM", "dumb");
        try (Progress progress = new Progress(fake.console(), 9)) {
            progress.begin("a.txt");
        }
        assertThat(fake.err()).isEmpty();
    }
}
