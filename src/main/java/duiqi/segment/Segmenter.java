package duiqi.segment;

import duiqi.text.Deadline;
import duiqi.text.Document;
import duiqi.text.FormatException;
import duiqi.text.Language;
import duiqi.text.Located;
import duiqi.text.Paragraph;
import duiqi.text.Segment;
import duiqi.text.Text;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.ToIntFunction;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * Splits the paragraphs of a document into sentences by SRX rules. Immutable and thread-safe.
 *
 * <p>A segment never spans paragraphs. It has no white space at its ends (the ideographic space is white space) and is
 * otherwise unchanged. A heading that does not end in a stop is a title. It stays whole, even if it contains stops, unless
 * it is a list of items.
 */
public final class Segmenter {
    /** Matches a stop with closing marks after it, at the end of the text. */
    private static final Pattern ENDS_IN_STOP = Pattern.compile("[.!?…。｡！？．][\"'”’»)\\]）］」』】》〉\\s]*\\z");

    /** Time to split any document, and further time for each character; the built-in rules take a hundredth of it. */
    private static final Duration SPLITTING_TIME = Duration.ofSeconds(20);

    private static final Duration TIME_PER_CHARACTER = Duration.ofNanos(100_000);

    private final SrxRules rules;
    private final boolean lists;

    /** Creates a segmenter that only applies these rules. */
    public Segmenter(SrxRules rules) {
        this(rules, false);
    }

    private Segmenter(SrxRules rules, boolean lists) {
        this.rules = rules;
        this.lists = lists;
    }

    /** Returns a segmenter with duiqi's rules for Chinese and English. It also splits a list on one line into items. */
    public static Segmenter standard() {
        return new Segmenter(SrxRules.standard(), true);
    }

    /**
     * Splits a document.
     *
     * @param language language of the document
     * @throws FormatException if the rules do not support the language, or if one of them takes too long
     */
    public Text segment(Document document, Language language) throws FormatException {
        int length = document.paragraphs().stream()
                .mapToInt(paragraph -> paragraph.text().length())
                .sum();
        List<SrxRule> ofLanguage = rules.rulesFor(language);
        try {
            return Deadline.within(
                    SPLITTING_TIME.plus(TIME_PER_CHARACTER.multipliedBy(length)),
                    () -> split(document, language, ofLanguage));
        } catch (UncheckedIOException endless) {
            if (endless.getCause() instanceof FormatException error) {
                throw error;
            }
            throw endless;
        }
    }

    private Text split(Document document, Language language, List<SrxRule> ofLanguage) {
        List<Segment> segments = new ArrayList<>();
        for (int number = 0; number < document.paragraphs().size(); number++) {
            Paragraph paragraph = document.paragraphs().get(number);
            List<Located.Range> ranges = new ArrayList<>();
            int start = 0;
            for (int end : breaks(ofLanguage, paragraph)) {
                paragraph.source().trimmed(start, end).ifPresent(ranges::add);
                start = end;
            }
            paragraph.source().trimmed(start, paragraph.text().length()).ifPresent(ranges::add);
            List<Located> sentences = paragraph.source().parts(ranges);
            for (int k = 0; k < ranges.size(); k++) {
                Located sentence = sentences.get(k);
                segments.add(new Segment(
                        sentence.text(),
                        sentence.locate(document.name(), 0),
                        number,
                        paragraph.kind(),
                        sentence.origins(),
                        paragraph.time(ranges.get(k).start(), ranges.get(k).end())));
            }
        }
        return new Text(document.name(), language, segments);
    }

    private List<Integer> breaks(List<SrxRule> ofLanguage, Paragraph paragraph) {
        boolean title = paragraph.kind() == Paragraph.Kind.HEADING
                && !ENDS_IN_STOP.matcher(paragraph.text()).find();
        List<Integer> breaks = title ? List.of() : breaks(ofLanguage, paragraph.text());
        return lists ? ItemList.of(paragraph.text()).with(breaks) : breaks;
    }

    /**
     * Returns the offsets of the breaks in ascending order, without 0 and the length of the text.
     *
     * <p>SRX defines that, at each position between two characters, the first matching rule decides. Few positions
     * match a breaking rule. So the breaking rules search for their positions, and the exceptions before the first
     * matching rule are tested only there. The result is the same.
     *
     * <p>Source: SRX 2.0, section 4, "Processing rules".
     */
    private static List<Integer> breaks(List<SrxRule> rules, String text) {
        CharSequence watched = Deadline.watched(text);
        List<SrxRule.Probe> probes =
                rules.stream().map(rule -> rule.on(watched)).toList();
        // The positions of breaking rules, with the index of the first one.
        TreeMap<Integer, Integer> breaking = new TreeMap<>();
        for (int i = 0; i < rules.size(); i++) {
            for (int at = 1; rules.get(i).breaks() && at < text.length(); at++) {
                at = probes.get(i).next(at, text.length());
                breaking.putIfAbsent(at, i);
            }
        }
        breaking.remove(text.length());
        breaking.entrySet().removeIf(place -> {
            int at = place.getKey();
            return Character.isSurrogatePair(text.charAt(at - 1), text.charAt(at))
                    || IntStream.range(0, place.getValue())
                            .anyMatch(
                                    i -> !rules.get(i).breaks() && probes.get(i).next(at, at + 1) == at);
        });
        return List.copyOf(breaking.keySet());
    }

    /**
     * Holds the items of a list that is written on one line: "1) A red pen 2) A blue pen", "一、总则 二、附则". SRX rules
     * cannot compare the numbers of items, so this class finds them. Immutable.
     *
     * <p>A list begins at the start of the paragraph. Each item begins with the same kind of marker, the numbers are
     * consecutive, and an item has either no stop or one at its end. Items that a comma, "and" or "or" joins are parts of a
     * sentence. The time is linear in the length of the paragraph.
     *
     * <p>Laws and resolutions also enumerate inside a paragraph: "decides: (a) to ...; (b) to ...". There the numbers begin
     * with the first one, after a colon or a stop, and each item ends in a semicolon or a stop.
     *
     * @param markers the markers in the order of the text
     */
    record ItemList(List<Marker> markers) {
        private static final ItemList NONE = new ItemList(List.of());
        private static final String HAN_NUMBER = "([一二三四五六七八九十]{1,3})";
        private static final String ROMAN_NUMBER = "([ivx]{1,5})";
        private static final String SMALL_NUMBER = "(\\d{1,2})";

        /** Kinds of markers; the first that fits two items decides. */
        private static final List<Kind> KINDS = List.of(
                new Kind(SMALL_NUMBER + "[.．][)）]\\s?", Integer::parseInt),
                new Kind("[(（]" + SMALL_NUMBER + "[)）]\\s?", Integer::parseInt),
                new Kind(SMALL_NUMBER + "[)）]\\s?", Integer::parseInt),
                new Kind(SMALL_NUMBER + "[.．](?:\\s+|(?=[\\p{IsHan}“「《]))", Integer::parseInt),
                new Kind(SMALL_NUMBER + "、\\s?", Integer::parseInt),
                new Kind("[(（]" + ROMAN_NUMBER + "[)）]\\s?", ItemList::roman),
                new Kind(ROMAN_NUMBER + "[.)]\\s+", ItemList::roman),
                new Kind("[(（]([a-z])[)）]\\s?", number -> number.charAt(0)),
                new Kind("([a-z])[.)）]\\s+", number -> number.charAt(0)),
                new Kind("([A-Z])[)）]\\s+", number -> number.charAt(0)),
                new Kind("[(（]" + HAN_NUMBER + "[)）]\\s?", ItemList::han),
                new Kind(HAN_NUMBER + "、\\s?", ItemList::han),
                new Kind("([①-⑳])\\s?", number -> number.charAt(0)),
                new Kind("([•‣◦▪▫●■◆◇◎⁃∙►▶➢✓✔])\\s?(?:\\d{1,2}[.)]{1,2}\\s?)?", number -> -number.charAt(0)));

        /**
         * Kinds of markers inside a paragraph. Numbers in parentheses are not among them, because they mostly count parts
         * of one sentence.
         */
        private static final List<Kind> INNER_KINDS = List.of(
                new Kind("[\"“「『]?(?<!\\p{L})[(（]([a-z])[)）]\\s?", ItemList::letter),
                new Kind("[\"“「『]?(?<![\\p{L}\\p{N}(（])([a-z])[)）]\\s?", ItemList::letter),
                new Kind(
                        "[\"“「『]?(?<![\\p{L}\\p{N}.])" + SMALL_NUMBER + "[.．](?:\\s+|(?=[\\p{IsHan}“「《]))",
                        Integer::parseInt),
                new Kind("[\"“「『]?(?<![\\p{L}\\p{N}.])" + SMALL_NUMBER + "、\\s?", Integer::parseInt),
                new Kind("[\"“「『]?[(（]" + HAN_NUMBER + "[)）]\\s?", ItemList::han),
                new Kind("[\"“「『]?(?<![\\p{L}\\p{N}.])" + HAN_NUMBER + "、\\s?", ItemList::han));

        /** Matches a bullet inside a paragraph. A name may contain one of the smaller bullets. */
        private static final Pattern INNER_BULLET =
                Pattern.compile("(?<![●■◆◇◎►▶➢✓✔])[●■◆◇◎►▶➢✓✔]\\s?(?=[\\p{L}\\p{N}“「『《(（])");

        /** Matches the text before the first item of a list inside a paragraph. */
        private static final Pattern BEFORE_FIRST = Pattern.compile("(?:\\A|[:：。.!?！？])[\"”」』)）—–-]{0,2}\\s*\\z");

        /** Matches the text before a further item. */
        private static final Pattern BEFORE_NEXT =
                Pattern.compile("[;；。.!?！？][\"”」』)）]{0,2}\\s*(?:(?:and|or|and/or|以及|及|和|或|或者|并|並)[:：]?\\s*)?\\z");

        /** Matches the end of an item that may have another item after it: white space or a stop. */
        private static final Pattern ITEM_END = Pattern.compile("[\\s。！？；;]");

        /** Matches the end of a part of a sentence, before the marker of the next part. */
        private static final Pattern PART_END =
                Pattern.compile("(?:[,，、]|(?<!\\p{L})(?:and|or)|[和及与或])\\s*\\z", Pattern.CASE_INSENSITIVE);

        /** Matches a word that a number completes, before a number that is no marker: "page 2) of the form". */
        private static final Pattern NUMBERED_WORD = Pattern.compile(
                "(?<!\\p{L})(?:pages?|pp?\\.?|chapters?|sections?|nos?\\.?|fig(?:ure|\\.)?s?|vol(?:ume|\\.)?s?|versions?|vitamin|see"
                        + "|in|of|to|at|on|by|for|from|with|than|is|was|are|were|the|a|an|about|only|least|most)\\s*\\z",
                Pattern.CASE_INSENSITIVE);

        /** Matches a stop inside an item: not at its end, not in a number or an abbreviation. */
        private static final Pattern INNER_STOP = Pattern.compile("[。！？]|[.!?](?=\\s+\\p{Lu})(?<=\\p{Ll}{2}.)");

        private static final Pattern ENDS_IN_STOP = Pattern.compile("[.!?;。！？；…][\"”’」』)）]{0,3}\\s*\\z");

        /** Number of characters before a marker that the expressions read. */
        private static final int REACH = 24;

        ItemList {
            markers = List.copyOf(markers);
        }

        /**
         * A marker is the number, letter or bullet of an item.
         *
         * @param start index of its first character
         * @param end index after it and the white space after it
         */
        record Marker(int start, int end) {}

        /**
         * A kind contains markers with the same characters around the number.
         *
         * @param marker matches a marker, its number as group 1
         * @param number returns the value of a number; a negative value is a bullet and has no successor
         */
        private record Kind(Pattern marker, ToIntFunction<String> number) {
            Kind(String marker, ToIntFunction<String> number) {
                this(Pattern.compile(marker), number);
            }

            /** Returns the list of this kind at the start of a text; empty if there is none. */
            Optional<ItemList> in(String text) {
                Matcher at = marker.matcher(text);
                if (!at.lookingAt()) {
                    return Optional.empty();
                }
                List<Marker> markers = new ArrayList<>(List.of(new Marker(0, at.end())));
                int last = number.applyAsInt(at.group(1));
                int itemStart = at.end();
                while (at.find()) {
                    int value = number.applyAsInt(at.group(1));
                    String before = text.substring(Math.max(itemStart, at.start() - REACH), at.start());
                    if (value != (last < 0 ? last : last + 1) || at.end() == text.length() || !mayFollow(before)) {
                        continue;
                    }
                    if (PART_END.matcher(before).find() || !isItem(text, itemStart, at.start())) {
                        return Optional.empty();
                    }
                    markers.add(new Marker(at.start(), at.end()));
                    last = value;
                    itemStart = at.end();
                }
                return markers.size() > 1 ? Optional.of(new ItemList(markers)) : Optional.empty();
            }

            List<Marker> inside(String text) {
                List<Marker> markers = new ArrayList<>();
                List<Marker> list = new ArrayList<>();
                Matcher at = marker.matcher(text);
                while (at.find()) {
                    int value = number.applyAsInt(at.group(1));
                    String before = text.substring(Math.max(0, at.start() - REACH), at.start());
                    boolean first = value == 1 && BEFORE_FIRST.matcher(before).find();
                    if (first) {
                        markers.addAll(list.size() > 1 ? list : List.of());
                        list.clear();
                    }
                    if (first
                            || (!list.isEmpty()
                                    && value == list.size() + 1
                                    && BEFORE_NEXT.matcher(before).find())) {
                        list.add(new Marker(at.start(), at.end()));
                    }
                }
                markers.addAll(list.size() > 1 ? list : List.of());
                return markers;
            }

            private static boolean mayFollow(String before) {
                return before.length() > 1
                        && ITEM_END.matcher(before.substring(before.length() - 1))
                                .find()
                        && !NUMBERED_WORD.matcher(before).find();
            }

            private static boolean isItem(String text, int start, int end) {
                Matcher region = ENDS_IN_STOP.matcher(text).region(Math.max(start, end - REACH), end);
                return region.find()
                        || !INNER_STOP.matcher(text).region(start, end).find();
            }
        }

        /** Returns the items of a paragraph: those of the list that it consists of, and those inside it. */
        static ItemList of(String paragraph) {
            List<Marker> markers = new ArrayList<>(whole(paragraph).markers());
            INNER_KINDS.forEach(kind -> markers.addAll(kind.inside(paragraph)));
            List<MatchResult> bullets =
                    INNER_BULLET.matcher(paragraph).results().toList();
            if (bullets.size() > 1) {
                bullets.forEach(bullet -> markers.add(new Marker(bullet.start(), bullet.end())));
            }
            return new ItemList(markers);
        }

        /** Returns the list that a paragraph consists of; a list without items if it is no list. */
        private static ItemList whole(String paragraph) {
            char first = paragraph.isEmpty() ? ' ' : paragraph.charAt(0);
            if (first >= 'A' && first <= 'Z' && paragraph.length() > 1 && Character.isLetter(paragraph.charAt(1))) {
                return NONE;
            }
            for (Kind kind : KINDS) {
                Optional<ItemList> list = kind.in(paragraph);
                if (list.isPresent()) {
                    return list.get();
                }
            }
            return NONE;
        }

        /**
         * Returns these breaks with a break before each item and without those after the number of an item.
         *
         * @param breaks offsets of breaks in ascending order
         */
        List<Integer> with(List<Integer> breaks) {
            if (markers.isEmpty()) {
                return breaks;
            }
            TreeSet<Integer> all = new TreeSet<>(breaks);
            for (Marker marker : markers) {
                all.subSet(marker.start(), false, marker.end(), true).clear();
                if (marker.start() > 0) {
                    all.add(marker.start());
                }
            }
            return List.copyOf(all);
        }

        private static int letter(String letter) {
            return letter.charAt(0) - 'a' + 1;
        }

        private static int roman(String number) {
            int sum = 0;
            int last = 0;
            for (int i = number.length() - 1; i >= 0; i--) {
                int digit = number.charAt(i) == 'i' ? 1 : number.charAt(i) == 'v' ? 5 : 10;
                sum += digit < last ? -digit : digit;
                last = Math.max(last, digit);
            }
            return sum;
        }

        private static int han(String number) {
            int ten = number.indexOf('十');
            String digits = "一二三四五六七八九";
            int units = digits.indexOf(number.charAt(number.length() - 1)) + 1;
            return ten < 0 ? units : (ten == 0 ? 10 : 10 * (digits.indexOf(number.charAt(0)) + 1)) + units;
        }
    }
}
