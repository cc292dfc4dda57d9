package duiqi.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.openqa.selenium.support.ui.Select;

/** Contains a trial for each action of the review page, with the pairs of {@link ReviewProject#SAMPLE}. */
final class KeyTrials {
    private KeyTrials() {}

    static Map<String, KeyTrial> byLabel() {
        Map<String, KeyTrial> all = new LinkedHashMap<>();
        Stream.of(pairs(), sentences(), going(), jumps(), document())
                .flatMap(List::stream)
                .forEach(trial -> all.put(trial.label(), trial));
        return all;
    }

    /** Returns the page to its initial state. */
    static void restore(ReviewTab tab) {
        tab.evaluate("document.getElementById('dialog').open && document.getElementById('dialog').close()");
        tab.evaluate("document.activeElement.closest('.editor')?.querySelector('.buttons button:last-child').click()");
        if (tab.isShown("#find")) {
            tab.click("#find-close");
        }
        if (tab.isShown("#glossary")) {
            tab.click("#glossary-close");
        }
        tab.goTo(1, "source", 1);
        tab.undoAll();
        tab.strike("Esc");
    }

    private static KeyTrial trial(String label, Consumer<ReviewTab> prepare, KeyTrial.Check check) {
        return new KeyTrial(label, prepare, check);
    }

    private static Consumer<ReviewTab> at(int row, String side, int sentence) {
        return tab -> tab.goTo(row, side, sentence);
    }

    /** Waits for findings in the row, which appear some time after a step. */
    private static Consumer<ReviewTab> atFinding(int row, String side, int sentence) {
        return tab -> {
            tab.goTo(row, side, sentence);
            tab.until(
                    "the finding is announced",
                    state -> state.beadsWithFindings()
                            .contains(state.row(row).path("bead").asText()));
        };
    }

    private static KeyTrial going(String label, int row, String side, int sentence, String cursor) {
        return going(label, at(row, side, sentence), cursor);
    }

    private static KeyTrial going(String label, Consumer<ReviewTab> prepare, String cursor) {
        return trial(
                label,
                prepare,
                (tab, before, after) -> assertThat(after.cursor()).isEqualTo(cursor));
    }

    /** Merges two pairs whose best alternative is obvious. The page shows it only if the user asks. */
    private static void mergeTwoPairs(ReviewTab tab) {
        tab.goTo(1, "source", 1);
        tab.press("M");
    }

    private static void awaitRunnerUp(ReviewTab tab) {
        tab.await("the runner-up appears", () -> !tab.all(".remark.runner-up").isEmpty());
    }

    private static List<KeyTrial> pairs() {
        return List.of(
                trial("Confirm", at(2, "source", 1), (tab, before, after) -> {
                    assertThat(after.isConfirmed(2)).isTrue();
                    assertThat(after.confirmed()).isEqualTo(1);
                    assertThat(after.cursorRow()).as("on to the next").isEqualTo(3);
                }),
                trial(
                        "Remove confirmation",
                        tab -> {
                            tab.goTo(2, "source", 1);
                            tab.press("C");
                            tab.goTo(2, "source", 1);
                        },
                        (tab, before, after) -> {
                            assertThat(before.isConfirmed(2)).isTrue();
                            assertThat(after.isConfirmed(2)).isFalse();
                        }),
                trial(
                        "Merge",
                        at(1, "source", 1),
                        (tab, before, after) -> assertThat(after.pair(1)).isEqualTo("s1 s2=t1 t2")),
                trial(
                        "Merge with the pair above",
                        at(2, "source", 1),
                        (tab, before, after) -> assertThat(after.pair(1)).isEqualTo("s1 s2=t1 t2")),
                trial("Split", at(3, "target", 2), (tab, before, after) -> {
                    assertThat(before.pair(3)).isEqualTo("s3=t3 t4");
                    assertThat(List.of(after.pair(3), after.pair(4)))
                            .isIn(List.of("s3=t3", "=t4"), List.of("=t3", "s3=t4"));
                }),
                trial("Unlink", at(4, "source", 1), (tab, before, after) -> {
                    assertThat(after.pair(4)).isEqualTo("s4=");
                    assertThat(after.pair(5)).isEqualTo("=t5");
                }),
                trial("Swap with the pair below", at(10, "source", 1), (tab, before, after) -> {
                    assertThat(List.of(before.pair(9), before.pair(10), before.pair(11)))
                            .containsExactly("=t9", "s10=t10", "s11=");
                    assertThat(List.of(after.pair(9), after.pair(10))).containsExactly("s10=t9", "s11=t10");
                }),
                trial("Nothing on this side", at(2, "target", 1), (tab, before, after) -> {
                    assertThat(after.pairs()).contains("s2=", "=t2").doesNotContain("s2=t2");
                    assertThat(after.confirmed()).isEqualTo(1);
                    assertThat(after.isConfirmed(after.pairs().indexOf("s2=") + 1))
                            .isTrue();
                    assertThat(after.undo()).isEqualTo("no counterpart");
                }),
                trial(
                        "Mark",
                        at(5, "target", 1),
                        (tab, before, after) -> assertThat(
                                        after.row(5).path("marked").asBoolean())
                                .isTrue()),
                trial("Note", at(5, "source", 1), (tab, before, after) -> {
                    tab.type("看一看 this");
                    PageState noted = tab.press("Ctrl", "Enter");
                    assertThat(noted.row(5).path("note").asText()).isEqualTo("看一看 this");
                }),
                trial(
                        "Apply the first suggestion",
                        atFinding(6, "target", 1),
                        (tab, before, after) ->
                                assertThat(after.text("t7")).isEqualTo("What they use is a disruptive technology.")),
                trial("Show the runner-up", KeyTrials::mergeTwoPairs, (tab, before, after) -> {
                    awaitRunnerUp(tab);
                    assertThat(tab.said()).contains(" now, ", "Runner-up: ");
                }),
                trial(
                        "Take the runner-up",
                        tab -> {
                            mergeTwoPairs(tab);
                            tab.strike("V");
                            awaitRunnerUp(tab);
                        },
                        (tab, before, after) -> {
                            assertThat(before.pair(1)).isEqualTo("s1 s2=t1 t2");
                            assertThat(after.pair(1)).isEqualTo("s1=t1");
                            assertThat(after.undo()).isEqualTo("regroup");
                        }),
                trial("Ignore a finding …", atFinding(6, "target", 1), (tab, before, after) -> {
                    tab.type("句子如此 as it is");
                    tab.strike("Enter");
                    tab.until(
                            "the finding is ignored",
                            noted ->
                                    noted.row(6).path("note").asText().matches("duiqi-ignore: [a-z-]+: 句子如此 as it is"));
                }));
    }

    private static List<KeyTrial> sentences() {
        return List.of(
                trial("Move up", at(2, "target", 1), (tab, before, after) -> {
                    assertThat(after.pair(1)).isEqualTo("s1=t1 t2");
                    assertThat(after.cursor()).as("goes with the sentence").isEqualTo("1 target 2");
                }),
                trial("Move down", at(3, "target", 2), (tab, before, after) -> {
                    assertThat(after.pair(3)).isEqualTo("s3=t3");
                    assertThat(after.pair(4)).isEqualTo("s4=t4 t5");
                    assertThat(after.cursor()).isEqualTo("4 target 1");
                }),
                trial("Edit, or add a missing sentence", at(2, "target", 1), (tab, before, after) -> {
                    tab.type(" So it is.");
                    assertThat(tab.press("Enter").text("t2"))
                            .isEqualTo("The station stands on a pass 2,140 meters above sea level. So it is.");
                }),
                trial(
                        "Select sentence for linking",
                        at(2, "target", 1),
                        (tab, before, after) -> assertThat(after.picked()).isEqualTo(1)),
                trial("Detach this sentence", at(3, "target", 2), (tab, before, after) -> {
                    assertThat(after.pair(3)).isEqualTo("s3=t3");
                    assertThat(after.pair(4)).isEqualTo("=t4");
                    assertThat(after.cursor()).isEqualTo("4 target 1");
                }),
                trial(
                        "Link and replace",
                        tab -> {
                            tab.goTo(3, "target", 1);
                            tab.press("P");
                            tab.goTo(2, "source", 1);
                            tab.press("P");
                        },
                        (tab, before, after) -> {
                            assertThat(after.pairs()).contains("s2=t3", "s3=t4");
                            assertThat(tab.said().lines()).contains("Linked only 1 with 1");
                        }),
                trial(
                        "Link selected sentences",
                        tab -> {
                            tab.goTo(3, "target", 1);
                            tab.press("P");
                            tab.goTo(2, "target", 1);
                            tab.press("P");
                            tab.goTo(2, "source", 1);
                            tab.press("P");
                        },
                        (tab, before, after) -> {
                            assertThat(before.picked()).isEqualTo(3);
                            assertThat(after.pairs()).contains("s2=t2 t3", "s3=t4");
                            assertThat(after.undo()).isEqualTo("link");
                        }));
    }

    private static List<KeyTrial> going() {
        return List.of(
                going("Next sentence", 3, "target", 1, "3 target 2"),
                going("Previous sentence", 4, "target", 1, "3 target 2"),
                going("Next pair", 3, "target", 1, "4 target 1"),
                going("Previous pair", 4, "target", 1, "3 target 1"),
                trial("Next word link", at(2, "source", 1), (tab, before, after) -> {
                    tab.await("a link is announced", () -> tab.said().contains("气象站 = station (term)"));
                    assertThat(tab.evaluate("return CSS.highlights.get('linked-term').size"))
                            .isEqualTo(2L);
                }),
                going("Source text", 4, "target", 1, "4 source 1"),
                going("Target text", 4, "source", 1, "4 target 1"),
                trial("Select downwards", at(4, "source", 1), (tab, before, after) -> {
                    assertThat(after.cursorRow()).isEqualTo(5);
                    assertThat(after.selected()).isEqualTo(2);
                }),
                trial("Select upwards", at(4, "source", 1), (tab, before, after) -> {
                    assertThat(after.cursorRow()).isEqualTo(3);
                    assertThat(after.selected()).isEqualTo(2);
                }),
                trial(
                        "Page down",
                        at(1, "source", 1),
                        (tab, before, after) -> assertThat(after.cursorRow()).isGreaterThan(4)),
                trial(
                        "Page up",
                        at(24, "source", 1),
                        (tab, before, after) -> assertThat(after.cursorRow()).isLessThan(21)),
                trial(
                        "First pair",
                        at(9, "source", 1),
                        (tab, before, after) -> assertThat(after.cursorRow()).isEqualTo(1)),
                trial(
                        "Last pair",
                        at(9, "source", 1),
                        (tab, before, after) -> assertThat(after.cursorRow()).isEqualTo(after.length())));
    }

    /** Checks that a jump goes to the nearest row in its direction and continues at the other end. */
    private static List<KeyTrial> jumps() {
        Consumer<ReviewTab> marks = tab -> {
            for (int row : new int[] {2, 16}) {
                tab.goTo(row, "source", 1);
                tab.press("*");
            }
            tab.goTo(4, "source", 1);
        };
        return List.of(
                going("Next: doubtful", 3, "source", 1, "5 source 1"),
                going("Previous: doubtful", 5, "source", 1, "3 source 1"),
                going("Next: unconfirmed", 3, "source", 1, "4 source 1"),
                going("Previous: unconfirmed", 4, "source", 1, "3 source 1"),
                going("Next: not 1–1", 1, "source", 1, "3 source 1"),
                going("Previous: not 1–1", 5, "source", 1, "3 source 1"),
                going("Next: with findings", atFinding(4, "source", 1), "6 target 1"),
                going("Previous: with findings", atFinding(6, "source", 1), "4 target 1"),
                trial(
                        "Next: marked",
                        marks,
                        (tab, before, after) -> assertThat(after.cursorRow()).isEqualTo(16)),
                trial(
                        "Previous: marked",
                        marks,
                        (tab, before, after) -> assertThat(after.cursorRow()).isEqualTo(2)));
    }

    private static List<KeyTrial> document() {
        Consumer<ReviewTab> confirmed = tab -> {
            tab.goTo(2, "source", 1);
            tab.press("C");
        };
        return List.of(
                trial("Undo", confirmed, (tab, before, after) -> {
                    assertThat(before.undo()).isEqualTo("confirm");
                    assertThat(after.isConfirmed(2)).isFalse();
                    assertThat(after.redo()).isEqualTo("confirm");
                }),
                trial(
                        "Redo",
                        confirmed.andThen(tab -> tab.press("Ctrl", "Z")),
                        (tab, before, after) -> assertThat(after.isConfirmed(2)).isTrue()),
                trial("Save to the memory", confirmed, (tab, before, after) -> {
                    assertThat(before.unsaved()).isPositive();
                    tab.until("it is saved", state -> state.unsaved() == 0);
                }),
                trial("Find", at(2, "source", 1), (tab, before, after) -> {
                    tab.type("clouds");
                    tab.until("it is found", state -> state.cursorRow() > 10);
                    assertThat(tab.text("#find-count")).isEqualTo("1 of 1");
                }),
                trial(
                        "Next match",
                        tab -> {
                            tab.goTo(1, "source", 1);
                            tab.press("/");
                            tab.type("cloud");
                            tab.until("the first is found", state -> state.cursorRow() > 10);
                        },
                        (tab, before, after) -> assertThat(after.cursorRow()).isGreaterThan(before.cursorRow())),
                trial("Find and replace", at(2, "source", 1), (tab, before, after) -> {
                    tab.type("clouds");
                    tab.until("it is found", state -> state.cursorRow() > 10);
                    tab.click("#replace-field");
                    tab.type("birds");
                    tab.strike("Enter");
                    PageState replaced =
                            tab.until("it is replaced", state -> state.undo().equals("edit"));
                    assertThat(replaced.text("t11")).isEqualTo("Xiao Lin records the birds in the sky.");
                }),
                trial("Go to row …", at(2, "source", 1), (tab, before, after) -> {
                    tab.type("17");
                    assertThat(tab.press("Enter").cursor()).isEqualTo("17 source 1");
                }),
                trial("Order of work: least certain first", at(2, "target", 1), (tab, before, after) -> {
                    assertThat(after.cursor()).isEqualTo("13 target 1");
                    assertThat(tab.press("D").cursor()).as("then 55%").isEqualTo("7 target 1");
                    tab.press("Z");
                    assertThat(tab.press("D").cursor())
                            .as("then the next in the text")
                            .isEqualTo("9 target 1");
                }),
                trial(
                        "Report the progress",
                        confirmed,
                        (tab, before, after) -> assertThat(tab.said()).contains("1 of 24 confirmed; about ")),
                trial(
                        "Filter",
                        at(1, "source", 1),
                        (tab, before, after) -> assertThat(
                                        new Select(tab.driver().switchTo().activeElement())
                                                .getFirstSelectedOption()
                                                .getText())
                                .startsWith("All")),
                trial(
                        "Glossary",
                        at(6, "source", 1),
                        (tab, before, after) ->
                                assertThat(tab.isShown("#glossary")).isTrue()),
                trial(
                        "Add a term",
                        at(6, "source", 1),
                        (tab, before, after) -> assertThat(
                                        tab.driver().switchTo().activeElement().getDomAttribute("id"))
                                .isEqualTo("term-zh")),
                trial("Confirm all pairs up to here", at(3, "source", 1), (tab, before, after) -> {
                    assertThat(after.confirmed()).isEqualTo(3);
                    assertThat(after.isConfirmed(3)).isTrue();
                }),
                trial("Confirm by probability …", at(1, "source", 1), (tab, before, after) -> {
                    tab.click("dialog button.primary");
                    PageState done = tab.until("it is confirmed", state -> state.confirmed() > 0);
                    assertThat(done.isConfirmed(1)).isTrue();
                    assertThat(done.isConfirmed(3)).as("probability 72%").isFalse();
                }),
                trial("Realign unconfirmed pairs …", at(1, "source", 1), (tab, before, after) -> {
                    tab.click("dialog button.primary");
                    tab.until("it is realigned", state -> state.undo().equals("realign"));
                }),
                trial(
                        "Keys and help",
                        at(1, "source", 1),
                        (tab, before, after) ->
                                assertThat(tab.isShown("dialog.help")).isTrue()),
                trial("Cancel", at(1, "source", 1).andThen(tab -> tab.press("P")), (tab, before, after) -> {
                    assertThat(before.picked()).isEqualTo(1);
                    assertThat(after.picked()).isZero();
                }));
    }
}
