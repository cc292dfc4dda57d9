package duiqi.cli;

import duiqi.encoder.CachedEncoder;
import duiqi.encoder.Encoder;
import duiqi.encoder.HttpEncoder;
import duiqi.encoder.OnnxEncoder;
import duiqi.text.FormatException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of every command that can take an encoder, and the encoder they ask for. */
final class EncoderOptions {
    @Option(
            names = "--encoder",
            paramLabel = "FOLDER|URL",
            description = "Ask an encoder too: a folder with model.onnx, tokenizer.json and encoder.properties, or the "
                    + "address of a server ending in /v1/embeddings (OpenAI), /embed (text-embeddings-inference) or "
                    + "/api/embed (Ollama). DUIQI_API_KEY has the key that a server wants.")
    private @Nullable String encoder;

    @Option(
            names = "--encoder-model",
            paramLabel = "NAME",
            description = "The model to ask the server for, where it has several.")
    private @Nullable String model;

    @Option(names = "--no-encoder-cache", description = "Encode anew, and keep no vectors in the folder for caches.")
    private boolean withoutCache;

    boolean isAsked() {
        return encoder != null;
    }

    /** What is done with an encoder, if one is asked for. */
    interface Use {
        int with(Optional<Encoder> encoder) throws IOException;
    }

    /**
     * Opens the encoder, lets it be used, and closes it. It is safe for threads and remembers what it was asked.
     *
     * @return what the use returned
     * @throws FormatException if there is no such encoder
     */
    int open(Console console, Use use) throws IOException {
        Optional<Encoder> asked = open(console);
        if (asked.isEmpty()) {
            return use.with(asked);
        }
        try (Encoder opened = asked.get()) {
            return use.with(Optional.of(opened));
        }
    }

    private Optional<Encoder> open(Console console) throws IOException {
        String name = encoder;
        if (name == null) {
            requireNoModel("names no encoder; add --encoder URL");
            return Optional.empty();
        }
        if (name.isEmpty()) {
            throw new FormatException("--encoder", "an empty name was given", "give a folder or an address");
        }
        Optional<Path> caches = CacheFolder.of(console, "encoder");
        Encoder opened = open(name, caches, console);
        return Optional.of(
                withoutCache || caches.isEmpty()
                        ? new CachedEncoder(opened)
                        : new CachedEncoder(
                                opened,
                                caches.get(),
                                trouble -> console.err()
                                        .println("duiqi: " + caches.get()
                                                + ": vectors are not kept, since this folder fails ("
                                                + trouble.getMessage()
                                                + "); --no-encoder-cache does the same without a warning")));
    }

    private Encoder open(String name, Optional<Path> caches, Console console) throws IOException {
        if (HttpEncoder.isAddress(name)) {
            return HttpEncoder.at(
                    name,
                    new HttpEncoder.Options(
                            Optional.ofNullable(model),
                            console.variable("DUIQI_API_KEY"),
                            "duiqi/" + Version.number(),
                            HttpEncoder.Options.USUAL_TIMEOUT,
                            HttpEncoder.Retries.DEFAULT));
        }
        ReadingOptions.requireNoOtherAddress(name);
        requireNoModel("is for servers, and " + name + " is a folder; leave it out");
        Optional<Path> kept = caches.filter(EncoderOptions::isWritable);
        // A folder of one's own: programs are unpacked into it, and in the one for all another might have put them.
        return OnnxEncoder.open(Path.of(name), kept.isPresent() ? kept.get() : Files.createTempDirectory("duiqi"));
    }

    private void requireNoModel(String problem) {
        if (model != null) {
            throw new IllegalArgumentException("--encoder-model " + problem);
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
