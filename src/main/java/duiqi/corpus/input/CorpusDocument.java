package duiqi.corpus.input;

import duiqi.text.Language;
import duiqi.text.Location;
import duiqi.text.Paragraph;
import duiqi.text.Segment;
import duiqi.text.Text;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A document of a corpus with its rendering, or a slice of one that is too long for a single task.
 *
 * @param id its id in the corpus
 * @param place where it stands in the input, for messages
 * @param part number of the slice, from 0; {@link #WHOLE} for a whole document
 * @param chineseStart number of Chinese sentences of the document before this part
 * @param englishStart likewise
 */
public record CorpusDocument(
        String id, String place, int part, int chineseStart, int englishStart, Side chinese, Side english) {
    /** The part of a document that is not in slices. */
    public static final int WHOLE = -1;

    /**
     * One language's side.
     *
     * @param texts its sentences, or one text that is not cut yet
     * @param paragraphs for each sentence the number of its paragraph, from 0; empty for a text that is not cut
     * @param kinds for each sentence what its paragraph is, by its name in {@link Paragraph.Kind}
     */
    public record Side(List<String> texts, List<Integer> paragraphs, List<String> kinds) implements Serializable {
        /** A text that is to be cut into sentences. */
        public static Side uncut(String text) {
            return new Side(List.of(text), List.of(), List.of());
        }

        /** Sentences of which nothing more is known; each is a paragraph. */
        public static Side ofSentences(List<String> sentences) {
            List<Integer> paragraphs = new ArrayList<>();
            List<String> kinds = new ArrayList<>();
            for (int k = 0; k < sentences.size(); k++) {
                paragraphs.add(k);
                kinds.add(Paragraph.Kind.TEXT.name());
            }
            return new Side(sentences, paragraphs, kinds);
        }

        /** Paragraphs that are still to be cut into sentences. */
        static Side ofParagraphs(List<Paragraph> paragraphs) {
            return new Side(
                    paragraphs.stream().map(Paragraph::text).toList(),
                    IntStream.range(0, paragraphs.size()).boxed().toList(),
                    paragraphs.stream()
                            .map(paragraph -> paragraph.kind().name())
                            .toList());
        }

        /** What a text is made of. */
        public static Side of(List<Segment> segments) {
            return new Side(
                    segments.stream().map(Segment::text).toList(),
                    segments.stream().map(Segment::paragraph).toList(),
                    segments.stream().map(segment -> segment.kind().name()).toList());
        }

        /** Some of the texts, with the numbers that their paragraphs have here. */
        public Side slice(int from, int end) {
            return new Side(
                    List.copyOf(texts.subList(from, end)),
                    List.copyOf(paragraphs.subList(from, end)),
                    List.copyOf(kinds.subList(from, end)));
        }

        /** The same with its paragraphs counted from 0. */
        public Side part() {
            int first = paragraphs.isEmpty() ? 0 : paragraphs.get(0);
            return new Side(
                    texts,
                    paragraphs.stream().map(paragraph -> paragraph - first).toList(),
                    kinds);
        }

        public boolean isCut() {
            return !paragraphs.isEmpty();
        }

        /** Whether there is nothing to align. */
        boolean isBlank() {
            return texts.stream().allMatch(String::isBlank);
        }

        /** UTF-16 units in all texts. */
        public long length() {
            return texts.stream().mapToLong(String::length).sum();
        }

        /** The sentences as a text; each stands in a line of its own. */
        Text text(String name, Language language) {
            List<Segment> segments = new ArrayList<>(texts.size());
            for (int k = 0; k < texts.size(); k++) {
                segments.add(new Segment(
                        texts.get(k),
                        new Location(name, k + 1, 1),
                        paragraphs.get(k),
                        Paragraph.Kind.valueOf(kinds.get(k))));
            }
            return new Text(name, language, segments);
        }
    }

    /** The same with other sides. */
    CorpusDocument with(Side otherChinese, Side otherEnglish) {
        return new CorpusDocument(id, place, part, chineseStart, englishStart, otherChinese, otherEnglish);
    }

    /** UTF-16 units on both sides, to which the work is in proportion. */
    long size() {
        return chinese.length() + english.length();
    }
}
