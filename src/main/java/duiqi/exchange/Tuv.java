package duiqi.exchange;

import duiqi.text.Language;
import duiqi.text.TranslationUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Represents a variant ({@code <tuv>}): the text of a {@link Tu} in one language. It keeps inline tags and attributes,
 * which {@link TranslationUnit.Variant} does not. Immutable.
 *
 * @param attributes attributes in file order, names in lower case, including the language code
 * @param annotations properties and notes
 * @param content segment
 */
public record Tuv(Map<String, String> attributes, List<Annotation> annotations, Content content) {
    /** Property that holds the language if the language code is less specific, for example {@code lzh}. */
    public static final String LANGUAGE = "x-language";

    private static final String CODE = "xml:lang";
    private static final String OLD_CODE = "lang";

    public Tuv {
        attributes = Annotation.ordered(attributes);
        annotations = List.copyOf(annotations);
    }

    /** Returns a variant with a language and a text. */
    public static Tuv of(Language language, String text) {
        return new Tuv(Map.of(CODE, language.tag()), List.of(), Content.of(text));
    }

    /** Returns a variant of a pair. If the code is less specific than the language, a property holds the language. */
    static Tuv of(TranslationUnit.Variant variant, String attribute, String code) {
        List<Annotation> annotations = new ArrayList<>();
        Language language = variant.language();
        if (!LanguageCode.of(language).equals(language.tag())) {
            annotations.add(Annotation.property(LANGUAGE, language.tag()));
        }
        annotations.addAll(Annotation.properties(variant.properties()));
        return new Tuv(Map.of(attribute, code), annotations, Content.of(variant.text()));
    }

    /** Returns the language code as written; {@code xml:lang} overrides {@code lang}. Empty if there is none. */
    public String code() {
        return attributes.getOrDefault(CODE, attributes.getOrDefault(OLD_CODE, ""));
    }

    /**
     * Returns the language from the property {@code x-language}, else from the code; empty if neither denotes a
     * language.
     */
    public Optional<Language> language() {
        return new LanguageCode(property(LANGUAGE).orElseGet(this::code)).language();
    }

    /** Returns the text without inline tags. */
    public String text() {
        return content.text();
    }

    public Optional<String> attribute(String name) {
        return Optional.ofNullable(attributes.get(name));
    }

    /** Returns the value of the first property with a type. */
    public Optional<String> property(String type) {
        return Annotation.find(annotations, type);
    }

    public Tuv withContent(Content other) {
        return new Tuv(attributes, annotations, other);
    }

    /** Returns a copy with further properties and notes at the end. */
    public Tuv with(List<Annotation> more) {
        List<Annotation> all = new ArrayList<>(annotations);
        all.addAll(more);
        return new Tuv(attributes, all, content);
    }
}
