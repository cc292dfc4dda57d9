package duiqi.server;

import java.util.List;
import java.util.function.Consumer;

/**
 * What a key is for, as something that can be seen to happen.
 *
 * @param label what the help says
 * @param prepare brings the page to where the key makes sense
 * @param check looks whether it was done
 */
record KeyTrial(String label, Consumer<ReviewTab> prepare, Check check) {
    /** Compares the page before and after. */
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
