package duiqi.app;

import duiqi.align.Aligner;
import duiqi.align.AlignmentWeights;
import duiqi.document.WebPages;
import duiqi.encoder.CachedEncoder;
import duiqi.encoder.Encoder;
import duiqi.encoder.HttpEncoder;
import duiqi.encoder.OnnxEncoder;
import duiqi.lexicon.Lexicon;
import duiqi.text.FormatException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;

/**
 * Names the lexicon, the weights and the encoder of an aligner. Immutable.
 *
 * @param lexicon the file of a lexicon; empty for the lexicon of duiqi
 * @param weights the folder of trained weights; empty for the weights of duiqi
 * @param encoder the sentence encoder; empty for none
 */
public record AlignmentModel(Optional<Path> lexicon, Optional<Path> weights, Optional<EncoderSpec> encoder) {
    /** Lexicon and weights of duiqi, without an encoder. */
    public static final AlignmentModel STANDARD =
            new AlignmentModel(Optional.empty(), Optional.empty(), Optional.empty());

    /**
     * Opens the aligner, passes it to a function, and closes its encoder.
     *
     * @return the result of the function
     */
    <T> T use(AlignmentGuide guide, Workspace workspace, Function<Aligner, T> use) throws IOException {
        Lexicon words = LexiconFile.load(lexicon);
        Aligner withoutEncoder =
                new Aligner(words, readWeights(), guide.shapes(), guide.known()).withTables(guide.corpusTables());
        return EncoderSpec.open(
                encoder,
                workspace,
                opened -> use.apply(opened.map(withoutEncoder::with).orElse(withoutEncoder)));
    }

    private AlignmentWeights readWeights() throws IOException {
        AlignmentWeights trained =
                weights.isEmpty() ? AlignmentWeights.standard() : AlignmentWeights.read(weights.get());
        if (encoder.isPresent() && !trained.supportEncoders()) {
            throw new FormatException(
                    weights.map(Path::toString).orElse("null"),
                    "has no weights for an encoder",
                    "train them with: duiqi train --encoder, or omit --encoder");
        }
        return trained;
    }

    /**
     * Names a sentence encoder. Immutable.
     *
     * @param name a folder with an ONNX model, or the address of a server
     * @param model the model to request from a server that has several; empty for the default model of the server
     */
    public record EncoderSpec(String name, Optional<String> model) {
        /** Uses an encoder if there is one. */
        @FunctionalInterface
        public interface Use<T> {
            /**
             * Returns a result that may depend on an encoder.
             *
             * @param encoder the open encoder; empty for none
             * @return the result
             * @throws IOException if the encoder cannot compute a vector
             */
            T with(Optional<Encoder> encoder) throws IOException;
        }

        /**
         * Opens the encoder, passes it to a function, and closes it. The encoder is thread-safe and encodes a sentence once.
         *
         * @param <T> the type of the result
         * @param asked the encoder to open; empty for none
         * @param workspace the cache folder and the key of the server
         * @param use the function, which gets an empty {@code Optional} if no encoder is asked for
         * @return the result of the function
         * @throws FormatException if the encoder cannot be opened
         * @throws IOException if the function throws it
         */
        public static <T> T open(Optional<EncoderSpec> asked, Workspace workspace, Use<T> use) throws IOException {
            if (asked.isEmpty()) {
                return use.with(Optional.empty());
            }
            try (Encoder opened = new CachedEncoder(asked.get().open(workspace))) {
                return use.with(Optional.of(opened));
            }
        }

        private Encoder open(Workspace workspace) throws IOException {
            if (name.isEmpty()) {
                throw new FormatException("--encoder", "the name is empty", "give a folder or a URL");
            }
            if (WebPages.isAddress(name)) {
                return new HttpEncoder(name, model, workspace.encoderKey(), "duiqi/" + Version.number());
            }
            TextReader.requireNoOtherAddress(name);
            if (model.isPresent()) {
                throw new IllegalArgumentException(
                        name + ": only an encoder on a server has other models; omit the model");
            }
            // The encoder unpacks native libraries into this folder. In the shared temporary folder another user could
            // replace them.
            Optional<Path> kept =
                    workspace.cache().map(cache -> cache.resolve("encoder")).filter(EncoderSpec::isWritable);
            try {
                return OnnxEncoder.open(
                        Path.of(name), kept.isPresent() ? kept.get() : Files.createTempDirectory("duiqi"));
            } catch (NoClassDefFoundError e) {
                throw new FormatException(
                        name,
                        "needs ONNX Runtime and the DJL tokenizers, which duiqi.jar does not contain",
                        "run duiqi from a clone to download them to target/encoder; then copy that folder beside"
                                + " the script of an installed duiqi, or set DUIQI_LIBRARIES to it",
                        e);
            } catch (LinkageError e) {
                throw new FormatException(
                        name,
                        "ONNX Runtime or the DJL tokenizers cannot run on this machine (" + e.getMessage() + ")",
                        "use a server address instead",
                        e);
            }
        }

        private static boolean isWritable(Path folder) {
            try {
                return Files.isWritable(Files.createDirectories(folder));
            } catch (IOException e) {
                return false;
            }
        }
    }
}
