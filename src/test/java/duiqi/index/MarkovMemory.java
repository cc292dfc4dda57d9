package duiqi.index;

import duiqi.text.Language;
import duiqi.text.TranslationUnit;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;

/**
 * Generates units for tests: random sentences in both languages, modelled on our sample texts. Four in five units are
 * new; the others repeat an earlier one with a tenth of its tokens changed, as in real memories. The median length is
 * 47 Chinese characters. Equal seeds give equal units. Not thread-safe.
 */
public final class MarkovMemory {
    private static final List<Path> SAMPLES = List.of(Path.of("tm/samples"), Path.of("src/test/resources/gold"));
    private static final double NEAR_DUPLICATES = 0.2;
    private static final double CHARACTERS = 47;
    private static final double WORDS = 30;
    /** Standard deviation of the logarithm of the length */
    private static final double SPREAD = 0.6;
    /** Number of earlier units to vary */
    private static final int REMEMBERED = 4096;

    private final MarkovText chinese;
    private final MarkovText english;
    private final Random random;
    private final List<Pair> earlier = new ArrayList<>();
    private int made;

    private record Pair(List<String> chinese, List<String> english) {}

    public MarkovMemory(long seed) {
        chinese = new MarkovText(samples("zh"), "");
        english = new MarkovText(samples("en"), " ");
        random = new Random(seed);
    }

    private static List<String> samples(String language) {
        List<String> lines = new ArrayList<>();
        for (Path folder : SAMPLES) {
            try (Stream<Path> files = Files.list(folder)) {
                for (Path file : files.sorted().toList()) {
                    if (file.getFileName().toString().matches(".*\\." + language + "(\\.txt|\\.md)?")) {
                        lines.addAll(Files.readAllLines(file));
                    }
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return lines;
    }

    public TranslationUnit next() {
        Pair pair;
        if (!earlier.isEmpty() && random.nextDouble() < NEAR_DUPLICATES) {
            pair = edited(earlier.get(random.nextInt(earlier.size())), 0.1);
        } else {
            double length = Math.exp(SPREAD * random.nextGaussian());
            pair = new Pair(
                    chinese.sentence(atLeastOne(CHARACTERS * length), random),
                    english.sentence(atLeastOne(WORDS * length), random));
        }
        if (earlier.size() < REMEMBERED) {
            earlier.add(pair);
        } else {
            earlier.set(random.nextInt(REMEMBERED), pair);
        }
        made++;
        return new TranslationUnit(
                Integer.toHexString(made),
                new TranslationUnit.Variant(Language.CHINESE, chinese.text(pair.chinese())),
                new TranslationUnit.Variant(Language.ENGLISH, english.text(pair.english())),
                Collections.emptySortedMap(),
                Optional.of(Instant.ofEpochSecond(1_700_000_000L + random.nextInt(1000))));
    }

    /** Returns the text of one side with a share of its tokens changed. */
    public String edited(TranslationUnit unit, UnitSide side, double share) {
        MarkovText language = side == UnitSide.SOURCE ? chinese : english;
        List<String> tokens = Tokens.of(
                side == UnitSide.SOURCE ? unit.source().text() : unit.target().text());
        return language.text(edited(language, tokens, share));
    }

    private Pair edited(Pair pair, double share) {
        return new Pair(edited(chinese, pair.chinese(), share), edited(english, pair.english(), share));
    }

    private List<String> edited(MarkovText language, List<String> tokens, double share) {
        return language.edited(tokens, atLeastOne(tokens.size() * share), random);
    }

    private static int atLeastOne(double number) {
        return (int) Math.max(1, Math.round(number));
    }

    /**
     * Generates sentences similar to samples: each token follows its predecessor as in a sample, and sometimes a random
     * token follows. Equal seeds give equal sentences.
     */
    private static final class MarkovText {
        /** Probability of a random next token; it creates pairs of tokens that the samples do not contain */
        private static final double JUMP = 0.1;

        private final List<String> all = new ArrayList<>();
        private final Map<String, List<String>> followers = new HashMap<>();
        private final String space;

        /** Learns from samples with a separator of words. */
        MarkovText(List<String> samples, String space) {
            this.space = space;
            for (String sample : samples) {
                List<String> tokens = Tokens.of(sample);
                for (int i = 0; i < tokens.size(); i++) {
                    all.add(tokens.get(i));
                    if (i > 0) {
                        followers
                                .computeIfAbsent(tokens.get(i - 1), token -> new ArrayList<>())
                                .add(tokens.get(i));
                    }
                }
            }
        }

        /** Returns a sentence of a given number of tokens. */
        List<String> sentence(int length, Random random) {
            List<String> sentence = new ArrayList<>(length);
            String last = any(random);
            while (sentence.size() < length) {
                sentence.add(last);
                List<String> next = followers.getOrDefault(last, all);
                last = random.nextDouble() < JUMP ? any(random) : next.get(random.nextInt(next.size()));
            }
            return sentence;
        }

        private String any(Random random) {
            return all.get(random.nextInt(all.size()));
        }

        /** Returns a sentence with some tokens replaced, deleted or inserted; at least one stays. */
        List<String> edited(List<String> sentence, int edits, Random random) {
            List<String> result = new ArrayList<>(sentence);
            for (int i = 0; i < edits; i++) {
                switch (random.nextInt(result.size() > 1 ? 3 : 2)) {
                    case 0 -> result.add(random.nextInt(result.size() + 1), any(random));
                    case 1 -> result.set(random.nextInt(result.size()), any(random));
                    default -> result.remove(random.nextInt(result.size()));
                }
            }
            return result;
        }

        String text(List<String> sentence) {
            return String.join(space, sentence);
        }
    }
}
