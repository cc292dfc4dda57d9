package duiqi.server.memory;

import duiqi.memory.AddedPair;
import duiqi.server.http.Fields;
import duiqi.server.http.Problem;
import duiqi.text.Direction;
import duiqi.text.Language;
import duiqi.text.XmlCharacters;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Holds a pair that a client sends, from Chinese into English or from English into Chinese. Immutable.
 *
 * @param source the text
 * @param target its translation
 * @param direction the languages of both
 */
record SentPair(String source, String target, Direction direction) {
    /** Reads the pair of a request, which may lack the languages. */
    static SentPair of(Fields body) {
        return of(
                body.sentence("source"),
                body.sentence("target"),
                body.optional("sourceLanguage").map(tag -> MemoryRoutes.language("sourceLanguage", tag)),
                body.optional("targetLanguage").map(tag -> MemoryRoutes.language("targetLanguage", tag)));
    }

    /** Returns the pair of two texts. Detects missing languages. */
    static SentPair of(
            String source, String target, Optional<Language> sourceLanguage, Optional<Language> targetLanguage) {
        boolean isIntoChinese = sourceLanguage
                .map(Language::isEnglish)
                .or(() -> targetLanguage.map(Language::isChinese))
                .orElseGet(() -> !hasHan(source) && hasHan(target));
        Direction usual = isIntoChinese ? Direction.INTO_CHINESE : Direction.INTO_ENGLISH;
        Direction direction =
                new Direction(sourceLanguage.orElse(usual.source()), targetLanguage.orElse(usual.target()));
        if (!direction.isIntoChinese() && !direction.isIntoEnglish()) {
            throw Problem.malformed("both sides are in the same language", "send a Chinese and an English text");
        }
        if (sourceLanguage.isEmpty() && targetLanguage.isEmpty()) {
            requireTwoLanguages(isIntoChinese ? target : source, isIntoChinese ? source : target);
        }
        return new SentPair(source, target, direction);
    }

    /**
     * Checks, by the script, that one text is Chinese and the other English if the client does not send the
     * languages.
     */
    private static void requireTwoLanguages(String chinese, String english) {
        boolean isEnglishHan = hasHan(english)
                && english.codePoints().filter(Character::isLetter).allMatch(Character::isIdeographic);
        if (isEnglishHan || (!hasHan(chinese) && !chinese.equals(english))) {
            throw Problem.refusal(
                    422,
                    isEnglishHan ? "both sides are Chinese" : "neither side is Chinese",
                    "send a Chinese and an English text, or their languages");
        }
    }

    private static boolean hasHan(String text) {
        return text.codePoints().anyMatch(Character::isIdeographic);
    }

    /** Returns whether a memory can hold the pair: both texts have visible characters and a permitted length. */
    boolean isSearchable() {
        return Stream.of(source, target)
                .allMatch(text -> !XmlCharacters.only(text).isBlank() && text.length() <= Fields.MAX_TEXT_LENGTH);
    }

    /** Returns the pair with its metadata, for a memory. */
    AddedPair added(Optional<String> author, Optional<String> note, Instant now) {
        return new AddedPair(source, target, direction, author, note, now);
    }
}
