package duiqi.check;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Represents a rule that units must follow. Immutable.
 *
 * <p>Each rule has a documentation page: the resource {@code rules/ID.md} next to this class.
 *
 * @param id id in lower case with hyphens
 * @param severity severity of its findings, unless the settings change it
 * @param isOn true if the rule is on by default
 * @param summary description of a violation, on one line
 * @param precision measured precision; empty if it was not measured
 */
public record Rule(String id, Severity severity, boolean isOn, String summary, Optional<Precision> precision) {
    /**
     * Requires an id in lower case with hyphens.
     *
     * @param id id in lower case with hyphens
     * @param severity severity of its findings, unless the settings change it
     * @param isOn true if the rule is on by default
     * @param summary description of a violation, on one line
     * @param precision measured precision; empty if it was not measured
     * @throws IllegalArgumentException if the id has other characters
     */
    public Rule {
        Objects.requireNonNull(severity, "severity");
        Objects.requireNonNull(precision, "precision");
        if (!id.matches("[a-z]+(-[a-z]+)*")) {
            throw new IllegalArgumentException("the id of a rule is in lower case with hyphens: \"" + id + "\"");
        }
    }

    /**
     * {@return a rule that is on by default and has no measured precision}
     *
     * @param id id in lower case with hyphens
     * @param severity severity of its findings, unless the settings change it
     * @param summary description of a violation, on one line
     */
    public static Rule of(String id, Severity severity, String summary) {
        return new Rule(id, severity, true, summary, Optional.empty());
    }

    /**
     * {@return this rule with its precision, as the page on the accuracy of the checks states it}
     *
     * @param right number of findings that were right, at all levels and in all texts of the page
     * @param read number of findings that were read
     */
    public Rule measured(int right, int read) {
        return new Rule(id, severity, isOn, summary, Optional.of(new Precision(right, read)));
    }

    /**
     * Holds the precision of a rule on real translations. Immutable.
     *
     * @param right number of findings that were right
     * @param read number of findings that were read
     */
    public record Precision(int right, int read) {
        /** {@return the counts, as in {@code 37 of 40}} */
        @Override
        public String toString() {
            return right + " of " + read;
        }
    }

    /** {@return the id of this rule, and its first words, which name several rules: <i>term</i> for <i>term-missing</i>} */
    public Stream<String> names() {
        return Stream.iterate(
                id, name -> !name.isEmpty(), name -> name.substring(0, Math.max(0, name.lastIndexOf('-'))));
    }

    /**
     * {@return whether a name is the id of this rule or its first words}
     *
     * @param name a name in lower case
     */
    public boolean isNamed(String name) {
        return names().anyMatch(name::equals);
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
