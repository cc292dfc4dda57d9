package duiqi.exchange.resource;

import duiqi.exchange.LanguageCode;
import duiqi.text.FormatException;
import duiqi.text.Language;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Holds two resource files with the same keys. The names of files and folders show which files form a pair:
 *
 * <table>
 * <caption>Names of an original and its translation</caption>
 * <tr><td>{@code en.json}</td><td>{@code zh-CN.json}</td></tr>
 * <tr><td>{@code messages.properties}</td><td>{@code messages_zh_CN.properties}</td></tr>
 * <tr><td>{@code locales/en/x.json}</td><td>{@code locales/zh-CN/x.json}</td></tr>
 * <tr><td>{@code values/strings.xml}</td><td>{@code values-zh-rCN/strings.xml}</td></tr>
 * <tr><td>{@code en.lproj/x.strings}, {@code Base.lproj/x.strings}</td><td>{@code zh-Hans.lproj/x.strings}</td></tr>
 * </table>
 *
 * <p>A name without a language is that of the original. Between English and Chinese, the English file is the original,
 * because most programs are written in English. Immutable.
 *
 * @param original file of the source texts
 * @param translation file of the translations
 * @param source language in the name of the original; empty if there is none
 * @param target language in the name of the translation; empty if there is none
 */
record ResourcePair(Path original, Path translation, Optional<Language> source, Optional<Language> target) {
    /** Number of folders above a file whose names may show the language. */
    private static final int MAX_LEVELS = 5;

    /** Maximum number of names in a message. */
    private static final int MAX_NAMES = 4;

    /** Maximum number of files or folders beside a file that are compared with it. */
    private static final int MAX_SIBLINGS = 10_000;

    private static final Set<String> LANGUAGES = Set.of(Locale.getISOLanguages());

    /** Codes that are languages in the name of a folder. Folders like io, ts and it have other meanings. */
    private static final Set<String> FOLDERS =
            Set.of("zh", "yue", "cmn", "en", "ja", "ko", "de", "fr", "es", "ru", "pt", "vi", "th", "nl", "uk", "tr");

    /** Names of languages that are not codes. */
    private static final Map<String, String> NAMES = Map.ofEntries(
            Map.entry("cn", "zh-CN"),
            Map.entry("zhcn", "zh-CN"),
            Map.entry("zhtw", "zh-TW"),
            Map.entry("zhhk", "zh-HK"),
            Map.entry("enus", "en-US"),
            Map.entry("engb", "en-GB"),
            Map.entry("chs", "zh-Hans"),
            Map.entry("cht", "zh-Hant"),
            Map.entry("chi", "zh"),
            Map.entry("zho", "zh"),
            Map.entry("eng", "en"),
            Map.entry("chinese", "zh"),
            Map.entry("schinese", "zh-Hans"),
            Map.entry("tchinese", "zh-Hant"),
            Map.entry("english", "en"));

    private static final Pattern CODE = Pattern.compile(
            "([a-z]{2,3})(?:[-_+]([a-z]{4}))?(?:[-_+]r?([a-z]{2}|[0-9]{3}))?", Pattern.CASE_INSENSITIVE);

    /** Folder of Android: the code, if it has one, and the qualifiers after it: {@code values-zh-rCN-watch}. */
    private static final Pattern ANDROID = Pattern.compile(
            "values(?:-(b\\+[A-Za-z0-9+]+|[a-z]{2,3}(?:[-_][A-Z][a-z]{3})?(?:[-_]r?[A-Z]{2})?))?((?:-\\w+)*)");

    private static final String APPLE = ".lproj";

    /** Detects the language of the texts of a file whose name shows none. */
    @FunctionalInterface
    interface Detector {
        /** Returns the language; empty if the texts show none. */
        Optional<Language> language(Path file) throws IOException;
    }

    /**
     * Holds a file that may be the counterpart.
     *
     * @param named language in the name; empty if there is none
     * @param language language in the name or of the texts; empty if both show none
     */
    private record Candidate(Path file, Optional<Language> named, Optional<Language> language) {}

    /** Returns the language that a part of a name denotes; empty if it denotes none. */
    static Optional<Language> language(String part) {
        String lower = part.toLowerCase(Locale.ROOT);
        if (NAMES.containsKey(lower)) {
            return new LanguageCode(NAMES.getOrDefault(lower, "")).language();
        }
        Matcher code = CODE.matcher(part);
        if (!code.matches()) {
            return Optional.empty();
        }
        String primary = code.group(1).toLowerCase(Locale.ROOT);
        if (!LANGUAGES.contains(primary) && !Set.of("cmn", "yue", "chs", "cht").contains(primary)) {
            return Optional.empty();
        }
        String rest = Stream.of(2, 3)
                .map(code::group)
                .filter(Objects::nonNull)
                .map(subtag -> "-" + subtag)
                .collect(Collectors.joining());
        String whole = lower.equals("zh-chs") || lower.equals("zh-cht") ? lower : primary + rest;
        return new LanguageCode(whole).language();
    }

    /** Returns a pair whose original the user gives. */
    static ResourcePair of(Path original, Path translation) {
        return new ResourcePair(original, translation, ofName(original), ofName(translation));
    }

    /**
     * Returns the pair of a file.
     *
     * @throws FormatException if the file has no counterpart, or more than one
     */
    static ResourcePair of(Path file, Detector detector) throws IOException {
        Optional<Language> named = ofName(file);
        Optional<Language> own = named.isPresent() ? named : detector.language(file);
        List<Candidate> others = new ArrayList<>();
        for (Candidate candidate : candidates(file)) {
            Optional<Language> language =
                    candidate.named.isPresent() ? candidate.named : detector.language(candidate.file);
            if (own.isEmpty() || language.isEmpty() || !language.get().isSameAs(own.get())) {
                others.add(new Candidate(candidate.file, candidate.named, language));
            }
        }
        List<Candidate> fitting = fitting(named, own, others);
        if (fitting.isEmpty()) {
            throw none(file, named, own);
        }
        if (fitting.size() > 1) {
            throw new FormatException(
                    file.toString(),
                    "has " + fitting.size() + " counterparts: "
                            + fitting.stream()
                                    .map(other -> other.file.toString())
                                    .collect(Collectors.joining(", ")),
                    "give one of them, or use duiqi tm convert --original FILE");
        }
        Candidate other = fitting.get(0);
        Optional<Language> ofOther = other.named;
        boolean isOriginal = ofOther.isPresent()
                && (named.isEmpty() || (named.get().isEnglish() && ofOther.get().isChinese()));
        return isOriginal
                ? new ResourcePair(file, other.file, named, ofOther)
                : new ResourcePair(other.file, file, ofOther, named);
    }

    /** Returns the candidates for the counterpart of a file: the first group that is not empty. */
    private static List<Candidate> fitting(Optional<Language> named, Optional<Language> own, List<Candidate> others) {
        List<Candidate> plain =
                others.stream().filter(other -> other.named.isEmpty()).toList();
        if (named.isPresent() && !plain.isEmpty()) {
            return plain.subList(0, 1);
        }
        boolean isChinese = own.filter(Language::isChinese).isPresent();
        List<Candidate> wanted = others.stream()
                .filter(other -> other.language
                        .filter(language -> isChinese ? language.isEnglish() : language.isChinese())
                        .isPresent())
                .toList();
        if (!isChinese && own.filter(Language::isEnglish).isEmpty() && named.isPresent()) {
            wanted = others.stream()
                    .filter(other -> other.language.filter(Language::isEnglish).isPresent())
                    .toList();
        }
        // If en, en-US and en-GB exist, en is the original.
        for (String code : List.of("en", "en-US")) {
            List<Candidate> exact = wanted.stream()
                    .filter(other -> other.language
                            .filter(language -> language.tag().equals(code))
                            .isPresent())
                    .toList();
            if (named.isPresent() && exact.size() == 1) {
                return exact;
            }
        }
        return wanted;
    }

    private static FormatException none(Path file, Optional<Language> named, Optional<Language> own) {
        List<Slot> slots = slots(file);
        Set<String> names = new LinkedHashSet<>();
        boolean isChinese = own.filter(Language::isChinese).isPresent();
        for (Slot slot : slots) {
            if (named.isPresent() && slot.plain.isPresent()) {
                names.add(shown(file, slot.with(slot.plain.get())).toString());
            }
            for (String code : isChinese ? List.of("en", "en-US") : List.of("zh-CN", "zh")) {
                names.add(shown(file, slot.with(slot.prefix + slot.written(code) + slot.suffix))
                        .toString());
            }
        }
        String looked = names.isEmpty()
                ? ""
                : ": looked for " + names.stream().limit(MAX_NAMES).collect(Collectors.joining(", "));
        return new FormatException(
                file.toString(),
                "has no counterpart in the other language" + looked,
                "rename it, or use duiqi tm convert --original FILE");
    }

    /** Returns the language in the name of a file or of a folder near it; empty if there is none. */
    static Optional<Language> ofName(Path file) {
        return slots(file).stream().flatMap(slot -> slot.language.stream()).findFirst();
    }

    /**
     * Represents a part of a path that contains the language, or may contain one in the names of other files.
     *
     * @param folder folder in which the names differ
     * @param prefix part of the name before the language
     * @param suffix part of the name after the language
     * @param language language; empty if this name has none
     * @param plain name without a language, with the same content; empty if there can be none
     * @param rest path below the name; empty if the name is that of the file
     */
    private record Slot(
            Path folder,
            String prefix,
            String suffix,
            Optional<Language> language,
            Optional<String> plain,
            Optional<Path> rest) {
        /** Returns a language code as the names of the folder have it: zh-rCN in Android. */
        String written(String code) {
            return prefix.equals("values-") ? code.replace("-", "-r") : code;
        }

        Path with(String name) {
            Path found = folder.resolve(name);
            return rest.map(found::resolve).orElse(found);
        }
    }

    private static List<Slot> slots(Path file) {
        Path absolute = file.toAbsolutePath().normalize();
        List<Slot> slots = new ArrayList<>();
        Path folder = folderOf(absolute);
        String name = String.valueOf(absolute.getFileName());
        int dot = name.lastIndexOf('.');
        String stem = dot < 0 ? name : name.substring(0, dot);
        String extension = dot < 0 ? "" : name.substring(dot);
        slots.addAll(ofFile(folder, stem, extension));
        Path at = folder;
        for (int i = 0; i < MAX_LEVELS && at.getFileName() != null && at.getParent() != null; i++) {
            Path rest = at.relativize(absolute);
            ofFolder(folderOf(at), String.valueOf(at.getFileName()), rest).ifPresent(slots::add);
            at = folderOf(at);
        }
        if (slots.stream().allMatch(slot -> slot.language.isEmpty()) && !stem.isEmpty()) {
            for (String separator : List.of("_", ".", "-")) {
                slots.add(new Slot(
                        folder, stem + separator, extension, Optional.empty(), Optional.of(name), Optional.empty()));
            }
        }
        return slots;
    }

    private static Path folderOf(Path file) {
        return Optional.ofNullable(file.getParent()).orElse(file);
    }

    private static List<Slot> ofFile(Path folder, String stem, String extension) {
        List<Slot> slots = new ArrayList<>();
        for (int i = 0; i < stem.length() && slots.isEmpty(); i++) {
            boolean isStart = i == 0 || "._-".indexOf(stem.charAt(i - 1)) >= 0;
            Optional<Language> language = isStart ? language(stem.substring(i)) : Optional.empty();
            if (language.isPresent()) {
                Optional<String> plain = i == 0 ? Optional.empty() : Optional.of(stem.substring(0, i - 1) + extension);
                slots.add(new Slot(folder, stem.substring(0, i), extension, language, plain, Optional.empty()));
            }
        }
        int dot = stem.indexOf('.');
        Optional<Language> first = dot < 0 ? Optional.empty() : language(stem.substring(0, dot));
        if (slots.isEmpty() && first.isPresent()) {
            slots.add(new Slot(folder, "", stem.substring(dot) + extension, first, Optional.empty(), Optional.empty()));
        }
        return slots;
    }

    private static Optional<Slot> ofFolder(Path parent, String name, Path rest) {
        Matcher android = ANDROID.matcher(name);
        if (android.matches()) {
            String code = Optional.ofNullable(android.group(1)).orElse("");
            Optional<Language> language = language(code.startsWith("b+") ? code.substring(2) : code);
            String suffix = language.isPresent() ? android.group(2) : name.substring("values".length());
            return Optional.of(
                    new Slot(parent, "values-", suffix, language, Optional.of("values" + suffix), Optional.of(rest)));
        }
        if (name.endsWith(APPLE)) {
            String code = name.substring(0, name.length() - APPLE.length());
            Optional<Language> language = language(code);
            return Optional.of(new Slot(parent, "", APPLE, language, Optional.of("Base" + APPLE), Optional.of(rest)))
                    .filter(slot -> language.isPresent() || code.equals("Base"));
        }
        return language(name)
                .filter(found -> FOLDERS.contains(found.primary()))
                .map(found -> new Slot(parent, "", "", Optional.of(found), Optional.empty(), Optional.of(rest)));
    }

    /** Returns the existing files with the same name in another language. */
    private static List<Candidate> candidates(Path file) throws IOException {
        Map<Path, Candidate> found = new LinkedHashMap<>();
        Path absolute = file.toAbsolutePath().normalize();
        for (Slot slot : slots(file)) {
            slot.plain
                    .flatMap(name -> existing(slot, name, file))
                    .ifPresent(other ->
                            found.putIfAbsent(other, new Candidate(other, Optional.empty(), Optional.empty())));
            for (String name : names(slot.folder)) {
                Optional<Language> language = inName(slot, name);
                Optional<Path> other = language.flatMap(code -> existing(slot, name, file));
                other.ifPresent(path -> found.putIfAbsent(path, new Candidate(path, language, language)));
            }
            found.remove(absolute);
            if (!found.isEmpty() && slot.language.isPresent()) {
                break;
            }
        }
        return found.values().stream()
                .map(other -> new Candidate(shown(file, other.file), other.named, other.language))
                .toList();
    }

    /**
     * Returns the existing files with the same name in another language than Chinese and English; only the
     * file itself if its own name is in one.
     */
    static List<Path> inOtherLanguages(Path file) throws IOException {
        Optional<Language> named = ofName(file);
        if (named.isEmpty()) {
            return List.of();
        }
        if (isOther(named)) {
            return List.of(file);
        }
        return candidates(file).stream()
                .filter(other -> isOther(other.named))
                .map(Candidate::file)
                .toList();
    }

    private static boolean isOther(Optional<Language> named) {
        return named.filter(language -> !language.isChinese() && !language.isEnglish())
                .isPresent();
    }

    /** Returns a path that is relative like the file that the user gives. */
    private static Path shown(Path file, Path found) {
        if (file.isAbsolute()) {
            return found;
        }
        Path relative = Path.of("").toAbsolutePath().relativize(found);
        return file.startsWith(".") ? Path.of(".").resolve(relative) : relative;
    }

    private static Optional<Language> inName(Slot slot, String name) {
        boolean hasForm = name.length() > slot.prefix.length() + slot.suffix.length()
                && name.regionMatches(true, 0, slot.prefix, 0, slot.prefix.length())
                && name.regionMatches(true, name.length() - slot.suffix.length(), slot.suffix, 0, slot.suffix.length());
        if (!hasForm) {
            return Optional.empty();
        }
        String code = name.substring(slot.prefix.length(), name.length() - slot.suffix.length());
        return language(code.startsWith("b+") ? code.substring(2) : code);
    }

    /**
     * Returns the file below a folder of another language. If its name contains the language too, the name of the other
     * file contains the other language.
     */
    private static Optional<Path> existing(Slot slot, String name, Path file) {
        Path direct = slot.with(name);
        if (Files.isRegularFile(direct) || slot.rest.isEmpty()) {
            return Optional.of(direct).filter(Files::isRegularFile);
        }
        String own = String.valueOf(file.toAbsolutePath().normalize().getFileName());
        String code = String.valueOf(
                slot.folder.relativize(file.toAbsolutePath().normalize()).getName(0));
        return own.contains(code)
                ? Optional.of(direct.resolveSibling(own.replace(code, name))).filter(Files::isRegularFile)
                : Optional.empty();
    }

    private static List<String> names(Path folder) throws IOException {
        String[] names = folder.toFile().list();
        return names == null
                ? List.of()
                : Arrays.stream(names).sorted().limit(MAX_SIBLINGS).toList();
    }
}
