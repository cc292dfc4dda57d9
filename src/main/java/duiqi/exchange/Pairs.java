package duiqi.exchange;

import duiqi.exchange.Tu.Tuv;
import duiqi.text.Direction;
import duiqi.text.DocumentPair;
import duiqi.text.FormatException;
import duiqi.text.Language;
import duiqi.text.Location;
import duiqi.text.OtherLanguage;
import duiqi.text.Plurals;
import duiqi.text.TranslationUnit;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Extracts Chinese-English pairs from units in any number of languages, for any source language of the file. Not
 * thread-safe.
 *
 * <p>Every Chinese variant forms a pair with every English one, so that all alternatives are kept. If these are more
 * than 10,000 pairs, every variant forms a pair with only one of the other language. If the code of a variant denotes no
 * language, duiqi detects the language from the text. Simplified and traditional Chinese both count
 * unless the caller selects one; each pair keeps its own code. A variant without text forms no pair. A unit without an
 * id gets one made from its texts. The second, third, ... pair of a unit gets the id with {@code -2}, {@code -3}, ...
 * appended. If a property occurs twice, the last value applies.
 */
public final class Pairs {
    /** Maximum number of pairs in which all variants of a unit are combined. */
    private static final int MAX_PAIRS = 10_000;

    private final Optional<Language> chinese;
    private final Optional<Language> english;
    private final DocumentPair.UnitIds ids;

    /**
     * Creates an extractor for the units of a file.
     *
     * @param file file name, from which ids are made for units without an id
     * @param chinese variety of Chinese to select; every variety if empty
     * @param english variety of English to select; every variety if empty
     */
    public Pairs(String file, Optional<Language> chinese, Optional<Language> english) {
        this.chinese = chinese;
        this.english = english;
        this.ids = new DocumentPair.UnitIds(new DocumentPair(file, file));
    }

    /** Creates an extractor for the units of a file that selects every variety of Chinese and English. */
    public Pairs(String file) {
        this(file, Optional.empty(), Optional.empty());
    }

    /**
     * Counts the units of a file that are in other languages than Chinese and English, and detects texts in another
     * language than declared. Not thread-safe.
     */
    public static final class ForeignUnits {
        private static final String REMEDY = "give a file in Chinese and English, or correct its language codes";

        private final Map<Boolean, OtherLanguage> texts = Map.of(true, new OtherLanguage(), false, new OtherLanguage());
        private Optional<Location> first = Optional.empty();
        private Optional<Location> firstForeign = Optional.empty();
        private String languages = "";
        private boolean hasPairs;
        private int count;

        /**
         * Adds the unit that was read last.
         *
         * @return whether the unit is in Chinese and English; a unit in one of them is, if it has no translation
         */
        public boolean add(Tu unit, UnitReader reader) {
            List<Tuv> sides = unit.variants().stream()
                    .filter(side -> !side.text().isBlank())
                    .toList();
            if (sides.isEmpty()) {
                return false;
            }
            if (isForeign(unit, sides, reader)) {
                count++;
                if (firstForeign.isEmpty()) {
                    firstForeign = Optional.of(reader.location());
                    languages = languages(unit, reader);
                }
                return false;
            }
            hasPairs = true;
            first = first.or(() -> Optional.of(reader.location()));
            for (Tuv side : sides) {
                language(side)
                        .filter(ForeignUnits::isKnown)
                        .map(found -> texts.get(found.isChinese()))
                        .ifPresent(text -> text.add(side.text()));
            }
            return true;
        }

        private static boolean isForeign(Tu unit, List<Tuv> sides, UnitReader reader) {
            List<Language> all = unit.variants().stream()
                    .flatMap(side -> language(side).stream())
                    .toList();
            boolean hasChinese = all.stream().anyMatch(Language::isChinese);
            boolean hasEnglish = all.stream().anyMatch(Language::isEnglish);
            if (hasChinese == hasEnglish) {
                return !hasChinese;
            }
            Optional<Language> source = reader.sourceLanguage(unit);
            Optional<Language> target = reader.targetLanguage(unit);
            boolean isDeclared = Stream.concat(source.stream(), target.stream()).anyMatch(found -> !isKnown(found))
                    || source.filter(found -> target.filter(found::isSameAs).isPresent())
                            .isPresent();
            return sides.size() > 1 || isDeclared;
        }

        private static boolean isKnown(Language language) {
            return language.isChinese() || language.isEnglish();
        }

        private static String languages(Tu unit, UnitReader reader) {
            String found = Stream.of(
                            reader.sourceLanguage(unit).stream(),
                            unit.variants().stream().flatMap(side -> language(side).stream()),
                            reader.targetLanguage(unit).stream())
                    .flatMap(Function.identity())
                    .map(Language::tag)
                    .distinct()
                    .collect(Collectors.joining(" and "));
            return found.isEmpty() ? "an unknown language" : found;
        }

        /** Returns whether at least one unit is in Chinese and English. */
        public boolean hasPairs() {
            return hasPairs;
        }

        /** Returns whether there are units, but none in Chinese and English. */
        public boolean hasOnlyOthers() {
            return !hasPairs && firstForeign.isPresent();
        }

        /**
         * Rejects a file that has only units in other languages.
         *
         * @throws FormatException if no unit is in Chinese and English
         */
        public void requirePairs() throws FormatException {
            if (hasOnlyOthers()) {
                throw new FormatException(
                        firstForeign.get(),
                        "has no unit in Chinese and English: the first one is in " + languages,
                        REMEDY);
            }
        }

        /**
         * Rejects a file whose texts are in another language than declared.
         *
         * @throws FormatException if the Chinese or English texts are in another language
         */
        public void requireDeclaredLanguages() throws FormatException {
            for (Map.Entry<Boolean, OtherLanguage> side : texts.entrySet()) {
                Optional<Language> other = side.getValue().language();
                if (other.isPresent()) {
                    throw new FormatException(
                            first.orElseThrow(),
                            "the " + (side.getKey() ? "Chinese" : "English") + " text is in "
                                    + other.get().displayName(),
                            REMEDY);
                }
            }
        }

        /** Returns a warning that duiqi skipped units; empty if it skipped none. */
        public Optional<String> warning() {
            return firstForeign
                    .filter(location -> hasPairs)
                    .map(location -> location + ": " + Plurals.units(count) + " " + Plurals.choose(count, "is", "are")
                            + " not in Chinese and English; skipped");
        }
    }

    /** Returns the pairs of a unit, with Chinese as the source. */
    public List<TranslationUnit> of(Tu tu) {
        List<TranslationUnit.Variant> sources = sides(tu, Language::isChinese, chinese);
        List<TranslationUnit.Variant> targets = sides(tu, Language::isEnglish, english);
        List<TranslationUnit> pairs = new ArrayList<>();
        if (sources.isEmpty() || targets.isEmpty()) {
            return pairs;
        }
        SortedMap<String, String> properties = properties(tu.annotations());
        Optional<Instant> created = tu.created();
        for (int[] pair : combinations(sources.size(), targets.size())) {
            TranslationUnit.Variant source = sources.get(pair[0]);
            TranslationUnit.Variant target = targets.get(pair[1]);
            String id = id(tu, source, target, pairs.size() + 1);
            pairs.add(new TranslationUnit(id, source, target, properties, created));
        }
        return pairs;
    }

    /** Returns the language of a variant: its declared language, else the language detected from its text. */
    public static Optional<Language> language(Tuv tuv) {
        return tuv.language().or(() -> Language.of(tuv.text()));
    }

    /**
     * Returns the variants of a unit in the language of one side of a direction. A variant never serves as both sides:
     * if both languages accept it, for example {@code en-US} and {@code en-GB}, the one with the same code or region
     * gets it. If this does not decide, the first variant is the source.
     */
    public static List<Tuv> side(Tu unit, Direction direction, Language wanted) {
        List<Tuv> side = new ArrayList<>();
        for (int i = 0; i < unit.variants().size(); i++) {
            Tuv variant = unit.variants().get(i);
            int source = fit(direction.source(), variant);
            int target = fit(direction.target(), variant);
            boolean isSource = source > target || (source == target && i == 0);
            if (Math.max(source, target) > 0 && isSource == wanted.equals(direction.source())) {
                side.add(variant);
            }
        }
        return side;
    }

    /** Returns how well a variant fits a language: 0 not at all, 1 in another region, 2 in its region, 3 exactly. */
    private static int fit(Language wanted, Tuv variant) {
        Optional<Language> own = language(variant).filter(wanted::accepts);
        if (own.isEmpty()) {
            return 0;
        }
        boolean hasRegion = own.get().regional().equals(wanted.regional());
        return own.get().equals(wanted) ? 3 : hasRegion ? 2 : 1;
    }

    /**
     * Returns the numbers of the sources and targets that form pairs: every source with every target, or each with only
     * one of the other side if these are more than 10,000 pairs.
     */
    public static List<int[]> combinations(int sources, int targets) {
        boolean areTooMany = (long) sources * targets > MAX_PAIRS;
        return IntStream.range(0, areTooMany ? Math.max(sources, targets) : sources * targets)
                .mapToObj(k -> areTooMany
                        ? new int[] {Math.min(k, sources - 1), Math.min(k, targets - 1)}
                        : new int[] {k / targets, k % targets})
                .toList();
    }

    private String id(Tu tu, TranslationUnit.Variant source, TranslationUnit.Variant target, int number) {
        String id = tu.attribute(Tu.ID)
                .filter(tuid -> !tuid.isEmpty() && tuid.chars().noneMatch(Character::isWhitespace))
                .orElseGet(() -> ids.next(source.text(), target.text()));
        return number == 1 ? id : id + "-" + number;
    }

    /** Returns the variants in a language. A unit may have thousands, so each is converted once for all its pairs. */
    private static List<TranslationUnit.Variant> sides(
            Tu unit, Predicate<Language> isWanted, Optional<Language> variety) {
        List<TranslationUnit.Variant> sides = new ArrayList<>();
        for (Tuv side : unit.variants()) {
            Optional<Language> language = language(side).filter(isWanted);
            if (language.isPresent()
                    && !side.text().isBlank()
                    && (variety.isEmpty() || variety.get().accepts(language.get()))) {
                SortedMap<String, String> properties = properties(side.annotations());
                properties.remove(Tuv.LANGUAGE);
                sides.add(new TranslationUnit.Variant(language.get(), side.text(), properties));
            }
        }
        return sides;
    }

    private static SortedMap<String, String> properties(List<Annotation> annotations) {
        SortedMap<String, String> properties = new TreeMap<>();
        annotations.stream()
                .filter(Annotation::isProperty)
                .forEach(property -> properties.put(property.type(), property.text()));
        return properties;
    }
}
