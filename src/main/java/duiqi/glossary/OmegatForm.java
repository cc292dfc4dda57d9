package duiqi.glossary;

import duiqi.exchange.Omissions;
import duiqi.exchange.TableOutput;
import duiqi.exchange.TsvOutput;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A glossary of OmegaT, with tabs between term, rendering and comment ({@link OmegatRows}); read in UTF-8, UTF-16 or GB18030,
 * written in UTF-8. It holds what may be used, the preferred first: OmegaT would offer a rendering that is forbidden.
 */
final class OmegatForm implements GlossaryFormat {
    private static final Pattern SEMICOLON = Pattern.compile(" *[;\uFF1B]");

    @Override
    public String name() {
        return "omegat";
    }

    @Override
    public List<String> extensions() {
        return List.of(".txt", ".utf8");
    }

    @Override
    public List<TermEntry> read(Path file, FaultListener listener) throws IOException {
        return TableForm.TSV.read(file, listener);
    }

    @Override
    public void write(Glossary glossary, OutputStream out, Instant now, Omissions omissions) throws IOException {
        TableOutput table = new TsvOutput(out, omissions);
        for (Concept concept : glossary.concepts()) {
            for (TermStatus status : TermStatus.values()) {
                for (TermEntry entry : concept.entries()) {
                    if (entry.status() == status) {
                        write(entry, table, omissions);
                    }
                }
            }
        }
        table.finish();
    }

    private static void write(TermEntry entry, TableOutput table, Omissions omissions) throws IOException {
        if (!entry.status().isAllowed()) {
            omissions.add("deprecated and forbidden renderings");
            return;
        }
        if (RenderingForm.isExpression(entry.english())) {
            omissions.add("regular expressions");
            return;
        }
        for (TermColumn lost : List.of(TermColumn.TYPE, TermColumn.POS, TermColumn.DOMAIN, TermColumn.EXCEPTIONS)) {
            omissions.add("values of " + lost.title(), lost.of(entry).isEmpty() ? 0 : 1);
        }
        omissions.add("stem marks", RenderingForm.hasStemMark(entry.english()) ? 1 : 0);
        String english = entry.english().replace("|", "");
        // OmegaT takes what semicolons part for several renderings.
        String undivided = SEMICOLON.matcher(english).replaceAll(",");
        omissions.add("semicolons in renderings", undivided.equals(english) ? 0 : 1);
        table.write(List.of(entry.chinese(), undivided, entry.note()));
    }
}
