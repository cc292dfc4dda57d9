package duiqi.exchange.resource;

import duiqi.exchange.ExchangeFormat;
import duiqi.exchange.Suggestions;
import duiqi.exchange.Suggestions.Suggestion;
import duiqi.exchange.TmxHeader;
import duiqi.exchange.Tu;
import duiqi.exchange.Unit;
import duiqi.exchange.UnitReader;
import duiqi.exchange.UnitReader.ReaderSettings;
import duiqi.io.Encoding;
import duiqi.io.FileStart;
import duiqi.io.InputFile;
import duiqi.text.FormatException;
import duiqi.text.Language;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads the resource files of programs. Most formats have one file for each language: the file of the source texts and
 * the file of the translations. Texts with the same key are a unit; the property {@code x-context} holds the key. A text
 * without a translation is a unit with one side. Placeholders stay as they are. duiqi fills some of the formats, and
 * writes no new file of any.
 */
public final class ResourceFormat implements ExchangeFormat {
    /** Beginning of the names of files that Android localises but does not translate. */
    private static final String DO_NOT_TRANSLATE = "donottranslate";

    private final ResourceFile.Syntax syntax;

    private ResourceFormat(ResourceFile.Syntax syntax) {
        this.syntax = syntax;
    }

    /** Returns the formats of resource files. */
    public static List<ExchangeFormat> all() {
        return List.<ResourceFile.Syntax>of(
                        new JsonSyntax("json", List.of(".json", ".arb")),
                        new YamlSyntax("yaml", List.of(".yml", ".yaml")),
                        new XmlSyntax.Android("android", List.of("strings.xml")),
                        new PlainSyntax.Strings("strings", List.of(".strings")),
                        new XmlSyntax.PropertyList("stringsdict", List.of(".stringsdict")),
                        new CatalogueSyntax("xcstrings", List.of(".xcstrings")),
                        new PlainSyntax.Properties("properties", List.of(".properties")),
                        new XmlSyntax.Resx("resx", List.of(".resx", ".resw")),
                        new QtSyntax("qt", List.of(".ts")))
                .stream()
                .map(ResourceFormat::new)
                .map(ExchangeFormat.class::cast)
                .toList();
    }

    /** Returns the language in the name of a file or of a folder near it; empty if there is none. */
    public static Optional<Language> languageOfName(Path file) {
        return ResourcePair.ofName(file);
    }

    @Override
    public String name() {
        return syntax.name();
    }

    @Override
    public List<String> extensions() {
        return syntax.extensions();
    }

    @Override
    public boolean recognises(FileStart start) {
        return syntax.recognises(start);
    }

    @Override
    public boolean isWritten() {
        return false;
    }

    @Override
    public boolean isFilled() {
        return syntax.isFilled();
    }

    @Override
    public List<Path> parts(Path file) throws IOException {
        if (syntax.isBilingual()) {
            return List.of(file);
        }
        ResourcePair pair = ResourcePair.of(file, this::language);
        return List.of(pair.original(), pair.translation());
    }

    @Override
    public List<Path> parts(Path original, Path file) {
        return syntax.isBilingual() ? List.of(file) : List.of(original, file);
    }

    private Optional<Language> language(Path file) throws IOException {
        ResourceFile texts = ResourceFile.of(file, Optional.empty(), syntax, quiet());
        return texts.language().or(() -> Language.of(String.join("\n", texts.sample())));
    }

    private static ReaderSettings quiet() {
        return new ReaderSettings(Language.ENGLISH, Language.CHINESE, damage -> {});
    }

    @Override
    public boolean isTranslation(Path file) throws IOException {
        Optional<Language> named = ResourcePair.ofName(file);
        boolean isNamed = named.filter(language -> language.isChinese() || language.isEnglish())
                .isPresent();
        boolean isPossible = syntax.isBilingual() ? syntax.recognises(FileStart.of(file)) : isNamed;
        if (!isPossible || String.valueOf(file.getFileName()).startsWith(DO_NOT_TRANSLATE)) {
            return false;
        }
        try {
            if (!syntax.isBilingual()
                    && !ResourcePair.of(file, this::language).translation().equals(file)) {
                return false;
            }
        } catch (FormatException unpaired) {
            return false;
        }
        try {
            return texts(file, Optional.empty(), quiet()).stream()
                    .filter(one ->
                            one.direction().isIntoChinese() || one.direction().isIntoEnglish())
                    .anyMatch(ResourceTexts::hasCommonKey);
        } catch (FormatException damaged) {
            // A check reports the damage.
            return true;
        }
    }

    @Override
    public List<Path> inOtherLanguages(Path file) throws IOException {
        return ResourcePair.inOtherLanguages(file);
    }

    @Override
    public UnitReader open(Path file, ReaderSettings settings) throws IOException {
        List<Unit> units = new ArrayList<>();
        List<ResourceTexts> all = texts(file, Optional.empty(), settings);
        for (ResourceTexts one : all) {
            if (!syntax.isBilingual() && !one.hasCommonKey()) {
                throw new FormatException(
                        one.translations().path().toString(),
                        "has no key of " + one.originals().path(),
                        "use duiqi tm convert --original FILE with the file of the source texts");
            }
            units.addAll(one.units());
        }
        String source = all.get(0).direction().source().tag();
        TmxHeader header = new TmxHeader("", Map.of(Tu.SOURCE, source), List.of(), List.of());
        return new UnitReader(
                Unit.Units.of(header, units), all.get(0).translations().location(0));
    }

    @Override
    public Suggestions.Filling fill(
            Path file, OutputStream out, ReaderSettings settings, boolean overwrites, Suggestions suggestions)
            throws IOException {
        List<ResourceTexts> all = texts(file, Optional.empty(), settings);
        ResourceFile first = all.get(0).translations();
        if (!first.path().equals(file)) {
            throw new FormatException(
                    file.toString(), "is the file of the source texts", "fill " + first.path() + " instead");
        }
        byte[] before = InputFile.bytes(file);
        String mark = before.length > 0 && before[0] == (byte) 0xEF ? Encoding.MARK : "";
        if (!Arrays.equals(before, (mark + first.text()).getBytes(StandardCharsets.UTF_8))) {
            throw new FormatException(file.toString(), "is not valid UTF-8", "save it as UTF-8");
        }
        Suggestions.Filling total = new Suggestions.Filling(0, 0, 0, 0, 0, 0, 0);
        String text = first.text();
        for (int i = 0; i < all.size(); i++) {
            ResourceTexts empty = texts(file, Optional.of(text), settings).get(i);
            Map<String, Suggestion> found = empty.suggested(suggestions);
            text = syntax.fill(empty, found);
            total = total.plus(
                    empty.filling(texts(file, Optional.of(text), settings).get(i), found));
        }
        out.write((mark + text).getBytes(StandardCharsets.UTF_8));
        return total;
    }

    /**
     * Returns the source texts of a file with the translations into each language.
     *
     * @param filled text that the file of the translations will have; empty for its present one
     */
    private List<ResourceTexts> texts(Path file, Optional<String> filled, ReaderSettings settings) throws IOException {
        boolean isAlone = syntax.isBilingual();
        Optional<Path> given = settings.original();
        ResourcePair pair = isAlone
                ? new ResourcePair(file, file, Optional.empty(), Optional.empty())
                : given.isPresent() ? ResourcePair.of(given.get(), file) : ResourcePair.of(file, this::language);
        ResourceFile originals =
                ResourceFile.of(pair.original(), isAlone ? filled : Optional.empty(), syntax, settings);
        List<ResourceFile> all = isAlone
                ? originals.translations()
                : List.of(ResourceFile.of(pair.translation(), filled, syntax, settings));
        return all.stream()
                .map(one -> new ResourceTexts(
                        originals,
                        one,
                        settings.direction(
                                originals.language().or(pair::source),
                                one.language().or(pair::target),
                                originals.sample(),
                                one.sample())))
                .toList();
    }
}
