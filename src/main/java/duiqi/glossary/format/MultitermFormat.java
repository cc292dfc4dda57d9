package duiqi.glossary.format;

import duiqi.glossary.Glossary;
import duiqi.glossary.GlossaryFormats;
import duiqi.glossary.TermEntry;
import duiqi.io.FileStart;
import duiqi.text.FormatException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * Reads XML exports of MultiTerm ({@code <mtf>}, schema MTF of Trados), and refuses its term bases, which are databases of
 * Microsoft Access.
 */
public final class MultitermFormat implements GlossaryFormats.Format {
    @Override
    public String name() {
        return "multiterm";
    }

    @Override
    public List<String> extensions() {
        return List.of(".mtf.xml", ".mtf");
    }

    @Override
    public List<String> refusedExtensions() {
        return List.of(".sdltb");
    }

    @Override
    public boolean recognises(FileStart start) {
        return start.hasRoot("mtf") || isDatabase(start);
    }

    private static boolean isDatabase(FileStart start) {
        return start.binary().startsWith("\0\1\0\0Standard Jet DB")
                || start.binary().startsWith("\0\1\0\0Standard ACE DB");
    }

    @Override
    public boolean isWritten() {
        return false;
    }

    @Override
    public List<TermEntry> read(Path file, Glossary.FaultListener listener) throws IOException {
        if (isDatabase(FileStart.of(file))) {
            throw new FormatException(
                    file.toString(),
                    "is a database of Access, as term bases of MultiTerm are",
                    "export it in MultiTerm as MultiTerm XML");
        }
        return new XmlConcepts(new TermBase(file, listener), false).read(file);
    }
}
