package duiqi.faults;

import duiqi.server.PageClient;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/**
 * Kills both servers while they handle write requests, at random times evenly distributed over their start and the
 * requests. The next run, which is killed again, must contain all acknowledged data. The memory must always be intact.
 * Not thread-safe.
 */
final class ServerKills {
    private static final Pattern REVIEW = Pattern.compile("review page: (http://\\S+#token=\\S+)");
    private static final Pattern SERVE = Pattern.compile("at (http://\\S+/); press Ctrl\\+C to stop");
    private static final String DOCUMENT = "/api/documents/1";

    /** Longest duration of the requests, relative to the start time of the server. */
    private static final double REQUEST_SHARE = 0.5;

    private static final int STEPS_PER_SAVE = 5;

    private final Installation program;
    private final Path place;
    private final Random random;
    private final List<String> losses = new ArrayList<>();
    private final List<String> added = new ArrayList<>();
    private long start;
    private int answered;
    private int killed;
    private int asked;
    private int round;

    /**
     * Creates the test.
     *
     * @param place a copy of the sample project
     */
    ServerKills(Installation program, Path place, Random random) {
        this.program = program;
        this.place = place;
        this.random = random;
    }

    /** Sends requests to a server until it is killed. */
    @FunctionalInterface
    private interface Requests {
        void send(PageClient client) throws IOException;
    }

    Outcome review(int times) throws IOException, InterruptedException {
        begin();
        List<String> command = List.of("review", "--no-browser", "--port", "0", "tm/messy.tmx");
        finish(command, REVIEW, this::version);
        while (killed < times) {
            kill(command, REVIEW, client -> {
                int version = version(client);
                for (int base = version; ; base++) {
                    client.post(
                            200,
                            DOCUMENT + "/operations",
                            "{\"base\":" + base + ",\"kind\":\"confirm\",\"beads\":[\"b1\"],\"confirmed\":"
                                    + (base % 2 == 0) + "}");
                    answered = base + 1;
                    if (answered % STEPS_PER_SAVE == 0) {
                        client.save("{\"merge\":false}");
                    }
                }
            });
            requireWhole(place.resolve("tm/messy.tmx"));
        }
        finish(command, REVIEW, this::version);
        return Outcome.ofKills("review", killed, asked, losses);
    }

    private void begin() {
        losses.clear();
        killed = 0;
        asked = 0;
        round++;
    }

    private int version(PageClient client) throws IOException {
        int version = client.get(200, DOCUMENT).path("version").asInt();
        // The server may have written the last step without acknowledging it.
        if (version < answered || version > answered + 1) {
            losses.add(answered + " steps were acknowledged, but the review has " + version);
        }
        answered = version;
        return version;
    }

    Outcome serve(int times) throws IOException, InterruptedException {
        begin();
        List<String> command = List.of("serve", "--no-token", "--port", "0");
        finish(command, SERVE, this::requireAll);
        while (killed < times) {
            kill(command, SERVE, client -> {
                requireAll(client);
                while (true) {
                    // An unacknowledged word may be present or not, so it is not checked.
                    String word = "词" + round + "之" + killed + "之" + answered;
                    client.post(201, "/api/v1/units", "{\"source\":\"" + word + "\",\"target\":\"of " + word + "\"}");
                    added.add(word);
                    answered++;
                }
            });
            requireWhole(place.resolve("tm/additions.tmx"));
        }
        finish(command, SERVE, this::requireAll);
        Path additions = place.resolve("tm/additions.tmx");
        String memory = Files.exists(additions) ? Files.readString(additions) : "";
        added.stream()
                .filter(word -> !memory.contains("<seg>" + word + "</seg>"))
                .forEach(word -> losses.add(word + " is not in the memory"));
        return Outcome.ofKills("serve", killed, asked, losses);
    }

    /** Checks a few of the last words. The whole memory is checked at the end. */
    private void requireAll(PageClient client) throws IOException {
        for (String word : added.subList(Math.max(0, added.size() - 3), added.size())) {
            String path = "/api/v1/concordance?word=" + URLEncoder.encode(word, StandardCharsets.UTF_8);
            if (client.get(200, path).path("total").asInt() == 0) {
                losses.add(word + " was acknowledged and is lost");
            }
        }
    }

    private void kill(List<String> command, Pattern ready, Requests requests) throws IOException, InterruptedException {
        long begin = System.nanoTime();
        Run run = program.start(place, Surroundings.QUICK, command);
        long moment = (long) (random.nextDouble() * (1 + REQUEST_SHARE) * start);
        Thread killer = new Thread(() -> {
            try {
                TimeUnit.NANOSECONDS.sleep(moment);
            } catch (InterruptedException early) {
                Thread.currentThread().interrupt();
            }
            run.process().destroyForcibly();
        });
        killer.start();
        Optional<String> address = run.awaitLine(ready);
        if (address.isPresent()) {
            start = (start + System.nanoTime() - begin) / 2;
            asked++;
            try {
                requests.send(new PageClient(address.get()));
            } catch (IOException serverIsKilled) {
                run.process().waitFor();
            }
        }
        killer.join();
        int code = run.await();
        killed++;
        if (code != 128 + 9) {
            losses.add("server exits before the kill with " + code + ": " + run.err());
        }
    }

    /** Starts the server, checks it, and stops it as users do. */
    private void finish(List<String> command, Pattern ready, Requests check) throws IOException, InterruptedException {
        long begin = System.nanoTime();
        Run run = program.start(place, Surroundings.QUICK, command);
        Optional<String> address = run.awaitLine(ready);
        start = System.nanoTime() - begin;
        if (address.isEmpty()) {
            losses.add("server does not restart: " + run.err());
            return;
        }
        check.send(new PageClient(address.get()));
        run.process().destroy();
        run.await();
        Snapshot.of(place).hidden().stream()
                // The next writer takes over an old lock and removes it.
                .filter(name -> !name.contains(".review/") && !name.endsWith(".lock"))
                .forEach(name -> losses.add(name + " was not deleted"));
    }

    private void requireWhole(Path memory) throws IOException {
        if (Files.exists(memory)) {
            String text = Files.readString(memory);
            if (!text.endsWith("</tmx>\n") && !text.endsWith("</tmx>")) {
                losses.add(memory + " is incomplete");
            }
        }
    }
}
