package duiqi.exchange.resource;

import duiqi.exchange.Annotation;
import duiqi.exchange.MessageSuggestions;
import duiqi.exchange.Omissions;
import duiqi.exchange.Suggestions;
import duiqi.exchange.Suggestions.Suggestion;
import duiqi.exchange.Tu;
import duiqi.exchange.Tu.Tuv;
import duiqi.exchange.Unit;
import duiqi.exchange.resource.ResourceFile.Entry;
import duiqi.text.Direction;
import duiqi.text.FormatException;
import duiqi.text.Location;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Holds source texts and translations with the same keys.
 *
 * @param originals source texts
 * @param translations translations
 * @param direction languages of both
 */
record ResourceTexts(ResourceFile originals, ResourceFile translations, Direction direction) {
    /** Last part of the key of a form of a text: a plural form, or the form for a device of Apple. */
    private static final Pattern FORM = Pattern.compile(
            "(.+)[._](zero|one|two|few|many|other|plural|iphone|ipad|ipod|mac|applewatch|appletv|applevision)");

    /** Key of an element of a list. */
    private static final Pattern ELEMENT = Pattern.compile("(.+)\\.[0-9]+");

    private static final Pattern PLACEHOLDER =
            Pattern.compile("%[-+ #0-9$.]*+[hl]*+[a-zA-Z@]|\\{[^{}]*+\\}|\\$\\w++\\$?|<[^<>]*+>");

    private static final Pattern LETTER = Pattern.compile("\\p{L}");

    boolean hasCommonKey() {
        return originals.entries().keySet().stream().anyMatch(key -> target(key).isPresent());
    }

    /** Returns the translation of a text. A text without forms corresponds to the general form. */
    Optional<Entry> target(String key) {
        Map<String, Entry> targets = translations.entries();
        Optional<Entry> same =
                Optional.ofNullable(targets.get(key)).or(() -> Optional.ofNullable(targets.get(key + ".other")));
        return same.isPresent() || !key.endsWith(".other")
                ? same
                : Optional.ofNullable(targets.get(key.substring(0, key.length() - ".other".length())));
    }

    /** Returns the units, and counts the texts that are in none. */
    List<Unit> units() {
        Omissions omissions = translations.omissions();
        Set<String> sources = originals.entries().keySet();
        Set<String> extra = new LinkedHashSet<>(translations.entries().keySet());
        extra.removeAll(translations.fixed());
        List<Unit> units = new ArrayList<>();
        // The place of a missing text is after the translation before it, or that of the source text in the same file.
        boolean isOneFile = originals.path().equals(translations.path());
        Location last = translations.location(0);
        for (Entry source : originals.entries().values()) {
            Optional<Entry> target = target(source.key());
            Optional<String> reason = omission(source, target);
            if (reason.isPresent()) {
                omissions.add(reason.get());
            } else if (!source.isBlank()) {
                Location.Finder own = originals.place(source.text());
                units.add(unit(source, target, isOneFile ? own.at(0) : last));
            }
            if (target.isPresent()) {
                extra.remove(target.get().key());
                last = translations.place(target.get().text()).at(0);
            }
        }
        for (String key : extra) {
            boolean isForm = hasOtherForm(key, sources);
            omissions.add(isForm ? "plural forms that the source does not have" : "keys only in the translation");
        }
        return units;
    }

    /** Returns the kind of a text that forms no unit; empty if it forms one, or if both of its texts are empty. */
    private Optional<String> omission(Entry source, Optional<Entry> target) {
        String key = source.key();
        String text = source.text().text();
        if (originals.fixed().contains(key) || translations.fixed().contains(key)) {
            return Optional.of("texts that are not to be translated");
        }
        if (source.isBlank()) {
            return target.map(found -> "keys without a source text");
        }
        if (target.isPresent()) {
            return Optional.empty();
        }
        if (!LETTER.matcher(PLACEHOLDER.matcher(text).replaceAll("")).find()) {
            // The program uses the source text.
            return Optional.of("texts without letters that the translation does not have");
        }
        // Chinese has one form only.
        boolean isNeedless = direction.target().isChinese()
                && !key.endsWith("other")
                && hasOtherForm(key, originals.entries().keySet());
        if (isNeedless || hasOtherForm(key, translations.entries().keySet())) {
            return Optional.of("plural forms that the translation does not have");
        }
        return isListInOne(key) ? Optional.of("lists that one of the files has as a single text") : Optional.empty();
    }

    /** Returns whether a key names a form of a text, and a file has the general form or the text without forms. */
    private static boolean hasOtherForm(String key, Collection<String> keys) {
        Matcher form = FORM.matcher(key);
        return form.matches()
                && (keys.contains(form.group(1) + key.charAt(form.end(1)) + "other") || keys.contains(form.group(1)));
    }

    /** Returns whether a key names an element of a list that a file has as one text, or the other way round. */
    private boolean isListInOne(String key) {
        Set<String> targets = translations.entries().keySet();
        Matcher element = ELEMENT.matcher(key);
        return targets.contains(key + ".0") || (element.matches() && targets.contains(element.group(1)));
    }

    private Unit unit(Entry source, Optional<Entry> target, Location last) {
        boolean isTranslated = target.filter(entry -> !entry.isBlank()).isPresent();
        Set<Annotation> annotations = new LinkedHashSet<>(source.annotations());
        target.ifPresent(entry -> annotations.addAll(entry.annotations()));
        List<Tuv> sides = new ArrayList<>(List.of(Tuv.of(direction.source(), "").withContent(source.content())));
        if (isTranslated) {
            sides.add(Tuv.of(direction.target(), "").withContent(target.get().content()));
        }
        Location.Finder place = target.map(Entry::text).map(translations::place).orElse(offset -> last);
        return new Unit(
                new Tu(Map.of(), List.copyOf(annotations), sides),
                place.at(0),
                side -> side == 0 ? originals.place(source.text()) : place,
                Optional.of(direction.source()),
                Optional.of(direction.target()));
    }

    /** Returns suggestions for the missing translations, by the keys of their source texts. */
    Map<String, Suggestion> suggested(Suggestions suggestions) {
        MessageSuggestions messages = new MessageSuggestions(
                suggestions.between(Optional.of(direction.source()), Optional.of(direction.target())));
        List<Entry> sources = originals.entries().values().stream()
                .filter(source -> !source.isBlank())
                .toList();
        Map<String, Suggestion> found = new LinkedHashMap<>();
        for (int i = 0; i < sources.size(); i++) {
            if (isMissing(sources.get(i))) {
                Optional<String> before = i == 0 ? Optional.empty() : text(sources.get(i - 1));
                Optional<String> after = i + 1 == sources.size() ? Optional.empty() : text(sources.get(i + 1));
                String key = sources.get(i).key();
                messages.of(sources.get(i).text().text(), before, after).ifPresent(one -> found.put(key, one));
            }
        }
        return found;
    }

    private static Optional<String> text(Entry entry) {
        return Optional.of(entry.text().text());
    }

    private boolean isMissing(Entry source) {
        Optional<Entry> target = target(source.key());
        return omission(source, target).isEmpty()
                && !source.isBlank()
                && target.filter(entry -> !entry.isBlank()).isEmpty();
    }

    /**
     * Counts the texts of these texts by the translations that a filled file has.
     *
     * @throws FormatException if the filled file has another text for a key that was translated
     */
    Suggestions.Filling filling(ResourceTexts filled, Map<String, Suggestion> found) throws FormatException {
        int[] counts = new int[4];
        for (Entry source : originals.entries().values()) {
            Optional<Suggestion> one = Optional.ofNullable(found.get(source.key()));
            Optional<String> now = filled.target(source.key()).flatMap(ResourceTexts::text);
            if (!isMissing(source)) {
                Optional<String> before = target(source.key()).flatMap(ResourceTexts::text);
                if (!now.equals(before)) {
                    throw new FormatException(
                            translations.location(0),
                            "cannot be filled without a change of \"" + source.key() + "\"",
                            "write one key a line");
                }
            } else if (one.map(Suggestion::target)
                    .filter(now.orElse("")::equals)
                    .isEmpty()) {
                counts[0]++;
            } else if (one.get().isMachine()) {
                counts[1]++;
            } else {
                counts[MessageSuggestions.isFinal(one.get(), source.text().text()) ? 2 : 3]++;
            }
        }
        int present = originals.entries().size() - counts[0] - counts[1] - counts[2] - counts[3];
        return new Suggestions.Filling(counts[2], counts[3], counts[1], present, counts[0], 0, 0);
    }
}
