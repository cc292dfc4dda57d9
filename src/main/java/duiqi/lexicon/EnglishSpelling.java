package duiqi.lexicon;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.IntsRef;
import org.apache.lucene.util.automaton.Automata;
import org.apache.lucene.util.automaton.Automaton;
import org.apache.lucene.util.automaton.FiniteStringsIterator;
import org.apache.lucene.util.automaton.LevenshteinAutomata;
import org.apache.lucene.util.automaton.Operations;

/**
 * Holds the forms of English words in lower case, from SCOWL, and finds forms that are similar to a misspelled word. The
 * search intersects the Levenshtein automaton of the word with an automaton of the common forms (K. U. Schulz, S. Mihov,
 * Fast String Correction with Levenshtein-Automata, IJDAR 2002), as Lucene implements it. Immutable and thread-safe.
 */
public final class EnglishSpelling {
    private static final String RESOURCE = "english-spelling.txt";

    /** Sorted lines in ASCII: a form, then a space and the code of its kind if it is not common. */
    private final byte[] lines;

    /** Lists the kinds of forms. */
    public enum Kind {
        /** Common in all varieties of English. */
        COMMON,
        /** Common in American spelling only. */
        AMERICAN,
        /** Common in British spelling only. */
        BRITISH,
        /** Rare, so never a correction of another word. */
        RARE
    }

    private EnglishSpelling(byte[] lines) {
        this.lines = lines;
    }

    /** Loads on first use. */
    private static final class Standard {
        static final EnglishSpelling SPELLING = load();
    }

    /** Loads on first use, since only misspelled words need it. */
    private static final class Common {
        static final Automaton FORMS =
                Automata.makeStringUnion(new String(Standard.SPELLING.lines, StandardCharsets.US_ASCII)
                        .lines()
                        .filter(line -> !line.endsWith("-"))
                        .map(line -> new BytesRef(line.split(" ", 2)[0]))
                        .toList());
    }

    /** Returns the forms of the word list. */
    public static EnglishSpelling standard() {
        return Standard.SPELLING;
    }

    private static EnglishSpelling load() {
        try (InputStream stream =
                Objects.requireNonNull(EnglishSpelling.class.getResourceAsStream(RESOURCE), RESOURCE)) {
            return new EnglishSpelling(stream.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the kind of a form; empty if the list does not have it. */
    public Optional<Kind> kind(String form) {
        int low = 0;
        int high = lines.length;
        while (low < high) {
            int start = (low + high) >>> 1;
            while (start > low && lines[start - 1] != '\n') {
                start--;
            }
            int end = start;
            while (lines[end] != '\n') {
                end++;
            }
            int order = compare(form, start);
            if (order == 0) {
                return Optional.of(kind(start + form.length()));
            }
            low = order > 0 ? end + 1 : low;
            high = order > 0 ? high : start;
        }
        return Optional.empty();
    }

    /** Compares a form with that of a line. */
    private int compare(String form, int line) {
        for (int i = 0; i < form.length(); i++) {
            int order = form.charAt(i) - lines[line + i];
            if (order != 0) {
                // The end of the form on the line comes before all letters.
                return lines[line + i] < 'a' ? 1 : order;
            }
        }
        return lines[line + form.length()] < 'a' ? 0 : -1;
    }

    private Kind kind(int end) {
        if (lines[end] == '\n') {
            return Kind.COMMON;
        }
        return switch (lines[end + 1]) {
            case 'A' -> Kind.AMERICAN;
            case 'B' -> Kind.BRITISH;
            default -> Kind.RARE;
        };
    }

    /** Returns whether the list has a form. */
    public boolean has(String form) {
        return kind(form).isPresent();
    }

    /**
     * Returns the common forms that differ from a word by at most a number of inserted, deleted, replaced or exchanged
     * letters.
     *
     * @param word a word in lower case
     * @param errors 1 or 2
     */
    public List<String> similar(String word, int errors) {
        Automaton near = new LevenshteinAutomata(word, true).toAutomaton(errors);
        FiniteStringsIterator strings = new FiniteStringsIterator(Operations.intersection(near, Common.FORMS));
        List<String> similar = new ArrayList<>();
        for (IntsRef string = strings.next(); string != null; string = strings.next()) {
            similar.add(new String(string.ints, string.offset, string.length));
        }
        return similar;
    }

    /**
     * Maps words to one spelling where British and American English differ. It also changes words that only look British
     * (<i>enterprise</i>); this is harmless if both sides of a comparison are mapped. Stateless.
     */
    public static final class AmericanSpelling {
        private static final Pattern ISE =
                Pattern.compile("(?<=..[a-z])is(e|ed|es|ing|er|ers|ation|ations|ational|able)$");
        private static final Pattern YSE = Pattern.compile("lys(e|ed|es|ing|er|ers)$");
        private static final Pattern OUR = Pattern.compile("(?<=..)our(s|ed|ing|able|ite|ful|less|hood|er|ers|al|)$");
        private static final Pattern DOUBLED = Pattern.compile("(?<=[a-z][a-z])([aei])ll(ed|ing|er|ers|or|ors)$");
        private static final Pattern RE =
                Pattern.compile("(cent|theat|met|lit|fib|calib|spect|lust|sab|somb|meag|manoeuv|epicent)re(s|d|)$");
        private static final Pattern OGUE = Pattern.compile("(catal|dial|anal|prol|monol|epil)ogue(s|d|)$");
        private static final Pattern ENCE = Pattern.compile("^(def|lic|off|pret)enc(e|es|ed|ing|eless)$");
        private static final Pattern AE = Pattern.compile("^(an|arch|h|p|c|gyn|orthop|encyclop)ae(?=[a-z])");
        private static final Pattern OE =
                Pattern.compile("(?<=^|[a-z])oe(?=strogen|sophag|dema)|^(man)oe(?=uv)|^(f)oe(?=t)");

        private static final Map<String, String> WORDS =
                pairs("programme:program fulfil:fulfill fulfilment:fulfillment instalment:installment enrol:enroll"
                        + " enrolment:enrollment skilful:skillful wilful:willful grey:gray aluminium:aluminum ageing:aging"
                        + " judgement:judgment acknowledgement:acknowledgment tyre:tire plough:plow sulphur:sulfur"
                        + " mould:mold sceptic:skeptic sceptical:skeptical practise:practice artefact:artifact storey:story"
                        + " kerb:curb jewellery:jewelry maths:math whilst:while amongst:among towards:toward learnt:learned"
                        + " cosy:cozy cheque:check");

        private AmericanSpelling() {}

        /** Parses a list of pairs {@code word:other}, separated by spaces. */
        static Map<String, String> pairs(String list) {
            return Stream.of(list.split(" "))
                    .map(pair -> pair.split(":", 2))
                    .collect(Collectors.toUnmodifiableMap(pair -> pair[0], pair -> pair[1]));
        }

        /** Returns the American spelling of a word in lower case, or the word itself if its spelling is the same. */
        public static String of(String word) {
            String listed = WORDS.get(word);
            if (listed != null) {
                return listed;
            }
            if (word.length() < 5) {
                return word;
            }
            String spelling = ISE.matcher(word).replaceFirst("iz$1");
            spelling = YSE.matcher(spelling).replaceFirst("lyz$1");
            spelling = OUR.matcher(spelling).replaceFirst("or$1");
            spelling = DOUBLED.matcher(spelling).replaceFirst("$1l$2");
            spelling = RE.matcher(spelling).replaceFirst("$1er$2");
            spelling = OGUE.matcher(spelling).replaceFirst("$1og$2");
            spelling = ENCE.matcher(spelling).replaceFirst("$1ens$2");
            spelling = AE.matcher(spelling).replaceFirst("$1e");
            return OE.matcher(spelling).replaceFirst("$1$2e");
        }
    }
}
