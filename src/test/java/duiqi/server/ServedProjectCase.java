package duiqi.server;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Serves a project during each test. */
abstract class ServedProjectCase {
    @TempDir
    Path folder;

    ServedProject served;

    @BeforeEach
    void start() throws IOException {
        served = new ServedProject(folder, ServerPlace.LOCAL, true);
    }

    @AfterEach
    void stop() throws IOException {
        served.close();
    }
}
