package duiqi.glossary;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import duiqi.io.UserExpression;
import duiqi.lexicon.EnglishWords;
import duiqi.text.Deadline;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Finds the translations of concepts in English text, in any inflection and spelling, with or without hyphens; see
 * {@link WordPattern}. A translation between slashes is a regular expression. Caches prepared translations; not
 * thread-safe.
 */
public final class EnglishRenderings implements TermMatches.TermSearch.Renderings {
    /** Maximum length of words that are small in names, such as "of" and "the". */
    private static final int SHORT = 3;

    private final EnglishWords english;
    private final IdentityHashMap<TermEntry, Form> prepared = new IdentityHashMap<>();
    private final IdentityHashMap<TermEntry, Family> families = new IdentityHashMap<>();
    private final IdentityHashMap<Glossary.Concept, List<TermEntry>> entries = new IdentityHashMap<>();

    public EnglishRenderings(EnglishWords english) {
        this.english = english;
    }

    /**
     * Returns the translations of concepts in a text, in text order. If one is inside another, only the longer one is
     * found: a forbidden word inside an admitted translation does not count, nor does a preferred one inside a
     * forbidden one. A translation with other words between its words hides no other: <i>digital and real economies</i>
     * are two.
     */
    @Override
    public List<TermMatches.Match> find(Collection<Glossary.Concept> concepts, String text) {
        List<EnglishWords.EnglishWord> words = english.of(text);
        BitSet starts = new BitSet();
        Set<String> keys = new HashSet<>();
        for (int i = 0; i < words.size(); i++) {
            starts.set(i);
            WordPattern.keys(words, i, keys::add);
        }
        List<TermMatches.Match> all = new ArrayList<>();
        Set<TermMatches.Match> scattered = new LinkedHashSet<>();
        for (Glossary.Concept concept : concepts) {
            for (TermEntry entry : entries.computeIfAbsent(concept, EnglishRenderings::entries)) {
                Form form = prepare(entry);
                for (Form.Span span :
                        form.mayBeIn(keys) ? form.find(text, words, starts, use(entry)) : List.<Form.Span>of()) {
                    TermMatches.Match match = new TermMatches.Match(concept, entry, span.start(), span.end());
                    all.add(match);
                    if (span.isScattered()) {
                        scattered.add(match);
                    }
                }
            }
        }
        all.sort(Comparator.comparingInt(TermMatches.Match::length)
                .reversed()
                .thenComparing(match -> match.entry().status()));
        Kept kept = new Kept();
        all.stream().filter(match -> !scattered.contains(match)).forEach(kept::add);
        List<TermMatches.Match> found = new ArrayList<>(kept.all());
        scattered.stream()
                .filter(match -> !kept.hides(match) && found.stream().noneMatch(other -> isSame(match, other)))
                .forEach(found::add);
        found.sort(Comparator.comparingInt(TermMatches.Match::start));
        return found;
    }

    private static boolean isSame(TermMatches.Match longer, TermMatches.Match match) {
        return longer.contains(match)
                && longer.concept().id().equals(match.concept().id());
    }

    /**
     * Keeps matches that are in no other. Added longest first, so that the last kept match at or before a position ends
     * last. Only matches of the same words have the same start: those words may translate several concepts, but count
     * once for each.
     */
    private static final class Kept {
        private final TreeMap<Integer, Map<String, TermMatches.Match>> byStart = new TreeMap<>();

        void add(TermMatches.Match match) {
            if (!hides(match)) {
                byStart.computeIfAbsent(match.start(), start -> new LinkedHashMap<>())
                        .putIfAbsent(match.concept().id(), match);
            }
        }

        boolean hides(TermMatches.Match match) {
            return Optional.ofNullable(byStart.floorEntry(match.start()))
                    .flatMap(before -> before.getValue().values().stream().findFirst())
                    .filter(longer -> longer.contains(match) && longer.length() > match.length())
                    .isPresent();
        }

        List<TermMatches.Match> all() {
            return byStart.values().stream()
                    .flatMap(same -> same.values().stream())
                    .toList();
        }
    }

    private static WordPattern.Use use(TermEntry entry) {
        return entry.status().isAllowed() ? WordPattern.Use.ALLOWED : WordPattern.Use.WRONG;
    }

    /** Returns the entries of a concept, of those with the same English only the one with the best status. */
    private static List<TermEntry> entries(Glossary.Concept concept) {
        Map<String, TermEntry> best = new LinkedHashMap<>();
        concept.entries()
                .forEach(entry -> best.merge(
                        entry.english(),
                        entry,
                        (known, next) -> next.status().compareTo(known.status()) < 0 ? next : known));
        return List.copyOf(best.values());
    }

    @Override
    public boolean refersBack(Glossary.Concept concept, String text) {
        List<EnglishWords.EnglishWord> words = english.of(text);
        return concept.entries().stream()
                .filter(entry -> entry.status().isAllowed())
                .anyMatch(entry -> prepare(entry).words().refersBack(words));
    }

    @Override
    public List<TermMatches.Related> related(Glossary.Concept concept, String text) {
        List<EnglishWords.EnglishWord> words = english.of(text);
        List<TermMatches.Related> all = new ArrayList<>();
        for (TermEntry entry : concept.entries()) {
            if (entry.status().isAllowed() && !RenderingForm.isExpression(entry.english())) {
                families.computeIfAbsent(entry, one -> Family.of(one.english(), english))
                        .find(text, words)
                        .forEach(stretch -> all.add(related(concept, entry, text, words, stretch)));
            }
        }
        return all;
    }

    /**
     * Holds the words of the families of a translation. Immutable.
     *
     * @param words matches words of the families of its words
     * @param name the families of the whole if it is a name, none for other words
     */
    private record Family(WordPattern words, EnglishWords.Families name) {
        static Family of(String rendering, EnglishWords english) {
            return new Family(
                    WordPattern.related(rendering, english),
                    EnglishWords.Families.ofName(isName(rendering) ? english.of(rendering) : List.of()));
        }

        List<WordPattern.Stretch> find(String text, List<EnglishWords.EnglishWord> in) {
            BitSet starts = new BitSet();
            starts.set(0, in.size());
            List<WordPattern.Stretch> found = new ArrayList<>(words.find(text, in, starts, WordPattern.Use.WRONG));
            for (int i = 0; i < in.size(); i++) {
                if (name.have(in.get(i)) && !isAcronym(text, in.get(i))) {
                    found.add(new WordPattern.Stretch(i, i + 1, false));
                }
            }
            return found;
        }
    }

    private static boolean isAcronym(String text, EnglishWords.EnglishWord word) {
        return text.substring(word.start(), word.end()).chars().noneMatch(Character::isLowerCase);
    }

    private static boolean isName(String rendering) {
        return Stream.of(rendering.split("[ -]"))
                .filter(word -> word.length() > SHORT)
                .allMatch(word -> Character.isUpperCase(word.charAt(0)));
    }

    private static TermMatches.Related related(
            Glossary.Concept concept,
            TermEntry entry,
            String text,
            List<EnglishWords.EnglishWord> words,
            WordPattern.Stretch stretch) {
        int start = words.get(stretch.from()).start();
        int end = words.get(stretch.to() - 1).end();
        return new TermMatches.Related(
                new TermMatches.Match(concept, entry, start, end),
                isName(entry.english()) && Character.isUpperCase(text.charAt(start)));
    }

    /** Returns a finding for each of them. */
    @Override
    public List<List<TermMatches.Match>> byFinding(List<TermMatches.Match> wrong) {
        return wrong.stream().map(List::of).toList();
    }

    @Override
    public boolean isAcronym(TermEntry entry) {
        return entry.details().type().equals("acronym")
                || prepare(entry).words().isAcronym();
    }

    /**
     * Returns whether one translation is a shorter form of the other in the same words, as {@code the Academy} is of
     * {@code Academy of Sciences}. A short form after the full form is consistent.
     */
    @Override
    public boolean isShortForm(TermEntry one, TermEntry other) {
        return prepare(one).words().isWithin(prepare(other).words())
                || prepare(other).words().isWithin(prepare(one).words());
    }

    private Form prepare(TermEntry entry) {
        return prepared.computeIfAbsent(entry, one -> Form.of(one.english(), english));
    }

    /**
     * Holds the prepared English of an entry: a regular expression or a sequence of words. Immutable.
     *
     * @param expression the expression; empty for words
     * @param words the words, without a remark in brackets and the "to" of a verb; none for an expression
     * @param others other words of a translation: with or without "of", or the acronym in brackets
     * @param keys the keys of all words
     */
    record Form(Optional<Pattern> expression, WordPattern words, List<WordPattern> others, Set<String> keys) {
        /**
         * Represents a part of a text by the index of its first UTF-16 unit and the index after its last one.
         *
         * @param isScattered true if other words are between
         */
        record Span(int start, int end, boolean isScattered) {}

        static Form of(String text, EnglishWords english) {
            boolean isExpression = RenderingForm.isExpression(text);
            Optional<Pattern> expression = isExpression
                    ? Optional.of(UserExpression.compile(RenderingForm.expression(text), Pattern.CASE_INSENSITIVE))
                    : Optional.empty();
            WordPattern words = WordPattern.of(isExpression ? "" : RenderingForm.bare(text), english);
            List<WordPattern> others = new ArrayList<>(words.inverted().stream().toList());
            RenderingForm.acronym(text)
                    .filter(acronym -> !isExpression)
                    .ifPresent(acronym -> others.add(WordPattern.of(acronym, english)));
            Set<String> keys = new HashSet<>();
            words.keys(keys::add);
            others.forEach(other -> other.keys(keys::add));
            return new Form(expression, words, List.copyOf(others), Set.copyOf(keys));
        }

        /** Returns whether a text with some keys of words may have the form. */
        boolean mayBeIn(Set<String> some) {
            return expression.isPresent() || !Collections.disjoint(keys, some);
        }

        /**
         * Returns the matches in a text, in order.
         *
         * @param in the words of the text
         * @param starts indexes of the words where a sequence of words may begin
         */
        List<Span> find(String text, List<EnglishWords.EnglishWord> in, BitSet starts, WordPattern.Use use) {
            if (expression.isPresent()) {
                return find(expression.get(), text);
            }
            List<WordPattern.Stretch> stretches = new ArrayList<>(words.find(text, in, starts, use));
            if (use == WordPattern.Use.ALLOWED) {
                others.forEach(other -> stretches.addAll(other.find(text, in, starts, WordPattern.Use.WRONG)));
            }
            return stretches.stream()
                    .map(stretch -> new Span(
                            in.get(stretch.from()).start(),
                            in.get(stretch.to() - 1).end(),
                            stretch.isScattered()))
                    .toList();
        }

        private static List<Span> find(Pattern expression, String text) {
            List<Span> spans = new ArrayList<>();
            Matcher matcher = expression.matcher(Deadline.watched(text));
            while (matcher.find()) {
                if (matcher.end() > matcher.start()) {
                    spans.add(new Span(matcher.start(), matcher.end(), false));
                }
            }
            return spans;
        }
    }
}
