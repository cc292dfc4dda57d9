package duiqi.cli;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Locale;

/** Opens a page in the browser of whoever runs the program. */
final class Browser {
    private Browser() {}

    /** Opens a page, or says where it is when that cannot be done. */
    static void open(URI page, Console console) {
        String system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        try {
            new ProcessBuilder(command(system, page.toString()))
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException e) {
            console.err().println("duiqi: no browser could be opened; open " + page + " yourself");
        }
    }

    /** The command that opens addresses: see xdg-open(1), open(1) of macOS, and FileProtocolHandler of Windows. */
    static List<String> command(String system, String page) {
        if (system.startsWith("windows")) {
            return List.of("rundll32", "url.dll,FileProtocolHandler", page);
        }
        return List.of(system.startsWith("mac") ? "open" : "xdg-open", page);
    }
}
