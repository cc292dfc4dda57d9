package duiqi.memory;

import duiqi.exchange.ExchangeFormat;
import duiqi.exchange.Pairs;
import duiqi.exchange.TmxHeader;
import duiqi.exchange.Tu;
import duiqi.exchange.UnitReader;
import duiqi.exchange.UnitWriter;
import duiqi.text.Language;
import duiqi.text.LanguageName;
import duiqi.text.ReadProblem;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;

/** Copies the units of one or more memories into a file of another format. Use a new instance for each copy. */
public final class MemoryCopy {
    private final List<UnitReader.Source> sources;
    private final ExchangeFormat format;
    private final UnitWriter.WriterSettings settings;
    private final ReadProblem.Listener listener;
    private int read;
    private int written;

    /**
     * Creates a copy.
     *
     * @param format the format to write
     * @param listener receives damage in the memories
     */
    public MemoryCopy(
            List<UnitReader.Source> sources,
            ExchangeFormat format,
            UnitWriter.WriterSettings settings,
            ReadProblem.Listener listener) {
        this.sources = List.copyOf(sources);
        this.format = format;
        this.settings = settings;
        this.listener = listener;
    }

    /** Returns the number of units read. */
    public int read() {
        return read;
    }

    /** Returns the number of units written. */
    public int written() {
        return written;
    }

    /**
     * Copies the units. The file gets the header of the first memory. A unit with another source language keeps it, as
     * its {@code srclang}.
     *
     * @param outs one stream for each file of the format
     */
    public void write(List<OutputStream> outs) throws IOException {
        Optional<UnitWriter> writer = Optional.empty();
        Optional<Language> ofFile = Optional.empty();
        for (UnitReader.Source source : sources) {
            try (UnitReader reader = source.open(listener)) {
                if (writer.isPresent() || !format.holdsHeader()) {
                    reader.header().countInto(settings.omissions());
                }
                if (writer.isEmpty()) {
                    writer = Optional.of(format.writer(outs, reader.header(), settings));
                    ofFile = Optional.of(reader.header())
                            .filter(header -> format.holdsHeader())
                            .flatMap(TmxHeader::sourceCode)
                            .flatMap(code -> LanguageName.ofCode(code))
                            .or(() -> Optional.of(settings.source()));
                }
                for (Optional<Tu> unit = reader.next(); unit.isPresent(); unit = reader.next()) {
                    writer.get().write(withSource(unit.get(), reader.sourceLanguage(unit.get()), ofFile));
                    read++;
                }
            }
        }
        if (writer.isPresent()) {
            writer.get().finish();
            written = writer.get().count();
        }
    }

    /**
     * Returns a unit that states its source language if the language is not that of the file to write.
     *
     * @param own source language of the unit; empty if unknown
     * @param ofFile source language of the file; empty if the file states none
     */
    static Tu withSource(Tu unit, Optional<Language> own, Optional<Language> ofFile) {
        if (own.isEmpty()) {
            return unit;
        }
        boolean hasRegions = unit.variants().stream()
                        .flatMap(side -> Pairs.language(side).stream())
                        .filter(own.get()::isSameAs)
                        .distinct()
                        .count()
                > 1;
        boolean isSame = ofFile.filter(
                        language -> hasRegions ? language.equals(own.get()) : language.isSameAs(own.get()))
                .isPresent();
        return isSame ? unit : unit.withSource(own.get());
    }
}
