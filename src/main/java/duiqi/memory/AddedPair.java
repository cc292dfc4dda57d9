package duiqi.memory;

import duiqi.exchange.Tu;
import duiqi.text.Language;
import duiqi.text.XmlCharacters;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * A pair that a person adds to a memory. Immutable.
 *
 * @param chinese the Chinese, without the characters that XML forbids, as {@code english}
 * @param english the English
 * @param chineseLanguage what to call the Chinese
 * @param englishLanguage what to call the English
 * @param author who made the rendering, if that is told
 * @param note what is said of it, if anything
 * @param created when it is added
 */
public record AddedPair(
        String chinese,
        String english,
        Language chineseLanguage,
        Language englishLanguage,
        Optional<String> author,
        Optional<String> note,
        Instant created) {
    public AddedPair {
        chinese = XmlCharacters.only(chinese);
        english = XmlCharacters.only(english);
        if (chinese.isBlank() || english.isBlank()) {
            throw new IllegalArgumentException("a side of the pair is empty; give a Chinese and an English text");
        }
        if (!chineseLanguage.isChinese() || !englishLanguage.isEnglish()) {
            throw new IllegalArgumentException(
                    "a pair is in Chinese and English, not in " + chineseLanguage + " and " + englishLanguage);
        }
        author = author.map(XmlCharacters::only).filter(name -> !name.isBlank());
        note = note.map(XmlCharacters::only).filter(text -> !text.isBlank());
        Objects.requireNonNull(created, "created");
    }

    /** The unit that is written. */
    Tu unit() {
        return new Addition(chinese, english, chineseLanguage, englishLanguage, author, note, created).unit();
    }

    /** What tells it from pairs that say something else. */
    UnitKey key() {
        return UnitKey.ofTexts(unit());
    }
}
