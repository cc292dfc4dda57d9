package duiqi.lexicon;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Splits the glosses of a CC-CEDICT entry into English stems with weights. Not thread-safe.
 *
 * <p>Each gloss distributes a weight of 1/n<sup>0.8</sup> over its n content stems. So a short gloss, which a
 * translation probably uses literally, counts more than an explanation. Cross-references ("variant of", "see",
 * "abbr. for") are returned to the caller. Remarks in brackets and classifiers are ignored.
 */
final class GlossStems {
    private static final Pattern REFERENCE = Pattern.compile(
            "(?:variant of|see also|see|abbr\\. (?:for|of)|erhua variant of|same as|equivalent to|also written)"
                    + " ([\\u3400-\\u9FFF]+)(?:\\|([\\u3400-\\u9FFF]+))?");
    private static final Pattern REMARK =
            Pattern.compile("\\([^)]*\\)|\\[[^\\]]*\\]|[\\u3400-\\u9FFF]+(?:\\|[\\u3400-\\u9FFF]+)?");
    private static final Set<String> LABELS =
            Set.of("sb", "sth", "etc", "lit", "fig", "idiom", "abbr", "s.o", "esp", "tw", "pr");

    /** Maximum number of stems of a translation; longer glosses are explanations and count less. */
    private static final int LONG_GLOSS = 7;

    private static final double LONG_GLOSS_FACTOR = 0.4;
    private static final double SHARE_EXPONENT = 0.8;

    /** Weight of all translations of further dictionaries, if those of CC-CEDICT have the weight 1. */
    private static final double FURTHER_WEIGHT = 0.5;

    private final EnglishTokenizer tokenizer = new EnglishTokenizer();

    /**
     * Adds the weights of the translations of further dictionaries.
     *
     * @param weights the weights by stem; this method adds to them
     */
    void addFurther(Set<String> glosses, Map<String, Double> weights) {
        Map<String, Double> own = new HashMap<>();
        glosses.forEach(gloss -> addSense(gloss, own, new ArrayList<>()));
        double known =
                weights.values().stream().mapToDouble(Double::doubleValue).sum();
        double added = own.values().stream().mapToDouble(Double::doubleValue).sum();
        double factor = known == 0 ? 1 : FURTHER_WEIGHT * known / added;
        own.forEach((stem, weight) -> weights.merge(stem, weight * factor, Double::sum));
    }

    /**
     * Adds the weights of an entry's glosses.
     *
     * @param weights the weights by stem; this method adds to them
     * @return the simplified words that the glosses name as cross-references
     */
    List<String> add(LexiconBuilder.CedictEntry entry, Map<String, Double> weights) {
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
        List<String> stems = tokenizer.tokens(bare).stream()
                .filter(token -> token.kind() != Token.Kind.MARK && !LABELS.contains(token.form()))
                .map(Token::form)
                .toList();
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
