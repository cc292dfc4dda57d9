package duiqi.lexicon;

import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Maps words to one spelling where British and American English differ. It also changes words that only look British
 * (<i>enterprise</i>); this is harmless if both sides of a comparison are mapped. Stateless.
 */
public final class AmericanSpelling {
    private static final Pattern ISE = Pattern.compile("(?<=..[a-z])is(e|ed|es|ing|er|ers|ation|ations|ational|able)$");
    private static final Pattern YSE = Pattern.compile("lys(e|ed|es|ing|er|ers)$");
    private static final Pattern OUR = Pattern.compile("(?<=..)our(s|ed|ing|able|ite|ful|less|hood|er|ers|al|)$");
    private static final Pattern DOUBLED = Pattern.compile("(?<=[a-z][a-z])([aei])ll(ed|ing|er|ers|or|ors)$");
    private static final Pattern RE =
            Pattern.compile("(cent|theat|met|lit|fib|calib|spect|lust|sab|somb|meag|manoeuv|epicent)re(s|d|)$");
    private static final Pattern OGUE = Pattern.compile("(catal|dial|anal|prol|monol|epil)ogue(s|d|)$");
    private static final Pattern ENCE = Pattern.compile("^(def|lic|off|pret)enc(e|es|ed|ing|eless)$");
    private static final Pattern AE = Pattern.compile("^(an|arch|h|p|c|f|gyn|orthop|encyclop)ae(?=[a-z])|ae(?=mi[ac])");
    private static final Pattern OE =
            Pattern.compile("(?<=^|[a-z])oe(?=strogen|sophag|dema|as?$)|^(man)oe(?=uv)|^(f)oe(?=t)");

    private static final Map<String, String> WORDS =
            pairs("programme:program fulfil:fulfill fulfilment:fulfillment instalment:installment enrol:enroll"
                    + " enrolment:enrollment skilful:skillful wilful:willful grey:gray aluminium:aluminum ageing:aging"
                    + " judgement:judgment acknowledgement:acknowledgment tyre:tire plough:plow sulphur:sulfur"
                    + " mould:mold sceptic:skeptic sceptical:skeptical practise:practice artefact:artifact storey:story"
                    + " kerb:curb jewellery:jewelry maths:math whilst:while amongst:among towards:toward learnt:learned"
                    + " cosy:cozy cheque:check aeroplane:airplane proven:prove moustache:mustache");

    private AmericanSpelling() {}

    /** Parses a list of pairs {@code word:other}, separated by spaces. */
    private static Map<String, String> pairs(String list) {
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
