package duiqi.exchange;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Units as TMX before 1.3 has them, where a language stands under {@code lang}. */
final class OldTmx {
    private OldTmx() {}

    static Tu of(Tu unit) {
        return new Tu(
                unit.attributes(),
                all(unit.annotations()),
                unit.variants().stream().map(OldTmx::of).toList());
    }

    private static Tuv of(Tuv side) {
        return new Tuv(renamed(side.attributes()), all(side.annotations()), side.content());
    }

    static Annotation of(Annotation annotation) {
        return new Annotation(annotation.element(), renamed(annotation.attributes()), annotation.text());
    }

    private static List<Annotation> all(List<Annotation> annotations) {
        return annotations.stream().map(OldTmx::of).toList();
    }

    private static Map<String, String> renamed(Map<String, String> attributes) {
        Map<String, String> renamed = new LinkedHashMap<>();
        attributes.forEach((name, value) -> renamed.put(name.equals("xml:lang") ? "lang" : name, value));
        return renamed;
    }
}
