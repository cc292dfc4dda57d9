package duiqi.lexicon;

import duiqi.text.ResourceLines;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Splits English text into words for comparison with terms. Hyphens of any kind separate words, as spaces do. Quotation
 * marks, possessives, case, width, soft hyphens and marks of access keys are ignored. The only mark that counts as a word
 * is {@code &}. Not thread-safe, because it has a cache.
 */
public final class EnglishWords {
    /** Invisible characters inside words: soft hyphen, zero-width space and joiners, word joiner, byte order mark. */
    private static final String UNSEEN = "\u00AD\u200B-\u200D\u2060\uFEFF";

    /** Matches a tag that may be inside a word: {@code P<b>ass</b>word}. */
    private static final String TAG_INSIDE = "</?(?:b|i|u|a|em|strong|span|font|big|small)(?: [^<>]{0,200})?>";

    /**
     * Matches marks that separate no words: of an access key, as in {@code Pass&word} and {@code P_assword}, of an
     * identifier, as in {@code user_name}, and tags.
     */
    private static final String MARK_INSIDE =
            "(?<=\\p{IsLatin})(?:_(?=\\p{IsLatin})|[&~](?=\\p{Ll})|" + TAG_INSIDE + "(?=\\p{Ll}))";

    /** Most words match the first, fast alternative: ASCII letters without anything that could continue the word. */
    private static final Pattern WORD =
            Pattern.compile("[A-Za-z][a-z]++(?:(?=[ .,;:!?()\"/-])|(?![&_~<\\p{IsLatin}\\p{M}\\p{N}'’ʼ＇"
                    + UNSEEN + "]))"
                    + "|&|＆"
                    + "|\\p{N}++(?:[.,]\\p{N}++)++"
                    + "|\\p{Lu}(?:\\.\\p{Lu})++(?:\\.(?!\\p{L}))?"
                    + "|(?:[\\p{IsLatin}\\p{M}\\p{N}](?:[" + UNSEEN + "]|" + MARK_INSIDE
                    + ")*+)++(?:['’ʼ＇][\\p{IsLatin}]++)*+(?:(?<=s)['’](?!\\p{L}))?");

    private static final Pattern FOLDED = Pattern.compile(TAG_INSIDE + "|[" + UNSEEN + "&_~]|['’ʼ＇](?:s|)$");

    private static final Pattern MARKED = Pattern.compile("['&_~<]");

    /** Maximum number of cached words, more than in any memory; a limit for hostile input. */
    private static final int MAX_CACHED = 500_000;

    /** Forms and lemmas by the written word. Equal forms are one object, which keeps its hash code. */
    private final Map<String, Known> known = new HashMap<>();

    private final Map<String, Known> forms = new HashMap<>();
    private final RecentTexts<List<EnglishWord>> recent = new RecentTexts<>();

    /** Returns the words of a text in order. A repeated call with one of the last texts returns a cached list. */
    public List<EnglishWord> of(String text) {
        return recent.get(text, this::words);
    }

    private List<EnglishWord> words(String text) {
        List<EnglishWord> words = new ArrayList<>();
        Matcher matcher = WORD.matcher(text);
        while (matcher.find()) {
            Known word = known(matcher.group());
            if (!word.form.isEmpty()) {
                words.add(new EnglishWord(word.form, word.lemmas, matcher.start(), matcher.end()));
            }
        }
        return List.copyOf(words);
    }

    private static String fold(String word) {
        if (word.equals("&") || word.equals("＆")) {
            return "and";
        }
        boolean isPlain = word.chars().allMatch(c -> c < 0x80);
        String plain = isPlain ? word : Normalizer.normalize(word, Normalizer.Form.NFKC);
        String lower = plain.toLowerCase(Locale.ROOT);
        return isPlain && !MARKED.matcher(lower).find()
                ? lower
                : FOLDED.matcher(lower).replaceAll("");
    }

    private record Known(String form, List<String> lemmas) {
        static Known of(String form) {
            return new Known(form, form.isEmpty() ? List.of() : EnglishLemmas.of(form));
        }
    }

    private Known known(String word) {
        Known found = known.get(word);
        if (found == null) {
            if (known.size() >= MAX_CACHED) {
                known.clear();
                forms.clear();
            }
            found = forms.computeIfAbsent(fold(word), Known::of);
            known.put(word, found);
        }
        return found;
    }

    /**
     * Finds the possible base words of an inflected English form: plural and third person, past and participles,
     * British spelling. Without a dictionary, <i>planes</i> can be a form of <i>plane</i> or <i>plan</i>. So all bases
     * that the spelling rules allow are returned, and two forms belong to one word if they share one. Unlike stems,
     * lemmas keep derivations apart: <i>university</i> and <i>universal</i>, <i>nation</i> and <i>national</i>.
     * Stateless.
     */
    private static final class EnglishLemmas {
        private static final int MIN_LENGTH = 2;

        /** Minimum length of a plural of two nouns: <i>bases</i> of <i>base</i> and of <i>basis</i>. */
        private static final int MIN_SES = 5;

        /** Maximum length of a word; a search for vowels in longer runs takes time with the square of the length. */
        private static final int MAX_LENGTH = 100;

        private static final String VOWELS = "aeiouy";

        /**
         * Past forms; the minimum length excludes words in -ed and -ing that are not inflections: red, bed, ring, king.
         */
        private static final Pattern PAST = Pattern.compile("[a-z]*[aeiouy][a-z]*ed");

        private static final Pattern PARTICIPLE = Pattern.compile("[a-z]*[aeiouy][a-z]*ing");
        private static final Pattern DOUBLED = Pattern.compile(".*([bdfgklmnprtvz])\\1");

        /** Matches words in -s that are no plurals. */
        private static final Pattern NO_PLURAL = Pattern.compile(".*(?:ss|(?<!men|gur|[cgnt]p)us)|.{0,2}is"
                + "|.*(?:econom|polit|mathemat|robot|electron|genet|genom|linguist|pediatr|aesthet)ics|physics"
                + "|news|series|species|always|perhaps|gas|bias|atlas|lens");

        /** Matches a word with the number of a footnote: <i>therapy3</i>. */
        private static final Pattern FOOTNOTE = Pattern.compile("([a-z]{4,})\\d{1,2}");

        /** Matches a form after a prefix that keeps its inflection. */
        private static final Pattern PREFIXED =
                Pattern.compile("((?:re|over|under|un|out|mis|fore|up|with)|[a-z]{2,}(?=(?:men|children|feet|teeth)$))"
                        + "(?!(?:lay|lain|lying|met|are|ate)$)([a-z]{3,})");

        /** Matches plurals with an ending of Latin or Greek: <i>matrices</i>, <i>spectra</i>, <i>fungi</i>. */
        private static final Pattern CLASSICAL = Pattern.compile("([a-z]{3,})(ices|ae|a|i|eaux)");

        private static final Map<String, List<String>> SINGULARS = Map.of(
                "ices",
                List.of("ix", "ex"),
                "ae",
                List.of("a"),
                "a",
                List.of("um"),
                "i",
                List.of("us"),
                "eaux",
                List.of("eau"));

        private static final int LAST_CARDINAL = 12;

        private static final List<String> NUMBERS = List.of(("zero one two three four five six seven eight nine ten"
                        + " eleven twelve first second third fourth fifth twenty")
                .split(" "));

        private static final List<String> ORDINALS = List.of("1st", "2nd", "3rd", "4th", "5th", "20");

        private EnglishLemmas() {}

        /** Returns the lemmas of a form in lower case, in American spelling; at least one. */
        static List<String> of(String form) {
            Set<String> lemmas = new LinkedHashSet<>();
            add(lemmas, form);
            String base = base(form);
            if (!base.equals(form)) {
                add(lemmas, base);
            } else if (!EnglishStems.isIrregular(form) && form.length() <= MAX_LENGTH) {
                addPlural(lemmas, form);
                addPast(lemmas, form);
                addParticiple(lemmas, form);
            }
            if (form.endsWith("ses") && form.length() >= MIN_SES) {
                add(lemmas, cut(form, 1));
                add(lemmas, cut(form, 2) + "is");
            }
            int number = NUMBERS.indexOf(form);
            if (number >= 0) {
                lemmas.add(number <= LAST_CARDINAL ? String.valueOf(number) : ORDINALS.get(number - LAST_CARDINAL - 1));
            }
            String bare = form.replace(".", "");
            if (bare.length() < form.length() && Character.isLetter(form.charAt(0))) {
                add(lemmas, bare);
            }
            Matcher footnote = FOOTNOTE.matcher(form);
            if (footnote.matches()) {
                add(lemmas, footnote.group(1));
            }
            return List.copyOf(lemmas);
        }

        /** Returns the base of an irregular form, also of one with a prefix: <i>overridden</i>, <i>grandchildren</i>. */
        private static String base(String form) {
            String known = EnglishStems.base(form);
            Matcher prefixed = PREFIXED.matcher(form);
            return !EnglishStems.isIrregular(form) && prefixed.matches()
                    ? prefixed.group(1) + EnglishStems.base(prefixed.group(2))
                    : known;
        }

        private static void addPlural(Set<String> lemmas, String form) {
            Matcher classical = CLASSICAL.matcher(form);
            if (classical.matches()) {
                for (String ending : SINGULARS.getOrDefault(classical.group(2), List.of())) {
                    add(lemmas, classical.group(1) + ending);
                }
            }
            if (!form.endsWith("s") || NO_PLURAL.matcher(form).matches()) {
                return;
            }
            String stem = cut(form, 1);
            if (form.endsWith("ies")) {
                add(lemmas, cut(form, 3) + "y");
            }
            if (form.endsWith("ves")) {
                add(lemmas, cut(form, 3) + "f");
                add(lemmas, cut(form, 3) + "fe");
            }
            if (form.matches(".*(?:s|x|z|ch|sh|o)es")) {
                add(lemmas, cut(form, 2));
            }
            add(lemmas, stem);
        }

        private static void addPast(Set<String> lemmas, String form) {
            if (!PAST.matcher(form).matches() || form.endsWith("eed")) {
                return;
            }
            if (form.endsWith("ied")) {
                add(lemmas, cut(form, 3) + "y");
            }
            addBases(lemmas, cut(form, 2));
        }

        private static void addParticiple(Set<String> lemmas, String form) {
            if (!PARTICIPLE.matcher(form).matches()) {
                return;
            }
            if (form.endsWith("ying")) {
                add(lemmas, cut(form, 4) + "ie");
            }
            addBases(lemmas, cut(form, 3));
        }

        /**
         * Adds the possible bases of a form in -ed or -ing: the stem, the stem without a doubled consonant, and the
         * stem with an e.
         */
        private static void addBases(Set<String> lemmas, String stem) {
            add(lemmas, stem);
            if (DOUBLED.matcher(stem).matches()) {
                add(lemmas, cut(stem, 1));
            }
            add(lemmas, stem + "e");
        }

        private static String cut(String form, int letters) {
            return form.substring(0, form.length() - letters);
        }

        private static void add(Set<String> lemmas, String lemma) {
            boolean isWord = lemma.length() >= MIN_LENGTH
                    && lemma.chars().anyMatch(c -> VOWELS.indexOf(c) >= 0 || c > 'z' || Character.isDigit(c));
            if (isWord || lemmas.isEmpty()) {
                lemmas.add(AmericanSpelling.of(lemma.toLowerCase(Locale.ROOT)));
            }
        }
    }

    /**
     * Knows which English words are derived from each other: <i>Latvia</i> and <i>Latvian</i>, <i>develop</i> and
     * <i>development</i>, <i>United States</i> and <i>American</i>. Nouns of agents and tools are not in the family of their
     * verb, because <i>user</i> and <i>use</i> are different concepts. The table is derived from WordNet 3.0; see NOTICE.
     * Immutable.
     */
    public static final class Families {
        private static final String RESOURCE = "english-families.txt";

        /** Minimum number of letters of a stem that proves a derivation: <i>peac</i> of <i>peaceful</i>. */
        private static final int MIN_STEM = 4;

        /** Prefixes that keep the meaning of the word. */
        private static final List<String> PREFIXES = List.of(
                "socio", "inter", "trans", "macro", "micro", "multi", "super", "under", "sub", "pre", "geo", "bio",
                "pan");

        private static final int MIN_PREFIXED = 5;

        private static final Pattern AGENT = Pattern.compile("\\w{3,}(?:er|or|ist)s?");

        private final List<Integer> numbers;

        private Families(List<Integer> numbers) {
            this.numbers = numbers;
        }

        /** Holds the numbers of the families of each word. */
        private static final class Table {
            private static final Map<String, List<Integer>> FAMILIES = load();

            private static Map<String, List<Integer>> load() {
                Map<String, List<Integer>> families = new HashMap<>();
                int number = 0;
                for (String line : ResourceLines.of(Families.class, RESOURCE)) {
                    for (String word : line.split(" ")) {
                        families.computeIfAbsent(AmericanSpelling.of(word), one -> new ArrayList<>(1))
                                .add(number);
                    }
                    number++;
                }
                return families;
            }
        }

        /**
         * Returns whether two words, in any inflection, belong to one family, have the same stem, or are the same word.
         */
        public static boolean isOne(EnglishWord one, EnglishWord other) {
            return one.isFormOf(other)
                    || isOne(of(one), of(other))
                    || hasSameStem(one.form(), other.form())
                    || isOneWithPrefix(one, other)
                    || isOneWithPrefix(other, one);
        }

        /** Returns whether a word is one of the other family with a prefix: <i>intergovernmental</i> and <i>government</i>. */
        private static boolean isOneWithPrefix(EnglishWord one, EnglishWord other) {
            for (String prefix : PREFIXES) {
                if (one.form().startsWith(prefix) && one.form().length() >= prefix.length() + MIN_PREFIXED) {
                    String rest = one.form().substring(prefix.length());
                    return hasSameStem(rest, other.form()) || isOne(families(rest), of(other));
                }
            }
            return false;
        }

        /** Returns the stem of the stem: <i>governmental</i> to <i>government</i> to <i>govern</i>. */
        private static String stem(String word) {
            return EnglishStems.porter(EnglishStems.porter(word));
        }

        private static boolean isAgent(String word) {
            return AGENT.matcher(word).matches();
        }

        private static boolean hasSameStem(String one, String other) {
            if (one.length() < MIN_STEM || other.length() < MIN_STEM || !one.regionMatches(0, other, 0, MIN_STEM)) {
                return false;
            }
            if (isAgent(one) != isAgent(other)) {
                return false;
            }
            String stem = stem(one);
            return stem.length() >= MIN_STEM && stem.equals(stem(other));
        }

        /** Returns the families of a name of several words: <i>American</i> is of the family of <i>United States</i>. */
        public static Families ofName(List<EnglishWord> name) {
            String joined =
                    String.join("_", name.stream().map(EnglishWord::form).toList());
            return new Families(Table.FAMILIES.getOrDefault(joined, List.of()));
        }

        /** Returns whether a word belongs to these families. */
        public boolean have(EnglishWord word) {
            return !numbers.isEmpty() && isOne(numbers, of(word));
        }

        private static boolean isOne(List<Integer> some, List<Integer> others) {
            return !some.isEmpty() && !others.isEmpty() && !Collections.disjoint(some, others);
        }

        private static List<Integer> of(EnglishWord word) {
            List<Integer> all = List.of();
            for (String lemma : word.lemmas()) {
                List<Integer> families = families(lemma);
                if (all.isEmpty()) {
                    all = families;
                } else if (!families.isEmpty()) {
                    all = new ArrayList<>(all);
                    all.addAll(families);
                }
            }
            return all;
        }

        private static List<Integer> families(String lemma) {
            return Table.FAMILIES.getOrDefault(lemma, List.of());
        }
    }

    /**
     * Represents a word of an English text, folded for comparison with the words of a term. Immutable.
     *
     * @param form the form in lower case, without possessive ending, soft hyphens and differences of width; {@code &}
     *     becomes {@code and}
     * @param lemmas its possible base words in American spelling, the most probable last; at least one
     * @param start the index of its first UTF-16 unit in the text
     * @param end the index after its last UTF-16 unit, including a possessive ending
     */
    public record EnglishWord(String form, List<String> lemmas, int start, int end) {
        public EnglishWord {
            lemmas = List.copyOf(lemmas);
        }

        /** Returns whether two words can be forms of the same word. */
        public boolean isFormOf(EnglishWord other) {
            if (form.equals(other.form)) {
                return true;
            }
            for (int i = 0; i < lemmas.size(); i++) {
                for (int j = 0; j < other.lemmas.size(); j++) {
                    if (lemmas.get(i).equals(other.lemmas.get(j))) {
                        return true;
                    }
                }
            }
            return false;
        }
    }
}
