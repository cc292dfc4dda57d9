package duiqi.corpus.crawl;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Finds the language markers of an address, such as {@code /en/}, {@code cn.} or {@code ?lang=zh}. Two addresses that
 * are equal without their markers probably name the same page in two languages.
 */
final class AddressKeys {
    /** Matches a Chinese or an English marker. Only the whole of a segment, label, value or part of a name matches. */
    private static final Pattern CHINESE = Pattern.compile("(?:zh|cmn)(?:[-_](?:hans|hant|chs|cht))?"
            + "(?:[-_](?:cn|sg|my|tw|hk|mo))?|(?:cn|sg|tw|hk|mo)[-_]zh|cn|chn|chi|zho|chs|cht|sc|tc|chinese|zhongwen"
            + "|zhcn|zh-?chs?|simplified[-_]?chinese|gb|gb2312|gbk|big5|hans|hant");

    private static final Pattern ENGLISH = Pattern.compile("en(?:[-_](?:us|gb|uk|au|ca|ie|nz|in|sg|hk|cn|int|intl))?"
            + "|(?:us|gb|uk|cn|hk|sg|tw)[-_]en|eng|enus|engb|english|yingwen");

    /** Matches markers that are words with other meanings too. They count only where they make two addresses equal. */
    private static final Pattern WEAK_CHINESE = Pattern.compile("c|s|ch|zw|china");

    private static final Pattern WEAK_ENGLISH = Pattern.compile("e|us|uk|yw|global|intl|international|world");

    private static final Pattern CHINESE_IN_NAME = inName(CHINESE, WEAK_CHINESE);
    private static final Pattern ENGLISH_IN_NAME = inName(ENGLISH, WEAK_ENGLISH);

    /** Matches what may follow a marker at the end of a name. */
    private static final Pattern NAME_END = Pattern.compile("(?:\\.[a-z0-9]{1,6})?");

    private static final Pattern PARAMETER = Pattern.compile(
            "lang|language|languageid|langid|l|locale|hl|lg|ln|lan|setlang|set_lang|setlanguage|uselang|variant|ver|lc"
                    + "|culture|site_lang|_locale|lang_code");

    private static final Pattern HOME = Pattern.compile("(?:index|default|home)\\.(?:s?html?|php|aspx?|jsp)$");
    private static final Pattern REGION = Pattern.compile("\\.(?:com\\.cn|com\\.hk|com\\.tw|com|cn|hk|tw)$");
    private static final Pattern SECOND_LEVEL = Pattern.compile("(?:com|net|org|gov|edu|ac|co|go|or|ne)");
    private static final Pattern CAMEL = Pattern.compile("(?<=[a-z0-9])(En|Eng|English|Cn|Zh|Chn|Chinese|Ch)(?=\\.|$)");

    private static final int MAX_LENGTH = 2_000;
    private static final int MAX_MARKERS = 4;

    private AddressKeys() {}

    /** Returns a pattern that finds markers in a name. Group 1 is the marker at its start, with what divides it. */
    private static Pattern inName(Pattern strong, Pattern weak) {
        String any = "(?:" + strong + "|" + weak + ")";
        return Pattern.compile("(^/" + any + "[._-])|[._-]" + any + "(?=[._-]|$)");
    }

    /**
     * Names a page in any language.
     *
     * @param key the address without markers
     * @param pattern the removed markers with their places, such as {@code path1:en}; empty if the address has none
     */
    record Key(String key, String pattern) {}

    /** Holds a part of an address, the marker in it, and the rest of the part if the marker is removed. */
    private record Part(String text, String rest, String marker, boolean weak) {
        boolean isMarked() {
            return !marker.isEmpty();
        }
    }

    /**
     * Returns the keys of a page: without all markers, without each single marker, and without weak markers. Markers of
     * the other language stay. The first key of an address without markers is the address.
     *
     * @param address the address of the page
     * @param isChinese true for a Chinese page, false for an English one
     */
    static List<Key> of(String address, boolean isChinese) {
        List<Part> parts = parts(address, isChinese);
        Map<String, Key> keys = new LinkedHashMap<>();
        add(keys, parts, part -> part.isMarked() && !part.weak);
        List<Part> marked =
                parts.stream().filter(Part::isMarked).limit(MAX_MARKERS).toList();
        if (marked.size() > 1) {
            marked.forEach(one -> add(keys, parts, isSame(one)));
        }
        add(keys, parts, Part::isMarked);
        add(keys, parts, part -> false);
        return List.copyOf(keys.values());
    }

    @SuppressWarnings("ReferenceEquality") // The address may contain an equal part twice.
    private static Predicate<Part> isSame(Part one) {
        return part -> part == one;
    }

    private static void add(Map<String, Key> keys, List<Part> parts, Predicate<Part> isRemoved) {
        String key = parts.stream()
                .map(part -> isRemoved.test(part) ? part.rest : part.text)
                .collect(Collectors.joining());
        String pattern = parts.stream().filter(isRemoved).map(Part::marker).collect(Collectors.joining(" "));
        keys.putIfAbsent(key, new Key(key, pattern));
    }

    /** Returns the address without scheme, {@code www.}, home page and order of parameters; a key of each page. */
    static String plain(String address) {
        return parts(address, true).stream().map(Part::text).collect(Collectors.joining());
    }

    /** Returns the name under which a site is registered, such as {@code example.com.cn}, by the usual suffixes. */
    static String site(String address) {
        String host = host(bare(address));
        String[] labels = host.split("\\.", -1);
        int kept = labels.length > 2
                        && labels[labels.length - 1].length() == 2
                        && SECOND_LEVEL.matcher(labels[labels.length - 2]).matches()
                ? 3
                : 2;
        return labels.length <= kept || host.matches("[0-9.]+")
                ? host
                : String.join(".", Arrays.asList(labels).subList(labels.length - kept, labels.length));
    }

    private static String bare(String address) {
        String whole = address.substring(0, Math.min(MAX_LENGTH, address.length()));
        int scheme = whole.indexOf("://");
        return scheme < 0 ? whole : whole.substring(scheme + 3);
    }

    private static String host(String bare) {
        return bare.split("[/?]", 2)[0].toLowerCase(Locale.ROOT).replaceFirst("(?:^www\\.)?([^:]*)(?::\\d*)?$", "$1");
    }

    private static List<Part> parts(String address, boolean isChinese) {
        String bare = bare(address);
        int query = bare.indexOf('?');
        String[] path = bare.substring(0, query < 0 ? bare.length() : query).split("/", -1);
        Markers markers = new Markers(isChinese);
        markers.addHost(host(bare));
        for (int k = 1; k < path.length; k++) {
            boolean isLast = k == path.length - 1;
            if (!path[k].isEmpty() && !(isLast && HOME.matcher(path[k]).matches())) {
                markers.addSegment(path[k], k, isLast);
            }
        }
        if (query >= 0) {
            Arrays.stream(bare.substring(query + 1).split("&")).sorted().forEach(markers::addParameter);
        }
        return markers.parts;
    }

    /** Divides an address into parts and marks those of one language. */
    private static final class Markers {
        private final Pattern strong;
        private final Pattern weak;
        private final Pattern inName;
        private final List<Part> parts = new ArrayList<>();

        Markers(boolean isChinese) {
            strong = isChinese ? CHINESE : ENGLISH;
            weak = isChinese ? WEAK_CHINESE : WEAK_ENGLISH;
            inName = isChinese ? CHINESE_IN_NAME : ENGLISH_IN_NAME;
        }

        private void add(String before, String name, String after, String place) {
            boolean isStrong = strong.matcher(name).matches();
            if (isStrong || weak.matcher(name).matches()) {
                parts.add(new Part(before + name + after, "", place + ":" + name, !isStrong));
            } else {
                plain(before + name + after);
            }
        }

        void addHost(String host) {
            Matcher region = REGION.matcher(host);
            int end = region.find() ? region.start() : host.length();
            String[] labels = host.substring(0, end).split("\\.", -1);
            for (int k = 0; k < labels.length; k++) {
                if (k < labels.length - 1) {
                    add("", labels[k], ".", "host");
                } else {
                    plain(labels[k]);
                }
            }
            if (end < host.length()) {
                // The same site often has .cn for Chinese and .com for English.
                parts.add(new Part(host.substring(end), "", "region" + host.substring(end), true));
            }
        }

        void addSegment(String segment, int depth, boolean isLast) {
            String lower = segment.toLowerCase(Locale.ROOT);
            if (strong.matcher(lower).matches() || weak.matcher(lower).matches()) {
                add("/", lower, "", "path" + depth);
                return;
            }
            String name = "/" + (isLast ? CAMEL.matcher(segment).replaceAll("_$1") : segment).toLowerCase(Locale.ROOT);
            Matcher found = inName.matcher(name);
            int start = 0;
            while (found.find()) {
                boolean isEnd = found.group(1) == null
                        && NAME_END.matcher(name.substring(found.end())).matches();
                String marker = found.group().replaceAll("^[/._-]|[._-]$", "");
                if (isEnd || strong.matcher(marker).matches()) {
                    String rest = found.group(1) == null ? "" : "/";
                    plain(name.substring(start, found.start()));
                    parts.add(new Part(
                            found.group(),
                            rest,
                            "name:" + marker,
                            !isEnd || weak.matcher(marker).matches()));
                    start = found.end();
                }
            }
            plain(name.substring(start));
        }

        private void plain(String text) {
            parts.add(new Part(text, text, "", false));
        }

        void addParameter(String parameter) {
            String[] pair = parameter.toLowerCase(Locale.ROOT).split("=", 2);
            if (pair.length == 2 && PARAMETER.matcher(pair[0]).matches()) {
                add("?" + pair[0] + "=", pair[1], "", "query");
            } else {
                plain("?" + parameter);
            }
        }
    }
}
