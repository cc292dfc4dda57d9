package duiqi.server;

import java.util.List;
import java.util.function.Consumer;

/**
 * Tests the visible effect of a key.
 *
 * @param label label of the key in the help
 * @param prepare brings the page into a state in which the key has an effect
 * @param check checks the effect
 */
record KeyTrial(String label, Consumer<ReviewTab> prepare, Check check) {
    /** Compares the page before and after the key. */
    @FunctionalInterface
    interface Check {
        void on(ReviewTab tab, PageState before, PageState after);
    }

    void run(ReviewTab tab, List<String> stroke) {
        prepare.accept(tab);
        PageState before = tab.settle();
        PageState after = tab.press(stroke.toArray(new String[0]));
        check.on(tab, before, after);
    }
}
