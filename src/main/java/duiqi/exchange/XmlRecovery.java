package duiqi.exchange;

import duiqi.text.FormatException;
import duiqi.text.Location;
import java.io.IOException;
import java.nio.charset.Charset;
import java.util.Map;
import java.util.Optional;

/**
 * Reads pieces of a file as XML, each by itself. A damaged one is mended where there is only one way ({@link XmlRepair}),
 * otherwise left out, and a listener is told of both.
 *
 * @param file for messages
 * @param charset what the file is written in
 * @param listener is told of damage, and may refuse the file
 */
record XmlRecovery(String file, Charset charset, ReadProblemListener listener) {
    /** Makes what is wanted of XML. */
    interface Reading<T> {
        /**
         * Reads.
         *
         * @throws FormatException if it is no sound XML
         */
        T read(String xml) throws IOException;
    }

    /**
     * Reads a piece.
     *
     * @param what names it in messages
     * @param entities those that the document type declares
     * @return empty when it is beyond repair
     */
    <T> Optional<T> read(Location location, String what, String xml, Map<String, String> entities, Reading<T> reading)
            throws IOException {
        if (XmlEncoding.hasBytesThatAreNoText(xml)) {
            report(
                    location,
                    xml,
                    what + " has bytes that " + charset.name() + " does not allow",
                    ReadProblem.Kind.LOST);
            return Optional.empty();
        }
        return readWithGaps(location, what, xml, entities, reading);
    }

    /** The same, but bytes that are no text are only left out. */
    <T> Optional<T> readWithGaps(
            Location location, String what, String xml, Map<String, String> entities, Reading<T> reading)
            throws IOException {
        try {
            return Optional.of(reading.read(xml));
        } catch (FormatException damage) {
            return mend(location, what, xml, entities, reading);
        }
    }

    private <T> Optional<T> mend(
            Location location, String what, String xml, Map<String, String> entities, Reading<T> reading)
            throws IOException {
        XmlRepair repair = new XmlRepair(entities);
        String mended = repair.apply(xml);
        T piece;
        try {
            piece = reading.read(mended);
        } catch (FormatException beyondRepair) {
            report(location, xml, what + " " + XmlSource.problem(file, beyondRepair), ReadProblem.Kind.LOST);
            return Optional.empty();
        }
        if (repair.hasChanged()) {
            report(location, xml, what + " " + repair.changes(), ReadProblem.Kind.REPAIRED);
        }
        return Optional.of(piece);
    }

    private void report(Location location, String xml, String problem, ReadProblem.Kind kind) throws FormatException {
        listener.found(new ReadProblem(location, UnitName.in(xml), problem, kind));
    }
}
