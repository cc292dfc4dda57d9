package duiqi.corpus;

import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Row;

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
    Row row(DocumentColumns columns, Buckets buckets, long longest) {
        Optional<String> missing = missing(columns);
        if (missing.isPresent()) {
            return DocumentTable.rejected(id.orElse(""), place, missing.get());
        }
        CorpusDocument document = new CorpusDocument(
                id.orElseThrow(), place, CorpusDocument.WHOLE, 0, 0, chinese.orElseThrow(), english.orElseThrow());
        return DocumentTable.row(document, document.size() > longest ? Buckets.BOOKS : buckets.of(document.id()));
    }

    private Optional<String> missing(DocumentColumns columns) {
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
