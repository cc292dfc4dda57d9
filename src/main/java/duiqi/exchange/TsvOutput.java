package duiqi.exchange;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Writes a table with tabs, in UTF-8; tabs and line breaks in its cells become a space and are counted. Not thread-safe. */
public final class TsvOutput implements TableOutput {
    private final Writer out;
    private final Omissions omissions;

    /**
     * Begins a table.
     *
     * @param omissions counts what lines cannot hold
     */
    public TsvOutput(OutputStream out, Omissions omissions) {
        this.out = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
        this.omissions = omissions;
    }

    @Override
    public void write(List<String> cells) throws IOException {
        List<String> plain = new ArrayList<>(cells.size());
        for (String cell : cells) {
            String whole = TsvFormat.withoutZeros(LoneSurrogates.without(cell, omissions), omissions);
            String text = TsvFormat.SEPARATORS.matcher(whole).replaceAll(" ");
            if (!text.equals(whole)) {
                omissions.add("tabs and line breaks in texts, which became spaces");
            }
            plain.add(text);
        }
        out.write(String.join("\t", plain) + "\n");
    }

    @Override
    public void finish() throws IOException {
        out.flush();
    }
}
