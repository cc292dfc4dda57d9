package duiqi.glossary;

import com.healthmarketscience.jackcess.ColumnBuilder;
import com.healthmarketscience.jackcess.DataType;
import com.healthmarketscience.jackcess.Database;
import com.healthmarketscience.jackcess.DatabaseBuilder;
import com.healthmarketscience.jackcess.Table;
import com.healthmarketscience.jackcess.TableBuilder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Writes term bases as MultiTerm stores them: a database with a table of concepts and one of languages. */
public final class SampleDatabase {
    public static final List<String> CONCEPTS = List.of(
            concept(
                    "<l type=\"Chinese\" lang=\"ZH-CN\"/>" + term("水闸", ""),
                    "<l type=\"English\" lang=\"EN-US\"/>" + term("sluice gate", "Preferred")
                            + term("water door", "Forbidden")),
            concept(
                    "<l type=\"Chinese\"/>" + term("池塘", ""),
                    "<l type=\"English\"/>" + term("pond", "") + term("pool", "")),
            concept("<l type=\"German\" lang=\"DE\"/>" + term("Wehr", "")),
            concept("<l type=\"English\" lang=\"EN\"/>" + term("utilize", "do not use")));

    private SampleDatabase() {}

    private static String term(String term, String status) {
        String field = status.isEmpty() ? "" : "<dG><d type=\"Status\">" + status + "</d></dG>";
        return "<tG><t>" + term + "</t><trG><tr type=\"origination\">anna</tr><dt>2026-01-02T10:00:00</dt></trG>"
                + field + "</tG>";
    }

    static String concept(String... languages) {
        return "<cG><c>0</c><lG>" + String.join("</lG><lG>", languages) + "</lG></cG>";
    }

    /** Writes a term base with the given concepts, which get numbers from 1. */
    public static void write(Path file, List<String> concepts) throws IOException {
        try (Database database = DatabaseBuilder.create(Database.FileFormat.V2000, file.toFile())) {
            Table table = new TableBuilder("mtConcepts")
                    .addColumn(new ColumnBuilder("conceptid", DataType.LONG))
                    .addColumn(new ColumnBuilder("text", DataType.MEMO))
                    .toTable(database);
            int number = 0;
            for (String concept : concepts) {
                number++;
                table.addRow(number, concept.replace("<c>0</c>", "<c>" + number + "</c>"));
            }
            Table indexes = new TableBuilder("mtIndexes")
                    .addColumn(new ColumnBuilder("indexname", DataType.TEXT))
                    .addColumn(new ColumnBuilder("locale", DataType.TEXT))
                    .toTable(database);
            indexes.addRow("Chinese", "ZH-CN");
            indexes.addRow("English", "EN-US");
            indexes.addRow("German", "DE");
        }
    }
}
