package duiqi.memory;

import duiqi.exchange.ExchangeFormat;
import duiqi.exchange.Tu;
import duiqi.exchange.UnitReader;
import duiqi.exchange.UnitWriter;
import duiqi.exchange.WriterSettings;
import duiqi.text.ReadProblem;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;

/** Copies the units of memories one after the other into a file of another form. Good for one copy. */
public final class MemoryCopy {
    private final List<UnitReader.Source> sources;
    private final ExchangeFormat form;
    private final WriterSettings settings;
    private final ReadProblem.Listener listener;
    private int read;
    private int written;

    /**
     * Prepares.
     *
     * @param form what is written
     * @param listener is told of damage in what is read
     */
    public MemoryCopy(
            List<UnitReader.Source> sources,
            ExchangeFormat form,
            WriterSettings settings,
            ReadProblem.Listener listener) {
        this.sources = List.copyOf(sources);
        this.form = form;
        this.settings = settings;
        this.listener = listener;
    }

    /** Returns how many units were read. */
    public int read() {
        return read;
    }

    /** Returns how many units the file has in the end. */
    public int written() {
        return written;
    }

    /**
     * Copies. What the first memory says of all its units is what the file says of them.
     *
     * @param outs one for each file of the form
     */
    public void write(List<OutputStream> outs) throws IOException {
        Optional<UnitWriter> writer = Optional.empty();
        for (UnitReader.Source source : sources) {
            try (UnitReader reader = source.open(listener)) {
                if (writer.isPresent() || !form.holdsHeader()) {
                    reader.header().countInto(settings.omissions());
                }
                if (writer.isEmpty()) {
                    writer = Optional.of(form.writer(outs, reader.header(), settings));
                }
                for (Optional<Tu> unit = reader.next(); unit.isPresent(); unit = reader.next()) {
                    writer.get().write(unit.get());
                    read++;
                }
            }
        }
        if (writer.isPresent()) {
            writer.get().finish();
            written = writer.get().count();
        }
    }
}
