package duiqi.exchange;

import duiqi.text.FormatException;
import duiqi.text.Language;
import duiqi.text.Location;
import java.util.Optional;

/**
 * Finds the one source code and the one target code under which units must be put into an existing file, and refuses a file in
 * other languages. What the header says of the source holds; else the first code that fits is taken. Not thread-safe.
 */
final class TmxCodes {
    private static final String REMEDY = "use another file, or the languages and the direction of this one";

    private record Stranger(String code, Location location) {}

    private final Language source;
    private final Language target;
    private Optional<String> sourceCode;
    private Optional<String> targetCode = Optional.empty();
    private Optional<String> attribute = Optional.empty();
    private Optional<Stranger> stranger = Optional.empty();

    /**
     * Begins with the head of a file.
     *
     * @param source language of the units to be put in
     * @param target language of their renderings
     */
    TmxCodes(Language source, Language target, TmxHead head) throws FormatException {
        this.source = source;
        this.target = target;
        this.sourceCode = head.header().sourceCode();
        if (sourceCode.isPresent() && !takes(sourceCode.get(), source)) {
            throw contradiction(head.location(), sourceCode.get(), source);
        }
    }

    /** Takes note of the codes of a unit. */
    void read(RawUnit unit) {
        for (RawUnit.Variant variant : unit.variants()) {
            String code = variant.code();
            if (attribute.isEmpty() && !code.isEmpty()) {
                attribute = Optional.of(variant.attributes().containsKey("xml:lang") ? "xml:lang" : "lang");
            }
            if (sourceCode.isEmpty() && takes(code, source)) {
                sourceCode = Optional.of(code);
            } else if (targetCode.isEmpty() && takes(code, target)) {
                targetCode = Optional.of(code);
            } else if (stranger.isEmpty() && !takes(code, source) && !takes(code, target)) {
                stranger = Optional.of(new Stranger(code, unit.location()));
            }
        }
    }

    /**
     * How units are to be written when the whole file has been read.
     *
     * @throws FormatException if the file has units, and none of them is in the target language
     */
    TmxStyle style(TmxHead head, XmlEncoding encoding) throws FormatException {
        if (targetCode.isEmpty() && stranger.isPresent()) {
            throw contradiction(stranger.get().location, stranger.get().code, target);
        }
        TmxStyle own = TmxStyle.of(source, target);
        return new TmxStyle(
                sourceCode.orElse(own.sourceCode()),
                targetCode.orElse(own.targetCode()),
                attribute.orElse(head.header().isOld() ? "lang" : "xml:lang"),
                head.lineEnd(),
                encoding.charset());
    }

    private static boolean takes(String code, Language language) {
        return new LanguageCode(code).takes(language);
    }

    private static FormatException contradiction(Location place, String code, Language language) {
        return new FormatException(
                place, "is a memory of \"" + code + "\" where the new units are in " + language, REMEDY);
    }
}
