package duiqi.memory;

import com.ibm.icu.text.Normalizer2;
import duiqi.exchange.Annotation;
import duiqi.exchange.Content;
import duiqi.exchange.Pairs;
import duiqi.exchange.TmxHeader;
import duiqi.exchange.Tu;
import duiqi.exchange.Tuv;
import duiqi.text.Language;
import duiqi.text.UnitProperties;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * A key that units are compared by, in 16 bytes, so that millions can be held: the first 128 bits of the SHA-256 hash (FIPS 180-4) of
 * what counts. Two different of ten million share a key with a probability of one in ten to the 25th. Immutable.
 */
public record UnitKey(long high, long low) {
    /** Units with this key say the same in the same languages, codes and all, whatever their order and properties. */
    public static UnitKey ofTexts(Tu unit) {
        return ofTexts(unit, side -> side.content().toString());
    }

    /** Units with this key say the same but for case, width, white space and punctuation. */
    public static UnitKey ofFoldedTexts(Tu unit) {
        return ofTexts(unit, side -> Folding.letters(side.text()));
    }

    private static UnitKey ofTexts(Tu unit, Function<Tuv, String> text) {
        List<String> sides = new ArrayList<>();
        for (Tuv side : unit.variants()) {
            sides.add(language(side) + "\u0000" + text.apply(side));
        }
        sides.sort(null);
        return of(sides);
    }

    /** Units with this key render the same source in the same place; empty when there is no source. */
    static Optional<UnitKey> ofSource(Tu unit, TmxHeader header) {
        return unit.source(header)
                .map(side -> of(List.of(
                        language(side),
                        side.content().toString(),
                        context(side, UnitProperties.CONTEXT_BEFORE),
                        context(side, UnitProperties.CONTEXT_AFTER))));
    }

    /** Returns all that a unit says beside its texts. */
    static UnitKey ofAnnotations(Tu unit) {
        UnaryOperator<Tu> withoutTexts = other -> other.withVariants(other.variants().stream()
                .map(side -> side.withContent(Content.of("")))
                .toList());
        return of(List.of(withoutTexts.apply(unit).toString()));
    }

    /** Units with this key are the same in all. */
    static UnitKey ofAll(Tu unit) {
        return of(List.of(unit.toString()));
    }

    /** Returns the language and text of one side. */
    static UnitKey ofSide(Tuv side) {
        return of(List.of(language(side), side.content().toString()));
    }

    private static String context(Tuv side, String name) {
        return side.property(name).map(Annotation::contextText).orElse("");
    }

    /**
     * Returns what sides are told apart by: the language without its region, since the same text is the same in British and American
     * English, and Chinese whose code says no script is taken for simplified; or a code that names none.
     */
    static String language(Tuv side) {
        return Pairs.language(side).map(UnitKey::language).orElse(side.code());
    }

    private static String language(Language language) {
        if (language.isChinese()) {
            return language.chineseScript().orElse("Hans");
        }
        return language.isEnglish() ? "en" : language.tag();
    }

    private static UnitKey of(List<String> parts) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (String part : parts) {
                digest.update(part.getBytes(StandardCharsets.UTF_8));
                digest.update((byte) 1);
            }
            ByteBuffer hash = ByteBuffer.wrap(digest.digest());
            return new UnitKey(hash.getLong(), hash.getLong());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** Texts without what readers pass over: case, width, composition, white space, punctuation (Unicode Standard Annex 15). */
    public static final class Folding {
        private static final Normalizer2 FOLDED = Normalizer2.getNFKCCasefoldInstance();

        private Folding() {}

        /** Signs that Unicode counts as punctuation and that tell texts from each other: 5%, C#. */
        private static final String SIGNS = "%\u2030#&@";

        /**
         * Returns the letters, digits and symbols of a text, case and width folded, with the marks in numbers: 3.5 is not 35, and -5 not 5. Of
         * a text that has none of them, all of it.
         */
        public static String letters(String text) {
            StringBuilder letters = new StringBuilder(text.length());
            int[] all = FOLDED.normalize(text).codePoints().toArray();
            for (int i = 0; i < all.length; i++) {
                if (Character.isLetterOrDigit(all[i]) || isSign(all[i]) || isInNumber(all, i)) {
                    letters.appendCodePoint(all[i]);
                }
            }
            return letters.isEmpty() ? text.strip() : letters.toString();
        }

        private static boolean isSign(int c) {
            return switch (Character.getType(c)) {
                case Character.MATH_SYMBOL, Character.CURRENCY_SYMBOL, Character.OTHER_SYMBOL -> true;
                default -> SIGNS.indexOf(c) >= 0;
            };
        }

        private static boolean isInNumber(int[] text, int i) {
            if (i + 1 == text.length || !Character.isDigit(text[i + 1]) || Character.isWhitespace(text[i])) {
                return false;
            }
            return Character.getType(text[i]) == Character.DASH_PUNCTUATION
                    || (i > 0 && Character.isDigit(text[i - 1]));
        }
    }
}
