package duiqi.benchmark;

import duiqi.index.MarkovMemory;
import duiqi.index.UnitSide;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Measures {@code duiqi serve} with a memory of generated units and, by default, eight clients at the same time. The clients
 * look up its sentences with 5 to 40 % of their tokens changed (minimum score 70 %, five best), and sometimes add a pair.
 * Before, one client sends these sentences with the requests of OmegaT. Clients and server share the machine.
 */
final class ServeSpeed {
    private static final int CLIENTS = 8;
    private static final int SENTENCES = 4_000;
    private static final int TRANSLATIONS = 1_000;
    private static final int WARM_UP = 100;
    private static final int EVERY = 50;

    private ServeSpeed() {}

    /**
     * Prints percentiles.
     *
     * @param arguments number of units, "." for a million; then, if given, seconds, default 30; the path before the text,
     *     for example {@code search?q=}; the number of clients
     */
    public static void main(String[] arguments) throws Exception {
        Bench bench = new Bench(ServeSpeed.class, arguments);
        int units = bench.nextNumber(1_000_000);
        int seconds = bench.nextNumber(30);
        String path = bench.next("api/v1/lookup?text=");
        int clients = bench.nextNumber(CLIENTS);
        Bench.inFolder(folder -> {
            Path tm = Files.createDirectory(folder.resolve("tm"));
            List<String> texts = write(units, tm.resolve("made-up.tmx"));
            ServedProcess server = ServedProcess.start(tm, folder.resolve("printed"), "1g");
            try {
                Requests requests = new Requests();
                requests.setServer(server);
                translate(texts, requests);
                run(texts, seconds, path, clients, requests);
                requests.print(bench);
                bench.say("together   %.1f requests a second", requests.count() / (double) seconds);
            } finally {
                server.kill();
            }
        });
    }

    /** Writes the memory, and returns texts to look up. */
    private static List<String> write(int units, Path file) throws IOException {
        List<String> texts = new ArrayList<>();
        MarkovMemory editor = new MarkovMemory(MadeUpMemory.SEED + 1);
        int every = Math.max(1, units / SENTENCES);
        int[] made = {0};
        MadeUpMemory.write(units, file, Optional.empty(), unit -> {
            if (made[0]++ % every == 0 && texts.size() < SENTENCES) {
                UnitSide side = texts.size() % 2 == 0 ? UnitSide.SOURCE : UnitSide.TARGET;
                texts.add(editor.edited(unit, side, 0.05 + 0.35 * (texts.size() % 101) / 100));
            }
        });
        return texts;
    }

    /** Sends the requests of OmegaT one after the other, as for a translator who goes from segment to segment. */
    private static void translate(List<String> texts, Requests requests) throws IOException {
        for (int i = 0; i < Math.min(TRANSLATIONS, texts.size()); i++) {
            String pair = i % 2 == 0 ? "zh%7Cen_US" : "en_US%7Czh";
            requests.get(
                    i < WARM_UP ? "warm-up" : "OmegaT",
                    "translate?q=" + Requests.encoded(texts.get(i)) + "&markUnknown=no&langpair=" + pair + "&key=");
        }
    }

    private static void run(List<String> texts, int seconds, String path, int clients, Requests requests)
            throws Exception {
        long end = System.nanoTime() + seconds * 1_000_000_000L;
        ExecutorService threads = Executors.newFixedThreadPool(clients);
        List<Future<?>> running = new ArrayList<>();
        for (int client = 0; client < clients; client++) {
            int own = client;
            running.add(threads.submit(() -> {
                for (int i = 0; System.nanoTime() < end; i++) {
                    if (i % EVERY == EVERY - 1) {
                        requests.add(201, "客户" + own + "的第" + i + "句", "sentence " + i + " of client " + own);
                    } else {
                        String text = texts.get((own * (SENTENCES / clients) + i) % texts.size());
                        requests.text(i < WARM_UP ? "warm-up" : "lookup", path + Requests.encoded(text));
                    }
                }
                return true;
            }));
        }
        for (Future<?> client : running) {
            client.get();
        }
        threads.shutdown();
    }
}
