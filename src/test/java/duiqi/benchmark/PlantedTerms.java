package duiqi.benchmark;

import duiqi.benchmark.PlantedFault.Planter;
import duiqi.glossary.Glossary;
import duiqi.glossary.TermEntry;
import duiqi.glossary.TermEntry.TermStatus;
import duiqi.text.Location;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Inserts wrong translations of terms and names. It works only from English into Chinese. */
final class PlantedTerms {
    private static final List<Term> TERMS = terms("""
            file 文件 档案; folder 文件夹 资料夹; user 用户 使用者; server 服务器 伺服器; network 网络 网路; software 软件 软体;
            hardware 硬件 硬体; program 程序 程式; database 数据库 资料库; link 链接 连结; cursor 光标 游标; font 字体 字型; password 密码 通行码;
            message 消息 讯息; object 对象 物件; variable 变量 变数; function 函数 函式; array 数组 阵列; string 字符串 字串; thread 线程 执行绪;
            module 模块 模组; window 窗口 视窗; menu 菜单 选单; screen 屏幕 萤幕; template 模板 范本; cache 缓存 快取; parameter 参数 引数;
            container 容器 货柜; cluster 集群 丛集; node 节点 结点; image 图像 影像; element 元素 元件; directory 目录 名录; query 查询 查寻
            """);
    private static final List<Term> NAMES = terms("""
            China 中国 支那; Japan 日本 扶桑; Germany 德国 得国; France 法国 佛国; Russia 俄罗斯 露西亚; Europe 欧洲 欧罗洲; London 伦敦 兰墩;
            Paris 巴黎 巴里; Beijing 北京 北平; Boston 波士顿 波斯顿; Australia 澳大利亚 奥大利亚; America 美国 米国; Tom 汤姆 托姆; Mary 玛丽 马利;
            Britain 英国 大英; India 印度 天竺; Canada 加拿大 坎拿大; Italy 意大利 义大利; New York 纽约 新约克; Chicago 芝加哥 诗家谷
            """);

    /**
     * Holds a term.
     *
     * @param other wrong translation; the glossary forbids it, unless the term is a name
     */
    private record Term(String english, String chinese, String other, Pattern word) {
        Term(String english, String chinese, String other) {
            this(english, chinese, other, Pattern.compile("(?<![A-Za-z_.<-])" + english + "s?(?![A-Za-z_.>-])"));
        }

        boolean isIn(String source, String target) {
            return target.contains(chinese)
                    && !target.contains(other)
                    && PlantedFault.matches(word, source).size() == 1
                    && target.indexOf(chinese) == target.lastIndexOf(chinese);
        }

        Optional<PlantedFault> replace(String target, String wrong) {
            int start = target.indexOf(chinese);
            return PlantedFault.replace(target, start, start + chinese.length(), wrong);
        }
    }

    private PlantedTerms() {}

    private static List<Term> terms(String list) {
        return Arrays.stream(list.strip().split(";\\s*"))
                .map(row -> {
                    int chinese = row.indexOf(' ', row.startsWith("New ") ? "New ".length() : 0);
                    String[] words = row.substring(chinese + 1).split(" ");
                    return new Term(row.substring(0, chinese), words[0], words[1]);
                })
                .toList();
    }

    /** Returns the planters by the kind of fault. */
    static Map<String, Planter> kinds() {
        Map<String, Planter> kinds = new LinkedHashMap<>();
        kinds.put("forbidden term", wrong(TERMS, term -> term.other));
        kinds.put("term missing", wrong(TERMS, term -> "事物"));
        kinds.put("name wrong", wrong(NAMES, term -> term.other));
        return kinds;
    }

    /** Replaces the translation of a term. */
    private static Planter wrong(List<Term> terms, Function<Term, String> replacement) {
        return (source, target, random) -> PlantedFault.random(in(terms, source, target), random)
                .flatMap(term -> term.replace(target, replacement.apply(term)));
    }

    private static List<Term> in(List<Term> terms, String source, String target) {
        return terms.stream().filter(term -> term.isIn(source, target)).toList();
    }

    /** Returns a glossary of all terms and names. */
    static Glossary glossary() {
        List<TermEntry> entries = new ArrayList<>();
        for (Term term : TERMS) {
            entries.add(entry(term, term.chinese, TermStatus.PREFERRED, "term"));
            entries.add(entry(term, term.other, TermStatus.FORBIDDEN, "term"));
        }
        NAMES.forEach(name -> entries.add(entry(name, name.chinese, TermStatus.PREFERRED, "name")));
        return new Glossary(entries);
    }

    private static TermEntry entry(Term term, String chinese, TermStatus status, String type) {
        return new TermEntry(
                term.english,
                chinese,
                term.english,
                status,
                new TermEntry.Details(type, "noun", "", List.of(), ""),
                new Location("planted.csv", 1, 1));
    }
}
