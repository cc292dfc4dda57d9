package duiqi.corpus;

import duiqi.corpus.input.JsonlInput;
import duiqi.corpus.input.LineReader;
import duiqi.text.FormatException;

/** Shows the reader of a corpus what stands in a line. */
public final class FuzzedCorpus {
    private FuzzedCorpus() {}

    /** Reads a line as the first of its file, and as any. */
    public static void read(byte[] line) throws FormatException {
        LineReader.Line first = new LineReader.Line("fuzz.jsonl", 1, line);
        JsonlInput.DocumentJson.Reading reading = JsonlInput.DocumentJson.read(first, CorpusSettings.Columns.STANDARD);
        if (reading.document().isPresent() != reading.fault().isEmpty()) {
            throw new AssertionError("a document or a fault, and not both: " + reading);
        }
        if (!first.isBlank()) {
            JsonlInput.DocumentJson.requireDocument(first, CorpusSettings.Columns.STANDARD);
        }
    }
}
