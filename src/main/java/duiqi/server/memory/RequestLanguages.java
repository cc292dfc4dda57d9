package duiqi.server.memory;

import duiqi.index.UnitSide;
import duiqi.server.http.Fields;
import duiqi.server.http.Problem;
import duiqi.text.Direction;
import duiqi.text.Language;
import java.util.Optional;

/** Reads the languages of requests, and detects those that a request lacks. */
final class RequestLanguages {
    private RequestLanguages() {}

    /** Returns the side of a text. A text with a Han character is Chinese, unless the tag says English. */
    static UnitSide side(Optional<String> tag, String text) {
        return UnitSide.of(text, tag.map(name -> language("lang", name)));
    }

    private static Language language(String name, String tag) {
        try {
            Language language = new Language(tag);
            if (language.isChinese() || language.isEnglish()) {
                return language;
            }
        } catch (IllegalArgumentException none) {
            // The exception below rejects this value.
        }
        throw Problem.malformed(
                name + " is not a Chinese or English language tag", "send for example zh-CN, zh-TW or en-US");
    }

    static Direction direction(Fields pair) {
        Direction direction = Direction.of(language(pair, "sourceLanguage"), language(pair, "targetLanguage"))
                .orElseGet(() -> direction(pair.sentence("source"), pair.sentence("target")));
        if (!direction.isIntoChinese() && !direction.isIntoEnglish()) {
            throw Problem.malformed("both sides are in the same language", "send a Chinese and an English text");
        }
        return direction;
    }

    private static Optional<Language> language(Fields pair, String name) {
        return pair.optional(name).map(tag -> language(name, tag));
    }

    /** Detects the direction of a pair. Texts without letters of a language, such as DNA, may be the same. */
    private static Direction direction(String source, String target) {
        boolean isIntoChinese = !hasHan(source) && hasHan(target);
        String chinese = isIntoChinese ? target : source;
        String english = isIntoChinese ? source : target;
        boolean isChineseTwice = hasHan(english)
                && english.codePoints().filter(Character::isLetter).allMatch(Character::isIdeographic);
        if (isChineseTwice || (!hasHan(chinese) && !chinese.equals(english))) {
            throw Problem.refusal(
                    422,
                    "the texts are not Chinese and English",
                    "send a Chinese and an English text, or their languages");
        }
        return isIntoChinese ? Direction.INTO_CHINESE : Direction.INTO_ENGLISH;
    }

    private static boolean hasHan(String text) {
        return UnitSide.of(text, Optional.empty()) == UnitSide.SOURCE;
    }
}
