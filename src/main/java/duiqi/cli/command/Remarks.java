package duiqi.cli.command;

import duiqi.text.FormatException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.util.ArrayList;
import java.util.List;

/** Collects what {@code duiqi doctor} found about one subject. Not thread-safe. */
final class Remarks {
    private static final int MOST = 5;

    private final List<Remark> found = new ArrayList<>();

    /** Holds what a check found: {@code problem; remedy} unless the level is ok. */
    record Remark(String level, String text) {}

    interface Check {
        void run(Remarks remarks) throws IOException;
    }

    /** Returns the remarks of a check. A failure is an error. */
    static Remarks of(Check check) {
        Remarks remarks = new Remarks();
        try {
            check.run(remarks);
        } catch (IOException | RuntimeException failure) {
            remarks.error(failure);
        }
        return remarks;
    }

    void note(String text) {
        found.add(new Remark("note", text));
    }

    void warn(String text) {
        found.add(new Remark("warning", text));
    }

    void error(String text) {
        found.add(new Remark("error", text));
    }

    void error(Exception failure) {
        String message = String.valueOf(failure.getMessage());
        error(
                failure instanceof FormatException
                        ? message
                        : failure instanceof AccessDeniedException
                                ? message + ": cannot be read; change its permissions"
                                : message + " (" + failure.getClass().getSimpleName()
                                        + "); check the file and its folder");
    }

    /** Adds the result of a check, before its problems. */
    void ok(String text) {
        found.add(0, new Remark("ok", text));
    }

    boolean isEmpty() {
        return found.isEmpty();
    }

    boolean hasError() {
        return found.stream().anyMatch(remark -> remark.level().equals("error"));
    }

    /** Returns the first remarks, and the number of the others. */
    List<Remark> shown() {
        List<Remark> shown = new ArrayList<>(found.subList(0, Math.min(MOST, found.size())));
        if (found.size() > MOST) {
            shown.add(new Remark(
                    "note", (found.size() - MOST) + " more; correct the first ones, then run duiqi doctor again"));
        }
        return shown;
    }
}
