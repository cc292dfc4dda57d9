import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import net.sf.okapi.common.LocaleId;
import net.sf.okapi.common.query.QueryResult;
import net.sf.okapi.common.resource.TextFragment;
import net.sf.okapi.connectors.translatetoolkit.Parameters;
import net.sf.okapi.connectors.translatetoolkit.TranslateToolkitTMConnector;

/**
 * Looks up each line of a text with Okapi's connector for tmserver and prints the best result, with a tab between source and
 * target: {@code ADDRESS FILE SOURCE-CODE TARGET-CODE}.
 */
public final class QueryTmserver {
    private QueryTmserver() {}

    public static void main(String[] args) throws Exception {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        TranslateToolkitTMConnector connector = new TranslateToolkitTMConnector();
        Parameters parameters = connector.getParameters();
        parameters.setUrl(args[0]);
        connector.setParameters(parameters);
        connector.setLanguages(LocaleId.fromString(args[2]), LocaleId.fromString(args[3]));
        connector.setThreshold(95);
        connector.setMaximumHits(1);
        connector.open();
        for (String line : Files.readAllLines(Path.of(args[1]))) {
            int count = connector.query(line);
            QueryResult best = count > 0 ? connector.next() : null;
            out.println(line + "\t" + (best == null ? "" : TextFragment.getText(best.target.getCodedText())));
        }
        connector.close();
    }
}
