package duiqi.check;

import java.util.Objects;

/**
 * What a check demands of a unit. Immutable.
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
    static Rule of(String id, Severity severity, String summary) {
        return new Rule(id, severity, true, summary);
    }
}
