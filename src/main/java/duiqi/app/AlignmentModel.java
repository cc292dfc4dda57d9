package duiqi.app;

import duiqi.align.Aligner;
import duiqi.align.AlignmentWeights;
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
 * The knowledge that an aligner works with. Immutable.
 *
 * @param lexicon the file of a lexicon; empty for that of duiqi
 * @param weights the folder of trained weights; empty for those of duiqi
 * @param encoder the encoder to ask; empty for none
 */
public record AlignmentModel(Optional<Path> lexicon, Optional<Path> weights, Optional<EncoderSpec> encoder) {
    /** The lexicon and the weights of duiqi, without an encoder. */
    public static final AlignmentModel STANDARD =
            new AlignmentModel(Optional.empty(), Optional.empty(), Optional.empty());

    /**
     * Opens the aligner, lets it be used, and closes its encoder.
     *
     * @return what the use returned
     */
    <T> T use(AlignmentGuide guide, Workspace workspace, Function<Aligner, T> use) throws IOException {
        Lexicon words = LexiconFile.load(lexicon);
        Aligner alone =
                new Aligner(words, readWeights(), guide.shapes(), guide.known()).withTables(guide.corpusTables());
        return EncoderSpec.open(
                encoder, workspace, opened -> use.apply(opened.map(alone::with).orElse(alone)));
    }

    private AlignmentWeights readWeights() throws IOException {
        AlignmentWeights learnt =
                weights.isEmpty() ? AlignmentWeights.standard() : AlignmentWeights.read(weights.get());
        if (encoder.isPresent() && !learnt.supportEncoders()) {
            throw new FormatException(
                    weights.map(Path::toString).orElse("null"),
                    "has no weights for an encoder",
                    "learn them with: duiqi train --encoder, or leave --encoder out");
        }
        return learnt;
    }

    /**
     * The encoder that a user asks for.
     *
     * @param name a folder with a model, or the address of a server
     * @param model the model to ask the server for, where it has several
     * @param isCached whether vectors are kept in the cache folder
     */
    public record EncoderSpec(String name, Optional<String> model, boolean isCached) {
        /** Uses an encoder, if one is asked for. */
        @FunctionalInterface
        public interface Use<T> {
            T with(Optional<Encoder> encoder) throws IOException;
        }

        /**
         * Opens the encoder, lets it be used, and closes it. It is safe for threads and remembers what it was asked.
         *
         * @return what the use returned
         * @throws FormatException if there is no such encoder
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
                throw new FormatException("--encoder", "an empty name was given", "give a folder or an address");
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
                            .warn(folder + ": vectors are not kept, since this folder fails (" + trouble.getMessage()
                                    + "); --no-encoder-cache does the same without a warning"));
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
                        "--encoder-model is for servers, and " + name + " is a folder; leave it out");
            }
            Optional<Path> kept = vectors.filter(EncoderSpec::isWritable);
            // A folder of one's own: programs are unpacked into it, and in the one for all another might have put them.
            return OnnxEncoder.open(Path.of(name), kept.isPresent() ? kept.get() : Files.createTempDirectory("duiqi"));
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
