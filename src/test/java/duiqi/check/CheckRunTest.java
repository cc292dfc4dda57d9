package duiqi.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import duiqi.exchange.Content;
import duiqi.exchange.XmlPlace;
import duiqi.glossary.Glossary;
import duiqi.io.PathGlob;
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
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CheckRunTest {
    private static final Rule WORD = Rule.of("bad-word", Severity.WARNING, "a bad word");
    private static final Rule DIFFERENT = Rule.of("different", Severity.ERROR, "one Chinese text, two renderings");
    private static final Rule RUNAWAY = Rule.of("runaway", Severity.ERROR, "runaway");

    private List<CheckSettings.PathSettings> paths = List.of();
    private Map<String, CheckSettings.SeveritySetting> rules = Map.of();
    private Optional<CheckRun.ChangedUnits> changes = Optional.empty();
    private Baseline baseline = Baseline.none(Path.of(""));

    /** Finds each "bad" in the English, and after the last unit all units whose Chinese has two translations. */
    private static final class BadWords implements Check {
        private final List<CheckedUnit> units = new ArrayList<>();

        @Override
        public List<Finding> check(CheckedUnit unit) {
            units.add(unit);
            return Pattern.compile("bad")
                    .matcher(unit.english())
                    .results()
                    .map(bad -> Finding.of(WORD, unit, "bad")
                            .inTarget(bad.start(), bad.end())
                            .about("bad"))
                    .toList();
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

    /** Gives up, or needs deep calls, as the English says. */
    private record Runaway(boolean givesUpAtEnd) implements Check {
        @Override
        public List<Finding> check(CheckedUnit unit) {
            if (unit.english().startsWith("deep")) {
                return check(unit);
            }
            if (unit.english().equals("long")) {
                Deadline.giveUp();
            }
            return List.of(Finding.of(RUNAWAY, unit, "runs"));
        }

        @Override
        public List<Finding> finish() {
            if (givesUpAtEnd) {
                Deadline.giveUp();
            }
            return List.of();
        }
    }

    private CheckRun.Result run(List<Checks.Listed> checks, CheckedUnit... units) {
        CheckSettings settings = new CheckSettings(
                Optional.empty(),
                List.of(),
                List.of(),
                Optional.empty(),
                rules,
                paths,
                Path.of(""),
                Optional.empty(),
                Optional.empty(),
                CheckSettings.HouseRules.NONE);
        CheckRun run = new CheckRun(List.of(checks), settings, baseline, changes);
        for (CheckedUnit unit : units) {
            run.add(unit);
            run.endFile(unit.target().place().at(0).file());
        }
        return run.finish();
    }

    private static Checks.Listed badWords() {
        return new Checks.Listed(new BadWords(), List.of(WORD, DIFFERENT));
    }

    private CheckRun.Result check(CheckedUnit... units) {
        return run(List.of(badWords()), units);
    }

    private static List<String> lines(CheckRun.Result result) {
        return result.findings().stream()
                .map(finding -> finding.location() + " " + finding.severity() + " " + finding.message())
                .toList();
    }

    private static CheckedUnit noted(int line, String english, String... notes) {
        return Units.unit("a.po", line, "水" + line, english, Map.of(), List.of(notes));
    }

    private void change(String file, String chinese, String english) {
        CheckRun.ChangedUnits units = new CheckRun.ChangedUnits();
        units.addUnits(file, List.of(new CheckRun.ChangedUnits.Pair(chinese, english)));
        changes = Optional.of(units);
    }

    @Test
    void appliesSeveritiesOfSettingsAndSortsByLocationThenRule() {
        rules = Map.of("different", CheckSettings.SeveritySetting.NOTE);
        paths = List.of(new CheckSettings.PathSettings(
                List.of(PathGlob.of("b.tmx")),
                Map.of("bad-word", CheckSettings.SeveritySetting.OFF),
                Optional.empty()));
        CheckRun.Result result = check(
                Units.unit("b.tmx", 1, "水", "bad"),
                Units.unit("a.tmx", 10, "火", "bad"),
                Units.unit("a.tmx", 8, "水", "bad bad"));
        assertThat(lines(result))
                .containsExactly(
                        "a.tmx:9:1 warning bad",
                        "a.tmx:9:1 note different",
                        "a.tmx:9:5 warning bad",
                        "a.tmx:11:1 warning bad",
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

    @ParameterizedTest
    @CsvSource({"bad-word, bad", "ignore, fine"})
    void skipsIgnoreOfRuleThatIsOff(String off, String english) {
        rules = Map.of(off, CheckSettings.SeveritySetting.OFF);
        assertThat(check(noted(1, english, "duiqi-ignore: bad-word: a title")).findings())
                .isEmpty();
    }

    /** Checks keep units that the TMX reader returned in a file. */
    @Test
    void appliesIgnoreToUnitThatACheckHasStored() {
        List<CheckedUnit> units = List.of(
                stored(1, "The valley is beautiful in spring.", List.of()),
                stored(2, "The valley is beautiful in spring.", List.of()),
                stored(
                        3,
                        "In spring the dale is pretty.",
                        List.of("duiqi-ignore: same-source-different-target: a verse")));
        CheckRun.Result result = EveryCheck.run(new Glossary(List.of()), CheckSettings.defaults(Path.of("")), units);
        assertThat(result.findings()).isEmpty();
        assertThat(result.ignored()).isEqualTo(1);
    }

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
    void hidesKnownFindingsThatMoved(@TempDir Path folder) throws IOException {
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
        change("a.tmx", "水", "bad");
        CheckRun.Result result = check(Units.unit("a.tmx", 70, "水", "bad"), Units.unit("a.tmx", 1, "水", "bad too"));
        assertThat(lines(result)).containsExactly("a.tmx:2:1 warning bad", "a.tmx:2:1 error different");
        assertThat(result.unchanged()).isEqualTo(2);
        baseline = check(Units.unit("b.tmx", 1, "水", "bad")).baseline().get();
        change("b.tmx", "水", "bad");
        result = check(Units.unit("a.tmx", 1, "水", "bad"), Units.unit("b.tmx", 1, "水", "bad"));
        assertThat(lines(result)).containsExactly("a.tmx:2:1 warning bad");
    }

    @ParameterizedTest
    @CsvSource({
        "a.en.md, 一。, One., false",
        "a.en.md, 一。二。, One. Two. Three., false",
        "a.en.md, 三。, '', false",
        "a.en.md, 一。, Once., true",
        "a.en.md, 一。三。, One., true",
        "b.en.md, 一。, One., true",
    })
    void treatsAlignedUnitAsNewIfEitherSideIs(String file, String chinese, String english, boolean isNew) {
        CheckRun.ChangedUnits units = new CheckRun.ChangedUnits();
        units.addTexts("a.en.md", text(Language.CHINESE, "一。二。三。"), text(Language.ENGLISH, "One.Two.Three."));
        assertThat(units.isChanged(Units.unit(file, 1, chinese, english))).isEqualTo(isNew);
    }

    private static Text text(Language language, String sentences) {
        List<Segment> segments = Stream.of(sentences.split("(?<=[。.])"))
                .map(sentence -> new Segment(sentence, new Location("a", 1, 1), 0, Paragraph.Kind.HEADING))
                .toList();
        return new Text("a", language, segments);
    }

    private List<String> runaway(boolean givesUpAtEnd, CheckedUnit... units) {
        return lines(run(List.of(new Checks.Listed(new Runaway(givesUpAtEnd), List.of(RUNAWAY)), badWords()), units));
    }

    @Test
    void reportsRuleThatTakesTooLong() {
        String problem = " warning runaway: takes too long to check this unit; split the unit";
        assertThat(runaway(
                        false,
                        Units.unit("a.tsv", 1, "水", "long"),
                        Units.unit("a.tsv", 2, "木", "short"),
                        Units.unit("a.tsv", 3, "火", "deep bad")))
                .containsExactly(
                        "a.tsv:2:1" + problem, "a.tsv:3:1 error runs", "a.tsv:4:1" + problem, "a.tsv:4:6 warning bad");
        assertThat(runaway(true, Units.unit("a.tsv", 1, "水", "water"), Units.unit("a.tsv", 2, "木", "a long tree")))
                .containsExactly(
                        "a.tsv:2:1 error runs",
                        "a.tsv:3:1 error runs",
                        "a.tsv:3:1 warning runaway: takes too long to compare all units; split long units, or check"
                                + " fewer files");
    }

    @ParameterizedTest
    @CsvSource({"all, different, 0", "all, runaway, 1", "unchecked-unit, different, 0"})
    void reportsOnlyRulesThatAreOnAsUnchecked(String off, String on, int findings) {
        rules = Map.of(off, CheckSettings.SeveritySetting.OFF, on, CheckSettings.SeveritySetting.ON);
        assertThat(runaway(false, Units.unit("a.tsv", 1, "水", "long"))).hasSize(findings);
    }

    @Test
    void shortensLongWordsInMessages() {
        String words = "😀".repeat(100_000);
        assertThat(Finding.quoted(words))
                .hasSizeLessThan(520)
                .startsWith("\"😀")
                .contains("😀…😀")
                .endsWith("😀\"");
        Finding finding = Finding.of(WORD, Units.of("水", "bad"), words).about(words);
        assertThat(finding.message()).hasSizeLessThan(2_010);
        assertThat(finding.term()).hasSizeLessThan(2_010);
        assertThat(finding.message().codePoints().distinct().toArray()).containsExactlyInAnyOrder(0x1F600, '…');
    }
}
