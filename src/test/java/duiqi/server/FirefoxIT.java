package duiqi.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;

/** Corrects pairs in Firefox, as a second browser. Skipped with a message if the machine has none. */
@Tag("browser")
class FirefoxIT {
    @TempDir
    private Path folder;

    @Test
    void correctsPairs() throws Exception {
        Optional<Path> browser = Chromium.onPath("firefox");
        String reason = "test in Firefox skipped: no firefox on the PATH";
        if (browser.isEmpty()) {
            System.out.println(reason);
        }
        Assumptions.assumeTrue(browser.isPresent(), reason);
        new ReviewProject(folder).withSamples("a");
        Path profile = Files.createDirectory(folder.resolve("profile"));
        try (ReviewProcess server = ReviewProcess.start(folder, "a.zh.txt", "a.en.txt");
                Firefox firefox = Firefox.open(server.address(), browser.get(), profile)) {
            assertThat(settle(firefox).pair(3)).isEqualTo("s3=t3 t4");
            keysCorrectPairs(firefox);
            mouseMovesABoundary(firefox);
            editsAndSaves(firefox, folder.resolve("tm/a.tmx"));
            assertThat(firefox.errors).as("errors of the page").isEmpty();
        }
    }

    private static void keysCorrectPairs(Firefox firefox) throws IOException {
        assertThat(press(firefox, "", " ").isConfirmed(1)).isTrue();
        assertThat(press(firefox, "", "m").pair(2)).isEqualTo("s2 s3=t2 t3 t4");
        assertThat(press(firefox, Keys.CONTROL, "z").pair(2)).isEqualTo("s2=t2");
        assertThat(press(firefox, "", "d").cursor()).isEqualTo("3 source 1");
        assertThat(press(firefox, "", "" + Keys.ARROW_RIGHT + Keys.ARROW_DOWN + "s")
                        .pairs())
                .contains("s3=t3", "=t4");
        assertThat(press(firefox, Keys.CONTROL, "z").pair(3)).isEqualTo("s3=t3 t4");
    }

    private static void mouseMovesABoundary(Firefox firefox) throws IOException {
        String[] place = firefox.run("""
                () => {
                  const box = document.querySelector("[aria-rowindex='3'] [data-grip=target]").getBoundingClientRect();
                  return `${Math.round(box.x + box.width / 2)} ${Math.round(box.y + box.height / 2)}`;
                }""").split(" ", -1);
        firefox.drag(Integer.parseInt(place[0]), Integer.parseInt(place[1]), -40);
        assertThat(settle(firefox).pairs()).contains("s3=t3", "s4=t4 t5");
        assertThat(press(firefox, Keys.CONTROL, "z").pair(3)).isEqualTo("s3=t3 t4");
    }

    private static void editsAndSaves(Firefox firefox, Path memory) throws IOException {
        press(firefox, "", "" + Keys.HOME + Keys.ARROW_LEFT);
        firefox.type("", Keys.ENTER);
        firefox.type("", Keys.HOME);
        firefox.type("", "气象站：“云”");
        PageState edited = press(firefox, "", Keys.ENTER);
        assertThat(edited.pair(1)).isEqualTo("s1=t1");
        assertThat(edited.text("s1")).isEqualTo("气象站：“云”青石谷的气象站");
        PageState saved = press(firefox, Keys.CONTROL, "s");
        for (int k = 0; k < 600 && saved.unsaved() > 0; k++) {
            saved = settle(firefox);
        }
        assertThat(memory).content().contains("气象站：“云”青石谷的气象站");
    }

    private static PageState press(Firefox firefox, CharSequence modifiers, CharSequence keys) throws IOException {
        firefox.type(modifiers, keys);
        return settle(firefox);
    }

    private static PageState settle(Firefox firefox) throws IOException {
        String state = firefox.run("() => new Promise((done) => (function () {" + ReviewTab.STATE + "})(done))");
        PageState page = new PageState(new ObjectMapper().readTree(state));
        assertThat(page.faults()).as("faults of the page").isEmpty();
        return page;
    }
}
