package duiqi.benchmark;

import duiqi.align.AlignmentFormat;
import duiqi.align.Bead;
import duiqi.align.Evaluation;
import duiqi.align.GoldText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Compares duiqi with other aligners on annotated texts: the same texts, the same score, each aligner in its own
 * process, with the processor time of the process and its start.
 *
 * <p>The other aligners are included if the command line has their paths: hunalign (Varga et al. 2005) and Champollion
 * (Ma 2006). They receive the words of duiqi's tokenizers, and a dictionary that is derived from CC-CEDICT as the lexicon
 * of duiqi is. Their time does not include the tokenizer.
 */
final class Peers {
    private static final Pattern TIME = Pattern.compile("(\\d+)m([\\d.]+)s");

    private final Bench bench;
    private final Map<String, String> options = new HashMap<>();
    private final List<Path> genres;

    private Peers(Bench bench) {
        this.bench = bench;
        for (String option : List.of("--only", "--held-out", "--champollion", "--hunalign")) {
            bench.after(option).ifPresent(value -> options.put(option, value));
        }
        genres = bench.paths();
    }

    private interface Work {
        /** Aligns all texts of a genre. Returns the processor time in seconds. */
        double run(Path genre, PeerFiles files) throws IOException, InterruptedException;
    }

    private interface Output {
        List<Bead> read(PeerFiles files, GoldText text) throws IOException;
    }

    /** An aligner runs a program and reads its output. */
    private record Peer(String name, Work work, Output output) {}

    private record Result(Evaluation evaluation, double seconds) {
        static final Result NONE = new Result(Evaluation.NONE, 0);

        Result plus(Result other) {
            return new Result(evaluation.plus(other.evaluation), seconds + other.seconds);
        }
    }

    /**
     * Prints a table with a row for each aligner.
     *
     * @param arguments folders of annotated texts, one a genre, after options with a value: {@code --only TEXT} for
     *     aligners whose names contain the text, {@code --held-out FOLDER} for weights trained on the other genres, in {@code FOLDER/GENRE}; they are trained if they
     *     are missing, {@code --hunalign} for the program, {@code --champollion} for the folder of the Champollion Tool
     *     Kit
     */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        new Peers(new Bench(Peers.class, arguments)).print();
    }

    private void print() throws IOException, InterruptedException {
        Path work = Files.createTempDirectory("peers");
        // The first use builds the program. This must not count.
        seconds(new PeerFiles(work, List.of()), List.of("./duiqi", "--version"));
        List<PeerFiles> files = new ArrayList<>();
        for (Path genre : genres) {
            Path folder = Files.createDirectories(work.resolve(genre.getFileName()));
            files.add(new PeerFiles(folder, GoldText.in(genre)));
            files.get(files.size() - 1).write();
        }
        bench.say(
                "texts      %d sentences; files in %s%n",
                bench.gold().stream()
                        .mapToInt(text -> text.chinese().segments().size()
                                + text.english().segments().size())
                        .sum(),
                work);
        bench.say(
                "| aligner | %s | all | all, lax | processor time | ratio |%n|---|%s",
                genres.stream().map(genre -> genre.getFileName().toString()).collect(Collectors.joining(" | ")),
                "---|".repeat(genres.size() + 4));
        double own = 0;
        for (Peer peer : peers()) {
            if (!peer.name().contains(options.getOrDefault("--only", ""))) {
                continue;
            }
            StringBuilder row = new StringBuilder("| " + peer.name());
            Result sum = Result.NONE;
            for (int g = 0; g < genres.size(); g++) {
                Result result = run(peer, genres.get(g), files.get(g));
                row.append(String.format(
                        Locale.ROOT, " | %.3f", result.evaluation().strict().f1()));
                sum = sum.plus(result);
            }
            own = own == 0 ? sum.seconds() : own;
            bench.say(
                    "%s | %.3f | %.3f | %.1f s | %.2f |",
                    row,
                    sum.evaluation().strict().f1(),
                    sum.evaluation().lax().f1(),
                    sum.seconds(),
                    sum.seconds() / own);
        }
    }

    private static Result run(Peer peer, Path genre, PeerFiles files) throws IOException, InterruptedException {
        double seconds = peer.work().run(genre, files);
        Evaluation all = Evaluation.NONE;
        for (GoldText text : files.texts()) {
            all = all.plus(Evaluation.of(text.beads(), peer.output().read(files, text)));
        }
        return new Result(all, seconds);
    }

    private List<Peer> peers() {
        List<Peer> peers = new ArrayList<>();
        Output ids = (files, text) -> AlignmentFormat.read(files.file(text, ".align"));
        if (options.containsKey("--held-out")) {
            peers.add(new Peer(
                    "duiqi, weights of the other genres",
                    (genre, files) -> duiqi(
                            files,
                            List.of(
                                    "--weights",
                                    heldOut(Path.of(options.get("--held-out")), genres, genre)
                                            .toString())),
                    ids));
        }
        peers.add(new Peer("duiqi, built-in weights", (genre, files) -> duiqi(files, List.of()), ids));
        if (options.containsKey("--champollion")) {
            peers.add(new Peer(
                    "Champollion",
                    (genre, files) -> champollion(files),
                    (files, text) -> PeerFiles.champollion(Files.readAllLines(files.file(text, ".omitted")))));
        }
        if (options.containsKey("--hunalign")) {
            peers.add(hunalign("hunalign, dictionary, -realign", "hunalign.dic", List.of("-realign")));
            peers.add(hunalign("hunalign, dictionary", "hunalign.dic", List.of()));
            peers.add(hunalign("hunalign, -realign", "empty.dic", List.of("-realign")));
            peers.add(hunalign("hunalign", "empty.dic", List.of()));
        }
        return peers;
    }

    private Peer hunalign(String name, String dictionary, List<String> switches) {
        return new Peer(
                name,
                (genre, files) -> {
                    List<String> batch = new ArrayList<>();
                    for (GoldText text : files.texts()) {
                        batch.add(files.file(text, ".zh.words") + "\t" + files.file(text, ".en.words") + "\t"
                                + files.file(text, ".ladder"));
                    }
                    Path list = Files.writeString(files.folder().resolve("hunalign.batch"), String.join("\n", batch));
                    List<String> command = new ArrayList<>(List.of(options.get("--hunalign"), "-onebyteencoding"));
                    command.addAll(switches);
                    command.addAll(
                            List.of("-batch", files.folder().resolve(dictionary).toString(), list.toString()));
                    return seconds(files, command);
                },
                (files, text) -> PeerFiles.ladder(
                        Files.readAllLines(files.file(text, ".ladder")),
                        text.chinese().segments().size(),
                        text.english().segments().size()));
    }

    /** Returns the folder of weights for a genre. Trains them on the other genres if there are none. */
    private static Path heldOut(Path folder, List<Path> genres, Path genre) throws IOException, InterruptedException {
        Path weights = folder.resolve(genre.getFileName());
        if (!Files.exists(weights)) {
            List<String> command = new ArrayList<>(List.of("./duiqi", "train", "-o", weights.toString()));
            genres.stream()
                    .filter(other -> !other.equals(genre))
                    .map(Path::toString)
                    .forEach(command::add);
            if (new ProcessBuilder(command).inheritIO().start().waitFor() != 0) {
                throw new IOException(String.join(" ", command) + " failed");
            }
        }
        return weights;
    }

    private double duiqi(PeerFiles files, List<String> weights) throws IOException, InterruptedException {
        List<String> command =
                new ArrayList<>(List.of("./duiqi align --sentences --to ids --quiet --allow-unrelated -o".split(" ")));
        command.add(files.folder().toString());
        command.addAll(weights);
        command.addAll(sentences(files));
        return seconds(files, command);
    }

    private static List<String> sentences(PeerFiles files) {
        return files.texts().stream()
                .flatMap(text -> List.of(".zh", ".en").stream()
                        .map(side -> files.file(text, side).toString()))
                .toList();
    }

    private double champollion(PeerFiles files) throws IOException, InterruptedException {
        double seconds = 0;
        for (GoldText text : files.texts()) {
            List<String> command = new ArrayList<>(List.of("env", "PERL_HASH_SEED=0"));
            command.add("CTK=" + options.get("--champollion"));
            command.addAll(List.of("perl", options.get("--champollion") + "/bin/champollion", "-c", "0.634"));
            command.addAll(
                    List.of("-d", files.folder().resolve("champollion.dic").toString()));
            command.addAll(List.of("-s", files.folder().resolve("stop.words").toString()));
            for (String extension : List.of(".en.words", ".zh.gb", ".omitted")) {
                command.add(files.file(text, extension).toString());
            }
            seconds += seconds(files, command);
        }
        return seconds;
    }

    /** Runs a command. Returns its processor time in seconds, with that of the processes that it starts. */
    private static double seconds(PeerFiles files, List<String> command) throws IOException, InterruptedException {
        List<String> shell = new ArrayList<>(List.of("sh", "-c", "\"$@\" >/dev/null || exit; times", "sh"));
        shell.addAll(command);
        Path errors = files.folder().resolve("errors.txt");
        ProcessBuilder builder =
                new ProcessBuilder(shell).redirectError(ProcessBuilder.Redirect.appendTo(errors.toFile()));
        builder.environment().put("LC_ALL", "C.UTF-8");
        Process process = builder.start();
        String times = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException(command.get(0) + " ended with " + process.exitValue() + "; see " + errors);
        }
        return times(times);
    }

    /** Returns the seconds in the second line of the output of {@code times}, which is for the started processes. */
    static double times(String output) {
        double seconds = 0;
        Matcher time = TIME.matcher(output.split("\n")[1]);
        while (time.find()) {
            seconds += 60 * Integer.parseInt(time.group(1)) + Double.parseDouble(time.group(2));
        }
        return seconds;
    }
}
