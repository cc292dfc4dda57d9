package duiqi.glossary.format;

import duiqi.exchange.Omissions;
import duiqi.exchange.Table;
import duiqi.glossary.Glossary;
import duiqi.glossary.GlossaryFormats;
import duiqi.glossary.TermEntry;
import duiqi.glossary.TermEntry.TermStatus;
import duiqi.glossary.format.TermBase.Losses;
import duiqi.text.Direction;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Reads and writes OmegaT glossaries: term, translation and comment, separated by tabs
 * ({@link TermRows}). Reads UTF-8, UTF-16 and GB18030, and writes UTF-8. It writes only allowed
 * translations, the preferred ones first, since OmegaT would suggest forbidden ones too.
 *
 * @param direction direction of the project; OmegaT has the source in the first column
 */
public record OmegatFormat(Direction direction) implements GlossaryFormats.Format {
    private static final Pattern SEMICOLON = Pattern.compile(" *[;\uFF1B]");

    @Override
    public Optional<GlossaryFormats.Format> with(Direction given) {
        return Optional.of(new OmegatFormat(given));
    }

    @Override
    public String name() {
        return "omegat";
    }

    @Override
    public List<String> extensions() {
        return List.of(".txt", ".utf8");
    }

    @Override
    public List<TermEntry> read(Path file, Glossary.FaultListener listener) throws IOException {
        return TermTableFormat.TSV.read(file, listener);
    }

    @Override
    public void write(Glossary glossary, OutputStream out, Instant now, Omissions omissions) throws IOException {
        Table.Output table = Table.Form.TSV.begin(out, now, omissions);
        Losses losses = new Losses(omissions);
        omissions.add("words without a term", glossary.bans().size());
        for (Glossary.Concept concept : glossary.concepts()) {
            for (TermEntry entry : concept.entries().stream()
                    .sorted(Comparator.comparing(this::status))
                    .toList()) {
                write(entry, table, losses);
            }
        }
        table.finish();
    }

    private TermStatus status(TermEntry entry) {
        return direction.isIntoChinese() ? entry.chineseStatus() : entry.status();
    }

    private void write(TermEntry entry, Table.Output table, Losses losses) throws IOException {
        if (!status(entry).isAllowed()) {
            losses.omissions().add("deprecated and forbidden translations");
            return;
        }
        if (losses.isExpression(entry)) {
            return;
        }
        losses.omissions()
                .add(
                        direction.isIntoChinese() ? "values of status" : "values of zh-status",
                        entry.status() == entry.chineseStatus() ? 0 : 1);
        losses.count(entry, TermColumn.TYPE, TermColumn.POS, TermColumn.DOMAIN, TermColumn.CASE_SENSITIVE);
        String english = losses.withoutStemMark(entry);
        String target = direction.isIntoChinese() ? entry.chinese() : english;
        // OmegaT treats text between semicolons as separate translations.
        String undivided = SEMICOLON.matcher(target).replaceAll(",");
        losses.omissions().add("semicolons in translations", undivided.equals(target) ? 0 : 1);
        table.write(List.of(
                direction.isIntoChinese() ? english : entry.chinese(),
                undivided,
                entry.details().note()));
    }
}
