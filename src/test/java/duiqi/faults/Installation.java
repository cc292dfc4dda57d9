package duiqi.faults;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Provides duiqi as users install it: the launcher next to the jar of the last build. */
final class Installation {
    private final Path launcher;
    private final Path outputs;

    private Installation(Path launcher, Path outputs) {
        this.launcher = launcher;
        this.outputs = outputs;
    }

    /** Installs duiqi and creates its class data archive. */
    static Installation in(Path folder) throws IOException, InterruptedException {
        Path home = Files.createDirectories(folder.resolve("program"));
        Path launcher = Files.copy(Path.of("duiqi"), home.resolve("duiqi"));
        Files.copy(Path.of("target/duiqi-all.jar"), home.resolve("duiqi-all.jar"));
        Installation program = new Installation(launcher, Files.createDirectories(folder.resolve("printed")));
        program.start(folder, Surroundings.PLAIN, List.of("--version")).await();
        return program;
    }

    /** Starts duiqi in a folder. */
    Run start(Path folder, Surroundings surroundings, List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>(surroundings.before());
        command.add(launcher.toString());
        command.addAll(arguments);
        Path out = Files.createTempFile(outputs, "out", "");
        Path err = Files.createTempFile(outputs, "err", "");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectInput(new File("/dev/null"))
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("JAVA_TOOL") || name.startsWith("DUIQI_"));
        return new Run(builder.start(), out, err);
    }
}
