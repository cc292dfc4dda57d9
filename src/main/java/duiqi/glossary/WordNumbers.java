package duiqi.glossary;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** Words numbered from 0 in the order in which they are first seen, and whether each is a function word. Not thread-safe. */
final class WordNumbers {
    private final Map<String, Integer> numbers = new HashMap<>();
    private final List<String> words = new ArrayList<>();
    private final List<Boolean> functionWords = new ArrayList<>();
    private final Predicate<String> isFunctionWord;

    /**
     * An empty one.
     *
     * @param isFunctionWord tells words that mean little by themselves
     */
    WordNumbers(Predicate<String> isFunctionWord) {
        this.isFunctionWord = isFunctionWord;
    }

    int number(String word) {
        Integer known = numbers.get(word);
        if (known != null) {
            return known;
        }
        numbers.put(word, words.size());
        words.add(word);
        functionWords.add(isFunctionWord.test(word));
        return words.size() - 1;
    }

    String word(int number) {
        return words.get(number);
    }

    boolean isFunctionWord(int number) {
        return functionWords.get(number);
    }

    /** All words in the order of their numbers. */
    List<String> words() {
        return List.copyOf(words);
    }

    int size() {
        return words.size();
    }
}
