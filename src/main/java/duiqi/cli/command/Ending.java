package duiqi.cli.command;

/** Ends a server once: when it stops, or before the process ends because of an interrupt. Thread-safe. */
final class Ending {
    private final Runnable work;
    private final Thread hook = new Thread(this::run, "duiqi-end");
    private boolean hasBegun;

    Ending(Runnable work) {
        this.work = work;
    }

    void atInterrupt() {
        Runtime.getRuntime().addShutdownHook(hook);
    }

    synchronized void run() {
        if (hasBegun) {
            return;
        }
        hasBegun = true;
        work.run();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException shutdownHasBegun) {
            return;
        }
    }
}
