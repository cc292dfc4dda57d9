package duiqi.faults;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Tests a folder with 10,000 texts: aligns them into 5,000 memories, checks these and looks up texts in them, each with
 * a heap of 512 MB.
 */
final class ManyFiles {
    static final int PAIRS = 5_000;

    private static final Surroundings SMALL = new Surroundings("512 MB", List.of("env", "DUIQI_JAVA_OPTS=-Xmx512m"));

    private final Installation program;
    private final Path place;
    private final PrintStream log;

    /**
     * Creates the test.
     *
     * @param place a new folder
     */
    ManyFiles(Installation program, Path place, PrintStream log) {
        this.program = program;
        this.place = place;
        this.log = log;
    }

    Outcome runTrials() throws IOException, InterruptedException {
        Path texts = Files.createDirectories(place.resolve("texts"));
        for (int i = 0; i < PAIRS; i++) {
            Files.writeString(texts.resolve(i + ".zh.txt"), "第" + i + "艘船在港口里。\n码头上有" + i + "个人。\n");
            Files.writeString(
                    texts.resolve(i + ".en.txt"),
                    "Ship number " + i + " is in the harbour.\nThere are " + i + " people on the pier.\n");
        }
        List<String> losses = new ArrayList<>();
        losses.addAll(run(0, "align -q --force texts -o tm"));
        losses.addAll(run(0, "check"));
        losses.addAll(run(0, "lookup 第77艘船在港口里。"));
        losses.addAll(run(0, "concordance --limit 1 港口"));
        int units = 0;
        for (int i = 0; i < PAIRS; i++) {
            Path memory = place.resolve("tm").resolve(i + ".tmx");
            units += Files.exists(memory) ? Files.readString(memory).split("<tu ", -1).length - 1 : 0;
        }
        if (units != 2 * PAIRS) {
            losses.add(units + " units, expected " + 2 * PAIRS);
        }
        return new Outcome("10,000 files in a folder", "align, check, lookup, concordance", 4, 0, losses);
    }

    private List<String> run(int code, String arguments) throws IOException, InterruptedException {
        long start = System.nanoTime();
        Run run = program.start(place, SMALL, List.of(arguments.split(" ")));
        int ended = run.await();
        log.println("10,000 files: " + arguments + ": " + (System.nanoTime() - start) / 1_000_000 + " ms");
        return ended == code ? List.of() : List.of(arguments + " exits with " + ended + ": " + run.err());
    }
}
