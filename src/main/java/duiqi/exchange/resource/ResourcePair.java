package duiqi.exchange.resource;

import duiqi.text.FormatException;
import duiqi.text.Language;
import duiqi.text.LanguageName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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

    /** Codes that are languages in the name of a folder. Folders like io, ts and it have other meanings. */
    private static final Set<String> FOLDERS =
            Set.of("zh", "yue", "cmn", "en", "ja", "ko", "de", "fr", "es", "ru", "pt", "vi", "th", "nl", "uk", "tr");

    /** Folder of Android: the code, if it has one, and the qualifiers after it: {@code values-zh-rCN-watch}. */
    private static final Pattern ANDROID = Pattern.compile(
            "(values)(?:-(b\\+[A-Za-z0-9+]+|[a-z]{2,3}(?:[-_][A-Z][a-z]{3})?(?:[-_]r?[A-Z]{2})?))?((?:-\\w+)*)");

    private static final Pattern APPLE = Pattern.compile("()(?:(?!Base\\.)(.+)|Base)(\\.lproj)");
    private static final Pattern FOLDER = Pattern.compile("()(.+)()");

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
    private record Candidate(Path file, Optional<Language> named, Optional<Language> language) {
        boolean is(String code) {
            return language.filter(own -> own.tag().equals(code)).isPresent();
        }
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
        for (Map.Entry<Path, Optional<Language>> candidate : candidates(file).entrySet()) {
            Optional<Language> ofOther = candidate.getValue();
            Optional<Language> language = ofOther.isPresent() ? ofOther : detector.language(candidate.getKey());
            if (own.isEmpty() || language.isEmpty() || !language.get().isSameAs(own.get())) {
                others.add(new Candidate(candidate.getKey(), ofOther, language));
            }
        }
        List<Candidate> fitting = fitting(named, own, others);
        if (fitting.isEmpty()) {
            boolean isChinese = own.filter(Language::isChinese).isPresent();
            throw new FormatException(
                    file.toString(),
                    "has no counterpart in the other language: looked for "
                            + slots(file).stream()
                                    .map(slot -> slot.file(slot.named(isChinese ? "en" : "zh-CN")))
                                    .map(path -> shown(file, path).toString())
                                    .limit(MAX_NAMES)
                                    .collect(Collectors.joining(", ")),
                    "rename it, or use duiqi tm convert --original FILE");
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
        boolean isOriginal = other.named.isPresent()
                && (named.isEmpty()
                        || (named.get().isEnglish() && other.named.get().isChinese()));
        return isOriginal
                ? new ResourcePair(file, other.file, named, other.named)
                : new ResourcePair(other.file, file, other.named, named);
    }

    /** Returns the candidates for the counterpart of a file. A name without a language is that of the original. */
    private static List<Candidate> fitting(Optional<Language> named, Optional<Language> own, List<Candidate> others) {
        boolean isEnglish = own.filter(Language::isEnglish).isPresent();
        boolean needsEnglish = own.filter(Language::isChinese).isPresent() || (named.isPresent() && !isEnglish);
        List<Candidate> wanted = others.stream()
                .filter(other -> other.language
                        .filter(needsEnglish ? Language::isEnglish : Language::isChinese)
                        .isPresent())
                .toList();
        if (named.isEmpty()) {
            return wanted;
        }
        // If en, en-US and en-GB exist, en is the original.
        return Stream.of(
                        others.stream().filter(other -> other.named.isEmpty()).limit(1),
                        wanted.stream().filter(other -> other.is("en")),
                        wanted.stream().filter(other -> other.is("en-US")))
                .map(Stream::toList)
                .filter(best -> best.size() == 1)
                .findFirst()
                .orElse(wanted);
    }

    /** Returns the language in the name of a file or of a folder near it; empty if there is none. */
    static Optional<Language> ofName(Path file) {
        return slots(file).stream().flatMap(slot -> slot.language().stream()).findFirst();
    }

    /**
     * Represents a name in a path that contains the language, or may contain one in the names of other files.
     *
     * @param folder folder in which the names differ
     * @param before part of the name before the language
     * @param code language code; empty if this name has none
     * @param after part of the name after the language
     * @param rest path below the name; empty if the name is that of the file
     */
    private record Slot(Path folder, String before, String code, String after, Path rest) {
        Optional<Language> language() {
            return LanguageName.of(code.startsWith("b+") ? code.substring(2) : code);
        }

        Path file(String name) {
            return folder.resolve(name).resolve(rest);
        }

        /** Returns the name in another language. */
        String named(String other) {
            return before.equals("values")
                    ? "values-" + other.replace("-", "-r") + after
                    : before + (code.isEmpty() && !before.isEmpty() ? "_" : "") + other + after;
        }

        /** Returns whether two names differ only in the language. */
        boolean isKinOf(Slot other) {
            return stem().equalsIgnoreCase(other.stem()) && after.equalsIgnoreCase(other.after);
        }

        private String stem() {
            return before.replaceFirst("[._-]$", "");
        }
    }

    private static List<Slot> slots(Path file) {
        Path absolute = file.toAbsolutePath().normalize();
        Path none = Path.of("");
        Path folder = absolute.resolveSibling(none);
        Slot own = ofFile(folder, String.valueOf(absolute.getFileName()));
        List<Slot> slots = new ArrayList<>(own.code.isEmpty() ? List.of() : List.of(own));
        Path at = folder;
        for (int i = 0; i < MAX_LEVELS && at.getFileName() != null && at.getParent() != null; i++) {
            Path rest = at.relativize(absolute);
            ofFolder(at.resolveSibling(none), at.getFileName().toString(), rest)
                    .filter(slot -> !slot.stem().isEmpty()
                            || !slot.after.isEmpty()
                            || FOLDERS.contains(
                                    slot.language().map(Language::primary).orElse("")))
                    .ifPresent(slots::add);
            at = at.resolveSibling(none);
        }
        if (slots.stream().allMatch(slot -> slot.code.isEmpty()) && !own.before.isEmpty()) {
            slots.add(own);
        }
        return slots;
    }

    private static Slot ofFile(Path folder, String name) {
        int dot = name.lastIndexOf('.');
        String stem = dot < 0 ? name : name.substring(0, dot);
        String extension = name.substring(stem.length());
        Path none = Path.of("");
        for (int i = 0; i < stem.length(); i++) {
            boolean isStart = i == 0 || "._-".indexOf(stem.charAt(i - 1)) >= 0;
            if (isStart && LanguageName.of(stem.substring(i)).isPresent()) {
                return new Slot(folder, stem.substring(0, i), stem.substring(i), extension, none);
            }
        }
        int end = Math.max(0, stem.indexOf('.'));
        return LanguageName.of(stem.substring(0, end)).isPresent()
                ? new Slot(folder, "", stem.substring(0, end), name.substring(end), none)
                : new Slot(folder, stem, "", extension, none);
    }

    private static Optional<Slot> ofFolder(Path parent, String name, Path rest) {
        Matcher form = Stream.of(ANDROID, APPLE, FOLDER)
                .map(pattern -> pattern.matcher(name))
                .filter(Matcher::matches)
                .findFirst()
                .orElseThrow();
        Slot slot = new Slot(
                parent, form.group(1), Optional.ofNullable(form.group(2)).orElse(""), form.group(3), rest);
        if (slot.code.isEmpty() || slot.language().isPresent()) {
            return Optional.of(slot);
        }
        // A qualifier of Android such as "v21" or "land" is no language.
        return slot.before.isEmpty()
                ? Optional.empty()
                : Optional.of(new Slot(parent, slot.before, "", name.substring(slot.before.length()), rest));
    }

    /** Returns the existing files with the same name in another language, with the language in the name. */
    private static Map<Path, Optional<Language>> candidates(Path file) throws IOException {
        Map<Path, Optional<Language>> found = new LinkedHashMap<>();
        Path absolute = file.toAbsolutePath().normalize();
        for (Slot slot : slots(file)) {
            boolean isFile = slot.rest.toString().isEmpty();
            String[] names = Optional.ofNullable(slot.folder.toFile().list()).orElse(new String[0]);
            Arrays.sort(names);
            for (String name : names.length > MAX_SIBLINGS ? Arrays.copyOf(names, MAX_SIBLINGS) : names) {
                Optional<Slot> other =
                        isFile ? Optional.of(ofFile(slot.folder, name)) : ofFolder(slot.folder, name, slot.rest);
                if (other.filter(slot::isKinOf).isPresent()) {
                    // If the name of the file contains the language too, that of the other file does.
                    Path path = other.get().file(name);
                    String own = absolute.getFileName().toString().replace(slot.code, other.get().code);
                    Stream.of(path, path.resolveSibling(own))
                            .filter(one -> Files.isRegularFile(one) && !one.equals(absolute))
                            .findFirst()
                            .ifPresent(one -> found.putIfAbsent(
                                    shown(file, one), other.get().language()));
                }
            }
            if (!found.isEmpty() && !slot.code.isEmpty()) {
                break;
            }
        }
        return found;
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
        return candidates(file).entrySet().stream()
                .filter(other -> isOther(other.getValue()))
                .map(Map.Entry::getKey)
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
}
