package duiqi.document.bilingual;

import duiqi.text.Language;
import duiqi.text.Paragraph;
import duiqi.text.Paragraph.Cell;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A piece is a paragraph of a bilingual document, or a part of one, in a single language. Immutable.
 *
 * @param paragraph the text
 * @param tongue its language
 * @param position number of the paragraph in the document
 * @param isPairedWithNext true if the next piece is its translation because both are in one line
 */
public record Piece(Paragraph paragraph, Tongue tongue, int position, boolean isPairedWithNext) {
    /** Lists the languages of pieces. */
    enum Tongue {
        CHINESE,
        ENGLISH,
        /** Numbers, marks, and other languages. */
        NEITHER;

        private static final int MIN_LATIN = 2;

        /** English words that Chinese sentences with English names do not contain. */
        private static final Set<String> FUNCTION_WORDS = Set.of(
                "the", "a", "an", "of", "to", "in", "is", "are", "was", "were", "and", "for", "with", "on", "that",
                "this", "it", "as", "by", "from", "not", "you", "we", "he", "she", "they", "can", "will", "his", "her",
                "but", "or", "be", "has", "have", "had", "at", "which", "when", "if", "who");

        /**
         * Returns the language of a text. Names and code in the other language do not decide: a text with Chinese
         * characters is English only if it contains English function words or few characters.
         */
        static Tongue of(String text) {
            Letters letters = Letters.of(text, 0, text.length());
            if (letters.isForeign()) {
                return NEITHER;
            }
            if (letters.han == 0) {
                return letters.latin >= MIN_LATIN ? ENGLISH : NEITHER;
            }
            if (letters.weightedHan() >= letters.latin) {
                return CHINESE;
            }
            // A bracket may contain the original of a name.
            String plain = BRACKETS.matcher(text).replaceAll(" ");
            Letters outside = Letters.of(plain, 0, plain.length());
            if (outside.han == 0 && outside.latin >= MIN_LATIN) {
                return ENGLISH;
            }
            if (outside.weightedHan() >= outside.latin) {
                return CHINESE;
            }
            return functionWords(plain) * WORDS_PER_FUNCTION_WORD >= outside.han ? ENGLISH : CHINESE;
        }

        /** Returns the other language; {@link #NEITHER} for itself. */
        Tongue other() {
            return this == NEITHER ? NEITHER : this == CHINESE ? ENGLISH : CHINESE;
        }

        /** Returns the language of a lower-case tag; {@link #NEITHER} for tags of other languages. */
        static Tongue ofTag(String tag) {
            try {
                Language language = new Language(tag);
                return language.isChinese() ? CHINESE : language.isEnglish() ? ENGLISH : NEITHER;
            } catch (IllegalArgumentException invalid) {
                return NEITHER;
            }
        }

        private static final int WORDS_PER_FUNCTION_WORD = 3;

        private static final Pattern BRACKETS = Pattern.compile("[（(][^（()）]*[)）]|[“\"][^“”\"]*[”\"]|[《「][^《》「」]*[》」]");

        private static int functionWords(String text) {
            int count = 0;
            for (String word : text.toLowerCase(Locale.ROOT).split("[\\s,.;:!?()\"“”]+")) {
                count += FUNCTION_WORDS.contains(word) ? 1 : 0;
            }
            return count;
        }

        /** Returns whether a text is certainly in this language, even if the document declares another one. */
        boolean isClearIn(String text) {
            Letters letters = Letters.of(text, 0, text.length());
            return this == CHINESE ? letters.han >= 2 : this == ENGLISH && letters.han == 0 && functionWords(text) >= 3;
        }
    }

    /**
     * Counts the letters of a text.
     *
     * @param han number of Chinese characters
     * @param latin number of Latin letters
     * @param other number of letters of other scripts, such as kana
     */
    record Letters(int han, int latin, int other) {
        /** Number of Latin letters that one Chinese character counts as, as in {@link Language#of}. */
        private static final int PER_HAN = 3;

        static Letters of(CharSequence text, int from, int to) {
            int han = 0;
            int latin = 0;
            int other = 0;
            for (int i = from; i < to; ) {
                int c = Character.codePointAt(text, i);
                i += Character.charCount(c);
                if (c < 0x80) {
                    latin += Character.isLetter(c) ? 1 : 0;
                } else if (c >= 0x4E00 && c < 0xA000) {
                    han++;
                } else if (Character.isLetter(c)) {
                    switch (Character.UnicodeScript.of(c)) {
                        case HAN -> han++;
                        case LATIN -> latin++;
                        case COMMON, INHERITED -> {}
                        default -> other++;
                    }
                }
            }
            return new Letters(han, latin, other);
        }

        int weightedHan() {
            return PER_HAN * han;
        }

        /** Returns the number of letters, with Chinese characters weighted. */
        int weight() {
            return weightedHan() + latin;
        }

        private boolean isForeign() {
            return other * PER_HAN > weight() / 4;
        }
    }

    /** Returns a paragraph with the language of its text. */
    static Piece of(Paragraph paragraph, int position) {
        return new Piece(paragraph, Tongue.of(paragraph.text()), position, false);
    }

    /** Returns the same text in another language. */
    Piece in(Tongue other) {
        return new Piece(paragraph, other, position, isPairedWithNext);
    }

    /** Returns the text. */
    String text() {
        return paragraph.text();
    }

    /** Returns the number of letters, with Chinese characters weighted; texts in both languages weigh the same. */
    int weight() {
        return Letters.of(text(), 0, text().length()).weight();
    }

    /**
     * Splits a paragraph where the language of its lines changes, and returns its parts in order. A line without
     * letters belongs to the line before it.
     */
    static List<Piece> ofLines(Paragraph paragraph, int position) {
        List<Integer> starts = new ArrayList<>(List.of(0));
        List<Paragraph.Origin> origins = paragraph.origins();
        for (int i = 1; i < origins.size(); i++) {
            if (origins.get(i).line() > origins.get(i - 1).line()) {
                starts.add(origins.get(i).offset());
            }
        }
        return cut(paragraph, position, starts);
    }

    /**
     * Splits a line at its tabs into columns, which become cells of one table. A tab before the first column shifts the
     * columns.
     *
     * @param areWide true if there may be empty columns between two others
     */
    static List<Piece> ofColumns(Paragraph line, int position, boolean areWide) {
        List<Paragraph.Origin> origins = line.origins();
        List<Piece> cells = new ArrayList<>();
        int column = origins.get(0).column() - 1;
        int from = 0;
        for (int k = 1; k <= origins.size(); k++) {
            boolean isLast = k == origins.size();
            if (isLast || isAfterTab(line, origins.get(k - 1), origins.get(k))) {
                int to = isLast ? line.text().length() : origins.get(k).offset();
                Cell cell = new Cell(0, position, areWide ? column : Math.min(column, 1));
                line.part(from, to)
                        .map(part -> part.with(new Paragraph.Marks(Optional.of(cell), Optional.empty(), List.of())))
                        .ifPresent(part -> cells.add(of(part, position)));
                from = to;
                column++;
            }
        }
        return cells;
    }

    /** Returns whether an origin begins only because it is after a tab. */
    private static boolean isAfterTab(Paragraph line, Paragraph.Origin before, Paragraph.Origin origin) {
        return line.text().charAt(origin.offset() - 1) == ' '
                && before.line() == origin.line()
                && before.column() + line.text().codePointCount(before.offset(), origin.offset()) == origin.column();
    }

    /** Splits a paragraph where the language of its parts changes. */
    private static List<Piece> cut(Paragraph paragraph, int position, List<Integer> starts) {
        String text = paragraph.text();
        List<Piece> pieces = new ArrayList<>();
        Tongue open = Tongue.NEITHER;
        int from = 0;
        for (int k = 0; k < starts.size(); k++) {
            int end = k + 1 < starts.size() ? starts.get(k + 1) : text.length();
            Tongue tongue = Tongue.of(text.substring(starts.get(k), end));
            if (tongue != Tongue.NEITHER && open != Tongue.NEITHER && tongue != open) {
                Tongue before = open;
                paragraph
                        .part(from, starts.get(k))
                        .ifPresent(part -> pieces.add(new Piece(part, before, position, false)));
                from = starts.get(k);
            }
            open = tongue == Tongue.NEITHER ? open : tongue;
        }
        if (pieces.isEmpty()) {
            return List.of(of(paragraph, position));
        }
        Tongue last = open;
        paragraph.part(from, text.length()).ifPresent(part -> pieces.add(new Piece(part, last, position, false)));
        return pieces;
    }

    /** Splits lines that contain a text and its translation. Stateless. */
    static final class MixedLine {
        /** Minimum share of letters that are in the language of their side. */
        private static final double MIN_PURE = 0.8;

        /** Minimum share of these letters in a document whose other lines show the order of the languages. */
        private static final double MIN_PURE_IN_ORDER = 0.6;

        /** Maximum ratio of the weights of both sides. */
        private static final int MAX_RATIO = 4;

        /** Share of letters that a cut at a separator gains over a cut between two words. */
        private static final double SEPARATOR_BONUS = 0.15;

        /** Share of letters that this cut gains if only the order of the languages is known. */
        private static final double SEPARATOR_BONUS_IN_ORDER = 0.3;

        private static final String SEPARATORS = "\t/|／｜\u3000;；";
        private static final String OPENING = "（([【[";
        private static final String CLOSING = "）)]】]";
        private static final String WEAK = " :：-–—=";

        private MixedLine() {}

        /** Returns the language with which most lines begin. */
        static Tongue firstOf(List<List<Piece>> lines) {
            int chineseFirst = 0;
            for (List<Piece> line : lines) {
                chineseFirst += line.isEmpty() ? 0 : line.get(0).tongue() == Tongue.CHINESE ? 1 : -1;
            }
            return chineseFirst >= 0 ? Tongue.CHINESE : Tongue.ENGLISH;
        }

        /** Returns the text and its translation in order, if the line contains exactly one of each. */
        static Optional<List<Piece>> split(Piece line) {
            Letters all = Letters.of(line.text(), 0, line.text().length());
            return Math.max(all.weightedHan(), all.latin) > MAX_RATIO * Math.min(all.weightedHan(), all.latin)
                    ? Optional.empty()
                    : split(line, all, MIN_PURE, Tongue.NEITHER);
        }

        /** Returns the text and its translation in a line with many names, if other lines show their order. */
        static Optional<List<Piece>> split(Piece line, Tongue first) {
            return split(line, Letters.of(line.text(), 0, line.text().length()), MIN_PURE_IN_ORDER, first);
        }

        /**
         * Splits a line where most letters are in the language of their side.
         *
         * @param first the first language, or {@link Tongue#NEITHER} if it is unknown
         */
        private static Optional<List<Piece>> split(Piece line, Letters all, double minimum, Tongue first) {
            if (all.han == 0 || all.latin < 2 || all.isForeign()) {
                return Optional.empty();
            }
            String text = line.text();
            double bonus = first == Tongue.NEITHER ? SEPARATOR_BONUS : SEPARATOR_BONUS_IN_ORDER;
            double[] scores = new double[text.length()];
            int best = 0;
            Letters before = new Letters(0, 0, 0);
            for (int i = 1; i < text.length(); i++) {
                before = plus(before, text.charAt(i - 1));
                if (isPlace(text, i)) {
                    scores[i] = purity(before, all, first) + (isSeparated(text, i) ? bonus : 0);
                }
                best = scores[i] > scores[best] ? i : best;
            }
            return scores[best] < minimum ? Optional.empty() : parts(line, place(text, scores, best));
        }

        /** Returns the best of several places with the same score: a space, or the place after closing marks. */
        private static int place(String text, double[] scores, int first) {
            int end = first;
            while (end < scores.length && scores[end] == scores[first]) {
                if (text.charAt(end) == ' ') {
                    return end;
                }
                end++;
            }
            int place = first;
            while (place + 1 < end && isClosing(text.charAt(place))) {
                place++;
            }
            return place;
        }

        private static boolean isClosing(char c) {
            return switch (Character.getType(c)) {
                case Character.END_PUNCTUATION, Character.FINAL_QUOTE_PUNCTUATION, Character.OTHER_PUNCTUATION -> true;
                default -> false;
            };
        }

        private static Letters plus(Letters letters, char c) {
            Letters one = Letters.of(String.valueOf(c), 0, 1);
            return new Letters(letters.han + one.han, letters.latin + one.latin, letters.other + one.other);
        }

        /** Returns whether the text may be cut before a character: not inside a word. */
        private static boolean isPlace(String text, int i) {
            return !(isLatin(text.charAt(i - 1)) && isLatin(text.charAt(i)))
                    && !Character.isLowSurrogate(text.charAt(i));
        }

        private static boolean isLatin(char c) {
            return Character.isLetterOrDigit(c) && Character.UnicodeScript.of(c) != Character.UnicodeScript.HAN;
        }

        private static boolean isSeparated(String text, int i) {
            char at = text.charAt(i);
            char before = text.charAt(i - 1);
            return SEPARATORS.indexOf(at) >= 0
                    || OPENING.indexOf(at) >= 0
                    || "。！？!?”".indexOf(before) >= 0
                    || (before == '.' && at == ' ')
                    || (at == ' ' && before == ' ');
        }

        /** Returns the share of letters that are in the language of their side. */
        private static double purity(Letters before, Letters all, Tongue first) {
            int chineseFirst = before.weightedHan() + all.latin - before.latin;
            int englishFirst = before.latin + all.weightedHan() - before.weightedHan();
            int pure = first == Tongue.CHINESE
                    ? chineseFirst
                    : first == Tongue.ENGLISH ? englishFirst : Math.max(chineseFirst, englishFirst);
            return (double) pure / all.weight();
        }

        private static Optional<List<Piece>> parts(Piece line, int cut) {
            String text = line.text();
            int to = cut;
            while (to > 0 && isMargin(text.charAt(to - 1))) {
                to--;
            }
            int from = cut;
            while (from < text.length() && isMargin(text.charAt(from))) {
                from++;
            }
            Optional<Piece> first = part(line, 0, to, true);
            Optional<Piece> second = part(line, from, text.length(), false);
            return first.isPresent()
                            && second.isPresent()
                            && first.get().tongue != Tongue.NEITHER
                            && first.get().tongue == second.get().tongue.other()
                    ? Optional.of(List.of(first.get(), second.get()))
                    : Optional.empty();
        }

        /** Returns a part of a line, without the brackets around it. */
        private static Optional<Piece> part(Piece line, int from, int to, boolean isFirst) {
            int bracket = to - from > 2 ? OPENING.indexOf(line.text().charAt(from)) : -1;
            int margin = bracket >= 0 && line.text().charAt(to - 1) == CLOSING.charAt(bracket) ? 1 : 0;
            return line.paragraph
                    .part(from + margin, to - margin)
                    .map(part -> new Piece(part, Tongue.of(part.text()), line.position, isFirst));
        }

        private static boolean isMargin(char c) {
            return SEPARATORS.indexOf(c) >= 0 || WEAK.indexOf(c) >= 0;
        }
    }
}
