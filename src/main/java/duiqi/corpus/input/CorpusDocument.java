package duiqi.corpus.input;

import duiqi.text.Language;
import duiqi.text.Location;
import duiqi.text.Paragraph;
import duiqi.text.Segment;
import duiqi.text.Text;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import java.util.zip.CRC32;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.expressions.GenericRowWithSchema;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Holds a document of a corpus with its translation, or a slice of a document that is too long for one task. The tables
 * between reading and aligning contain one in each row. Immutable.
 *
 * @param id the id of the document in the corpus
 * @param place the location of the document in the input, for messages
 * @param part the number of the slice, from 0; {@link #WHOLE} for a whole document
 * @param chineseStart the number of Chinese sentences of the document before this part
 * @param englishStart the number of English sentences of the document before this part
 * @param chinese the Chinese side, with its context
 * @param english the English side, with its context
 * @param context the sentences of the sides that belong to other slices
 */
public record CorpusDocument(
        String id,
        String place,
        int part,
        int chineseStart,
        int englishStart,
        Side chinese,
        Side english,
        Context context) {
    /** Part number of a document without slices. */
    public static final int WHOLE = -1;

    /**
     * Counts the sentences at the ends of the sides that belong to other slices. They improve the alignment of a slice.
     *
     * @param chineseBefore the number of Chinese sentences before the slice
     * @param chineseAfter the number of Chinese sentences after it
     * @param englishBefore the number of English sentences before it
     * @param englishAfter the number of English sentences after it
     */
    public record Context(int chineseBefore, int chineseAfter, int englishBefore, int englishAfter) {
        public static final Context NONE = new Context(0, 0, 0, 0);

        private List<Integer> counts() {
            return List.of(chineseBefore, chineseAfter, englishBefore, englishAfter);
        }

        private static Context of(List<Integer> counts) {
            return new Context(counts.get(0), counts.get(1), counts.get(2), counts.get(3));
        }
    }

    /** Creates a document without context. */
    public CorpusDocument(
            String id, String place, int part, int chineseStart, int englishStart, Side chinese, Side english) {
        this(id, place, part, chineseStart, englishStart, chinese, english, Context.NONE);
    }

    /**
     * Holds the columns. They are in a separate class, because documents are also used without Spark on the class path.
     */
    public static final class Columns {
        /** {@code reason} says why a document is rejected; it is null for a document to align. */
        public static final StructType SCHEMA = StructType.fromDDL("id string NOT NULL, place string NOT NULL,"
                + " part int NOT NULL, zh_start int NOT NULL, en_start int NOT NULL,"
                + " zh array<string> NOT NULL, zh_paragraphs array<int> NOT NULL, zh_kinds array<string> NOT NULL,"
                + " en array<string> NOT NULL, en_paragraphs array<int> NOT NULL, en_kinds array<string> NOT NULL,"
                + " context array<int> NOT NULL, size bigint NOT NULL, reason string, bucket int NOT NULL");

        private Columns() {}
    }

    /** Returns the row of a document to align. */
    public Row row(int bucket) {
        return row(null, bucket);
    }

    /** Returns the row of a document that cannot be aligned. */
    public static Row rejected(String id, String place, String reason) {
        return new CorpusDocument(id, place, WHOLE, 0, 0, Side.NONE, Side.NONE).row(reason, Buckets.REJECTED);
    }

    private Row row(@Nullable String reason, int bucket) {
        @Nullable
        Object[] values = {
            id,
            place,
            part,
            chineseStart,
            englishStart,
            CollectionConverters.asScala(chinese.texts),
            CollectionConverters.asScala(chinese.paragraphs),
            CollectionConverters.asScala(chinese.kinds),
            CollectionConverters.asScala(english.texts),
            CollectionConverters.asScala(english.paragraphs),
            CollectionConverters.asScala(english.kinds),
            CollectionConverters.asScala(context.counts()),
            chinese.length() + english.length(),
            reason,
            bucket
        };
        // Readers find columns by name, so new rows need the schema.
        return new GenericRowWithSchema(values, Columns.SCHEMA);
    }

    /** Returns the document of a row. */
    public static CorpusDocument of(Row row) {
        return new CorpusDocument(
                row.getAs("id"),
                row.getAs("place"),
                row.<Integer>getAs("part"),
                row.<Integer>getAs("zh_start"),
                row.<Integer>getAs("en_start"),
                side(row, "zh"),
                side(row, "en"),
                Context.of(row.getList(row.fieldIndex("context"))));
    }

    /** Returns a copy of this document with other sides. */
    CorpusDocument with(Side otherChinese, Side otherEnglish) {
        return new CorpusDocument(id, place, part, chineseStart, englishStart, otherChinese, otherEnglish, context);
    }

    /** Returns this document without its context. */
    public CorpusDocument own() {
        return context.equals(Context.NONE)
                ? this
                : stretch(
                        context.chineseBefore,
                        chinese.texts.size() - context.chineseAfter,
                        context.englishBefore,
                        english.texts.size() - context.englishAfter);
    }

    /** Returns the context before this document, whose sides may be empty. */
    CorpusDocument before() {
        return stretch(0, context.chineseBefore, 0, context.englishBefore);
    }

    /** Returns the context after this document, whose sides may be empty. */
    CorpusDocument after() {
        return stretch(
                chinese.texts.size() - context.chineseAfter,
                chinese.texts.size(),
                english.texts.size() - context.englishAfter,
                english.texts.size());
    }

    private CorpusDocument stretch(int chineseFrom, int chineseEnd, int englishFrom, int englishEnd) {
        return new CorpusDocument(
                id,
                place,
                part,
                chineseStart,
                englishStart,
                chinese.slice(chineseFrom, chineseEnd),
                english.slice(englishFrom, englishEnd));
    }

    private static Side side(Row row, String side) {
        return new Side(
                row.getList(row.fieldIndex(side)),
                row.getList(row.fieldIndex(side + "_paragraphs")),
                row.getList(row.fieldIndex(side + "_kinds")));
    }

    /**
     * Holds the text of one language. Immutable.
     *
     * @param texts the sentences, or a single text that is not yet segmented
     * @param paragraphs the number of the paragraph of each sentence, from 0; empty for a text that is not segmented
     * @param kinds the name of the {@link Paragraph.Kind} of the paragraph of each sentence
     */
    public record Side(List<String> texts, List<Integer> paragraphs, List<String> kinds) implements Serializable {
        public static final Side NONE = new Side(List.of(), List.of(), List.of());

        /** Returns the side of a text that is not yet segmented. */
        public static Side uncut(String text) {
            return new Side(List.of(text), List.of(), List.of());
        }

        /** Returns the side of sentences without paragraphs. Each sentence becomes a paragraph. */
        public static Side ofSentences(List<String> sentences) {
            return new Side(
                    sentences,
                    IntStream.range(0, sentences.size()).boxed().toList(),
                    Collections.nCopies(sentences.size(), Paragraph.Kind.TEXT.name()));
        }

        /** Returns the side of the segments of a text. */
        public static Side of(List<Segment> segments) {
            return new Side(
                    segments.stream().map(Segment::text).toList(),
                    segments.stream().map(Segment::paragraph).toList(),
                    segments.stream().map(segment -> segment.kind().name()).toList());
        }

        /** Returns a range of the texts, with paragraphs numbered from 0. */
        public Side slice(int from, int end) {
            List<Integer> some = paragraphs.subList(from, end);
            return new Side(
                    List.copyOf(texts.subList(from, end)),
                    some.stream().map(paragraph -> paragraph - some.get(0)).toList(),
                    List.copyOf(kinds.subList(from, end)));
        }

        public boolean isCut() {
            return !paragraphs.isEmpty();
        }

        boolean isBlank() {
            return texts.stream().allMatch(String::isBlank);
        }

        /** Returns the number of UTF-16 units of all texts. */
        public long length() {
            return texts.stream().mapToLong(String::length).sum();
        }

        /** Returns the sentences as a text. Each sentence has its own line. */
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

    /**
     * Assigns documents to folders by their ids. A bucket is done or not done; the next run repeats a bucket that is
     * not done.
     *
     * @param count the number of buckets, at least 1
     */
    public record Buckets(int count) implements Serializable {
        /** Bucket of documents that cannot be aligned. */
        public static final int REJECTED = -1;

        public Buckets {
            if (count < 1) {
                throw new IllegalArgumentException("the number of buckets must be at least 1, but is " + count);
            }
        }

        /** Returns the bucket of a document. It is the same in every run. */
        public int of(String id) {
            CRC32 hash = new CRC32();
            hash.update(id.getBytes(StandardCharsets.UTF_8));
            return (int) (hash.getValue() % count);
        }

        /** Returns the bucket of a slice. The slices of a book are distributed evenly over all buckets. */
        public int of(String id, int slice) {
            return (of(id) + slice) % count;
        }
    }
}
