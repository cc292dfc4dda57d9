package duiqi.check;

import duiqi.check.project.Ignores;
import duiqi.exchange.Annotation;
import duiqi.exchange.Content;
import duiqi.exchange.Pairs;
import duiqi.exchange.Tu;
import duiqi.exchange.Tuv;
import duiqi.exchange.UnitReader;
import duiqi.text.Direction;
import duiqi.text.DocumentPair;
import duiqi.text.Language;
import duiqi.text.Location;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Converts the units of a file to checked units: every Chinese side with every English side. The source is the language
 * that the user gives, else the one that the unit or its file declares, else the language of the first side. A side
 * without a counterpart, or with an empty one, counts as untranslated. The converter skips units in other languages. Not
 * thread-safe.
 */
public final class CheckedUnits {
    private final DocumentPair.UnitIds ids;
    private final Optional<Language> given;

    /**
     * Creates a converter for one file.
     *
     * @param file name of the file, used in the ids of units that have none
     * @param given source language, which takes precedence over the file; empty to use that of the file
     */
    public CheckedUnits(String file, Optional<Language> given) {
        this.ids = new DocumentPair.UnitIds(new DocumentPair(file, file));
        this.given = given;
    }

    /** Holds a side of a unit with its language. */
    private record Side(Language language, CheckedUnit.Passage passage) {}

    /**
     * Converts the unit that was read last.
     *
     * @param reader the reader of the unit, which knows its locations
     */
    public List<CheckedUnit> of(Tu unit, UnitReader reader) {
        List<Side> chinese = new ArrayList<>();
        List<Side> english = new ArrayList<>();
        Optional<Language> first = Optional.empty();
        for (int k = 0; k < unit.variants().size(); k++) {
            Tuv variant = unit.variants().get(k);
            Optional<Language> language = Pairs.language(variant);
            Location.Finder place = reader.place(k);
            CheckedUnit.Passage passage = new CheckedUnit.Passage(variant.text(), variant.content(), place);
            language.filter(Language::isChinese).ifPresent(found -> chinese.add(new Side(found, passage)));
            language.filter(Language::isEnglish).ifPresent(found -> english.add(new Side(found, passage)));
            first = first.or(() -> language);
        }
        if (chinese.stream().allMatch(CheckedUnits::isBlank) && english.stream().allMatch(CheckedUnits::isBlank)) {
            return List.of();
        }
        Optional<Language> declared = first;
        boolean isIntoChinese = given.or(() -> reader.sourceLanguage(unit))
                .or(() -> declared)
                .filter(Language::isEnglish)
                .isPresent();
        List<Side> sources = isIntoChinese ? english : chinese;
        List<Side> targets = isIntoChinese ? chinese : english;
        Direction usual = isIntoChinese ? Direction.INTO_CHINESE : Direction.INTO_ENGLISH;
        List<CheckedUnit> units = new ArrayList<>();
        for (Side source : orEmpty(sources, targets, usual.source())) {
            for (Side target : orEmpty(targets, sources, usual.target())) {
                units.add(unit(unit, source, target, units.size() + 1));
            }
        }
        return units;
    }

    private static boolean isBlank(Side side) {
        return side.passage.text().isBlank();
    }

    /** Returns the sides of a language, or one empty side at the location of the other language. */
    private static List<Side> orEmpty(List<Side> sides, List<Side> others, Language language) {
        return sides.isEmpty()
                ? List.of(new Side(
                        language,
                        new CheckedUnit.Passage(
                                "", Content.of(""), others.get(0).passage.place())))
                : sides;
    }

    private CheckedUnit unit(Tu unit, Side source, Side target, int number) {
        SortedMap<String, String> properties = new TreeMap<>();
        List<String> notes = new ArrayList<>();
        collect(unit.annotations(), properties, notes);
        unit.variants().forEach(side -> collect(side.annotations(), properties, notes));
        String own = unit.id().isEmpty() ? ids.next(source.passage.text(), target.passage.text()) : unit.id();
        return new CheckedUnit(
                number == 1 ? own : own + "-" + number,
                new Direction(source.language, target.language),
                source.passage,
                target.passage,
                properties,
                notes);
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
