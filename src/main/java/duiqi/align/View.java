package duiqi.align;

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
        return "" + start() + (char) ('A' + view.kind(token).ordinal()) + view.form(token);
    }

    /** The first letter of every {@link #type} of this view. */
    char start() {
        return (char) ('A' + ordinal());
    }

    /** The view of a {@link #type}. */
    static View ofType(String type) {
        int ordinal = type.isEmpty() ? -1 : type.charAt(0) - 'A';
        if (ordinal < 0 || ordinal >= values().length) {
            throw new IllegalArgumentException("no type of token: \"" + type + "\"");
        }
        return values()[ordinal];
    }
}
