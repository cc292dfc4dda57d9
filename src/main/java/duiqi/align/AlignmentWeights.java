package duiqi.align;

import duiqi.align.learn.TokenizedPair;
import duiqi.io.AtomicFile;
import duiqi.io.InputFile;
import duiqi.lexicon.Han;
import duiqi.text.FormatException;
import duiqi.text.Location;
import duiqi.text.ResourceLines;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Holds the trained weights of an aligner. Immutable.
 *
 * @param lexical weights for tables from the lexicon alone: the first pass over every text, and all passes over short
 *     texts
 * @param adapted weights for tables adapted to the text by self-training or by a corpus
 */
public record AlignmentWeights(Stage lexical, Stage adapted) {
    /** Prefixes of the files of the two stages, and the ends of their names. */
    private static final String LEXICAL = "lexical";

    private static final String ADAPTED = "adapted";
    private static final String SEARCH = "-search.weights";
    private static final String RESCORING = "-rescoring.weights";

    /** File of the weights at the start of training. Some of them are set by hand and do not change. */
    private static final String INITIAL = "initial.weights";

    private static final String REMEDY = "train the weights again with duiqi train";

    /**
     * Holds the weights of the search and of the rescoring of its lattice.
     *
     * @param search weights of the search
     * @param rescoring weights of the rescoring
     */
    public record Stage(Weights search, Experts rescoring) {
        private static Stage resource(String name) {
            return new Stage(
                    AlignmentWeights.resource(name + SEARCH, 1).get(0),
                    Experts.of(AlignmentWeights.resource(name + RESCORING, 2)));
        }

        private static Stage read(Path folder, String name) throws IOException {
            return new Stage(
                    AlignmentWeights.read(folder.resolve(name + SEARCH), 1).get(0),
                    Experts.of(AlignmentWeights.read(folder.resolve(name + RESCORING), 2)));
        }

        /** Adds the contents of the files to write, by file name. */
        private void addTo(Map<String, String> texts, String name, List<String> provenance) {
            texts.put(name + SEARCH, text(provenance, List.of(search)));
            texts.put(name + RESCORING, text(provenance, rescoring.columns()));
        }
    }

    /** Returns duiqi's own weights. */
    public static AlignmentWeights standard() {
        return new AlignmentWeights(Stage.resource(LEXICAL), Stage.resource(ADAPTED));
    }

    /** Returns the names of all features. */
    public static SortedSet<String> features() {
        return new TreeSet<>(resource(ADAPTED + RESCORING, 2).get(0).byFeature().keySet());
    }

    /** Returns the weights at the start of training. */
    public static Weights initial() {
        return resource(INITIAL, 1).get(0);
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
        return new AlignmentWeights(Stage.read(folder, LEXICAL), Stage.read(folder, ADAPTED));
    }

    /** Reads a file. It has the features of duiqi's own file of the same name. */
    private static List<Weights> read(Path file, int columns) throws IOException {
        try (BufferedReader text =
                new BufferedReader(new InputStreamReader(InputFile.open(file), StandardCharsets.UTF_8.newDecoder()))) {
            List<Weights> weights = columns(file.toString(), text, columns);
            Set<String> given = weights.get(0).byFeature().keySet();
            Set<String> wanted = resource(file.getFileName().toString(), columns)
                    .get(0)
                    .byFeature()
                    .keySet();
            requireAll(file, wanted, given, "has no weight for");
            requireAll(file, given, wanted, "has a weight for an unknown feature,");
            return weights;
        } catch (CharacterCodingException e) {
            throw new FormatException(file.toString(), "is not UTF-8 text", REMEDY, e);
        }
    }

    private static void requireAll(Path file, Set<String> features, Set<String> others, String problem)
            throws FormatException {
        for (String feature : features) {
            if (!others.contains(feature)) {
                throw new FormatException(file.toString(), problem + " \"" + feature + "\"", REMEDY);
            }
        }
    }

    /** Reads a file that is part of duiqi. */
    private static List<Weights> resource(String name, int columns) {
        String text = ResourceLines.text(AlignmentWeights.class, name);
        try {
            return columns(name, new BufferedReader(new StringReader(text)), columns);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Reads lines of one or more weights and a feature. Comments begin with {@code #} and describe the origin of the
     * weights.
     *
     * @param columns number of weights on a line
     * @return the weights of each column
     */
    static List<Weights> columns(String name, BufferedReader text, int columns) throws IOException {
        List<Map<String, Double>> read = new ArrayList<>();
        for (int column = 0; column < columns; column++) {
            read.add(new LinkedHashMap<>());
        }
        int number = 0;
        for (String line = text.readLine(); line != null; line = text.readLine()) {
            number++;
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            String[] parts = line.strip().split(" +", columns + 1);
            for (int column = 0; column < columns; column++) {
                double weight = parts.length <= columns ? Double.NaN : number(parts[column]);
                if (!Double.isFinite(weight)) {
                    throw new FormatException(
                            new Location(name, number, 1),
                            "\"" + line + "\" is not " + (columns == 1 ? "a weight" : "two weights") + " and a feature",
                            "write \"" + (columns == 1 ? "1.5 length" : "1.5 1.2 length") + "\"");
                }
                read.get(column).put(parts[columns], weight);
            }
        }
        return read.stream().map(Weights::new).toList();
    }

    private static double number(String text) {
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }

    /** Returns the text of a file that {@link #columns} reads. */
    static String text(List<String> comments, List<Weights> columns) {
        StringBuilder text = new StringBuilder();
        comments.forEach(line -> text.append("# ").append(line).append('\n'));
        for (String feature : columns.get(0).byFeature().keySet()) {
            columns.forEach(column -> text.append(String.format(Locale.ROOT, "%8.4f ", column.get(feature))));
            text.append(feature).append('\n');
        }
        return text.toString();
    }

    /**
     * Writes the weights into a folder. No file is replaced before all new files are complete on disk.
     *
     * @param provenance texts and settings of the training, in lines; they become the comments of the files
     */
    public void write(Path folder, List<String> provenance) throws IOException {
        Map<String, String> texts = new LinkedHashMap<>();
        lexical.addTo(texts, LEXICAL, provenance);
        adapted.addTo(texts, ADAPTED, provenance);
        List<Path> files = texts.keySet().stream().map(folder::resolve).toList();
        AtomicFile.writeAll(files, outs -> {
            int k = 0;
            for (String text : texts.values()) {
                outs.get(k++).write(text.getBytes(StandardCharsets.UTF_8));
            }
        });
    }

    /** Maps each feature name to a weight. Immutable. */
    public static final class Weights {
        private final Map<String, Double> byFeature;

        Weights(Map<String, Double> byFeature) {
            this.byFeature = Collections.unmodifiableMap(new LinkedHashMap<>(byFeature));
        }

        /** Returns the weights by feature, in the order of the file. */
        Map<String, Double> byFeature() {
            return byFeature;
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
    }

    /**
     * Holds weights for factual texts and weights for narrative texts. Genres differ in how freely they are translated,
     * and stories most of all, so that no single weights are best for all. The texts themselves select the mixture. The
     * file has one line for each feature, with both weights and the name. Immutable.
     *
     * @param factual weights for texts without any narrative words
     * @param narrative weights for texts with as many of them as stories have
     */
    public record Experts(Weights factual, Weights narrative) {
        private static final Set<String> PERSONS = Set.of("he", "him", "his", "she", "her", "hers");
        private static final Pattern WORD = Pattern.compile("[A-Za-z]+");
        private static final String PARTICLES = "了着著道";

        /**
         * Share of narrative words at which the mixture begins to change. All factual texts of the development gold are
         * below, and all its chapters of novels above {@link #NARRATIVE_SHARE}.
         */
        private static final double FACTUAL_SHARE = 0.01;

        private static final double NARRATIVE_SHARE = 0.025;

        private static Experts of(List<Weights> columns) {
            return new Experts(columns.get(0), columns.get(1));
        }

        private List<Weights> columns() {
            return List.of(factual, narrative);
        }

        /** Returns the weights for two texts. */
        public Weights of(TokenizedPair texts) {
            double share = narrativeShare(texts);
            Map<String, Double> mixture = new LinkedHashMap<>();
            for (String feature : factual.byFeature().keySet()) {
                mixture.put(feature, (1 - share) * factual.get(feature) + share * narrative.get(feature));
            }
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
