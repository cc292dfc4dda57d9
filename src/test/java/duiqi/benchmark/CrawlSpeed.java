package duiqi.benchmark;

import com.sun.management.OperatingSystemMXBean;
import duiqi.corpus.CorpusRun;
import duiqi.corpus.CorpusSession;
import duiqi.corpus.PairRun;
import duiqi.corpus.crawl.WarcFile;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Measures the speed of {@code duiqi corpus pair} with one task at a time. It prints the pages a second of each stage and
 * of the whole run, by elapsed time and by processor time of the process.
 */
final class CrawlSpeed {
    private static final double NANOS = 1e9;
    private static final double MEGA = 1e6;

    private CrawlSpeed() {}

    /**
     * Runs the measurement.
     *
     * @param arguments a WARC file, a folder of WARC files, or a folder of HTML pages, which it packs into a WARC file; then
     *     how often the folder is packed, each time under another address and with another text
     */
    public static void main(String[] arguments) throws IOException {
        List<String> words = List.of(String.join(" ", arguments).split(" "));
        Path folder = Files.createTempDirectory("crawl-speed");
        try {
            Path input = Path.of(words.get(0));
            List<Path> pages = pages(input);
            if (!pages.isEmpty()) {
                Path warc = folder.resolve("pages.warc.gz");
                pack(input, pages, warc, words.size() > 1 ? Integer.parseInt(words.get(1)) : 1);
                input = warc;
            }
            Machine.print(System.out, "CrawlSpeed " + String.join(" ", words));
            run(input, folder.resolve("output"));
        } finally {
            try (Stream<Path> all = Files.walk(folder)) {
                for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            }
        }
    }

    private static List<Path> pages(Path input) throws IOException {
        try (Stream<Path> files = Files.walk(input)) {
            return files.filter(file -> file.toString().endsWith(".html"))
                    .sorted()
                    .toList();
        }
    }

    private static void pack(Path folder, List<Path> pages, Path warc, int times) throws IOException {
        long bytes = 0;
        try (WarcFile file = new WarcFile(warc)) {
            for (int time = 0; time < times; time++) {
                for (Path page : pages) {
                    String html = Files.readString(page);
                    bytes += html.length();
                    file.page(
                            "https://site" + time + ".example.org/" + folder.relativize(page),
                            html.replace("</p>", " " + time + ".</p>"));
                }
            }
        }
        say("%d pages, %.1f MB of HTML, %.1f MB of WARC", times * pages.size(), bytes / MEGA, Files.size(warc) / MEGA);
    }

    /** Holds the times at the end of a stage. */
    private record Mark(String stage, long elapsed, long processor) {
        static Mark now(String stage) {
            OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
            return new Mark(stage, System.nanoTime(), system.getProcessCpuTime());
        }
    }

    private static void run(Path input, Path output) throws IOException {
        List<Mark> marks = new ArrayList<>();
        CorpusRun.CorpusListener listener = new CorpusRun.CorpusListener() {
            @Override
            public void progress(String stage, int done, int parts) {}

            @Override
            public void done(CorpusRun.CorpusListener.StageFigures figures) {
                marks.add(Mark.now(figures.stage()));
            }
        };
        PairRun.Settings settings =
                new PairRun.Settings(input.toString(), output.toString(), PairRun.Settings.FOLDER, 0.5, "benchmark");
        try (CorpusSession session = CorpusSession.open(Optional.of("local[1]"))) {
            marks.add(Mark.now("start"));
            PairRun.PairSummary summary = new PairRun(session, settings, Clock.systemUTC(), listener).run();
            say("%s", summary);
            say("  %-24s %9s %9s %9s %9s", "stage", "seconds", "pages/s", "cpu s", "pages/cpu s");
            for (int k = 1; k < marks.size(); k++) {
                print(marks.get(k - 1), marks.get(k), marks.get(k).stage(), summary.pages());
            }
            print(marks.get(0), marks.get(marks.size() - 1), "all", summary.pages());
        }
    }

    private static void print(Mark from, Mark to, String name, long pages) {
        double elapsed = (to.elapsed() - from.elapsed()) / NANOS;
        double processor = (to.processor() - from.processor()) / NANOS;
        say("  %-24s %9.1f %9.1f %9.1f %9.1f", name, elapsed, pages / elapsed, processor, pages / processor);
    }

    private static void say(String form, Object... values) {
        System.out.printf(Locale.ROOT, form + "%n", values);
    }
}
