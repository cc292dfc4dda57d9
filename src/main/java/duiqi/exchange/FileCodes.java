package duiqi.exchange;

import duiqi.text.Language;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The language codes of a file, under which units of other files must be put into it: clients compare codes letter by letter.
 * Not thread-safe.
 */
public final class FileCodes {
    private final Set<String> codes = new LinkedHashSet<>();

    /** The same, to which nothing that is seen later is added. */
    public FileCodes copy() {
        FileCodes copy = new FileCodes();
        copy.codes.addAll(codes);
        return copy;
    }

    /** Takes note of the codes of a unit of the file. */
    public void see(Tu unit) {
        unit.variants().forEach(side -> codes.add(side.code()));
    }

    /**
     * A unit of another file under the codes of this one, and with no attributes that TMX does not have. A code that the file has stays, as does that of a language that the file
     * does not have, or has already for another side of the unit.
     */
    public Tu fit(Tu unit) {
        List<Tuv> sides = new ArrayList<>();
        Set<String> taken = new HashSet<>();
        unit.variants().forEach(side -> taken.add(side.code()));
        for (Tuv side : unit.variants()) {
            Optional<String> code = codes.contains(side.code())
                    ? Optional.empty()
                    : Pairs.language(side).flatMap(language -> codeOf(language, taken));
            code.ifPresent(taken::add);
            sides.add(code.map(found -> under(found, side)).orElse(side));
        }
        return TmxAttributes.orProperties(unit.withVariants(sides));
    }

    private Optional<String> codeOf(Language language, Set<String> taken) {
        return codes.stream()
                .filter(code -> !taken.contains(code))
                .filter(code -> new LanguageCode(code).takes(language))
                .findFirst();
    }

    /** A side under another code of its language; the language itself is said beside it where the code says less. */
    static Tuv under(String code, Tuv side) {
        Map<String, String> attributes = new LinkedHashMap<>();
        attributes.put("xml:lang", code);
        side.attributes().forEach(attributes::putIfAbsent);
        attributes.remove("lang");
        List<Annotation> annotations = new ArrayList<>();
        Pairs.language(side)
                .filter(own -> !new LanguageCode(code).says(own))
                .ifPresent(own -> annotations.add(Annotation.property(UnitXml.LANGUAGE, own.tag())));
        side.annotations().stream()
                .filter(annotation -> !annotation.type().equals(UnitXml.LANGUAGE))
                .forEach(annotations::add);
        return new Tuv(attributes, annotations, side.content());
    }
}
