package duiqi.glossary.format;

import duiqi.glossary.TermEntry.TermStatus;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Holds the everyday names of fields and of their values in English, German and Chinese. */
final class TermNames {
    private static final Map<TermColumn, Set<String>> FIELDS = new EnumMap<>(Map.of(
            TermColumn.STATUS,
            names("status termstatus usage usagestatus administrativestatus acceptability"
                    + " normativeauthorization verwendung verwendungsstatus gebrauch benennungsstatus"
                    + " zulässigkeit 状态 狀態 术语状态 術語狀態 使用状态 使用 用法"),
            TermColumn.NOTE,
            names("note notes definition remark remarks comment comments explanation usagenote bemerkung"
                    + " anmerkung hinweis kommentar erklärung 定义 定義 备注 備註 注释 註釋 说明 說明 注 评论"),
            TermColumn.DOMAIN,
            names("domain subject subjectfield subjectarea field fachgebiet sachgebiet bereich themengebiet"
                    + " 领域 領域 专业 專業 学科 主题 行业 分类 类别"),
            TermColumn.POS,
            names("partofspeech pos wordclass wortart wortklasse 词性 詞性 词类"),
            TermColumn.TYPE,
            names("type termtype termtyp benennungstyp 术语类型 術語類型 类型 類型")));

    private static final Map<String, TermStatus> STATUSES = statuses();

    private static final Map<String, String> POSITIONS = Map.ofEntries(
            Map.entry("n", "noun"),
            Map.entry("substantiv", "noun"),
            Map.entry("nomen", "noun"),
            Map.entry("propernoun", "noun"),
            Map.entry("名词", "noun"),
            Map.entry("名詞", "noun"),
            Map.entry("v", "verb"),
            Map.entry("动词", "verb"),
            Map.entry("動詞", "verb"),
            Map.entry("adj", "adjective"),
            Map.entry("adjektiv", "adjective"),
            Map.entry("形容词", "adjective"),
            Map.entry("形容詞", "adjective"),
            Map.entry("adv", "adverb"),
            Map.entry("副词", "adverb"),
            Map.entry("副詞", "adverb"));

    private static final Set<String> CASE = Set.of(
            "casesensitive", "casesensitivity", "casesense", "matchcase", "großkleinschreibung", "区分大小写", "區分大小寫");

    private static final Set<String> YES =
            Set.of("yes", "true", "1", "y", "x", "ja", "on", "是", "sensitive", "casesensitive", "casesense");

    private static final Set<String> NO =
            Set.of("no false 0 n nein off 否 insensitive caseinsensitive permissive casepermissive".split(" "));

    private static final Map<String, String> TYPES = Map.ofEntries(
            Map.entry("fullform", "term"),
            Map.entry("vollform", "term"),
            Map.entry("全称", "term"),
            Map.entry("akronym", "acronym"),
            Map.entry("首字母缩略词", "acronym"),
            Map.entry("abkürzung", "abbreviation"),
            Map.entry("缩写", "abbreviation"),
            Map.entry("缩略语", "abbreviation"),
            Map.entry("简称", "shortForm"),
            Map.entry("shortform", "shortForm"),
            Map.entry("kurzform", "shortForm"));

    private TermNames() {}

    private static Set<String> names(String names) {
        return Set.of(names.split(" "));
    }

    private static Map<String, TermStatus> statuses() {
        Map<String, TermStatus> statuses = new LinkedHashMap<>();
        put(
                statuses,
                TermStatus.PREFERRED,
                "preferred approved recommended standard standardized standardised legal regulated correct mandatory "
                        + "bevorzugt vorzugsbenennung freigegeben genehmigt empfohlen korrekt "
                        + "首选 優先 优先 推荐 推薦 规范 標準 标准 批准 已批准 审定 已审定 正确");
        put(
                statuses,
                TermStatus.ADMITTED,
                "admitted allowed acceptable accepted permitted alternative provisional "
                        + "erlaubt zugelassen zulässig akzeptiert alternativ nebenbenennung "
                        + "许用 允许 允許 可用 可接受 备选 備選 容许");
        put(
                statuses,
                TermStatus.DO_NOT_TRANSLATE,
                "donottranslate dnt nottranslated nottobetranslated nottranslatable nontranslatable untranslatable "
                        + "nichtübersetzen unübersetzbar 不翻译 不翻譯 不译 不譯 勿译 無需翻譯 无需翻译 保留原文");
        put(
                statuses,
                TermStatus.DEPRECATED,
                "deprecated superseded obsolete notrecommended nonrecommended nonstandard outdated discouraged legacy "
                        + "veraltet überholt nichtempfohlen "
                        + "弃用 已弃用 棄用 废弃 已废弃 不推荐 不推薦 过时 過時 旧称 曾用 拒用");
        put(
                statuses,
                TermStatus.FORBIDDEN,
                "forbidden prohibited banned disallowed donotuse dontuse nottobeused notallowed notpermitted rejected "
                        + "incorrect wrong blacklisted negative "
                        + "verboten unzulässig nichtverwenden nichtzulässig nichterlaubt gesperrt abgelehnt falsch "
                        + "禁用 禁止 禁止使用 不可用 不许用 不得使用 错误 錯誤 勿用 停用");
        return Map.copyOf(statuses);
    }

    private static void put(Map<String, TermStatus> statuses, TermStatus status, String names) {
        for (String name : names.split(" ")) {
            statuses.put(name, status);
        }
    }

    /** Returns a name in lower case, with letters and digits only. */
    static String plain(String name) {
        return name.strip().toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]", "");
    }

    /** Returns the field of a glossary entry for the name of a field of another tool. */
    static Optional<TermColumn> field(String name) {
        String plain = plain(name);
        return FIELDS.entrySet().stream()
                .filter(field -> field.getValue().contains(plain))
                .map(Map.Entry::getKey)
                .findFirst()
                .or(() -> CASE.contains(plain) ? Optional.of(TermColumn.CASE_SENSITIVE) : Optional.empty());
    }

    /** Returns the status for a value such as {@code Approved}, {@code verboten} or {@code 禁用}. */
    static Optional<TermStatus> status(String value) {
        String plain = plain(value).replaceFirst("(admnsts)$", "");
        return Stream.of(plain, plain.replaceFirst("(terms?|术语|词|使用)$", ""))
                .flatMap(name -> Optional.ofNullable(STATUSES.get(name)).stream())
                .findFirst();
    }

    /**
     * Returns the value of a field that is set or not, as other tools have them: {@code caseSensitive}, {@code forbidden},
     * {@code preferred}, {@code translatable}. Empty for other fields; an empty value if the field is not set.
     */
    static Optional<Map.Entry<TermColumn, String>> flag(String name, String value) {
        String plain = plain(name).replaceFirst("^is", "");
        boolean isSet = YES.contains(plain(value));
        if (!isSet && !NO.contains(plain(value))) {
            return Optional.empty();
        }
        if (CASE.contains(plain)) {
            return Optional.of(Map.entry(TermColumn.CASE_SENSITIVE, isSet ? "yes" : ""));
        }
        if (plain.equals("translatable") || plain.equals("translate")) {
            return Optional.of(Map.entry(TermColumn.STATUS, isSet ? "" : TermStatus.DO_NOT_TRANSLATE.toString()));
        }
        return Optional.ofNullable(STATUSES.get(plain))
                .map(status -> Map.entry(TermColumn.STATUS, isSet ? status.toString() : ""));
    }

    /** Returns the value in a glossary for a value of another tool, for example the part of speech for 名词. */
    static String value(TermColumn column, String value) {
        String stripped = value.strip();
        return switch (column) {
            case POS -> POSITIONS.getOrDefault(plain(stripped), stripped.toLowerCase(Locale.ROOT));
            case TYPE -> TYPES.getOrDefault(plain(stripped), stripped.toLowerCase(Locale.ROOT));
            default -> stripped;
        };
    }
}
