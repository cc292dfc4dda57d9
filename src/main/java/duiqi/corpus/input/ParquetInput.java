package duiqi.corpus.input;

import duiqi.corpus.CorpusSession;
import duiqi.corpus.CorpusSettings;
import duiqi.corpus.CorpusSettings.Columns;
import duiqi.corpus.input.CorpusDocument.Side;
import duiqi.text.FormatException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.StructType;

/**
 * Reads Parquet files. Each row has the id of a document and its two sides; each side is a text or a list of sentences.
 */
final class ParquetInput implements CorpusInput.Reader {
    private final SparkSession spark;
    private final CorpusSettings.Input settings;
    private final List<List<FileStatus>> groups;

    private ParquetInput(SparkSession spark, CorpusSettings.Input settings, List<List<FileStatus>> groups) {
        this.spark = spark;
        this.settings = settings;
        this.groups = groups;
    }

    /**
     * Opens Parquet files.
     *
     * @throws FormatException if a column is missing or has another type
     */
    static CorpusInput open(SparkSession spark, CorpusSettings.Input settings, List<FileStatus> files)
            throws FormatException {
        List<List<FileStatus>> groups = CorpusInput.groups(files, FileStatus::getLen);
        ParquetInput input = new ParquetInput(spark, settings, groups);
        for (FileStatus file : files) {
            input.requireColumns(file);
        }
        return CorpusInput.of(files, groups.size(), input);
    }

    private void requireColumns(FileStatus file) throws FormatException {
        String name = CorpusInput.name(file.getPath());
        StructType schema = schema(file, name);
        Columns columns = settings.columns();
        String missing = Stream.of(columns.id(), columns.chinese(), columns.english())
                .filter(column -> !List.of(schema.fieldNames()).contains(column))
                .map(column -> "\"" + column + "\"")
                .collect(Collectors.joining(" and no "));
        if (!missing.isEmpty()) {
            throw new FormatException(
                    name,
                    "has no column " + missing + ", but has " + String.join(", ", schema.fieldNames()),
                    "give the columns of id, Chinese and English, for example --columns doc,source,target");
        }
        for (String column : List.of(columns.chinese(), columns.english())) {
            DataType type = schema.apply(column).dataType();
            if (!(type instanceof StringType) && !isListOfTexts(type)) {
                throw new FormatException(
                        name,
                        "column \"" + column + "\" has the type " + type.simpleString(),
                        "use text, or a list of sentences");
            }
        }
    }

    private StructType schema(FileStatus file, String name) throws FormatException {
        try {
            return read(List.of(file)).schema();
        } catch (Exception failure) {
            // Spark throws exceptions that it does not declare, wrapped several times.
            throw new FormatException(
                    name,
                    "cannot read as Parquet: "
                            + CorpusSession.RunFailures.root(failure).getMessage(),
                    "check that the file is complete",
                    failure);
        }
    }

    private static boolean isListOfTexts(DataType type) {
        return type instanceof ArrayType list && list.elementType() instanceof StringType;
    }

    private Dataset<Row> read(List<FileStatus> some) {
        return spark.read()
                .parquet(some.stream().map(file -> file.getPath().toString()).toArray(String[]::new));
    }

    @Override
    public JavaRDD<Row> read(int group, CorpusDocument.Buckets buckets) {
        Columns columns = settings.columns();
        long longest = settings.longestDocument();
        return read(groups.get(group))
                .select(
                        functions.col(columns.id()).cast(DataTypes.StringType),
                        functions.col(columns.chinese()),
                        functions.col(columns.english()),
                        functions.col("_metadata.file_path"),
                        functions.col("_metadata.row_index"))
                .javaRDD()
                .map(row -> document(row).row(columns, buckets, longest));
    }

    private static CorpusInput.RawDocument document(Row row) {
        String file = CorpusInput.name(new org.apache.hadoop.fs.Path(row.getString(3)));
        return new CorpusInput.RawDocument(
                Optional.ofNullable(row.getString(0)), file + ":" + (row.getLong(4) + 1), side(row, 1), side(row, 2));
    }

    private static Optional<Side> side(Row row, int column) {
        if (row.isNullAt(column)) {
            return Optional.empty();
        }
        if (row.get(column) instanceof String text) {
            return Optional.of(Side.uncut(text));
        }
        List<String> sentences = row.getList(column);
        return sentences.contains(null) ? Optional.empty() : Optional.of(Side.ofSentences(sentences));
    }
}
