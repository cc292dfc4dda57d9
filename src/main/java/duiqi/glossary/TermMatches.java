package duiqi.glossary;

import duiqi.lexicon.ChineseTokenizer;
import duiqi.lexicon.EnglishWords;
import duiqi.lexicon.FunctionWords;
import duiqi.lexicon.Lexicon;
import duiqi.lexicon.Token;
import duiqi.text.Direction;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Holds the terms of a source and their translations in the target.
 *
 * @param hits the terms of the source
 * @param counts how often the source has each concept
 * @param byConcept the translations by concept id, in the order of the target; concepts without a translation are
 *     absent
 */
public record TermMatches(List<Hit> hits, Map<String, Long> counts, Map<String, List<Match>> byConcept) {
    public TermMatches {
        hits = List.copyOf(hits);
        counts = Map.copyOf(counts);
        byConcept = Map.copyOf(byConcept);
    }

    /** Finds the translations of some terms. */
    public static TermMatches of(List<Hit> hits, String target, TermSearch.Renderings renderings) {
        Map<String, Glossary.Concept> concepts = new LinkedHashMap<>();
        hits.forEach(hit -> concepts.putIfAbsent(hit.concept().id(), hit.concept()));
        Map<Boolean, List<Glossary.Concept>> byKept =
                concepts.values().stream().collect(Collectors.partitioningBy(Glossary.Concept::isKept));
        List<Match> translations = new ArrayList<>(renderings.find(byKept.getOrDefault(false, List.of()), target));
        byKept.getOrDefault(true, List.of()).forEach(concept -> translations.addAll(TermScope.kept(concept, target)));
        return of(hits, translations);
    }

    /** Returns some terms with their translations. */
    public static TermMatches of(List<Hit> hits, List<Match> translations) {
        Map<String, List<Match>> byConcept = translations.stream()
                .sorted(Comparator.comparingInt(Match::start))
                .collect(Collectors.groupingBy(match -> match.concept().id()));
        return new TermMatches(
                hits,
                hits.stream().collect(Collectors.groupingBy(hit -> hit.concept().id(), Collectors.counting())),
                byConcept);
    }

    /** Returns the translations of a concept in the order of the target. */
    public List<Match> of(Glossary.Concept concept) {
        return byConcept.getOrDefault(concept.id(), List.of());
    }

    /**
     * Returns whether the words belong to an allowed translation of another term that is in the source at least as
     * often.
     */
    public boolean isOfAnother(Match wrong) {
        return byConcept.entrySet().stream()
                .filter(other -> !other.getKey().equals(wrong.concept().id()))
                .filter(other -> isInAllowed(wrong, other.getValue()))
                .anyMatch(other -> counts.getOrDefault(other.getKey(), 0L)
                        >= other.getValue().size());
    }

    /**
     * Returns whether the words belong to an allowed translation of another concept.
     *
     * @param others the translations of the concept, in order of their starts and of their ends
     */
    private static boolean isInAllowed(Match wrong, List<Match> others) {
        int last = lastUntil(others, Match::start, wrong.start);
        return last >= 0
                && others.get(last).contains(wrong)
                && others.get(last).entry().status().isAllowed();
    }

    /** Returns the index of the last of some parts of a text, in order, that starts at an index or before it, or -1. */
    static <T> int lastUntil(List<T> parts, ToIntFunction<T> start, int index) {
        int low = 0;
        int high = parts.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (start.applyAsInt(parts.get(middle)) <= index) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low - 1;
    }

    /**
     * Represents a term in a source. Immutable.
     *
     * @param concept concept of the term
     * @param term the term as in the glossary
     * @param start index of the first UTF-16 unit in the text
     * @param end index after the last UTF-16 unit
     */
    public record Hit(Glossary.Concept concept, String term, int start, int end) {}

    /**
     * Holds the occurrences of terms in a source. Immutable.
     *
     * @param hits the uses of terms, in order
     * @param excluded the occurrences that are no uses
     */
    public record Occurrences(List<Hit> hits, List<Excluded> excluded) {
        public Occurrences {
            hits = List.copyOf(hits);
            excluded = List.copyOf(excluded);
        }

        /** Returns whether a term is among these, as a use or not. */
        boolean has(Hit hit) {
            return hits.contains(hit) || excluded.stream().anyMatch(one -> one.hit.equals(hit));
        }

        /** Returns a term that is hidden by one of the uses, with the reason. */
        Excluded hidden(Hit hit) {
            String reason = hits.stream()
                    .filter(other -> other.start < hit.end && hit.start < other.end)
                    .findFirst()
                    .map(other -> "part of the term " + other.term)
                    .orElse("another term is there");
            return new Excluded(hit, reason);
        }
    }

    /** Represents an occurrence of the characters of a term that is no use of the term, and the reason. Immutable. */
    public record Excluded(Hit hit, String reason) {}

    /**
     * Represents a translation in a target. Immutable.
     *
     * @param concept concept of the term that it translates
     * @param entry the translation as in the glossary
     * @param start index of the first UTF-16 unit in the text
     * @param end index after the last UTF-16 unit
     */
    public record Match(Glossary.Concept concept, TermEntry entry, int start, int end) {
        int length() {
            return end - start;
        }

        boolean contains(Match other) {
            return start <= other.start && other.end <= end;
        }
    }

    /**
     * Represents words of a target that are related to an allowed translation. Immutable.
     *
     * @param match the words
     * @param isName true for the adjective of a name, which translates it: <i>Latvian</i> for <i>Latvia</i>
     */
    public record Related(Match match, boolean isName) {}

    /**
     * Finds the terms of a glossary in a source, and their translations in the target. Both directions have the same
     * interfaces. Not thread-safe.
     *
     * @param terms the search for terms in the source language
     * @param translations the search for translations in the target language
     */
    public record TermSearch(Terms terms, Renderings translations) {
        /** Finds terms in texts of the source language. */
        public interface Terms {
            /**
             * Returns the terms in a text. At each position the longest term wins. A term of several concepts gives one
             * hit for each.
             *
             * @param target the translation, which may keep names and code
             */
            Occurrences find(String source, String target);

            /** Returns the terms that {@link #find} omits because they are parts of longer terms or of exceptions. */
            List<Excluded> hidden(String source, String target);
        }

        /** Finds translations in texts of the target language. */
        public interface Renderings {
            /**
             * Returns the translations of concepts in a text, in text order. If one is inside another, only the longer one
             * is found.
             */
            List<TermMatches.Match> find(Collection<Glossary.Concept> concepts, String target);

            /**
             * Returns whether a text may refer back to an allowed translation of several words by its main word: <i>the
             * Assembly</i> for <i>General Assembly</i>.
             */
            boolean refersBack(Glossary.Concept concept, String target);

            /** Returns the words of a text that are related to the allowed translations of a concept. */
            List<Related> related(Glossary.Concept concept, String target);

            /**
             * Returns the wrong translations of a term by finding.
             *
             * @param wrong at least one
             */
            List<List<TermMatches.Match>> byFinding(List<TermMatches.Match> wrong);

            /** Returns whether a translation is an acronym, which may follow its full form. */
            boolean isAcronym(TermEntry entry);

            /** Returns whether one translation is a shorter form of the other. */
            boolean isShortForm(TermEntry one, TermEntry other);
        }

        /**
         * Creates a search in one direction.
         *
         * @param chinese splits Chinese into words
         * @param english splits English into words
         */
        public static TermSearch of(
                Glossary glossary,
                Direction direction,
                Lexicon lexicon,
                ChineseTokenizer chinese,
                EnglishWords english) {
            return direction.isIntoChinese()
                    ? new TermSearch(
                            new EnglishTerms(glossary, english),
                            new ChineseRenderings(new ChineseTerms(glossary, lexicon), chinese))
                    : new TermSearch(
                            new ChineseSource(
                                    new ChineseTerms(glossary, lexicon),
                                    lexicon,
                                    chinese,
                                    new ChineseTokenizer(lexicon)),
                            new EnglishRenderings(english));
        }

        /**
         * Finds terms in Chinese. Not thread-safe.
         *
         * @param tokenizer keeps the words of the source
         * @param parts splits parts of words
         */
        private record ChineseSource(
                ChineseTerms chinese, Lexicon lexicon, ChineseTokenizer tokenizer, ChineseTokenizer parts)
                implements Terms {
            @Override
            public Occurrences find(String source, String target) {
                return chinese.find(source, hit -> exclusion(source, hit));
            }

            @Override
            public List<Excluded> hidden(String source, String target) {
                return chinese.hidden(source, find(source, target));
            }

            /** Number of characters beside a term that are split again. */
            private static final int CONTEXT = 4;

            /** Suffixes of nouns after which a term keeps its meaning: 通胀率. */
            private static final Set<String> SUFFIXES =
                    Set.of("率", "性", "化", "型", "式", "类", "们", "时", "后", "前", "力", "省", "市", "县");

            /** Characters that change the meaning of the word after them: 自定义. */
            private static final Set<String> PREFIXES = Set.of("自", "非", "无", "反", "不", "未");

            /**
             * Returns why a hit is no use of the term. A term is no part of a longer dictionary word, as 大学 is of 大学生,
             * unless the rest consists of words, or the word ends with the term and has its meaning, as 各族人民 has that of
             * 人民.
             */
            private Optional<String> exclusion(String source, TermMatches.Hit hit) {
                Optional<Token> before = hasInside(source, hit.start())
                        .filter(longer ->
                                longer.start() + longer.form().length() >= hit.end() || !isLonger(hit, longer))
                        .filter(longer -> longer.start() + longer.form().length() != hit.end()
                                || PREFIXES.contains(source.substring(longer.start(), hit.start()))
                                || !isRelated(longer.form(), hit.term()))
                        .filter(longer -> !isCompound(last(source, longer.start(), hit)));
                Optional<Token> after = hasInside(source, hit.end())
                        .filter(longer -> longer.start() <= hit.start() || !isLonger(hit, longer))
                        .filter(longer -> !isCompound(
                                first(source, longer.start() + longer.form().length(), hit)));
                return before.or(() -> after)
                        .map(Token::form)
                        .or(() -> across(source, hit))
                        .map(longer -> "part of " + longer);
            }

            /**
             * Returns a dictionary word at the end of a term and a single character after it, if the beginning of the term
             * is a word too, and the two have different meanings: 卫生间 in 公共卫生间, but not 卫生部 in 公共卫生部.
             */
            private Optional<String> across(String source, TermMatches.Hit hit) {
                if (hit.end() == source.length()
                        || !Character.isIdeographic(source.charAt(hit.end()))
                        || isCompound(first(source, hit.end(), hit))) {
                    return Optional.empty();
                }
                return IntStream.rangeClosed(hit.start() + 2, hit.end() - 2)
                        .filter(start -> isWord(source.substring(hit.start(), start))
                                && isWord(source.substring(start, hit.end() + 1)))
                        .mapToObj(start -> source.substring(start, hit.end() + 1))
                        .filter(longer -> !isRelated(longer, hit.term()))
                        .findFirst();
            }

            /** Returns whether a term is too long to meet by chance with a word across its end: 安慰剂组 before 分别. */
            private static boolean isLonger(TermMatches.Hit hit, Token word) {
                return hit.end() - hit.start() > Math.max(2, word.form().length());
            }

            private boolean isWord(String text) {
                return lexicon.wordNumber(lexicon.simplify(text)) >= 0;
            }

            /**
             * Returns the word before a term in a dictionary word that begins at an index: the rest of that word, or the
             * last of the words before the term if the dictionary word ends inside the term.
             */
            private List<Token> last(String source, int start, TermMatches.Hit hit) {
                boolean isInside = tokenEnd(source, start) >= hit.end();
                int from = isInside ? start : Math.max(0, hit.start() - CONTEXT);
                List<Token> words = parts.words(source.substring(from, hit.start()));
                return isInside || words.isEmpty() ? words : words.subList(words.size() - 1, words.size());
            }

            /** Returns the word after a term, in the same way. */
            private List<Token> first(String source, int end, TermMatches.Hit hit) {
                boolean isInside = hasInside(source, hit.end())
                        .filter(word -> word.start() <= hit.start())
                        .isPresent();
                int to = isInside ? end : Math.min(source.length(), hit.end() + CONTEXT);
                List<Token> words = parts.words(source.substring(hit.end(), to));
                return isInside || words.isEmpty() ? words : words.subList(0, 1);
            }

            /** Returns whether the dictionary translates a longer word with a word that it gives for the term: 各族人民. */
            private boolean isRelated(String longer, String term) {
                Set<Integer> stems = new HashSet<>();
                parts.words(term).forEach(word -> addStems(word.form(), stems));
                Set<Integer> others = new HashSet<>();
                addStems(longer, others);
                return !Collections.disjoint(stems, others);
            }

            private void addStems(String word, Set<Integer> stems) {
                int number = lexicon.wordNumber(word);
                if (number >= 0) {
                    lexicon.stemsOfWord(number, (stem, weight) -> stems.add(stem));
                }
            }

            private int tokenEnd(String source, int start) {
                return hasInside(source, start + 1)
                        .map(word -> word.start() + word.form().length())
                        .orElse(start);
            }

            /** Returns whether words beside a term are words of their own, so that the term keeps its meaning. */
            private static boolean isCompound(List<Token> words) {
                return words.stream()
                        .allMatch(word -> word.form().length() > 1
                                || SUFFIXES.contains(word.form())
                                || FunctionWords.isChinese(word.form()));
            }

            /** Returns the dictionary word that has an index of the text inside. */
            private Optional<Token> hasInside(String source, int index) {
                List<Token> words = tokenizer.words(source);
                return Optional.of(lastUntil(words, Token::start, index - 1))
                        .filter(before -> before >= 0)
                        .map(words::get)
                        .filter(word -> word.kind() == Token.Kind.WORD
                                && index < word.start() + word.form().length());
            }
        }

        /** Returns the terms of a source and their translations in the target. */
        public TermMatches find(String source, String target) {
            return TermMatches.of(terms.find(source, target).hits(), target, translations);
        }
    }
}
