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
 * Kills the two servers while they are asked to write, at moments drawn evenly over their start and the requests. What was answered
 * must be there in the next run, in which they are killed again; the memory is always whole. Not thread-safe.
 */
final class ServerKills {
    private static final Pattern REVIEW = Pattern.compile("review page: (http://\\S+#token=\\S+)");
    private static final Pattern SERVE = Pattern.compile("at (http://\\S+/); Ctrl\\+C ends it");
    private static final String DOCUMENT = "/api/documents/1";

    /** For how long it is asked at the longest, as a share of the time that its start takes. */
    private static final double ASKED = 0.5;

    private static final int STEPS_A_SAVING = 5;

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

    /** @param place a copy of the sample project */
    ServerKills(Installation program, Path place, Random random) {
        this.program = program;
        this.place = place;
        this.random = random;
    }

    /** What is asked of a server until it is killed. */
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
                    if (answered % STEPS_A_SAVING == 0) {
                        client.post(200, DOCUMENT + "/save", "{\"merge\":false}");
                    }
                }
            });
            requireWhole(place.resolve("tm/messy.tmx"));
        }
        finish(command, REVIEW, this::version);
        return new Outcome("kill -9", "review", killed, asked, losses);
    }

    private void begin() {
        losses.clear();
        killed = 0;
        asked = 0;
        round++;
    }

    private int version(PageClient client) throws IOException {
        int version = client.get(200, DOCUMENT).path("version").asInt();
        // The last step may have been written and not been answered any more.
        if (version < answered || version > answered + 1) {
            losses.add(answered + " steps were answered, and " + version + " are there");
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
                    // One that was not answered any more may be there or not, and is not asked for again.
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
        return new Outcome("kill -9", "serve", killed, asked, losses);
    }

    /** Asks for a few of the last ones: the memory is read as a whole in the end. */
    private void requireAll(PageClient client) throws IOException {
        for (String word : added.subList(Math.max(0, added.size() - 3), added.size())) {
            String path = "/api/v1/concordance?word=" + URLEncoder.encode(word, StandardCharsets.UTF_8);
            if (client.get(200, path).path("total").asInt() == 0) {
                losses.add(word + " was answered and is gone");
            }
        }
    }

    private void kill(List<String> command, Pattern ready, Requests requests) throws IOException, InterruptedException {
        long begin = System.nanoTime();
        Run run = program.start(place, Surroundings.QUICK, command);
        long moment = (long) (random.nextDouble() * (1 + ASKED) * start);
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
            } catch (IOException expectedWhenItIsGone) {
                run.process().waitFor();
            }
        }
        killer.join();
        int code = run.await();
        killed++;
        if (code != 128 + 9) {
            losses.add("it ends by itself with " + code + ": " + run.err());
        }
    }

    /** Starts it, looks, and ends it as users do. */
    private void finish(List<String> command, Pattern ready, Requests check) throws IOException, InterruptedException {
        long begin = System.nanoTime();
        Run run = program.start(place, Surroundings.QUICK, command);
        Optional<String> address = run.awaitLine(ready);
        start = System.nanoTime() - begin;
        if (address.isEmpty()) {
            losses.add("it does not start again: " + run.err());
            return;
        }
        check.send(new PageClient(address.get()));
        run.process().destroy();
        run.await();
        Snapshot.of(place).hidden().stream()
                // The next one who writes takes an old lock for his own, and away.
                .filter(name -> !name.contains(".review/") && !name.endsWith(".lock"))
                .forEach(name -> losses.add(name + " is left"));
    }

    private void requireWhole(Path memory) throws IOException {
        if (Files.exists(memory)) {
            String text = Files.readString(memory);
            if (!text.endsWith("</tmx>\n") && !text.endsWith("</tmx>")) {
                losses.add(memory + " is not whole");
            }
        }
    }
}
