package duiqi.server;

import java.util.ArrayList;
import java.util.List;
import org.openqa.selenium.WindowType;
import org.openqa.selenium.chrome.ChromeDriver;

/** Manages the windows of a browser. */
final class Tabs {
    private Tabs() {}

    /** Closes all windows except one empty window. */
    static void closeOthers(ChromeDriver driver) {
        List<String> windows = new ArrayList<>(driver.getWindowHandles());
        for (String window : windows.subList(1, windows.size())) {
            driver.switchTo().window(window).close();
        }
        driver.switchTo().window(windows.get(0));
        driver.get("about:blank");
    }

    /** Opens another window with its own session storage for tokens, and switches to it. */
    static String open(ChromeDriver driver) {
        return driver.switchTo().newWindow(WindowType.WINDOW).getWindowHandle();
    }
}
