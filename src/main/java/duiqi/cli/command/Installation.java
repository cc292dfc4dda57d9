package duiqi.cli.command;

import duiqi.app.Version;
import duiqi.cli.print.Console;
import java.nio.charset.Charset;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * Checks the installation and the machine, for {@code duiqi doctor}.
 *
 * @param properties returns a system property; empty if it is not set
 */
record Installation(Console console, UnaryOperator<String> properties) {
    static final long MEGABYTE = 1_000_000;

    /** Heap for a book of 40,000 sentences, with a reserve, see src/docs/reference/speed.md. */
    private static final long GOOD_HEAP = 1000 * MEGABYTE;

    private static final long SMALL_HEAP = 500 * MEGABYTE;

    void addTo(Map<String, Remarks.Check> checks) {
        checks.put(
                "duiqi",
                remarks -> remarks.ok(
                        Version.number() + " of " + Version.date() + ", in " + properties.apply("java.class.path")));
        checks.put(
                "java",
                remarks -> remarks.ok(properties.apply("java.runtime.version") + ", " + properties.apply("java.vendor")
                        + ", in " + properties.apply("java.home")));
        checks.put("heap", Installation::heap);
        checks.put("encoding", this::encoding);
    }

    private static void heap(Remarks remarks) {
        long heap = Runtime.getRuntime().maxMemory();
        String found = "at most " + megabytes(heap);
        String remedy = ", but a long book needs 1000 MB; set DUIQI_JAVA_OPTS=-Xmx1g";
        if (heap >= GOOD_HEAP) {
            remarks.ok(found);
        } else if (heap >= SMALL_HEAP) {
            remarks.note(found + remedy);
        } else {
            remarks.warn(found + remedy);
        }
    }

    private void encoding(Remarks remarks) {
        String files = properties.apply("file.encoding");
        if (!files.equalsIgnoreCase("UTF-8")) {
            remarks.warn("file.encoding is " + files + "; run duiqi with its launcher, or add -Dfile.encoding=UTF-8");
        }
        boolean isWindows = properties.apply("os.name").toLowerCase(Locale.ROOT).startsWith("windows");
        String names = properties.apply("sun.jnu.encoding");
        if (!isWindows && !takesChinese(names)) {
            remarks.error("file names with Chinese characters do not work in " + names
                    + "; set LC_ALL=C.UTF-8 and run duiqi again");
        } else if (isWindows
                && !takesChinese(names)
                && properties.apply("duiqi.windows").isEmpty()) {
            // Windows stores names of files in Unicode, but Java reads its arguments in this encoding.
            remarks.warn("arguments lose Chinese characters in " + names + "; run duiqi.cmd");
        }
        // The launcher sets LC_ALL, so that only the other variables describe the terminal.
        String terminal =
                console.variable("LC_CTYPE").or(() -> console.variable("LANG")).orElse("");
        boolean isKnown = !isWindows && console.outIsTerminal();
        if (isKnown && !terminal.toUpperCase(Locale.ROOT).replace("-", "").contains("UTF8")) {
            remarks.note("the terminal may not show Chinese, because LANG is "
                    + (terminal.isEmpty() ? "not set" : terminal) + "; set LANG=C.UTF-8");
        }
        if (remarks.isEmpty()) {
            remarks.ok("texts " + files + ", file names " + names);
        }
    }

    private static boolean takesChinese(String charset) {
        try {
            return Charset.forName(charset).newEncoder().canEncode("对齐");
        } catch (IllegalArgumentException | UnsupportedOperationException unknown) {
            return false;
        }
    }

    /** Returns a size for users, in units of a million bytes. */
    static String megabytes(long bytes) {
        return String.format(Locale.ROOT, "%,d MB", (bytes + MEGABYTE - 1) / MEGABYTE);
    }
}
