package duiqi.exchange;

import duiqi.exchange.tmx.TmxFormat;
import duiqi.text.Language;
import duiqi.text.TranslationUnit;
import duiqi.text.XmlCharacters;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;

/**
 * Writes aligned pairs as a new memory in TMX 1.4, which OmegaT, Okapi and the other clients read and which git diffs
 * well: UTF-8 without byte order mark, one element per line, two spaces of indentation, units in the given order, the
 * source first. Omits characters that XML forbids, and units with an empty text, because clients read them as empty
 * translations. A memory may have any size. Immutable and thread-safe.
 *
 * @param toolVersion version of duiqi for the header
 */
public record TmxWriter(String toolVersion) {
    /**
     * Writes a file.
     *
     * @param source language of the source of every unit
     * @param target language of the target of every unit
     * @param created creation time of the memory
     * @param out stream that receives the file; flushed, not closed
     * @throws IllegalArgumentException if a unit is in other languages
     */
    public void write(
            Language source, Language target, Instant created, Iterator<TranslationUnit> units, OutputStream out)
            throws IOException {
        UnitWriter.WriterSettings settings =
                new UnitWriter.WriterSettings(source, target, "", toolVersion, created, new Omissions());
        UnitWriter writer = new TmxFormat().writer(List.of(out), TmxHeader.NONE, settings);
        while (units.hasNext()) {
            TranslationUnit unit = units.next();
            if (isWritten(unit, source, target)) {
                writer.write(Tu.of(unit));
            }
        }
        writer.finish();
    }

    /** Returns whether source and target still have text after the writer removes forbidden characters. */
    static boolean isWritten(TranslationUnit unit, Language source, Language target) {
        if (!unit.source().language().equals(source)
                || !unit.target().language().equals(target)) {
            throw new IllegalArgumentException(
                    "unit " + unit.id() + " is in " + unit.source().language() + " and "
                            + unit.target().language() + ", expected " + source + " and " + target);
        }
        return !XmlCharacters.only(unit.source().text()).isBlank()
                && !XmlCharacters.only(unit.target().text()).isBlank();
    }
}
