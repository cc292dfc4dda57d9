package duiqi.check.repetition;

import duiqi.lexicon.Han;
import java.util.BitSet;
import java.util.List;
import java.util.Set;

/** Lists the words and characters that Chinese repeats, and those that it does not. */
final class Reduplication {
    /** Characters that Chinese does not repeat: function words, pronouns and auxiliary verbs. */
    static final BitSet UNREPEATED = new BitSet();

    static {
        "的了着们和在是与及或被把为对从将就也都而以于但并若因由向让使这那其到得我你他她它您有该可会能请要来给跟至则且即所已还又只更很此些"
                .chars()
                .forEach(UNREPEATED::set);
    }

    private static final String NUMBERS = "零〇一二三四五六七八九十百千万亿两";

    /** First characters of emphatic phrases: 太长太长, 成堆成堆. */
    private static final String EMPHATIC = "太很好真超成几半第";

    /** Last characters of compounds that begin with the second copy: 反射反射率. */
    static final String COMPOUNDING = "率器者员性值项机符式数型组名";

    /** Particles that follow a word, so that only the next word explains a repetition: 了|了解. */
    static final String SUFFIXES = "了着们";

    /** Characters before 的 that make a word: 目的|的. */
    static final String BEFORE_DE = "目标";

    /** Characters after 的 that make a word: 的|的确. */
    static final String AFTER_DE = "确士黎哥姐";

    /** Verbs and adjectives that Chinese repeats as a whole, for a short try or for emphasis. */
    private static final Set<String> WORDS =
            Set.of(("研究 讨论 学习 考虑 商量 打听 了解 休息 参观 介绍 练习 准备 复习 锻炼 打扫 收拾 整理 检查 观察 思考 反省 回忆 回顾 总结 琢磨 体会 体验 感受 欣赏 享受 尝试 试验 "
                            + "比较 对比 分析 解释 交流 沟通 切磋 探讨 商讨 协商 合计 估计 估算 盘算 打算 布置 调整 调理 调节 改进 改善 改造 修改 修理 修整 "
                            + "装修 装饰 打扮 化妆 梳理 清理 清洗 清洁 洗刷 擦洗 冲洗 晾晒 放松 轻松 高兴 热闹 开心 快活 舒服 痛快 凉快 暖和 精神 漂亮 干净 清静 安静 认识 熟悉 "
                            + "接触 联系 联络 照顾 照料 关心 帮助 鼓励 鼓舞 教育 教训 批评 表扬 夸奖 评论 议论 评价 点评 请教 指教 指点 指导 辅导 启发 开导 劝说 劝导 安慰 "
                            + "慰问 问候 拜访 走访 采访 考察 调查 摸索 探索 寻找 翻译 阅读 朗读 背诵 散步 溜达 走动 摇晃 哆嗦 嘀咕 唠叨 念叨 张罗 应付 "
                            + "对付 招待 招呼 伺候 服侍 孝敬 意思 考验 历练 磨炼 磨练 温习 演习 演练 排练 宣传 普及 推广 表现 展示 炫耀 见识 领教 领略 品尝 品味 玩味 "
                            + "雪白 冰凉 通红 漆黑 笔直 火热 滚烫 碧绿 乌黑 瓦蓝 许多 好多 哗啦 咔嚓 叮咚 扑通 咕噜 叽喳 嘀嗒 滴答 轰隆 呼噜 什么 一样 讨厌")
                    .split(" "));

    /** Words that can follow a list. */
    static final Set<String> FOLLOWERS =
            Set.of("是", "都", "也", "等", "将", "会", "不", "在", "能", "可以", "已", "已经", "均", "应", "应该", "必须", "需要");

    /** Prefixes that make another word of the first copy: 非自主性和自主性. */
    static final Set<String> PREFIXES = Set.of("非 不 无 未 子 主 副 新 旧 大 小 前 后 多 单 双 半 超 微 亚 反 总 元 软 硬".split(" "));

    /** Words after a repetition that Chinese needs: 两种或两种以上, 点与点之间. */
    static final List<String> RANGES = List.of("以上", "以下", "以内", "以外", "之间", "之前", "之后", "间");

    /** Words that a list repeats on purpose: 人与人, 点与点. */
    private static final Set<String> LISTED = Set.of(
            "人", "国", "心", "点", "你", "我", "他", "她", "它", "家", "天", "面", "端", "我们", "你们", "他们", "其", "唔", "嗯", "哦", "啊",
            "哈", "的", "大", "小", "好", "一");

    private Reduplication() {}

    /** Returns whether a repeated character is one half of a word like 高高兴兴 or 断断续续. */
    static boolean isPaired(String text, int i) {
        return (i >= 2 && isPair(text, i - 2)) || (i + 3 < text.length() && isPair(text, i + 2));
    }

    private static boolean isPair(String text, int i) {
        return Han.is(text.charAt(i)) && text.charAt(i) == text.charAt(i + 1);
    }

    /** Returns whether Chinese repeats a phrase: a word of the list, or a number with its measure, as in 一步一步. */
    static boolean isPhrase(String phrase) {
        return WORDS.contains(phrase)
                || phrase.charAt(0) == '的'
                || NUMBERS.indexOf(phrase.charAt(0)) >= 0
                || EMPHATIC.indexOf(phrase.charAt(0)) >= 0
                || phrase.chars().distinct().count() == 1;
    }

    static boolean isListed(String word) {
        return LISTED.contains(word);
    }
}
