package duiqi.segment;

import duiqi.document.Input;
import duiqi.text.FormatException;
import duiqi.text.Language;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Holds the segmentation rules of an SRX file and the map from languages to rules. Immutable and thread-safe.
 *
 * <p>Source: Segmentation Rules eXchange (SRX) 2.0, LISA OSCAR, 7 April 2008. SRX 1.0 is read too.
 */
public final class SrxRules {
    private static final String STANDARD = "standard.srx";

    /** Maps languages to rules. The whole language tag must match the pattern. */
    record LanguageMap(Pattern languages, String languagePattern, String ruleName) {}

    private final String name;
    private final boolean cascade;
    private final List<LanguageMap> maps;
    private final Map<String, List<SrxRule>> rules;

    /** Creates the rules of a file. Each map must refer to one of {@code rules}. */
    SrxRules(String name, boolean cascade, List<LanguageMap> maps, Map<String, List<SrxRule>> rules) {
        this.name = name;
        this.cascade = cascade;
        this.maps = List.copyOf(maps);
        this.rules = Map.copyOf(rules);
    }

    /** Returns duiqi's rules for Chinese and English. The SRX file explains each decision. */
    public static SrxRules standard() {
        try (InputStream rules = Objects.requireNonNull(SrxRules.class.getResourceAsStream(STANDARD), STANDARD)) {
            return read(new Input(STANDARD, rules.readAllBytes(), Optional.empty()));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /**
     * Reads an SRX file.
     *
     * @throws FormatException if the file is not SRX, or an expression in it does not compile
     */
    public static SrxRules read(Input srx) throws FormatException {
        return new SrxReader(srx).read();
    }

    /**
     * Returns the rules for a language in the order of their priority: with {@code cascade="yes"} those of every
     * matching map, otherwise those of the first one.
     *
     * @throws FormatException if no map matches the language
     */
    List<SrxRule> rulesFor(Language language) throws FormatException {
        List<SrxRule> chosen = new ArrayList<>();
        boolean mapped = false;
        for (LanguageMap map : maps) {
            if (map.languages().matcher(language.tag()).matches() && (cascade || !mapped)) {
                chosen.addAll(Objects.requireNonNull(rules.get(map.ruleName())));
                mapped = true;
            }
        }
        if (!mapped) {
            throw new FormatException(
                    name,
                    "has no rules for " + language + ", only for languages that match " + patterns(),
                    "add a <languagemap> whose languagepattern matches " + language);
        }
        return chosen;
    }

    private String patterns() {
        return maps.stream().map(LanguageMap::languagePattern).collect(Collectors.joining(", "));
    }
}
