package duiqi.check;

import duiqi.check.project.Ignores;
import duiqi.exchange.Annotation;
import duiqi.exchange.Content;
import duiqi.exchange.Pairs;
import duiqi.exchange.Tu;
import duiqi.exchange.Tuv;
import duiqi.exchange.UnitReader;
import duiqi.text.DocumentPair;
import duiqi.text.Language;
import duiqi.text.Location;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Converts the units of a file to checked units: every Chinese side with every English side. The source may be either
 * language. A side without a counterpart, or with an empty one, counts as untranslated. The converter skips units in
 * other languages. Not thread-safe.
 */
public final class CheckedUnits {
    private final DocumentPair.UnitIds ids;

    /**
     * Creates a converter for one file.
     *
     * @param file name of the file, used in the ids of units that have none
     */
    public CheckedUnits(String file) {
        this.ids = new DocumentPair.UnitIds(new DocumentPair(file, file));
    }

    /**
     * Converts the unit that was read last.
     *
     * @param reader the reader of the unit, which knows its locations
     */
    public List<CheckedUnit> of(Tu unit, UnitReader reader) {
        List<CheckedUnit.Passage> chinese = new ArrayList<>();
        List<CheckedUnit.Passage> english = new ArrayList<>();
        for (int k = 0; k < unit.variants().size(); k++) {
            Tuv side = unit.variants().get(k);
            Location.Finder place = reader.place(k);
            CheckedUnit.Passage passage = new CheckedUnit.Passage(side.text(), side.content(), place);
            Pairs.language(side).filter(Language::isChinese).ifPresent(found -> chinese.add(passage));
            Pairs.language(side).filter(Language::isEnglish).ifPresent(found -> english.add(passage));
        }
        if (chinese.stream().allMatch(CheckedUnits::isBlank) && english.stream().allMatch(CheckedUnits::isBlank)) {
            return List.of();
        }
        List<CheckedUnit> units = new ArrayList<>();
        for (CheckedUnit.Passage source : orEmpty(chinese, english)) {
            for (CheckedUnit.Passage target : orEmpty(english, chinese)) {
                units.add(unit(unit, source, target, units.size() + 1));
            }
        }
        return units;
    }

    private static boolean isBlank(CheckedUnit.Passage passage) {
        return passage.text().isBlank();
    }

    /** Returns the sides of a language, or one empty side at the location of the other language. */
    private static List<CheckedUnit.Passage> orEmpty(
            List<CheckedUnit.Passage> sides, List<CheckedUnit.Passage> others) {
        return sides.isEmpty()
                ? List.of(new CheckedUnit.Passage(
                        "", Content.of(""), others.get(0).place()))
                : sides;
    }

    private CheckedUnit unit(Tu unit, CheckedUnit.Passage source, CheckedUnit.Passage target, int number) {
        SortedMap<String, String> properties = new TreeMap<>();
        List<String> notes = new ArrayList<>();
        collect(unit.annotations(), properties, notes);
        unit.variants().forEach(side -> collect(side.annotations(), properties, notes));
        String own = unit.id().isEmpty() ? ids.next(source.text(), target.text()) : unit.id();
        return new CheckedUnit(number == 1 ? own : own + "-" + number, source, target, properties, notes);
    }

    private static void collect(
            Collection<Annotation> annotations, SortedMap<String, String> properties, List<String> notes) {
        for (Annotation annotation : annotations) {
            if (annotation.isProperty()) {
                if (annotation.type().equals(Ignores.Ignore.PROPERTY)) {
                    // Several properties of one type become one property with several lines.
                    properties.merge(annotation.type(), annotation.text(), (one, next) -> one + "\n" + next);
                } else {
                    properties.putIfAbsent(annotation.type(), annotation.text());
                }
            } else {
                notes.add(annotation.text());
            }
        }
    }
}
