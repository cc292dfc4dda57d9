package duiqi.benchmark;

import java.io.PrintStream;
import java.lang.management.ManagementFactory;

/** Describes the machine of a measurement, because the figures depend on it. */
final class Machine {
    private Machine() {}

    /** Returns the processor time of this thread in nanoseconds. Other work on the machine does not change it. */
    static long processorTime() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    static void print(PrintStream out, String command) {
        out.println("command    " + command);
        out.println("processors " + Runtime.getRuntime().availableProcessors() + ", " + System.getProperty("os.arch")
                + ", " + System.getProperty("os.name") + " " + System.getProperty("os.version"));
        out.println("java       " + System.getProperty("java.vm.name") + " " + System.getProperty("java.vm.version"));
        out.println("memory     " + Runtime.getRuntime().maxMemory() / (1 << 20) + " MB at most");
    }
}
