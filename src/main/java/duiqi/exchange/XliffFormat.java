package duiqi.exchange;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;

/** XLIFF, of every version in, and of version 1.2 or 2.1 out. The files of Trados, memoQ and Phrase are XLIFF 1.2. */
record XliffFormat(XliffVersion version) implements ExchangeFormat {
    @Override
    public String name() {
        return version == XliffVersion.ONE ? "xliff" : "xliff2";
    }

    @Override
    public List<String> extensions() {
        return version == XliffVersion.ONE
                ? List.of(".xlf", ".xliff", ".sdlxliff", ".mqxliff", ".mxliff")
                : List.of(".xlf", ".xliff");
    }

    @Override
    public UnitReader open(Path file, ReaderSettings options) throws IOException {
        return XliffReader.open(file, options);
    }

    @Override
    public UnitWriter writer(List<OutputStream> outs, TmxHeader header, WriterSettings options) throws IOException {
        return version == XliffVersion.ONE
                ? new Xliff1Writer(outs.get(0), options)
                : new Xliff2Writer(outs.get(0), options);
    }
}
