package duiqi.exchange.table;

import duiqi.exchange.Annotation;
import duiqi.exchange.Omissions;
import duiqi.exchange.Pairs;
import duiqi.exchange.Tu;
import duiqi.exchange.Tu.Tuv;
import duiqi.exchange.UnitWriter;
import duiqi.exchange.tmx.TmxDate;
import duiqi.text.Language;
import duiqi.text.TranslationUnit.UnitProperties;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Reduces a unit to a source and a target, for formats with two languages that count omissions: tables, JSON lines, PO
 * and XLIFF. A {@link Tu} holds any number of languages, so one unit can produce several of these. Immutable.
 *
 * @param unit unit with an id of its own
 * @param source variant in the source language
 * @param target variant in the target language; empty if untranslated
 */
public record Sides(Tu unit, Tuv source, Optional<Tuv> target) {
    /** Property of pairs that the aligner made. */
    public static final Annotation ALIGNED = Annotation.property(UnitProperties.ALIGNED, UnitProperties.YES);

    /**
     * Returns all pairs of a unit: every source with every target, or one pair for each text if these are more than
     * 10,000 pairs, as {@link Pairs} does. The ids of the second, third, ... pair end in
     * {@code -2}, {@code -3}, ... The {@link Omissions} of the options count the variants that form no pair.
     *
     * @param takesUntranslated true to return sources without a target too
     */
    public static List<Sides> of(Tu unit, UnitWriter.WriterSettings options, boolean takesUntranslated) {
        Predicate<Tuv> hasText = side -> !side.text().isBlank();
        List<Tuv> sources = options.sources(unit).stream().filter(hasText).toList();
        List<Tuv> targets = options.targets(unit).stream().filter(hasText).toList();
        boolean isTaken = !sources.isEmpty() && (takesUntranslated || !targets.isEmpty());
        if (!isTaken) {
            String target = takesUntranslated ? "" : " or no text in " + options.target();
            options.omissions().add("units with no text in " + options.source() + target);
            return List.of();
        }
        options.omissions()
                .add(
                        "texts in other languages or empty texts",
                        unit.variants().size() - sources.size() - targets.size());
        return pairs(unit, sources, targets);
    }

    /** Returns every source with every target, or every source alone if there are no targets. */
    public static List<Sides> pairs(Tu unit, List<Tuv> sources, List<Tuv> targets) {
        List<Sides> pairs = new ArrayList<>();
        if (targets.isEmpty()) {
            for (Tuv source : sources) {
                pairs.add(new Sides(numbered(unit, pairs.size() + 1), source, Optional.empty()));
            }
            return pairs;
        }
        for (int[] pair : Pairs.combinations(sources.size(), targets.size())) {
            pairs.add(new Sides(
                    numbered(unit, pairs.size() + 1), sources.get(pair[0]), Optional.of(targets.get(pair[1]))));
        }
        return pairs;
    }

    private static Tu numbered(Tu unit, int number) {
        return number == 1 || unit.id().isEmpty() ? unit : unit.withAttribute(Tu.ID, unit.id() + "-" + number);
    }

    /** Returns the source and, if present, the target. */
    public List<Tuv> both() {
        return target.map(rendering -> List.of(source, rendering)).orElse(List.of(source));
    }

    /** Counts texts whose region differs from that of the file, for formats that cannot express it. */
    public void countRegions(UnitWriter.WriterSettings options) {
        countRegion(source, options.source(), options.omissions());
        target.ifPresent(side -> countRegion(side, options.target(), options.omissions()));
    }

    private static void countRegion(Tuv side, Language language, Omissions omissions) {
        boolean isOther = Pairs.language(side)
                .filter(own -> !own.regional().equals(language.regional()))
                .isPresent();
        omissions.add("language regions", isOther ? 1 : 0);
    }

    /** Returns the text of the target; an empty text if there is none. */
    public String targetText() {
        return target.map(Tuv::text).orElse("");
    }

    /**
     * Returns the properties of a variant. If its language differs from that of the column, {@code x-language} holds
     * it.
     *
     * @param column language of the column
     */
    static List<Annotation> properties(Tuv side, Language column) {
        List<Annotation> properties = new ArrayList<>();
        side.language()
                .filter(own -> !own.equals(column))
                .ifPresent(own -> properties.add(Annotation.property(Tuv.LANGUAGE, own.tag())));
        side.annotations().stream()
                .filter(Annotation::isProperty)
                .filter(property -> !property.type().equals(Tuv.LANGUAGE))
                .forEach(properties::add);
        return properties;
    }

    /**
     * Holds the data of a unit that a table stores in addition to its texts and properties. Absent values are empty
     * texts. Immutable.
     *
     * @param id id of the unit
     * @param created creation date in the format of {@link TmxDate.UnitDates}
     * @param changed date of the last change in the same format
     * @param author person who last changed the unit, else its creator
     * @param note notes, one per line
     */
    public record UnitFacts(String id, String created, String changed, String author, String note) {
        public static final String CREATOR = "creationid";
        public static final String CHANGER = "changeid";
        private static final Set<String> OF_BOTH = Set.of(Tu.CREATED, Tu.CHANGED, CREATOR, CHANGER);
        private static final Set<String> OF_UNIT = Set.of(Tu.ID, Tu.CREATED, Tu.CHANGED, CREATOR, CHANGER);
        private static final Set<String> OF_SIDE = Set.of("xml:lang", "lang", Tu.CREATED, Tu.CHANGED, CREATOR, CHANGER);

        /** Returns the data of a unit and counts the omitted data. */
        static UnitFacts of(Sides sides, Omissions omissions) {
            Tu unit = sides.unit();
            List<Tuv> both = sides.both();
            count(unit, both, omissions);
            List<String> notes = notes(unit.annotations());
            List<String> ofSides = both.stream()
                    .flatMap(side -> notes(side.annotations()).stream())
                    .toList();
            omissions.add("notes of one language (moved to the unit)", ofSides.size());
            notes.addAll(ofSides);
            countNotes(notes, omissions);
            omissions.add(
                    "dates and authors of one language (moved to the unit)",
                    both.stream()
                            .flatMap(side -> side.attributes().keySet().stream())
                            .filter(OF_BOTH::contains)
                            .count());
            String changer = value(unit, both, CHANGER);
            String creator = value(unit, both, CREATOR);
            String changed = date(unit, both, Tu.CHANGED, omissions);
            String author = changer.isEmpty() ? creator : changer;
            boolean isChanger = !changer.isEmpty();
            omissions.add(
                    "creators of units that another user changed",
                    isChanger && !creator.isEmpty() && !changer.equals(creator) ? 1 : 0);
            // A reader takes the author of a unit with a change date for its changer.
            omissions.add(
                    "roles of authors (creator or changer)",
                    !author.isEmpty() && isChanger == changed.isEmpty() ? 1 : 0);
            return new UnitFacts(
                    unit.id(), date(unit, both, Tu.CREATED, omissions), changed, author, String.join("\n", notes));
        }

        private static List<String> notes(List<Annotation> annotations) {
            return new ArrayList<>(annotations.stream()
                    .filter(Annotation::isNote)
                    .map(Annotation::text)
                    .toList());
        }

        /** Counts the omissions that result from joining notes line by line. */
        public static void countNotes(List<String> notes, Omissions omissions) {
            omissions.add("boundaries between notes (merged into one note)", Math.max(0, notes.size() - 1));
            omissions.add("empty notes", notes.equals(List.of("")) ? 1 : 0);
        }

        /** Counts attributes and inline tags that a table does not hold. */
        public static void count(Tu unit, List<Tuv> sides, Omissions omissions) {
            unit.attributes().keySet().stream()
                    .filter(name -> !OF_UNIT.contains(name))
                    .forEach(
                            name -> omissions.add(name.equals(Tu.SOURCE) ? "source languages of units" : "attributes"));
            countAttributes(unit.annotations(), omissions);
            for (Tuv side : sides) {
                side.attributes().keySet().stream()
                        .filter(name -> !OF_SIDE.contains(name))
                        .forEach(name -> omissions.add("attributes"));
                countAttributes(side.annotations(), omissions);
                omissions.add("inline tags", side.content().codes());
            }
        }

        /** Counts notes and properties with attributes other than their type. */
        public static void countAttributes(List<Annotation> annotations, Omissions omissions) {
            for (Annotation annotation : annotations) {
                if (annotation.attributes().keySet().stream().anyMatch(name -> !name.equals("type"))) {
                    omissions.add("attributes of notes and properties");
                }
            }
        }

        private static String value(Tu unit, List<Tuv> sides, String name) {
            Optional<String> own = unit.attribute(name);
            return own.or(() -> sides.stream()
                            .flatMap(side -> side.attribute(name).stream())
                            .findFirst())
                    .orElse("");
        }

        private static String date(Tu unit, List<Tuv> sides, String name, Omissions omissions) {
            String date = value(unit, sides, name);
            Optional<String> iso = TmxDate.UnitDates.iso(date);
            if (!date.isEmpty() && iso.isEmpty()) {
                omissions.add("invalid dates");
            }
            return iso.orElse("");
        }
    }

    /** Counts the omissions of a format that holds only texts. */
    public static final class PlainSides {
        private PlainSides() {}

        static void count(Sides sides, Omissions omissions) {
            Stream.concat(
                            Stream.of(sides.unit().annotations()),
                            sides.both().stream().map(Tuv::annotations))
                    .flatMap(List::stream)
                    .forEach(annotation -> omissions.add(annotation.isNote() ? "notes" : "properties"));
            countFacts(sides, omissions);
            Sides.UnitFacts.count(sides.unit(), sides.both(), omissions);
        }

        /** Counts id, dates and authors. */
        public static void countFacts(Sides sides, Omissions omissions) {
            omissions.add("ids", sides.unit().id().isEmpty() ? 0 : 1);
            omissions.add("dates", count(sides, Tu.CREATED) + count(sides, Tu.CHANGED));
            omissions.add("authors", count(sides, Sides.UnitFacts.CREATOR) + count(sides, Sides.UnitFacts.CHANGER));
        }

        private static long count(Sides sides, String attribute) {
            return Stream.concat(
                            Stream.of(sides.unit().attributes()),
                            sides.both().stream().map(Tuv::attributes))
                    .filter(attributes -> attributes.containsKey(attribute))
                    .count();
        }
    }
}
