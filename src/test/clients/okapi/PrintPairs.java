import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import net.sf.okapi.common.Event;
import net.sf.okapi.common.EventType;
import net.sf.okapi.common.LocaleId;
import net.sf.okapi.common.resource.RawDocument;
import net.sf.okapi.common.resource.TextContainer;
import net.sf.okapi.common.resource.TextFragment;
import net.sf.okapi.filters.tmx.TmxFilter;

/** Prints the pairs that Okapi finds in a TMX file, a tab between source and target: {@code TMX SOURCE-CODE TARGET-CODE}. */
public final class PrintPairs {
    private PrintPairs() {}

    public static void main(String[] args) {
        LocaleId source = LocaleId.fromString(args[1]);
        LocaleId target = LocaleId.fromString(args[2]);
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        try (TmxFilter filter = new TmxFilter();
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

    private static String text(TextContainer container) {
        return TextFragment.getText(container.getFirstContent().getCodedText());
    }
}
