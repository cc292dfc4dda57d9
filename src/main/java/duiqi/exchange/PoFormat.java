package duiqi.exchange;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;

/**
 * PO, the message files of GNU gettext, and their templates (POT). What PO alone has stands in properties:
 *
 * <table>
 * <caption>Properties of a unit</caption>
 * <tr><td>{@code x-context}</td><td>{@code msgctxt}; Weblate's and the Translate Toolkit's name</td></tr>
 * <tr><td>{@code x-fuzzy}</td><td>{@code yes}: the translator is to check it</td></tr>
 * <tr><td>{@code x-po-flags}</td><td>the other flags, {@code #,}, with commas</td></tr>
 * <tr><td>{@code x-po-extracted}, {@code x-po-references}</td><td>{@code #.} and {@code #:}, as many lines</td></tr>
 * <tr><td>{@code x-po-previous-msgid}, {@code -msgctxt}, {@code -msgid_plural}</td><td>{@code #|}</td></tr>
 * <tr><td>{@code x-po-obsolete}</td><td>{@code yes}: {@code #~}</td></tr>
 * <tr><td>{@code x-po-plural}</td><td>{@code msgid_plural}, of an entry with plural forms; each form is a unit</td></tr>
 * <tr><td>{@code x-po-form}</td><td>which form, from 0</td></tr>
 * </table>
 *
 * <p>Comments of translators are notes. The fields of the header are properties of the {@link TmxHeader}. Source: GNU gettext
 * manual, section The Format of PO Files.
 */
final class PoFormat implements ExchangeFormat {
    static final String CONTEXT = "x-context";
    static final String FUZZY = "x-fuzzy";
    static final String FLAGS = "x-po-flags";
    static final String EXTRACTED = "x-po-extracted";
    static final String REFERENCES = "x-po-references";
    static final String PREVIOUS = "x-po-previous-";
    static final String OBSOLETE = "x-po-obsolete";
    static final String PLURAL = "x-po-plural";
    static final String FORM = "x-po-form";
    static final String YES = "yes";

    @Override
    public String name() {
        return "po";
    }

    @Override
    public List<String> extensions() {
        return List.of(".po", ".pot");
    }

    @Override
    public UnitReader open(Path file, ReaderSettings options) throws IOException {
        return new PoReader(file, options);
    }

    @Override
    public UnitWriter writer(List<OutputStream> outs, TmxHeader header, WriterSettings options) throws IOException {
        return new PoUnitWriter(outs.get(0), options);
    }
}
