package duiqi.review;

import duiqi.text.Paragraph;
import duiqi.text.Segment;
import duiqi.text.Text;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * One side of a review after its text changed: the sentences of the text as it is now, under their old ids as far as they were there.
 * What was cut stays cut where its parts make a sentence, and what was edited stays edited where it stands among the same sentences
 * and its beginning and end are still those of the sentence.
 */
final class CarriedText {
    /** Of an edited text, as much must be left at both ends together. */
    private static final int LEFT_OF_EDITED = 3;

    private final List<Sentence> old;
    private final List<Segment> segments;
    private final String prefix;
    private final Map<Integer, List<Sentence>> carried = new HashMap<>();
    private int last;

    private CarriedText(List<Sentence> old, Text now, String prefix) {
        this.old = old;
        this.segments = now.segments();
        this.prefix = prefix;
        this.last = old.stream()
                .mapToInt(sentence -> Integer.parseInt(sentence.id().substring(prefix.length())))
                .max()
                .orElse(0);
    }

    /**
     * The sentences.
     *
     * @param prefix what ids of this side begin with
     */
    static List<Sentence> of(List<Sentence> old, Text now, String prefix) {
        return new CarriedText(old, now, prefix).sentences();
    }

    private List<Sentence> sentences() {
        int[] matches = SentenceMatch.of(
                old.stream().map(Sentence::text).toList(),
                segments.stream().map(Segment::text).toList());
        int from = 0;
        int start = 0;
        for (int i = 0; i <= old.size(); i++) {
            int match = i == old.size() ? segments.size() : matches[i];
            if (match >= 0) {
                fill(from, i, start, match);
                if (i < old.size()) {
                    carried.put(
                            match, List.of(sentence(old.get(i).id(), old.get(i).text(), match, 0)));
                }
                from = i + 1;
                start = match + 1;
            }
        }
        List<Sentence> all = new ArrayList<>();
        for (int j = 0; j < segments.size(); j++) {
            List<Sentence> parts = carried.get(j);
            if (parts == null) {
                last++;
                all.add(sentence(prefix + last, segments.get(j).text(), j, 0));
            } else {
                all.addAll(parts);
            }
        }
        return all;
    }

    /** Between sentences that are there: parts of cut ones, and edited ones. */
    private void fill(int from, int to, int start, int end) {
        boolean isAsMany = to - from == end - start;
        int i = from;
        for (int j = start; j < end && i < to; j++) {
            int parts = parts(i, to, segments.get(j).text());
            if (parts > 0) {
                carry(i, i + parts, j);
                i += parts;
            } else if (old.get(i).isEdited()
                    && (isAsMany || isLike(old.get(i).text(), segments.get(j).text()))) {
                carried.put(j, List.of(sentence(old.get(i).id(), old.get(i).text(), j, 0)));
                i++;
            } else if (isAsMany) {
                i++;
            }
        }
    }

    /** How many sentences from one on make up a text, white space aside; 0 when they do not. */
    private int parts(int from, int to, String text) {
        String wanted = plain(text);
        StringBuilder joined = new StringBuilder();
        for (int i = from; i < to && joined.length() < wanted.length(); i++) {
            joined.append(plain(old.get(i).text()));
            if (joined.toString().equals(wanted)) {
                return i - from + 1;
            }
        }
        return 0;
    }

    private void carry(int from, int to, int segment) {
        List<Sentence> parts = new ArrayList<>();
        int offset = 0;
        for (int i = from; i < to; i++) {
            int at = segments.get(segment).text().indexOf(old.get(i).text(), offset);
            offset = Math.max(offset, at);
            parts.add(sentence(old.get(i).id(), old.get(i).text(), segment, offset));
            offset += old.get(i).text().length();
        }
        carried.put(segment, parts);
    }

    private Sentence sentence(String id, String text, int number, int offset) {
        Segment segment = segments.get(number);
        boolean begins = number == 0 || segments.get(number - 1).paragraph() != segment.paragraph();
        boolean isEdited = !segment.text().contains(text);
        return new Sentence(
                id,
                text,
                segment.locate(Math.min(offset, segment.text().length())),
                offset == 0 && begins,
                segment.kind() == Paragraph.Kind.HEADING,
                isEdited);
    }

    private static String plain(String text) {
        return text.replaceAll("[\\s\\x{A0}\\x{3000}]+", "");
    }

    private static boolean isLike(String one, String other) {
        int shorter = Math.min(one.length(), other.length());
        int start = 0;
        while (start < shorter && one.charAt(start) == other.charAt(start)) {
            start++;
        }
        int end = 0;
        while (end < shorter - start && one.charAt(one.length() - 1 - end) == other.charAt(other.length() - 1 - end)) {
            end++;
        }
        return (start + end) * LEFT_OF_EDITED >= Math.max(one.length(), other.length());
    }
}
