package duiqi.benchmark;

import duiqi.align.GoldText;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Provides what the benchmarks share: it reads their arguments, prints the command and the machine, on which the figures
 * depend, and measures times. Not thread-safe.
 */
final class Bench {
    private static final int KEY_BYTES = 6;

    final PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    private final List<String> words = new ArrayList<>();

    /**
     * Prints the command and the machine.
     *
     * @param main main class of the benchmark
     * @param arguments its arguments; several words in one argument are separated by spaces
     */
    Bench(Class<?> main, String... arguments) {
        String all = String.join(" ", arguments).strip();
        words.addAll(
                Stream.of(all.split("\\s+")).filter(word -> !word.isEmpty()).toList());
        Runtime machine = Runtime.getRuntime();
        say(
                "command    ./mvnw -q -Pbenchmark test -Dbenchmark.main=%s \"-Dbenchmark=%s\"%n"
                        + "processors %d, %s, %s %s%njava       %s %s%nmemory     %d MB at most",
                main.getName(),
                all,
                machine.availableProcessors(),
                System.getProperty("os.arch"),
                System.getProperty("os.name"),
                System.getProperty("os.version"),
                System.getProperty("java.vm.name"),
                System.getProperty("java.vm.version"),
                machine.maxMemory() >> 20);
    }

    /** Prints a line. */
    void say(String format, Object... values) {
        out.printf(Locale.ROOT, format + "%n", values);
    }

    /** Takes a word from the arguments, and returns whether it was there. */
    boolean take(String word) {
        return words.remove(word);
    }

    /** Takes the words that match a pattern. */
    List<String> takeAll(String pattern) {
        List<String> taken =
                words.stream().filter(word -> word.matches(pattern)).toList();
        words.removeAll(taken);
        return taken;
    }

    /** Takes an option such as {@code --only}, and returns its value. */
    Optional<String> after(String option) {
        int place = words.indexOf(option);
        return place < 0 || !words.remove(option) ? Optional.empty() : Optional.of(words.remove(place));
    }

    /** Takes the value of a word such as {@code seed=7}. */
    Optional<String> value(String name) {
        return takeAll(name + "=.*").stream()
                .map(word -> word.substring(name.length() + 1))
                .findFirst();
    }

    int number(String name, int otherwise) {
        return value(name).map(Integer::parseInt).orElse(otherwise);
    }

    /** Takes the first of the remaining words. */
    String next(String otherwise) {
        return words.isEmpty() ? otherwise : words.remove(0);
    }

    /** Takes a number; a dot represents the usual one. */
    int nextNumber(int otherwise) {
        String word = next(".");
        return word.equals(".") ? otherwise : Integer.parseInt(word);
    }

    /** Returns the remaining words. */
    List<String> rest() {
        return List.copyOf(words);
    }

    /** Returns the remaining words as files and folders. */
    List<Path> paths() {
        return words.stream().map(Path::of).toList();
    }

    /** Returns the annotated texts in the folders that the remaining words name. */
    List<GoldText> gold() throws IOException {
        List<GoldText> texts = new ArrayList<>();
        for (Path folder : paths()) {
            texts.addAll(GoldText.in(folder));
        }
        return texts;
    }

    /** Works in a folder. */
    @FunctionalInterface
    interface Work {
        void in(Path folder) throws Exception;
    }

    /** Runs work in a new folder, and deletes the folder. */
    static void inFolder(Work work) throws Exception {
        Path folder = Files.createTempDirectory("duiqi-benchmark");
        try {
            work.in(folder);
        } finally {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    /** Returns the files under a folder whose names match a pattern, in order. */
    static List<Path> files(Path folder, String pattern) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.getFileName().toString().matches(pattern) && Files.isRegularFile(file))
                    .sorted()
                    .toList();
        }
    }

    /** Returns a short key of a text: a hash of its bytes. */
    static String key(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, KEY_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** Counts texts. */
    static Map<String, Integer> bag(Stream<String> texts) {
        return texts.collect(Collectors.toMap(text -> text, text -> 1, Integer::sum));
    }

    /** Returns how many texts two bags have in common. */
    static int common(Map<String, Integer> bag, Map<String, Integer> other) {
        return bag.entrySet().stream()
                .mapToInt(text -> Math.min(text.getValue(), other.getOrDefault(text.getKey(), 0)))
                .sum();
    }

    /** Returns the processor time of this thread in nanoseconds. Other work on the machine does not change it. */
    static long processorTime() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    /** Returns the processor time of this process in nanoseconds. */
    static long processTime() {
        return ManagementFactory.getPlatformMXBean(com.sun.management.OperatingSystemMXBean.class)
                .getProcessCpuTime();
    }

    /** Returns the seconds since a value of {@link System#nanoTime}. */
    static double seconds(long start) {
        return (System.nanoTime() - start) / 1e9;
    }

    /** Describes times in milliseconds. */
    static String spread(List<Double> times) {
        List<Double> sorted = times.stream().sorted().toList();
        int last = sorted.size() - 1;
        return last < 0
                ? "none"
                : String.format(
                        Locale.ROOT,
                        "%d: median %.2f ms, 90 %% %.2f ms, 95 %% %.2f ms, 99 %% %.2f ms, maximum %.2f ms",
                        sorted.size(),
                        sorted.get(last / 2),
                        sorted.get(last * 90 / 100),
                        sorted.get(last * 95 / 100),
                        sorted.get(last * 99 / 100),
                        sorted.get(last));
    }
}
