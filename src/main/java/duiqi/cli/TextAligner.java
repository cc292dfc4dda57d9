package duiqi.cli;

import duiqi.align.Aligner;
import duiqi.align.SentenceVectors;
import duiqi.bitext.Text;
import duiqi.encoder.Encoder;
import java.io.Closeable;
import java.io.IOException;
import java.util.Optional;

/** An aligner with the encoder that it is to ask, if any, which is closed with it. As safe for threads as the encoder. */
record TextAligner(Aligner aligner, Optional<Encoder> encoder) implements Closeable {
    Aligner.Outcome align(Text chinese, Text english) throws IOException {
        return encoder.isEmpty()
                ? aligner.align(chinese, english)
                : aligner.align(chinese, english, Optional.of(SentenceVectors.of(encoder.get(), chinese, english)));
    }

    @Override
    public void close() throws IOException {
        if (encoder.isPresent()) {
            encoder.get().close();
        }
    }
}
