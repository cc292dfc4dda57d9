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
 * Writes a translation memory as TMX 1.4, level 1, in a form that OmegaT, Okapi and the other clients take and that git shows
 * well: UTF-8 without byte order mark, one element a line, two spaces of indentation, units in the order given.
 *
 * <p>Of a unit its id ({@code tuid}), creation date, properties and both sides are written, the source first. Properties become
 * {@code <prop>} elements before what they describe, under the names that {@link duiqi.text.UnitProperties} lists; a side
 * whose code in the file is only {@code zh} though its language is, say, literary Chinese has {@code x-language} with its own
 * code. Characters that XML forbids are left out, and so are units with an empty side, which clients read as translations into
 * nothing.
 *
 * <p>Units are written as they come and not kept, so a memory may be of any size. Immutable and thread-safe.
 *
 * <p>Source: TMX 1.4b Specification, LISA OSCAR 2005.
 */
public final class TmxWriter {
    private final String toolVersion;

    /**
     * Makes a writer.
     *
     * @param toolVersion version of this program, for the header
     */
    public TmxWriter(String toolVersion) {
        this.toolVersion = toolVersion;
    }

    /**
     * Writes a whole file.
     *
     * @param source language of the source side of every unit
     * @param target language of the target side of every unit
     * @param created when the memory is made
     * @param out flushed, not closed
     * @throws IllegalArgumentException if a unit is in other languages
     */
    public void write(
            Language source, Language target, Instant created, Iterator<TranslationUnit> units, OutputStream out)
            throws IOException {
        WriterSettings settings = new WriterSettings(source, target, "", toolVersion, created, new Omissions());
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

    /** Returns whether both sides of a unit have text left when they are written. */
    static boolean hasTwoSides(TranslationUnit unit) {
        return hasText(unit.source()) && hasText(unit.target());
    }

    private static boolean hasText(TranslationUnit.Variant variant) {
        return !XmlCharacters.only(variant.text()).isBlank();
    }

    static void requireLanguage(TranslationUnit unit, TranslationUnit.Variant variant, Language language) {
        if (!variant.language().equals(language)) {
            throw new IllegalArgumentException(
                    "unit " + unit.id() + " is in " + variant.language() + ", the memory in " + language);
        }
    }
}
