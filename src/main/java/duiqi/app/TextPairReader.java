package duiqi.app;

import duiqi.align.TextPair;
import duiqi.text.FormatException;
import duiqi.text.Language;
import duiqi.text.Text;
import java.io.IOException;
import java.util.Optional;

/**
 * Reads the two texts of a pair, and rejects texts that are not Chinese and English. Thread-safe if the text reader is.
 *
 * @param reader the reader of one text
 * @param guide the knowledge of the user about the texts
 * @param chinese the language code of the Chinese text
 * @param english the language code of the English text
 * @param isSwapped true if the user gives the English text first
 */
public record TextPairReader(
        TextReader reader, AlignmentGuide guide, Language chinese, Language english, boolean isSwapped) {
    /** Creates a reader that knows nothing about the texts. */
    public static TextPairReader plain(TextReader reader, boolean isSwapped) {
        return new TextPairReader(reader, AlignmentGuide.NONE, Language.CHINESE, Language.ENGLISH, isSwapped);
    }

    public TextPair read(TextPairSpecs.Spec texts) throws IOException {
        Text source = reader.read(texts.source(), Optional.of(chinese));
        Text target = reader.read(texts.target(), Optional.of(english));
        requireLanguages(source, target);
        return new TextPair(source, target, guide.between(source, target));
    }

    /** Rejects texts whose letters show that they are in the wrong order or in the same language. */
    private void requireLanguages(Text source, Text target) throws FormatException {
        boolean sourceIsEnglish = looksLike(source, Language.ENGLISH);
        boolean targetIsChinese = looksLike(target, Language.CHINESE);
        if (sourceIsEnglish && targetIsChinese) {
            throw new FormatException(
                    source.name() + " + " + target.name(),
                    "the first text is English and the second is Chinese",
                    isSwapped ? "omit --swap" : "give the Chinese text first, or add --swap");
        }
        if (sourceIsEnglish) {
            throw new FormatException(
                    source.name(),
                    "is English, like " + target.name(),
                    "give a Chinese text and its English translation");
        }
        if (targetIsChinese) {
            throw new FormatException(
                    target.name(),
                    "is Chinese, like " + source.name(),
                    "give a Chinese text and its English translation");
        }
    }

    private static boolean looksLike(Text text, Language language) {
        StringBuilder all = new StringBuilder();
        text.segments().forEach(segment -> all.append(segment.text()).append('\n'));
        return Language.of(all).filter(language::equals).isPresent();
    }
}
