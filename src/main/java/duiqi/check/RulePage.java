package duiqi.check;

import duiqi.bitext.Location;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What a user is told of a rule: the resource {@code rules/ID.md} beside this class, in Markdown with the sections {@code Fails} and
 * {@code Passes}, whose code blocks are examples. Immutable.
 *
 * @param text the whole page
 * @param fails units that break the rule
 * @param passes units that do not
 */
public record RulePage(String text, List<RuleExample> fails, List<RuleExample> passes) {
    public RulePage {
        Objects.requireNonNull(text, "text");
        fails = List.copyOf(fails);
        passes = List.copyOf(passes);
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
                    : Optional.of(parse(name, new String(in.readAllBytes(), StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static RulePage parse(String name, String text) {
        List<RuleExample> fails = new ArrayList<>();
        List<RuleExample> passes = new ArrayList<>();
        List<String> lines = text.lines().toList();
        String section = "";
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            if (line.startsWith("## ")) {
                section = line.substring(3).strip();
            } else if (line.startsWith("```")) {
                int end = i + 1;
                while (end < lines.size() && !lines.get(end).strip().startsWith("```")) {
                    end++;
                }
                List<String> block = lines.subList(i + 1, end);
                Location place = new Location(name, i + 2, 1);
                switch (section) {
                    case "Fails" -> fails.add(RuleExample.of(place, block));
                    case "Passes" -> passes.add(RuleExample.of(place, block));
                    default -> {
                        // a block of another section shows something else, such as settings
                    }
                }
                i = end;
            }
        }
        return new RulePage(text, fails, passes);
    }
}
