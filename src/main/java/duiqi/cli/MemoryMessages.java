package duiqi.cli;

import duiqi.app.Plurals;
import duiqi.memory.LiveMemory;
import duiqi.memory.MemoryFile;
import duiqi.report.Terminal;
import duiqi.text.FormatException;

/** Tells on standard error what a user may wonder about while memories are opened. Safe for threads. */
final class MemoryMessages implements LiveMemory.Watcher {
    private final Console console;
    private volatile boolean isUnreadable;

    MemoryMessages(Console console) {
        this.console = console;
    }

    /** Whether a memory could not be read. */
    boolean isUnreadable() {
        return isUnreadable;
    }

    @Override
    public void indexing(MemoryFile memory) {
        if (console.errTakesProgress()) {
            problem(memory.path() + ": new or changed, making its index");
        }
    }

    @Override
    public void lost(MemoryFile memory, int places) {
        problem(memory.path() + ": " + Plurals.of(places, "place")
                + " cannot be read and what is there is not found; duiqi tm validate shows them");
    }

    @Override
    public void unreadable(MemoryFile memory, FormatException problem) {
        isUnreadable = true;
        problem(String.valueOf(problem.getMessage()));
    }

    @Override
    public void problem(String message) {
        console.err().println("duiqi: " + Terminal.plain(message));
        console.err().flush();
    }
}
