package duiqi.check;

import duiqi.exchange.Content;
import duiqi.text.Location;
import java.util.Objects;

/**
 * One side of a unit that is checked. Immutable.
 *
 * @param text its text without inline codes, as a reader sees it
 * @param content the same with its inline codes; their text is that of {@code text}
 * @param place where its characters stand in its file
 */
public record Passage(String text, Content content, Location.Finder place) {
    public Passage {
        Objects.requireNonNull(text, "text");
        Objects.requireNonNull(content, "content");
        Objects.requireNonNull(place, "place");
    }

    /** Text without codes, all of it at one place. */
    public static Passage of(String text, Location location) {
        return new Passage(text, Content.of(text), offset -> location);
    }
}
