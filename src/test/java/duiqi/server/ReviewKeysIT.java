package duiqi.server;

import static java.util.Map.entry;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.interactions.Actions;

/** Types every key in the palette of the page, and checks its documented effect. */
@Tag("browser")
class ReviewKeysIT {
    private static final String PAIRS = """
            98 旧书店 = The Bookshop
            97 门开了。 | 灯亮了。 = The door opened. | The light went on.
            96 他走进来。 = He came in.
            95 没有人说话。 = Nobody spoke.
            94 雨停了。 =
            93 天黑了。 = It got dark.
            92 他又走了。 = He left again.
            """;

    /** Eleven errors: wrong merges, splits and boundaries, unpaired sentences, a crossing, a wrong pair and word. */
    private static final String ERRORS = """
            98 旧书店 = The Bookshop
            97 去年有3.5万人读了报告。 = Last year 36,000 people read the report.
            70 门开了。 | 灯亮了。 = The door opened. | The light went on.
            72 他走进来。 | 没有人说话。 = He came in. | Nobody spoke.
            55 雨停了， =
            80 天黑了。 = The rain stopped, and it got dark.
            75 路上的雪化了。 = The snow melted.
            58 = The road was open again.
            70 邮车来了。 = The mail truck came. | The letters often held questions.
            60 信里常有问题。 =
            55 孩子不相信。 =
            70 信里有一把尺子。 = The child did not believe it. | In the letter there was a ruler.
            52 这值得吗？ =
            50 = Nobody told her to.
            61 他会修收音机。 = He makes noodles.
            62 他也会做面条。 = He can repair a radio.
            64 尺子挂在墙上。 = Everybody laughed.
            """;

    private static final String CORRECTIONS =
            "F 1, D S, D S, D M, D M, D → ↓ Alt+↓, D J → Alt+↑, D 0, D 0, D W, D Del 0 D 0, Ctrl+S";

    /**
     * Actions of the palette: label, way to the place, possibly steps after the key, and expected state; see {@link #go} and
     * {@link #FACTS}.
     */
    private static final String ACTIONS = """
            Confirm | 2 source 1 | confirmed 2; count 1; cursor 3 source 1
            Remove confirmation | 2 source 1, C, 2 source 1 | count 0
            Merge | 1 source 1 | pairs s1 s2=t1 t2
            Merge with the pair above | 2 source 1 | pairs s1 s2=t1 t2
            Split | 3 target 2 | undo split
            Unlink | 4 source 1 | pairs s4=, =t5
            Delete the pair | 4 source 1 | pairs s4=, =t5; undo unlink
            Swap with the pair below | 10 source 1 | pairs s10=t9, s11=t10
            No counterpart on this side | 2 target 1 | pairs s2=, =t2; count 1; undo no counterpart
            Mark | 5 target 1 | marked 5
            Move up | 2 target 1 | pairs s1=t1 t2; cursor 1 target 2
            Move down | 3 target 2 | pairs s3=t3, s4=t4 t5; cursor 4 target 1
            Select sentence for linking | 2 target 1 | picked 1
            Detach this sentence | 3 target 2 | pairs s3=t3, =t4; cursor 4 target 1
            Link only these sentences | 3 target 1, P, 2 source 1, P | pairs s2=t3, s3=t4
            Link selected sentences | 3 target 1, P, 2 target 1, P, 2 source 1, P | pairs s2=t2 t3, s3=t4; undo link
            Edit, or add a missing sentence | 2 target 1 | write  So it is., Enter \
            | text t2=The station stands on a pass 2,140 meters above sea level. So it is.
            Commands for this pair | 5 source 1 | shown #row-menu
            Note | 5 source 1 | write 看一看 this, Enter | note 5 看一看 this
            Next sentence | 3 target 1 | cursor 3 target 2
            Previous sentence | 4 target 1 | cursor 3 target 2
            Next pair | 3 target 1 | cursor 4 target 1
            Previous pair | 4 target 1 | cursor 3 target 1
            Source text | 4 target 1 | cursor 4 source 1
            Target text | 4 source 1 | cursor 4 target 1
            Select downwards | 4 source 1 | cursor 5 source 1; selected 2
            Select upwards | 4 source 1 | cursor 3 source 1; selected 2
            Page down | 1 source 1 | below 4
            Page up | 24 source 1 | above 21
            First pair | 9 source 1 | cursor 1 source 1
            Last pair | 9 source 1 | cursor 25 source 1
            Go to pair … | 2 source 1 | write 17, Enter | cursor 17 source 1
            Next: doubtful | 3 source 1 | cursor 5 source 1
            Previous: doubtful | 5 source 1 | cursor 3 source 1
            Next: unconfirmed | 3 source 1 | cursor 4 source 1
            Previous: unconfirmed | 4 source 1 | cursor 3 source 1
            Next: not 1–1 | 1 source 1 | cursor 3 source 1
            Previous: not 1–1 | 5 source 1 | cursor 3 source 1
            Next: with findings | 4 source 1, finding | cursor 6 target 1
            Previous: with findings | 6 source 1, finding | cursor 4 target 1
            Next: marked | 2 source 1, *, 16 source 1, *, 4 source 1 | cursor 16 source 1
            Previous: marked | 2 source 1, *, 16 source 1, *, 4 source 1 | cursor 2 source 1
            Least certain first | 2 target 1 | D, Z, D | cursor 9 target 1
            Report the progress | 2 source 1, C | said 1 of 24 confirmed
            Next word and its translation | 2 source 1 | said 气象站 = station (term)
            Apply the first suggestion | 6 target 1, finding | text t7=What they use is a disruptive technology.
            Ignore a finding … | 6 target 1, finding | write 句子如此, Enter | note 6 duiqi-ignore: [a-z-]+: 句子如此
            Show the alternative | 1 source 1, M | alternative | said Alternative:
            Take the alternative | 1 source 1, M, V, alternative | pairs s1=t1, s2=t2; undo regroup
            Find | 2 source 1 | write clouds | below 10
            Next match | 1 source 1, /, find cloud | below 13
            Find and replace | 2 source 1 | find clouds, click #replace-field, write birds, strike Enter \
            | text t11=Xiao Lin records the birds in the sky.
            Filter | 1 source 1 | focus filter
            Glossary | 6 source 1 | shown #glossary
            Add a term | 6 source 1 | focus term-zh
            Terms with several translations | 6 source 1 | shown #variants-part
            Undo | 2 source 1, C | count 0; redo confirm
            Redo | 2 source 1, C, Ctrl Z | confirmed 2
            Confirm all pairs up to here | 3 source 1 | count 3; confirmed 3
            Confirm by probability … | 1 source 1 | click dialog button.primary | confirmed 1; unconfirmed 3
            Realign unconfirmed pairs … | 1 source 1 | click dialog button.primary | undo realign
            Save to the memory | 2 source 1, C | unsaved 0
            Keys and help | 1 source 1 | shown dialog.help
            Cancel | 1 source 1, P | picked 0
            """;

    @RegisterExtension
    static final ServedReviews REVIEWS = ServedReviews.ofSamples("keys", "other")
            .with(project -> project.with("empty", PAIRS).with("hand", PAIRS).with("errors", ERRORS));

    /** Kinds of facts about a page: whether a fact with a value is true. */
    private static final Map<String, Fact> FACTS = Map.ofEntries(
            entry("pairs", (tab, state, value) -> state.pairs().containsAll(List.of(value.split(", ", -1)))),
            entry("confirmed", (tab, state, value) -> state.isConfirmed(Integer.parseInt(value))),
            entry("unconfirmed", (tab, state, value) -> !state.isConfirmed(Integer.parseInt(value))),
            entry("count", (tab, state, value) -> state.confirmed() == Long.parseLong(value)),
            entry("cursor", (tab, state, value) -> state.cursor().equals(value)),
            entry("above", (tab, state, value) -> state.cursorRow() < Integer.parseInt(value)),
            entry("below", (tab, state, value) -> state.cursorRow() > Integer.parseInt(value)),
            entry("undo", (tab, state, value) -> state.undo().equals(value)),
            entry("redo", (tab, state, value) -> state.redo().equals(value)),
            entry("picked", (tab, state, value) -> state.picked() == Integer.parseInt(value)),
            entry("selected", (tab, state, value) -> state.selected() == Integer.parseInt(value)),
            entry("unsaved", (tab, state, value) -> state.unsaved() == Integer.parseInt(value)),
            entry(
                    "marked",
                    (tab, state, value) ->
                            state.row(Integer.parseInt(value)).path("marked").asBoolean()),
            entry(
                    "text",
                    (tab, state, value) -> state.text(value.split("=", 2)[0]).equals(value.split("=", 2)[1])),
            entry(
                    "note",
                    (tab, state, value) -> state.row(Integer.parseInt(value.substring(0, 1)))
                            .path("note")
                            .asText()
                            .matches(value.substring(2))),
            entry("said", (tab, state, value) -> tab.said().contains(value)),
            entry("shown", (tab, state, value) -> tab.isShown(value)),
            entry("focus", (tab, state, value) -> value.equals(tab.evaluate("return document.activeElement.id"))));

    /** Goes to places such as {@code 2 source 1}, presses keys, types words, and waits for findings and matches. */
    private static void go(ReviewTab tab, String way) {
        for (String step : way.split(", ", -1)) {
            String[] words = step.split(" ", 2);
            String rest = words.length > 1 ? words[1] : "";
            switch (words[0]) {
                case "finding" ->
                    tab.until(
                            "the finding is announced",
                            state -> state.beadsWithFindings()
                                    .contains(state.row(state.cursorRow())
                                            .path("bead")
                                            .asText()));
                case "alternative" -> tab.find(".remark.alternative");
                case "write" -> tab.type(rest);
                case "click" -> tab.click(rest);
                case "strike" -> tab.strike(rest);
                case "find" -> {
                    tab.type(rest);
                    tab.until("it is found", state -> state.cursorRow() > 10);
                }
                default -> {
                    if (step.matches("\\d+ (source|target) \\d+")) {
                        String[] place = step.split(" ", -1);
                        tab.goTo(Integer.parseInt(place[0]), place[1], Integer.parseInt(place[2]));
                    } else {
                        tab.press(step.split(" ", -1));
                    }
                }
            }
        }
    }

    /** Waits until all facts are true. */
    private static void expect(ReviewTab tab, String facts) {
        tab.until(
                facts,
                state -> Stream.of(facts.split("; ", -1))
                        .map(fact -> fact.split(" ", 2))
                        .allMatch(fact -> requireNonNull(FACTS.get(fact[0])).isTrue(tab, state, fact[1])));
    }

    private static String bead(PageState state, String sentence) {
        for (JsonNode row : state.json().path("rows")) {
            if (row.toString().contains("\"id\":\"" + sentence + "\"")) {
                return row.path("bead").asText();
            }
        }
        throw new AssertionError("no sentence " + sentence);
    }

    /** Checks a fact about a page. */
    @FunctionalInterface
    private interface Fact {
        boolean isTrue(ReviewTab tab, PageState state, String value);
    }

    /** Returns the other columns of a table by the first one. */
    private static Map<String, List<String>> trials(String table) {
        Map<String, List<String>> all = new LinkedHashMap<>();
        table.lines()
                .map(line -> List.of(line.split(" \\| ", -1)))
                .forEach(parts -> all.put(parts.get(0), parts.subList(1, parts.size())));
        return all;
    }

    /** Returns the page to its initial state. */
    private static void restore(ReviewTab tab) {
        tab.evaluate("document.getElementById('dialog').open && document.getElementById('dialog').close()");
        tab.evaluate("document.activeElement.closest('.editor')?.querySelector('.buttons button:last-child').click()");
        for (String part : List.of("#find", "#glossary")) {
            if (tab.isShown(part)) {
                tab.click(part + "-close");
            }
        }
        tab.goTo(1, "source", 1);
        tab.undoAll();
        tab.strike("Esc");
    }

    @Test
    void correctsElevenErrorsWithFewKeys() throws IOException {
        ReviewTab tab = REVIEWS.open("errors");
        List<String> keys = List.of(CORRECTIONS.split(",? "));
        keys.forEach(key -> tab.press(key.split("\\+")));
        PageState state = tab.until("the memory is written", now -> now.unsaved() == 0);
        assertThat(String.join(", ", state.pairs()))
                .isEqualTo("s1=t1, s2=t2, s3=t3, s4=t4, s5=t5, s6=t6, s7 s8=t7, s9=t8 t9, s10=t10, s11=t11, s12=t12, "
                        + "s13=t13, s14=, =t14, =t15, s15=t16, s16=, s17=, =t17");
        assertThat(state.row(15).path("bead")).isEqualTo(state.row(17).path("bead"));
        assertThat(state.text("t2")).contains("35,000");
        System.out.println("eleven corrections: " + keys.size() + " keys");
    }

    @Test
    void keysHaveTheirDocumentedEffect() throws IOException {
        ReviewTab tab = REVIEWS.open("keys");
        Map<String, List<String>> keys = keys(tab, "Ctrl");
        Map<String, List<String>> trials = trials(ACTIONS);
        assertThat(keys).as("the palette lists most actions").hasSizeGreaterThan(35);
        assertThat(keys.values().stream().flatMap(List::stream)).doesNotHaveDuplicates();
        assertThat(trials.keySet()).containsExactlyInAnyOrderElementsOf(keys.keySet());
        SoftAssertions all = new SoftAssertions();
        keys.forEach((label, strokes) -> strokes.forEach(stroke -> {
            List<String> trial = requireNonNull(trials.get(label));
            all.assertThatCode(() -> {
                        go(tab, trial.get(0));
                        tab.press(stroke.split("\\+", -1));
                        if (trial.size() > 2) {
                            go(tab, trial.get(1));
                        }
                        expect(tab, trial.get(trial.size() - 1));
                    })
                    .as("%s by %s", label, stroke)
                    .doesNotThrowAnyException();
            restore(tab);
        }));
        all.assertAll();
    }

    /** Checks that the page shows other keys on a Mac. Nothing else changes. */
    @Test
    void showsMacKeysOnAMac() throws IOException {
        String platform = "Object.defineProperty(navigator, 'userAgentData', { value: { platform: 'macOS' } });"
                + "Object.defineProperty(navigator, 'platform', { value: 'MacIntel' });";
        Object script = REVIEWS.driver()
                .executeCdpCommand("Page.addScriptToEvaluateOnNewDocument", Map.of("source", platform))
                .get("identifier");
        try {
            ReviewTab tab = REVIEWS.open("other");
            Map<String, List<String>> keys = keys(tab, "⌘");
            assertThat(keys.get("Undo")).contains("⌘+Z");
            assertThat(keys.get("Move up")).contains("⌥+↑");
            assertThat(keys.values().toString()).doesNotContain("Ctrl", "Alt");
            go(tab, "2 source 1, Space");
            assertThat(tab.press("⌘", "Z").undo()).isEqualTo("null");
        } finally {
            REVIEWS.driver()
                    .executeCdpCommand("Page.removeScriptToEvaluateOnNewDocument", Map.of("identifier", script));
        }
    }

    /** Returns the labels in the palette with their strokes, such as {@code Ctrl+Z}. */
    private static Map<String, List<String>> keys(ReviewTab tab, String modifier) {
        tab.strike(modifier, "K");
        tab.find("#commands");
        Map<String, List<String>> keys = trials(String.join("\n", tab.strings("""
                return [...document.querySelectorAll("#commands [role=option]:has(kbd)")].map((option) =>
                  [option.querySelector(".label").textContent, [...option.querySelector(".keys").children]
                    .map((part) => part.textContent).join("+").replaceAll("+ or +", " | ")].join(" | "));
                """)));
        tab.strike("Esc");
        tab.await("the palette is closed", () -> tab.all("dialog[open]").isEmpty());
        return keys;
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
        tab.press("Enter");
        expect(tab, "pairs s6=t8; cursor 5 target 1");
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
        WebElement dot = tab.find(".row[aria-rowindex='3'] .dot");
        assertThat(dot.getDomAttribute("aria-label")).isEqualTo("Set by hand; click to confirm");
        assertThat(dot.getText()).isEqualTo("◆");
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
