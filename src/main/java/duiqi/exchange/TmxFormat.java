package duiqi.exchange;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;

/** TMX, of every version in and of version 1.4 out, or as a tool wants it ({@link TmxProfile}). */
final class TmxFormat implements ExchangeFormat {
    @Override
    public String name() {
        return "tmx";
    }

    @Override
    public List<String> extensions() {
        return List.of(".tmx", ".tmx.gz", ".tmx.zip");
    }

    @Override
    public UnitReader open(Path file, ReaderSettings settings) throws IOException {
        return TmxReader.open(file, settings.listener());
    }

    @Override
    public boolean holdsHeader() {
        return true;
    }

    @Override
    public UnitWriter writer(List<OutputStream> outs, TmxHeader header, WriterSettings settings) throws IOException {
        return new TmxUnitWriter(outs.get(0), header, settings.profile(), settings);
    }
}
