package duiqi.review;

import duiqi.align.WordLinks;
import duiqi.align.WordLinks.Place;
import duiqi.check.TextSpan;
import duiqi.check.TextSpan.Side;
import duiqi.glossary.Glossary;
import duiqi.glossary.TermEntry;
import duiqi.glossary.TermEntry.TermStatus;
import duiqi.glossary.TermMatches;
import duiqi.lexicon.ChineseTokenizer;
import duiqi.lexicon.EnglishWords;
import duiqi.lexicon.Lexicon;
import duiqi.lexicon.Token;
import duiqi.text.Direction;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Function;

/**
 * Finds the words of a bead that translate each other: terms of a glossary, numbers by their values, names, and words
 * of the lexicon. Thread-safe.
 */
public final class BeadWords {
    private final Glossary glossary;
    private final Lexicon lexicon;

    /** Searches by whether they are into Chinese. */
    private final Map<Boolean, TermMatches.TermSearch> searches = new HashMap<>();

    public BeadWords(Glossary glossary, Lexicon lexicon) {
        this.glossary = glossary;
        this.lexicon = lexicon;
    }

    /**
     * Returns the links of the words of some sentences. The sentences need not be a bead of the review.
     *
     * @param source source sentences in text order
     * @param target target sentences in text order
     */
    public Words of(ReviewOrigin origin, List<Sentence> source, List<Sentence> target) {
        if (source.isEmpty() || target.isEmpty()) {
            return new Words(List.of(), new Left(List.of(), List.of()));
        }
        boolean fromChinese = origin.sourceLanguage().isChinese();
        List<Sentence> chinese = fromChinese ? source : target;
        List<Sentence> english = fromChinese ? target : source;
        List<WordLinks.Link> known = links(terms(origin, source, target)).stream()
                .map(link -> new WordLinks.Link(
                        places(chinese, fromChinese ? link.source : link.target),
                        places(english, fromChinese ? link.target : link.source),
                        Token.Kind.TERM,
                        1))
                .toList();
        WordLinks found = WordLinks.of(lexicon, texts(chinese), texts(english), known);
        List<Link> links = found.links().stream()
                .map(link -> link(spans(chinese, link.chinese()), spans(english, link.english()), fromChinese, link))
                .toList();
        List<Sentence.Span> chineseLeft = spans(chinese, found.chineseLeft());
        List<Sentence.Span> englishLeft = spans(english, found.englishLeft());
        return new Words(links, fromChinese ? new Left(chineseLeft, englishLeft) : new Left(englishLeft, chineseLeft));
    }

    private static Link link(
            List<Sentence.Span> chinese, List<Sentence.Span> english, boolean fromChinese, WordLinks.Link link) {
        String kind = switch (link.kind()) {
            case NUMBER, NAME, TERM -> link.kind().name().toLowerCase(Locale.ROOT);
            case WORD, LATIN, MARK -> "word";
        };
        return new Link(
                fromChinese ? chinese : english,
                fromChinese ? english : chinese,
                kind,
                Math.round(link.strength() * 1000) / 1000.0);
    }

    private static List<String> texts(List<Sentence> sentences) {
        return sentences.stream().map(Sentence::text).toList();
    }

    private static List<Sentence.Span> spans(List<Sentence> sentences, List<Place> places) {
        return places.stream()
                .map(place -> new Sentence.Span(sentences.get(place.sentence()).id(), place.start(), place.end()))
                .toList();
    }

    private static List<Place> places(List<Sentence> sentences, List<Sentence.Span> spans) {
        List<String> ids = sentences.stream().map(Sentence::id).toList();
        return spans.stream()
                .map(span -> new Place(ids.indexOf(span.sentence()), span.start(), span.end()))
                .toList();
    }

    /** Links each occurrence of a term with one of its translations, if both sides have the same number of them. */
    private static List<Link> links(List<BeadTerm> terms) {
        List<Link> links = new ArrayList<>();
        for (BeadTerm term : terms) {
            List<Sentence.Span> here = term.spans();
            List<Sentence.Span> there = term.translations().stream()
                    .flatMap(translation -> translation.spans().stream())
                    .distinct()
                    .toList();
            if (here.size() == there.size()) {
                for (int k = 0; k < here.size(); k++) {
                    links.add(new Link(List.of(here.get(k)), List.of(there.get(k)), "term", 1));
                }
            } else if (!there.isEmpty()) {
                links.add(new Link(here, there, "term", 1));
            }
        }
        return links;
    }

    /**
     * Links words of both sides. The page depends on the order of the components. Immutable.
     *
     * @param source spans on the source side, at least one
     * @param target spans on the target side, at least one
     * @param kind {@code word}, {@code number}, {@code name} or {@code term}
     * @param strength probability of the translation, 0 to 1, lower for words with different relative positions
     */
    public record Link(List<Sentence.Span> source, List<Sentence.Span> target, String kind, double strength) {}

    /** Holds the content words of both sides without a link. Immutable. */
    public record Left(List<Sentence.Span> source, List<Sentence.Span> target) {}

    /** Holds the words of a bead that translate each other, and the others. Immutable. */
    public record Words(List<Link> links, Left left) {}

    /**
     * Returns the terms of some sentences in text order, each once. The sentences need not be a bead of the review.
     */
    public synchronized List<BeadTerm> terms(ReviewOrigin origin, List<Sentence> source, List<Sentence> target) {
        ReviewBead bead = ReviewBead.of("b1", ids(source), ids(target), OptionalDouble.empty(), List.of());
        ReviewText text = new ReviewText(new ReviewState(origin, 0, source, target, List.of(bead)));
        Direction direction = origin.direction();
        TermMatches.TermSearch search = searches.computeIfAbsent(
                direction.isIntoChinese(),
                into -> TermMatches.TermSearch.of(
                        glossary, direction, lexicon, new ChineseTokenizer(lexicon), new EnglishWords()));
        TermMatches matches = search.find(text.sourceText(bead), text.targetText(bead));
        Map<List<String>, List<TermMatches.Hit>> byTerm = new LinkedHashMap<>();
        for (TermMatches.Hit hit : matches.hits()) {
            byTerm.computeIfAbsent(List.of(hit.concept().id(), hit.term()), term -> new ArrayList<>())
                    .add(hit);
        }
        return byTerm.values().stream()
                .map(hits -> new BeadTerm(
                        hits.get(0).term(),
                        hits.stream()
                                .flatMap(hit ->
                                        text.spans(bead, new TextSpan(Side.SOURCE, hit.start(), hit.end())).stream())
                                .toList(),
                        translations(
                                hits.get(0),
                                matches,
                                direction,
                                match -> text.spans(bead, new TextSpan(Side.TARGET, match.start(), match.end())))))
                .toList();
    }

    private static List<String> ids(List<Sentence> sentences) {
        return sentences.stream().map(Sentence::id).toList();
    }

    private static List<BeadTerm.Translation> translations(
            TermMatches.Hit hit,
            TermMatches matches,
            Direction direction,
            Function<TermMatches.Match, List<Sentence.Span>> spans) {
        Map<String, TermStatus> statuses = new LinkedHashMap<>();
        // Another term of the same concept may have the same translation.
        for (TermEntry entry : hit.concept().entries()) {
            if (entry.source(direction).equals(hit.term()) || !statuses.containsKey(entry.target(direction))) {
                statuses.put(entry.target(direction), entry.status());
            }
        }
        return statuses.entrySet().stream()
                .map(translation -> new BeadTerm.Translation(
                        translation.getKey(),
                        translation.getValue(),
                        matches.of(hit.concept()).stream()
                                .filter(match -> match.entry().target(direction).equals(translation.getKey()))
                                .flatMap(match -> spans.apply(match).stream())
                                .toList()))
                .toList();
    }

    /**
     * Holds a glossary term that occurs in a bead. Immutable.
     *
     * @param term the term in the source language, as in the glossary
     * @param spans occurrences of the term
     * @param translations the translations in the glossary, in glossary order
     */
    public record BeadTerm(String term, List<Sentence.Span> spans, List<Translation> translations) {
        /**
         * Holds a translation of a term.
         *
         * @param text the translation as in the glossary
         * @param status status of the translation in the glossary
         * @param spans occurrences in the bead; empty if there are none
         */
        public record Translation(String text, TermStatus status, List<Sentence.Span> spans) {}
    }
}
