package duiqi.server;

import java.util.List;
import java.util.Map;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebDriver;
import org.openqa.selenium.interactions.Actions;

/** Types keys by their names in the help of the page: {@code Ctrl Shift Z}, {@code ↑}, {@code Space}. */
final class Keyboard {
    private static final Map<String, CharSequence> NAMED = Map.ofEntries(
            Map.entry("Space", " "),
            Map.entry("↑", Keys.ARROW_UP),
            Map.entry("↓", Keys.ARROW_DOWN),
            Map.entry("←", Keys.ARROW_LEFT),
            Map.entry("→", Keys.ARROW_RIGHT),
            Map.entry("Page Up", Keys.PAGE_UP),
            Map.entry("Page Down", Keys.PAGE_DOWN),
            Map.entry("Home", Keys.HOME),
            Map.entry("End", Keys.END),
            Map.entry("Esc", Keys.ESCAPE),
            Map.entry("Enter", Keys.ENTER),
            Map.entry("Tab", Keys.TAB),
            Map.entry("Backspace", Keys.BACK_SPACE),
            Map.entry("Del", Keys.DELETE),
            Map.entry("F2", Keys.F2),
            Map.entry("F10", Keys.F10));
    private static final Map<String, Keys> MODIFIERS =
            Map.of("Ctrl", Keys.CONTROL, "Alt", Keys.ALT, "Shift", Keys.SHIFT, "⌘", Keys.META);

    private Keyboard() {}

    /** Types a key with modifiers, which come first. */
    static void press(WebDriver driver, List<String> stroke) {
        List<Keys> held = stroke.subList(0, stroke.size() - 1).stream()
                .map(MODIFIERS::get)
                .toList();
        String name = stroke.get(stroke.size() - 1);
        Actions actions = new Actions(driver);
        held.forEach(actions::keyDown);
        actions.sendKeys(NAMED.getOrDefault(name, name.toLowerCase(java.util.Locale.ROOT)));
        held.forEach(actions::keyUp);
        actions.perform();
    }
}
