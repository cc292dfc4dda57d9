package duiqi.corpus.input;

import duiqi.text.FormatException;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.mapreduce.TaskAttemptID;
import org.apache.hadoop.mapreduce.lib.input.LineRecordReader;
import org.apache.hadoop.mapreduce.task.TaskAttemptContextImpl;

/** Reads the lines of a stretch of a file as bytes, so that bad ones are seen and not mended in silence. Not thread-safe. */
public final class LineReader implements Iterator<LineReader.Line> {
    /**
     * A line.
     *
     * @param file the file it stands in
     * @param number its number in the file, from 1
     * @param bytes what it holds, without its end
     */
    public record Line(String file, long number, byte[] bytes) {
        String place() {
            return file + ":" + number;
        }

        public boolean isBlank() {
            for (byte b : bytes) {
                if (b != ' ' && b != '\t' && b != '\r') {
                    return false;
                }
            }
            return true;
        }
    }

    private final String file;
    private final LineRecordReader reader;
    private long number;
    private boolean hasNext;

    private LineReader(FileSplit split, Configuration configuration) throws IOException {
        Path path = new Path(split.file());
        file = InputFiles.name(path);
        number = split.linesBefore();
        reader = new LineRecordReader();
        reader.initialize(
                new org.apache.hadoop.mapreduce.lib.input.FileSplit(path, split.start(), split.length(), new String[0]),
                new TaskAttemptContextImpl(configuration, new TaskAttemptID()));
        hasNext = moves();
    }

    /** Steps on to the next line, if there is one. */
    private boolean moves() throws FormatException {
        try {
            return reader.nextKeyValue();
        } catch (IOException failure) {
            throw new FormatException(
                    file + ":" + (number + 1),
                    "cannot be read: " + failure.getMessage(),
                    "check that the file is whole, as with gzip -t, and can be read",
                    failure);
        }
    }

    /** The lines that are not blank; closing the stream closes the file. */
    static Stream<Line> lines(FileSplit split, Configuration configuration) throws IOException {
        LineReader reader = new LineReader(split, configuration);
        return StreamSupport.stream(Spliterators.spliteratorUnknownSize(reader, Spliterator.ORDERED), false)
                .filter(line -> !line.isBlank())
                .onClose(reader::close);
    }

    /** How many lines begin in a stretch. */
    static long count(FileSplit split, Configuration configuration) throws IOException {
        LineReader reader = new LineReader(split, configuration);
        long count = 0;
        while (reader.hasNext) {
            count++;
            reader.hasNext = reader.moves();
        }
        reader.close();
        return count;
    }

    @Override
    public boolean hasNext() {
        return hasNext;
    }

    @Override
    public Line next() {
        if (!hasNext) {
            throw new NoSuchElementException();
        }
        Text text = reader.getCurrentValue();
        number++;
        Line line = new Line(file, number, Arrays.copyOf(text.getBytes(), text.getLength()));
        try {
            hasNext = moves();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        if (!hasNext) {
            close();
        }
        return line;
    }

    private void close() {
        try {
            reader.close();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /**
     * A stretch of a file of lines: those that begin in it.
     *
     * @param file path, with its scheme
     * @param start byte where it begins
     * @param length bytes in it
     * @param linesBefore lines of the file that begin before it
     */
    record FileSplit(String file, long start, long length, long linesBefore) implements Serializable {
        FileSplit after(long lines) {
            return new FileSplit(file, start, length, lines);
        }
    }
}
