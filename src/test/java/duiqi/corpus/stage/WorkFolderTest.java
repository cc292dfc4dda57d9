package duiqi.corpus.stage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkFolderTest {
    @TempDir
    private java.nio.file.Path folder;

    /** Fails after some deletions, as if the process were killed. */
    private static final class Killed extends RawLocalFileSystem {
        private int left;

        Killed(int left) {
            this.left = left;
            setConf(new Configuration());
        }

        @Override
        public boolean delete(Path path, boolean isRecursive) throws IOException {
            if (left-- == 0) {
                throw new IOException("killed");
            }
            return super.delete(path, isRecursive);
        }
    }

    @Test
    void killedRemovalContinues() throws IOException {
        java.nio.file.Path work = Files.createDirectory(folder.resolve("corpus.work"));
        for (String name : new String[] {"a", "lock", "plan.json", "z"}) {
            Files.writeString(work.resolve(name), "{}");
        }
        Path output = new Path(folder.resolve("corpus").toString());
        for (int i = 0; i < 3; i++) {
            FileSystem killed = new Killed(1);
            assertThatThrownBy(() -> WorkFolder.removeRest(killed, output)).hasMessage("killed");
            assertThat(work.resolve("plan.json")).exists();
        }
        WorkFolder.removeRest(new Killed(-1), output);
        assertThat(work).doesNotExist();
        Files.createDirectory(work);
        WorkFolder.removeRest(new Killed(-1), output);
        assertThat(work).as("the plan was removed, but not the folder").doesNotExist();
    }
}
