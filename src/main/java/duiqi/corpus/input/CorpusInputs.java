package duiqi.corpus.input;

import duiqi.corpus.CorpusSettings;
import duiqi.text.FormatException;
import java.io.IOException;
import java.nio.file.Paths;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;

/** Tells by the names of files what form a corpus comes in. A new form is a class that implements {@link CorpusInput} and a case here. */
public final class CorpusInputs {
    private enum Form {
        JSONL("(?i).*\\.(?:jsonl|ndjson)(?:\\.(?:gz|bz2|zst))?"),
        PARQUET("(?i).*\\.parquet");

        private final String names;

        Form(String names) {
            this.names = names;
        }

        boolean has(FileStatus file) {
            return file.getPath().getName().matches(names);
        }
    }

    private CorpusInputs() {}

    /**
     * Opens an input and looks whether it can be one.
     *
     * @throws FormatException if there is none, files of several forms are mixed, or the first look shows that they hold something
     *     else
     */
    public static CorpusInput of(SparkSession spark, CorpusSettings settings) throws IOException {
        JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
        Configuration configuration = context.hadoopConfiguration();
        Path input = new Path(settings.input());
        List<FileStatus> files = InputFiles.in(input, configuration);
        Map<Form, List<FileStatus>> forms = new TreeMap<>();
        for (Form form : Form.values()) {
            List<FileStatus> own = files.stream().filter(form::has).toList();
            if (!own.isEmpty()) {
                forms.put(form, own);
            }
        }
        String name = InputFiles.name(input);
        if (forms.size() > 1) {
            throw new FormatException(name, "holds " + some(forms), "give a folder with one of them");
        }
        List<FileStatus> own = forms.values().stream().flatMap(List::stream).toList();
        if (own.stream().anyMatch(file -> file.getLen() == 0)) {
            String empty = own.stream()
                    .filter(file -> file.getLen() == 0)
                    .map(file -> InputFiles.name(file.getPath()))
                    .collect(Collectors.joining(", "));
            throw new FormatException(empty, "the file is empty", "remove it, or make it anew");
        }
        if (forms.containsKey(Form.JSONL)) {
            return new JsonlInput(context, settings.columns(), own);
        }
        if (forms.containsKey(Form.PARQUET)) {
            return new ParquetInput(spark, settings.columns(), own);
        }
        return texts(context, input, name, configuration);
    }

    private static CorpusInput texts(JavaSparkContext context, Path input, String name, Configuration configuration)
            throws IOException {
        boolean isFolder =
                input.getFileSystem(configuration).getFileStatus(input).isDirectory();
        if (!isFolder
                || !input.getFileSystem(configuration).getUri().getScheme().equals("file")) {
            throw new FormatException(
                    name,
                    "is neither JSON lines nor Parquet",
                    "give files that end in .jsonl, .jsonl.gz or .parquet, or a folder of texts on this machine");
        }
        return new FolderInput(context, Paths.get(new Path(input.toUri().getPath()).toString()));
    }

    private static String some(Map<Form, List<FileStatus>> forms) {
        List<String> some = new ArrayList<>();
        forms.forEach((form, files) -> some.add(files.get(0).getPath().getName()));
        return String.join(" and ", some);
    }
}
