package duiqi.server;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.openqa.selenium.Keys;
import org.openqa.selenium.interactions.Actions;

/** Makes each correction of the table "Keystrokes" in the documentation with exactly the keys of the table. */
@Tag("browser")
class ReviewKeystrokesIT {
    private static final String PAIRS = """
            98 旧书店 = The Bookshop
            97 门开了。 | 灯亮了。 = The door opened. | The light went on.
            96 他走进来。 = He came in.
            95 没有人说话。 = Nobody spoke.
            94 雨停了。 =
            93 天黑了。 = It got dark.
            92 他又走了。 = He left again.
            """;

    /** A key, or the word for typed text. */
    private static final Pattern KEY = Pattern.compile("`([^`]+)`|(text)");

    private static final String TYPED = " mexs0w? 加";

    @RegisterExtension
    static final ServedReviews REVIEWS = new ServedReviews()
            .with(project -> project.with("table", PAIRS).with("empty", PAIRS).with("hand", PAIRS));

    /**
     * Describes a correction.
     *
     * @param row row of the cursor
     * @param sentence number of the sentence at the cursor
     */
    private record Correction(int row, String side, int sentence, Consumer<PageState> check) {}

    private static Map<String, Correction> corrections() {
        Map<String, Correction> all = new LinkedHashMap<>();
        all.put(
                "confirm a pair",
                at(3, "source", state -> assertThat(state.isConfirmed(3)).isTrue()));
        all.put(
                "move a sentence to the pair above",
                at(3, "target", state -> assertThat(state.pair(2)).isEqualTo("s2 s3=t2 t3 t4")));
        all.put(
                "split a 2–2 pair into two 1–1 pairs",
                new Correction(
                        2, "target", 2, state -> assertThat(state.pairs()).contains("s2=t2", "s3=t3")));
        all.put(
                "merge a pair with the pair below",
                at(3, "source", state -> assertThat(state.pair(3)).isEqualTo("s4 s5=t4 t5")));
        all.put(
                "unlink a pair",
                at(4, "source", state -> assertThat(state.pairs()).contains("s5=", "=t5")));
        all.put("swap the targets of two pairs", at(6, "source", state -> {
            assertThat(bead(state, "s7")).isEqualTo(bead(state, "t7"));
            assertThat(bead(state, "s8")).isEqualTo(bead(state, "t6"));
        }));
        all.put(
                "detach a sentence from its pair",
                new Correction(
                        2, "target", 2, state -> assertThat(state.pairs()).contains("s2 s3=t2", "=t3")));
        all.put("confirm that a sentence has no translation", at(4, "target", state -> {
            assertThat(state.pairs()).contains("s5=", "=t5");
            assertThat(state.isConfirmed(state.pairs().indexOf("s5=") + 1)).isTrue();
            assertThat(state.confirmed()).isEqualTo(1);
        }));
        all.put(
                "link a sentence with one three pairs below",
                at(
                        3,
                        "source",
                        state -> assertThat(bead(state, "s4"))
                                .isEqualTo(bead(state, "t6"))
                                .isEqualTo(bead(state, "s7"))));
        all.put("add a missing translation", at(5, "target", state -> {
            assertThat(state.pair(5)).startsWith("s6=t");
            assertThat(state.row(5).at("/target/0/text").asText()).isEqualTo(TYPED.strip());
            assertThat(state.row(5).at("/target/0/added").asBoolean()).isTrue();
        }));
        all.put(
                "correct a typing error",
                at(3, "target", state -> assertThat(state.text("t4")).isEqualTo("He came in." + TYPED)));
        return all;
    }

    private static Correction at(int row, String side, Consumer<PageState> check) {
        return new Correction(row, side, 1, check);
    }

    private static String bead(PageState state, String sentence) {
        for (JsonNode row : state.json().path("rows")) {
            for (String side : List.of("source", "target")) {
                for (JsonNode one : row.path(side)) {
                    if (one.path("id").asText().equals(sentence)) {
                        return row.path("bead").asText();
                    }
                }
            }
        }
        throw new AssertionError("no sentence " + sentence);
    }

    /** Returns the rows of the table: correction, keys, number of keys. */
    private static List<String[]> table() throws IOException {
        List<String[]> rows = new ArrayList<>();
        boolean isIn = false;
        for (String line : Files.readAllLines(Path.of("src/docs/reference/review.md"))) {
            isIn = line.startsWith("#") ? line.equals("## Keystrokes") : isIn;
            if (isIn && line.startsWith("| ") && !line.startsWith("| correction")) {
                rows.add(line.substring(2, line.length() - 2).split(" \\| "));
            }
        }
        return rows;
    }

    @Test
    void eachCorrectionTakesTheKeysOfTheTable() throws IOException {
        Map<String, Correction> corrections = corrections();
        List<String[]> table = table();
        assertThat(table).extracting(row -> row[0]).containsExactlyElementsOf(corrections.keySet());
        ReviewTab tab = REVIEWS.open("table");
        for (String[] row : table) {
            Correction correction = requireNonNull(corrections.get(row[0]));
            tab.undoAll();
            tab.goTo(correction.row(), correction.side(), correction.sentence());
            int count = 0;
            Matcher keys = KEY.matcher(row[1]);
            while (keys.find()) {
                if (keys.group(2) != null) {
                    tab.type(TYPED);
                } else {
                    tab.press(keys.group(1).split("\\+"));
                    count++;
                }
            }
            assertThat(row[2]).as(row[0]).isEqualTo(String.valueOf(count));
            PageState state = tab.settle();
            correction.check().accept(state);
            assertThat(tab.press("Ctrl", "Z").undo())
                    .as("%s is one step", row[0])
                    .isEqualTo("null");
        }
    }

    /** Checks that letters right after Enter in an empty cell are text, and where the new sentence is afterwards. */
    @Test
    void addsAMissingTranslation() throws IOException {
        ReviewTab tab = REVIEWS.open("empty");
        List<String> before = Files.readAllLines(REVIEWS.file("empty.en.txt"));
        tab.goTo(5, "target", 1);
        new Actions(tab.driver()).sendKeys(Keys.ENTER, "mexs0w").perform();
        assertThat(tab.settle().version()).isZero();
        assertThat(tab.evaluate("return document.activeElement.value")).isEqualTo("mexs0w");
        PageState cancelled = tab.press("Esc");
        assertThat(cancelled.version()).isZero();
        assertThat(cancelled.pair(5)).isEqualTo("s6=");
        tab.press("Enter");
        tab.type("The rain stopped.");
        PageState added = tab.press("Enter");
        assertThat(added.pair(5)).isEqualTo("s6=t8");
        assertThat(added.cursor()).isEqualTo("5 target 1");
        assertThat(tab.sentence("t8").getText()).contains("The rain stopped.", "added");
        tab.press("Ctrl", "S");
        tab.until("it is saved", state -> state.unsaved() == 0);
        assertThat(REVIEWS.memory("empty")).content().contains("雨停了。", "The rain stopped.");
        assertThat(REVIEWS.file("empty.en.txt")).hasContent(String.join("\n", before));
        assertThat(tab.press("Ctrl", "Z").pair(5)).isEqualTo("s6=");
    }

    @Test
    void showsAndKeepsPairsSetByHand() throws IOException {
        ReviewTab tab = REVIEWS.open("hand");
        tab.goTo(3, "source", 1);
        PageState merged = tab.press("M");
        assertThat(merged.row(3).path("probability").isNull()).isTrue();
        assertThat(tab.text("#about")).contains("Set by hand").doesNotContain("%");
        assertThat(tab.find(".row[aria-rowindex='3'] .dot").getDomAttribute("aria-label"))
                .isEqualTo("Set by hand; click to confirm");
        assertThat(tab.find(".row[aria-rowindex='3'] .dot").getText()).isEqualTo("◆");
        assertThat(tab.find(".row[aria-rowindex='3']").getDomAttribute("aria-label"))
                .contains("set by hand");
        assertThat(tab.all("#ribbons path.by-hand")).hasSize(1);
        tab.press("Shift", "R");
        tab.click("dialog button.primary");
        PageState realigned = tab.until("it is realigned", state -> state.version() > merged.version());
        assertThat(bead(realigned, "s4")).isEqualTo(bead(merged, "s4"));
        assertThat(tab.all("#ribbons path.by-hand")).hasSize(1);
    }
}
