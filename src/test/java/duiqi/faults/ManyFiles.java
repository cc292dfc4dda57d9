package duiqi.faults;

import java.io.IOException;
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

    /**
     * Creates the test.
     *
     * @param place a new folder
     */
    ManyFiles(Installation program, Path place) {
        this.program = program;
        this.place = place;
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
        for (String arguments : List.of(
                "align -q --replace-others texts -o tm", "check", "lookup 第77艘船在港口里。", "concordance --limit 1 港口")) {
            Run run = program.start(place, SMALL, List.of(arguments.split(" ")));
            if (run.await() != 0) {
                losses.add(arguments + " exits with " + run.await() + ": " + run.err());
            }
        }
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
}
