package duiqi.server;

import java.util.ArrayList;
import java.util.List;
import org.openqa.selenium.WindowType;
import org.openqa.selenium.chrome.ChromeDriver;

/** The windows of a browser. */
final class Tabs {
    private Tabs() {}

    /** Leaves one window, which is empty. */
    static void closeOthers(ChromeDriver driver) {
        List<String> windows = new ArrayList<>(driver.getWindowHandles());
        for (String window : windows.subList(1, windows.size())) {
            driver.switchTo().window(window).close();
        }
        driver.switchTo().window(windows.get(0));
        driver.get("about:blank");
    }

    /** Opens another window, which has its own memory for tokens, and goes there. */
    static String open(ChromeDriver driver) {
        return driver.switchTo().newWindow(WindowType.WINDOW).getWindowHandle();
    }
}
