package duiqi.glossary;

import duiqi.exchange.Omissions;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/**
 * TBX, the standard form for termbases: ISO 30042:2019 in the dialects Core, Min and Basic, with data categories as attributes (DCA) or
 * as tags (DCT), and ISO 30042:2008 with {@code martif}. All are read, whatever the name says; each is written under its own. What
 * a dialect has no place for is kept in notes ({@link TbxNote}).
 *
 * @param dialect as the root element names it
 */
record TbxForm(String name, String dialect, Style style) implements GlossaryFormat {
    /** How data categories are written. */
    enum Style {
        /** As attributes: {@code <termNote type="partOfSpeech">}. */
        DCA,
        /** As tags: {@code <min:partOfSpeech>}. */
        DCT,
        /** As in 2008: as attributes, in elements of other names. */
        MARTIF
    }

    static final TbxForm BASIC_DCA = new TbxForm("tbx", "TBX-Basic", Style.DCA);
    static final TbxForm BASIC_DCT = new TbxForm("tbx-dct", "TBX-Basic", Style.DCT);
    static final TbxForm MIN_DCA = new TbxForm("tbx-min", "TBX-Min", Style.DCA);
    static final TbxForm MIN_DCT = new TbxForm("tbx-min-dct", "TBX-Min", Style.DCT);
    static final TbxForm CORE = new TbxForm("tbx-core", "TBX-Core", Style.DCA);
    static final TbxForm MARTIF = new TbxForm("tbx-2008", "TBX-Basic", Style.MARTIF);

    /** Whether it has a place for status, part of speech and subject field. */
    boolean isMin() {
        return !dialect.equals("TBX-Core");
    }

    /** Whether it has a place for the type of a term as well. */
    boolean isBasic() {
        return dialect.equals("TBX-Basic");
    }

    @Override
    public List<String> extensions() {
        return List.of(".tbx");
    }

    @Override
    public List<TermEntry> read(Path file, FaultListener listener) throws IOException {
        return new TbxReader(listener).read(file);
    }

    @Override
    public void write(Glossary glossary, OutputStream out, Instant now, Omissions omissions) throws IOException {
        new TbxWriter(this, out, omissions).write(glossary);
    }
}
