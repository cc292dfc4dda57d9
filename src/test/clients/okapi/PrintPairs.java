import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import net.sf.okapi.common.Event;
import net.sf.okapi.common.EventType;
import net.sf.okapi.common.LocaleId;
import net.sf.okapi.common.filters.IFilter;
import net.sf.okapi.common.resource.RawDocument;
import net.sf.okapi.common.resource.TextContainer;
import net.sf.okapi.common.resource.TextFragment;
import net.sf.okapi.filters.po.POFilter;
import net.sf.okapi.filters.tmx.TmxFilter;
import net.sf.okapi.filters.xliff.XLIFFFilter;

/**
 * Prints the pairs that Okapi reads from a TMX, XLIFF or PO file, one per line with a tab between: {@code FILE SOURCE-CODE
 * TARGET-CODE}.
 */
public final class PrintPairs {
    private PrintPairs() {}

    public static void main(String[] args) {
        LocaleId source = LocaleId.fromString(args[1]);
        LocaleId target = LocaleId.fromString(args[2]);
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        try (IFilter filter = filter(args[0]);
                RawDocument document = new RawDocument(Path.of(args[0]).toUri(), "UTF-8", source, target)) {
            filter.open(document);
            while (filter.hasNext()) {
                Event event = filter.next();
                if (event.getEventType() == EventType.TEXT_UNIT) {
                    TextContainer from = event.getTextUnit().getSource();
                    TextContainer to = event.getTextUnit().getTarget(target);
                    out.println(text(from) + "\t" + (to == null ? "" : text(to)));
                }
            }
        }
    }

    private static IFilter filter(String name) {
        if (name.endsWith(".tmx")) {
            return new TmxFilter();
        }
        return name.endsWith(".po") ? new POFilter() : new XLIFFFilter();
    }

    private static String text(TextContainer container) {
        return TextFragment.getText(container.getFirstContent().getCodedText());
    }
}
