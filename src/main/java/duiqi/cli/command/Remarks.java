package duiqi.cli.command;

import duiqi.text.FormatException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Collects what {@code duiqi doctor} found about one subject. Not thread-safe. */
final class Remarks {
    private static final int MOST = 5;

    private final List<Remark> found = new ArrayList<>();

    enum Level {
        OK,
        NOTE,
        WARNING,
        ERROR;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Holds what a check found: {@code problem; remedy} unless the level is ok. */
    record Remark(Level level, String text) {}

    interface Check {
        void run(Remarks remarks) throws IOException;
    }

    /** Returns the remarks of a check. A failure is an error. */
    static Remarks of(Check check) {
        Remarks remarks = new Remarks();
        try {
            check.run(remarks);
        } catch (IOException | RuntimeException failure) {
            remarks.add(Level.ERROR, explain(failure));
        }
        return remarks;
    }

    static String explain(Exception failure) {
        String message = String.valueOf(failure.getMessage());
        if (failure instanceof FormatException) {
            return message;
        }
        return failure instanceof AccessDeniedException
                ? message + ": cannot be read; change its permissions"
                : message + " (" + failure.getClass().getSimpleName() + "); check the file and its folder";
    }

    void ok(String text) {
        add(Level.OK, text);
    }

    void add(Level level, String text) {
        found.add(new Remark(level, text));
    }

    /** Puts the result of the check before its problems. */
    void summary(String text) {
        found.add(0, new Remark(Level.OK, text));
    }

    boolean isEmpty() {
        return found.isEmpty();
    }

    boolean hasError() {
        return found.stream().anyMatch(remark -> remark.level() == Level.ERROR);
    }

    /** Returns the first remarks, and the number of the others. */
    List<Remark> shown() {
        List<Remark> shown = new ArrayList<>(found.subList(0, Math.min(MOST, found.size())));
        if (found.size() > MOST) {
            shown.add(new Remark(
                    Level.NOTE, (found.size() - MOST) + " more; correct the first ones, then run duiqi doctor again"));
        }
        return shown;
    }
}
