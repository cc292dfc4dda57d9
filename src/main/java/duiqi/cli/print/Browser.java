package duiqi.cli.print;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Opens pages in the browser of the user, if there is a desktop. */
public final class Browser {
    private Browser() {}

    /**
     * Opens an address. A failure is not an error, because the address is also printed.
     *
     * @return whether a browser was started
     */
    public static boolean open(String address, Console console) {
        List<String> command = new ArrayList<>(command(console));
        if (command.isEmpty()) {
            return false;
        }
        command.add(address);
        try {
            new ProcessBuilder(command)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return true;
        } catch (IOException noSuchProgram) {
            return false;
        }
    }

    private static List<String> command(Console console) {
        String system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        if (system.startsWith("mac")) {
            return List.of("open");
        }
        if (system.startsWith("windows")) {
            return List.of("rundll32", "url.dll,FileProtocolHandler");
        }
        boolean isDesktop = console.variable("DISPLAY").isPresent()
                || console.variable("WAYLAND_DISPLAY").isPresent();
        return isDesktop ? List.of("xdg-open") : List.of();
    }
}
