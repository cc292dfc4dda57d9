package duiqi.check;

import duiqi.check.project.Ignores;
import duiqi.exchange.Content;
import duiqi.exchange.Pairs;
import duiqi.exchange.Revision;
import duiqi.exchange.Tu;
import duiqi.exchange.Tu.Tuv;
import duiqi.exchange.UnitReader;
import duiqi.exchange.XmlPlace;
import duiqi.text.Direction;
import duiqi.text.DocumentPair;
import duiqi.text.Language;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Converts the units of a file to checked units: every Chinese side with every English side. The source is the language
 * that the user gives, else the one that the unit or its file declares, else the language of the first side. A side
 * without a counterpart, or with an empty one, counts as untranslated. The converter skips units that the
 * program no longer uses and the names of translators, and skips and counts units in other languages. Not thread-safe.
 */
public final class CheckedUnits {
    /** Keys of gettext and KDE that each language replaces with the names and addresses of its translators. */
    private static final Pattern CREDITS =
            Pattern.compile("translat(?:ors?|ion)[-_]credits(?:[-_][A-Z_-]+)?|(?:NAMES?|EMAILS?) OF TRANSLATORS");

    private final DocumentPair.UnitIds ids;
    private final Optional<Direction> given;
    private final Pairs.ForeignUnits foreign = new Pairs.ForeignUnits();

    /**
     * Creates a converter for one file.
     *
     * @param file name of the file, used in the ids of units that have none
     * @param given direction, which takes precedence over the file; empty to use that of the file
     */
    public CheckedUnits(String file, Optional<Direction> given) {
        this.ids = new DocumentPair.UnitIds(new DocumentPair(file, file));
        this.given = given;
    }

    private record Side(Language language, CheckedUnit.Passage passage) {}

    /** Returns the units in other languages, which the converter skipped. */
    public Pairs.ForeignUnits foreign() {
        return foreign;
    }

    /**
     * Converts the unit that was read last.
     *
     * @param reader the reader of the unit, which knows its locations
     */
    public List<CheckedUnit> of(Tu unit, UnitReader reader) {
        List<Side> sides = new ArrayList<>();
        for (int k = 0; k < unit.variants().size(); k++) {
            Tuv variant = unit.variants().get(k);
            CheckedUnit.Passage passage = new CheckedUnit.Passage(
                    variant.text(),
                    variant.content(),
                    reader.place(k) instanceof XmlPlace xml ? xml.sharing(variant.text()) : reader.place(k));
            Pairs.language(variant).ifPresent(language -> sides.add(new Side(language, passage)));
        }
        if (Revision.isObsolete(unit) || !foreign.add(unit, reader)) {
            return List.of();
        }
        Direction direction = direction(unit, reader, sides);
        List<Side> sources = sides(direction.source(), sides, reader);
        List<Side> targets = sides(direction.target(), sides, reader);
        Remarks remarks = Remarks.of(unit);
        boolean areCredits = Stream.concat(
                        sources.stream().map(side -> side.passage.text()),
                        Stream.ofNullable(remarks.properties.get("x-context")))
                .anyMatch(text -> CREDITS.matcher(text.strip()).matches());
        if (areCredits) {
            return List.of();
        }
        List<CheckedUnit> units = new ArrayList<>();
        for (int[] pair : Pairs.combinations(sources.size(), targets.size())) {
            units.add(unit(unit.id(), sources.get(pair[0]), targets.get(pair[1]), remarks, units.size() + 1));
        }
        return units;
    }

    private Direction direction(Tu unit, UnitReader reader, List<Side> sides) {
        if (given.isPresent()) {
            return given.get();
        }
        boolean isIntoChinese = reader.sourceLanguage(unit)
                .filter(CheckedUnits::isPossible)
                .or(() -> sides.stream()
                        .map(Side::language)
                        .filter(CheckedUnits::isPossible)
                        .findFirst())
                .filter(Language::isEnglish)
                .isPresent();
        return isIntoChinese ? Direction.INTO_CHINESE : Direction.INTO_ENGLISH;
    }

    private static boolean isPossible(Language language) {
        return language.isChinese() || language.isEnglish();
    }

    /** Returns the sides in a language, or an empty one. If the user gives the language, its region and script count. */
    private List<Side> sides(Language language, List<Side> all, UnitReader reader) {
        List<Side> found =
                all.stream().filter(side -> side.language.isSameAs(language)).toList();
        List<Side> exact =
                found.stream().filter(side -> language.accepts(side.language)).toList();
        if (given.isPresent() && !exact.isEmpty()) {
            return exact;
        }
        return found.isEmpty()
                ? List.of(new Side(language, new CheckedUnit.Passage("", Content.of(""), reader.placeOfMissing())))
                : found;
    }

    private CheckedUnit unit(String id, Side source, Side target, Remarks remarks, int number) {
        String own = id.isEmpty() ? ids.next(source.passage.text(), target.passage.text()) : id;
        return new CheckedUnit(
                number == 1 ? own : own + "-" + number,
                new Direction(source.language, target.language),
                source.passage,
                target.passage,
                remarks.properties,
                remarks.notes);
    }

    /** Holds the properties and notes of a unit and its variants, which all its pairs share. */
    private record Remarks(SortedMap<String, String> properties, List<String> notes) {
        static Remarks of(Tu unit) {
            SortedMap<String, String> properties = new TreeMap<>();
            List<String> notes = new ArrayList<>();
            // Several properties of this type become one property with several lines.
            List<String> ignores = new ArrayList<>();
            Stream.concat(
                            unit.annotations().stream(),
                            unit.variants().stream().flatMap(side -> side.annotations().stream()))
                    .forEach(annotation -> {
                        if (!annotation.isProperty()) {
                            notes.add(annotation.text());
                        } else if (annotation.type().equals(Ignores.Ignore.PROPERTY)) {
                            ignores.add(annotation.text());
                        } else {
                            properties.putIfAbsent(annotation.type(), annotation.text());
                        }
                    });
            if (!ignores.isEmpty()) {
                properties.put(Ignores.Ignore.PROPERTY, String.join("\n", ignores));
            }
            return new Remarks(properties, List.copyOf(notes));
        }
    }
}
