package duiqi.corpus;

import java.io.IOException;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Row;

/** A form that a corpus comes in. Its documents are read in groups, so that a killed run need not read all again. */
interface CorpusInput {
    /** What tells this input from another one, and from itself after a change: names, lengths, times. */
    List<String> fingerprint();

    /** Bytes of all files, as far as it can be told. */
    long bytes();

    /** How many groups there are. */
    int groups();

    /**
     * The documents of a group as rows of a {@link DocumentTable}, with those that cannot be read and why.
     *
     * @param group its number, from 0
     * @param settings what is asked
     * @param buckets where each document goes
     */
    JavaRDD<Row> read(int group, CorpusSettings settings, Buckets buckets) throws IOException;
}
