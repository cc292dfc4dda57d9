package duiqi.memory;

import duiqi.exchange.Annotation;
import duiqi.exchange.Content;
import duiqi.exchange.Pairs;
import duiqi.exchange.TmxHeader;
import duiqi.exchange.Tu;
import duiqi.exchange.Tu.Tuv;
import duiqi.io.FileState;
import duiqi.text.Language;
import duiqi.text.TranslationUnit.UnitProperties;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * Identifies units with the same content in 16 bytes, so that millions of keys fit in the heap. The key is the first
 * 128 bits of the SHA-256 hash (FIPS 180-4) of the compared content. The probability that any two of ten million
 * different units share a key is one in 10<sup>25</sup>. Immutable.
 */
public record UnitKey(long high, long low) {
    private static final long FACTOR = 31;

    /**
     * Returns a key that is equal for units with the same texts and inline tags in the same languages. The order of the
     * sides and the properties do not count.
     */
    public static UnitKey ofTexts(Tu unit) {
        return ofTexts(unit, side -> side.content().toString());
    }

    /** Returns a key that ignores case, width, white space, punctuation and inline tags. */
    public static UnitKey ofFoldedTexts(Tu unit) {
        return ofTexts(unit, side -> TextFolding.letters(side.text()));
    }

    private static UnitKey ofTexts(Tu unit, Function<Tuv, String> text) {
        List<String> languages = languages(unit);
        List<String> sides = new ArrayList<>();
        for (int i = 0; i < languages.size(); i++) {
            sides.add(languages.get(i) + "\u0000" + text.apply(unit.variants().get(i)));
        }
        sides.sort(null);
        return of(sides);
    }

    /**
     * Returns a key that is equal for units with the same source in the same context, or empty if the unit has no
     * source.
     */
    static Optional<UnitKey> ofSource(Tu unit, TmxHeader header) {
        return unit.source(header)
                .map(side -> of(List.of(
                        languages(unit).get(unit.variants().indexOf(side)),
                        side.content().toString(),
                        context(side, UnitProperties.CONTEXT_BEFORE),
                        context(side, UnitProperties.CONTEXT_AFTER))));
    }

    /** Returns a key of the id of a unit, or empty if it has none. */
    static Optional<UnitKey> ofId(Tu unit) {
        return Optional.of(unit.id()).filter(id -> !id.isEmpty()).map(id -> of(List.of(id)));
    }

    /** Returns a key of two keys in this order. */
    UnitKey and(UnitKey other) {
        return new UnitKey(FACTOR * high + other.high, FACTOR * low + other.low);
    }

    /** Returns a key of everything in a unit except its texts. */
    static UnitKey ofAnnotations(Tu unit) {
        UnaryOperator<Tu> withoutTexts = other -> other.withVariants(other.variants().stream()
                .map(side -> side.withContent(Content.of("")))
                .toList());
        return of(List.of(withoutTexts.apply(unit).toString()));
    }

    static UnitKey ofAll(Tu unit) {
        return of(List.of(unit.toString()));
    }

    /** Returns the keys of the language and text of each side of a unit. */
    static Set<UnitKey> ofSides(Tu unit) {
        List<String> languages = languages(unit);
        Set<UnitKey> keys = new HashSet<>();
        for (int i = 0; i < languages.size(); i++) {
            keys.add(of(
                    List.of(languages.get(i), unit.variants().get(i).content().toString())));
        }
        return Set.copyOf(keys);
    }

    private static String context(Tuv side, String name) {
        return side.property(name).map(Annotation::contextText).orElse("");
    }

    /**
     * Returns the language of each side for comparison. It omits the region, because British and American English share
     * texts, unless the unit has sides in several regions. Chinese without a script counts as simplified. If the code
     * names no language and the text does not reveal it, this is the code itself.
     */
    static List<String> languages(Tu unit) {
        Map<String, Set<Optional<Language>>> regions = new HashMap<>();
        for (Tuv side : unit.variants()) {
            regions.computeIfAbsent(language(side), language -> new HashSet<>()).add(Pairs.language(side));
        }
        return unit.variants().stream()
                .map(side -> {
                    String language = language(side);
                    return regions.getOrDefault(language, Set.of()).size() > 1
                            ? Pairs.language(side).map(Language::tag).orElse(language)
                            : language;
                })
                .toList();
    }

    private static String language(Tuv side) {
        return Pairs.language(side).map(UnitKey::language).orElse(side.code());
    }

    private static String language(Language language) {
        if (language.isChinese()) {
            return language.chineseScript().orElse("Hans");
        }
        return language.isEnglish() ? "en" : language.tag();
    }

    private static UnitKey of(List<String> parts) {
        MessageDigest digest = FileState.sha256();
        for (String part : parts) {
            digest.update(part.getBytes(StandardCharsets.UTF_8));
            digest.update((byte) 1);
        }
        ByteBuffer hash = ByteBuffer.wrap(digest.digest());
        return new UnitKey(hash.getLong(), hash.getLong());
    }
}
