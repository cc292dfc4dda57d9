package duiqi.memory;

import duiqi.exchange.Annotation;
import duiqi.exchange.Tu;
import duiqi.text.Direction;
import duiqi.text.DocumentPair;
import duiqi.text.TranslationUnit;
import duiqi.text.XmlCharacters;
import java.time.Instant;
import java.util.Collections;
import java.util.Objects;
import java.util.Optional;

/**
 * Holds a text and its translation that a person adds to a memory, Chinese and English in either direction. Unlike a
 * TranslationUnit it has an author and a note, and it has no id until duiqi writes it. Immutable.
 *
 * @param source the text; the constructor removes characters that XML forbids
 * @param target its translation; the constructor removes characters that XML forbids
 * @param direction the languages of both
 * @param author the author of the translation, if known
 * @param note a note about the pair, if any
 * @param created the time of the addition
 */
public record AddedPair(
        String source,
        String target,
        Direction direction,
        Optional<String> author,
        Optional<String> note,
        Instant created) {
    public AddedPair {
        source = XmlCharacters.only(source);
        target = XmlCharacters.only(target);
        if (source.isBlank() || target.isBlank()) {
            throw new IllegalArgumentException("the pair has an empty side; give a Chinese and an English text");
        }
        if (!direction.isIntoEnglish() && !direction.isIntoChinese()) {
            throw new IllegalArgumentException("the pair is in " + direction.source() + " and " + direction.target()
                    + "; give a Chinese and an English text");
        }
        author = author.map(XmlCharacters::only).filter(name -> !name.isBlank());
        note = note.map(XmlCharacters::only).filter(text -> !text.isBlank());
        Objects.requireNonNull(created, "created");
    }

    /** Returns the unit to write to the memory. */
    public Tu unit() {
        return unit(source, target, direction, author, note, created);
    }

    /**
     * Returns a unit that a person adds, in any two languages.
     *
     * @param created the creation date of the unit
     */
    public static Tu unit(
            String source,
            String target,
            Direction direction,
            Optional<String> author,
            Optional<String> note,
            Instant created) {
        // The unit comes from no document, so its id has an empty document name.
        DocumentPair.UnitIds ids = new DocumentPair.UnitIds(new DocumentPair("", ""));
        Tu made = Tu.of(new TranslationUnit(
                ids.next(source, target),
                new TranslationUnit.Variant(direction.source(), source),
                new TranslationUnit.Variant(direction.target(), target),
                Collections.emptySortedMap(),
                Optional.of(created)));
        Tu noted = made.with(note.stream().map(Annotation::note).toList());
        return author.map(name -> noted.withAttribute("creationid", name)).orElse(noted);
    }

    /** Returns a key that is equal for pairs with the same languages and texts. */
    public UnitKey key() {
        return UnitKey.ofTexts(unit());
    }
}
