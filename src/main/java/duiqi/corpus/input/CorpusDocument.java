package duiqi.corpus.input;

import duiqi.text.Language;
import duiqi.text.Location;
import duiqi.text.Paragraph;
import duiqi.text.Segment;
import duiqi.text.Text;
import java.io.Serializable;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import java.util.zip.CRC32;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.expressions.GenericRowWithSchema;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Holds a document of a corpus with its translation, or a slice of a document that is too long for one task. The tables
 * between reading and aligning contain one in each row. Immutable.
 *
 * @param id the id of the document in the corpus
 * @param place the location of the document in the input, for messages
 * @param part the number of the slice, from 0; {@link #WHOLE} for a whole document; for a row of a book that is not
 *     yet cut into slices, the number of the row, from 0
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

    public static final String ID = "id";
    public static final String PLACE = "place";
    public static final String PART = "part";
    public static final String SIZE = "size";

    /** Column with the reason why a document is rejected; null for a document to align. */
    public static final String REASON = "reason";

    /** Column with the bucket of a document: see {@link Buckets}. */
    public static final String BUCKET = "bucket";

    private static final String CHINESE_START = "zh_start";
    private static final String ENGLISH_START = "en_start";
    private static final String CHINESE = "zh";
    private static final String ENGLISH = "en";
    private static final String PARAGRAPHS = "_paragraphs";
    private static final String KINDS = "_kinds";
    private static final String CONTEXT = "context";

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
        public static final StructType SCHEMA = withSide(
                        withSide(
                                new StructType()
                                        .add(ID, DataTypes.StringType, false)
                                        .add(PLACE, DataTypes.StringType, false)
                                        .add(PART, DataTypes.IntegerType, false)
                                        .add(CHINESE_START, DataTypes.IntegerType, false)
                                        .add(ENGLISH_START, DataTypes.IntegerType, false),
                                CHINESE),
                        ENGLISH)
                .add(CONTEXT, DataTypes.createArrayType(DataTypes.IntegerType, false), false)
                .add(SIZE, DataTypes.LongType, false)
                .add(REASON, DataTypes.StringType, true)
                .add(BUCKET, DataTypes.IntegerType, false);

        private static StructType withSide(StructType schema, String side) {
            return schema.add(side, DataTypes.createArrayType(DataTypes.StringType, false), false)
                    .add(side + PARAGRAPHS, DataTypes.createArrayType(DataTypes.IntegerType, false), false)
                    .add(side + KINDS, DataTypes.createArrayType(DataTypes.StringType, false), false);
        }

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

    /**
     * Returns the rows of a book: the parts of its Chinese side, then those of its English side. A task needs memory for
     * one row only. A book with an empty side has a row too.
     */
    public List<Row> bookRows() {
        List<Row> rows = new ArrayList<>();
        for (Side part : chinese.parts()) {
            rows.add(new CorpusDocument(id, place, rows.size(), 0, 0, part, Side.NONE).row(Buckets.BOOKS));
        }
        for (Side part : english.parts()) {
            rows.add(new CorpusDocument(id, place, rows.size(), 0, 0, Side.NONE, part).row(Buckets.BOOKS));
        }
        return rows;
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
                row.getAs(ID),
                row.getAs(PLACE),
                row.<Integer>getAs(PART),
                row.<Integer>getAs(CHINESE_START),
                row.<Integer>getAs(ENGLISH_START),
                side(row, CHINESE),
                side(row, ENGLISH),
                Context.of(row.getList(row.fieldIndex(CONTEXT))));
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
                chinese.slice(chineseFrom, chineseEnd).part(),
                english.slice(englishFrom, englishEnd).part());
    }

    private static Side side(Row row, String side) {
        return new Side(
                row.getList(row.fieldIndex(side)),
                row.getList(row.fieldIndex(side + PARAGRAPHS)),
                row.getList(row.fieldIndex(side + KINDS)));
    }

    /** Names the two sides. */
    public enum SideName {
        CHINESE,
        ENGLISH;

        public Side of(CorpusDocument document) {
            return this == CHINESE ? document.chinese() : document.english();
        }
    }

    /**
     * Holds the text of one language. Immutable.
     *
     * @param texts the sentences, or a text that is not yet segmented, in consecutive parts
     * @param paragraphs the number of the paragraph of each sentence, from 0; empty for a text that is not segmented
     * @param kinds the name of the {@link Paragraph.Kind} of the paragraph of each sentence
     */
    public record Side(List<String> texts, List<Integer> paragraphs, List<String> kinds) implements Serializable {
        public static final Side NONE = new Side(List.of(), List.of(), List.of());

        /** Number of UTF-16 units in a part of a book. A longer sentence is one part. */
        static final int PART_LENGTH = 100_000;

        /** Maximum number of sentences or paragraphs in a part of a book. */
        private static final int PART_TEXTS = 4000;

        /** Returns the side of a text that is not yet segmented. */
        public static Side uncut(String text) {
            return new Side(List.of(text), List.of(), List.of());
        }

        /** Returns the side of sentences without paragraphs. Each sentence becomes a paragraph. */
        public static Side ofSentences(List<String> sentences) {
            return new Side(
                    sentences,
                    numbers(sentences.size()),
                    Collections.nCopies(sentences.size(), Paragraph.Kind.TEXT.name()));
        }

        /** Returns the side of paragraphs that are not yet segmented. */
        static Side ofParagraphs(List<Paragraph> paragraphs) {
            return new Side(
                    paragraphs.stream().map(Paragraph::text).toList(),
                    numbers(paragraphs.size()),
                    paragraphs.stream()
                            .map(paragraph -> paragraph.kind().name())
                            .toList());
        }

        private static List<Integer> numbers(int count) {
            return IntStream.range(0, count).boxed().toList();
        }

        /** Returns the side of the segments of a text. */
        public static Side of(List<Segment> segments) {
            return new Side(
                    segments.stream().map(Segment::text).toList(),
                    segments.stream().map(Segment::paragraph).toList(),
                    segments.stream().map(segment -> segment.kind().name()).toList());
        }

        /** Returns a range of the texts. Their paragraphs keep their numbers. */
        public Side slice(int from, int end) {
            return new Side(
                    List.copyOf(texts.subList(from, end)),
                    List.copyOf(paragraphs.subList(from, end)),
                    List.copyOf(kinds.subList(from, end)));
        }

        /** Returns the same texts with paragraphs numbered from 0. */
        public Side part() {
            int first = paragraphs.isEmpty() ? 0 : paragraphs.get(0);
            return new Side(
                    texts,
                    paragraphs.stream().map(paragraph -> paragraph - first).toList(),
                    kinds);
        }

        /** Returns parts of limited length, in the order of the text. Their paragraphs keep their numbers. */
        public List<Side> parts() {
            if (!isCut()) {
                Parts parts = new Parts();
                texts.forEach(parts::append);
                return parts.side().texts().stream().map(Side::uncut).toList();
            }
            List<Side> parts = new ArrayList<>();
            for (int from = 0, end = 0; from < texts.size(); from = end) {
                long length = 0;
                while (end < texts.size() && end - from < PART_TEXTS && length < PART_LENGTH) {
                    length += texts.get(end).length();
                    end++;
                }
                parts.add(slice(from, end));
            }
            return parts;
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

        /** Returns the sentences as segments. Each sentence has its own line, beginning with the given line number. */
        public List<Segment> segments(String name, int firstLine) {
            List<Segment> segments = new ArrayList<>(texts.size());
            for (int k = 0; k < texts.size(); k++) {
                segments.add(new Segment(
                        texts.get(k),
                        new Location(name, firstLine + k, 1),
                        paragraphs.get(k),
                        Paragraph.Kind.valueOf(kinds.get(k))));
            }
            return segments;
        }

        Text text(String name, Language language) {
            return new Text(name, language, segments(name, 1));
        }

        /**
         * Divides a text into parts while it receives the text, so that there is never a second copy. A part ends after
         * white space if there is any. Not thread-safe.
         */
        static final class Parts extends Writer {
            private final List<String> done = new ArrayList<>();
            private final StringBuilder open = new StringBuilder();

            @Override
            public void write(char[] text, int from, int count) {
                int end = from + count;
                for (int at = from; at < end; ) {
                    int some = Math.min(end - at, PART_LENGTH - open.length());
                    open.append(text, at, some);
                    at += some;
                    if (open.length() == PART_LENGTH) {
                        close(end());
                    }
                }
            }

            /** Adds a part of the text. */
            void append(String text) {
                write(text.toCharArray(), 0, text.length());
            }

            private int end() {
                int end = open.length();
                while (end > 0 && !Character.isWhitespace(open.charAt(end - 1))) {
                    end--;
                }
                if (end > 0) {
                    return end;
                }
                return open.length() - (Character.isHighSurrogate(open.charAt(open.length() - 1)) ? 1 : 0);
            }

            private void close(int end) {
                done.add(open.substring(0, end));
                open.delete(0, end);
            }

            /** Returns the text. */
            Side side() {
                if (!open.isEmpty() || done.isEmpty()) {
                    close(open.length());
                }
                return new Side(done, List.of(), List.of());
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
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

        /** Bucket of documents that are too long for one task. */
        public static final int BOOKS = -2;

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
