package duiqi.app;

import duiqi.align.TextPair;
import duiqi.text.FormatException;
import duiqi.text.Language;
import duiqi.text.Text;
import java.io.IOException;
import java.util.Optional;

/**
 * Reads the two texts of a pair with what is known of both, and refuses those that cannot be a Chinese and an English one.
 *
 * @param reader reads one text
 * @param guide the knowledge of the user
 * @param chinese the language code of the Chinese
 * @param english the language code of the English
 * @param isSwapped whether the user says that the English text is given first
 */
public record TextPairReader(
        TextReader reader, AlignmentGuide guide, Language chinese, Language english, boolean isSwapped) {
    /** Returns a reader without knowledge of the texts. */
    public static TextPairReader plain(TextReader reader, boolean isSwapped) {
        return new TextPairReader(reader, AlignmentGuide.NONE, Language.CHINESE, Language.ENGLISH, isSwapped);
    }

    public TextPair read(TextPairSpecs.Spec texts) throws IOException {
        Text source = reader.read(texts.source(), Optional.of(chinese));
        Text target = reader.read(texts.target(), Optional.of(english));
        requireLanguages(source, target);
        return new TextPair(source, target, guide.between(source, target));
    }

    /** Refuses texts whose letters show that they are in the wrong order or in the same language. */
    private void requireLanguages(Text source, Text target) throws FormatException {
        boolean sourceIsEnglish = looksLike(source, Language.ENGLISH);
        boolean targetIsChinese = looksLike(target, Language.CHINESE);
        if (sourceIsEnglish && targetIsChinese) {
            throw new FormatException(
                    source.name() + " + " + target.name(),
                    "the first text is English and the second Chinese",
                    isSwapped ? "leave out --swap" : "give the Chinese one first, or add --swap");
        }
        if (sourceIsEnglish) {
            throw new FormatException(
                    source.name(),
                    "is English, as is " + target.name(),
                    "give a Chinese text and its English rendering");
        }
        if (targetIsChinese) {
            throw new FormatException(
                    target.name(),
                    "is Chinese, as is " + source.name(),
                    "give a Chinese text and its English rendering");
        }
    }

    private static boolean looksLike(Text text, Language language) {
        StringBuilder all = new StringBuilder();
        text.segments().forEach(segment -> all.append(segment.text()).append('\n'));
        return Language.of(all).filter(language::equals).isPresent();
    }
}
