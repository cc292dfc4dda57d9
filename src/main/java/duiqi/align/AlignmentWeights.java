package duiqi.align;

import duiqi.align.learn.TokenizedPair;
import duiqi.io.AtomicFile;
import duiqi.io.InputFile;
import duiqi.lexicon.Han;
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
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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
    public record Stage(Weights search, Experts rescoring, Optional<Experts> rescoringWithEncoder) {
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
                    Experts.resource(rescoringFile(name)),
                    Optional.of(Experts.resource(encoderFile(name))));
        }

        static Stage read(Path folder, String name, Stage standard) throws IOException {
            Path withEncoder = folder.resolve(encoderFile(name));
            return new Stage(
                    AlignmentWeights.read(folder.resolve(searchFile(name)), standard.search, Weights::read),
                    AlignmentWeights.read(folder.resolve(rescoringFile(name)), standard.rescoring, Experts::read),
                    Files.exists(withEncoder)
                            ? Optional.of(AlignmentWeights.read(
                                    withEncoder, standard.rescoringWithEncoder.orElseThrow(), Experts::read))
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

        private static String text(List<String> provenance, WeightsByFeature weights) {
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

    /** Reads weights from the text of a file. */
    private interface Reader<W> {
        W read(String name, BufferedReader text) throws IOException;
    }

    private static <W extends WeightsByFeature> W read(Path file, W standard, Reader<W> reader) throws IOException {
        try (BufferedReader text =
                new BufferedReader(new InputStreamReader(InputFile.open(file), StandardCharsets.UTF_8.newDecoder()))) {
            W weights = reader.read(file.toString(), text);
            requireAll(file, standard, weights, "has no weight for");
            requireAll(file, weights, standard, "has a weight for an unknown feature,");
            return weights;
        } catch (CharacterCodingException e) {
            throw new FormatException(file.toString(), "is not UTF-8 text", REMEDY, e);
        }
    }

    private static void requireAll(Path file, WeightsByFeature wanted, WeightsByFeature given, String problem)
            throws FormatException {
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

    /** Maps each feature name to one or more weights, in a file with a line for each feature. */
    private interface WeightsByFeature {
        Map<String, ?> byFeature();

        /** Returns the lines of the file without comments. */
        String format();
    }

    private static <W> W resource(String name, Reader<W> reader) {
        try (InputStream in = Objects.requireNonNull(AlignmentWeights.class.getResourceAsStream(name), name);
                BufferedReader text = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            return reader.read(name, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Reads lines of weights and a feature.
     *
     * @param example a correct line, with the number of weights to expect
     */
    private static Map<String, List<Double>> lines(String name, BufferedReader text, String example)
            throws IOException {
        int columns = example.split(" ").length;
        Map<String, List<Double>> lines = new LinkedHashMap<>();
        int number = 0;
        for (String line = text.readLine(); line != null; line = text.readLine()) {
            number++;
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            String[] parts = line.strip().split(" +", columns);
            try {
                List<Double> weights = Stream.of(parts)
                        .limit(columns - 1L)
                        .map(Double::valueOf)
                        .filter(Double::isFinite)
                        .toList();
                if (parts.length == columns && weights.size() == columns - 1) {
                    lines.put(parts[columns - 1], weights);
                    continue;
                }
            } catch (NumberFormatException e) {
                // The exception below reports this line too.
            }
            throw new FormatException(
                    new Location(name, number, 1),
                    "\"" + line + "\" is not " + (columns == 2 ? "a weight" : "two weights") + " and a feature",
                    "write \"" + example + "\"");
        }
        return lines;
    }

    /**
     * Maps each feature name to a weight. The file has one line for each feature, with the weight and the name.
     * Comments begin with {@code #} and describe the origin of the weights. Immutable.
     */
    public static final class Weights implements WeightsByFeature {
        private final Map<String, Double> byFeature;

        Weights(Map<String, Double> byFeature) {
            this.byFeature = Collections.unmodifiableMap(new LinkedHashMap<>(byFeature));
        }

        /** Returns the weight of a feature, or 0 if the weights were trained without it. */
        public double get(String feature) {
            return byFeature.getOrDefault(feature, 0.0);
        }

        /** Returns these weights, and the weights of others for all further features. */
        Weights or(Weights others) {
            Map<String, Double> all = new LinkedHashMap<>(others.byFeature);
            all.putAll(byFeature);
            return new Weights(all);
        }

        @Override
        public Map<String, Double> byFeature() {
            return byFeature;
        }

        /** Returns weights that are part of duiqi. */
        static Weights resource(String name) {
            return AlignmentWeights.resource(name, Weights::read);
        }

        static Weights read(String name, BufferedReader text) throws IOException {
            Map<String, Double> weights = new LinkedHashMap<>();
            lines(name, text, "1.5 length").forEach((feature, line) -> weights.put(feature, line.get(0)));
            return new Weights(weights);
        }

        @Override
        public String format() {
            StringBuilder text = new StringBuilder();
            byFeature.forEach(
                    (feature, weight) -> text.append(String.format(Locale.ROOT, "%8.4f %s\n", weight, feature)));
            return text.toString();
        }
    }

    /**
     * Holds weights for factual texts and weights for narrative texts. Genres differ in how freely they are translated,
     * and stories most of all, so that no single weights are best for all. The texts themselves select the mixture. The
     * file has one line for each feature, with both weights and the name. Immutable.
     *
     * @param factual weights for texts without any narrative words
     * @param narrative weights for texts with as many of them as stories have
     */
    public record Experts(Weights factual, Weights narrative) implements WeightsByFeature {
        private static final Set<String> PERSONS = Set.of("he", "him", "his", "she", "her", "hers");
        private static final Pattern WORD = Pattern.compile("[A-Za-z]+");
        private static final String PARTICLES = "了着著道";

        /**
         * Share of narrative words at which the mixture begins to change. All factual texts of the development gold are
         * below, and all its chapters of novels above {@link #NARRATIVE_SHARE}.
         */
        private static final double FACTUAL_SHARE = 0.01;

        private static final double NARRATIVE_SHARE = 0.025;

        static Experts resource(String name) {
            return AlignmentWeights.resource(name, Experts::read);
        }

        static Experts read(String name, BufferedReader text) throws IOException {
            Map<String, Double> factual = new LinkedHashMap<>();
            Map<String, Double> narrative = new LinkedHashMap<>();
            lines(name, text, "1.5 1.2 length").forEach((feature, line) -> {
                factual.put(feature, line.get(0));
                narrative.put(feature, line.get(1));
            });
            return new Experts(new Weights(factual), new Weights(narrative));
        }

        @Override
        public Map<String, Double> byFeature() {
            return factual.byFeature();
        }

        @Override
        public String format() {
            StringBuilder text = new StringBuilder();
            factual.byFeature()
                    .forEach((feature, weight) -> text.append(
                            String.format(Locale.ROOT, "%8.4f %8.4f %s\n", weight, narrative.get(feature), feature)));
            return text.toString();
        }

        /** Returns the weights for two texts. */
        public Weights of(TokenizedPair texts) {
            double share = narrativeShare(texts);
            Map<String, Double> mixture = new LinkedHashMap<>();
            factual.byFeature()
                    .forEach((feature, weight) ->
                            mixture.put(feature, (1 - share) * weight + share * narrative.get(feature)));
            return new Weights(mixture);
        }

        /**
         * Returns the share of the narrative weights for two texts, 0 to 1. It grows with the frequency of pronouns of
         * the third person among the English words, and of 了, 着 and 道 ("said") among the Chinese characters.
         */
        static double narrativeShare(TokenizedPair texts) {
            int persons = 0;
            int words = 0;
            for (int j = 0; j < texts.englishSize(); j++) {
                Matcher word = WORD.matcher(texts.english(j).text());
                while (word.find()) {
                    words++;
                    persons += PERSONS.contains(word.group().toLowerCase(Locale.ROOT)) ? 1 : 0;
                }
            }
            int particles = 0;
            int characters = 0;
            for (int i = 0; i < texts.chineseSize(); i++) {
                String text = texts.chinese(i).text();
                for (int k = 0; k < text.length(); k++) {
                    characters += Han.is(text.charAt(k)) ? 1 : 0;
                    particles += PARTICLES.indexOf(text.charAt(k)) >= 0 ? 1 : 0;
                }
            }
            double share = ((double) persons / Math.max(1, words) + (double) particles / Math.max(1, characters)) / 2;
            return Math.max(0, Math.min(1, (share - FACTUAL_SHARE) / (NARRATIVE_SHARE - FACTUAL_SHARE)));
        }
    }
}
