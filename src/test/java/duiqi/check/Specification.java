package duiqi.check;

import duiqi.glossary.Glossary;
import duiqi.glossary.TermEntry;
import duiqi.glossary.TermEntry.TermStatus;
import duiqi.lexicon.Lexicon;
import duiqi.text.Direction;
import duiqi.text.Location;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Reads the cases of {@code golden/check}, which specify what the checks must find and must not find:
 *
 * <pre>
 * ### One zero too many
 *     term 研究员 = researcher (preferred)
 *     zh 全市有3.5万名研究员。
 *     en The city has ⟦350,000⟧ researchers.
 * number-mismatch
 * </pre>
 *
 * The first of {@code zh} and {@code en} is the source. The last line lists the broken rules or is {@code quiet}. A rule
 * may have its severity: {@code term-missing(note)}. Brackets mark the words that a finding must point at. A term with
 * {@code -} on one side bans the word. A {@code note} belongs to the unit before it, and {@code set} precedes a setting.
 */
public final class Specification {
    private static final Path FOLDER = Path.of("src/test/resources/golden/check");
    private static final Pattern TERM = Pattern.compile(
            "(.+?) = (.+?)(?: \\((preferred|admitted|deprecated|forbidden|do-not-translate)\\))?(?: except (.+))?");

    private Specification() {}

    /** Holds one case. */
    public record Case(
            String file,
            int line,
            String title,
            Glossary glossary,
            List<CheckedUnit> units,
            List<String> marked,
            List<String> rules,
            List<String> settings) {

        /** Returns the findings of the rules that are on, and of the rule that the file is about. */
        List<Finding> findings() {
            return findings(units);
        }

        /** Returns the findings in other units than those of the case. */
        List<Finding> findings(List<CheckedUnit> others) {
            List<Finding> findings = new ArrayList<>();
            for (Checks.Listed listed : Checks.all(glossary, Lexicon.standard(), ExampleSettings.of(settings))) {
                findings.addAll(Units.findings(listed.check(), others.toArray(CheckedUnit[]::new)));
            }
            return findings.stream()
                    .filter(finding -> finding.rule().isOn()
                            || file.endsWith(finding.rule().id() + ".md"))
                    .toList();
        }

        /** Returns the rule of a finding as the case has it: with its severity if the case lists this severity. */
        String expectation(Finding finding) {
            String severe = finding.rule().id() + "(" + finding.severity() + ")";
            return rules.contains(severe) ? severe : finding.rule().id();
        }

        @Override
        public String toString() {
            return file + ":" + line + " " + title;
        }
    }

    /** Returns all cases in file order. */
    public static List<Case> cases() throws IOException {
        List<Case> cases = new ArrayList<>();
        try (Stream<Path> files = Files.list(FOLDER)) {
            for (Path file : files.filter(file -> file.toString().endsWith(".md"))
                    .sorted()
                    .toList()) {
                cases.addAll(parse(file.getFileName().toString(), Files.readAllLines(file)));
            }
        }
        return cases;
    }

    /** Returns the cases of a text. Lines that are not a title, indented or a result are remarks. */
    private static List<Case> parse(String file, List<String> lines) {
        List<Case> cases = new ArrayList<>();
        String title = "";
        int start = 0;
        List<String> block = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            if (line.startsWith("### ")) {
                title = line.substring(4).strip();
                start = i + 1;
                block.clear();
            } else if (line.startsWith("    ") && !title.isEmpty()) {
                block.add(line.strip());
            } else if (!line.isBlank() && !title.isEmpty() && !block.isEmpty()) {
                cases.add(of(file, start, title, block, List.of(line.strip().split("[, ]+"))));
                title = "";
            }
        }
        return cases;
    }

    /** Creates a case from its lines. */
    static Case of(String file, int line, String title, List<String> block, List<String> rules) {
        List<TermEntry> terms = new ArrayList<>();
        List<CheckedUnit> units = new ArrayList<>();
        List<String> marked = new ArrayList<>();
        List<String> settings = new ArrayList<>();
        String source = "";
        for (String text : block) {
            String kind = text.replaceFirst(" .*", "");
            String rest = text.substring(kind.length()).strip();
            switch (kind) {
                case "" -> {}
                case "set" -> settings.add(rest);
                case "term" -> terms.add(term(file, line, rest));
                case "note" -> units.set(units.size() - 1, noted(units.get(units.size() - 1), rest));
                case "zh", "en" -> {
                    Pattern.compile("⟦([^⟧]*)⟧").matcher(text).results().forEach(found -> marked.add(found.group(1)));
                    if (source.isEmpty()) {
                        source = text;
                    } else {
                        units.add(unit(source, text, new Location(file, line, 1 + units.size()), units.size()));
                        source = "";
                    }
                }
                default -> throw new IllegalArgumentException(file + ":" + line + ": not a line of a case: " + text);
            }
        }
        List<String> expected = rules.equals(List.of("quiet")) ? List.of() : rules;
        return new Case(file, line, title, new Glossary(terms), units, marked, expected, settings);
    }

    private static CheckedUnit unit(String source, String target, Location place, int number) {
        return CheckedUnit.of(
                "u" + number,
                source.startsWith("zh") ? Direction.INTO_ENGLISH : Direction.INTO_CHINESE,
                CheckedUnit.Passage.of(side(source), place),
                CheckedUnit.Passage.of(side(target), place));
    }

    private static CheckedUnit noted(CheckedUnit unit, String note) {
        List<String> notes = new ArrayList<>(unit.notes());
        notes.add(note);
        return new CheckedUnit(unit.id(), unit.direction(), unit.source(), unit.target(), new TreeMap<>(), notes);
    }

    private static String side(String line) {
        return line.replaceFirst("^(?:zh|en) ?", "").replaceAll("[⟦⟧]", "");
    }

    private static TermEntry term(String file, int line, String text) {
        Matcher matcher = TERM.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(file + ":" + line + ": not a term: " + text);
        }
        String chinese = matcher.group(1).replaceFirst("^-$", "");
        String english = matcher.group(2).replaceFirst("^-$", "");
        Stream<String> exceptions = Stream.ofNullable(matcher.group(4)).flatMap(all -> Stream.of(all.split("\\|")));
        return new TermEntry(
                chinese.isEmpty() ? english : chinese,
                chinese,
                english,
                TermStatus.named(Objects.requireNonNullElse(matcher.group(3), "preferred"))
                        .orElseThrow(),
                new TermEntry.Details("", "", "", exceptions.toList(), ""),
                new Location(file, line, 1));
    }
}
