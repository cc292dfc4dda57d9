package duiqi.exchange.table;

import duiqi.exchange.LanguageCode;
import duiqi.exchange.Table;
import duiqi.text.Language;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * Interprets the heading of a column. A heading consists of words such as {@code Target}, 译文, 中文 or {@code zh-CN},
 * in any combination. Immutable.
 *
 * @param column column that the heading names; a property if the heading names no other kind
 * @param stage state of the texts that the heading names
 * @param isKnown true if all words of the heading are known
 */
record ColumnHeading(TableColumns.TableColumn column, Stage stage, boolean isKnown) {
    /** Lists the states of the texts in a column. */
    enum Stage {
        DRAFT,
        UNNAMED,
        REVIEWED
    }

    /** Lists the kinds of words. */
    private enum Word {
        SOURCE,
        TARGET,
        DRAFT,
        REVIEWED,
        /** Words that add nothing, for example {@code text} or 名称. */
        FILLER,
        REGION,
        TRADITIONAL,
        OTHER
    }

    /** Language codes, with an optional script and region. */
    private static final Pattern CODE = Pattern.compile(
            "(?<![a-z])(zh|en)((?:[-_](?:hans|hant|chs|cht|cn|tw|hk|sg|mo|us|gb|uk|au|ca|nz|ie|in|za))+)(?![a-z])");

    /** Any language code, for example {@code pt-br}. */
    private static final Pattern LANGUAGE_CODE = Pattern.compile("[a-z]{2,3}(-[a-z0-9]{2,8})*");

    private static final Pattern CAMEL_CASE = Pattern.compile("(?<=[a-z])(?=[A-Z])");

    /** A word of Latin letters with the marks that belong to it, or a run of Han characters. */
    private static final Pattern RUN = Pattern.compile("\\p{IsHan}+|[\\p{L}&&\\P{IsHan}][\\p{L}\\p{M}&&\\P{IsHan}]*|#");

    /** Number of rows that may contain titles above the column names. */
    private static final int MAX_TITLES = 10;

    private static final int MAX_LENGTH = 60;

    /** Longest word of Han characters in the vocabulary. */
    private static final int MAX_HAN = 6;

    /** ISO 639-1 codes, so that headings like {@code tag} or {@code score} are not language codes. */
    private static final Set<String> CODES = Set.of(Locale.getISOLanguages());

    /** Traditional characters in headings, each followed by the simplified one. */
    private static final String SIMPLIFIED = "譯译語语標标審审備备註注狀状態态編编號号術术詞词類类別别體体簡简漢汉華华國国內内訂订終终機机對对時时間间創创說说"
            + "釋释來来稱称領领參参質质檢检處处頁页碼码鍵键顯显圖图檔档連连結结縮缩寫写義义學学屬属驗验後后該该進进臺台廣广單单現现";

    private static final Map<String, Word> WORDS = new HashMap<>();
    private static final Map<String, String> LANGUAGES = new HashMap<>();
    private static final Map<String, TableColumns.TableColumn.Kind> KINDS = new HashMap<>();

    static {
        words(Word.SOURCE, "source src original 原文 源文 源 源语 源语言 原语 原语言 原句 原词 原始 源文本 术语 term 词条");
        words(
                Word.TARGET,
                "target tgt trg translation translations translated 译文 译 目标 目标语 目标语言 目的语 目标文本 译法 译名"
                        + " 翻译 对应词 译入语 译词 译句 译语 对译 equivalent");
        words(
                Word.REVIEWED,
                "reviewed final edited proofread revised corrected approved new pe postedited 新 新版 审校 审校后 审定 审核 审核后 校对 校对后 校后"
                        + " 改后 修改后 修订 修订后 修订版 终稿 定稿 终版 最终 最终版 终审 终审后 修改 审阅 审阅后 润色 润色后");
        words(
                Word.DRAFT,
                "draft mt machine old previous raw google deepl 初稿 初译 草稿 草译 机翻 机译 机器 机器翻译 修改前 审校前" + " 校对前 改前 旧 旧版");
        words(
                Word.FILLER,
                "text texts segment segments string strings sentence sentences word words name names column language"
                        + " lang version content value full script of in the for to and item items phrase phrases terms"
                        + " translit 文本 内容 语句 句子 句 段落 单词 词 词语 词汇 名称 名 全称 全文 版 版本 语言 语 文 表达 说法"
                        + " 字段 栏 列 对照 对应 意思 含义 原 字符串 正文 条目 短语");
        words(
                Word.REGION,
                "china prc mainland cn singapore united states us usa kingdom uk gb british american 美国 英国"
                        + " 大陆 中国 中国大陆 simplified hans 简 美式 英式 sg");
        words(Word.TRADITIONAL, "traditional hant 繁 taiwan tw hong kong hk macau 台湾 香港 澳门 正体");
        words(
                Word.OTHER,
                "status state progress number num index line row date time url link file path page context pos category domain subject field type"
                        + " pinyin abbreviation acronym count length score match probability percent definition"
                        + " description example examples screenshot priority tag tags phonetic image module speaker"
                        + " character frequency level lesson reviewer editor proofreader location reference origin client"
                        + " project class topic limit max key-name explanation synonym synonyms usage gender 状态 进度 日期"
                        + " 时间 页码 页 链接 网址 文件 文件名 路径 出处 来源 上下文 语境 词性 领域 学科 类别 分类 类型 拼音 缩写"
                        + " 简称 字数 长度 得分 匹配 匹配率 定义 解释 描述 示例 例句 例子 截图 优先级 标签 音标 发音 图片 模块"
                        + " 说话人 角色 人物 频次 频率 等级 级别 单元 课 同义词 用法 性别 审校人 审校者 审核人 校对人 审校员 客户"
                        + " 项目 位置 参考 原因 问题 意见 建议 次数 限制 负责人 阶段 主题");
        languages("chinese zh-CN, mandarin zh-CN, 中文 zh-CN, 汉语 zh-CN, 汉文 zh-CN, 华文 zh-CN, 华语 zh-CN, 国语 zh-CN,"
                + " 普通话 zh-CN, 中 zh-CN, 汉 zh-CN, 汉字 zh-CN, 简体 zh-CN, 简中 zh-CN, 简体中文 zh-CN, 中文简体 zh-CN,"
                + " 简体字 zh-CN, 繁体 zh-TW, 繁中 zh-TW, 繁体中文 zh-TW, 中文繁体 zh-TW, 繁体字 zh-TW, 正体中文 zh-TW, 粤语 yue,"
                + " cantonese yue, english en-US, 英文 en-US, 英语 en-US, 英 en-US, 美语 en-US, 美式英语 en-US,"
                + " 英式英语 en-GB, chs zh-CN, cht zh-TW, zhs zh-CN, zht zh-TW, schinese zh-CN, tchinese zh-TW, cn zh-CN,"
                + " enu en-US, eng en-US, zho zh-CN, chi zh-CN, zh zh-CN, en en-US, us en-US, tw zh-TW, china zh-CN,"
                + " mainland zh-CN, 大陆 zh-CN, 中国大陆 zh-CN,"
                + " 日文 ja, 日语 ja, japanese ja, jp ja, jpn ja, 韩文 ko, 韩语 ko, korean ko, kr ko, kor ko, 法文 fr,"
                + " 法语 fr, french fr, fra fr, 德文 de, 德语 de, german de, deu de, 俄文 ru, 俄语 ru, russian ru,"
                + " 西班牙文 es, 西班牙语 es, 西语 es, spanish es, 葡萄牙语 pt, portuguese pt, 意大利语 it, italian it,"
                + " 阿拉伯语 ar, arabic ar, 越南语 vi, vietnamese vi, 泰语 th, thai th, 马来语 ms, malay ms,"
                + " indonesian id, 拉丁文 la, 拉丁名 la, 拉丁学名 la, 学名 la, dutch nl, swedish sv, polish pl, turkish tr,"
                + " ukrainian uk, czech cs, hindi hi, 蒙古语 mn, 藏语 bo, 维吾尔语 ug");
        kind(TableColumns.TableColumn.Kind.ID, "id tuid key no # uid uuid guid seq sn nr 编号 序号 号 标识 键 键名 行号");
        kind(
                TableColumns.TableColumn.Kind.CREATED,
                "created creationdate created-at creation-date 创建时间 创建日期 建立日期 添加时间");
        kind(
                TableColumns.TableColumn.Kind.CHANGED,
                "changed changedate changed-at change-date modified updated modified-at updated-at last-modified 修改时间"
                        + " 修改日期 更新时间 更新日期");
        kind(TableColumns.TableColumn.Kind.AUTHOR, "author creationid changeid translator user 作者 译者 翻译者 翻译人 译员 翻译人员");
        kind(TableColumns.TableColumn.Kind.NOTE, "note notes comment comments remark remarks memo 备注 注释 注 说明 批注 评论 备考");
        kind(TableColumns.TableColumn.Kind.PROPERTIES, "properties 属性");
    }

    private static void words(Word kind, String words) {
        for (String word : words.split(" +")) {
            WORDS.putIfAbsent(word, kind);
        }
    }

    private static void kind(TableColumns.TableColumn.Kind kind, String words) {
        for (String word : words.split(" +")) {
            KINDS.put(word, kind);
        }
    }

    private static void languages(String list) {
        for (String entry : list.split(", *")) {
            int space = entry.lastIndexOf(' ');
            LANGUAGES.put(entry.substring(0, space).strip(), entry.substring(space + 1));
        }
    }

    /** Returns the meaning of a heading. */
    static ColumnHeading of(String heading) {
        String name = heading.strip();
        if (name.length() > MAX_LENGTH) {
            return unknown(name);
        }
        String plain = plain(name);
        if (plain.equals("probability")) {
            return new ColumnHeading(TableColumns.TableColumn.property("x-probability"), Stage.UNNAMED, true);
        }
        Optional<ColumnHeading> whole = whole(plain.replaceAll("[\\s_]+", "-"));
        return whole.orElseGet(() -> ofWords(name, plain));
    }

    /** Returns the text in lower case, with simplified characters and without the variants of Unicode. */
    private static String plain(String name) {
        StringBuilder plain = new StringBuilder();
        String split = CAMEL_CASE
                .matcher(Normalizer.normalize(name, Normalizer.Form.NFKC))
                .replaceAll(" ");
        // A code such as zh-Hans keeps its parts together.
        for (char c : split.toLowerCase(Locale.ROOT).toCharArray()) {
            int at = SIMPLIFIED.indexOf(c);
            plain.append(at >= 0 && at % 2 == 0 ? SIMPLIFIED.charAt(at + 1) : c);
        }
        return plain.toString().strip();
    }

    private static ColumnHeading unknown(String name) {
        return new ColumnHeading(TableColumns.TableColumn.property(name), Stage.UNNAMED, false);
    }

    /** Returns the meaning of a heading that is one entry of the vocabulary or a language code. */
    private static Optional<ColumnHeading> whole(String plain) {
        TableColumns.TableColumn.Kind kind =
                KINDS.get(plain.endsWith(".") ? plain.substring(0, plain.length() - 1) : plain);
        if (kind != null) {
            return Optional.of(new ColumnHeading(TableColumns.TableColumn.of(kind), Stage.UNNAMED, true));
        }
        boolean isCode = LANGUAGE_CODE.matcher(plain).matches() && !WORDS.containsKey(plain);
        boolean isTag = plain.equals("zh") || plain.equals("en");
        return Optional.of(isTag ? plain : LANGUAGES.getOrDefault(plain, isCode ? plain : ""))
                .filter(code -> !code.isEmpty())
                .flatMap(code -> new LanguageCode(code)
                        .language()
                        .filter(language -> CODES.contains(language.primary()) || language.isChinese()))
                .map(language -> text(language, Stage.UNNAMED));
    }

    private static ColumnHeading text(Language language, Stage stage) {
        return new ColumnHeading(
                new TableColumns.TableColumn(TableColumns.TableColumn.Kind.TEXT, "", Optional.of(language)),
                stage,
                true);
    }

    private static ColumnHeading ofWords(String name, String plain) {
        return words(plain).heading(name);
    }

    /** Returns whether a cell consists of words such as {@code Text} and 名称, which name a column but no language. */
    private static boolean isFiller(String cell) {
        return words(plain(cell.strip())).isFiller();
    }

    private static Found words(String plain) {
        Found found = new Found();
        Matcher codes = CODE.matcher(plain);
        StringBuilder rest = new StringBuilder();
        while (codes.find()) {
            found.language(codes.group().replace('_', '-'));
            codes.appendReplacement(rest, " ");
        }
        codes.appendTail(rest);
        Matcher runs = RUN.matcher(rest);
        while (runs.find()) {
            String run = runs.group();
            if (Character.UnicodeScript.of(run.codePointAt(0)) == Character.UnicodeScript.HAN) {
                found.han(run);
            } else {
                found.word(run);
            }
        }
        return found;
    }

    /** Returns whether a text is a name of a column that holds no text in a language, for example a date. */
    boolean isOther() {
        return isKnown && !column.isText() && stage == Stage.UNNAMED;
    }

    /** Returns the index of the last row with column names; -1 if there is none. */
    static int headingRow(List<Table.Row> rows) {
        for (int i = 0; i < Math.min(MAX_TITLES, rows.size()); i++) {
            if (isHeading(rows.get(i)) && !recurs(rows, i)) {
                while (i + 1 < rows.size() && isLowerHeading(rows.get(i + 1)) && !recurs(rows, i + 1)) {
                    i++;
                }
                return i;
            }
        }
        return isNumbered(rows) ? 0 : -1;
    }

    private static boolean isLowerHeading(Table.Row row) {
        List<ColumnHeading> named = headings(row);
        long known = named.stream().filter(ColumnHeading::isKnown).count();
        long cells = row.cells().stream().filter(cell -> !cell.isBlank()).count();
        return texts(named) >= 2 && 2 * known > cells;
    }

    /** Returns whether a row beside it repeats the names of texts, so that they are values such as language codes. */
    private static boolean recurs(List<Table.Row> rows, int row) {
        List<ColumnHeading> named = headings(rows.get(row));
        return texts(named) >= 2
                && IntStream.of(row == 0 ? 1 : row - 1, row + 1)
                        .filter(other -> other < rows.size())
                        .mapToObj(rows::get)
                        .anyMatch(other -> IntStream.range(0, named.size())
                                        .filter(i -> named.get(i).column().isText())
                                        .allMatch(i -> rows.get(row).cell(i).equals(other.cell(i)))
                                && !other.cells().equals(rows.get(row).cells()));
    }

    /** Returns whether a column has a word in the first row and numbers below it, so that the word is its name. */
    private static boolean isNumbered(List<Table.Row> rows) {
        List<Table.Row> below = rows.subList(1, rows.size());
        return IntStream.range(0, rows.get(0).cells().size())
                .filter(i -> !rows.get(0).cell(i).isBlank()
                        && !TableColumns.ColumnContent.isNumber(rows.get(0).cell(i)))
                .mapToObj(i -> TableColumns.ColumnContent.of(below, i))
                .anyMatch(content -> content.isNumeric() && content.cells() >= Math.max(2, below.size() / 2));
    }

    private static List<ColumnHeading> headings(Table.Row row) {
        return row.cells().stream().map(ColumnHeading::of).toList();
    }

    /** Returns the number of different text columns that a row names. */
    static long texts(List<ColumnHeading> names) {
        return names.stream()
                .map(ColumnHeading::column)
                .filter(TableColumns.TableColumn::isText)
                .distinct()
                .count();
    }

    /**
     * Returns whether a row contains column names. A word and its translation name the same column, so a row of a
     * glossary names at most one kind in both languages.
     */
    static boolean isHeading(Table.Row row) {
        List<ColumnHeading> named = headings(row);
        if (texts(named) >= 2) {
            return true;
        }
        long others = named.stream()
                .filter(name -> name.isKnown() && !name.column().isText())
                .map(name -> name.column().kind() + " " + name.stage())
                .distinct()
                .count();
        List<String> cells =
                row.cells().stream().filter(cell -> !cell.isBlank()).toList();
        long known = named.stream().filter(ColumnHeading::isKnown).count();
        boolean isOneScript = cells.stream().allMatch(TableColumns.ColumnContent::isLatin)
                || cells.stream().allMatch(TableColumns.ColumnContent::isChinese);
        // A row such as "Sentence, 翻译" names the same pair of columns as "原文, 译文".
        boolean isPair =
                cells.size() == 2 && texts(named) == 1 && cells.stream().anyMatch(ColumnHeading::isFiller);
        return isPair
                || (texts(named) + others >= 2
                        && (cells.size() > 2 || isOneScript)
                        && 2 * known >= cells.size()
                        && cells.stream().noneMatch(TableColumns.ColumnContent::isNumber));
    }

    /** Collects the words of a heading. Not thread-safe. */
    private static final class Found {
        private final List<String> languages = new ArrayList<>();
        private final List<Word> words = new ArrayList<>();
        private Optional<TableColumns.TableColumn.Kind> kind = Optional.empty();
        private boolean isUnknown;

        void language(String code) {
            languages.add(code);
        }

        void word(String word) {
            if (KINDS.containsKey(word)) {
                kind = Optional.of(KINDS.get(word));
            } else if (LANGUAGES.containsKey(word) && (!WORDS.containsKey(word) || languages.isEmpty())) {
                languages.add(LANGUAGES.get(word));
            } else if (WORDS.containsKey(word)) {
                words.add(WORDS.get(word));
            } else {
                isUnknown = true;
            }
        }

        /** Adds the words of a run of Han characters, the longest first. */
        void han(String run) {
            int at = 0;
            while (at < run.length()) {
                int end = Math.min(run.length(), at + MAX_HAN);
                while (end > at + 1 && !isKnown(run.substring(at, end))) {
                    end--;
                }
                word(run.substring(at, end));
                at = end;
            }
        }

        private static boolean isKnown(String word) {
            return KINDS.containsKey(word) || LANGUAGES.containsKey(word) || WORDS.containsKey(word);
        }

        boolean isFiller() {
            return !isUnknown
                    && languages.isEmpty()
                    && kind.isEmpty()
                    && !words.isEmpty()
                    && words.stream().allMatch(word -> word == Word.FILLER);
        }

        ColumnHeading heading(String name) {
            if (isUnknown || (languages.isEmpty() && words.isEmpty() && kind.isEmpty())) {
                return unknown(name);
            }
            if (kind.isPresent() && kind.get() != TableColumns.TableColumn.Kind.ID) {
                return new ColumnHeading(TableColumns.TableColumn.of(kind.get()), Stage.UNNAMED, true);
            }
            if (words.contains(Word.OTHER) || kind.isPresent()) {
                return new ColumnHeading(TableColumns.TableColumn.property(name), Stage.UNNAMED, true);
            }
            if (!languages.isEmpty() || words.contains(Word.TRADITIONAL)) {
                return language().map(language -> text(language, stage())).orElseGet(() -> unknown(name));
            }
            return role().map(role -> new ColumnHeading(TableColumns.TableColumn.of(role), stage(), true))
                    .orElseGet(() -> new ColumnHeading(
                            TableColumns.TableColumn.property(name), stage(), stage() != Stage.UNNAMED));
        }

        private Stage stage() {
            if (words.contains(Word.REVIEWED)) {
                return Stage.REVIEWED;
            }
            return words.contains(Word.DRAFT) ? Stage.DRAFT : Stage.UNNAMED;
        }

        /** Returns the source or the target; empty if the heading names none or both. */
        private Optional<TableColumns.TableColumn.Kind> role() {
            if (words.contains(Word.SOURCE) == words.contains(Word.TARGET)) {
                return Optional.empty();
            }
            return Optional.of(
                    words.contains(Word.SOURCE)
                            ? TableColumns.TableColumn.Kind.SOURCE
                            : TableColumns.TableColumn.Kind.TARGET);
        }

        /** Returns the language; empty if the heading names two. */
        private Optional<Language> language() {
            List<Language> found = languages.stream()
                    .flatMap(code -> new LanguageCode(code).language().stream())
                    .toList();
            boolean isTraditional = words.contains(Word.TRADITIONAL);
            if (found.isEmpty()) {
                return isTraditional ? Optional.of(new Language("zh-TW")) : Optional.empty();
            }
            if (found.stream().anyMatch(language -> !language.isSameAs(found.get(0)))) {
                return translated(found);
            }
            // The code zh-CN says more than the word Chinese beside it.
            Language last = found.get(found.size() - 1);
            return Optional.of(last.isChinese() && isTraditional ? new Language("zh-TW") : last);
        }

        /** Returns the target language of a heading such as 汉译英 or {@code Chinese to English translation}. */
        private Optional<Language> translated(List<Language> found) {
            return found.size() == 2 && words.contains(Word.TARGET) && !words.contains(Word.SOURCE)
                    ? Optional.of(found.get(1))
                    : Optional.empty();
        }
    }
}
