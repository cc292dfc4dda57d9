package duiqi.exchange;

import duiqi.exchange.Tu.Tuv;
import duiqi.exchange.tmx.TmxAttributes;
import duiqi.text.Language;
import duiqi.text.LanguageName;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Collects the language codes of a file. Units from other files must use these codes, because clients compare codes
 * character by character. Not thread-safe.
 */
public final class FileCodes {
    private final Set<String> codes = new LinkedHashSet<>();

    /** Returns a copy that does not change when this object collects more codes. */
    public FileCodes copy() {
        FileCodes copy = new FileCodes();
        copy.codes.addAll(codes);
        return copy;
    }

    /** Adds the codes of a unit of the file. */
    public void add(Tu unit) {
        unit.variants().forEach(side -> codes.add(side.code()));
    }

    /**
     * Returns a unit from another file with the codes of this file and only attributes that TMX defines. A variant keeps
     * its code if this file uses it or has no code for the language. If another variant of the unit is in the same
     * language, for example {@code en-US} and {@code en-GB}, it does not get the code of another region.
     */
    public Tu adapt(Tu unit) {
        List<Tuv> sides = new ArrayList<>();
        Set<String> taken = new HashSet<>();
        unit.variants().forEach(side -> taken.add(side.code()));
        for (Tuv side : unit.variants()) {
            Optional<String> code = codes.contains(side.code())
                    ? Optional.empty()
                    : Pairs.language(side).flatMap(language -> codeOf(language, taken, unit));
            code.ifPresent(taken::add);
            sides.add(code.map(found -> withCode(found, side)).orElse(side));
        }
        return TmxAttributes.of(unit.withVariants(sides), new Omissions());
    }

    private Optional<String> codeOf(Language language, Set<String> taken, Tu unit) {
        boolean isOneOfSeveral = unit.variants().stream()
                .flatMap(side -> Pairs.language(side).stream())
                .anyMatch(other -> other.isSameAs(language) && !other.equals(language));
        String region = language.regional();
        return codes.stream()
                .filter(code -> !taken.contains(code)
                        && LanguageName.ofCode(code)
                                .filter(named -> named.accepts(language))
                                .isPresent())
                .filter(code -> !isOneOfSeveral
                        || LanguageName.ofCode(code)
                                .filter(own -> own.regional().equals(region))
                                .isPresent())
                .findFirst();
    }

    /**
     * Returns a variant under another code of its language. If the code is less specific than the language, a property
     * holds the language.
     */
    public static Tuv withCode(String code, Tuv side) {
        Map<String, String> attributes = new LinkedHashMap<>();
        attributes.put("xml:lang", code);
        side.attributes().forEach(attributes::putIfAbsent);
        attributes.remove("lang");
        List<Annotation> annotations = new ArrayList<>();
        Pairs.language(side)
                .filter(own -> !LanguageName.ofCode(code)
                        .filter(named -> named.expresses(own))
                        .isPresent())
                .ifPresent(own -> annotations.add(Annotation.property(Tuv.LANGUAGE, own.tag())));
        side.annotations().stream()
                .filter(annotation -> !annotation.type().equals(Tuv.LANGUAGE))
                .forEach(annotations::add);
        return new Tuv(attributes, annotations, side.content());
    }
}
