package duiqi.benchmark;

import duiqi.corpus.LocalSpark;
import duiqi.corpus.crawl.PagePairing;
import duiqi.corpus.crawl.PageReading.CrawledPage;
import duiqi.document.DocumentReader.Input;
import duiqi.document.Documents;
import duiqi.lexicon.Han;
import duiqi.text.FormatException;
import duiqi.text.Paragraph;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Measures which pages of bilingual sites pair with which, or learns the weights of the evidence.
 *
 * <p>The first argument is a folder with {@code SITE/en/NAME} and {@code SITE/zh/NAME}; pages with the same name are
 * translations. The second argument is {@code measure} or {@code learn}. Each site is a sample of at most 150 translated pages, and 150
 * pages of each language without a translation. Pages have no links and no dates.
 *
 * <p>The published figures are for these folders of packages of Debian 13 and npm. The language is removed from the names of
 * files, and {@code title} is replaced by {@code h1} in the pages of GNOME ({@code .page}), which become {@code .html}:
 *
 * <ul>
 *   <li>libreoffice: libreoffice-help-en-us and -zh-cn, {@code help/en-US/text} and {@code help/zh-CN/text}
 *   <li>gimp: gimp-help-en and -zh-cn, {@code 3.0/help}; kicad: kicad-doc-en and -zh, {@code kicad/help}
 *   <li>lilypond: lilypond-doc-html and -zh, {@code Documentation}; handbook: debian-handbook, {@code html}
 *   <li>installation: installation-guide-amd64; reference: debian-reference-en and -zh-cn, {@code docs}
 *   <li>maint-guide: maint-guide and -zh-cn, {@code html}; faq: debian-faq and -zh-cn, {@code FAQ}, English as
 *       {@code *.en.html}; policy: debian-policy and -zh-cn, {@code policy.html}
 *   <li>kernel: linux-doc-6.12, {@code html} and {@code html/translations/zh_CN}
 *   <li>gnome, evolution, gedit: gnome-user-docs, evolution-common, gedit-common, {@code help/C} and {@code help/zh_CN}
 *   <li>javascripting@2.7.4, {@code problems}; learnyounode@4.2.2 and expressworks@3.4.3, {@code exercises};
 *       git-it@1.6.9, {@code guide/challenges} and {@code guide/challenges-zhtw}; node-red: @node-red/nodes@5.0.7,
 *       {@code locales}, HTML
 * </ul>
 */
final class PagePairs {
    private static final double LEFT_OUT = 0.3;
    private static final int SAMPLE = 150;
    private static final double PENALTY = 0.5;
    private static final String ALL = "of all sites";

    private PagePairs() {}

    public static void main(String[] arguments) throws IOException {
        Bench bench = new Bench(PagePairs.class, arguments);
        List<Read> pages = numbered(read(Path.of(bench.next("."))));
        SparkSession spark = LocalSpark.session();
        if (bench.take("learn")) {
            learn(bench, spark, pages);
        } else {
            for (Addresses addresses : Addresses.values()) {
                for (double leftOut : new double[] {0, LEFT_OUT}) {
                    bench.say("%n%s addresses, %.0f %% of the pages left out", addresses, 100 * leftOut);
                    report(bench, spark, kept(pages, leftOut), addresses);
                }
            }
        }
        spark.stop();
    }

    /** Lists what the addresses of the pages say. */
    enum Addresses {
        /** The address names the page and, in one of five ways, its language. */
        TELLING,
        /** The address names the language and a number. The numbers of the two languages are independent. */
        NUMBERED,
        /** The address is arbitrary. */
        OPAQUE
    }

    private static List<Read> kept(List<Read> pages, double leftOut) {
        return pages.stream().filter(page -> page.isKept(leftOut)).toList();
    }

    /** Holds a page of the set: its site, language, name, text, and its number among the pages of its language. */
    record Read(String site, String language, String name, List<String> paragraphs, int number) {
        boolean isKept(double leftOut) {
            return hash(site + language + name) >= leftOut;
        }

        private static double hash(String text) {
            long mixed = text.hashCode() * 0x9E3779B97F4A7C15L;
            return (((mixed ^ (mixed >>> 29)) * 0xBF58476D1CE4E5B9L) >>> 11) * 0x1p-53;
        }

        String key() {
            return site + "/" + name;
        }

        /** Returns an address in the style of the site. */
        String address(Addresses addresses) {
            String host = site + ".example";
            if (addresses != Addresses.TELLING) {
                return "https://"
                        + host
                        + (addresses == Addresses.NUMBERED
                                ? "/" + language + "/" + number
                                : "/" + Long.toHexString((long) (hash(language + name) * 0x1p52)));
            }
            boolean isChinese = language.equals("zh");
            int dot = name.lastIndexOf('.');
            return "https://"
                    + switch (Math.floorMod(site.hashCode(), 5)) {
                        case 0 -> host + (isChinese ? "/zh-CN/" : "/en-US/") + name;
                        case 1 ->
                            host + "/" + name.substring(0, dot) + (isChinese ? ".zh-cn" : ".en") + name.substring(dot);
                        case 2 -> (isChinese ? "cn." : "www.") + host + "/" + name;
                        case 3 -> host + "/" + name + (isChinese ? "?lang=zh" : "?lang=en");
                        default -> host + (isChinese ? "/chinese/" : "/") + name;
                    };
        }

        CrawledPage page(Addresses addresses) {
            return new CrawledPage(address(addresses), key(), Optional.empty(), language, paragraphs, List.of());
        }
    }

    static List<Read> read(Path folder) throws IOException {
        List<Read> pages = new ArrayList<>();
        try (Stream<Path> sites = Files.list(folder)) {
            for (Path site : sites.sorted().toList()) {
                read(folder, site, pages);
            }
        }
        return pages;
    }

    private static Set<String> names(Path side) throws IOException {
        return Bench.files(side, ".*").stream()
                .map(file -> side.relativize(file).toString())
                .collect(Collectors.toSet());
    }

    private static Read page(Map<String, Read> byAddress, Row row, String column) {
        return Objects.requireNonNull(byAddress.get(row.<String>getAs(column)));
    }

    private static void read(Path folder, Path site, List<Read> pages) throws IOException {
        Map<String, Set<String>> names = new TreeMap<>();
        for (String side : List.of("en", "zh")) {
            names.put(side, names(site.resolve(side)));
        }
        for (Map.Entry<String, Set<String>> named : names.entrySet()) {
            String side = named.getKey();
            Map<Boolean, List<String>> byTranslation = named.getValue().stream()
                    .sorted(Comparator.comparingDouble((String name) -> Read.hash(site.getFileName() + name))
                            .thenComparing(name -> name))
                    .collect(Collectors.partitioningBy(
                            name -> names.values().stream().allMatch(all -> all.contains(name))));
            List<Path> sample = byTranslation.values().stream()
                    .flatMap(list -> list.stream().limit(SAMPLE))
                    .map(name -> site.resolve(side).resolve(name))
                    .toList();
            for (Path file : sample) {
                Path name = folder.relativize(file);
                List<String> paragraphs = paragraphs(file);
                String language = name.getName(1).toString();
                String text = String.join("", paragraphs);
                boolean isChinese = Han.count(text) * 5 > text.length();
                if (!paragraphs.isEmpty() && isChinese == language.equals("zh")) {
                    pages.add(new Read(
                            name.getName(0).toString(),
                            language,
                            name.subpath(2, name.getNameCount()).toString(),
                            paragraphs,
                            0));
                }
            }
        }
    }

    private static List<Read> numbered(List<Read> pages) {
        Map<String, Integer> next = new HashMap<>();
        return pages.stream()
                .sorted(Comparator.comparingDouble(page -> Read.hash(page.language + page.name)))
                .map(page -> new Read(
                        page.site,
                        page.language,
                        page.name,
                        page.paragraphs,
                        next.merge(page.site + page.language, 1, Integer::sum)))
                .toList();
    }

    /**
     * Prints the weights of all sites, and the calibration of weights that were learned on other sites. Each site has the
     * same total weight to the power of one half, so that a large site does not decide.
     */
    private static void learn(Bench bench, SparkSession spark, List<Read> pages) {
        Map<String, List<Regression.Example>> sites = new TreeMap<>();
        for (Addresses addresses : Addresses.values()) {
            for (double leftOut : new double[] {0, LEFT_OUT}) {
                List<Read> kept = kept(pages, leftOut);
                Map<String, Read> byAddress = byAddress(kept, addresses);
                for (Row row :
                        PagePairing.candidates(table(spark, kept, addresses)).collectAsList()) {
                    Read zh = page(byAddress, row, PagePairing.CHINESE_ADDRESS);
                    double[] values = row.<Double>getList(row.fieldIndex(PagePairing.VALUES)).stream()
                            .mapToDouble(Double::doubleValue)
                            .toArray();
                    boolean isTrue = zh.key()
                            .equals(page(byAddress, row, PagePairing.ENGLISH_ADDRESS)
                                    .key());
                    sites.computeIfAbsent(zh.site, site -> new ArrayList<>())
                            .add(new Regression.Example(values, isTrue, 1));
                }
                spark.catalog().clearCache();
            }
        }
        sites.replaceAll((site, all) -> all.stream()
                .map(each -> new Regression.Example(each.values(), each.isTrue(), 10 / Math.sqrt(all.size())))
                .toList());
        Regression.Calibration calibration = new Regression.Calibration();
        sites.forEach((held, own) -> {
            double[] weights = Regression.weights(
                    sites.entrySet().stream()
                            .filter(site -> !site.getKey().equals(held))
                            .flatMap(site -> site.getValue().stream())
                            .toList(),
                    PENALTY);
            own.forEach(each -> calibration.add(Regression.probability(weights, each.values()), each.isTrue()));
        });
        calibration.print(bench);
        double[] weights =
                Regression.weights(sites.values().stream().flatMap(List::stream).toList(), PENALTY);
        for (PagePairing.Evidence evidence : PagePairing.Evidence.values()) {
            bench.say("%s(%.2f),", evidence, weights[evidence.index()]);
        }
    }

    private static Map<String, Read> byAddress(List<Read> pages, Addresses addresses) {
        return pages.stream().collect(Collectors.toMap(page -> page.address(addresses), page -> page));
    }

    private static Dataset<Row> table(SparkSession spark, List<Read> pages, Addresses addresses) {
        return spark.createDataFrame(
                        pages.stream().map(page -> page.page(addresses).row()).toList(), CrawledPage.SCHEMA)
                .repartition(4);
    }

    private static List<String> paragraphs(Path file) throws IOException {
        try {
            return Documents.withoutComments(Documents.readArticle(
                            new Input(file.toString(), Files.readAllBytes(file), Optional.empty())))
                    .paragraphs()
                    .stream()
                    .map(Paragraph::text)
                    .toList();
        } catch (FormatException rejected) {
            return List.of();
        }
    }

    private static void report(Bench bench, SparkSession spark, List<Read> pages, Addresses addresses) {
        Map<String, Read> byAddress = byAddress(pages, addresses);
        Dataset<Row> table = table(spark, pages, addresses);
        long start = Bench.processTime();
        List<Row> pairs = PagePairing.pairs(table, 0.5).collectAsList();
        spark.catalog().clearCache();
        double seconds = (Bench.processTime() - start) / 1e9;
        // Translated pages, pairs and right pairs of each site
        Map<String, int[]> counts = new TreeMap<>(Map.of(ALL, new int[3]));
        Set<String> chinese = new HashSet<>();
        pages.stream().filter(page -> page.language.equals("zh")).forEach(page -> chinese.add(page.key()));
        pages.stream()
                .filter(page -> page.language.equals("en") && chinese.contains(page.key()))
                .forEach(page -> count(counts, page.site, 0));
        Regression.Calibration calibration = new Regression.Calibration();
        for (Row pair : pairs) {
            Read zh = page(byAddress, pair, PagePairing.CHINESE_ADDRESS);
            boolean isTrue = zh.key()
                    .equals(page(byAddress, pair, PagePairing.ENGLISH_ADDRESS).key());
            count(counts, zh.site, 1);
            if (isTrue) {
                count(counts, zh.site, 2);
            }
            calibration.add(pair.<Double>getAs(PagePairing.PROBABILITY), isTrue);
        }
        bench.say("| site | pairs | recall | precision |%n|---|---|---|---|");
        counts.forEach((site, count) -> bench.say(
                "| %s | %d | %.3f | %.3f |",
                site, count[0], (double) count[2] / Math.max(1, count[0]), (double) count[2] / Math.max(1, count[1])));
        bench.say("%.1f pages a second of processor time", pages.size() / seconds);
        calibration.print(bench);
    }

    private static void count(Map<String, int[]> counts, String site, int column) {
        for (String name : List.of(site, ALL)) {
            counts.computeIfAbsent(name, first -> new int[3])[column]++;
        }
    }
}
