package duiqi.exchange;

import duiqi.exchange.tmx.TmxDate;
import duiqi.exchange.tmx.TmxXml;
import duiqi.text.Language;
import duiqi.text.TranslationUnit;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A {@code <tu>} with all that it says, in any number of languages. Files of every format are read and written in this form, since
 * a {@link TranslationUnit} has two languages and keeps neither codes nor the order of attributes; {@link Pairs} makes those of it.
 * Immutable.
 *
 * @param attributes in the order of the file, names in lower case
 * @param annotations its properties and notes
 * @param variants its sides
 */
public record Tu(Map<String, String> attributes, List<Annotation> annotations, List<Tuv> variants) {
    public static final String ID = "tuid";
    public static final String CREATED = "creationdate";
    public static final String CHANGED = "changedate";

    public Tu {
        attributes = Annotation.ordered(attributes);
        annotations = List.copyOf(annotations);
        variants = List.copyOf(variants);
    }

    /** Returns a pair as aligning makes it. */
    public static Tu of(TranslationUnit unit) {
        return of(unit, TmxXml.Style.of(unit.source().language(), unit.target().language()));
    }

    /** Returns a pair in the way a file is written. */
    public static Tu of(TranslationUnit unit, TmxXml.Style style) {
        Map<String, String> attributes = new LinkedHashMap<>();
        attributes.put(ID, unit.id());
        unit.created().ifPresent(date -> attributes.put(CREATED, TmxDate.format(date)));
        Tuv source = Tuv.of(unit.source(), style.languageAttribute(), style.sourceCode());
        Tuv target = Tuv.of(unit.target(), style.languageAttribute(), style.targetCode());
        return new Tu(attributes, Annotation.properties(unit.properties()), List.of(source, target));
    }

    /** Returns its {@code tuid}; empty text when it has none. */
    public String id() {
        return attribute(ID).orElse("");
    }

    public Optional<String> attribute(String name) {
        return Optional.ofNullable(attributes.get(name));
    }

    /** Returns the value of the first property of a type. */
    public Optional<String> property(String type) {
        return Annotation.find(annotations, type);
    }

    /** Returns a date as TMX or other tools write it; empty when the text is none. */
    public static Optional<Instant> date(String text) {
        return TmxDate.parse(text);
    }

    /** Returns the time when it was first made, as the unit or else a side says. */
    public Optional<Instant> created() {
        return dates(CREATED).findFirst();
    }

    /** Returns the time when it or one of its sides was last changed, or made where nothing tells of a change. */
    public Optional<Instant> changed() {
        return Stream.concat(dates(CHANGED), dates(CREATED)).max(Instant::compareTo);
    }

    private Stream<Instant> dates(String name) {
        return Stream.concat(
                        attribute(name).stream(),
                        variants.stream().flatMap(variant -> variant.attribute(name).stream()))
                .flatMap(date -> TmxDate.parse(date).stream());
    }

    /** Returns who changed or made it, as the unit or else a side says. */
    public Optional<String> author() {
        return Stream.of("changeid", "creationid")
                .flatMap(name -> Stream.concat(
                        attribute(name).stream(),
                        variants.stream().flatMap(variant -> variant.attribute(name).stream())))
                .filter(author -> !author.isBlank())
                .findFirst();
    }

    /**
     * Returns the side that was translated: the one that the unit, else the file names as the source, else the Chinese,
     * else the first. Empty when there are no sides.
     */
    public Optional<Tuv> source(TmxHeader header) {
        String code = attribute("srclang").or(header::sourceCode).orElse("");
        return variants.stream()
                .filter(side -> side.code().equalsIgnoreCase(code))
                .findFirst()
                .or(() -> variants.stream()
                        .filter(side ->
                                Pairs.language(side).filter(Language::isChinese).isPresent())
                        .findFirst())
                .or(() -> variants.stream().findFirst());
    }

    public Tu withAttribute(String name, String value) {
        Map<String, String> changed = new LinkedHashMap<>(attributes);
        changed.put(name, value);
        return new Tu(changed, annotations, variants);
    }

    /** Returns the same, changed last at a time. */
    public Tu withChanged(Instant time) {
        return withAttribute(CHANGED, TmxDate.format(time));
    }

    /** Returns the same without a word of when it was last changed. */
    public Tu withoutChanged() {
        Map<String, String> others = new LinkedHashMap<>(attributes);
        others.remove(CHANGED);
        return new Tu(others, annotations, variants);
    }

    /** Returns the same with other properties and notes. */
    public Tu withAnnotations(List<Annotation> others) {
        return new Tu(attributes, others, variants);
    }

    public Tu withVariants(List<Tuv> others) {
        return new Tu(attributes, annotations, others);
    }

    /** Returns the same with more properties and notes behind its own. */
    public Tu with(List<Annotation> more) {
        List<Annotation> all = new ArrayList<>(annotations);
        all.addAll(more);
        return new Tu(attributes, all, variants);
    }
}
