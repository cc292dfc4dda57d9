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
import java.util.function.BiConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.support.ui.Select;

/** Types every key in the help of the page and in the documentation, and checks its documented effect. */
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

    /** Actions of the help: label, way to the place, and expected state; see {@link #go} and {@link #expect}. */
    private static final String ACTIONS = """
            Confirm | 2 source 1 | confirmed 2; count 1; cursor 3 source 1
            Remove confirmation | 2 source 1, C, 2 source 1 | count 0
            Merge | 1 source 1 | pairs s1 s2=t1 t2
            Merge with the pair above | 2 source 1 | pairs s1 s2=t1 t2
            Unlink | 4 source 1 | pairs s4=, =t5
            Swap with the pair below | 10 source 1 | pairs s10=t9, s11=t10
            Nothing on this side | 2 target 1 | pairs s2=, =t2; count 1; undo no counterpart
            Mark | 5 target 1 | marked 5
            Move up | 2 target 1 | pairs s1=t1 t2; cursor 1 target 2
            Move down | 3 target 2 | pairs s3=t3, s4=t4 t5; cursor 4 target 1
            Select sentence for linking | 2 target 1 | picked 1
            Detach this sentence | 3 target 2 | pairs s3=t3, =t4; cursor 4 target 1
            Link and replace | 3 target 1, P, 2 source 1, P | pairs s2=t3, s3=t4
            Link selected sentences | 3 target 1, P, 2 target 1, P, 2 source 1, P | pairs s2=t2 t3, s3=t4; undo link
            Next sentence | 3 target 1 | cursor 3 target 2
            Previous sentence | 4 target 1 | cursor 3 target 2
            Next pair | 3 target 1 | cursor 4 target 1
            Previous pair | 4 target 1 | cursor 3 target 1
            Source text | 4 target 1 | cursor 4 source 1
            Target text | 4 source 1 | cursor 4 target 1
            Select downwards | 4 source 1 | cursor 5 source 1; selected 2
            Select upwards | 4 source 1 | cursor 3 source 1; selected 2
            First pair | 9 source 1 | cursor 1 source 1
            Last pair | 9 source 1 | cursor 25 source 1
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
            Apply the first suggestion | 6 target 1, finding | text t7=What they use is a disruptive technology.
            Undo | 2 source 1, C | count 0; redo confirm
            Redo | 2 source 1, C, Ctrl Z | confirmed 2
            Confirm all pairs up to here | 3 source 1 | count 3; confirmed 3
            Cancel | 1 source 1, P | picked 0
            """;

    /** Corrections of the table "Keystrokes", like the actions. */
    private static final String CORRECTIONS = """
            confirm a pair | 3 source 1 | confirmed 3
            move a sentence to the pair above | 3 target 1 | pairs s2 s3=t2 t3 t4
            split a 2–2 pair into two 1–1 pairs | 2 target 2 | pairs s2=t2, s3=t3
            merge a pair with the pair below | 3 source 1 | pairs s4 s5=t4 t5
            unlink a pair | 4 source 1 | pairs s5=, =t5
            swap the targets of two pairs | 6 source 1 | together s7 t7; together s8 t6
            detach a sentence from its pair | 2 target 2 | pairs s2 s3=t2, =t3
            confirm that a sentence has no translation | 4 target 1 | pairs s5=, =t5; count 1
            link a sentence with one three pairs below | 3 source 1 | together s4 t6 s7
            add a missing translation | 5 target 1 | text t8=mexs0w? 加
            correct a typing error | 3 target 1 | text t4=He came in. mexs0w? 加
            """;

    /** A key, or the word for typed text. */
    private static final Pattern KEY = Pattern.compile("`([^`]+)`|(text)");

    private static final String TYPED = " mexs0w? 加";

    @RegisterExtension
    static final ServedReviews REVIEWS = ServedReviews.ofSamples("keys", "other")
            .with(project -> project.with("table", PAIRS).with("empty", PAIRS).with("hand", PAIRS));

    /** Goes to places such as {@code 2 source 1}, presses keys, types words, and waits for findings. */
    private static void go(ReviewTab tab, String way) {
        for (String step : way.split(", ", -1)) {
            String[] words = step.split(" ", -1);
            if (step.equals("finding")) {
                tab.until(
                        "the finding is announced",
                        state -> state.beadsWithFindings()
                                .contains(state.row(state.cursorRow())
                                        .path("bead")
                                        .asText()));
            } else if (step.equals("runner-up")) {
                tab.find(".remark.runner-up");
            } else if (words[0].equals("type")) {
                find(tab, words[1]);
            } else if (words.length == 3) {
                tab.goTo(Integer.parseInt(words[0]), words[1], Integer.parseInt(words[2]));
            } else {
                tab.press(words);
            }
        }
    }

    /** Checks what a page shows. */
    private static void expect(PageState state, String expected) {
        for (String fact : expected.split("; ", -1)) {
            String[] words = fact.split(" ", 2);
            switch (words[0]) {
                case "pairs" -> assertThat(state.pairs()).contains(words[1].split(", ", -1));
                case "confirmed" ->
                    assertThat(state.isConfirmed(Integer.parseInt(words[1]))).isTrue();
                case "count" -> assertThat(state.confirmed()).isEqualTo(Long.parseLong(words[1]));
                case "cursor" -> assertThat(state.cursor()).isEqualTo(words[1]);
                case "undo" -> assertThat(state.undo()).isEqualTo(words[1]);
                case "redo" -> assertThat(state.redo()).isEqualTo(words[1]);
                case "picked" -> assertThat(state.picked()).isEqualTo(Integer.parseInt(words[1]));
                case "selected" -> assertThat(state.selected()).isEqualTo(Integer.parseInt(words[1]));
                case "marked" ->
                    assertThat(state.row(Integer.parseInt(words[1]))
                                    .path("marked")
                                    .asBoolean())
                            .isTrue();
                case "together" ->
                    assertThat(Stream.of(words[1].split(" ", -1))
                                    .map(id -> bead(state, id))
                                    .distinct())
                            .hasSize(1);
                case "text" -> {
                    String[] sentence = words[1].split("=", 2);
                    assertThat(state.text(sentence[0])).isEqualTo(sentence[1]);
                }
                default -> throw new AssertionError(fact);
            }
        }
    }

    private static String bead(PageState state, String sentence) {
        for (JsonNode row : state.json().path("rows")) {
            if (row.toString().contains("\"id\":\"" + sentence + "\"")) {
                return row.path("bead").asText();
            }
        }
        throw new AssertionError("no sentence " + sentence);
    }

    /** Holds the way to a place, and the check of the effect of a key. */
    private record Trial(String way, BiConsumer<ReviewTab, PageState> check) {}

    private static Map<String, Trial> simple(String table) {
        Map<String, Trial> all = new LinkedHashMap<>();
        table.lines()
                .map(line -> line.split(" \\| ", -1))
                .forEach(parts -> all.put(parts[0], new Trial(parts[1], (tab, after) -> expect(after, parts[2]))));
        return all;
    }

    private static Map<String, Trial> trials() {
        Map<String, Trial> all = simple(ACTIONS);
        all.put(
                "Split",
                new Trial(
                        "3 target 2",
                        (tab, after) -> assertThat(List.of(after.pair(3), after.pair(4)))
                                .isIn(List.of("s3=t3", "=t4"), List.of("=t3", "s3=t4"))));
        all.put(
                "Page down",
                new Trial(
                        "1 source 1",
                        (tab, after) -> assertThat(after.cursorRow()).isGreaterThan(4)));
        all.put(
                "Page up",
                new Trial(
                        "24 source 1",
                        (tab, after) -> assertThat(after.cursorRow()).isLessThan(21)));
        all.put("Note", new Trial("5 source 1", (tab, after) -> {
            tab.type("看一看 this");
            assertThat(tab.press("Ctrl", "Enter").row(5).path("note").asText()).isEqualTo("看一看 this");
        }));
        all.put("Ignore a finding …", new Trial("6 target 1, finding", (tab, after) -> {
            tab.type("句子如此 as it is");
            tab.strike("Enter");
            tab.until(
                    "the finding is ignored",
                    noted -> noted.row(6).path("note").asText().matches("duiqi-ignore: [a-z-]+: 句子如此 as it is"));
        }));
        // The best alternative of two merged pairs is obvious. The page shows it only if the user asks.
        all.put("Show the runner-up", new Trial("1 source 1, M", (tab, after) -> {
            tab.find(".remark.runner-up");
            assertThat(tab.said()).contains(" now, ", "Runner-up: ");
        }));
        all.put(
                "Take the runner-up",
                new Trial(
                        "1 source 1, M, V, runner-up",
                        (tab, after) -> expect(
                                tab.until("it is taken", state -> state.undo().equals("regroup")),
                                "pairs s1=t1, s2=t2")));
        all.put("Edit, or add a missing sentence", new Trial("2 target 1", (tab, after) -> {
            tab.type(" So it is.");
            expect(tab.press("Enter"), "text t2=The station stands on a pass 2,140 meters above sea level. So it is.");
        }));
        all.put("Next word link", new Trial("2 source 1", (tab, after) -> {
            tab.await("a link is announced", () -> tab.said().contains("气象站 = station (term)"));
            assertThat(tab.evaluate("return CSS.highlights.get('linked-term').size"))
                    .isEqualTo(2L);
        }));
        all.put(
                "Save to the memory",
                new Trial("2 source 1, C", (tab, after) -> tab.until("it is saved", state -> state.unsaved() == 0)));
        all.put("Find", new Trial("2 source 1", (tab, after) -> find(tab, "clouds")));
        all.put(
                "Next match",
                new Trial(
                        "1 source 1, /, type cloud",
                        (tab, after) -> assertThat(after.cursorRow()).isGreaterThan(13)));
        all.put("Find and replace", new Trial("2 source 1", (tab, after) -> {
            find(tab, "clouds");
            tab.click("#replace-field");
            tab.type("birds");
            tab.strike("Enter");
            expect(
                    tab.until("it is replaced", state -> state.undo().equals("edit")),
                    "text t11=Xiao Lin records the birds in the sky.");
        }));
        all.put("Go to row …", new Trial("2 source 1", (tab, after) -> {
            tab.type("17");
            expect(tab.press("Enter"), "cursor 17 source 1");
        }));
        all.put("Order of work: least certain first", new Trial("2 target 1", (tab, after) -> {
            expect(after, "cursor 13 target 1");
            expect(tab.press("D"), "cursor 7 target 1");
            tab.press("Z");
            expect(tab.press("D"), "cursor 9 target 1");
        }));
        all.put(
                "Report the progress",
                new Trial(
                        "2 source 1, C", (tab, after) -> assertThat(tab.said()).contains("1 of 24 confirmed; about ")));
        all.put(
                "Filter",
                new Trial(
                        "1 source 1",
                        (tab, after) -> assertThat(
                                        new Select(tab.driver().switchTo().activeElement())
                                                .getFirstSelectedOption()
                                                .getText())
                                .startsWith("All")));
        all.put(
                "Glossary",
                new Trial(
                        "6 source 1",
                        (tab, after) -> assertThat(tab.isShown("#glossary")).isTrue()));
        all.put(
                "Add a term",
                new Trial(
                        "6 source 1",
                        (tab, after) -> assertThat(
                                        tab.driver().switchTo().activeElement().getDomAttribute("id"))
                                .isEqualTo("term-zh")));
        all.put("Confirm by probability …", new Trial("1 source 1", (tab, after) -> {
            tab.click("dialog button.primary");
            PageState done = tab.until("it is confirmed", state -> state.confirmed() > 0);
            assertThat(done.isConfirmed(1)).isTrue();
            assertThat(done.isConfirmed(3)).as("probability 72%").isFalse();
        }));
        all.put("Realign unconfirmed pairs …", new Trial("1 source 1", (tab, after) -> {
            tab.click("dialog button.primary");
            tab.until("it is realigned", state -> state.undo().equals("realign"));
        }));
        all.put(
                "Keys and help",
                new Trial(
                        "1 source 1",
                        (tab, after) -> assertThat(tab.isShown("dialog.help")).isTrue()));
        return all;
    }

    private static void find(ReviewTab tab, String words) {
        tab.type(words);
        tab.until("it is found", state -> state.cursorRow() > 10);
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
    void keysHaveTheirDocumentedEffect() throws IOException {
        ReviewTab tab = REVIEWS.open("keys");
        Map<String, List<List<String>>> help = help(tab);
        Map<String, Trial> trials = trials();
        assertThat(help).as("the help lists most actions").hasSizeGreaterThan(35);
        assertThat(help.values().stream().flatMap(List::stream)).doesNotHaveDuplicates();
        assertThat(trials.keySet()).containsExactlyInAnyOrderElementsOf(help.keySet());
        SoftAssertions all = new SoftAssertions();
        help.forEach((label, strokes) -> strokes.forEach(stroke -> {
            Trial trial = requireNonNull(trials.get(label));
            all.assertThatCode(() -> {
                        go(tab, trial.way());
                        trial.check().accept(tab, tab.press(stroke.toArray(new String[0])));
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
            Map<String, List<List<String>>> help = help(tab);
            assertThat(help.get("Undo")).contains(List.of("⌘", "Z"));
            assertThat(help.get("Move up")).contains(List.of("⌥", "↑"));
            assertThat(help.values().toString()).doesNotContain("Ctrl", "Alt");
            go(tab, "2 source 1, Space");
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
            help.computeIfAbsent(names.get(k).getText(), label -> new ArrayList<>())
                    .addAll(strokes);
        }
        tab.strike("Esc");
        tab.await("the help is closed", () -> tab.all("dialog[open]").isEmpty());
        return help;
    }

    /** Returns the rows of the table "Keystrokes" in the documentation: correction, keys, number of keys. */
    private static List<String[]> table() throws IOException {
        String page = Files.readString(Path.of("src/docs/reference/review.md")).split("\n## Keystrokes\n", -1)[1];
        return page.split("\n#", -1)[0]
                .lines()
                .filter(line -> line.startsWith("| ") && !line.startsWith("| correction"))
                .map(line -> line.substring(2, line.length() - 2).split(" \\| ", -1))
                .toList();
    }

    @Test
    void eachCorrectionTakesTheKeysOfTheTable() throws IOException {
        Map<String, Trial> corrections = simple(CORRECTIONS);
        List<String[]> table = table();
        assertThat(table).extracting(row -> row[0]).containsExactlyElementsOf(corrections.keySet());
        ReviewTab tab = REVIEWS.open("table");
        for (String[] row : table) {
            Trial correction = requireNonNull(corrections.get(row[0]));
            tab.undoAll();
            go(tab, correction.way());
            int count = 0;
            for (Matcher keys = KEY.matcher(row[1]); keys.find(); ) {
                if (keys.group(2) != null) {
                    tab.type(TYPED);
                } else {
                    tab.press(keys.group(1).split("\\+"));
                    count++;
                }
            }
            assertThat(row[2]).as(row[0]).isEqualTo(String.valueOf(count));
            correction.check().accept(tab, tab.settle());
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
        expect(tab.press("Enter"), "pairs s6=t8; cursor 5 target 1");
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
