package duiqi.app;

import duiqi.align.Bead;
import duiqi.align.ParallelText;
import duiqi.check.CheckedUnit;
import duiqi.exchange.Content;
import duiqi.text.DocumentPair;
import duiqi.text.Location;
import duiqi.text.UnitProperties;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The pairs of two aligned texts as units to check, and English sentences without Chinese, whose words are checked too. Chinese
 * without English is none: whether a sentence was left out or the aligner missed its partner, nobody can tell.
 */
final class TextUnits {
    private TextUnits() {}

    static List<CheckedUnit> of(ParallelText text) {
        return ofBeads(text).stream().filter(unit -> !unit.english().isBlank()).toList();
    }

    /** Returns one unit for each bead, those of Chinese without English among them. */
    static List<CheckedUnit> ofBeads(ParallelText text) {
        DocumentPair.UnitIds ids = new DocumentPair.UnitIds(DocumentPair.of(text.source(), text.target()));
        List<CheckedUnit> units = new ArrayList<>();
        for (Bead bead : text.alignment().beads()) {
            String source = text.sourceText(bead);
            String target = text.targetText(bead);
            Location.Finder inSource = offset -> text.source().locate(bead.source(), offset);
            Location.Finder inTarget = offset -> text.target().locate(bead.target(), offset);
            SortedMap<String, String> properties = new TreeMap<>();
            properties.put(UnitProperties.BEAD, bead.type().toString());
            properties.put(UnitProperties.PROBABILITY, String.format(Locale.ROOT, "%.2f", bead.probability()));
            // A side that is empty stands where the other begins.
            units.add(new CheckedUnit(
                    ids.next(source, target),
                    new CheckedUnit.Passage(
                            source, Content.of(source), bead.source().isEmpty() ? offset -> inTarget.at(0) : inSource),
                    new CheckedUnit.Passage(
                            target, Content.of(target), bead.target().isEmpty() ? offset -> inSource.at(0) : inTarget),
                    properties,
                    List.of()));
        }
        return units;
    }
}
