package duiqi.exchange;

import duiqi.text.Language;
import duiqi.text.TranslationUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A {@code <tuv>}: one language's side of a {@link Tu}, with the codes and attributes that {@link TranslationUnit.Variant} does
 * not keep. Immutable.
 *
 * @param attributes in the order of the file, names in lower case, among them the language code
 * @param annotations its properties and notes
 * @param content its segment
 */
public record Tuv(Map<String, String> attributes, List<Annotation> annotations, Content content) {
    /** The property that says the language of a side whose code in the file says less, for example {@code lzh}. */
    public static final String LANGUAGE = "x-language";

    private static final String CODE = "xml:lang";
    private static final String OLD_CODE = "lang";

    public Tuv {
        attributes = Annotation.ordered(attributes);
        annotations = List.copyOf(annotations);
    }

    /** Returns a side that says nothing but its language and text. */
    public static Tuv of(Language language, String text) {
        return new Tuv(Map.of(CODE, language.tag()), List.of(), Content.of(text));
    }

    /** Returns a side of a pair; its language is said beside the code where the code says less. */
    static Tuv of(TranslationUnit.Variant variant, String attribute, String code) {
        List<Annotation> annotations = new ArrayList<>();
        Language language = variant.language();
        if (!LanguageCode.of(language).equals(language.tag())) {
            annotations.add(Annotation.property(LANGUAGE, language.tag()));
        }
        annotations.addAll(Annotation.properties(variant.properties()));
        return new Tuv(Map.of(attribute, code), annotations, Content.of(variant.text()));
    }

    /**
     * Returns the language code as written; {@code xml:lang} holds where {@code lang} is there too. Empty when there is
     * none.
     */
    public String code() {
        return attributes.getOrDefault(CODE, attributes.getOrDefault(OLD_CODE, ""));
    }

    /** Returns the language, by its property {@code x-language} or its code; empty where neither names one. */
    public Optional<Language> language() {
        return new LanguageCode(property(LANGUAGE).orElseGet(this::code)).language();
    }

    /** Returns the text without codes. */
    public String text() {
        return content.text();
    }

    public Optional<String> attribute(String name) {
        return Optional.ofNullable(attributes.get(name));
    }

    /** Returns the value of the first property of a type. */
    public Optional<String> property(String type) {
        return Annotation.find(annotations, type);
    }

    public Tuv withContent(Content other) {
        return new Tuv(attributes, annotations, other);
    }

    /** Returns the same with more properties and notes behind its own. */
    public Tuv with(List<Annotation> more) {
        List<Annotation> all = new ArrayList<>(annotations);
        all.addAll(more);
        return new Tuv(attributes, all, content);
    }
}
