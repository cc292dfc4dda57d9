package duiqi.check;

import duiqi.lexicon.Lexicon;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Reads English words as Hanyu Pinyin without tones (ISO 7098): <i>Xiaoming</i> is xiao ming, <i>Xi'an</i> xi an. {@code ü},
 * {@code v} and {@code yu} after l and n are one. Not thread-safe: it keeps what it read.
 */
final class Pinyin {
    private static final int MAX_SYLLABLES = 3;
    private static final int MAX_SYLLABLE_LENGTH = 6;
    private static final int MAX_CACHED = 100_000;

    /** The lexicon writes ü as u; these characters have ü. */
    private static final String WITH_UMLAUT = "吕旅律绿屡侣驴履铝率缕女";

    private final Lexicon lexicon;
    private final Set<String> syllables = new HashSet<>();
    private final Map<String, List<List<String>>> known = new HashMap<>();

    Pinyin(Lexicon lexicon) {
        this.lexicon = lexicon;
        for (char c = 0x4E00; c <= 0x9FFF; c++) {
            syllables.addAll(lexicon.pinyin(c));
        }
        syllables.removeIf(syllable ->
                (syllable.length() == 1 && "aeo".indexOf(syllable.charAt(0)) < 0) || !syllable.matches(".*[aeiou].*"));
    }

    /** All ways to read a word, of three syllables at most; none for what is no pinyin. */
    List<List<String>> readings(String word) {
        if (known.size() > MAX_CACHED) {
            known.clear();
        }
        return known.computeIfAbsent(word, this::read);
    }

    private List<List<String>> read(String word) {
        String plain = Normalizer.normalize(word, Normalizer.Form.NFD)
                .replaceAll("\\p{M}", "")
                .toLowerCase(Locale.ROOT)
                .replaceAll("(?<=[ln])(?:v|yu)", "u");
        List<List<String>> readings = new ArrayList<>();
        read(plain, 0, List.of(), readings);
        return List.copyOf(readings);
    }

    private void read(String word, int start, List<String> before, List<List<String>> readings) {
        if (start == word.length()) {
            if (!before.isEmpty()) {
                readings.add(before);
            }
            return;
        }
        if ("'’-‐".indexOf(word.charAt(start)) >= 0) {
            if (start > 0) {
                read(word, start + 1, before, readings);
            }
            return;
        }
        for (int end = start + 1; end <= Math.min(word.length(), start + MAX_SYLLABLE_LENGTH); end++) {
            String syllable = word.substring(start, end);
            if (before.size() < MAX_SYLLABLES && syllables.contains(syllable)) {
                List<String> longer = new ArrayList<>(before);
                longer.add(syllable);
                read(word, end, longer, readings);
            }
        }
    }

    /** Whether a character can be read so. */
    boolean isRead(char character, String syllable) {
        return syllables(character).contains(syllable);
    }

    /** The readings of a character: its own, since 宁 is of both scripts, or those of its simplified form. */
    List<String> syllables(char character) {
        char simplified = lexicon.simplify(String.valueOf(character)).charAt(0);
        List<String> own = lexicon.pinyin(character);
        return own.isEmpty() ? lexicon.pinyin(simplified) : own;
    }

    /** How characters are spelt, put together with a capital: 小明 Xiaoming, 西安 Xi’an. The first of several readings. */
    String spelling(String characters) {
        StringBuilder spelling = new StringBuilder();
        for (int i = 0; i < characters.length(); i++) {
            char c = characters.charAt(i);
            String syllable = syllables(c).stream().findFirst().orElse("");
            if (WITH_UMLAUT.indexOf(c) >= 0) {
                syllable = syllable.replace('u', 'ü');
            }
            spelling.append(spelling.length() > 0 && syllable.matches("[aeo].*") ? "’" : "")
                    .append(syllable);
        }
        return spelling.isEmpty() ? "" : spelling.substring(0, 1).toUpperCase(Locale.ROOT) + spelling.substring(1);
    }

    /** Whether two syllables are one letter or a common confusion apart: min and ming, zi and zhi. */
    static boolean areNear(String one, String other) {
        int common = 0;
        int shorter = Math.min(one.length(), other.length());
        while (common < shorter && one.charAt(common) == other.charAt(common)) {
            common++;
        }
        int tail = 0;
        while (tail < shorter - common
                && one.charAt(one.length() - 1 - tail) == other.charAt(other.length() - 1 - tail)) {
            tail++;
        }
        return Math.max(one.length(), other.length()) - common - tail <= 1;
    }
}
