package duiqi.server;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;

/** Types every key in the help of the page and checks its documented effect. */
@Tag("browser")
class ReviewKeysIT {
    @RegisterExtension
    static final ServedReviews REVIEWS = ServedReviews.ofSamples("keys", "other");

    @Test
    void keysHaveTheirDocumentedEffect() throws IOException {
        ReviewTab tab = REVIEWS.open("keys");
        Map<String, List<List<String>>> help = help(tab);
        Map<String, KeyTrial> trials = KeyTrials.byLabel();
        assertThat(help).as("the help lists most actions").hasSizeGreaterThan(35);
        assertThat(trials.keySet())
                .as("each action in the help has a trial")
                .containsExactlyInAnyOrderElementsOf(help.keySet());
        SoftAssertions all = new SoftAssertions();
        help.forEach((label, strokes) -> {
            for (List<String> stroke : strokes) {
                all.assertThatCode(() -> requireNonNull(trials.get(label)).run(tab, stroke))
                        .as("%s by %s", label, stroke)
                        .doesNotThrowAnyException();
                KeyTrials.restore(tab);
            }
        });
        all.assertAll();
    }

    @Test
    void keysAreUnique() throws IOException {
        ReviewTab tab = REVIEWS.open("keys");
        List<List<String>> strokes =
                help(tab).values().stream().flatMap(List::stream).toList();
        Set<List<String>> different = new LinkedHashSet<>(strokes);
        assertThat(different).hasSameSizeAs(strokes);
    }

    /** Checks that the page shows other keys on a Mac. Nothing else changes. */
    @Test
    void showsMacKeysOnAMac() throws IOException {
        Object script = REVIEWS.driver()
                .executeCdpCommand(
                        "Page.addScriptToEvaluateOnNewDocument",
                        Map.of(
                                "source",
                                "Object.defineProperty(navigator, 'userAgentData', { value: { platform: 'macOS' } });"
                                        + "Object.defineProperty(navigator, 'platform', { value: 'MacIntel' });"))
                .get("identifier");
        try {
            ReviewTab tab = REVIEWS.open("other");
            Map<String, List<List<String>>> help = help(tab);
            assertThat(help.get("Undo")).contains(List.of("⌘", "Z"));
            assertThat(help.get("Move up")).contains(List.of("⌥", "↑"));
            assertThat(help.values().toString()).doesNotContain("Ctrl", "Alt");
            tab.goTo(2, "source", 1);
            tab.press("Space");
            assertThat(tab.press("⌘", "Z").undo()).isEqualTo("null");
        } finally {
            REVIEWS.driver()
                    .executeCdpCommand("Page.removeScriptToEvaluateOnNewDocument", Map.of("identifier", script));
        }
    }

    /** Returns the labels and keys in the help. */
    private static Map<String, List<List<String>>> help(ReviewTab tab) {
        tab.strike("?");
        tab.find("dialog[open] dl");
        Map<String, List<List<String>>> help = new LinkedHashMap<>();
        List<WebElement> names = tab.all("dialog dd");
        List<WebElement> keys = tab.all("dialog dt");
        for (int k = 0; k < names.size(); k++) {
            List<List<String>> strokes = new ArrayList<>(List.of(new ArrayList<>()));
            for (WebElement part : keys.get(k).findElements(By.xpath("./*"))) {
                if (part.getTagName().equals("kbd")) {
                    strokes.get(strokes.size() - 1).add(part.getText());
                } else {
                    strokes.add(new ArrayList<>());
                }
            }
            help.merge(
                    names.get(k).getText(),
                    strokes,
                    (a, b) -> Stream.of(a, b).flatMap(List::stream).toList());
        }
        tab.strike("Esc");
        tab.await("the help is closed", () -> tab.all("dialog[open]").isEmpty());
        return help;
    }
}
