package duiqi.text;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Holds the direction of a translation: the language of the source and the language of the target. Immutable.
 *
 * @param source language of the source
 * @param target language of the translation
 */
public record Direction(Language source, Language target) {
    /** Chinese into English. */
    public static final Direction INTO_ENGLISH = new Direction(Language.CHINESE, Language.ENGLISH);

    /** English into Chinese. */
    public static final Direction INTO_CHINESE = new Direction(Language.ENGLISH, Language.CHINESE);

    /**
     * Requires both languages.
     *
     * @param source language of the source
     * @param target language of the translation
     */
    public Direction {
        Objects.requireNonNull(source, "source");
        Objects.requireNonNull(target, "target");
    }

    /**
     * {@return the given direction, or the reverse one if more texts indicate it} Texts without a detectable language do
     * not count.
     *
     * @param given the direction from the language of {@code sources} into that of {@code targets}
     * @param sources texts of the first side
     * @param targets texts of the second side
     */
    public static Direction of(Direction given, List<String> sources, List<String> targets) {
        long straight = count(sources, given.source, given.target) + count(targets, given.target, given.source);
        long crossed = count(sources, given.target, given.source) + count(targets, given.source, given.target);
        return crossed > straight ? given.reversed() : given;
    }

    /**
     * {@return the direction between two languages} If one is missing, it is {@code en-US} or {@code zh-CN}. Empty if
     * both are missing.
     *
     * @param source the language of the source, if known
     * @param target the language of the translation, if known
     */
    public static Optional<Direction> of(Optional<Language> source, Optional<Language> target) {
        return source.or(() -> target.map(Direction::other))
                .map(language -> new Direction(language, target.orElseGet(() -> other(language))));
    }

    private static Language other(Language language) {
        return language.isChinese() ? Language.ENGLISH : Language.CHINESE;
    }

    /** Returns the number of texts that are in one language and not in another. */
    private static long count(List<String> texts, Language language, Language other) {
        return texts.stream()
                .map(Language::of)
                .flatMap(Optional::stream)
                .filter(found -> found.isSameAs(language) && !found.isSameAs(other))
                .count();
    }

    /** {@return the direction from the language of the target into that of the source} */
    public Direction reversed() {
        return new Direction(target, source);
    }

    /** {@return whether this direction is from English into Chinese} */
    public boolean isIntoChinese() {
        return source.isEnglish() && target.isChinese();
    }

    /**
     * {@return whether this direction and another have the same languages in reverse order}
     *
     * @param other the direction to compare with; scripts and regions do not count
     */
    public boolean isReverseOf(Direction other) {
        return source.isSameAs(other.target) && target.isSameAs(other.source);
    }

    /** {@return whether this direction is from Chinese into English} */
    public boolean isIntoEnglish() {
        return source.isChinese() && target.isEnglish();
    }

    /** {@return the Chinese language; if neither side is Chinese, the language of the source} */
    public Language chinese() {
        return isIntoChinese() ? target : source;
    }

    /** {@return the English language; if neither side is English, the language of the target} */
    public Language english() {
        return isIntoChinese() ? source : target;
    }

    @Override
    public String toString() {
        return source + " to " + target;
    }
}
