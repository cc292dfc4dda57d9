package duiqi.glossary;

import duiqi.lexicon.EnglishWord;
import duiqi.lexicon.EnglishWords;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds the renderings of concepts in English text, whatever their inflection, spelling and hyphens; see {@link WordPattern}. A
 * rendering between slashes is a regular expression. Not thread-safe: it keeps the renderings that it has prepared.
 */
public final class EnglishRenderings {
    private final EnglishWords english;
    private final IdentityHashMap<TermEntry, Prepared> prepared = new IdentityHashMap<>();

    /** A rendering made ready; a regular expression or a row of words. */
    private record Prepared(TermEntry entry, Optional<Pattern> expression, WordPattern words) {}

    public EnglishRenderings(EnglishWords english) {
        this.english = english;
    }

    /**
     * The renderings of some concepts in a text, in its order. Where one lies inside another, only the longer is found: a
     * forbidden word inside an admitted rendering is none, nor is a preferred one inside what is forbidden.
     */
    public List<RenderingMatch> find(Collection<Concept> concepts, String text) {
        List<EnglishWord> words = english.of(text);
        List<RenderingMatch> all = new ArrayList<>();
        for (Concept concept : concepts) {
            for (TermEntry entry : concept.entries()) {
                addMatches(prepare(entry), text, words, all);
            }
        }
        all.sort(Comparator.comparingInt(RenderingMatch::length)
                .reversed()
                .thenComparing(match -> match.entry().status()));
        List<RenderingMatch> kept = new ArrayList<>();
        for (RenderingMatch match : all) {
            if (kept.stream().noneMatch(longer -> hides(longer, match))) {
                kept.add(match);
            }
        }
        kept.sort(Comparator.comparingInt(RenderingMatch::start));
        return kept;
    }

    /** The same words may render two concepts; of one concept they are one rendering. */
    private static boolean hides(RenderingMatch longer, RenderingMatch match) {
        boolean isSame = longer.start() == match.start() && longer.end() == match.end();
        return longer.contains(match)
                && (!isSame || longer.entry().concept().equals(match.entry().concept()));
    }

    /** Whether a concept has an allowed rendering in a text that is there in another shape. */
    public boolean isThereLoosely(Concept concept, String text) {
        return loosely(concept, text).isPresent();
    }

    /** The first allowed rendering of a concept that is in a text in another shape. */
    public Optional<TermEntry> loosely(Concept concept, String text) {
        List<EnglishWord> words = english.of(text);
        return concept.entries().stream()
                .filter(entry -> entry.status().isAllowed())
                .filter(entry -> prepare(entry).words.isThereLoosely(text, words))
                .findFirst();
    }

    /** Whether a rendering is an acronym, which may follow its full form. */
    public boolean isAcronym(TermEntry entry) {
        return entry.type().equals("acronym") || prepare(entry).words.isAcronym();
    }

    /**
     * Whether one of two renderings says less than the other in the same words, as {@code the Academy} does of {@code Academy of
     * Sciences}: after the full form that is no other rendering.
     */
    public boolean isShortForm(TermEntry one, TermEntry other) {
        return prepare(one).words.isWithin(prepare(other).words)
                || prepare(other).words.isWithin(prepare(one).words);
    }

    private void addMatches(Prepared rendering, String text, List<EnglishWord> words, List<RenderingMatch> matches) {
        if (rendering.expression.isPresent()) {
            Matcher matcher = rendering.expression.get().matcher(text);
            while (matcher.find()) {
                if (matcher.end() > matcher.start()) {
                    matches.add(new RenderingMatch(rendering.entry, matcher.start(), matcher.end()));
                }
            }
            return;
        }
        for (WordPattern.Stretch stretch : rendering.words.find(text, words)) {
            matches.add(new RenderingMatch(
                    rendering.entry,
                    words.get(stretch.from()).start(),
                    words.get(stretch.to() - 1).end()));
        }
    }

    private Prepared prepare(TermEntry entry) {
        return prepared.computeIfAbsent(entry, this::compile);
    }

    private Prepared compile(TermEntry entry) {
        String rendering = entry.english();
        boolean isExpression = RenderingForm.isExpression(rendering);
        Optional<Pattern> expression = isExpression
                ? Optional.of(Pattern.compile(
                        RenderingForm.expression(rendering), Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE))
                : Optional.empty();
        return new Prepared(entry, expression, WordPattern.of(isExpression ? "" : rendering, english));
    }
}
