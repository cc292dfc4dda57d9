package duiqi.lexicon;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Takes the glosses of a CC-CEDICT entry apart into English stems with weights. Not thread-safe.
 *
 * <p>Each gloss shares a weight of 1/n<sup>0.8</sup> out to its n content stems, so that a short gloss, which is likely to
 * be used as it stands in a translation, counts more than an explanation. Cross-references ("variant of", "see", "abbr.
 * for") are given to the caller, remarks in brackets and classifiers are left out.
 */
final class GlossStems {
    private static final Pattern REFERENCE = Pattern.compile(
            "(?:variant of|see also|see|abbr\\. (?:for|of)|erhua variant of|same as|equivalent to|also written)"
                    + " ([\\u3400-\\u9FFF]+)(?:\\|([\\u3400-\\u9FFF]+))?");
    private static final Pattern REMARK =
            Pattern.compile("\\([^)]*\\)|\\[[^\\]]*\\]|[\\u3400-\\u9FFF]+(?:\\|[\\u3400-\\u9FFF]+)?");
    private static final Set<String> LABELS =
            Set.of("sb", "sth", "etc", "lit", "fig", "idiom", "abbr", "s.o", "esp", "tw", "pr");

    /** An explanation of more stems than this counts less: it describes the thing and does not render the word. */
    private static final int LONG_GLOSS = 7;

    private static final double LONG_GLOSS_FACTOR = 0.4;
    private static final double SHARE_EXPONENT = 0.8;

    private final EnglishTokenizer tokenizer = new EnglishTokenizer();

    /**
     * Adds the weights of one entry's glosses.
     *
     * @param weights by stem, added to
     * @return simplified words that the glosses refer to instead of explaining
     */
    List<String> add(CedictEntry entry, Map<String, Double> weights) {
        List<String> references = new ArrayList<>();
        for (String gloss : entry.glosses()) {
            for (String sense : gloss.split(";")) {
                addSense(sense.trim(), weights, references);
            }
        }
        return references;
    }

    private void addSense(String sense, Map<String, Double> weights, List<String> references) {
        if (sense.startsWith("CL:")) {
            return;
        }
        Matcher reference = REFERENCE.matcher(sense);
        if (reference.find()) {
            references.add(reference.group(2) != null ? reference.group(2) : reference.group(1));
            return;
        }
        String bare = REMARK.matcher(sense).replaceAll(" ");
        List<String> stems = new ArrayList<>();
        for (Token token : tokenizer.tokens(bare)) {
            if (token.kind() != Token.Kind.MARK && !LABELS.contains(token.form())) {
                stems.add(token.form());
            }
        }
        List<String> content =
                stems.stream().filter(stem -> !FunctionWords.isEnglish(stem)).toList();
        List<String> counted = content.isEmpty() ? stems : content;
        double weight =
                Math.pow(counted.size(), -SHARE_EXPONENT) * (counted.size() > LONG_GLOSS ? LONG_GLOSS_FACTOR : 1);
        for (String stem : counted) {
            weights.merge(stem, weight, Double::sum);
        }
    }
}
