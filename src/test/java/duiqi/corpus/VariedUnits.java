package duiqi.corpus;

import duiqi.corpus.stage.CorpusUnit;
import duiqi.exchange.Pairs;
import duiqi.exchange.Tu;
import duiqi.exchange.UnitReader;
import duiqi.text.ReadProblem;
import duiqi.text.TranslationUnit;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;

/**
 * Creates units of one to four sentences from the memory of this project. Every second unit is a changed copy of an
 * earlier one.
 */
public final class VariedUnits {
    private static final String HAN = "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面";

    private final List<TranslationUnit> sentences;
    private final Random random;

    private VariedUnits(List<TranslationUnit> sentences, Random random) {
        this.sentences = sentences;
        this.random = random;
    }

    public static List<CorpusUnit> of(int count, Random random) {
        VariedUnits varied = new VariedUnits(sentences(), random);
        List<CorpusUnit> units = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            units.add(
                    i % 2 == 0 || i < 10
                            ? varied.fresh(i)
                            : varied.changed(units.get(random.nextInt(units.size())), i));
        }
        return units;
    }

    private static List<TranslationUnit> sentences() {
        Path memory = Path.of("tm", "basic-research.tmx");
        Pairs pairs = new Pairs("basic-research.tmx");
        List<TranslationUnit> sentences = new ArrayList<>();
        try (UnitReader reader = UnitReader.tmx(memory, ReadProblem.Listener.STRICT)) {
            for (Optional<Tu> unit = reader.next(); unit.isPresent(); unit = reader.next()) {
                sentences.addAll(pairs.of(unit.get()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return sentences;
    }

    private CorpusUnit fresh(int id) {
        StringBuilder chinese = new StringBuilder();
        StringBuilder english = new StringBuilder();
        int length = 1 + random.nextInt(4);
        for (int i = 0; i < length; i++) {
            TranslationUnit sentence = sentences.get(random.nextInt(sentences.size()));
            chinese.append(sentence.source().text());
            english.append(i == 0 ? "" : " ").append(sentence.target().text());
        }
        return SampleUnits.of(id, chinese.toString(), english.toString(), probability());
    }

    /** Returns a probability with two decimals, so that some are equal. */
    private double probability() {
        return random.nextInt(50, 100) / 100.0;
    }

    private CorpusUnit changed(CorpusUnit unit, int id) {
        String chinese = unit.chinese();
        String english = unit.english();
        switch (random.nextInt(6)) {
            case 0 -> english = english.toUpperCase(Locale.ROOT);
            case 1 -> chinese = chinese.replace("，", " ").replace("。", "");
            case 2 -> chinese = otherCharacter(chinese);
            case 3 -> english = otherWord(english);
            case 4 -> {
                chinese = otherCharacter(otherCharacter(chinese));
                english = otherWord(english);
            }
            default -> english = otherWord(otherWord(otherWord(english)));
        }
        return SampleUnits.of(id, chinese, english, probability());
    }

    private String otherCharacter(String text) {
        StringBuilder other = new StringBuilder(text);
        other.setCharAt(random.nextInt(text.length()), HAN.charAt(random.nextInt(HAN.length())));
        return other.toString();
    }

    private String otherWord(String text) {
        List<String> words = new ArrayList<>(Arrays.asList(text.split(" ")));
        int at = random.nextInt(words.size());
        switch (random.nextInt(3)) {
            case 0 -> words.set(at, "something");
            case 1 -> words.add(at, "really");
            default -> {
                if (words.size() > 1) {
                    words.remove(at);
                }
            }
        }
        return String.join(" ", words);
    }
}
