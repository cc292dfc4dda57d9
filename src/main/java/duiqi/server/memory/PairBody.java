package duiqi.server.memory;

import com.fasterxml.jackson.databind.JsonNode;
import duiqi.server.Problem;
import duiqi.text.Language;
import duiqi.text.XmlCharacters;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * A pair that a client sends. The client may call either side the source. Immutable.
 *
 * @param isEnglishFirst whether it calls the English the source
 */
record PairBody(
        String chinese, String english, Language chineseLanguage, Language englishLanguage, boolean isEnglishFirst) {
    /**
     * Reads the pair of a request.
     *
     * @param known the names that it may have
     * @param sourceName the name of the language of the source, if the body may tell it
     * @param targetName likewise of the target
     */
    static PairBody of(JsonNode body, Set<String> known, Optional<String> sourceName, Optional<String> targetName) {
        body.fieldNames().forEachRemaining(name -> {
            if (!known.contains(name)) {
                throw Problem.malformed(
                        "there is no field of that name here", "known are " + String.join(", ", new TreeSet<>(known)));
            }
        });
        Optional<Language> sourceLanguage = sourceName.flatMap(name -> language(body, name));
        Optional<Language> targetLanguage = targetName.flatMap(name -> language(body, name));
        return of(required(body, "source"), required(body, "target"), sourceLanguage, targetLanguage);
    }

    /** Returns the pair of two texts, whose languages may be known. */
    static PairBody of(
            String source, String target, Optional<Language> sourceLanguage, Optional<Language> targetLanguage) {
        boolean isEnglishFirst = sourceLanguage
                .map(Language::isEnglish)
                .or(() -> targetLanguage.map(Language::isChinese))
                .orElseGet(() -> !hasHan(source) && hasHan(target));
        Optional<Language> chinese = isEnglishFirst ? targetLanguage : sourceLanguage;
        Optional<Language> english = isEnglishFirst ? sourceLanguage : targetLanguage;
        PairBody pair = new PairBody(
                isEnglishFirst ? target : source,
                isEnglishFirst ? source : target,
                chinese.orElse(Language.CHINESE),
                english.orElse(Language.ENGLISH),
                isEnglishFirst);
        if (!pair.chineseLanguage.isChinese() || !pair.englishLanguage.isEnglish()) {
            throw Problem.malformed("both sides are in one language", "give a Chinese and an English text");
        }
        if (chinese.isEmpty() && english.isEmpty()) {
            pair.requireTwoLanguages();
        }
        return pair;
    }

    /** Makes sure, by the letters, that the texts are Chinese and English where the client does not tell the languages. */
    private void requireTwoLanguages() {
        boolean isEnglishHan = hasHan(english)
                && english.codePoints().filter(Character::isLetter).allMatch(Character::isIdeographic);
        if (isEnglishHan || (!hasHan(chinese) && !chinese.equals(english))) {
            throw Problem.refusal(
                    422,
                    isEnglishHan ? "both sides are Chinese" : "neither side is Chinese",
                    "give a Chinese and an English text, or say their languages");
        }
    }

    private static boolean hasHan(String text) {
        return text.codePoints().anyMatch(Character::isIdeographic);
    }

    private static Optional<Language> language(JsonNode body, String name) {
        return optional(body, name).map(tag -> MemoryRoutes.language(name, tag));
    }

    /** Returns a text that must be there and have something visible. */
    static String required(JsonNode body, String name) {
        return optional(body, name)
                .filter(text -> !XmlCharacters.only(text).isBlank())
                .orElseThrow(() -> Problem.malformed(name + " is missing or empty", "give a text in " + name));
    }

    /** Returns a text that may be there. */
    static Optional<String> optional(JsonNode body, String name) {
        if (!body.hasNonNull(name)) {
            return Optional.empty();
        }
        if (!body.get(name).isTextual()) {
            throw Problem.malformed(name + " is no text", "give a string of JSON");
        }
        return Optional.of(QueryParameters.bounded(name, body.get(name).textValue()));
    }
}
