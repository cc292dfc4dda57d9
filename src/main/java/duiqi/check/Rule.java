package duiqi.check;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Optional;

/**
 * A demand of a check on a unit. Immutable.
 *
 * <p>Each rule has a page of documentation, the resource {@code rules/ID.md} beside this class.
 *
 * @param id its name, in lower case with hyphens
 * @param severity how bad it is to break it, unless the configuration says otherwise
 * @param isOn whether it is looked at unless the configuration says otherwise
 * @param summary what breaks it, on one line
 */
public record Rule(String id, Severity severity, boolean isOn, String summary) {
    public Rule {
        Objects.requireNonNull(severity, "severity");
        if (!id.matches("[a-z]+(-[a-z]+)*")) {
            throw new IllegalArgumentException("the id of a rule is in lower case with hyphens: \"" + id + "\"");
        }
    }

    /** A rule that is on. */
    public static Rule of(String id, Severity severity, String summary) {
        return new Rule(id, severity, true, summary);
    }

    /**
     * The documentation of a rule: the resource {@code rules/ID.md} beside this class, in Markdown. Immutable.
     *
     * @param text the whole page
     */
    public record Page(String text) {
        public Page {
            Objects.requireNonNull(text, "text");
        }

        /**
         * The page of a rule.
         *
         * @throws IllegalArgumentException if the rule has none
         */
        public static Page of(Rule rule) {
            return find(rule)
                    .orElseThrow(() -> new IllegalArgumentException(
                            "the rule " + rule.id() + " has no page rules/" + rule.id() + ".md"));
        }

        /** The page of a rule, which may be one that this program does not know. */
        public static Optional<Page> find(Rule rule) {
            String name = "rules/" + rule.id() + ".md";
            try (InputStream in = Page.class.getResourceAsStream(name)) {
                return in == null
                        ? Optional.empty()
                        : Optional.of(new Page(new String(in.readAllBytes(), StandardCharsets.UTF_8)));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
