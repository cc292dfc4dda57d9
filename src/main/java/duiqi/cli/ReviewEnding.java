package duiqi.cli;

import duiqi.server.ReviewServer;
import java.io.IOException;
import java.util.List;

/** Ends a review page once, be it from the page or by an interrupt, and says where the work is. Safe for threads. */
final class ReviewEnding {
    private final ReviewServer server;
    private final Console console;
    private final Thread hook = new Thread(this::end, "duiqi-end");
    private boolean hasEnded;

    ReviewEnding(ReviewServer server, Console console) {
        this.server = server;
        this.console = console;
    }

    /** Ends it as well when the program is interrupted. */
    void atInterrupt() {
        Runtime.getRuntime().addShutdownHook(hook);
    }

    synchronized void end() {
        if (hasEnded) {
            return;
        }
        hasEnded = true;
        List<ReviewServer.Closing> documents = server.opened();
        try {
            server.close();
        } catch (IOException failure) {
            console.err().println("duiqi: " + failure.getMessage());
        }
        for (ReviewServer.Closing document : documents) {
            console.out().println(line(document));
        }
        console.out().flush();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException itIsTheHookThatRuns) {
            return;
        }
    }

    private static String line(ReviewServer.Closing document) {
        if (!document.isWritten()) {
            String done = document.steps() == 0
                    ? "aligned, and nothing changed"
                    : "aligned, and " + Plurals.of(document.steps(), "step");
            return document.name() + ": " + done + ", kept in " + document.log() + "; " + document.memory()
                    + " is not written yet: go on with the same command, and save";
        }
        if (document.steps() == 0) {
            return document.name() + ": nothing was changed";
        }
        String steps = Plurals.of(document.steps(), "step");
        String kept = document.name() + ": " + steps + ", kept in " + document.log() + "; ";
        return document.unsaved() == 0
                ? kept + document.memory() + " has all of it"
                : kept + document.memory() + " lacks "
                        + (document.unsaved() == document.steps() ? "all of it" : "the last " + document.unsaved())
                        + ": go on with the same command, and save";
    }
}
