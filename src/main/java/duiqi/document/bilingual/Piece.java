package duiqi.document.bilingual;

import duiqi.text.Language.Letters;
import duiqi.text.LanguageName;
import duiqi.text.Paragraph;
import duiqi.text.Paragraph.Cell;
import duiqi.text.Paragraph.Origin;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A piece is a paragraph of a bilingual document, or a part of one, in a single language. Immutable.
 *
 * @param paragraph the text
 * @param tongue its language
 * @param position number of the paragraph in the document
 * @param isPairedWithNext true if the next piece is its translation because both are in one line
 */
record Piece(Paragraph paragraph, Tongue tongue, int position, boolean isPairedWithNext) {
    enum Tongue {
        CHINESE,
        ENGLISH,
        /** Numbers, marks, and other languages. */
        NEITHER;

        private static final int MIN_LATIN = 2;
        private static final int HAN_PER_FUNCTION_WORD = 3;

        /** English words that Chinese sentences with English names do not contain. */
        private static final Set<String> FUNCTION_WORDS = Set.of("""
                the a an of to in is are was were and for with on that this it as by from not you we he she they can
                will his her but or be has have had at which when if who""".split("\\s+"));

        /** Matches brackets and quotations, which may contain the original of a name. */
        private static final Pattern BRACKETS = Pattern.compile("[（(][^（()）]*[)）]|[“\"][^“”\"]*[”\"]|[《「][^《》「」]*[》」]");

        /**
         * Returns the language of a text. Names and code in the other language do not decide: a text with Chinese
         * characters is English only if it contains English function words or few characters.
         */
        static Tongue of(String text) {
            Letters all = Letters.of(text);
            if (all.isForeign() || all.han() + all.latin() == 0) {
                return NEITHER;
            }
            if (all.han() == 0) {
                return all.latin() >= MIN_LATIN ? ENGLISH : NEITHER;
            }
            String plain = BRACKETS.matcher(text).replaceAll(" ");
            Letters outside = Letters.of(plain);
            boolean isEnglish = all.weightedHan() < all.latin()
                    && outside.weightedHan() < outside.latin()
                    && (outside.han() == 0 || functionWords(plain) * HAN_PER_FUNCTION_WORD >= outside.han());
            return isEnglish ? ENGLISH : CHINESE;
        }

        /** Returns the language of a lower-case tag; {@link #NEITHER} for tags of other languages. */
        static Tongue ofTag(String tag) {
            return LanguageName.of(tag)
                    .map(language -> language.isChinese() ? CHINESE : language.isEnglish() ? ENGLISH : NEITHER)
                    .orElse(NEITHER);
        }

        /** Returns the other language; {@link #NEITHER} for itself. */
        Tongue other() {
            return this == NEITHER ? NEITHER : this == CHINESE ? ENGLISH : CHINESE;
        }

        private static long functionWords(String text) {
            return Arrays.stream(text.toLowerCase(Locale.ROOT).split("[\\s,.;:!?()\"“”]+"))
                    .filter(FUNCTION_WORDS::contains)
                    .count();
        }

        /** Returns whether a text is certainly in this language, even if the document declares another one. */
        boolean isClearIn(String text) {
            long han = Letters.of(text).han();
            return this == CHINESE ? han >= 2 : this == ENGLISH && han == 0 && functionWords(text) >= 3;
        }
    }

    static Piece of(Paragraph paragraph, int position) {
        return new Piece(paragraph, Tongue.of(paragraph.text()), position, false);
    }

    /** Returns the same text in another language. */
    Piece in(Tongue other) {
        return new Piece(paragraph, other, position, isPairedWithNext);
    }

    String text() {
        return paragraph.text();
    }

    /** Returns the number of letters, with Chinese characters weighted; texts in both languages weigh the same. */
    int weight() {
        Letters letters = Letters.of(text());
        return (int) (letters.weightedHan() + letters.latin());
    }

    /**
     * Splits a paragraph where the language of its lines changes, and returns its parts in order. A line without
     * letters belongs to the line before it.
     */
    static List<Piece> ofLines(Paragraph paragraph, int position) {
        List<Piece> pieces = new ArrayList<>();
        List<Origin> origins = paragraph.origins();
        Tongue open = Tongue.NEITHER;
        int from = 0;
        int start = 0;
        for (int k = 1; k <= origins.size(); k++) {
            boolean isLast = k == origins.size();
            if (!isLast && origins.get(k).line() <= origins.get(k - 1).line()) {
                continue;
            }
            int end = isLast ? paragraph.text().length() : origins.get(k).offset();
            Tongue tongue = Tongue.of(paragraph.text().substring(start, end));
            if (tongue != Tongue.NEITHER && tongue == open.other()) {
                Tongue before = open;
                paragraph.part(from, start).ifPresent(part -> pieces.add(new Piece(part, before, position, false)));
                from = start;
            }
            open = tongue == Tongue.NEITHER ? open : tongue;
            start = end;
        }
        if (from == 0) {
            return List.of(of(paragraph, position));
        }
        Tongue last = open;
        paragraph
                .part(from, paragraph.text().length())
                .ifPresent(part -> pieces.add(new Piece(part, last, position, false)));
        return pieces;
    }

    /**
     * Splits a line at its tabs into columns, which become cells of one table. A tab before the first column shifts the
     * columns.
     *
     * @param areWide true if there may be empty columns between two others
     */
    static List<Piece> ofColumns(Paragraph line, int position, boolean areWide) {
        List<Origin> origins = line.origins();
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
    private static boolean isAfterTab(Paragraph line, Origin before, Origin origin) {
        return line.text().charAt(origin.offset() - 1) == ' '
                && before.line() == origin.line()
                && before.column() + line.text().codePointCount(before.offset(), origin.offset()) == origin.column();
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

        /** Matches the places between words where a line may be cut; the group belongs to the text before it. */
        private static final Pattern GAP =
                Pattern.compile("(?:(?=[^\\p{L}\\p{N}])|(?<=\\p{IsHan})(?=[\\p{IsLatin}\\p{N}])"
                        + "|(?<=[\\p{IsLatin}\\p{N}])(?=\\p{IsHan}))"
                        + "([\\p{Pe}\\p{Pf}\\p{Po}&&[^\"'&#@*]]*)[^\\p{L}\\p{N}]*");

        private static final Pattern SEPARATOR = Pattern.compile("[\t/|／｜\u3000;；（(\\[【。！？!?”]|\\. |  ");
        private static final String MARGIN = "\t/|／｜\u3000;； :：-–—=";
        private static final String OPENING = "（([【";
        private static final String CLOSING = "）)]】";

        private MixedLine() {}

        /** Returns the language with which most lines begin. */
        static Tongue firstOf(List<List<Piece>> lines) {
            int chineseFirst = lines.stream()
                    .mapToInt(line -> line.isEmpty() ? 0 : line.get(0).tongue() == Tongue.CHINESE ? 1 : -1)
                    .sum();
            return chineseFirst >= 0 ? Tongue.CHINESE : Tongue.ENGLISH;
        }

        /** Returns the text and its translation in order, if the line contains exactly one of each. */
        static Optional<List<Piece>> split(Piece line) {
            Letters all = Letters.of(line.text());
            return Math.max(all.weightedHan(), all.latin()) > MAX_RATIO * Math.min(all.weightedHan(), all.latin())
                    ? Optional.empty()
                    : split(line, all, MIN_PURE, SEPARATOR_BONUS, Tongue.NEITHER);
        }

        /** Returns the text and its translation in a line with many names, if other lines show their order. */
        static Optional<List<Piece>> split(Piece line, Tongue first) {
            return split(line, Letters.of(line.text()), MIN_PURE_IN_ORDER, SEPARATOR_BONUS_IN_ORDER, first);
        }

        /**
         * Splits a line where most letters are in the language of their side.
         *
         * @param first the first language, or {@link Tongue#NEITHER} if it is unknown
         */
        private static Optional<List<Piece>> split(
                Piece line, Letters all, double minimum, double bonus, Tongue first) {
            if (all.han() == 0 || all.latin() < 2 || all.isForeign()) {
                return Optional.empty();
            }
            String text = line.text();
            double best = 0;
            int cut = 0;
            int counted = 0;
            Letters before = new Letters();
            Matcher gap = GAP.matcher(text);
            while (gap.find()) {
                before.add(text.substring(counted, gap.start()));
                counted = gap.start();
                double score = purity(before, all, first)
                        + (SEPARATOR.matcher(gap.group()).find() ? bonus : 0);
                if (score > best && counted > 0 && gap.end() < text.length()) {
                    best = score;
                    cut = gap.end(1);
                }
            }
            return best < minimum ? Optional.empty() : parts(line, cut);
        }

        /** Returns the share of letters that are in the language of their side. */
        private static double purity(Letters before, Letters all, Tongue first) {
            long chineseFirst = before.weightedHan() + all.latin() - before.latin();
            long englishFirst = before.latin() + all.weightedHan() - before.weightedHan();
            long pure = first == Tongue.CHINESE
                    ? chineseFirst
                    : first == Tongue.ENGLISH ? englishFirst : Math.max(chineseFirst, englishFirst);
            return (double) pure / (all.weightedHan() + all.latin());
        }

        private static Optional<List<Piece>> parts(Piece line, int cut) {
            String text = line.text();
            int to = cut;
            while (to > 0 && MARGIN.indexOf(text.charAt(to - 1)) >= 0) {
                to--;
            }
            int from = cut;
            while (from < text.length() && MARGIN.indexOf(text.charAt(from)) >= 0) {
                from++;
            }
            List<Piece> parts = Stream.of(part(line, 0, to, true), part(line, from, text.length(), false))
                    .flatMap(Optional::stream)
                    .toList();
            return Optional.of(parts)
                    .filter(both -> both.size() == 2
                            && both.get(0).tongue != Tongue.NEITHER
                            && both.get(0).tongue == both.get(1).tongue.other());
        }

        /** Returns a part of a line, without the brackets around it. */
        private static Optional<Piece> part(Piece line, int from, int to, boolean isFirst) {
            int bracket = to - from > 2 ? OPENING.indexOf(line.text().charAt(from)) : -1;
            int margin = bracket >= 0 && line.text().charAt(to - 1) == CLOSING.charAt(bracket) ? 1 : 0;
            return line.paragraph
                    .part(from + margin, to - margin)
                    .map(part -> new Piece(part, Tongue.of(part.text()), line.position, isFirst));
        }
    }
}
