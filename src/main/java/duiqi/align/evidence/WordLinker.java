package duiqi.align.evidence;

import duiqi.align.CorpusTables;
import duiqi.align.WordLinks;
import duiqi.align.WordLinks.Place;
import duiqi.align.learn.Priors;
import duiqi.align.learn.TokenView;
import duiqi.align.learn.TokenizedPair;
import duiqi.align.learn.Translations.TranslationTable;
import duiqi.lexicon.ChineseTokenizer;
import duiqi.lexicon.Figure;
import duiqi.lexicon.FunctionWords;
import duiqi.lexicon.Han;
import duiqi.lexicon.Lexicon;
import duiqi.lexicon.Token;
import duiqi.text.Location;
import duiqi.text.Paragraph;
import duiqi.text.Segment;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.IntPredicate;
import java.util.function.Predicate;

/**
 * Links the words of one bead by the lexicon, numbers by their values, and names by their pinyin. Unlike
 * {@link BeadExplainer} it needs no aligned text: it compares the probabilities of the translations within the bead.
 * Use an instance once.
 *
 * <p>The links are a competitive linking (Melamed 2000): the strongest pair of words is linked first, and each word has
 * at most one link. Then words beside a link join it, such as "weather" beside "station", which both translate 气象站.
 */
public final class WordLinker {
    /**
     * Maximum number of UTF-16 units of each side that are compared. Only sentences without a full stop are longer, and
     * the time grows with the square of the length.
     */
    private static final int MAX_LENGTH = 4_000;

    /** Smallest probability with which two words are linked, or a word joins a link. */
    private static final double MIN_PROBABILITY = 0.1;

    /** Smallest probability of a link weighted by the relative positions of its words. */
    private static final double MIN_STRENGTH = 0.03;

    /** Smallest mean probability of the characters of a word without a translation in the lexicon. */
    private static final double MIN_CHARACTERS = 0.06;

    /** Maximum length of a capitalised first word that one character may spell by chance, such as "Pan". */
    private static final int SHORT_NAME = 5;

    private final Lexicon lexicon;
    private final Side chinese;
    private final Side english;
    private final List<LinkedWords> links = new ArrayList<>();

    /**
     * Holds a word, number or name of a side.
     *
     * @param token its number in the view of its side
     * @param position index among the words of its side
     * @param isFirst true if it is the first word of its sentence
     */
    private record Word(
            Place place, int token, String form, Token.Kind kind, int position, boolean isFirst, float relative) {
        boolean isNumber() {
            return kind == Token.Kind.NUMBER;
        }
    }

    /** Holds words that are linked with each other. */
    private record LinkedWords(List<Word> chinese, List<Word> english, Token.Kind kind, double strength) {}

    /**
     * Holds two words that may translate each other.
     *
     * @param probability the probability of the translation
     * @param strength the probability weighted by the relative positions of the words
     */
    private record Candidate(Word chinese, Word english, double probability, double strength) {
        static List<Candidate> sorted(List<Candidate> all) {
            return all.stream()
                    .sorted(Comparator.comparingDouble((Candidate one) -> -one.strength))
                    .toList();
        }

        static Candidate of(Word chinese, Word english, double probability) {
            double nearness = TokenView.Run.nearness(chinese.relative, english.relative);
            return new Candidate(chinese, english, probability, Math.min(1, probability * nearness));
        }
    }

    private WordLinker(Lexicon lexicon, List<String> chinese, List<String> english) {
        this.lexicon = lexicon;
        this.chinese = new Side(chinese, FunctionWords::isChinese);
        this.english = new Side(english, FunctionWords::isEnglish);
    }

    /**
     * Links the words of two sides.
     *
     * @param known links that are certain, such as those of terms; their words get no other link
     */
    public static WordLinks link(
            Lexicon lexicon, List<String> chinese, List<String> english, List<WordLinks.Link> known) {
        return new WordLinker(lexicon, shortened(chinese), shortened(english)).link(known);
    }

    private static List<String> shortened(List<String> texts) {
        int rest = MAX_LENGTH;
        List<String> kept = new ArrayList<>();
        for (String text : texts) {
            String part = text.substring(0, Math.min(rest, text.length()));
            rest -= part.length();
            kept.add(part);
        }
        return kept;
    }

    private WordLinks link(List<WordLinks.Link> known) {
        for (WordLinks.Link link : known) {
            link.chinese().forEach(chinese::take);
            link.english().forEach(english::take);
        }
        List<WordLinks.Link> all = new ArrayList<>(known);
        linkNumbers(all);
        TokenizedPair pair = new TokenizedPair(lexicon, segments(chinese.texts), segments(english.texts));
        Priors priors = Priors.of(lexicon, pair, CorpusTables.EMPTY);
        chinese.read(pair.words(), lexicon);
        english.read(pair.stems(), lexicon);
        List<Candidate> candidates = candidates(priors.words());
        candidates.stream()
                .filter(one -> one.probability >= MIN_PROBABILITY && one.strength >= MIN_STRENGTH)
                .forEach(this::linkIfFree);
        join(candidates);
        byCharacters(pair.characters(), priors.characters()).forEach(this::linkIfFree);
        for (LinkedWords link : links) {
            all.add(new WordLinks.Link(
                    chinese.places(link.chinese), english.places(link.english), link.kind, link.strength));
        }
        return new WordLinks(all, chinese.left(), english.left());
    }

    private static List<Segment> segments(List<String> texts) {
        return texts.stream()
                .map(text -> new Segment(text, new Location("", 1, 1), 0, Paragraph.Kind.TEXT))
                .toList();
    }

    /** Links numbers with the same value, such as 3.5万 and 35,000, in text order. */
    private void linkNumbers(List<WordLinks.Link> all) {
        Figure.Numbers numbers = new Figure.Numbers(lexicon, new ChineseTokenizer(lexicon));
        String otherEnglish = String.join(" ", english.texts);
        String otherChinese = String.join("", chinese.texts);
        List<PlacedFigure> inEnglish = english.figures(text -> Figure.Numbers.inEnglish(text, otherChinese));
        for (PlacedFigure here : chinese.figures(text -> numbers.inChinese(text, otherEnglish))) {
            for (boolean mustBeLike : new boolean[] {true, false}) {
                inEnglish.stream()
                        .filter(there -> here.figure.sharesValueWith(there.figure))
                        .filter(there -> !mustBeLike || here.figure.isLike(there.figure))
                        .filter(there -> isStated(here.figure) || isStated(there.figure))
                        .filter(there -> chinese.isFree(here.place) && english.isFree(there.place))
                        .findFirst()
                        .ifPresent(there -> {
                            chinese.take(here.place);
                            english.take(there.place);
                            all.add(new WordLinks.Link(
                                    List.of(here.place), List.of(there.place), Token.Kind.NUMBER, 1));
                        });
            }
        }
    }

    private static boolean isStated(Figure figure) {
        return figure.demand() != Figure.Demand.NEVER || !figure.spelled();
    }

    private record PlacedFigure(Place place, Figure figure) {}

    /** Returns all pairs of words that the table contains, the strongest first. */
    private List<Candidate> candidates(TranslationTable.Probabilities table) {
        Map<Integer, List<Word>> byStem = new HashMap<>();
        english.words.forEach(word ->
                byStem.computeIfAbsent(word.token, stem -> new ArrayList<>()).add(word));
        List<Candidate> candidates = new ArrayList<>();
        for (Word word : chinese.words) {
            int[] stems = table.stems()[word.token];
            for (int k = 0; k < stems.length; k++) {
                double p = Math.max(table.forward()[word.token][k], table.backward()[word.token][k]);
                for (Word other : byStem.getOrDefault(stems[k], List.of())) {
                    if (isInformative(word, other)) {
                        candidates.add(Candidate.of(word, other, p));
                    }
                }
            }
        }
        return Candidate.sorted(candidates);
    }

    /** Returns whether a match of two words is informative. Function words and short names match by chance. */
    private static boolean isInformative(Word chinese, Word english) {
        boolean isChance = chinese.kind == Token.Kind.NAME
                && chinese.place.length() == 1
                && english.isFirst
                && english.form.length() <= SHORT_NAME;
        return !isChance && !FunctionWords.isChinese(chinese.form) && !FunctionWords.isEnglish(english.form);
    }

    private void linkIfFree(Candidate one) {
        if (chinese.isFree(one.chinese.place) && english.isFree(one.english.place)) {
            chinese.take(one.chinese.place);
            english.take(one.english.place);
            Token.Kind kind = one.chinese.isNumber() || one.english.isNumber()
                    ? Token.Kind.NUMBER
                    : one.chinese.kind == Token.Kind.NAME ? Token.Kind.NAME : Token.Kind.WORD;
            links.add(new LinkedWords(
                    new ArrayList<>(List.of(one.chinese)), new ArrayList<>(List.of(one.english)), kind, one.strength));
        }
    }

    /** Adds words to the links beside them. */
    private void join(List<Candidate> candidates) {
        for (Candidate one : candidates) {
            boolean chineseFree = chinese.isFree(one.chinese.place);
            boolean englishFree = english.isFree(one.english.place);
            if (chineseFree == englishFree || one.probability < MIN_PROBABILITY) {
                continue;
            }
            for (LinkedWords link : links) {
                boolean joins = englishFree
                        ? isLong(one.chinese)
                                && link.chinese.contains(one.chinese)
                                && english.isBeside(one.english, link.english)
                        : link.english.contains(one.english) && chinese.isBeside(one.chinese, link.chinese);
                if (joins && englishFree) {
                    link.english.add(one.english);
                    english.take(one.english.place);
                } else if (joins) {
                    link.chinese.add(one.chinese);
                    chinese.take(one.chinese.place);
                }
            }
        }
    }

    /** Returns whether several words may translate a Chinese word. One character rarely means more than one word. */
    private static boolean isLong(Word chinese) {
        return chinese.place.length() > 1;
    }

    /** Returns candidates among the words without a link whose characters translate the other word. */
    private List<Candidate> byCharacters(TokenView view, TranslationTable.Probabilities table) {
        List<Candidate> candidates = new ArrayList<>();
        for (Word word : chinese.words) {
            if (word.kind != Token.Kind.WORD || word.form.length() < 2 || !chinese.isFree(word.place)) {
                continue;
            }
            Map<Integer, Double> sums = new HashMap<>();
            for (char c : word.form.toCharArray()) {
                int token = view.find(String.valueOf(c), Token.Kind.WORD);
                for (int k = 0; token >= 0 && k < table.stems()[token].length; k++) {
                    sums.merge(table.stems()[token][k], (double) table.backward()[token][k], Double::sum);
                }
            }
            for (Word other : english.words) {
                Candidate one = Candidate.of(word, other, sums.getOrDefault(other.token, 0.0) / word.form.length());
                if (one.strength >= MIN_CHARACTERS && english.isFree(other.place) && isInformative(word, other)) {
                    candidates.add(one);
                }
            }
        }
        return Candidate.sorted(candidates);
    }

    /** Holds the sentences of one side, their words, and the characters that have a link. */
    private static final class Side {
        private final List<String> texts;
        private final Predicate<String> isFunctionWord;
        private final List<BitSet> taken = new ArrayList<>();
        private final List<Word> words = new ArrayList<>();

        Side(List<String> texts, Predicate<String> isFunctionWord) {
            this.texts = texts;
            this.isFunctionWord = isFunctionWord;
            texts.forEach(text -> taken.add(new BitSet()));
        }

        void take(Place place) {
            taken.get(place.sentence()).set(place.start(), place.end());
        }

        boolean isFree(Place place) {
            int next = taken.get(place.sentence()).nextSetBit(place.start());
            return next < 0 || next >= place.end();
        }

        List<PlacedFigure> figures(Function<String, List<Figure>> reader) {
            List<PlacedFigure> all = new ArrayList<>();
            for (int k = 0; k < texts.size(); k++) {
                for (Figure figure : reader.apply(texts.get(k))) {
                    all.add(new PlacedFigure(new Place(k, figure.start(), figure.end()), figure));
                }
            }
            return all;
        }

        void read(TokenView view, Lexicon lexicon) {
            float total = 1;
            for (String text : texts) {
                total += text.length();
            }
            float before = 0;
            for (int k = 0; k < texts.size(); k++) {
                String text = texts.get(k);
                int first = words.size();
                for (int t = 0; t < view.tokens(k).length; t++) {
                    int token = view.tokens(k)[t];
                    int start = view.starts(k)[t];
                    Token.Kind kind = view.kind(token);
                    if (kind != Token.Kind.MARK) {
                        int end = end(text, start, view.form(token), kind, lexicon);
                        words.add(new Word(
                                new Place(k, start, end),
                                token,
                                view.form(token),
                                kind,
                                words.size(),
                                words.size() == first,
                                (before + start) / total));
                    }
                }
                before += text.length();
            }
        }

        /** Returns the end of a token, whose form may be a stem or a value. */
        private static int end(String text, int start, String form, Token.Kind kind, Lexicon lexicon) {
            if (kind == Token.Kind.NAME) {
                return start
                        + TokenizedPair.NameFinder.characters(lexicon, text, start, form)
                                .length();
            }
            if (Han.is(text.charAt(start))) {
                return lexicon.simplify(text).startsWith(form, start) ? start + form.length() : start + 1;
            }
            IntPredicate isPart = kind == Token.Kind.NUMBER
                    ? c -> Character.isLetterOrDigit(c) || c == '.' || c == ','
                    : c -> Character.isLetterOrDigit(c) && !Han.is((char) c);
            int end = start + 1;
            while (end < text.length() && isPart.test(text.charAt(end))) {
                end++;
            }
            while (kind == Token.Kind.NUMBER && !Character.isLetterOrDigit(text.charAt(end - 1))) {
                end--;
            }
            return end;
        }

        /**
         * Returns whether a word is beside other linked words: in the same sentence, with at most a function word
         * between.
         */
        boolean isBeside(Word word, List<Word> linked) {
            return linked.stream().noneMatch(other -> other.token == word.token)
                    && linked.stream().anyMatch(other -> {
                        int first = Math.min(word.position, other.position);
                        int distance = Math.abs(other.position - word.position);
                        return other.place.sentence() == word.place.sentence()
                                && (distance == 1 || (distance == 2 && isFunctionWord.test(words.get(first + 1).form)));
                    });
        }

        /** Returns the places of words, with one place for adjacent words. */
        List<Place> places(List<Word> linked) {
            List<Place> all = new ArrayList<>();
            linked.stream().map(Word::place).sorted(Place.IN_ORDER).forEach(place -> {
                Place last = all.isEmpty() ? place : all.get(all.size() - 1);
                boolean isAdjacent = !all.isEmpty()
                        && last.sentence() == place.sentence()
                        && texts.get(place.sentence())
                                .substring(Math.min(last.end(), place.start()), place.start())
                                .isBlank();
                if (isAdjacent) {
                    all.set(all.size() - 1, new Place(place.sentence(), last.start(), place.end()));
                } else {
                    all.add(place);
                }
            });
            return all;
        }

        /** Returns the places of the words without a link that have content. */
        List<Place> left() {
            return words.stream()
                    .filter(word -> word.kind != Token.Kind.NAME)
                    .filter(word -> !isFunctionWord.test(word.form))
                    .map(Word::place)
                    .filter(this::isFree)
                    .distinct()
                    .toList();
        }
    }
}
