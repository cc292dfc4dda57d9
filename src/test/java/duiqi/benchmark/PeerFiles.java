package duiqi.benchmark;

import duiqi.align.Bead;
import duiqi.align.GoldText;
import duiqi.lexicon.ChineseTokenizer;
import duiqi.lexicon.EnglishTokenizer;
import duiqi.lexicon.FunctionWords;
import duiqi.lexicon.Lexicon;
import duiqi.lexicon.Token;
import duiqi.text.Segment;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Writes the input of other aligners and reads their output. Each text has the files {@code NAME.zh} and {@code
 * NAME.en} with its sentences, {@code NAME.zh.words} and {@code NAME.en.words} with the words of duiqi's tokenizers,
 * separated by spaces, and {@code NAME.zh.gb} with the Chinese words in GB 18030. English words are stems, because the
 * dictionaries list stems.
 *
 * @param folder folder of the files
 * @param texts annotated texts of one genre
 */
record PeerFiles(Path folder, List<GoldText> texts) {
    static final Charset GB = Charset.forName("GB18030");

    /** Weight of an English stem in the glosses of a Chinese word from which the dictionaries list the pair. */
    private static final double LEAST_WEIGHT = 0.1;

    /** Placeholder for a sentence without words; the other aligners skip empty lines. */
    private static final String NO_WORD = "_";

    /** Returns the path of a file of a text. */
    Path file(GoldText text, String extension) {
        return folder.resolve(Path.of(text.name()).getFileName() + extension);
    }

    /** Writes the files of all texts, {@code hunalign.dic}, {@code champollion.dic} and {@code stop.words}. */
    void write() throws IOException {
        Lexicon lexicon = Lexicon.standard();
        ChineseTokenizer chinese = new ChineseTokenizer(lexicon);
        EnglishTokenizer english = new EnglishTokenizer();
        TreeMap<String, Set<String>> dictionary = new TreeMap<>();
        Set<String> stops = new TreeSet<>();
        for (GoldText text : texts) {
            List<List<String>> words = text.chinese().segments().stream()
                    .map(segment -> forms(chinese.words(segment.text())))
                    .toList();
            List<List<String>> stems = text.english().segments().stream()
                    .map(segment -> forms(english.tokens(segment.text())))
                    .toList();
            write(text, ".zh", sentences(text.chinese().segments()), StandardCharsets.UTF_8);
            write(text, ".en", sentences(text.english().segments()), StandardCharsets.UTF_8);
            write(text, ".zh.words", joined(words), StandardCharsets.UTF_8);
            write(text, ".zh.gb", joined(words), GB);
            write(text, ".en.words", joined(stems), StandardCharsets.UTF_8);
            words.forEach(sentence -> sentence.forEach(word -> addStems(lexicon, word, dictionary)));
            stems.forEach(sentence ->
                    sentence.stream().filter(FunctionWords::isEnglish).forEach(stops::add));
        }
        Files.write(folder.resolve("hunalign.dic"), pairs(dictionary, " @ "));
        Files.write(folder.resolve("empty.dic"), List.of());
        Files.write(folder.resolve("champollion.dic"), pairs(dictionary, " <> "), GB);
        Files.write(folder.resolve("stop.words"), stops);
    }

    private void write(GoldText text, String extension, List<String> lines, Charset charset) throws IOException {
        Files.write(file(text, extension), lines, charset);
    }

    private static List<String> sentences(List<Segment> segments) {
        return segments.stream().map(Segment::text).toList();
    }

    private static List<String> forms(List<Token> tokens) {
        return tokens.stream().map(Token::form).toList();
    }

    private static List<String> joined(List<List<String>> sentences) {
        return sentences.stream()
                .map(words -> words.isEmpty() ? NO_WORD : String.join(" ", words))
                .toList();
    }

    private static void addStems(Lexicon lexicon, String word, TreeMap<String, Set<String>> dictionary) {
        int number = lexicon.wordNumber(word);
        if (number >= 0 && !dictionary.containsKey(word)) {
            Set<String> stems = new TreeSet<>();
            lexicon.stemsOfWord(number, (stem, weight) -> {
                if (weight >= LEAST_WEIGHT) {
                    stems.add(lexicon.stem(stem));
                }
            });
            dictionary.put(word, stems);
        }
    }

    private static List<String> pairs(TreeMap<String, Set<String>> dictionary, String separator) {
        return dictionary.entrySet().stream()
                .flatMap(entry -> entry.getValue().stream().map(stem -> stem + separator + entry.getKey()))
                .toList();
    }

    /**
     * Reads the ladder of hunalign: in each line the number of source sentences and of target sentences before a cut.
     * Returns the beads between the cuts.
     *
     * @param sources number of source sentences
     * @param targets number of target sentences
     */
    static List<Bead> ladder(List<String> lines, int sources, int targets) {
        List<Bead> beads = new ArrayList<>();
        int i = 0;
        int j = 0;
        for (String line : lines) {
            String[] numbers = line.split("\t");
            int nextI = Math.min(Integer.parseInt(numbers[0]), sources);
            int nextJ = Math.min(Integer.parseInt(numbers[1]), targets);
            add(range(i, nextI), range(j, nextJ), beads);
            i = nextI;
            j = nextJ;
        }
        add(range(i, sources), range(j, targets), beads);
        return beads;
    }

    /**
     * Reads the output of Champollion, as {@code 1,2 <=> 3} or {@code 4 <=> omitted}, with numbers from 1. Its source
     * text is English; the beads have the Chinese first.
     */
    static List<Bead> champollion(List<String> lines) {
        List<Bead> beads = new ArrayList<>();
        for (String line : lines) {
            String[] sides = line.split(" <=> ");
            add(numbers(sides[1]), numbers(sides[0]), beads);
        }
        return beads;
    }

    private static List<Integer> numbers(String list) {
        return list.equals("omitted")
                ? List.of()
                : List.of(list.split(",")).stream()
                        .map(number -> Integer.parseInt(number) - 1)
                        .toList();
    }

    /** Adds a bead, or a bead for each sentence if one side is empty, as annotators and duiqi write unpaired ones. */
    static void add(List<Integer> sources, List<Integer> targets, List<Bead> beads) {
        if (!sources.isEmpty() && !targets.isEmpty()) {
            beads.add(new Bead(sources, targets, 1));
        } else {
            sources.forEach(source -> beads.add(new Bead(List.of(source), List.of(), 1)));
            targets.forEach(target -> beads.add(new Bead(List.of(), List.of(target), 1)));
        }
    }

    static List<Integer> range(int from, int to) {
        return IntStream.range(from, to).boxed().collect(Collectors.toList());
    }
}
