package duiqi.corpus;

import duiqi.corpus.input.JsonlInput;
import duiqi.text.FormatException;

/** Passes lines to the reader of JSON lines, for fuzzing. */
public final class FuzzedCorpus {
    private FuzzedCorpus() {}

    /** Reads a line as the first line of its file, and as a later line. */
    public static void read(byte[] line) throws FormatException {
        JsonlInput.Line first = new JsonlInput.Line("fuzz.jsonl", 1, line);
        JsonlInput.Reading reading = JsonlInput.Reading.of(first);
        if (reading.object().isPresent() != reading.problem().isEmpty()) {
            throw new AssertionError("an object or a problem, and not both: " + reading);
        }
        reading.document(CorpusSettings.Columns.STANDARD);
        if (!first.isBlank()) {
            reading.requireDocument(CorpusSettings.Columns.STANDARD);
        }
    }
}
