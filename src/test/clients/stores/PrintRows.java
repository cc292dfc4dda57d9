import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocatedFileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RemoteIterator;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.example.GroupReadSupport;

/**
 * Prints an output of {@code duiqi corpus align}: the sorted rows of each table, then the lines of the other files. Masks
 * dates and the folders of the input, so that two outputs of the same corpus are equal. Arguments: the output, the input.
 */
public final class PrintRows {
    private PrintRows() {}

    public static void main(String[] arguments) throws Exception {
        Configuration configuration = new Configuration();
        System.getProperties().forEach((name, value) -> {
            if (name.toString().startsWith("spark.hadoop.")) {
                configuration.set(name.toString().substring("spark.hadoop.".length()), value.toString());
            }
        });
        Path output = new Path(arguments[0]);
        FileSystem files = output.getFileSystem(configuration);
        String folder = files.getFileStatus(output).getPath().toString();
        Map<String, List<String>> lines = new TreeMap<>();
        RemoteIterator<LocatedFileStatus> found = files.listFiles(output, true);
        while (found.hasNext()) {
            Path file = found.next().getPath();
            String name = file.toString().substring(folder.length() + 1);
            if (name.endsWith(".parquet")) {
                lines.computeIfAbsent(name.replaceAll("/.*", ""), none -> new ArrayList<>())
                        .addAll(rows(file, configuration));
            } else {
                try (InputStream in = files.open(file)) {
                    lines.put(name, List.of(new String(in.readAllBytes(), StandardCharsets.ISO_8859_1)));
                }
            }
        }
        lines.forEach((name, rows) -> {
            System.out.println("== " + name);
            rows.stream()
                    .map(row -> row.replace(arguments[1], "IN")
                            .replaceAll("[0-9]{8}T[0-9]{6}Z", "DATE")
                            .replaceAll("(\"(begun|input)\" : )\"[^\"]*\"", "$1"))
                    .sorted()
                    .forEach(System.out::println);
        });
    }

    private static List<String> rows(Path file, Configuration configuration) throws Exception {
        List<String> rows = new ArrayList<>();
        try (ParquetReader<Group> reader = ParquetReader.builder(new GroupReadSupport(), file)
                .withConf(configuration)
                .build()) {
            for (Group row = reader.read(); row != null; row = reader.read()) {
                rows.add(row.toString().replace('\n', ' '));
            }
        }
        return rows;
    }
}
