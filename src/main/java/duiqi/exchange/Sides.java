package duiqi.exchange;

import duiqi.text.Language;
import duiqi.text.UnitProperties;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A unit cut down to a source and a target, for formats that hold two languages. Immutable.
 *
 * @param unit the unit with an id of its own
 * @param source its side in the source language
 * @param target its side in the target language; empty when it is not translated
 */
record Sides(Tu unit, Tuv source, Optional<Tuv> target) {
    /** What marks pairs that a program made. */
    static final Annotation ALIGNED = Annotation.property(UnitProperties.ALIGNED, UnitProperties.YES);

    /**
     * Takes every pair of sides out of a unit: every source with every target, the second, third, ... with {@code -2},
     * {@code -3}, ... behind the id. What is not taken is told to the {@link Omissions} of the options.
     *
     * @param takesUntranslated whether a source without a target is taken too
     */
    static List<Sides> of(Tu unit, WriterSettings options, boolean takesUntranslated) {
        List<Tuv> sources = sides(unit, options.source());
        List<Tuv> targets = sides(unit, options.target());
        boolean isTaken = !sources.isEmpty() && (takesUntranslated || !targets.isEmpty());
        if (!isTaken) {
            String target = takesUntranslated ? "" : " and one in " + options.target();
            options.omissions().add("units without a side in " + options.source() + target);
            return List.of();
        }
        options.omissions()
                .add(
                        "sides in other languages, or without text",
                        unit.variants().size() - sources.size() - targets.size());
        List<Sides> pairs = new ArrayList<>();
        for (Tuv source : sources) {
            if (targets.isEmpty()) {
                pairs.add(new Sides(numbered(unit, pairs.size() + 1), source, Optional.empty()));
            }
            for (Tuv target : targets) {
                pairs.add(new Sides(numbered(unit, pairs.size() + 1), source, Optional.of(target)));
            }
        }
        return pairs;
    }

    private static List<Tuv> sides(Tu unit, Language language) {
        LanguageCode wanted = new LanguageCode(language.tag());
        return unit.variants().stream()
                .filter(side -> Pairs.language(side).filter(wanted::takes).isPresent())
                .filter(side -> !side.text().isBlank())
                .toList();
    }

    private static Tu numbered(Tu unit, int number) {
        return number == 1 || unit.id().isEmpty() ? unit : unit.withAttribute(Tu.ID, unit.id() + "-" + number);
    }

    /** The sides that there are. */
    List<Tuv> both() {
        return target.map(rendering -> List.of(source, rendering)).orElse(List.of(source));
    }

    /** Counts the sides in another region than the languages of the file, for forms that cannot say so. */
    void countRegions(WriterSettings options) {
        countRegion(source, options.source(), options.omissions());
        target.ifPresent(side -> countRegion(side, options.target(), options.omissions()));
    }

    private static void countRegion(Tuv side, Language language, Omissions omissions) {
        boolean isOther = Pairs.language(side)
                .filter(own -> !LanguageCode.regional(own).equals(LanguageCode.regional(language)))
                .isPresent();
        omissions.add("regions of languages", isOther ? 1 : 0);
    }

    /** Text of the target; empty when there is none. */
    String targetText() {
        return target.map(Tuv::text).orElse("");
    }

    /**
     * The properties of a side, of which {@code x-language} says its language where it is not that of the column.
     *
     * @param column language that all sides of a column are in
     */
    static List<Annotation> properties(Tuv side, Language column) {
        List<Annotation> properties = new ArrayList<>();
        side.language()
                .filter(own -> !own.equals(column))
                .ifPresent(own -> properties.add(Annotation.property(UnitXml.LANGUAGE, own.tag())));
        side.annotations().stream()
                .filter(Annotation::isProperty)
                .filter(property -> !property.type().equals(UnitXml.LANGUAGE))
                .forEach(properties::add);
        return properties;
    }
}
