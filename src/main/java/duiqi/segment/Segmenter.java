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
 * Splits the paragraphs of a document into sentences by SRX rules. Immutable and thread-safe.
 *
 * <p>A segment never spans paragraphs. It has no white space at its ends (the ideographic space is white space) and is
 * otherwise unchanged. A heading that does not end in a stop is a title. It stays whole, even if it contains stops, unless
 * it is a list of items.
 */
public final class Segmenter {
    /** Matches a stop with closing marks after it, at the end of the text. */
    private static final Pattern ENDS_IN_STOP = Pattern.compile("[.!?…。｡！？．][\"'”’»)\\]）］」』】》〉\\s]*\\z");

    private final SrxRules rules;
    private final boolean lists;

    /** Creates a segmenter that only applies these rules. */
    public Segmenter(SrxRules rules) {
        this(rules, false);
    }

    private Segmenter(SrxRules rules, boolean lists) {
        this.rules = rules;
        this.lists = lists;
    }

    /** Returns a segmenter with duiqi's rules for Chinese and English. It also splits a list on one line into items. */
    public static Segmenter standard() {
        return new Segmenter(SrxRules.standard(), true);
    }

    /**
     * Splits a document.
     *
     * @param language language of the document
     * @throws FormatException if the rules do not support the language, or if one of them takes too long
     */
    public Text segment(Document document, Language language) throws FormatException {
        try {
            return split(document, language);
        } catch (UncheckedIOException endless) {
            if (endless.getCause() instanceof FormatException error) {
                throw error;
            }
            throw endless;
        }
    }

    private Text split(Document document, Language language) throws FormatException {
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

    private List<Integer> breaks(BreakFinder finder, Paragraph paragraph) {
        boolean title = paragraph.kind() == Paragraph.Kind.HEADING
                && !ENDS_IN_STOP.matcher(paragraph.text()).find();
        List<Integer> breaks = title ? List.of() : finder.breaks(paragraph.text());
        return lists ? ItemList.of(paragraph.text()).with(breaks) : breaks;
    }

    private static Optional<Segment> trimmed(Paragraph paragraph, int number, int from, int to, LocationWalk walk) {
        return paragraph
                .trimmed(from, to)
                .map(range -> new Segment(
                        paragraph.text().substring(range.start(), range.end()),
                        walk.advanceTo(range.start()),
                        number,
                        paragraph.kind(),
                        walk.originsTo(range.end()),
                        paragraph.time(range.start(), range.end())));
    }

    /**
     * Computes the locations of ascending offsets of one paragraph. {@link Paragraph#locate} counts from the last
     * origin each time, which is quadratic for a book in one line. This class continues from the previous offset. Not
     * thread-safe.
     */
    private static final class LocationWalk {
        private final Paragraph paragraph;
        private final String file;
        private int origin;
        private int offset;
        private int column;

        LocationWalk(Paragraph paragraph, String file) {
            this.paragraph = paragraph;
            this.file = file;
            this.column = paragraph.origins().get(0).column();
        }

        /**
         * Returns the same location as {@link Paragraph#locate}.
         *
         * @param target offset, not less than in the previous call
         */
        Location advanceTo(int target) {
            while (origin + 1 < paragraph.origins().size()
                    && paragraph.origins().get(origin + 1).offset() <= target) {
                origin++;
                offset = paragraph.origins().get(origin).offset();
                column = paragraph.origins().get(origin).column();
            }
            column += paragraph.text().codePointCount(offset, target);
            offset = target;
            return new Location(file, paragraph.origins().get(origin).line(), column);
        }

        /**
         * Returns the origins of the text from the last offset on, relative to that offset.
         *
         * @param end index after the text
         */
        List<Paragraph.Origin> originsTo(int end) {
            int line = paragraph.origins().get(origin).line();
            List<Paragraph.Origin> origins = new ArrayList<>(List.of(new Paragraph.Origin(0, line, column)));
            for (int k = origin + 1; k < paragraph.origins().size(); k++) {
                Paragraph.Origin next = paragraph.origins().get(k);
                if (next.offset() >= end) {
                    break;
                }
                origins.add(new Paragraph.Origin(next.offset() - offset, next.line(), next.column()));
            }
            return origins;
        }
    }

    /**
     * Finds the positions where a list of SRX rules breaks a text. Immutable and thread-safe.
     *
     * <p>SRX defines that, at each position between two characters, the first matching rule decides. Few positions
     * match a breaking rule. So the breaking rules search for their positions, and the exceptions before the first
     * matching rule are tested only there. The result is the same.
     *
     * <p>Source: SRX 2.0, section 4, "Processing rules".
     */
    private static final class BreakFinder {
        private final List<SrxRule> rules;

        BreakFinder(List<SrxRule> rules) {
            this.rules = List.copyOf(rules);
        }

        /** Returns the offsets of the breaks in ascending order, without 0 and the length of the text. */
        List<Integer> breaks(String text) {
            List<SrxRule.Probe> probes =
                    rules.stream().map(rule -> rule.on(text)).toList();
            // The next match of each breaking rule; exceptions are not searched.
            int[] next = new int[rules.size()];
            for (int i = 0; i < next.length; i++) {
                next[i] = rules.get(i).breaks() && text.length() > 1
                        ? probes.get(i).next(1)
                        : text.length();
            }
            List<Integer> breaks = new ArrayList<>();
            int first = firstOf(next);
            while (first >= 0 && next[first] < text.length()) {
                int position = next[first];
                if (!Character.isSurrogatePair(text.charAt(position - 1), text.charAt(position))
                        && !excepted(probes.subList(0, first), position)) {
                    breaks.add(position);
                }
                for (int i = first; i < next.length; i++) {
                    if (next[i] == position) {
                        next[i] = probes.get(i).next(position + 1);
                    }
                }
                first = firstOf(next);
            }
            return breaks;
        }

        /** Returns the index of the smallest element, the first of equal ones; -1 if there is none. */
        private static int firstOf(int[] positions) {
            int first = -1;
            for (int i = 0; i < positions.length; i++) {
                if (first < 0 || positions[i] < positions[first]) {
                    first = i;
                }
            }
            return first;
        }

        /**
         * Returns whether one of the exceptions among the rules matches. The breaking rules among them do not match
         * there.
         */
        private boolean excepted(List<SrxRule.Probe> before, int position) {
            for (int i = 0; i < before.size(); i++) {
                if (!rules.get(i).breaks() && before.get(i).matches(position)) {
                    return true;
                }
            }
            return false;
        }
    }
}
