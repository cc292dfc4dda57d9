package duiqi.corpus;

import duiqi.align.TextPair;
import duiqi.bitext.FormatException;
import duiqi.bitext.Language;
import duiqi.bitext.Segment;
import duiqi.bitext.Text;
import duiqi.document.Documents;
import duiqi.document.Input;
import duiqi.segment.Segmenter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Makes the two texts of a document what the aligner takes, as {@code duiqi align} does with two files of plain text. Immutable and
 * thread-safe.
 */
final class DocumentReading {
    private final Segmenter segmenter = Segmenter.standard();
    private final Language chinese;
    private final Language english;

    DocumentReading(Language chinese, Language english) {
        this.chinese = chinese;
        this.english = english;
    }

    /**
     * The same document in sentences.
     *
     * @throws FormatException if a side holds no text
     */
    CorpusDocument cut(CorpusDocument document) throws IOException {
        return document.with(
                cut(document.id(), document.chinese(), chinese), cut(document.id(), document.english(), english));
    }

    private CorpusDocument.Side cut(String id, CorpusDocument.Side side, Language language) throws IOException {
        if (side.isCut()) {
            return side;
        }
        byte[] bytes = side.texts().get(0).getBytes(StandardCharsets.UTF_8);
        Input input = new Input(id, bytes, Optional.of(StandardCharsets.UTF_8), Optional.of("txt"));
        return CorpusDocument.Side.of(
                segmenter.segment(Documents.read(input), language).segments());
    }

    /**
     * The texts of a document in sentences.
     *
     * @throws IllegalArgumentException if the letters show that a side is in the other language
     */
    TextPair texts(CorpusDocument document) {
        Text source = document.chinese().text(document.id(), chinese);
        Text target = document.english().text(document.id(), english);
        requireLanguage(source, Language.ENGLISH, "the Chinese text is English");
        requireLanguage(target, Language.CHINESE, "the English text is Chinese");
        return new TextPair(source, target);
    }

    private static void requireLanguage(Text text, Language wrong, String problem) {
        String all = text.segments().stream().map(Segment::text).collect(Collectors.joining("\n"));
        if (Language.of(all).filter(wrong::equals).isPresent()) {
            // Where it stands is told beside the reason.
            throw new IllegalArgumentException(problem + "; exchange or replace it");
        }
    }
}
