package duiqi.report;

import duiqi.check.Rule;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The documentation of a rule, the resource {@code rules/ID.md} beside {@link Rule}. */
final class RulePage {
    private RulePage() {}

    /** The page in Markdown; empty when the rule has none. */
    static Optional<String> markdown(Rule rule) throws IOException {
        try (InputStream page = Rule.class.getResourceAsStream("rules/" + rule.id() + ".md")) {
            return page == null
                    ? Optional.empty()
                    : Optional.of(new String(page.readAllBytes(), StandardCharsets.UTF_8));
        }
    }
}
