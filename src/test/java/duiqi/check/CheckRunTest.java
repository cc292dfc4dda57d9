package duiqi.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import duiqi.exchange.Content;
import duiqi.exchange.XmlPlace;
import duiqi.glossary.Glossary;
import duiqi.io.PathGlob;
import duiqi.lexicon.Lexicon;
import duiqi.text.Deadline;
import duiqi.text.Direction;
import duiqi.text.Language;
import duiqi.text.Location;
import duiqi.text.Paragraph;
import duiqi.text.Segment;
import duiqi.text.Text;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckRunTest {
    private static final Rule WORD = Rule.of("bad-word", Severity.WARNING, "a bad word");
    private static final Rule DIFFERENT = Rule.of("different", Severity.ERROR, "one Chinese text, two renderings");

    @TempDir
    Path folder;

    private List<CheckSettings.PathSettings> paths = List.of();
    private Map<String, CheckSettings.SeveritySetting> rules = Map.of();
    private Optional<CheckRun.ChangedUnits> changes = Optional.empty();
    private Baseline baseline = Baseline.none(Path.of(""));

    /** Finds each "bad" in the English, and after the last unit all units whose Chinese has two translations. */
    private static final class BadWords implements Check {
        private final List<CheckedUnit> units = new ArrayList<>();

        @Override
        public List<Rule> rules() {
            return List.of(WORD, DIFFERENT);
        }

        @Override
        public List<Finding> check(CheckedUnit unit) {
            units.add(unit);
            List<Finding> findings = new ArrayList<>();
            for (int at = unit.english().indexOf("bad");
                    at >= 0;
                    at = unit.english().indexOf("bad", at + 1)) {
                findings.add(Finding.of(WORD, unit, "bad").inTarget(at, at + 3).about("bad"));
            }
            return findings;
        }

        @Override
        public List<Finding> finish() {
            return units.stream()
                    .filter(unit -> units.stream()
                            .anyMatch(other -> other.chinese().equals(unit.chinese())
                                    && !other.english().equals(unit.english())))
                    .map(unit -> Finding.of(DIFFERENT, unit, "different"))
                    .toList();
        }
    }

    private CheckSettings settings() {
        return new CheckSettings(
                Optional.empty(),
                List.of(),
                List.of(),
                Optional.empty(),
                rules,
                paths,
                Path.of(""),
                Optional.empty(),
                CheckSettings.HouseRules.NONE);
    }

    private CheckRun.Result check(CheckedUnit... units) {
        CheckRun run = new CheckRun(List.of(new BadWords()), settings(), baseline, changes);
        for (CheckedUnit unit : units) {
            run.add(unit);
            run.endFile(unit.target().place().at(0).file());
        }
        return run.finish();
    }

    private static List<String> lines(CheckRun.Result result) {
        return result.findings().stream()
                .map(finding -> finding.location() + " " + finding.severity() + " " + finding.message())
                .toList();
    }

    private static CheckedUnit noted(int line, String english, String... notes) {
        return Units.unit("a.po", line, "水" + line, english, Map.of(), List.of(notes));
    }

    private CheckRun.ChangedUnits since(String file, String chinese, String english) {
        CheckRun.ChangedUnits units = new CheckRun.ChangedUnits();
        units.addUnits(file, List.of(new CheckRun.ChangedUnits.Pair(chinese, english)));
        return units;
    }

    @Test
    void sortsFindingsByLocationThenRule() {
        CheckRun.Result result = check(
                Units.unit("b.tmx", 1, "水", "bad"),
                Units.unit("a.tmx", 9, "火", "bad bad"),
                Units.unit("a.tmx", 10, "水", "fine"));
        assertThat(lines(result))
                .containsExactly(
                        "a.tmx:10:1 warning bad",
                        "a.tmx:10:5 warning bad",
                        "a.tmx:11:1 error different",
                        "b.tmx:2:1 warning bad",
                        "b.tmx:2:1 error different");
    }

    @Test
    void appliesSeveritiesOfSettings() {
        rules = Map.of("different", CheckSettings.SeveritySetting.NOTE);
        paths = List.of(new CheckSettings.PathSettings(
                List.of(PathGlob.of("b.tmx")),
                Map.of("bad-word", CheckSettings.SeveritySetting.OFF),
                Optional.empty()));
        CheckRun.Result result = check(Units.unit("b.tmx", 1, "水", "bad"), Units.unit("a.tmx", 9, "水", "bad bad"));
        assertThat(lines(result))
                .containsExactly(
                        "a.tmx:10:1 warning bad",
                        "a.tmx:10:1 note different",
                        "a.tmx:10:5 warning bad",
                        "b.tmx:2:1 note different");
    }

    @Test
    void suppressesIgnoredFindings() {
        CheckRun.Result result = check(
                noted(1, "bad bad", "duiqi-ignore: bad-word: the title of a song"),
                Units.unit("a.tmx", 1, "火", "bad", Map.of("x-duiqi-ignore", "bad-word、different：片名"), List.of()),
                Units.unit("b.tmx", 1, "火", "fine"));
        assertThat(lines(result)).containsExactly("b.tmx:2:1 error different");
        assertThat(result.ignored()).isEqualTo(4);
    }

    @Test
    void reportsInvalidAndUnusedIgnores() {
        CheckRun.Result result = check(
                noted(1, "bad", "see above\nduiqi-ignore: bad-word"),
                noted(3, "fine", "duiqi-ignore: bad-word: no longer so"),
                noted(5, "bad", "duiqi-ignore: bad-wort: a slip"),
                noted(7, "fine", "duiqi-ignore: : nothing named"),
                noted(9, "bad", "duiqi-ignore: bad-word different: one of them"));
        assertThat(lines(result))
                .containsExactly(
                        "a.po:2:1 warning bad",
                        "a.po:2:1 warning the ignore of bad-word has no reason and no effect; add a reason after a colon",
                        "a.po:4:1 warning the ignore of bad-word matches no finding; remove it",
                        "a.po:6:1 warning bad",
                        "a.po:6:1 warning the ignore has the unknown rule bad-wort; did you mean bad-word?",
                        "a.po:8:1 warning the ignore has no rule; write it as \"term-missing: the title of a film\"",
                        "a.po:10:1 warning the ignore of different matches no finding; remove it");
        assertThat(result.ignored()).isEqualTo(1);
    }

    @Test
    void skipsIgnoreOfRuleThatIsOff() {
        rules = Map.of("bad-word", CheckSettings.SeveritySetting.OFF);
        assertThat(check(noted(1, "bad", "duiqi-ignore: bad-word: a title")).findings())
                .isEmpty();
        rules = Map.of("ignore", CheckSettings.SeveritySetting.OFF);
        assertThat(check(noted(1, "fine", "duiqi-ignore: bad-word: a title")).findings())
                .isEmpty();
    }

    @Test
    void appliesIgnoreToUnitThatACheckHasStored() {
        CheckRun run = CheckRun.of(
                new Glossary(List.of()),
                Lexicon.standard(),
                CheckSettings.defaults(Path.of("")),
                Baseline.none(Path.of("")),
                Optional.empty());
        run.add(stored(1, "The valley is beautiful in spring.", List.of()));
        run.add(stored(2, "The valley is beautiful in spring.", List.of()));
        run.add(stored(
                3, "In spring the dale is pretty.", List.of("duiqi-ignore: same-source-different-target: a verse")));
        CheckRun.Result result = run.finish();
        assertThat(result.findings()).isEmpty();
        assertThat(result.ignored()).isEqualTo(1);
    }

    /** Returns a unit as the TMX reader does, which checks keep in a file. */
    private static CheckedUnit stored(int line, String english, List<String> notes) {
        return new CheckedUnit(
                "u" + line,
                Direction.INTO_ENGLISH,
                xml("春天的山谷非常美丽动人。", 2 * line),
                xml(english, 2 * line + 1),
                new TreeMap<>(),
                notes);
    }

    private static CheckedUnit.Passage xml(String text, int line) {
        return new CheckedUnit.Passage(text, Content.of(text), new XmlPlace(new Location("a.tmx", line, 5), text));
    }

    @Test
    void hidesKnownFindingsThatMoved() throws IOException {
        CheckRun.Result before = check(Units.unit("a.tmx", 1, "水", "bad bad"), Units.unit("a.tmx", 5, "火", "bad"));
        Path file = folder.resolve("baseline.jsonl");
        before.baseline().get().write(file);
        baseline = new Baseline(Path.of(""), Baseline.read(file).baseline().entries());
        CheckRun.Result after = check(
                Units.unit("b.tmx", 40, "水", "bad bad"),
                Units.unit("b.tmx", 50, "水", "bad bad"),
                Units.unit("b.tmx", 60, "木", "bad"));
        assertThat(lines(after))
                .containsExactly("b.tmx:51:1 warning bad", "b.tmx:51:5 warning bad", "b.tmx:61:1 warning bad");
        assertThat(after.known()).isEqualTo(2);
        assertThat(after.stale()).as("a.tmx was not read").isEmpty();
        assertThat(after.baseline().get().files()).containsExactlyInAnyOrder("a.tmx", "b.tmx");
    }

    @Test
    void reportsStaleEntriesOfReadFiles() {
        baseline = check(Units.unit("a.tmx", 1, "水", "bad bad"), Units.unit("b.tmx", 1, "火", "bad"))
                .baseline()
                .get();
        CheckRun.Result after = check(Units.unit("a.tmx", 1, "水", "fine bad"), Units.unit("a.tmx", 3, "水", "bad bad"));
        assertThat(after.stale()).isEmpty();
        after = check(Units.unit("a.tmx", 1, "水", "good"));
        assertThat(after.stale())
                .extracting(Baseline.Entry::file, Baseline.Entry::rule, Baseline.Entry::term, Baseline.Entry::count)
                .containsExactly(tuple("a.tmx", "bad-word", "bad", 2));
        assertThat(after.baseline().get().files()).containsExactly("b.tmx");
        rules = Map.of("bad-word", CheckSettings.SeveritySetting.OFF);
        after = check(Units.unit("a.tmx", 1, "水", "good"));
        assertThat(after.stale()).as("a rule that is off finds nothing").isEmpty();
        assertThat(after.baseline().get()).isEqualTo(baseline);
    }

    @Test
    void reportsOnlyChangedUnitsButComparesAll() {
        changes = Optional.of(since("a.tmx", "水", "bad"));
        CheckRun.Result result = check(Units.unit("a.tmx", 70, "水", "bad"), Units.unit("a.tmx", 1, "水", "bad too"));
        assertThat(lines(result)).containsExactly("a.tmx:2:1 warning bad", "a.tmx:2:1 error different");
        assertThat(result.unchanged()).isEqualTo(2);
    }

    @Test
    void reportsNewCopyOfKnownFinding() {
        baseline = check(Units.unit("b.tmx", 1, "水", "bad")).baseline().get();
        changes = Optional.of(since("b.tmx", "水", "bad"));
        CheckRun.Result result = check(Units.unit("a.tmx", 1, "水", "bad"), Units.unit("b.tmx", 1, "水", "bad"));
        assertThat(lines(result)).containsExactly("a.tmx:2:1 warning bad");
        assertThat(result.known()).isEqualTo(1);
        assertThat(result.stale()).isEmpty();
    }

    @Test
    void treatsAlignedUnitAsNewIfEitherSideIs() {
        CheckRun.ChangedUnits units = new CheckRun.ChangedUnits();
        units.addTexts(
                "a.en.md",
                text("a.zh.md", Language.CHINESE, "一。", "二。", "三。"),
                text("a.en.md", Language.ENGLISH, "One.", "Two.", "Three."));
        assertThat(units.isChanged(Units.unit("a.en.md", 1, "一。", "One."))).isFalse();
        assertThat(units.isChanged(Units.unit("a.en.md", 1, "一。二。", "One. Two. Three.")))
                .isFalse();
        assertThat(units.isChanged(Units.unit("a.en.md", 1, "三。", ""))).isFalse();
        assertThat(units.isChanged(Units.unit("a.en.md", 1, "一。", "Once."))).isTrue();
        assertThat(units.isChanged(Units.unit("a.en.md", 1, "一。三。", "One."))).isTrue();
        assertThat(units.isChanged(Units.unit("b.en.md", 1, "一。", "One."))).isTrue();
    }

    private static Text text(String name, Language language, String... sentences) {
        List<Segment> segments = new ArrayList<>();
        for (int i = 0; i < sentences.length; i++) {
            segments.add(new Segment(sentences[i], new Location(name, i + 1, 1), 0, Paragraph.Kind.HEADING));
        }
        return new Text(name, language, segments);
    }

    /** Gives up, or needs deep calls, as the English says. */
    private static final class Runaway implements Check {
        private static final Rule RULE = Rule.of("runaway", Severity.ERROR, "runaway");

        @Override
        public List<Rule> rules() {
            return List.of(RULE);
        }

        @Override
        public List<Finding> check(CheckedUnit unit) {
            if (unit.english().startsWith("deep")) {
                return check(unit);
            }
            if (unit.english().equals("long")) {
                Deadline.giveUp();
            }
            return List.of(Finding.of(RULE, unit, "runs"));
        }

        @Override
        public List<Finding> finish() {
            if (rules.containsKey("finish")) {
                Deadline.giveUp();
            }
            return List.of();
        }

        private final Map<String, CheckSettings.SeveritySetting> rules;

        Runaway(Map<String, CheckSettings.SeveritySetting> rules) {
            this.rules = rules;
        }
    }

    private List<String> runaway(CheckedUnit... units) {
        CheckRun run = new CheckRun(List.of(new Runaway(rules), new BadWords()), settings(), baseline, changes);
        Stream.of(units).forEach(run::add);
        return lines(run.finish());
    }

    @Test
    void reportsRuleThatTakesTooLongForUnit() {
        String problem = " warning runaway: takes too long to check this unit; split the unit";
        assertThat(runaway(
                        Units.unit("a.tsv", 1, "水", "long"),
                        Units.unit("a.tsv", 2, "木", "short"),
                        Units.unit("a.tsv", 3, "火", "deep bad")))
                .containsExactly(
                        "a.tsv:2:1" + problem, "a.tsv:3:1 error runs", "a.tsv:4:1" + problem, "a.tsv:4:6 warning bad");
    }

    @Test
    void reportsRuleThatTakesTooLongForAllUnits() {
        rules = Map.of("finish", CheckSettings.SeveritySetting.ON);
        assertThat(runaway(Units.unit("a.tsv", 1, "水", "water"), Units.unit("a.tsv", 2, "木", "a long tree")))
                .containsExactly(
                        "a.tsv:2:1 error runs",
                        "a.tsv:3:1 error runs",
                        "a.tsv:3:1 warning runaway: takes too long to compare all units; split long units, or check fewer"
                                + " files");
    }

    @Test
    void reportsOnlyRulesThatAreOnAsUnchecked() {
        rules = Map.of("all", CheckSettings.SeveritySetting.OFF, "different", CheckSettings.SeveritySetting.ON);
        assertThat(runaway(Units.unit("a.tsv", 1, "水", "long"))).isEmpty();
        rules = Map.of("all", CheckSettings.SeveritySetting.OFF, "runaway", CheckSettings.SeveritySetting.ON);
        assertThat(runaway(Units.unit("a.tsv", 1, "水", "long"))).hasSize(1);
        rules = Map.of("unchecked-unit", CheckSettings.SeveritySetting.OFF);
        assertThat(runaway(Units.unit("a.tsv", 1, "水", "long"))).isEmpty();
    }

    @Test
    void countsFurtherFindingsOfUnit() {
        List<String> findings =
                lines(check(Units.unit("a.tsv", 1, "水", "bad ".repeat(150)), Units.unit("a.tsv", 2, "木", "bad")));
        assertThat(findings)
                .hasSize(102)
                .contains(
                        "a.tsv:2:1 warning 50 more findings of this rule in this unit; split the unit",
                        "a.tsv:2:397 warning bad",
                        "a.tsv:3:1 warning bad")
                .doesNotContain("a.tsv:2:401 warning bad");
    }

    @Test
    void shortensLongWordsInMessages() {
        CheckedUnit unit = Units.unit("a.tsv", 1, "水", "bad");
        String words = "😀".repeat(100_000);
        assertThat(Finding.quoted(words))
                .hasSizeLessThan(520)
                .startsWith("\"😀")
                .contains("😀…😀")
                .endsWith("😀\"");
        Finding finding = Finding.of(WORD, unit, words).about(words);
        assertThat(finding.message()).hasSizeLessThan(2_010);
        assertThat(finding.term()).hasSizeLessThan(2_010);
        assertThat(finding.message().codePoints().distinct().toArray()).containsExactlyInAnyOrder(0x1F600, '…');
    }
}
