package duiqi.segment;

import duiqi.text.Document;
import duiqi.text.FormatException;
import duiqi.text.Language;
import duiqi.text.Location;
import duiqi.text.Paragraph;
import duiqi.text.Segment;
import duiqi.text.Text;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Cuts the paragraphs of a document into sentences by SRX rules. Immutable, may be shared by threads.
 *
 * <p>A segment is never joined across paragraphs, loses the white space at its ends (the ideographic space is white space) and
 * keeps everything else as it is. A heading that does not end in a stop is a title, not a row of sentences: it stays whole,
 * whatever stops it has inside.
 */
public final class Segmenter {
    /** A stop with what may close after it, at the end of the text. */
    private static final Pattern ENDS_IN_STOP = Pattern.compile("[.!?…。｡！？．][\"'”’»)\\]）］」』】》〉\\s]*\\z");

    private final SrxRules rules;

    public Segmenter(SrxRules rules) {
        this.rules = rules;
    }

    /** Segments by the rules of this program for Chinese and English. */
    public static Segmenter standard() {
        return new Segmenter(SrxRules.standard());
    }

    /**
     * Cuts a document.
     *
     * @param language the language the document is written in
     * @throws FormatException if the rules serve other languages only, or one of them does not come to an end
     */
    public Text segment(Document document, Language language) throws FormatException {
        try {
            return cut(document, language);
        } catch (UncheckedIOException endless) {
            if (endless.getCause() instanceof FormatException refusal) {
                throw refusal;
            }
            throw endless;
        }
    }

    private Text cut(Document document, Language language) throws FormatException {
        BreakFinder finder = new BreakFinder(rules.rulesFor(language));
        List<Segment> segments = new ArrayList<>();
        for (int number = 0; number < document.paragraphs().size(); number++) {
            Paragraph paragraph = document.paragraphs().get(number);
            LocationWalk walk = new LocationWalk(paragraph, document.name());
            int start = 0;
            for (int end : breaks(finder, paragraph)) {
                trimmed(paragraph, number, start, end, walk).ifPresent(segments::add);
                start = end;
            }
            trimmed(paragraph, number, start, paragraph.text().length(), walk).ifPresent(segments::add);
        }
        return new Text(document.name(), language, segments);
    }

    private static List<Integer> breaks(BreakFinder finder, Paragraph paragraph) {
        boolean title = paragraph.kind() == Paragraph.Kind.HEADING
                && !ENDS_IN_STOP.matcher(paragraph.text()).find();
        return title ? List.of() : finder.breaks(paragraph.text());
    }

    private static Optional<Segment> trimmed(Paragraph paragraph, int number, int from, int to, LocationWalk walk) {
        String text = paragraph.text();
        int start = from;
        int end = to;
        while (start < end && isSpace(text.charAt(start))) {
            start++;
        }
        while (end > start && isSpace(text.charAt(end - 1))) {
            end--;
        }
        if (start == end) {
            return Optional.empty();
        }
        Location location = walk.advanceTo(start);
        return Optional.of(
                new Segment(text.substring(start, end), location, number, paragraph.kind(), walk.originsTo(end)));
    }

    /** White space of both kinds: what separates lines, and the spaces that forbid a line break. */
    private static boolean isSpace(char c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c);
    }
}
