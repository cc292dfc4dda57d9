package duiqi.check;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Optional;

/**
 * Represents a rule that units must follow. Immutable.
 *
 * <p>Each rule has a documentation page: the resource {@code rules/ID.md} next to this class.
 *
 * @param id id in lower case with hyphens
 * @param severity severity of its findings, unless the settings change it
 * @param isOn true if the rule is on by default
 * @param summary description of a violation, on one line
 */
public record Rule(String id, Severity severity, boolean isOn, String summary) {
    /**
     * Requires an id in lower case with hyphens.
     *
     * @param id id in lower case with hyphens
     * @param severity severity of its findings, unless the settings change it
     * @param isOn true if the rule is on by default
     * @param summary description of a violation, on one line
     * @throws IllegalArgumentException if the id has other characters
     */
    public Rule {
        Objects.requireNonNull(severity, "severity");
        if (!id.matches("[a-z]+(-[a-z]+)*")) {
            throw new IllegalArgumentException("the id of a rule is in lower case with hyphens: \"" + id + "\"");
        }
    }

    /**
     * {@return a rule that is on by default}
     *
     * @param id id in lower case with hyphens
     * @param severity severity of its findings, unless the settings change it
     * @param summary description of a violation, on one line
     */
    public static Rule of(String id, Severity severity, String summary) {
        return new Rule(id, severity, true, summary);
    }

    /**
     * {@return whether a name is the id of this rule, or the first words of several ids: <i>term</i> for
     * <i>term-missing</i>}
     *
     * @param name an id or its first words, in lower case
     */
    public boolean isNamed(String name) {
        return id.equals(name) || id.startsWith(name + "-");
    }

    /**
     * Holds the documentation of a rule: the resource {@code rules/ID.md} next to this class, in Markdown. Immutable.
     *
     * @param text text of the page
     */
    public record Page(String text) {
        /**
         * Requires the text.
         *
         * @param text text of the page
         */
        public Page {
            Objects.requireNonNull(text, "text");
        }

        /**
         * {@return the page of a rule}
         *
         * @param rule a rule of duiqi
         * @throws IllegalArgumentException if the rule has no page
         */
        public static Page of(Rule rule) {
            return find(rule)
                    .orElseThrow(() -> new IllegalArgumentException(
                            "the rule " + rule.id() + " has no page rules/" + rule.id() + ".md"));
        }

        /**
         * {@return the page of a rule; empty if the rule has none}
         *
         * @param rule a rule of duiqi or of a program
         */
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
