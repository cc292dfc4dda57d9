package duiqi.check;

import duiqi.text.Location;
import java.util.ArrayList;
import java.util.List;

/**
 * Holds the examples on the page of a rule: the code blocks of its sections {@code Fails} and {@code Passes}.
 * Immutable.
 *
 * @param fails units that break the rule
 * @param passes units that do not break any rule
 */
record RuleExamples(List<RuleExample> fails, List<RuleExample> passes) {
    RuleExamples {
        fails = List.copyOf(fails);
        passes = List.copyOf(passes);
    }

    static RuleExamples parse(String name, String text) {
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
                        // Blocks of other sections show other things, for example settings.
                    }
                }
                i = end;
            }
        }
        return new RuleExamples(fails, passes);
    }
}
