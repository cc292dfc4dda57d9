package duiqi.app;

import duiqi.align.Aligner;
import duiqi.align.AlignmentWeights;
import duiqi.encoder.CachedEncoder;
import duiqi.encoder.Encoder;
import duiqi.encoder.EncoderFolder;
import duiqi.encoder.EncoderList;
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
     * @param name a folder with an ONNX model, the name of an installed encoder, or the address of a server
     * @param model the model to request from a server that has several; empty for the default model of the server
     * @param isCached true to keep vectors in the cache folder
     */
    public record EncoderSpec(String name, Optional<String> model, boolean isCached) {
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
         * Opens the encoder, passes it to a function, and closes it. The encoder is thread-safe and caches its vectors.
         *
         * @param <T> the type of the result
         * @param asked the encoder to open; empty for none
         * @param workspace the cache folder, the folder of installed encoders, and the listener for warnings
         * @param use the function, which gets an empty {@code Optional} if no encoder is asked for
         * @return the result of the function
         * @throws FormatException if the encoder cannot be opened
         * @throws IOException if the function throws it
         */
        public static <T> T open(Optional<EncoderSpec> asked, Workspace workspace, Use<T> use) throws IOException {
            if (asked.isEmpty()) {
                return use.with(Optional.empty());
            }
            try (Encoder opened = asked.get().open(workspace)) {
                return use.with(Optional.of(opened));
            }
        }

        private Encoder open(Workspace workspace) throws IOException {
            if (name.isEmpty()) {
                throw new FormatException(
                        "--encoder", "the name is empty", "give a folder, a URL or a name from duiqi encoder list");
            }
            Optional<Path> vectors = workspace.cache().map(folder -> folder.resolve("encoder"));
            Encoder opened = open(vectors, workspace);
            if (!isCached || vectors.isEmpty()) {
                return new CachedEncoder(opened);
            }
            Path folder = vectors.get();
            return new CachedEncoder(
                    opened,
                    folder,
                    trouble -> workspace
                            .messages()
                            .warn(folder + ": cannot cache vectors (" + trouble.getMessage()
                                    + "); use --no-encoder-cache to disable the cache"));
        }

        private Encoder open(Optional<Path> vectors, Workspace workspace) throws IOException {
            if (HttpEncoder.isAddress(name)) {
                return HttpEncoder.at(
                        name,
                        new HttpEncoder.Options(
                                model,
                                workspace.encoderKey(),
                                "duiqi/" + Version.number(),
                                HttpEncoder.Options.DEFAULT_TIMEOUT,
                                HttpEncoder.Retries.DEFAULT));
            }
            TextReader.requireNoOtherAddress(name);
            if (model.isPresent()) {
                throw new IllegalArgumentException(
                        "--encoder-model is for servers, but " + name + " is not a URL; omit --encoder-model");
            }
            Optional<Path> kept = vectors.filter(EncoderSpec::isWritable);
            // The encoder unpacks native libraries into this folder. In the shared temporary folder another user could
            // replace them.
            return OnnxEncoder.open(
                    folder(workspace), kept.isPresent() ? kept.get() : Files.createTempDirectory("duiqi"));
        }

        /** Returns the given folder, or that of an installed encoder with this name. */
        private Path folder(Workspace workspace) throws IOException {
            Path given = Path.of(name);
            Optional<Path> installed = workspace.encoders().flatMap(folder -> new EncoderFolder(folder).find(name));
            boolean isUnknown =
                    installed.isEmpty() && EncoderList.standard().find(name).isEmpty();
            if (Files.isDirectory(given) || isUnknown) {
                return given;
            }
            return installed.orElseThrow(() ->
                    new FormatException(name, "is not installed", "install it with duiqi encoder install " + name));
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
