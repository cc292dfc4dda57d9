package duiqi.exchange;

import duiqi.text.Language;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A source with the translation that it has, or none yet, taken out of a unit of any number of languages. Immutable.
 *
 * @param unit what it is taken from
 * @param number from 1, where a unit has several
 */
record XliffPair(Tu unit, int number, Tuv source, Optional<Tuv> target) {

    /** The pairs of a unit: every side in the source language with every one in the target language. */
    static List<XliffPair> of(Tu unit, WriterSettings options) {
        List<Tuv> sources = sides(unit, options.source());
        List<Tuv> targets = sides(unit, options.target()).stream()
                .filter(side -> !sources.contains(side))
                .toList();
        if (sources.isEmpty()) {
            options.omissions().add("units without a side in " + options.source());
            return List.of();
        }
        options.omissions().add("sides in other languages", unit.variants().size() - sources.size() - targets.size());
        options.omissions()
                .add(
                        "sides without text",
                        targets.stream()
                                .filter(side -> side.content().pieces().isEmpty())
                                .count());
        List<XliffPair> pairs = new ArrayList<>();
        for (Tuv source : sources) {
            for (Tuv target : targets) {
                pairs.add(new XliffPair(unit, pairs.size() + 1, source, Optional.of(target)));
            }
            if (targets.isEmpty()) {
                pairs.add(new XliffPair(unit, pairs.size() + 1, source, Optional.empty()));
            }
        }
        return pairs;
    }

    private static List<Tuv> sides(Tu unit, Language language) {
        LanguageCode wanted = new LanguageCode(language.tag());
        LanguageCode code = new LanguageCode(TmxStyle.code(language));
        return unit.variants().stream()
                .filter(side -> Pairs.language(side).filter(wanted::takes).isPresent())
                .map(side -> Pairs.language(side)
                                        .filter(own -> !code.says(own) || isOtherRegion(own, language))
                                        .isPresent()
                                && side.property(UnitXml.LANGUAGE).isEmpty()
                        ? side.with(List.of(Annotation.property(
                                UnitXml.LANGUAGE,
                                Pairs.language(side).map(Language::tag).orElse(""))))
                        : side)
                .toList();
    }

    private static boolean isOtherRegion(Language own, Language language) {
        return !LanguageCode.regional(own).equals(LanguageCode.regional(language));
    }

    /** Its name; empty when it has none. */
    String id() {
        return number == 1 || unit.id().isEmpty() ? unit.id() : unit.id() + "-" + number;
    }

    /** The attributes of the unit but its name. */
    Map<String, String> attributes() {
        Map<String, String> others = new LinkedHashMap<>(unit.attributes());
        others.remove(Tu.ID);
        return others;
    }

    /** The value of a property of the target. */
    Optional<String> ofTarget(String type) {
        return target.flatMap(side -> side.property(type));
    }
}
