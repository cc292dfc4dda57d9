package duiqi.index;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Generates sentences similar to samples: each token follows its predecessor as in a sample, and sometimes a random
 * token follows. Equal seeds give equal sentences.
 */
public final class MarkovText {
    /** Probability of a random next token; it creates pairs of tokens that the samples do not contain */
    private static final double JUMP = 0.1;

    private final List<String> all = new ArrayList<>();
    private final Map<String, List<String>> followers = new HashMap<>();
    private final String space;

    /**
     * Learns from samples.
     *
     * @param samples the sentences to learn from
     * @param space the separator of words
     */
    public MarkovText(List<String> samples, String space) {
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
    public List<String> sentence(int length, Random random) {
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
    public List<String> edited(List<String> sentence, int edits, Random random) {
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

    public String text(List<String> sentence) {
        return String.join(space, sentence);
    }
}
