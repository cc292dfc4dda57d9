package duiqi.exchange.resource;

import duiqi.exchange.Annotation;
import duiqi.exchange.ExchangeFormat;
import duiqi.exchange.Omissions;
import duiqi.exchange.TmxHeader;
import duiqi.exchange.Tu;
import duiqi.exchange.Tu.Tuv;
import duiqi.exchange.UnitReader;
import duiqi.exchange.UnitReader.ReaderSettings;
import duiqi.exchange.resource.ResourceFile.Entry;
import duiqi.io.FileStart;
import duiqi.text.Direction;
import duiqi.text.FormatException;
import duiqi.text.Language;
import duiqi.text.Location;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the resource files of programs, which have one file for each language: the file of the source texts and the
 * file of the translations. Texts with the same key are a unit; the property {@code x-context} holds the key. A text
 * without a translation is a unit with one side. Placeholders stay as they are. duiqi only reads these files.
 */
public final class ResourceFormat implements ExchangeFormat {
    /** Property that holds the key of a text; same name as in Weblate and Translate Toolkit. */
    static final String KEY = "x-context";

    /** Beginning of the names of files that Android localises but does not translate. */
    private static final String DO_NOT_TRANSLATE = "donottranslate";

    /** Last part of the key of a plural form. */
    private static final Pattern PLURAL = Pattern.compile("(.+[._])(zero|one|two|few|many|other|plural)");

    /** Key of an element of a list. */
    private static final Pattern ELEMENT = Pattern.compile("(.+)\\.[0-9]+");

    private static final Pattern PLACEHOLDER =
            Pattern.compile("%[-+ #0-9$.]*+[hl]*+[a-zA-Z@]|\\{[^{}]*+\\}|\\$\\w++\\$?|<[^<>]*+>");

    private static final Pattern LETTER = Pattern.compile("\\p{L}");

    private final ResourceFile.Syntax syntax;

    private ResourceFormat(ResourceFile.Syntax syntax) {
        this.syntax = syntax;
    }

    /** Returns the formats of resource files. */
    public static List<ExchangeFormat> all() {
        return List.of(
                new ResourceFormat(new JsonSyntax()),
                new ResourceFormat(new XmlSyntax.Android()),
                new ResourceFormat(new PlainSyntax.Strings()),
                new ResourceFormat(new XmlSyntax.PropertyList()),
                new ResourceFormat(new PlainSyntax.Properties()),
                new ResourceFormat(new XmlSyntax.Resx()),
                new QtFormat());
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
    public List<Path> parts(Path file) throws IOException {
        ResourcePair pair = ResourcePair.of(file, this::language);
        return List.of(pair.original(), pair.translation());
    }

    @Override
    public List<Path> parts(Path original, Path file) {
        return List.of(original, file);
    }

    private Optional<Language> language(Path file) throws IOException {
        ResourceFile texts = read(file, quiet());
        return texts.language().or(() -> Language.of(String.join("\n", texts.sample())));
    }

    private static ReaderSettings quiet() {
        return new ReaderSettings(Language.ENGLISH, Language.CHINESE, damage -> {});
    }

    private ResourceFile read(Path file, ReaderSettings settings) throws IOException {
        return ResourceFile.of(file, syntax, settings);
    }

    @Override
    public boolean isTranslation(Path file) throws IOException {
        if (String.valueOf(file.getFileName()).startsWith(DO_NOT_TRANSLATE)) {
            return false;
        }
        Optional<Language> named = ResourcePair.ofName(file);
        if (named.filter(language -> language.isChinese() || language.isEnglish())
                .isEmpty()) {
            return false;
        }
        try {
            ResourcePair pair = ResourcePair.of(file, this::language);
            Optional<Language> other = pair.source().or(() -> languageIfReadable(pair.original()));
            boolean isPair = named.get().isChinese()
                    ? other.filter(Language::isEnglish).isPresent()
                    : other.filter(Language::isChinese).isPresent();
            return isPair && pair.translation().equals(file) && hasCommonKey(pair);
        } catch (FormatException unpaired) {
            return false;
        }
    }

    @Override
    public List<Path> inOtherLanguages(Path file) throws IOException {
        return ResourcePair.inOtherLanguages(file);
    }

    private Optional<Language> languageIfReadable(Path file) {
        try {
            return language(file);
        } catch (IOException unreadable) {
            return Optional.empty();
        }
    }

    /** Returns whether two files have a key in common. A damaged file counts, so that a check reports the damage. */
    private boolean hasCommonKey(ResourcePair pair) throws IOException {
        try {
            Set<String> keys = read(pair.original(), quiet()).entries().keySet();
            return read(pair.translation(), quiet()).entries().keySet().stream().anyMatch(keys::contains);
        } catch (FormatException damaged) {
            return true;
        }
    }

    @Override
    public UnitReader open(Path file, ReaderSettings settings) throws IOException {
        ResourcePair pair = settings.original().isPresent()
                ? ResourcePair.of(settings.original().get(), file)
                : ResourcePair.of(file, this::language);
        ResourceFile originals = read(pair.original(), settings);
        ResourceFile translations = read(pair.translation(), settings);
        Direction direction = settings.direction(
                originals.language().or(pair::source),
                translations.language().or(pair::target),
                originals.sample(),
                translations.sample());
        return new Units(translations.location(0), direction, units(originals, translations, direction, settings));
    }

    private static List<Unit> units(
            ResourceFile originals, ResourceFile translations, Direction direction, ReaderSettings settings)
            throws FormatException {
        Map<String, Entry> targets = translations.entries();
        Set<String> extra = new LinkedHashSet<>(targets.keySet());
        extra.removeAll(originals.entries().keySet());
        Omissions omissions = settings.omissions();
        List<Unit> units = new ArrayList<>();
        Location last = translations.location(0);
        int common = 0;
        for (Entry source : originals.entries().values()) {
            Optional<Entry> target = Optional.ofNullable(targets.get(source.key()));
            common += target.isPresent() ? 1 : 0;
            boolean isFixed = originals.fixed().contains(source.key())
                    || translations.fixed().contains(source.key());
            Optional<String> reason = isFixed
                    ? Optional.of("texts that are not to be translated")
                    : omission(source, target.isPresent(), targets.keySet());
            if (reason.isPresent()) {
                omissions.add(reason.get());
            } else if (!source.text().text().isBlank()) {
                units.add(unit(originals, source, translations, target, direction, at(last)));
            }
            if (target.isPresent()) {
                last = translations.place(target.get().text()).at(0);
            }
        }
        extra.removeIf(key -> translations.fixed().contains(key));
        for (String key : extra) {
            boolean isForm = hasOtherForm(key, originals.entries().keySet());
            omissions.add(isForm ? "plural forms that the source does not have" : "keys only in the translation");
        }
        if (common == 0) {
            throw new FormatException(
                    translations.location(0).file(),
                    "has no key of " + originals.location(0).file(),
                    "use duiqi tm convert --original FILE with the file of the source texts");
        }
        return units;
    }

    /** Returns the kind of a text that forms no unit; empty if it forms one, or if both of its texts are empty. */
    private static Optional<String> omission(Entry source, boolean hasTarget, Set<String> targets) {
        String text = source.text().text();
        if (text.isBlank()) {
            return hasTarget ? Optional.of("keys without a source text") : Optional.empty();
        }
        if (hasTarget) {
            return Optional.empty();
        }
        if (!hasLetter(text)) {
            // The program uses the source text.
            return Optional.of("texts without letters that the translation does not have");
        }
        if (hasOtherForm(source.key(), targets)) {
            return Optional.of("plural forms that the translation does not have");
        }
        return isListInOne(source.key(), targets)
                ? Optional.of("lists that one of the files has as a single text")
                : Optional.empty();
    }

    private static boolean hasLetter(String text) {
        return LETTER.matcher(PLACEHOLDER.matcher(text).replaceAll("")).find();
    }

    private static Location.Finder at(Location location) {
        return offset -> location;
    }

    /** Returns whether a key names a plural form, and a file has another form of the same text. */
    private static boolean hasOtherForm(String key, Collection<String> keys) {
        Matcher form = PLURAL.matcher(key);
        return form.matches()
                && (keys.contains(form.group(1) + "other")
                        || keys.contains(
                                form.group(1).substring(0, form.group(1).length() - 1)));
    }

    /** Returns whether a key names an element of a list that a file has as one text, or the other way round. */
    private static boolean isListInOne(String key, Collection<String> keys) {
        Matcher element = ELEMENT.matcher(key);
        return keys.contains(key + ".0") || (element.matches() && keys.contains(element.group(1)));
    }

    private static Unit unit(
            ResourceFile originals,
            Entry source,
            ResourceFile translations,
            Optional<Entry> target,
            Direction direction,
            Location.Finder missing) {
        List<Annotation> annotations = new ArrayList<>(List.of(Annotation.property(KEY, source.key())));
        Set<Annotation> notes = new LinkedHashSet<>(source.annotations());
        target.ifPresent(entry -> notes.addAll(entry.annotations()));
        annotations.addAll(notes);
        List<Tuv> sides = new ArrayList<>(List.of(side(direction.source(), source)));
        List<Location.Finder> places = new ArrayList<>(List.of(originals.place(source.text())));
        Location.Finder empty = missing;
        if (target.isPresent()) {
            Location.Finder place = translations.place(target.get().text());
            if (target.get().text().text().isBlank() && target.get().content().isPlain()) {
                empty = place;
            } else {
                sides.add(side(direction.target(), target.get()));
                places.add(place);
            }
        }
        return new Unit(new Tu(Map.of(), annotations, sides), places, empty);
    }

    private static Tuv side(Language language, Entry entry) {
        return Tuv.of(language, "").withContent(entry.content());
    }

    /**
     * Holds a unit with its locations.
     *
     * @param places locations of the variants
     * @param missing location of a missing translation
     */
    record Unit(Tu unit, List<Location.Finder> places, Location.Finder missing) {
        Unit {
            places = List.copyOf(places);
        }
    }

    /** Reads units from a list. Not thread-safe. */
    static final class Units implements UnitReader {
        private final Location start;
        private final Direction direction;
        private final List<Unit> units;
        private int read;

        /**
         * Creates a reader.
         *
         * @param start location before the first unit is read
         */
        Units(Location start, Direction direction, List<Unit> units) {
            this.start = start;
            this.direction = direction;
            this.units = units;
        }

        @Override
        public TmxHeader header() {
            return new TmxHeader("", Map.of(Tu.SOURCE, direction.source().tag()), List.of(), List.of());
        }

        @Override
        public Optional<Tu> next() {
            return read < units.size() ? Optional.of(units.get(read++).unit) : Optional.empty();
        }

        @Override
        public Optional<Language> targetLanguage(Tu unit) {
            return Optional.of(direction.target());
        }

        @Override
        public Location location() {
            if (read == 0) {
                return start;
            }
            Unit last = units.get(read - 1);
            return (last.places.size() > 1 ? last.places.get(1) : last.missing).at(0);
        }

        @Override
        public Location.Finder place(int side) {
            return units.get(read - 1).places.get(side);
        }

        @Override
        public Location.Finder placeOfMissing() {
            return units.get(read - 1).missing;
        }

        @Override
        public void close() {
            // The files were read completely.
        }
    }
}
