package duiqi.glossary.format;

import duiqi.glossary.TermEntry.TermStatus;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Holds the everyday names of fields and of their values in English, German and Chinese. */
final class TermNames {
    private static final Map<String, String> FIELDS = names(
            "status termstatus usage usagestatus administrativestatus acceptability"
                    + " normativeauthorization verwendung verwendungsstatus gebrauch benennungsstatus"
                    + " zulässigkeit 状态 狀態 术语状态 術語狀態 使用状态 使用 用法",
            "note notes definition remark remarks comment comments explanation usagenote bemerkung"
                    + " anmerkung hinweis kommentar erklärung 定义 定義 备注 備註 注释 註釋 说明 說明 注 评论",
            "domain subject subjectfield subjectarea field fachgebiet sachgebiet bereich themengebiet"
                    + " 领域 領域 专业 專業 学科 主题 行业 分类 类别",
            "pos partofspeech wordclass wortart wortklasse 词性 詞性 词类",
            "type termtype termtyp benennungstyp 术语类型 術語類型 类型 類型",
            "case-sensitive casesensitive casesensitivity casesense matchcase großkleinschreibung 区分大小写 區分大小寫");

    private static final Map<String, String> STATUSES = names(
            "preferred approved recommended standard standardized standardised legal regulated correct mandatory "
                    + "bevorzugt vorzugsbenennung freigegeben genehmigt empfohlen korrekt "
                    + "首选 優先 优先 推荐 推薦 规范 標準 标准 批准 已批准 审定 已审定 正确",
            "admitted allowed acceptable accepted permitted alternative provisional "
                    + "erlaubt zugelassen zulässig akzeptiert alternativ nebenbenennung "
                    + "许用 允许 允許 可用 可接受 备选 備選 容许",
            "do-not-translate dnt nottranslated nottobetranslated nottranslatable nontranslatable untranslatable "
                    + "nichtübersetzen unübersetzbar 不翻译 不翻譯 不译 不譯 勿译 無需翻譯 无需翻译 保留原文",
            "deprecated superseded obsolete notrecommended nonrecommended nonstandard outdated discouraged legacy "
                    + "veraltet überholt nichtempfohlen "
                    + "弃用 已弃用 棄用 废弃 已废弃 不推荐 不推薦 过时 過時 旧称 曾用 拒用",
            "forbidden prohibited banned disallowed donotuse dontuse nottobeused notallowed notpermitted rejected "
                    + "incorrect wrong blacklisted negative "
                    + "verboten unzulässig nichtverwenden nichtzulässig nichterlaubt gesperrt abgelehnt falsch "
                    + "禁用 禁止 禁止使用 不可用 不许用 不得使用 错误 錯誤 勿用 停用");

    private static final Map<String, String> POSITIONS = names(
            "noun n substantiv nomen propernoun 名词 名詞",
            "verb v 动词 動詞",
            "adjective adj adjektiv 形容词 形容詞",
            "adverb adv 副词 副詞");

    private static final Map<String, String> TYPES = names(
            "term fullform vollform 全称",
            "acronym akronym 首字母缩略词",
            "abbreviation abkürzung 缩写 缩略语",
            "shortForm 简称 kurzform");

    private static final Map<String, String> FLAGS = names(
            "yes true 1 y x ja on 是 sensitive casesensitive casesense",
            "no false 0 n nein off 否 insensitive caseinsensitive permissive casepermissive");

    private TermNames() {}

    /** Returns the value for each of its names. In each line, the value is the first of its names. */
    private static Map<String, String> names(String... lines) {
        Map<String, String> names = new HashMap<>();
        for (String line : lines) {
            String[] words = line.split(" ");
            for (String name : words) {
                names.put(plain(name), words[0]);
            }
        }
        return names;
    }

    /** Returns a name in lower case, with letters and digits only. */
    static String plain(String name) {
        return name.strip().toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]", "");
    }

    /** Returns the field of a glossary entry for the name of a field of another tool. */
    static Optional<TermColumn> field(String name) {
        return Optional.ofNullable(FIELDS.get(plain(name))).flatMap(TermColumn::named);
    }

    /** Returns the status for a value such as {@code Approved}, {@code verboten} or {@code 禁用}. */
    static Optional<TermStatus> status(String value) {
        String plain = plain(value).replaceFirst("(admnsts)$", "");
        String name = STATUSES.getOrDefault(plain, STATUSES.get(plain.replaceFirst("(terms?|术语|词|使用)$", "")));
        return Optional.ofNullable(name).flatMap(TermStatus::named);
    }

    /**
     * Returns the value of a field that is set or not, as other tools have them: {@code caseSensitive}, {@code forbidden},
     * {@code preferred}, {@code translatable}. Empty for other fields; an empty value if the field is not set.
     */
    static Optional<Map.Entry<TermColumn, String>> flag(String name, String value) {
        String plain = plain(name).replaceFirst("^is", "");
        boolean isSet = "yes".equals(FLAGS.get(plain(value)));
        if (!FLAGS.containsKey(plain(value))) {
            return Optional.empty();
        }
        if (field(plain).equals(Optional.of(TermColumn.CASE_SENSITIVE))) {
            return Optional.of(Map.entry(TermColumn.CASE_SENSITIVE, isSet ? "yes" : ""));
        }
        if (plain.equals("translatable") || plain.equals("translate")) {
            return Optional.of(Map.entry(TermColumn.STATUS, isSet ? "" : TermStatus.DO_NOT_TRANSLATE.toString()));
        }
        return Optional.ofNullable(STATUSES.get(plain))
                .map(status -> Map.entry(TermColumn.STATUS, isSet ? status : ""));
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
