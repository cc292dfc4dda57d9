package duiqi.align;

import duiqi.io.AtomicFile;
import duiqi.text.FormatException;
import duiqi.text.Location;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Holds the trained weights of an aligner. Immutable.
 *
 * @param lexical weights for tables from the lexicon alone: the first pass over every text, and all passes over short
 *     texts
 * @param adapted weights for tables adapted to the text by self-training or by a corpus
 */
public record AlignmentWeights(Stage lexical, Stage adapted) {
    /** Prefixes of the files of the two stages. */
    private static final String LEXICAL = "lexical";

    private static final String ADAPTED = "adapted";

    /** File of the weights at the start of training. Some of them are set by hand and do not change. */
    private static final String INITIAL = "initial.weights";

    private static final String REMEDY = "train the weights again with duiqi train";

    /**
     * Holds the weights of the search and of the rescoring of its lattice.
     *
     * @param search weights of the search
     * @param rescoring weights of the rescoring
     * @param rescoringWithEncoder weights of the rescoring with an encoder, if they were trained with one
     */
    public record Stage(Weights search, Weights rescoring, Optional<Weights> rescoringWithEncoder) {
        private static String searchFile(String name) {
            return name + "-search.weights";
        }

        private static String rescoringFile(String name) {
            return name + "-rescoring.weights";
        }

        private static String encoderFile(String name) {
            return name + "-rescoring-encoder.weights";
        }

        static Stage resource(String name) {
            return new Stage(
                    Weights.resource(searchFile(name)),
                    Weights.resource(rescoringFile(name)),
                    Optional.of(Weights.resource(encoderFile(name))));
        }

        static Stage read(Path folder, String name, Stage standard) throws IOException {
            Path withEncoder = folder.resolve(encoderFile(name));
            return new Stage(
                    AlignmentWeights.read(folder.resolve(searchFile(name)), standard.search),
                    AlignmentWeights.read(folder.resolve(rescoringFile(name)), standard.rescoring),
                    Files.exists(withEncoder)
                            ? Optional.of(
                                    AlignmentWeights.read(withEncoder, standard.rescoringWithEncoder.orElseThrow()))
                            : Optional.empty());
        }

        /** Returns the contents of the files to write, by file name. */
        Map<String, String> texts(String name, Provenance provenance) {
            Map<String, String> texts = new LinkedHashMap<>();
            texts.put(searchFile(name), text(provenance.lines(), search));
            texts.put(rescoringFile(name), text(provenance.lines(), rescoring));
            rescoringWithEncoder.ifPresent(
                    weights -> texts.put(encoderFile(name), text(provenance.withEncoder(), weights)));
            return texts;
        }

        private static String text(List<String> provenance, Weights weights) {
            StringBuilder text = new StringBuilder();
            provenance.forEach(line -> text.append("# ").append(line).append('\n'));
            return text.append(weights.format()).toString();
        }
    }

    /** Returns duiqi's own weights. */
    public static AlignmentWeights standard() {
        return new AlignmentWeights(Stage.resource(LEXICAL), Stage.resource(ADAPTED));
    }

    /** Returns whether these weights were trained with an encoder too. */
    public boolean supportEncoders() {
        return lexical.rescoringWithEncoder.isPresent() && adapted.rescoringWithEncoder.isPresent();
    }

    /** Returns the names of all features, including those of encoders. */
    public static SortedSet<String> features() {
        return new TreeSet<>(Stage.resource(ADAPTED)
                .rescoringWithEncoder()
                .orElseThrow()
                .byFeature()
                .keySet());
    }

    /** Returns the weights at the start of training. */
    public static Weights initial() {
        return Weights.resource(INITIAL);
    }

    /**
     * Reads weights from a folder.
     *
     * @throws FormatException if a line is not a weight, or a feature is missing or unknown; the message contains the
     *     line or the feature
     */
    public static AlignmentWeights read(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            throw new FormatException(folder.toString(), "is not a folder", "give the folder that duiqi train wrote");
        }
        AlignmentWeights standard = standard();
        return new AlignmentWeights(
                Stage.read(folder, LEXICAL, standard.lexical), Stage.read(folder, ADAPTED, standard.adapted));
    }

    private static Weights read(Path file, Weights standard) throws IOException {
        try (BufferedReader text = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            Weights weights = Weights.read(file.toString(), text);
            requireAll(file, standard, weights, "has no weight for");
            requireAll(file, weights, standard, "has a weight for an unknown feature,");
            return weights;
        } catch (CharacterCodingException e) {
            throw new FormatException(file.toString(), "is not UTF-8 text", REMEDY, e);
        }
    }

    private static void requireAll(Path file, Weights wanted, Weights given, String problem) throws FormatException {
        for (String feature : wanted.byFeature().keySet()) {
            if (!given.byFeature().containsKey(feature)) {
                throw new FormatException(file.toString(), problem + " \"" + feature + "\"", REMEDY);
            }
        }
    }

    /**
     * Writes the weights into a folder. No file is replaced before all new files are complete on disk. If these weights
     * were trained without an encoder, the folder's weights for an encoder are deleted, since they do not fit the new
     * ones.
     *
     * @param provenance becomes the comments of the files
     */
    public void write(Path folder, Provenance provenance) throws IOException {
        Map<String, String> texts = new LinkedHashMap<>(lexical.texts(LEXICAL, provenance));
        texts.putAll(adapted.texts(ADAPTED, provenance));
        List<Path> files = texts.keySet().stream().map(folder::resolve).toList();
        AtomicFile.writeAll(files, outs -> {
            int k = 0;
            for (String text : texts.values()) {
                outs.get(k++).write(text.getBytes(StandardCharsets.UTF_8));
            }
        });
        for (String name : List.of(LEXICAL, ADAPTED)) {
            if (!texts.containsKey(Stage.encoderFile(name))) {
                Files.deleteIfExists(folder.resolve(Stage.encoderFile(name)));
            }
        }
    }

    /**
     * Describes the origin of weights. Immutable.
     *
     * @param lines texts and settings of the training
     * @param encoder the encoder, if some weights were trained with one
     */
    public record Provenance(List<String> lines, Optional<String> encoder) {
        public Provenance {
            lines = List.copyOf(lines);
        }

        /** Returns all lines, including the encoder. */
        public List<String> withEncoder() {
            return Stream.concat(lines.stream(), encoder.map(name -> "Encoder: " + name).stream())
                    .toList();
        }
    }

    /**
     * Maps each feature name to a weight. The file has one line for each feature, with the weight and the name.
     * Comments begin with {@code #} and describe the origin of the weights. Immutable.
     */
    public static final class Weights {
        private final Map<String, Double> byFeature;

        Weights(Map<String, Double> byFeature) {
            this.byFeature = Collections.unmodifiableMap(new LinkedHashMap<>(byFeature));
        }

        /** Returns the weight of a feature, or 0 if the weights were trained without it. */
        public double get(String feature) {
            return byFeature.getOrDefault(feature, 0.0);
        }

        Map<String, Double> byFeature() {
            return byFeature;
        }

        /** Returns weights that are part of duiqi. */
        static Weights resource(String name) {
            try (InputStream in = Objects.requireNonNull(Weights.class.getResourceAsStream(name), name);
                    BufferedReader text = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
                return read(name, text);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        static Weights read(String name, BufferedReader text) throws IOException {
            Map<String, Double> weights = new LinkedHashMap<>();
            int number = 0;
            for (String line = text.readLine(); line != null; line = text.readLine()) {
                number++;
                if (line.isBlank() || line.startsWith("#")) {
                    continue;
                }
                String[] parts = line.strip().split(" +", 2);
                try {
                    if (parts.length == 2 && Double.isFinite(Double.parseDouble(parts[0]))) {
                        weights.put(parts[1], Double.parseDouble(parts[0]));
                        continue;
                    }
                } catch (NumberFormatException e) {
                    // The exception below reports this line too.
                }
                throw new FormatException(
                        new Location(name, number, 1),
                        "\"" + line + "\" is not a weight and a feature",
                        "write \"1.5 length\"");
            }
            return new Weights(weights);
        }

        /** Returns the lines of the file without comments. */
        String format() {
            StringBuilder text = new StringBuilder();
            byFeature.forEach(
                    (feature, weight) -> text.append(String.format(Locale.ROOT, "%8.4f %s%n", weight, feature)));
            return text.toString().replace("\r\n", "\n");
        }
    }
}
