package duiqi.align;

import duiqi.lexicon.Token;

/** What a token is one of: a Chinese text is seen in two ways, an English one in one. */
enum View {
    /** Chinese words. */
    WORD,
    /** Chinese characters. */
    CHARACTER,
    /** English stems. */
    STEM;

    TokenView of(TokenizedPair pair) {
        return switch (this) {
            case WORD -> pair.words();
            case CHARACTER -> pair.characters();
            case STEM -> pair.stems();
        };
    }

    /**
     * A kind of token as a string, such that in order the words come first, then the characters, then the stems: a letter for the
     * view, one for {@link duiqi.lexicon.Token.Kind}, and the form.
     */
    String type(TokenView view, int token) {
        return "" + start() + letter(view.kind(token)) + view.form(token);
    }

    private static char letter(Token.Kind kind) {
        return switch (kind) {
            case WORD -> 'w';
            case NUMBER -> 'n';
            case LATIN -> 'l';
            case MARK -> 'm';
            case NAME -> 's';
            case TERM -> 't';
        };
    }

    /** The first letter of every {@link #type} of this view. */
    char start() {
        return switch (this) {
            case WORD -> 'A';
            case CHARACTER -> 'B';
            case STEM -> 'C';
        };
    }

    /** The view of a {@link #type}. */
    static View ofType(String type) {
        return switch (type.isEmpty() ? ' ' : type.charAt(0)) {
            case 'A' -> WORD;
            case 'B' -> CHARACTER;
            case 'C' -> STEM;
            default -> throw new IllegalArgumentException("no type of token: \"" + type + "\"");
        };
    }
}
