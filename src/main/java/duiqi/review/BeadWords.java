package duiqi.review;

import duiqi.align.Explanation;
import duiqi.align.Explanation.Place;
import duiqi.align.Explanation.WordLinks;
import duiqi.glossary.Glossary;
import duiqi.lexicon.Lexicon;
import duiqi.lexicon.Token;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/**
 * Finds the words of a bead that translate each other: terms of a glossary, numbers by their values, names, and words
 * of the lexicon. Thread-safe.
 */
public final class BeadWords {
    private static final String BEAD = "b1";

    private final Lexicon lexicon;
    private final BeadTerms terms;

    public BeadWords(Glossary glossary, Lexicon lexicon) {
        this.lexicon = lexicon;
        terms = new BeadTerms(glossary, lexicon);
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
        List<Explanation.WordLink> known = terms(origin, source, target).stream()
                .map(link -> new Explanation.WordLink(
                        places(chinese, fromChinese ? link.source : link.target),
                        places(english, fromChinese ? link.target : link.source),
                        Token.Kind.TERM,
                        1))
                .toList();
        WordLinks found = WordLinks.of(lexicon, texts(chinese), texts(english), known);
        List<Link> links = found.links().stream()
                .map(link -> link(
                        spans(chinese, link.chinese()), spans(english, link.english()), fromChinese, link))
                .toList();
        List<Sentence.Span> chineseLeft = spans(chinese, found.chineseLeft());
        List<Sentence.Span> englishLeft = spans(english, found.englishLeft());
        return new Words(
                links, fromChinese ? new Left(chineseLeft, englishLeft) : new Left(englishLeft, chineseLeft));
    }

    private static Link link(
            List<Sentence.Span> chinese,
            List<Sentence.Span> english,
            boolean fromChinese,
            Explanation.WordLink link) {
        Kind kind = switch (link.kind()) {
            case NUMBER -> Kind.NUMBER;
            case NAME -> Kind.NAME;
            case TERM -> Kind.TERM;
            case WORD, LATIN, MARK -> Kind.WORD;
        };
        return new Link(
                fromChinese ? chinese : english, fromChinese ? english : chinese, kind, rounded(link.strength()));
    }

    private static double rounded(double strength) {
        return Math.round(strength * 1000) / 1000.0;
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
    private List<Link> terms(ReviewOrigin origin, List<Sentence> source, List<Sentence> target) {
        ReviewBead bead = ReviewBead.of(BEAD, ids(source), ids(target), OptionalDouble.empty(), List.of());
        List<BeadTerms.BeadTerm> found;
        synchronized (terms) {
            found = terms.of(new ReviewState(0, source, target, List.of(bead)), origin, BEAD);
        }
        List<Link> links = new ArrayList<>();
        for (BeadTerms.BeadTerm term : found) {
            List<Sentence.Span> here = term.spans();
            List<Sentence.Span> there = term.translations().stream()
                    .flatMap(translation -> translation.spans().stream())
                    .distinct()
                    .toList();
            if (here.size() == there.size()) {
                for (int k = 0; k < here.size(); k++) {
                    links.add(new Link(List.of(here.get(k)), List.of(there.get(k)), Kind.TERM, 1));
                }
            } else if (!there.isEmpty()) {
                links.add(new Link(here, there, Kind.TERM, 1));
            }
        }
        return links;
    }

    private static List<String> ids(List<Sentence> sentences) {
        return sentences.stream().map(Sentence::id).toList();
    }

    /** Lists the kinds of links. */
    public enum Kind {
        WORD,
        NUMBER,
        NAME,
        TERM;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * Links words of both sides. The page depends on the order of the components. Immutable.
     *
     * @param source spans on the source side, at least one
     * @param target spans on the target side, at least one
     * @param strength probability of the translation, 0 to 1, lower for words with different relative positions
     */
    public record Link(List<Sentence.Span> source, List<Sentence.Span> target, Kind kind, double strength) {
        public Link {
            source = List.copyOf(source);
            target = List.copyOf(target);
        }
    }

    /** Holds the content words of both sides without a link. Immutable. */
    public record Left(List<Sentence.Span> source, List<Sentence.Span> target) {
        public Left {
            source = List.copyOf(source);
            target = List.copyOf(target);
        }
    }

    /** Holds the words of a bead that translate each other, and the others. Immutable. */
    public record Words(List<Link> links, Left left) {
        public Words {
            links = List.copyOf(links);
        }
    }
}
