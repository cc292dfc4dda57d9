package duiqi.benchmark;

import duiqi.exchange.ExchangeFormat;
import duiqi.exchange.Omissions;
import duiqi.exchange.Pairs;
import duiqi.exchange.Table;
import duiqi.exchange.UnitReader;
import duiqi.exchange.UnitReader.ReaderSettings;
import duiqi.text.Direction;
import duiqi.text.FormatException;
import duiqi.text.Language;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Measures how often duiqi finds the Chinese and the English column of a table. Makes tables from the pairs of files, in
 * both orders, with names of columns as people write them or without, and with columns of ids, notes, drafts and states.
 */
public final class TableColumnsAccuracy {
    /** Names of the Chinese and the English column, of their revision, and of other columns with the kind of their cells. */
    private static final List<String> NAMES = lines("""
            中文|英文; 中文|English; Chinese|English; zh|en; zh-CN|en-US; zh_CN|en_US; ZH_CN|EN_US; CN|EN; CHS|ENU; 简体中文|英语;
            Chinese (Simplified)|English (UK); Simplified Chinese|English; 汉语|英语; term_zh|term_en; 中文内容|英文内容;
            Chinese text|English text; 原文（中文）|译文（英文）; zh-Hans|en; schinese|english; 中|英""");

    private static final List<String> ROLES = lines("""
            原文|译文; Source|Target; 源语言|目标语言; Source text|Translation; source|target; Original|Translation; 原句|译句""");

    private static final List<String> DRAFTS = lines("""
            译文|审校后译文; 初稿|终稿; MT|Reviewed; 英文（机翻）|英文（审校后）; Translation|Final translation; 机翻|人工译文审定""");

    private static final List<String> OTHERS = lines("""
            序号:n; ID:n; No.:n; #:n; key:k; keys:k; Key:k; String ID:k; 备注:z; Notes:e; Comments:e; Remark:z; 状态:s; Status:t;
            日期:d; Date:d; 译者:u; 审校:u; 文件名:k; Context:k; 领域:s; 日文:j; 拼音:p; Score:n""");

    private static List<String> lines(String list) {
        return List.of(list.split(";\\s+"));
    }

    private final Random random;
    private final List<String[]> pairs;

    private TableColumnsAccuracy(List<String[]> pairs, long seed) {
        this.pairs = pairs;
        this.random = new Random(seed);
    }

    /** Prints the results for each kind of table. */
    public static void main(String[] arguments) throws IOException {
        Bench bench = new Bench(TableColumnsAccuracy.class, arguments);
        int tables = bench.nextNumber(1000);
        List<List<String[]>> files = new ArrayList<>();
        for (Path file : bench.paths()) {
            files.add(CheckedTexts.units(file, Direction.INTO_ENGLISH).stream()
                    .map(unit -> new String[] {unit.chinese(), unit.english()})
                    .toList());
        }
        SortedMap<String, int[]> results = new TreeMap<>();
        for (int k = 0; k < tables; k++) {
            new TableColumnsAccuracy(files.get(k % files.size()), k).measure(results);
        }
        results.forEach((kind, counts) ->
                bench.say("%-32s right %4d  wrong %3d  refused %4d", kind, counts[0], counts[1], counts[2]));
    }

    private <T> T one(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }

    private void measure(SortedMap<String, int[]> results) throws IOException {
        String kind = one(List.of("names of languages", "source and target", "no names", "revision", "unknown names"));
        boolean isChineseSource = random.nextBoolean();
        int size = 4 + random.nextInt(40);
        int start = random.nextInt(Math.max(1, pairs.size() - size));
        List<String[]> rows = pairs.subList(start, Math.min(pairs.size(), start + size));
        List<String> columns = new ArrayList<>(columns(kind, isChineseSource));
        int others = random.nextInt(4);
        for (int i = 0; i < others; i++) {
            columns.add(random.nextInt(columns.size() + 1), one(OTHERS));
        }
        List<List<String>> table = new ArrayList<>();
        if (!kind.equals("no names")) {
            table.add(columns.stream()
                    .map(column -> column.replaceFirst(":.$", ""))
                    .toList());
        }
        for (int i = 0; i < rows.size(); i++) {
            int row = i;
            table.add(columns.stream()
                    .map(column -> cell(column.charAt(column.length() - 1), rows.get(row), row))
                    .toList());
        }
        int result = result(table, rows);
        for (String name : List.of(kind, "of all tables")) {
            results.computeIfAbsent(name, first -> new int[3])[result]++;
        }
    }

    /** Returns the names of the text columns, with Z for Chinese texts, E for English texts, and D for drafts. */
    private List<String> columns(String kind, boolean isChineseSource) {
        String[] names = one(kind.equals("names of languages") ? NAMES : ROLES).split("\\|");
        if (kind.equals("unknown names") || kind.equals("no names")) {
            names = new String[] {"A栏", "B栏"};
        }
        if (kind.equals("revision")) {
            String[] versions = one(DRAFTS).split("\\|");
            return List.of(one(List.of("原文", "Source", "中文")) + ":Z", versions[0] + ":D", versions[1] + ":E");
        }
        boolean areRoles = kind.equals("source and target");
        List<String> columns = new ArrayList<>(List.of(
                names[areRoles && !isChineseSource ? 1 : 0] + ":Z",
                names[areRoles && !isChineseSource ? 0 : 1] + ":E"));
        if (random.nextBoolean()) {
            Collections.reverse(columns);
        }
        return columns;
    }

    private String cell(char kind, String[] pair, int row) {
        return switch (kind) {
            case 'Z' -> pair[0];
            case 'E' -> pair[1];
            case 'D' -> row % 3 == 0 ? pair[1] : "Draft of " + pair[1];
            case 'n' -> Integer.toString(row + 1);
            case 'k' -> "menu.item." + row;
            case 'z' -> row % 4 == 0 ? "请核对术语" : "";
            case 'e' -> row % 5 == 0 ? "Please check the term" : "";
            case 's' -> row % 2 == 0 ? "已审校" : "未翻译";
            case 't' -> row % 2 == 0 ? "Approved" : "New";
            case 'd' -> "2026-11-" + (10 + row % 20);
            case 'u' -> row % 3 == 0 ? "张三" : "李四";
            case 'j' -> "これは" + row + "番目の文です。";
            default -> "shuǐ";
        };
    }

    /** Returns 0 if all pairs are read, 1 if others are read, 2 if the table is refused. */
    private int result(List<List<String>> table, List<String[]> rows) throws IOException {
        Table.Form form = one(List.of(Table.Form.CSV, Table.Form.TSV, Table.Form.XLSX));
        Path file = Files.createTempFile("table", form.extensions().get(0));
        try (OutputStream out = Files.newOutputStream(file)) {
            Table.Output output = form.begin(out, Instant.EPOCH, new Omissions());
            for (List<String> row : table) {
                output.write(row);
            }
            output.finish();
        }
        List<String> read = new ArrayList<>();
        ReaderSettings settings = new ReaderSettings(Language.CHINESE, Language.ENGLISH, damage -> {});
        try (UnitReader reader = ExchangeFormat.named(form.name().toLowerCase(Locale.ROOT))
                .orElseThrow()
                .open(file, settings)) {
            Pairs extractor = new Pairs("table");
            for (var unit = reader.next(); unit.isPresent(); unit = reader.next()) {
                extractor
                        .of(unit.get())
                        .forEach(pair -> read.add(
                                pair.source().text() + "\t" + pair.target().text()));
            }
        } catch (FormatException refused) {
            return 2;
        } finally {
            Files.delete(file);
        }
        List<String> expected = rows.stream().map(row -> row[0] + "\t" + row[1]).toList();
        long right = IntStream.range(0, Math.min(read.size(), expected.size()))
                .filter(i -> Optional.of(read.get(i)).equals(Optional.of(expected.get(i))))
                .count();
        return right == expected.size() && read.size() == right ? 0 : 1;
    }
}
