package duiqi.exchange;

import duiqi.text.Language;
import java.text.Normalizer;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a column of a table holds, as its name says. Immutable.
 *
 * @param kind what
 * @param name type of the property, for a property
 * @param language of the texts, where the name says one
 */
record TableColumn(Kind kind, String name, Optional<Language> language) {
    /** What a column can hold. */
    enum Kind {
        SOURCE,
        TARGET,
        /** Texts in a language that the name says. */
        TEXT,
        ID,
        CREATED,
        CHANGED,
        AUTHOR,
        NOTE,
        /** Properties as {@link PropertyJson}, among them {@code source} and {@code target} with those of the sides. */
        PROPERTIES,
        PROPERTY
    }

    /** Names of columns in lower case. */
    private static final Map<String, Kind> KINDS = kinds();

    private static final Map<String, String> LANGUAGES = Map.ofEntries(
            Map.entry("chinese", "zh-CN"),
            Map.entry("中文", "zh-CN"),
            Map.entry("汉语", "zh-CN"),
            Map.entry("漢語", "zh-TW"),
            Map.entry("简体中文", "zh-CN"),
            Map.entry("簡體中文", "zh-CN"),
            Map.entry("繁体中文", "zh-TW"),
            Map.entry("繁體中文", "zh-TW"),
            Map.entry("english", "en-US"),
            Map.entry("英文", "en-US"),
            Map.entry("英语", "en-US"),
            Map.entry("英語", "en-US"));

    /** ISO 639-1, so that {@code tag} or {@code score} is not taken for a language. */
    private static final Set<String> CODES = Set.of(Locale.getISOLanguages());

    private static Map<String, Kind> kinds() {
        Map<String, Kind> kinds = new HashMap<>();
        name(
                kinds,
                Kind.SOURCE,
                "source",
                "source-text",
                "source-segment",
                "src",
                "original",
                "原文",
                "源文",
                "源语言",
                "源文本",
                "源語言");
        name(
                kinds,
                Kind.TARGET,
                "target",
                "target-text",
                "target-segment",
                "tgt",
                "trg",
                "translation",
                "译文",
                "譯文",
                "目标",
                "目标语言",
                "目標語言",
                "翻译",
                "翻譯");
        // "no" is a language too, which tables call nb or nn.
        name(kinds, Kind.ID, "id", "tuid", "key", "no", "no.", "#", "编号", "編號", "序号", "序號", "标识");
        name(
                kinds,
                Kind.CREATED,
                "created",
                "creationdate",
                "created-at",
                "creation-date",
                "创建时间",
                "创建日期",
                "建立日期",
                "創建日期");
        name(
                kinds,
                Kind.CHANGED,
                "changed",
                "changedate",
                "changed-at",
                "change-date",
                "modified",
                "updated",
                "修改时间",
                "修改日期",
                "更新时间",
                "更新日期");
        name(kinds, Kind.AUTHOR, "author", "creationid", "changeid", "translator", "user", "作者", "译者", "譯者", "翻译者");
        name(
                kinds,
                Kind.NOTE,
                "note",
                "notes",
                "comment",
                "comments",
                "remark",
                "remarks",
                "备注",
                "備註",
                "注释",
                "註釋",
                "说明");
        name(kinds, Kind.PROPERTIES, "properties", "属性");
        return kinds;
    }

    private static void name(Map<String, Kind> kinds, Kind kind, String... names) {
        for (String name : names) {
            kinds.put(name, kind);
        }
    }

    /** A column without a name, or with one that says nothing else. */
    static TableColumn property(String type) {
        return new TableColumn(Kind.PROPERTY, type, Optional.empty());
    }

    static TableColumn of(Kind kind) {
        return new TableColumn(kind, "", Optional.empty());
    }

    /** A column by its name. */
    static TableColumn named(String name) {
        String plain = Normalizer.normalize(name, Normalizer.Form.NFKC)
                .strip()
                .toLowerCase(Locale.ROOT)
                .replaceAll("[\\s_]+", "-");
        Kind kind = KINDS.get(plain);
        if (kind != null) {
            return of(kind);
        }
        return language(plain)
                .map(language -> new TableColumn(Kind.TEXT, "", Optional.of(language)))
                .orElseGet(() -> property(plain.equals("probability") ? "x-probability" : name.strip()));
    }

    private static Optional<Language> language(String plain) {
        String code = LANGUAGES.getOrDefault(plain, plain);
        return new LanguageCode(code)
                .language()
                .filter(language -> code.matches("[a-z]{2,3}(-[A-Za-z0-9]+)*"))
                .filter(language -> CODES.contains(language.primary()) || language.isChinese());
    }

    /** Whether texts to pair stand in it. */
    boolean isText() {
        return kind == Kind.SOURCE || kind == Kind.TARGET || kind == Kind.TEXT;
    }
}
