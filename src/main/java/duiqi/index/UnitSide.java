package duiqi.index;

import duiqi.text.Language;
import java.util.Optional;

/**
 * Lists the sides of a unit. In the index of a memory the source is Chinese and the target is English, in both
 * directions of translation.
 */
public enum UnitSide {
    SOURCE,
    TARGET;

    /** Returns the side of a text: that of its language, or else Chinese if it contains a Han character. */
    public static UnitSide of(String text, Optional<Language> language) {
        boolean isChinese = language.map(Language::isChinese)
                .orElseGet(() -> text.codePoints().anyMatch(Character::isIdeographic));
        return isChinese ? SOURCE : TARGET;
    }

    public UnitSide other() {
        return this == SOURCE ? TARGET : SOURCE;
    }
}
