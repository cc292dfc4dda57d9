import java.io.IOException;
import org.apache.hadoop.hdfs.HdfsConfiguration;
import org.apache.hadoop.hdfs.MiniDFSCluster;

/** Runs an HDFS with one node on free ports. Prints the addresses of the files and of the web interface. Argument: its folder. */
public final class Hdfs {
    private Hdfs() {}

    public static void main(String[] arguments) throws IOException {
        HdfsConfiguration settings = new HdfsConfiguration();
        settings.set(MiniDFSCluster.HDFS_MINIDFS_BASEDIR, arguments[0]);
        MiniDFSCluster cluster = new MiniDFSCluster.Builder(settings).numDataNodes(1).build();
        System.out.println("address " + cluster.getFileSystem().getUri());
        System.out.println("web " + cluster.getHttpUri(0));
    }
}
