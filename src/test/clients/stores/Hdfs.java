import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.StandardCopyOption;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocatedFileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RemoteIterator;
import org.apache.hadoop.hdfs.HdfsConfiguration;
import org.apache.hadoop.hdfs.MiniDFSCluster;

/**
 * Runs an HDFS with one node on a free port, and copies the corpus there. Prints its address. Then writes the state of the output into a
 * file several times a second: the number of steps that are done, and whether the output is complete. Arguments: the folder of the HDFS, the
 * corpus, the file.
 */
public final class Hdfs {
    private Hdfs() {}

    public static void main(String[] arguments) throws Exception {
        HdfsConfiguration settings = new HdfsConfiguration();
        settings.set(MiniDFSCluster.HDFS_MINIDFS_BASEDIR, arguments[0]);
        FileSystem files =
                new MiniDFSCluster.Builder(settings).numDataNodes(1).build().getFileSystem();
        files.copyFromLocalFile(new Path(arguments[1]), new Path("/corpus.jsonl"));
        System.out.println("address " + files.getUri());
        java.nio.file.Path state = java.nio.file.Path.of(arguments[2]);
        java.nio.file.Path next = state.resolveSibling("next");
        while (true) {
            Files.writeString(next, steps(files) + " " + files.exists(new Path("/output/summary.json")));
            Files.move(next, state, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            Thread.sleep(200);
        }
    }

    private static int steps(FileSystem files) throws IOException {
        Path done = new Path("/output.work/done");
        int steps = 0;
        try {
            RemoteIterator<LocatedFileStatus> all = files.listFiles(done, true);
            while (all.hasNext()) {
                steps += all.next().getPath().toString().contains("aside") ? 0 : 1;
            }
        } catch (IOException changing) {
            // The run may remove the folder at the same time.
            return 0;
        }
        return steps;
    }
}
