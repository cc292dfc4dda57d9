package duiqi.memory;

import duiqi.exchange.Annotation;
import duiqi.exchange.Revision;
import duiqi.exchange.Tu;
import duiqi.exchange.Tuv;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Puts together what two units say that are one and the same: no property, note or attribute of either is lost. Where both say
 * something of the same name the first holds, but that the creation date is the earlier, the dates of change and use are the later
 * and the usage count is the larger, and that what only one of them says has been revised is revised.
 */
final class UnitUnion {
    private static final String USAGE = "usagecount";

    private UnitUnion() {}

    /** The first unit with what the second says beyond it. */
    static Tu of(Tu first, Tu second) {
        if (Revision.isPending(first) != Revision.isPending(second)) {
            return Revision.isPending(first)
                    ? of(Revision.withoutState(first), second)
                    : of(first, Revision.withoutState(second));
        }
        List<Tuv> sides = new ArrayList<>();
        for (Tuv side : first.variants()) {
            Optional<Tuv> other = second.variants().stream()
                    .filter(candidate -> UnitKey.language(candidate).equals(UnitKey.language(side)))
                    .filter(candidate -> Folding.letters(candidate.text()).equals(Folding.letters(side.text())))
                    .findFirst();
            sides.add(other.map(found -> new Tuv(
                            attributes(side.attributes(), withoutLanguage(found.attributes())),
                            annotations(side.annotations(), found.annotations()),
                            side.content()))
                    .orElse(side));
        }
        return new Tu(
                attributes(first.attributes(), second.attributes()),
                annotations(first.annotations(), second.annotations()),
                sides);
    }

    /** A side has its language already, be it under {@code lang} or {@code xml:lang}. */
    private static Map<String, String> withoutLanguage(Map<String, String> attributes) {
        Map<String, String> others = new LinkedHashMap<>(attributes);
        others.keySet().removeAll(List.of("lang", "xml:lang"));
        return others;
    }

    private static Map<String, String> attributes(Map<String, String> first, Map<String, String> second) {
        Map<String, String> all = new LinkedHashMap<>(first);
        second.forEach((name, value) -> all.merge(name, value, (own, other) -> chosen(name, own, other)));
        return all;
    }

    private static String chosen(String name, String own, String other) {
        return switch (name) {
            case "creationdate" -> isBefore(other, own) ? other : own;
            case "changedate", "lastusagedate" -> isBefore(own, other) ? other : own;
            case USAGE ->
                own.length() < other.length() || (own.length() == other.length() && own.compareTo(other) < 0)
                        ? other
                        : own;
            default -> own;
        };
    }

    private static boolean isBefore(String date, String other) {
        Optional<Instant> first = Tu.date(date);
        Optional<Instant> second = Tu.date(other);
        return first.isPresent() && second.isPresent() && first.get().isBefore(second.get());
    }

    private static List<Annotation> annotations(List<Annotation> first, List<Annotation> second) {
        List<Annotation> all = new ArrayList<>(first);
        for (Annotation annotation : second) {
            boolean isKnown = annotation.isProperty()
                    ? first.stream()
                            .anyMatch(own -> own.isProperty() && own.type().equals(annotation.type()))
                    : first.stream().anyMatch(own -> own.isNote() && own.text().equals(annotation.text()));
            if (!isKnown) {
                all.add(annotation);
            }
        }
        return all;
    }
}
