package duiqi.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Runs a few trials of each kind, with commands that write in different ways. {@link Faults} runs all of them. */
@DisabledOnOs(OS.WINDOWS)
@Tag("faults")
class FaultsIT {
    private static final Random RANDOM = new Random(8);

    @TempDir
    private static Path folder;

    private static final Map<String, Expected> EXPECTED = new ConcurrentHashMap<>();
    private static Trials trials;
    private static Installation program;
    private static SampleProject project;

    @BeforeAll
    static void install() throws Exception {
        program = Installation.in(folder);
        project = SampleProject.make(Files.createDirectory(folder.resolve("project")), program);
        trials = new Trials(program, project, folder.resolve("work"), RANDOM);
    }

    private static Expected expected(String name) throws Exception {
        Command command = Command.WRITING.stream()
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElseThrow();
        if (!EXPECTED.containsKey(name)) {
            EXPECTED.put(name, Expected.of(program, project, command, folder.resolve("work")));
        }
        return EXPECTED.get(name);
    }

    private static void assertKept(Outcome outcome) {
        assertThat(outcome.losses())
                .as(outcome.fault() + ", " + outcome.command())
                .isEmpty();
    }

    @Test
    void keepsDataWhenCommandIsKilled() throws Exception {
        int writing = 0;
        for (String name : List.of("tm sort", "pretranslate, PO in place")) {
            Outcome outcome = trials.killed(expected(name), 2, 2);
            assertKept(outcome);
            writing += outcome.writing();
        }
        assertThat(writing).as("kills that struck a write").isPositive();
    }

    @Test
    void givesSameResultInEveryEnvironment() throws Exception {
        List<Surroundings> all = new ArrayList<>(Surroundings.NEUTRAL);
        all.addAll(Surroundings.EARLIER.isAvailable() ? List.of(Surroundings.EARLIER) : List.of());
        for (Surroundings surroundings : all) {
            assertKept(trials.same(expected("tm sort"), surroundings));
        }
        assertKept(trials.sameUnder(expected("pretranslate, PO in place"), folder.resolve("对齐 项目/研究 %20")));
    }

    @Test
    void reportsLostOutput() throws Exception {
        for (Surroundings surroundings : Surroundings.LOSING_OUTPUT) {
            assertKept(trials.lostOutput(expected("tm sort"), surroundings, true));
        }
        assertKept(trials.lostOutput(expected("tm sort"), Surroundings.READ_PARTLY, false));
    }

    @Test
    void keepsDataWithConcurrentWriters() throws Exception {
        assertKept(trials.twice(expected("pretranslate, PO in place"), 1));
        assertKept(trials.replaced(expected("tm sort"), 2));
    }

    @Test
    void keepsDataOnFullOrReadOnlyDisk() throws Exception {
        String reason = SmallDisk.reason(folder);
        assumeTrue(reason.isEmpty(), reason);
        try (SmallDisk disk = SmallDisk.mount(folder.resolve("disk"))) {
            Outcome outcome = trials.full(expected("tm sort"), disk, 2);
            assertKept(outcome);
            project.copyTo(disk.folder());
            disk.setReadOnly(true);
            assertKept(new Trials(program, project, disk.folder(), RANDOM)
                    .readOnlyFolder(expected("tm sort"), new Surroundings("read-only disk", List.of())));
            disk.setReadOnly(false);
        }
    }

    @Test
    void keepsAcknowledgedDataWhenServerIsKilled() throws Exception {
        assertKept(new ServerKills(program, project.copyTo(folder.resolve("review")), RANDOM).review(1));
        assertKept(new ServerKills(program, project.copyTo(folder.resolve("serve")), RANDOM).serve(1));
    }
}
