package duiqi.cli;

import duiqi.align.TextPair;
import duiqi.text.FormatException;
import duiqi.text.Language;
import duiqi.text.Text;
import java.io.IOException;
import java.util.Optional;

/** Reads the two texts of a job with what is known of both, and refuses those that cannot be a Chinese and an English one. */
final class TextPairReader {
    private final ReadingOptions reading;
    private final GuideOptions guide;
    private final Language chinese;
    private final Language english;
    private final boolean swapped;
    private final Console console;

    /**
     * @param chinese what to call the Chinese
     * @param english what to call the English
     * @param swapped whether the user says that the English text is given first
     */
    TextPairReader(
            ReadingOptions reading,
            GuideOptions guide,
            Language chinese,
            Language english,
            boolean swapped,
            Console console) {
        this.reading = reading;
        this.guide = guide;
        this.chinese = chinese;
        this.english = english;
        this.swapped = swapped;
        this.console = console;
    }

    TextPair read(TextPairSpec job) throws IOException {
        Text source = reading.read(job.source(), Optional.of(chinese), console);
        Text target = reading.read(job.target(), Optional.of(english), console);
        requireLanguages(source, target);
        return new TextPair(source, target, guide.gates(source, target));
    }

    /** Refuses texts whose letters show that they are in the wrong order or in the same language. */
    private void requireLanguages(Text source, Text target) throws FormatException {
        boolean sourceIsEnglish = looksLike(source, Language.ENGLISH);
        boolean targetIsChinese = looksLike(target, Language.CHINESE);
        if (sourceIsEnglish && targetIsChinese) {
            throw new FormatException(
                    source.name() + " + " + target.name(),
                    "the first text is English and the second Chinese",
                    swapped ? "leave out --swap" : "give the Chinese one first, or add --swap");
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
