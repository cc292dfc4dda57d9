package duiqi.index;

import java.util.ArrayList;
import java.util.List;

/**
 * A phrase to find, and what is certain of the tokens of a text that has it.
 *
 * <p>Tokens inside the phrase are tokens of the text too, and so are Han characters and punctuation at its ends. A word at an end may
 * be a part of a longer one in the text. An apostrophe or a combining mark at an end may stand inside a word, so nothing follows
 * from it, and the word beside it is at an end as well.
 *
 * @param text in the form of {@link NormalText}, not empty
 * @param tokens its tokens without apostrophes and marks at the ends
 */
record Phrase(String text, List<String> tokens) {
    Phrase {
        tokens = List.copyOf(tokens);
    }

    static Phrase of(String phrase) {
        String text = NormalText.of(phrase);
        List<String> tokens = new ArrayList<>();
        Tokens.each(text, (folded, start, end) -> tokens.add(folded.substring(start, end)));
        while (!tokens.isEmpty() && Tokens.joinsWords(tokens.get(0))) {
            tokens.remove(0);
        }
        while (!tokens.isEmpty() && Tokens.joinsWords(tokens.get(tokens.size() - 1))) {
            tokens.remove(tokens.size() - 1);
        }
        return new Phrase(text, tokens);
    }

    private boolean beginsInWord() {
        return !tokens.isEmpty() && Tokens.isWord(tokens.get(0));
    }

    private boolean endsInWord() {
        return !tokens.isEmpty() && Tokens.isWord(tokens.get(tokens.size() - 1));
    }

    /** Tokens that every text with the phrase has, in a row. */
    List<String> certain() {
        int from = beginsInWord() ? 1 : 0;
        int to = tokens.size() - (endsInWord() ? 1 : 0);
        return from < to ? tokens.subList(from, to) : List.of();
    }

    /** What words each text with the phrase has one of. */
    List<Fragment> fragments() {
        List<Fragment> fragments = new ArrayList<>();
        if (tokens.size() == 1 && beginsInWord()) {
            fragments.add(new Fragment(tokens.get(0), true, true));
        } else {
            if (beginsInWord()) {
                fragments.add(new Fragment(tokens.get(0), true, false));
            }
            if (endsInWord()) {
                fragments.add(new Fragment(tokens.get(tokens.size() - 1), false, true));
            }
        }
        return fragments;
    }

    /**
     * A part of a word.
     *
     * @param letters the part
     * @param openBefore whether the word may have more letters before it
     * @param openAfter whether the word may have more letters after it
     */
    record Fragment(String letters, boolean openBefore, boolean openAfter) {
        boolean isIn(String word) {
            if (openBefore && openAfter) {
                return word.contains(letters);
            }
            return openBefore ? word.endsWith(letters) : word.startsWith(letters);
        }
    }

    /** The stretches of an original at which the phrase stands, in order. */
    List<Span> in(NormalText normal) {
        List<Span> spans = new ArrayList<>();
        int at = normal.text().indexOf(text);
        while (at >= 0) {
            spans.add(normal.origin(at, at + text.length()));
            at = normal.text().indexOf(text, at + text.length());
        }
        return spans;
    }
}
