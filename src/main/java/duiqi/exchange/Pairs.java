package duiqi.exchange;

import duiqi.text.DocumentPair;
import duiqi.text.Language;
import duiqi.text.TranslationUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Takes Chinese with its English out of units of any number of languages, whichever of them the file calls the source. Not
 * thread-safe.
 *
 * <p>Every Chinese side makes a pair with every English one, so that alternatives are all kept. A side whose code names no
 * language is taken for what its letters show. Simplified and traditional Chinese both count, each pair keeping its own code,
 * unless one is asked for. A side without text makes no pair. A unit without an id of its own gets one from its texts; the
 * second, third, ... pair of a unit has {@code -2}, {@code -3}, ... behind the id. Of a property that stands twice, the last
 * value holds.
 */
public final class Pairs {
    private final Optional<LanguageCode> chinese;
    private final Optional<LanguageCode> english;
    private final DocumentPair.UnitIds ids;

    /**
     * Makes pairs of the units of a file.
     *
     * @param file its name, from which ids are made for units that have none
     * @param chinese the sort of Chinese to take; every sort when empty
     * @param english the sort of English to take; every sort when empty
     */
    public Pairs(String file, Optional<Language> chinese, Optional<Language> english) {
        this.chinese = chinese.map(Language::tag).map(LanguageCode::new);
        this.english = english.map(Language::tag).map(LanguageCode::new);
        this.ids = new DocumentPair.UnitIds(new DocumentPair(file, file));
    }

    /** Makes pairs of the units of a file, in every sort of Chinese and English. */
    public Pairs(String file) {
        this(file, Optional.empty(), Optional.empty());
    }

    private record Side(Tuv tuv, Language language) {}

    /** Returns the pairs of a unit, Chinese as the source. */
    public List<TranslationUnit> of(Tu tu) {
        List<Side> sources = new ArrayList<>();
        List<Side> targets = new ArrayList<>();
        for (Tuv tuv : tu.variants()) {
            Optional<Language> language =
                    language(tuv).filter(found -> !tuv.text().isBlank());
            if (language.filter(found -> found.isChinese() && takes(chinese, found))
                    .isPresent()) {
                sources.add(new Side(tuv, language.get()));
            } else if (language.filter(found -> found.isEnglish() && takes(english, found))
                    .isPresent()) {
                targets.add(new Side(tuv, language.get()));
            }
        }
        List<TranslationUnit> pairs = new ArrayList<>(sources.size() * targets.size());
        for (Side source : sources) {
            for (Side target : targets) {
                pairs.add(pair(tu, source, target, pairs.size() + 1));
            }
        }
        return pairs;
    }

    /** Returns the language of a side: what it says, else what its letters show. */
    public static Optional<Language> language(Tuv tuv) {
        return tuv.language().or(() -> Language.of(tuv.text()));
    }

    /** Returns whether texts in one language may stand for another: the same language, whatever the region, in the same script. */
    public static boolean takes(Language wanted, Language own) {
        return new LanguageCode(wanted.tag()).takes(own);
    }

    private static boolean takes(Optional<LanguageCode> wanted, Language language) {
        return wanted.isEmpty() || wanted.get().takes(language);
    }

    private TranslationUnit pair(Tu tu, Side source, Side target, int number) {
        String id = tu.attribute(Tu.ID)
                .filter(tuid -> !tuid.isEmpty() && tuid.chars().noneMatch(Character::isWhitespace))
                .orElseGet(() -> ids.next(source.tuv.text(), target.tuv.text()));
        return new TranslationUnit(
                number == 1 ? id : id + "-" + number,
                variant(source),
                variant(target),
                properties(tu.annotations()),
                tu.created());
    }

    private static TranslationUnit.Variant variant(Side side) {
        SortedMap<String, String> properties = properties(side.tuv.annotations());
        properties.remove(Tuv.LANGUAGE);
        return new TranslationUnit.Variant(side.language, side.tuv.text(), properties);
    }

    private static SortedMap<String, String> properties(Iterable<Annotation> annotations) {
        SortedMap<String, String> properties = new TreeMap<>();
        for (Annotation annotation : annotations) {
            if (annotation.isProperty()) {
                properties.put(annotation.type(), annotation.text());
            }
        }
        return properties;
    }
}
