package duiqi.check;

import duiqi.check.term.TermCheck;
import duiqi.check.term.TermDecision;
import duiqi.glossary.Glossary;
import duiqi.glossary.TermMatches;
import duiqi.lexicon.ChineseTokenizer;
import duiqi.lexicon.EnglishWords;
import duiqi.lexicon.Lexicon;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Explains what the term check decides about the units at a place: which terms count, their translations, and what is
 * missing. It needs all units of the files before the place too, because a text may refer back. Not thread-safe.
 */
public final class TermExplanation {
    private static final String INDENT = "  ";

    private final UnitPlace place;
    private final CheckSettings settings;
    private final TermCheck check;
    private final MessageReadings readings = new MessageReadings();
    private UnitPlace.Nearness best = UnitPlace.Nearness.NONE;
    private final List<Explained> explained = new ArrayList<>();

    private record Explained(CheckedUnit unit, Map<TermDecision, List<Finding>> decisions) {}

    public TermExplanation(UnitPlace place, Glossary glossary, Lexicon lexicon, CheckSettings settings) {
        this.place = place;
        this.settings = settings;
        this.check = new TermCheck(glossary, settings, lexicon, new ChineseTokenizer(lexicon), new EnglishWords());
    }

    /** Adds the next unit. */
    public void add(CheckedUnit unit) {
        UnitPlace.Nearness near = place.nearness(unit);
        List<CheckedUnit> texts = readings.of(unit);
        if (near.compareTo(best) < 0 || near == UnitPlace.Nearness.NONE) {
            texts.forEach(check::check);
            return;
        }
        if (near.compareTo(best) > 0 || near == UnitPlace.Nearness.BEFORE) {
            explained.clear();
        }
        best = near;
        texts.forEach(text -> explained.add(new Explained(text, check.explain(text))));
    }

    /**
     * Returns the lines of the explanation.
     *
     * @throws IllegalArgumentException if no unit is at the place
     */
    public List<String> lines() {
        if (explained.isEmpty()) {
            throw new IllegalArgumentException(place.given()
                    + ": no unit and no rule; copy a location from a finding, or list all rules with --rules");
        }
        return explained.stream().flatMap(one -> lines(one).stream()).toList();
    }

    private List<String> lines(Explained one) {
        CheckedUnit unit = one.unit;
        List<String> lines = new ArrayList<>();
        lines.add(unit.location(0) + ": unit " + unit.id() + ", " + unit.direction());
        for (TextSpan.Side side : List.of(TextSpan.Side.SOURCE, TextSpan.Side.TARGET)) {
            lines.add(INDENT + unit.language(side) + ": "
                    + Finding.shortened(unit.passage(side).text()));
        }
        if (one.decisions.isEmpty()) {
            lines.add("no term of the glossary is in the " + unit.language(TextSpan.Side.SOURCE));
        }
        one.decisions.forEach((decision, findings) -> {
            lines.add(term(decision));
            details(decision, findings).forEach(line -> lines.add(INDENT + line));
        });
        return lines;
    }

    private static String term(TermDecision decision) {
        TermMatches.Hit hit = decision.hits().get(0);
        String places = decision.hits().stream()
                .map(one -> words(decision.unit(), TextSpan.Side.SOURCE, one.start(), one.end()))
                .distinct()
                .collect(Collectors.joining(" and "));
        return "term " + hit.term() + " (" + hit.concept().entries().get(0).location() + "): " + places
                + decision.exclusion()
                        .map(reason -> " does not count: " + reason)
                        .orElse("");
    }

    private List<String> details(TermDecision decision, List<Finding> findings) {
        List<String> lines = new ArrayList<>();
        if (decision.exclusion().isPresent()) {
            return lines;
        }
        CheckedUnit unit = decision.unit();
        lines.add("in the glossary: "
                + decision.concepts().stream()
                        .flatMap(concept -> concept.entries().stream())
                        .map(entry -> entry.target(unit.direction()) + " (" + entry.status() + ")")
                        .distinct()
                        .collect(Collectors.joining(", ")));
        for (List<TermMatches.Match> matches : List.of(decision.allowed(), decision.wrong())) {
            for (TermMatches.Match match : matches) {
                String listed = match.entry().target(unit.direction());
                String found = unit.target().text().substring(match.start(), match.end());
                lines.add(match.entry().status() + ": "
                        + words(unit, TextSpan.Side.TARGET, match.start(), match.end())
                        + (found.equals(listed) ? "" : ", a form of " + listed));
            }
        }
        decision.adjectives()
                .forEach(span -> lines.add("allowed: " + words(unit, span.side(), span.start(), span.end())
                        + ", the adjective of the name"));
        decision.missing()
                .ifPresent(missing -> lines.add("missing: "
                        + missing.instead()
                                .map(span -> words(unit, span.side(), span.start(), span.end()) + " is there instead")
                                .orElse("no words of the translation are clearly there instead")
                        + missing.reason()
                                .map(reason -> "; only a note: " + reason)
                                .orElse("")));
        findings.forEach(finding -> lines.add(settings.grade(finding)
                .map(graded -> graded.severity() + ": " + graded.message() + " ["
                        + graded.rule().id() + "]")
                .orElse("off in the settings: " + finding.rule().id())));
        if (findings.isEmpty()) {
            lines.add("no finding");
        }
        return lines;
    }

    private static String words(CheckedUnit unit, TextSpan.Side side, int start, int end) {
        String text = unit.passage(side).text();
        return Finding.quoted(text.substring(start, end)) + " at character " + (text.codePointCount(0, start) + 1);
    }
}
