package duiqi.exchange;

import duiqi.exchange.po.PoFilling;
import duiqi.exchange.xliff.XliffFill;
import duiqi.text.Language;
import duiqi.text.ReadProblem;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Optional;

/** Offers translations for the segments of a file that is to be filled in; it may look them up in a memory or make them. */
@FunctionalInterface
public interface Suggestions {
    /**
     * Returns the best translation of a segment; empty when there is none that is good enough.
     *
     * @param source its text without codes
     * @param before the text of the segment before it in the same file; empty for the first
     * @param after the text of the segment after it; empty for the last
     */
    Optional<Suggestion> forSegment(String source, Optional<String> before, Optional<String> after);

    /**
     * Returns the same for segments in one language to be translated into another, as the file says.
     *
     * @param source empty when the file does not say
     * @param target empty when the file does not say
     */
    default Suggestions between(Optional<Language> source, Optional<Language> target) {
        return this;
    }

    /**
     * Fills translations into an XLIFF file and leaves every other letter of it as it is ({@link XliffFill}).
     *
     * @param overwrites whether segments that have a translation get another, unless that is approved
     * @throws duiqi.text.FormatException if the file is no XLIFF, is damaged, or is XLIFF 2 and names no target language
     */
    default Filling fillXliff(Path file, OutputStream out, boolean overwrites) throws IOException {
        return new XliffFill(this, overwrites).fill(file, out);
    }

    /**
     * Fills the empty translations of a PO file and leaves every other byte of it as it is ({@link PoFilling}).
     *
     * @param listener is told of entries that cannot be read, and may refuse the file
     * @throws duiqi.text.FormatException if the file is no PO file, or a template that does not name its encoding yet
     */
    default Filling fillPo(Path file, OutputStream out, ReadProblem.Listener listener) throws IOException {
        return PoFilling.fill(file, out, listener, this);
    }

    /**
     * The result of filling a file with {@link Suggestions}, in segments. Immutable.
     *
     * @param exact filled with the translation of the same text
     * @param fuzzy filled with that of a similar text
     * @param machine filled with what no person has seen
     * @param present not touched, because they are translated, are not to be, or have no text
     * @param missing not touched, because nothing was offered for them that can stand there
     * @param withoutCodes of those filled, how many lack the codes of their source
     * @param approved of those not touched, how many would have been overwritten were they not approved
     */
    record Filling(int exact, int fuzzy, int machine, int present, int missing, int withoutCodes, int approved) {}
}
