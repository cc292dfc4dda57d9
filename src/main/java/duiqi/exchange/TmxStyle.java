package duiqi.exchange;

import duiqi.text.Language;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/**
 * How one TMX file is written, so that units put into it look like those that are there. Immutable.
 *
 * <p>Clients compare language codes letter by letter, so a file has one code for its source and one for its target: Okapi
 * gives up a whole file at the first unit without the exact source code.
 *
 * @param sourceCode the one code of the source language
 * @param targetCode the one code of the target language
 * @param languageAttribute {@code xml:lang}, or {@code lang} in files older than TMX 1.3
 * @param lineEnd what ends a line
 * @param charset encoding that the file declares
 */
record TmxStyle(String sourceCode, String targetCode, String languageAttribute, String lineEnd, Charset charset) {
    /** The style of files that this project makes. */
    static TmxStyle of(Language source, Language target) {
        return new TmxStyle(code(source), code(target), "xml:lang", "\n", StandardCharsets.UTF_8);
    }

    /**
     * The code for a language. OmegaT knows {@code zh} with any script and region, but none of {@code lzh}, {@code cmn} and the
     * other codes of Chinese, whose texts it would not offer; so these are written as {@code zh}.
     */
    static String code(Language language) {
        return language.isChinese()
                ? "zh" + language.tag().substring(language.primary().length())
                : language.tag();
    }
}
