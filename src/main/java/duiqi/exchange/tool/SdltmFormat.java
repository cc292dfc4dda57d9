package duiqi.exchange.tool;

import duiqi.exchange.ExchangeFormat;
import duiqi.exchange.ReaderSettings;
import duiqi.exchange.UnitReader;
import duiqi.io.FileStart;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * Reads SDLTM, the memories of Trados Studio. Each is an SQLite database with one memory in two languages. The
 * properties have the names that Trados Studio gives them in its TMX files:
 *
 * <table>
 * <caption>Properties of a unit</caption>
 * <tr><td>{@code x-LastUsedBy}</td><td>user who last inserted the unit into a document</td></tr>
 * <tr><td>{@code x-Origin}</td><td>{@code TM}, {@code MachineTranslation}, {@code Alignment}, or the number of another
 * origin</td></tr>
 * <tr><td>{@code x-OriginalFormat}</td><td>number of the format that the unit was imported from</td></tr>
 * <tr><td>{@code x-ConfirmationLevel}</td><td>status of the segment: {@code Draft}, {@code Translated}, ...</td></tr>
 * <tr><td>{@code x-NAME:TYPE}</td><td>value of a field; a field with several values has several properties</td></tr>
 * <tr><td>{@code x-Context}</td><td>hashes of the previous source and target segment, one property for each
 * occurrence</td></tr>
 * <tr><td>{@code x-IdContext}</td><td>id of the segment in its document</td></tr>
 * </table>
 */
public final class SdltmFormat implements ExchangeFormat {
    @Override
    public String name() {
        return "sdltm";
    }

    @Override
    public List<String> extensions() {
        return List.of(".sdltm");
    }

    @Override
    public boolean recognises(FileStart start) {
        return start.binary().startsWith(SqliteFile.MAGIC);
    }

    @Override
    public boolean isWritten() {
        return false;
    }

    @Override
    public UnitReader open(Path file, ReaderSettings settings) throws IOException {
        return SdltmReader.open(file, settings);
    }
}
