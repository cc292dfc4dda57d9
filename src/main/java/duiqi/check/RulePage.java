package duiqi.check;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Optional;

/**
 * What a user is told of a rule: the resource {@code rules/ID.md} beside this class, in Markdown. Immutable.
 *
 * @param text the whole page
 */
public record RulePage(String text) {
    public RulePage {
        Objects.requireNonNull(text, "text");
    }

    /**
     * The page of a rule.
     *
     * @throws IllegalArgumentException if the rule has none
     */
    public static RulePage of(Rule rule) {
        return find(rule)
                .orElseThrow(() -> new IllegalArgumentException(
                        "the rule " + rule.id() + " has no page rules/" + rule.id() + ".md"));
    }

    /** The page of a rule, which may be one that this program does not know. */
    public static Optional<RulePage> find(Rule rule) {
        String name = "rules/" + rule.id() + ".md";
        try (InputStream in = RulePage.class.getResourceAsStream(name)) {
            return in == null
                    ? Optional.empty()
                    : Optional.of(new RulePage(new String(in.readAllBytes(), StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
