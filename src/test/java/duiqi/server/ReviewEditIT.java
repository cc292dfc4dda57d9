package duiqi.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.openqa.selenium.Keys;
import org.openqa.selenium.interactions.Actions;

/** Corrects pairs and edits sentences with the mouse, the menus and keys, also with an input method. */
@Tag("browser")
class ReviewEditIT {
    @RegisterExtension
    static final ServedReviews REVIEWS = ServedReviews.ofSamples(
                    "escape",
                    "composed",
                    "cut",
                    "open",
                    "boundary",
                    "link",
                    "click",
                    "all",
                    "menu",
                    "letters",
                    "commands")
            .with(project -> Files.writeString(project.memory("units"), """
                    <tmx version="1.4"><header srclang="zh"/><body>
                    <tu><tuv xml:lang="zh"><seg>水。</seg></tuv><tuv xml:lang="en"><seg>Water.</seg></tuv></tu>
                    <tu><tuv xml:lang="zh"><seg>火。光。</seg></tuv><tuv xml:lang="en"><seg>Fire.</seg></tuv></tu>
                    </body></tmx>
                    """));

    private static final String STATION = "The station stands on a pass 2,140 meters above sea level.";

    @Test
    void savesWithEnterAndCancelsWithEscape() throws IOException {
        ReviewTab tab = REVIEWS.open("escape");
        tab.goTo(2, "target", 1);
        tab.press("Enter");
        tab.type(" Not kept");
        PageState left = tab.press("Esc");
        assertThat(left.text("t2")).isEqualTo(STATION);
        assertThat(left.version()).isZero();
        tab.press("F2");
        tab.type(" 不错");
        assertThat(tab.press("Ctrl", "Enter").text("t2")).isEqualTo(STATION + " 不错");
        assertThat(tab.sentence("t2").getText()).contains("edited");
        tab.press("Enter");
        tab.type("!");
        assertThat(tab.press("Ctrl", "Z").text("t2"))
                .as("undo applies to the field while typing")
                .isEqualTo(STATION + " 不错");
        tab.press("Esc");
        assertThat(tab.press("Ctrl", "Z").text("t2")).isEqualTo(STATION);
    }

    /** Checks that Enter ends the composition of an input method but not the editing. */
    @Test
    void acceptsInputMethods() throws IOException {
        ReviewTab tab = REVIEWS.open("composed");
        tab.goTo(2, "source", 1);
        tab.press("Enter");
        tab.driver()
                .executeCdpCommand(
                        "Input.imeSetComposition", Map.of("text", "ni'hao", "selectionStart", 6, "selectionEnd", 6));
        for (String key : new String[] {"Enter", "Escape"}) {
            // A browser sends these events while an input method handles the key.
            tab.driver()
                    .executeCdpCommand(
                            "Input.dispatchKeyEvent",
                            Map.of("type", "rawKeyDown", "key", key, "windowsVirtualKeyCode", 229, "code", key));
        }
        assertThat(tab.settle().version()).isZero();
        assertThat(tab.all(".editor textarea")).hasSize(1);
        tab.driver().executeCdpCommand("Input.insertText", Map.of("text", "你好"));
        PageState kept = tab.press("Enter");
        assertThat(kept.text("s2")).isEqualTo("气象站建在海拔2,140米的山口。你好");
    }

    @Test
    void splitsSentencesAtTheCaret() throws IOException {
        ReviewTab tab = REVIEWS.open("cut");
        tab.goTo(5, "target", 1);
        tab.press("Enter");
        tab.type(Keys.HOME);
        tab.press("Alt", "Enter");
        assertThat(tab.warned()).as("nothing before the caret").contains("One part would be empty");
        tab.type(Keys.HOME);
        for (int k = 0; k < "The wind is strong,".length(); k++) {
            tab.type(Keys.ARROW_RIGHT);
        }
        PageState cut = tab.press("Alt", "Enter");
        assertThat(cut.row(5).path("target")).hasSize(2);
        assertThat(cut.row(5).at("/target/0/text").asText()).isEqualTo("The wind is strong,");
        assertThat(cut.row(5).at("/target/1/text").asText()).isEqualTo("and so is the snow.");
        assertThat(tab.press("Ctrl", "Z").text("t6")).isEqualTo("The wind is strong, and so is the snow.");
    }

    @Test
    void editsOneSentenceAtATime() throws IOException {
        ReviewTab tab = REVIEWS.open("open");
        tab.goTo(2, "target", 1);
        tab.press("Enter");
        tab.type(" More");
        tab.evaluate("document.querySelector('.sentence[data-sentence=t4] .text')"
                + ".dispatchEvent(new MouseEvent('dblclick', { bubbles: true }))");
        tab.settle();
        assertThat(tab.all(".editor textarea")).hasSize(1);
        assertThat(tab.evaluate("return document.querySelector('.editor textarea').value"))
                .isEqualTo(STATION + " More");
    }

    @Test
    void dragsBoundaries() throws IOException {
        ReviewTab tab = REVIEWS.open("boundary");
        tab.goTo(3, "target", 1);
        tab.drag(tab.find(".row[aria-rowindex='3'] [data-grip=target]"), 0, -40);
        PageState moved = tab.settle();
        assertThat(moved.pair(3)).isEqualTo("s3=t3");
        assertThat(moved.pair(4)).isEqualTo("s4=t4 t5");
        tab.drag(tab.find(".row[aria-rowindex='3'] [data-grip=target]"), 0, 40);
        assertThat(tab.settle().pairs()).contains("s3=t3 t4", "s4=t5");
        tab.press("Ctrl", "Z");
        PageState back = tab.press("Ctrl", "Z");
        assertThat(back.pair(3)).isEqualTo("s3=t3 t4");
        assertThat(back.undo()).isEqualTo("null");
    }

    /** Checks that Escape cancels a drag. */
    @Test
    void linksByDraggingAndCancelsWithEscape() throws IOException {
        ReviewTab tab = REVIEWS.open("link");
        PageState before = tab.goTo(8, "source", 1);
        assertThat(before.pairs()).as("the sample crosses").contains("s9=t8", "=t9", "s10=t10", "s11=");
        tab.goTo(7, "source", 1);
        new Actions(tab.driver())
                .moveToElement(tab.find("[data-sentence=s8] .port"))
                .clickAndHold()
                .moveToElement(tab.sentence("t8"))
                .sendKeys(Keys.ESCAPE)
                .release()
                .perform();
        assertThat(tab.settle().version()).as("cancelled").isZero();
        tab.drag(tab.find("[data-sentence=s8] .port"), tab.sentence("t8"));
        PageState linked = tab.settle();
        assertThat(linked.undo()).isEqualTo("link");
        assertThat(linked.pairs()).as("joins the pair of the goal").contains("s8 s9=t8");
        assertThat(tab.press("Ctrl", "Z").pairs()).isEqualTo(before.pairs());
        new Actions(tab.driver())
                .moveToElement(tab.find("[data-sentence=s8] .port"))
                .clickAndHold()
                .moveToElement(tab.sentence("t8"))
                .keyDown(Keys.ALT)
                .release()
                .keyUp(Keys.ALT)
                .perform();
        assertThat(tab.settle().pairs()).as("replaces with Alt").contains("s8=t8", "s9=");
        assertThat(tab.press("Ctrl", "Z").pairs()).isEqualTo(before.pairs());
    }

    @Test
    void confirmsSplitsSelectsAndEditsByClick() throws IOException {
        ReviewTab tab = REVIEWS.open("click");
        tab.click(".row[aria-rowindex='2'] .dot");
        assertThat(tab.settle().isConfirmed(2)).isTrue();
        tab.click(".row[aria-rowindex='2'] .dot");
        assertThat(tab.settle().isConfirmed(2)).isFalse();
        new Actions(tab.driver())
                .moveToElement(tab.find(".row[aria-rowindex='5'] .gap"))
                .perform();
        assertThat(tab.all("#ribbons .preview path")).hasSize(2);
        tab.click(".row[aria-rowindex='5'] .gap");
        assertThat(tab.settle().pairs()).doesNotContain("s5 s6=t6");
        tab.press("Ctrl", "Z");
        tab.sentence("t2").click();
        assertThat(tab.settle().cursor()).isEqualTo("2 target 1");
        new Actions(tab.driver())
                .keyDown(Keys.SHIFT)
                .click(tab.sentence("t5"))
                .keyUp(Keys.SHIFT)
                .perform();
        assertThat(tab.settle().selected()).isEqualTo(3);
        tab.click("//div[@id='actions']/button[@aria-label='Merge']");
        assertThat(tab.settle().pair(2)).isEqualTo("s2 s3 s4=t2 t3 t4 t5");
        tab.click("#tool-undo button");
        assertThat(tab.settle().pair(2)).isEqualTo("s2=t2");
        new Actions(tab.driver())
                .doubleClick(tab.find("[data-sentence=t2] .text"))
                .perform();
        tab.find(".editor textarea");
        tab.click(".editor .buttons button:last-child");
        assertThat(tab.settle().undo()).as("the last step that is not undone").isEqualTo("unconfirm");
    }

    @Test
    void menusWorkWithMouseAndKeys() throws IOException {
        ReviewTab tab = REVIEWS.open("menu");
        long version = tab.goTo(2, "source", 1).version();
        tab.click("#more");
        List<String> entries = tab.strings("""
                return [...document.querySelectorAll("#menu button:enabled")].map((entry) => entry.ariaLabel ?? entry.textContent);
                """);
        assertThat(entries).contains("Realign unconfirmed pairs …").endsWith("On", "With Alt", "Off");
        assertThat(focus(tab)).as("opened with the mouse").isEqualTo(entries.get(0));
        assertThat(tab.find("#more").getDomAttribute("aria-expanded")).isEqualTo("true");
        Map<String, String> goals = Map.of("↓", entries.get(0), "↑", "Off", "Home", entries.get(0), "End", "Off");
        for (String key : List.of("End", "↓", "↑", "Home")) {
            tab.strike(key);
            assertThat(focus(tab)).as(key).isEqualTo(goals.get(key));
        }
        tab.strike("C");
        assertThat(tab.settle().version()).as("keys are no commands in a menu").isEqualTo(version);
        tab.strike("Esc");
        assertThat(tab.isShown("#menu")).isFalse();
        assertThat(tab.find("#more").getDomAttribute("aria-expanded")).isEqualTo("false");
        assertThat(focus(tab)).isEqualTo("More");
        tab.strike("Enter");
        assertThat(tab.isShown("#menu")).as("opened with the keyboard").isTrue();
        tab.strike("Tab");
        assertThat(tab.isShown("#menu")).isFalse();
        assertThat(focus(tab))
                .as("Tab goes on after the button")
                .isNotEqualTo("More")
                .isNotEmpty();
        tab.click("#more");
        tab.sentence("s4").click();
        assertThat(tab.isShown("#menu")).as("a click elsewhere closes it").isFalse();
        tab.goTo(2, "source", 1);
        tab.click("#more");
        tab.click("#menu [aria-label='Confirm all pairs up to here']");
        assertThat(tab.settle().confirmed()).isEqualTo(2);
        assertThat(focus(tab)).as("back to the texts").isEqualTo("Pairs of sentences");
    }

    @Test
    void findsCommandsByTyping() throws IOException {
        ReviewTab tab = REVIEWS.open("commands");
        tab.goTo(1, "source", 1);
        tab.strike("Ctrl", "K");
        tab.type("MERGE pair");
        tab.strike("Enter");
        assertThat(tab.text("#commands [aria-selected=true][aria-disabled=true]"))
                .as("not possible, so the palette stays")
                .contains("Merge with the pair above", "There is no pair above.");
        tab.strike("↓");
        String active = tab.find("[role=combobox]").getDomAttribute("aria-activedescendant");
        assertThat(tab.find("#" + active).getDomAttribute("aria-selected")).isEqualTo("true");
        tab.strike("Enter");
        assertThat(tab.settle().pair(1)).isEqualTo("s1 s2=t1 t2");
        tab.strike("?");
        assertThat(tab.all("dialog dd")).hasSize(15);
        tab.click("dialog button[value=all]");
        assertThat(tab.text("#commands")).as("the last one comes first").startsWith("Recently used\nMerge");
        tab.strike("Esc");
        assertThat(focus(tab)).isEqualTo("Pairs of sentences");
    }

    /** Checks that a right click selects the pair and offers what is possible, and that its buttons show their effect. */
    @Test
    void showsTheMenuOfAPairAndTheEffectOfSteps() throws IOException {
        ReviewTab tab = REVIEWS.open("commands");
        PageState before = tab.undoAll();
        new Actions(tab.driver()).contextClick(tab.sentence("t4")).perform();
        assertThat(tab.settle().cursor()).isEqualTo("3 target 2");
        assertThat(tab.text("#row-menu"))
                .contains("Split", "Delete the pair", "All commands")
                .doesNotContain("Remove confirmation", "Link only these sentences");
        new Actions(tab.driver())
                .moveToElement(tab.find("#row-menu [aria-label=Split]"))
                .perform();
        assertThat(tab.all("#ribbons .preview path")).hasSize(2);
        assertThat(tab.settle().version()).isEqualTo(before.version());
        tab.click("#row-menu [aria-label=Split]");
        assertThat(tab.settle().pair(4)).isEqualTo("=t4");
        assertThat(tab.all("#ribbons .preview path")).isEmpty();
    }

    @Test
    void deletesAPairOfAMemory() throws IOException {
        ReviewTab tab = REVIEWS.open("units");
        tab.goTo(2, "target", 1);
        assertThat(tab.press("Del").pairs()).containsExactly("s1=t1");
        tab.press("Ctrl", "S");
        tab.until("it is saved", state -> state.unsaved() == 0);
        assertThat(REVIEWS.memory("units")).content().contains("Water.").doesNotContain("Fire.");
        assertThat(tab.press("Ctrl", "Z").pairs()).containsExactly("s1=t1", "s2 s3=t2");
    }

    private static String focus(ReviewTab tab) {
        return String.valueOf(tab.evaluate(
                "const at = document.activeElement; return at.getAttribute('aria-label') ?? at.textContent"));
    }

    /** Checks success criterion 2.1.4 of the Web Content Accessibility Guidelines 2.2. */
    @Test
    void singleLetterKeysCanNeedAltOrBeOff() throws IOException {
        ReviewTab tab = REVIEWS.open("letters");
        tab.goTo(2, "source", 1);
        try {
            assertThat(shortcuts(tab))
                    .contains("Space C", "M", "Alt+ArrowUp", "Control+Z", "Control+Shift+Z Control+Y", "Shift+R");
            choose(tab, "With Alt");
            assertThat(shortcuts(tab)).contains("Space Alt+C", "Alt+M", "Alt+ArrowUp", "Control+F Alt+/");
            assertThat(tab.press("M").version()).as("M alone").isZero();
            assertThat(tab.press("Alt", "M").pair(2)).isEqualTo("s2 s3=t2 t3 t4");
            tab.press("Ctrl", "Z");
            choose(tab, "Off");
            assertThat(shortcuts(tab)).contains("Space", "Enter F2").doesNotContain("M", "Alt+M");
            long version = tab.settle().version();
            assertThat(tab.press("M").version()).isEqualTo(version);
            assertThat(tab.press("Alt", "M").version()).isEqualTo(version);
            tab.driver().navigate().refresh();
            tab.settle();
            assertThat(tab.press("M").version()).as("also after a reload").isEqualTo(version);
            choose(tab, "On");
            assertThat(tab.press("M").version()).isEqualTo(version + 1);
        } finally {
            tab.evaluate("localStorage.removeItem('duiqi.keys')");
        }
    }

    private static void choose(ReviewTab tab, String setting) {
        tab.click("#more");
        tab.click("//div[@id='menu']//button[text()='" + setting + "']");
        assertThat(tab.find("#menu [aria-checked=true]").getText()).isEqualTo(setting);
        new Actions(tab.driver()).sendKeys(Keys.ESCAPE).perform();
        tab.evaluate("document.getElementById('grid').focus()");
    }

    private static List<String> shortcuts(ReviewTab tab) {
        return tab.strings("""
                const name = "aria-keyshortcuts";
                return [...document.querySelectorAll(`[${name}]`)].map((element) => element.getAttribute(name));
                """);
    }
}
