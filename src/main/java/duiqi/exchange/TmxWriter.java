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
 * Writes a translation memory as TMX 1.4, level 1, in a layout that OmegaT, Okapi and the other clients read and that
 * git diffs well: UTF-8 without byte order mark, one element per line, two spaces of indentation, units in the given
 * order.
 *
 * <p>The writer outputs the id ({@code tuid}), creation date, properties and both texts of a unit, the source first.
 * Properties become {@code <prop>} elements before the element they describe, with the names of
 * {@link duiqi.text.TranslationUnit.UnitProperties}. If a code in the file is {@code zh} but the language is more specific, for example
 * literary Chinese, an {@code x-language} property holds its own code. The writer omits characters that XML forbids. It
 * also omits units with an empty text, because clients read them as empty translations.
 *
 * <p>Writes units as they arrive without keeping them, so a memory may have any size. Immutable and thread-safe.
 *
 * <p>Source: TMX 1.4b Specification, LISA OSCAR 2005.
 */
public final class TmxWriter {
    private final String toolVersion;

    /**
     * Creates a writer.
     *
     * @param toolVersion version of duiqi for the header
     */
    public TmxWriter(String toolVersion) {
        this.toolVersion = toolVersion;
    }

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
            requireLanguage(unit, unit.source(), source);
            requireLanguage(unit, unit.target(), target);
            if (hasTwoSides(unit)) {
                writer.write(Tu.of(unit));
            }
        }
        writer.finish();
    }

    /** Returns whether source and target still have text after the writer removes forbidden characters. */
    static boolean hasTwoSides(TranslationUnit unit) {
        return hasText(unit.source()) && hasText(unit.target());
    }

    private static boolean hasText(TranslationUnit.Variant variant) {
        return !XmlCharacters.only(variant.text()).isBlank();
    }

    static void requireLanguage(TranslationUnit unit, TranslationUnit.Variant variant, Language language) {
        if (!variant.language().equals(language)) {
            throw new IllegalArgumentException(
                    "unit " + unit.id() + " is in " + variant.language() + ", expected " + language);
        }
    }
}
