package duiqi.server.memory;

import duiqi.exchange.Pairs;
import duiqi.index.SearchOptions;
import duiqi.index.UnitSide;
import duiqi.memory.LiveMemory;
import duiqi.memory.TranslationMemory;
import duiqi.server.http.Problem;
import duiqi.text.Language;
import duiqi.text.LanguageName;
import io.javalin.http.Context;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Searches the memories for a text, its language and the language of its translation. Thread-safe. */
final class PairSearch {
    /**
     * Factor for the number of searched units: a memory may contain simplified and traditional Chinese, and only one is
     * wanted.
     */
    private static final int SCRIPTS = 3;

    private final LiveMemory memory;

    PairSearch(LiveMemory memory) {
        this.memory = memory;
    }

    /**
     * Returns the best matches, best first. Returns none if the languages are not Chinese and English.
     *
     * @param least minimum score after penalties
     * @param most maximum number of matches
     */
    List<TranslationMemory.Found> find(String text, LanguagePair languages, int least, int most) {
        if (text.isBlank() || !languages.isChineseAndEnglish()) {
            return List.of();
        }
        SearchOptions options = new SearchOptions(least, most * SCRIPTS, SearchOptions.Penalties.STANDARD);
        return memory.search(languages.side(), text, duiqi.index.Context.NONE, options).stream()
                .filter(found ->
                        Pairs.accepts(languages.chinese(), found.match().unit().language(UnitSide.SOURCE)))
                .limit(most)
                .toList();
    }

    /** Returns a required text of a request, which must contain visible characters. */
    static String text(Context request, String name) {
        return Optional.ofNullable(request.queryParam(name))
                .map(text -> TermRoutes.QueryParameters.bounded(name, text))
                .filter(text -> !text.isBlank())
                .orElseThrow(() -> Problem.malformed(name + " is missing or empty", "send a text: ?" + name + "=..."));
    }

    /**
     * Holds the languages of a request. Immutable.
     *
     * @param source language of the text
     * @param target language of the translation
     */
    record LanguagePair(Language source, Language target) {
        private static final Pattern SEPARATOR = Pattern.compile("\\|");

        /**
         * Reads a language pair such as {@code zh|en_US}. If the first part is {@code autodetect} or {@code auto}, the
         * language follows from the text.
         */
        static LanguagePair of(String pair, String text) {
            String[] codes = SEPARATOR.split(pair, -1);
            if (codes.length != 2) {
                throw Problem.malformed("langpair is not a pair of languages", "send for example langpair=zh|en_US");
            }
            return of("langpair", codes[0], codes[1], text);
        }

        /** Reads two language codes of a parameter. */
        static LanguagePair of(String name, String source, String target, String text) {
            boolean isDetected =
                    source.strip().toLowerCase(java.util.Locale.ROOT).startsWith("auto");
            return new LanguagePair(isDetected ? detected(text) : language(name, source), language(name, target));
        }

        /** Returns Chinese for a text with a Han character, otherwise English. */
        static Language detected(String text) {
            return MemoryRoutes.side(Optional.empty(), text) == UnitSide.SOURCE ? Language.CHINESE : Language.ENGLISH;
        }

        private static Language language(String name, String code) {
            // LibreTranslate before version 1.7 calls traditional Chinese zt.
            String known = code.strip().equals("zt") ? "zh-Hant" : code;
            return LanguageName.ofCode(known)
                    .orElseThrow(() -> Problem.malformed(
                            name + " contains an invalid language code", "send for example zh, zh-TW or en-US"));
        }

        boolean isChineseAndEnglish() {
            return (source.isChinese() && target.isEnglish()) || (source.isEnglish() && target.isChinese());
        }

        /** Returns the side of the text in the units of a memory. */
        UnitSide side() {
            return source.isChinese() ? UnitSide.SOURCE : UnitSide.TARGET;
        }

        Language chinese() {
            return source.isChinese() ? source : target;
        }
    }
}
