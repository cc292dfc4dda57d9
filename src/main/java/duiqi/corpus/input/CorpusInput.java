package duiqi.corpus.input;

import duiqi.corpus.CorpusSettings;
import duiqi.corpus.stage.Buckets;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Row;

/** A form that a corpus comes in. Its documents are read in groups, so that a killed run need not read all again. */
public interface CorpusInput {
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

    /**
     * What an input says a document is, before anybody has looked whether it can be one.
     *
     * @param id its id; empty where it has none
     * @param place where it stands
     * @param chinese its Chinese side; empty where it has none
     * @param english likewise
     */
    record RawDocument(
            Optional<String> id,
            String place,
            Optional<CorpusDocument.Side> chinese,
            Optional<CorpusDocument.Side> english) {
        /** A row of a {@link DocumentTable}: for a bucket where the document can be aligned, or else with the reason why not. */
        Row row(CorpusSettings.Columns columns, Buckets buckets, long longest) {
            Optional<String> missing = missing(columns);
            if (missing.isPresent()) {
                return DocumentTable.rejected(id.orElse(""), place, missing.get());
            }
            CorpusDocument document = new CorpusDocument(
                    id.orElseThrow(), place, CorpusDocument.WHOLE, 0, 0, chinese.orElseThrow(), english.orElseThrow());
            return DocumentTable.row(document, document.size() > longest ? Buckets.BOOKS : buckets.of(document.id()));
        }

        private Optional<String> missing(CorpusSettings.Columns columns) {
            if (id.filter(name -> !name.isBlank()).isEmpty()) {
                return Optional.of("has no \"" + columns.id() + "\"");
            }
            for (var side : List.of(new Named(columns.chinese(), chinese), new Named(columns.english(), english))) {
                if (side.value().isEmpty()) {
                    return Optional.of("has no \"" + side.name() + "\"");
                }
                if (side.value().get().isBlank()) {
                    return Optional.of("its \"" + side.name() + "\" is empty");
                }
            }
            return Optional.empty();
        }

        private record Named(String name, Optional<CorpusDocument.Side> value) {}
    }
}
