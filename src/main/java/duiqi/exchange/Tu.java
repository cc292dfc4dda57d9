package duiqi.exchange;

import duiqi.exchange.tmx.TmxDate;
import duiqi.text.Language;
import duiqi.text.LanguageName;
import duiqi.text.TranslationUnit;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Represents a translation unit ({@code <tu>}) in any number of languages with all its data. Readers and writers of
 * every format use it, because a {@link TranslationUnit} has two languages and keeps neither inline tags nor the order
 * of attributes. {@link Pairs} converts it. Immutable.
 *
 * @param attributes attributes in file order, names in lower case
 * @param annotations properties and notes
 * @param variants texts of the unit, one or more for each language
 */
public record Tu(Map<String, String> attributes, List<Annotation> annotations, List<Tuv> variants)
        implements Serializable {
    public static final String ID = "tuid";
    public static final String CREATED = "creationdate";
    public static final String CHANGED = "changedate";

    /** Attribute of a unit whose source language differs from that of its file. */
    public static final String SOURCE = "srclang";

    public Tu {
        attributes = Annotation.ordered(attributes);
        annotations = List.copyOf(annotations);
        variants = List.copyOf(variants);
    }

    /** Returns the unit of an aligned pair. */
    public static Tu of(TranslationUnit unit) {
        return of(
                unit, unit.source().language().code(), unit.target().language().code());
    }

    /** Returns the unit of a pair with the language codes of a file. */
    public static Tu of(TranslationUnit unit, String sourceCode, String targetCode) {
        Map<String, String> attributes = new LinkedHashMap<>();
        attributes.put(ID, unit.id());
        unit.created().ifPresent(date -> attributes.put(CREATED, TmxDate.format(date)));
        return new Tu(
                attributes,
                Annotation.properties(unit.properties()),
                List.of(Tuv.of(unit.source(), sourceCode), Tuv.of(unit.target(), targetCode)));
    }

    /** Returns the {@code tuid}; an empty text if there is none. */
    public String id() {
        return attribute(ID).orElse("");
    }

    public Optional<String> attribute(String name) {
        return Optional.ofNullable(attributes.get(name));
    }

    /** Returns the value of the first property with a type. */
    public Optional<String> property(String type) {
        return Annotation.find(annotations, type);
    }

    /** Reads a date in the format of TMX or of other tools; empty if the text is not a date. */
    public static Optional<Instant> date(String text) {
        return TmxDate.parse(text);
    }

    /** Returns the creation time of the unit, else of a variant. */
    public Optional<Instant> created() {
        return dates(CREATED).findFirst();
    }

    /** Returns the latest time at which the unit or a variant was changed or created. */
    public Optional<Instant> changed() {
        return Stream.concat(dates(CHANGED), dates(CREATED)).max(Instant::compareTo);
    }

    private Stream<Instant> dates(String name) {
        return values(name).flatMap(date -> TmxDate.parse(date).stream());
    }

    /** Returns the values of an attribute of the unit and of its variants. */
    private Stream<String> values(String name) {
        return Stream.concat(
                attribute(name).stream(), variants.stream().flatMap(variant -> variant.attribute(name).stream()));
    }

    /** Returns the person who last changed the unit, else its creator. The unit takes precedence over its variants. */
    public Optional<String> author() {
        return Stream.of("changeid", "creationid")
                .flatMap(this::values)
                .filter(author -> !author.isBlank())
                .findFirst();
    }

    /**
     * Returns the source variant: the one in the source language of the unit, else of the file, else the first variant.
     * Empty if the unit has no variants.
     */
    public Optional<Tuv> source(TmxHeader header) {
        String code = attribute(SOURCE).or(header::sourceCode).orElse("");
        Optional<Language> language = LanguageName.ofCode(code);
        return Stream.<Predicate<Tuv>>of(
                        side -> side.code().equalsIgnoreCase(code),
                        side -> isIn(side, language, Language::accepts),
                        side -> isIn(side, language, Language::isSameAs),
                        side -> true)
                .flatMap(isSource -> variants.stream().filter(isSource))
                .findFirst();
    }

    private static boolean isIn(Tuv side, Optional<Language> wanted, BiPredicate<Language, Language> same) {
        return wanted.filter(language -> Pairs.language(side)
                        .filter(own -> same.test(language, own))
                        .isPresent())
                .isPresent();
    }

    /**
     * Returns a copy that states its source language, for a file of another source language. Returns this unit if it
     * already states one, or has no text in the language.
     */
    public Tu withSource(Language language) {
        if (attributes.containsKey(SOURCE)) {
            return this;
        }
        TmxHeader header = new TmxHeader("", Map.of(SOURCE, language.tag()), List.of(), List.of());
        return source(header)
                .filter(side -> isIn(side, Optional.of(language), Language::isSameAs))
                .filter(side -> !side.code().isEmpty())
                .map(side -> withAttribute(SOURCE, side.code()))
                .orElse(this);
    }

    public Tu withAttribute(String name, String value) {
        Map<String, String> changed = new LinkedHashMap<>(attributes);
        changed.put(name, value);
        return new Tu(changed, annotations, variants);
    }

    /** Returns a copy with a change date. */
    public Tu withChanged(Instant time) {
        return withAttribute(CHANGED, TmxDate.format(time));
    }

    /** Returns a copy without a change date. */
    public Tu withoutChanged() {
        return withoutAttribute(CHANGED);
    }

    /** Returns a copy without an attribute. */
    public Tu withoutAttribute(String name) {
        Map<String, String> others = new LinkedHashMap<>(attributes);
        others.remove(name);
        return new Tu(others, annotations, variants);
    }

    /** Returns a copy with other properties and notes. */
    public Tu withAnnotations(List<Annotation> others) {
        return new Tu(attributes, others, variants);
    }

    public Tu withVariants(List<Tuv> others) {
        return new Tu(attributes, annotations, others);
    }

    /** Returns a copy with further properties and notes at the end. */
    public Tu with(List<Annotation> more) {
        List<Annotation> all = new ArrayList<>(annotations);
        all.addAll(more);
        return new Tu(attributes, all, variants);
    }

    /** Returns the unit as bytes for a temporary file. Only the same version of duiqi reads them, with {@link #of}. */
    public byte[] bytes() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(this);
        }
        return bytes.toByteArray();
    }

    /** Returns the unit of the bytes that {@link #bytes} returns. */
    public static Tu of(byte[] bytes) throws IOException {
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes))) {
            return (Tu) in.readObject();
        } catch (ClassNotFoundException e) {
            throw new IOException("the bytes hold no unit", e);
        }
    }

    /**
     * Represents a variant ({@code <tuv>}): the text of a {@link Tu} in one language. It keeps inline tags and attributes,
     * which {@link TranslationUnit.Variant} does not. Immutable.
     *
     * @param attributes attributes in file order, names in lower case, including the language code
     * @param annotations properties and notes
     * @param content segment
     */
    public record Tuv(Map<String, String> attributes, List<Annotation> annotations, Content content)
            implements Serializable {
        /** Property that holds the language if the language code is less specific, for example {@code lzh}. */
        public static final String LANGUAGE = "x-language";

        static final String CODE = "xml:lang";
        private static final String OLD_CODE = "lang";

        public Tuv {
            attributes = Annotation.ordered(attributes);
            annotations = List.copyOf(annotations);
        }

        /** Returns a variant with a language and a text. */
        public static Tuv of(Language language, String text) {
            return of(language.tag(), Content.of(text));
        }

        /** Returns a variant with a language code, which may be {@link Unit#SOURCE} or {@link Unit#TARGET}. */
        public static Tuv of(String code, Content content) {
            return new Tuv(Map.of(CODE, code), List.of(), content);
        }

        /** Returns a variant of a pair. If the code is less specific than the language, a property holds the language. */
        private static Tuv of(TranslationUnit.Variant variant, String code) {
            List<Annotation> annotations = new ArrayList<>();
            Language language = variant.language();
            if (!language.code().equals(language.tag())) {
                annotations.add(Annotation.property(LANGUAGE, language.tag()));
            }
            annotations.addAll(Annotation.properties(variant.properties()));
            return of(code, Content.of(variant.text())).with(annotations);
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
            return LanguageName.ofCode(property(LANGUAGE).orElseGet(this::code));
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
}
