package duiqi.text;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Interprets the name of a column of a table. A name consists of words such as {@code Target}, 译文, 中文 or
 * {@code zh-CN}, in any combination. Immutable.
 *
 * @param name the name as the table has it
 * @param role content of the column
 * @param language language of the texts, if the name states one
 * @param stage state of the texts
 */
public record ColumnName(String name, Role role, Optional<Language> language, Stage stage) {
    /** Lists the contents of columns. */
    public enum Role {
        SOURCE,
        TARGET,
        /** Texts in the language of the name. */
        TEXT,
        ID,
        CREATED,
        CHANGED,
        AUTHOR,
        NOTE,
        PROPERTIES,
        /** Known content that is no text, for example a status. */
        OTHER,
        /** Words that fit every text, for example {@code Content}. */
        PLAIN,
        UNKNOWN
    }

    /** Lists the states of the texts in a column. */
    public enum Stage {
        DRAFT,
        UNNAMED,
        REVIEWED
    }

    /** Lists the kinds of words beside the names of languages. */
    private enum Word {
        SOURCE,
        TARGET,
        ID,
        CREATED,
        CHANGED,
        AUTHOR,
        NOTE,
        PROPERTIES,
        OTHER,
        DRAFT,
        REVIEWED,
        PLAIN,
        /** Words of regions that say nothing alone. */
        PLACE,
        CHINESE("zh-CN"),
        ENGLISH("en-US"),
        MAINLAND("zh-CN"),
        TRADITIONAL("zh-TW"),
        AMERICAN("en-US"),
        BRITISH("en-GB");

        /** Language; that of a region counts if the name states no other. */
        private final String tag;

        Word() {
            this("");
        }

        Word(String tag) {
            this.tag = tag;
        }
    }

    /** A name without text, of a column without a name. */
    public static final ColumnName NONE = new ColumnName("", Role.UNKNOWN, Optional.empty(), Stage.UNNAMED);

    private static final int MAX_LENGTH = 60;

    /** Longest word of Han characters in the vocabulary. */
    private static final int MAX_HAN = 6;

    /** A code with script or region, for example {@code zh-hans-cn}, a word, or a run of Han characters. */
    private static final Pattern RUN = Pattern.compile(
            "(?:zh|en)(?:[-_](?:hans|hant|chs|cht|[a-z]{2}))+(?![a-z])|\\p{IsHan}+|[\\p{L}&&\\P{IsHan}][\\p{L}\\p{M}&&\\P{IsHan}]*|#");

    private static final Pattern CAMEL_CASE = Pattern.compile("(?<=[a-z])(?=[A-Z])");

    /** Languages of names; a region beside the name says more. */
    private static final Set<String> LESS_SPECIFIC = Set.of("zh", "zh-CN", "en", "en-US");

    /** Words that name a column without texts, in order of precedence. */
    private static final Set<Word> NO_TEXT =
            EnumSet.of(Word.CREATED, Word.CHANGED, Word.AUTHOR, Word.NOTE, Word.PROPERTIES);

    private static final Set<Word> ID_WORDS = EnumSet.of(Word.ID, Word.PLAIN);

    /** Traditional characters in names, each followed by the simplified one. */
    private static final String SIMPLIFIED = "譯译語语標标審审備备註注狀状態态編编號号術术詞词類类別别體体簡简漢汉華华國国內内訂订終终機机對对時时間间創创說说"
            + "釋释來来稱称領领參参質质檢检處处頁页碼码鍵键顯显圖图檔档連连結结縮缩寫写義义學学屬属驗验後后該该進进臺台廣广單单現现";

    private static final Map<String, Word> WORDS = words("""
            SOURCE source src original 原文 源文 源 源语 源语言 原语 原语言 原句 原词 原始 源文本 术语 term 词条
            TARGET target tgt trg translation translations translated 译文 译 目标 目标语 目标语言 目的语 目标文本 译法 译名
            TARGET 翻译 对应词 译入语 译词 译句 译语 对译 equivalent
            REVIEWED reviewed final edited proofread revised corrected approved new pe postedited 新 新版 审校 审校后 审定 审核
            REVIEWED 审核后 校对 校对后 校后 改后 修改后 修改 修订 修订后 修订版 终稿 定稿 终版 最终 最终版 终审 终审后 审阅 审阅后 润色 润色后
            DRAFT draft mt machine old previous raw google deepl 初稿 初译 草稿 草译 机翻 机译 机器 机器翻译 修改前 审校前 校对前 改前 旧 旧版
            PLAIN text texts segment segments string strings sentence sentences word words name names column language lang
            PLAIN version content value full script of in the for to and item items phrase phrases terms translit 文本 内容 语句 句子
            PLAIN 句 段落 单词 词 词语 词汇 名称 名 全称 全文 版 版本 语言 语 文 表达 说法 字段 栏 列 对照 对应 意思 含义 原 字符串 正文
            PLAIN 条目 短语 人工 last human at
            PLACE united states kingdom uk
            CHINESE 中 汉
            ENGLISH 英
            MAINLAND china prc mainland cn singapore 大陆 中国 中国大陆 simplified hans 简 sg
            TRADITIONAL traditional hant 繁 taiwan tw hong kong hk macau 台湾 香港 澳门 正体
            AMERICAN us usa american 美国 美式
            BRITISH gb british 英国 英式
            OTHER status state progress number num index line row date time url link file path page context pos category domain
            OTHER subject field type pinyin abbreviation acronym count length score match probability percent definition description
            OTHER example examples screenshot priority tag tags phonetic image module speaker character frequency level lesson
            OTHER reviewer editor proofreader location reference origin client project class topic limit max explanation
            OTHER synonym synonyms usage gender 状态 进度 日期 时间 页码 页 链接 网址 文件 文件名 路径 出处 来源 上下文 语境 词性 领域
            OTHER 学科 类别 分类 类型 拼音 缩写 简称 字数 长度 得分 匹配 匹配率 定义 解释 描述 示例 例句 例子 截图 优先级 标签 音标 发音
            OTHER 图片 模块 说话人 角色 人物 频次 频率 等级 级别 单元 课 同义词 用法 性别 审校人 审校者 审核人 校对人 审校员 客户 项目 位置
            OTHER 参考 原因 问题 意见 建议 次数 限制 负责人 阶段 主题
            ID id tuid key keys no # uid uuid guid seq sn nr 编号 序号 号 标识 键 键名 行号
            CREATED created creation creationdate 创建 创建时间 创建日期 建立日期 添加时间
            CHANGED changed change changedate modified updated 修改时间 修改日期 更新时间 更新日期
            AUTHOR author creationid changeid translator user 作者 译者 翻译者 翻译人 译员 翻译人员
            NOTE note notes comment comments remark remarks memo 备注 注释 注 说明 批注 评论 备考
            PROPERTIES properties 属性
            """);

    private static Map<String, Word> words(String lines) {
        Map<String, Word> words = new HashMap<>();
        for (String line : lines.lines().toList()) {
            String[] parts = line.split(" ");
            for (int i = 1; i < parts.length; i++) {
                words.put(parts[i], Word.valueOf(parts[0]));
            }
        }
        return Map.copyOf(words);
    }

    /** Returns the meaning of the name of a column. */
    public static ColumnName of(String heading) {
        String name = heading.strip();
        String plain = plain(name);
        if (plain.isEmpty() || name.length() > MAX_LENGTH) {
            return new ColumnName(name, Role.UNKNOWN, Optional.empty(), Stage.UNNAMED);
        }
        Optional<Language> whole = LanguageName.of(plain).filter(language -> isLanguage(plain));
        return whole.map(language -> new ColumnName(name, Role.TEXT, whole, Stage.UNNAMED))
                .orElseGet(() -> new Words(plain).name(name));
    }

    /** Returns whether no part of a code is a word, as in {@code en_note}. */
    private static boolean isLanguage(String code) {
        return !WORDS.containsKey(code)
                && Stream.of(code.split("[-_]"))
                        .allMatch(part -> !WORDS.containsKey(part)
                                || LanguageName.of(part).isPresent());
    }

    /** Returns the text in lower case, with simplified characters and without the variants of Unicode. */
    private static String plain(String name) {
        StringBuilder plain = new StringBuilder();
        String split = CAMEL_CASE
                .matcher(Normalizer.normalize(name, Normalizer.Form.NFKC))
                .replaceAll(" ");
        for (char c : split.toLowerCase(Locale.ROOT).toCharArray()) {
            int at = SIMPLIFIED.indexOf(c);
            plain.append(at >= 0 && at % 2 == 0 ? SIMPLIFIED.charAt(at + 1) : c);
        }
        return plain.toString().strip();
    }

    /** Returns whether the name says what the column contains. */
    public boolean isKnown() {
        return (role != Role.UNKNOWN && role != Role.PLAIN) || stage != Stage.UNNAMED;
    }

    /** Returns whether the name says that the column contains texts to pair. */
    public boolean isText() {
        return role == Role.SOURCE || role == Role.TARGET || role == Role.TEXT;
    }

    /** Returns whether the name says that the column contains no text in a language, for example a date. */
    public boolean isOther() {
        return isKnown() && !isText() && stage == Stage.UNNAMED;
    }

    private static final class Words {
        private final List<Language> languages = new ArrayList<>();
        private final Set<Word> words = EnumSet.noneOf(Word.class);
        private boolean isUnknown;

        Words(String plain) {
            Matcher runs = RUN.matcher(plain);
            while (runs.find()) {
                String run = runs.group();
                if (Character.UnicodeScript.of(run.codePointAt(0)) == Character.UnicodeScript.HAN) {
                    addHan(run);
                } else {
                    add(run);
                }
            }
        }

        private void add(String word) {
            Optional<Word> known = Optional.ofNullable(WORDS.get(word));
            Optional<Language> language = known.isPresent()
                    ? known.filter(one -> one == Word.CHINESE || one == Word.ENGLISH)
                            .map(one -> new Language(one.tag))
                    : LanguageName.of(word)
                            .filter(found -> word.length() > 2 || found.isChinese() || found.isEnglish());
            language.ifPresent(languages::add);
            known.ifPresent(words::add);
            isUnknown |= known.isEmpty() && language.isEmpty();
        }

        /** Adds the words of a run of Han characters, the longest first. */
        private void addHan(String run) {
            int at = 0;
            while (at < run.length()) {
                int end = Math.min(run.length(), at + MAX_HAN);
                while (end > at + 1 && !isKnown(run.substring(at, end))) {
                    end--;
                }
                add(run.substring(at, end));
                at = end;
            }
        }

        private static boolean isKnown(String word) {
            return WORDS.containsKey(word) || LanguageName.of(word).isPresent();
        }

        ColumnName name(String name) {
            Optional<Word> noText = NO_TEXT.stream().filter(words::contains).findFirst();
            boolean hasText = noText.isEmpty() && !words.contains(Word.OTHER) && !words.contains(Word.ID);
            if (isUnknown || (languages.isEmpty() && words.isEmpty())) {
                return new ColumnName(name, Role.UNKNOWN, Optional.empty(), Stage.UNNAMED);
            }
            if (!hasText) {
                boolean isId = languages.isEmpty() && ID_WORDS.containsAll(words);
                Role role = noText.map(word -> Role.valueOf(word.name())).orElse(isId ? Role.ID : Role.OTHER);
                return new ColumnName(name, role, Optional.empty(), Stage.UNNAMED);
            }
            Optional<Language> language = language();
            Stage stage = words.contains(Word.REVIEWED)
                    ? Stage.REVIEWED
                    : words.contains(Word.DRAFT) ? Stage.DRAFT : Stage.UNNAMED;
            return new ColumnName(name, language.isPresent() ? Role.TEXT : role(), language, stage);
        }

        /** Returns the role of a name without a language. */
        private Role role() {
            boolean isSource = words.contains(Word.SOURCE);
            if (languages.isEmpty() && isSource != words.contains(Word.TARGET)) {
                return isSource ? Role.SOURCE : Role.TARGET;
            }
            return words.equals(Set.of(Word.PLAIN)) ? Role.PLAIN : Role.UNKNOWN;
        }

        /** Returns the language; empty if the name states none, or two. A region alone stands for its language. */
        private Optional<Language> language() {
            List<Language> regions = words.stream()
                    .filter(word -> !word.tag.isEmpty())
                    .map(word -> new Language(word.tag))
                    .toList();
            List<Language> all = languages.isEmpty() ? regions : languages;
            if (all.isEmpty()) {
                return Optional.empty();
            }
            Language last = all.get(all.size() - 1);
            // A name such as 汉译英 or "Chinese to English translation" states the target language at its end.
            boolean isDirection = all.size() == 2 && words.contains(Word.TARGET) && !words.contains(Word.SOURCE);
            Optional<Language> variety = regions.stream()
                    .filter(region -> region.isSameAs(last) && LESS_SPECIFIC.contains(last.tag()))
                    .reduce((first, second) -> second);
            return Optional.of(variety.orElse(last))
                    .filter(one -> isDirection || all.stream().allMatch(last::isSameAs));
        }
    }
}
