package duiqi.app;

import static org.assertj.core.api.Assertions.assertThat;

import duiqi.align.Alignment;
import duiqi.align.Bead;
import duiqi.align.ParallelText;
import duiqi.app.source.CheckSources;
import duiqi.check.CheckedUnit;
import duiqi.text.Language;
import duiqi.text.Location;
import duiqi.text.Paragraph;
import duiqi.text.Segment;
import duiqi.text.Text;
import duiqi.text.TranslationUnit.UnitProperties;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Checks the units that duiqi creates from two aligned texts. */
class TextUnitsTest {
    private static Text text(String name, Language language, String... lines) {
        List<Segment> segments = new ArrayList<>();
        for (int i = 0; i < lines.length; i++) {
            segments.add(new Segment(lines[i], new Location(name, i + 1, 5), i, Paragraph.Kind.TEXT));
        }
        return new Text(name, language, segments);
    }

    private static List<CheckedUnit> units(Text chinese, Text english, Bead... beads) {
        return CheckSources.TextUnits.of(new ParallelText(
                chinese,
                english,
                new Alignment(chinese.segments().size(), english.segments().size(), List.of(beads))));
    }

    private static Bead bead(List<Integer> source, List<Integer> target) {
        return new Bead(source, target, 0.875);
    }

    @Test
    void locatesWordsOfJoinedSentences() {
        List<CheckedUnit> units = units(
                text("a.zh", Language.CHINESE, "水软。", "火热，", "木硬。"),
                text("a.en", Language.ENGLISH, "Water is soft.", "Fire is hot.", "Wood is hard."),
                bead(List.of(0), List.of(0, 1)),
                bead(List.of(1, 2), List.of(2)));
        assertThat(units).hasSize(2);
        CheckedUnit joined = units.get(0);
        assertThat(joined.english()).isEqualTo("Water is soft. Fire is hot.");
        assertThat(joined.target().place().at(0)).isEqualTo(new Location("a.en", 1, 5));
        assertThat(joined.target().place().at(joined.english().indexOf("hot")))
                .isEqualTo(new Location("a.en", 2, 5 + "Fire is ".length()));
        assertThat(joined.properties())
                .containsEntry(UnitProperties.BEAD, "1-2")
                .containsEntry(UnitProperties.PROBABILITY, "0.88");
        CheckedUnit other = units.get(1);
        assertThat(other.source().place().at(other.chinese().indexOf("硬"))).isEqualTo(new Location("a.zh", 3, 6));
        assertThat(other.target().place().at(other.english().indexOf("hard")))
                .isEqualTo(new Location("a.en", 3, 5 + "Wood is ".length()));
    }

    @Test
    void createsUnitsWithoutChineseButNotWithoutEnglish() {
        List<CheckedUnit> units = units(
                text("a.zh", Language.CHINESE, "水软。"),
                text("a.en", Language.ENGLISH, "Fire is hot."),
                bead(List.of(0), List.of()),
                bead(List.of(), List.of(0)));
        assertThat(units).hasSize(1);
        CheckedUnit alone = units.get(0);
        assertThat(alone.chinese()).isEmpty();
        assertThat(alone.english()).isEqualTo("Fire is hot.");
        assertThat(alone.source().place().at(0)).isEqualTo(new Location("a.en", 1, 5));
    }

    @Test
    void joinsSentencesWithoutTranslationAndLocatesTheirPlace() {
        List<CheckedUnit> omissions = CheckSources.TextUnits.omissions(new ParallelText(
                text("a.zh", Language.CHINESE, "水软。", "火热。", "木硬。", "土厚。", "金重。"),
                text("a.en", Language.ENGLISH, "Water is soft.", "Earth is thick."),
                new Alignment(
                        5,
                        2,
                        List.of(
                                bead(List.of(0), List.of(0)),
                                bead(List.of(1), List.of()),
                                bead(List.of(2), List.of()),
                                bead(List.of(3), List.of(1)),
                                bead(List.of(4), List.of())))));
        assertThat(omissions).hasSize(2).first().satisfies(unit -> {
            assertThat(unit.chinese()).isEqualTo("火热。木硬。");
            assertThat(unit.english()).isEmpty();
            assertThat(unit.source().place().at(0)).isEqualTo(new Location("a.zh", 2, 5));
            assertThat(unit.location(0)).isEqualTo(new Location("a.en", 2, 5));
        });
        assertThat(omissions.get(1).location(0))
                .as("behind the target")
                .isEqualTo(new Location("a.en", 2, 5 + "Earth is thick.".length()));
    }
}
