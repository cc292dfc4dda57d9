package duiqi.corpus.book;

import duiqi.corpus.input.CorpusDocument;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * Writes blocks of sentences to a file of the work folder, one behind the other, so that one can be read without the others. A block
 * is deflated, and holds for each sentence the number of its paragraph, the name of its kind, and its text in UTF-8. Not
 * thread-safe.
 */
final class SentenceFile implements Closeable {
    /** Sentences of a block: about as many as are looked at at once. */
    private static final int MAX_COUNT = 500;

    /** UTF-16 units of a block, unless a single sentence has more. */
    private static final int LENGTH = 50_000;

    private final Path path;
    private final FSDataOutputStream out;

    SentenceFile(FileSystem files, Path path) throws IOException {
        this.path = path;
        out = files.create(path, true);
    }

    /** Adds the sentences of a piece; a piece without sentences has no block. */
    List<SentenceBlock> add(BookSegmenting.BookPiece piece, CorpusDocument.Side sentences) throws IOException {
        List<SentenceBlock> blocks = new ArrayList<>();
        int size = sentences.texts().size();
        for (int from = 0; from < size; ) {
            int end = from;
            long length = 0;
            while (end < size && end - from < MAX_COUNT && length < LENGTH) {
                length += sentences.texts().get(end).length();
                end++;
            }
            blocks.add(new SentenceBlock(
                    piece.book(),
                    piece.place(),
                    piece.side(),
                    piece.number(),
                    blocks.size(),
                    path.getName(),
                    out.getPos(),
                    end - from,
                    length,
                    ""));
            write(sentences.slice(from, end));
            from = end;
        }
        return blocks;
    }

    private void write(CorpusDocument.Side sentences) throws IOException {
        DeflaterOutputStream deflated = new DeflaterOutputStream(out);
        DataOutputStream data = new DataOutputStream(deflated);
        for (int k = 0; k < sentences.texts().size(); k++) {
            byte[] text = sentences.texts().get(k).getBytes(StandardCharsets.UTF_8);
            data.writeInt(sentences.paragraphs().get(k));
            data.writeUTF(sentences.kinds().get(k));
            data.writeInt(text.length);
            data.write(text);
        }
        data.flush();
        deflated.finish();
    }

    @Override
    public void close() throws IOException {
        out.close();
    }

    /** The sentences of a block. */
    static CorpusDocument.Side read(FileSystem files, Path folder, SentenceBlock block) throws IOException {
        List<String> texts = new ArrayList<>(block.sentences());
        List<Integer> paragraphs = new ArrayList<>(block.sentences());
        List<String> kinds = new ArrayList<>(block.sentences());
        try (FSDataInputStream in = files.open(new Path(folder, block.file()))) {
            in.seek(block.offset());
            DataInputStream data = new DataInputStream(new InflaterInputStream(in));
            for (int k = 0; k < block.sentences(); k++) {
                paragraphs.add(data.readInt());
                kinds.add(data.readUTF().intern());
                byte[] text = new byte[data.readInt()];
                data.readFully(text);
                texts.add(new String(text, StandardCharsets.UTF_8));
            }
        }
        return new CorpusDocument.Side(texts, paragraphs, kinds);
    }
}
