package duiqi.glossary;

import duiqi.lexicon.ChineseTokenizer;
import duiqi.lexicon.EnglishWords;
import duiqi.lexicon.FunctionWords;
import duiqi.lexicon.Lexicon;
import duiqi.lexicon.Token;
import duiqi.text.Direction;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Holds the terms of a source and their translations in the target.
 *
 * @param hits the terms of the source
 * @param translated starts of the terms of the source that have a translation: indexes of their first UTF-16 units
 * @param counts how often the source has each concept
 * @param byConcept the translations by concept id, in the order of the target; concepts without a translation are
 *     absent
 */
public record TermMatches(
        List<Hit> hits, Set<Integer> translated, Map<String, Long> counts, Map<String, List<Match>> byConcept) {
    public TermMatches {
        hits = List.copyOf(hits);
        translated = Set.copyOf(translated);
        counts = Map.copyOf(counts);
        byConcept = Map.copyOf(byConcept);
    }

    /** Finds the translations of some terms. */
    public static TermMatches of(List<Hit> hits, String target, TermSearch.Renderings renderings) {
        Map<String, Glossary.Concept> concepts = new LinkedHashMap<>();
        hits.forEach(hit -> concepts.putIfAbsent(hit.concept().id(), hit.concept()));
        Map<String, List<Match>> byConcept = renderings.find(concepts.values(), target).stream()
                .collect(Collectors.groupingBy(match -> match.concept().id()));
        return new TermMatches(
                hits,
                hits.stream()
                        .filter(hit -> byConcept.containsKey(hit.concept().id()))
                        .map(Hit::start)
                        .collect(Collectors.toSet()),
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
        int low = 0;
        int high = others.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (others.get(middle).start <= wrong.start) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low > 0
                && others.get(low - 1).contains(wrong)
                && others.get(low - 1).entry().status().isAllowed();
    }

    /**
     * Returns whether a term has a translation, allowed or not. A term with several concepts needs a translation of one
     * of them.
     */
    public boolean isRendered(Hit term) {
        return translated.contains(term.start());
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
             * Returns the terms in a text, in order. At each position the longest term wins. A term of several concepts
             * gives one hit for each.
             */
            List<TermMatches.Hit> find(String source);

            /** Returns whether a hit is a part of a longer word or phrase with another meaning. */
            boolean isHidden(String source, TermMatches.Hit hit);

            /** Returns whether the characters of a hit may belong to other words. */
            default boolean isDoubtful(String source, TermMatches.Hit hit) {
                return false;
            }

            /** Returns whether a target must translate a hit with one of the translations of the glossary. */
            default boolean isDemanding(TermMatches.Hit hit) {
                return true;
            }

            /** Returns the terms that are regular expressions and took too long. They no longer match. */
            default List<TermEntry> slow() {
                return List.of();
            }
        }

        /** Finds translations in texts of the target language. */
        public interface Renderings {
            /**
             * Returns the translations of concepts in a text, in text order. If one is inside another, only the longer one
             * is found.
             */
            List<TermMatches.Match> find(Collection<Glossary.Concept> concepts, String target);

            /**
             * Returns the first allowed translation of a concept that a text contains in a loose form: with other words
             * between its words, or in another order.
             */
            Optional<TermEntry> findLoosely(Glossary.Concept concept, String target);

            /**
             * Returns whether a text may refer back to an allowed translation of several words by its main word: <i>the
             * Assembly</i> for <i>General Assembly</i>.
             */
            boolean refersBack(Glossary.Concept concept, String target);

            /** Returns whether a wrong translation may be a part of other words of the target. */
            boolean isDoubtful(String target, TermMatches.Match wrong);

            /**
             * Returns the wrong translations of a term by finding.
             *
             * @param wrong at least one
             */
            List<List<TermMatches.Match>> byFinding(List<TermMatches.Match> wrong);

            /** Returns whether a target keeps words of the source, as for names and code. */
            boolean keeps(String target, String words);

            /** Returns whether a translation is an acronym, which may follow its full form. */
            boolean isAcronym(TermEntry entry);

            /** Returns whether one translation is a shorter form of the other. */
            boolean isShortForm(TermEntry one, TermEntry other);

            /** Returns the translations of concepts that are regular expressions and took too long. They no longer match. */
            default List<TermEntry> slow(Collection<Glossary.Concept> concepts) {
                return List.of();
            }

            /** Returns whether a text contains an allowed translation of a concept in a loose form. */
            default boolean containsLoosely(Glossary.Concept concept, String target) {
                return findLoosely(concept, target).isPresent();
            }
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
            private static final String NEGATIONS = "不非无無未没沒";

            /** Characters after a term that belong to the sentence, not to another word. */
            private static final String SEPARATE =
                    "上下中内外里时后前间的地得了过着为在和与及并或是有会能要可将把被让给从向对于以而之其也都还又就只很更最" + "不没无人们个者性化式型家员业界方面";

            @Override
            public List<TermMatches.Hit> find(String source) {
                return chinese.find(source);
            }

            /**
             * Returns whether the term is in a dictionary word such as 大学生, has a negation before it, as in 不可持续, or
             * shares its characters with two other words, as 项目 does in 各项目标.
             */
            @Override
            public boolean isHidden(String source, TermMatches.Hit hit) {
                boolean isNegated = hit.start() > 0 && NEGATIONS.indexOf(source.charAt(hit.start() - 1)) >= 0;
                return isNegated || isShared(source, hit) || isInLongerWord(source, hit);
            }

            @Override
            public boolean isDoubtful(String source, TermMatches.Hit hit) {
                return hasInside(source, hit.start())
                                .filter(word -> word.start() + word.form().length() < hit.end())
                                .isPresent()
                        || hasInside(source, hit.end())
                                .filter(word -> word.start() > hit.start())
                                .isPresent();
            }

            private boolean isInLongerWord(String source, TermMatches.Hit hit) {
                Optional<Token> word = hasInside(source, hit.start()).or(() -> hasInside(source, hit.end()));
                if (word.isEmpty()) {
                    return false;
                }
                int start = word.get().start();
                int end = start + word.get().form().length();
                return start <= hit.start()
                        && hit.end() <= end
                        && !(isCompound(source.substring(start, hit.start()))
                                && isCompound(source.substring(hit.end(), end)));
            }

            /** Returns whether a part of a longer word consists of whole words, so that the term keeps its meaning. */
            private boolean isCompound(String part) {
                return part.isEmpty()
                        || parts.words(part).stream()
                                .allMatch(word -> word.form().length() > 1 || FunctionWords.isChinese(word.form()));
            }

            /** Returns the dictionary word that has an index of the text inside. */
            private Optional<Token> hasInside(String source, int index) {
                List<Token> words = tokenizer.words(source);
                int low = 0;
                int high = words.size();
                while (low < high) {
                    int middle = (low + high) >>> 1;
                    if (words.get(middle).start() < index) {
                        low = middle + 1;
                    } else {
                        high = middle;
                    }
                }
                return Optional.of(low)
                        .filter(after -> after > 0)
                        .map(after -> words.get(after - 1))
                        .filter(word -> word.kind() == Token.Kind.WORD
                                && index < word.start() + word.form().length());
            }

            /**
             * Returns whether the last character of a term of two characters begins another word: 新高 in 创新高. The rest of
             * that word does not begin a third one, as 高 does in 创新高地.
             */
            private boolean isShared(String source, TermMatches.Hit hit) {
                return hit.end() - hit.start() == 2
                        && hit.end() < source.length()
                        && SEPARATE.indexOf(source.charAt(hit.end())) < 0
                        && isWord(source, hit.start() + 1)
                        && !isWord(source, hit.end());
            }

            private boolean isWord(String source, int start) {
                return start + 2 <= source.length()
                        && lexicon.wordNumber(lexicon.simplify(source.substring(start, start + 2))) >= 0;
            }
        }

        /** Returns the terms of a source and their translations in the target. */
        public TermMatches find(String source, String target) {
            return TermMatches.of(terms.find(source), target, translations);
        }
    }
}
