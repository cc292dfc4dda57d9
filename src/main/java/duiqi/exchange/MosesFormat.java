package duiqi.exchange;

import duiqi.text.FormatException;
import duiqi.text.Language;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * Two plain texts whose lines correspond, {@code NAME.zh} and {@code NAME.en}, as trainers of machine translation read them. Either
 * file, or the common name, stands for both. A text is a line, so tabs and line breaks in it become a space and are counted.
 * Nothing but the texts is kept.
 */
final class MosesFormat implements ExchangeFormat {
    @Override
    public String name() {
        return "moses";
    }

    @Override
    public List<String> extensions() {
        return List.of(".zh", ".en");
    }

    @Override
    public UnitReader open(Path file, ReaderSettings options) throws IOException {
        Path first = sibling(file, options.source());
        Path second = sibling(file, options.target());
        for (Path each : List.of(first, second)) {
            if (!Files.exists(each)) {
                throw new FormatException(
                        each.toString(), "is not there, and " + file + " is half of a pair", "name both files alike");
            }
        }
        return new MosesReader(first, second, options);
    }

    @Override
    public List<Path> files(Path output, WriterSettings options) {
        return List.of(sibling(output, options.source()), sibling(output, options.target()));
    }

    /** The file of a pair that is in a language. */
    private static Path sibling(Path file, Language language) {
        String name = String.valueOf(file.getFileName());
        String lower = name.toLowerCase(Locale.ROOT);
        boolean isHalf = lower.endsWith(".zh") || lower.endsWith(".en");
        String common = isHalf ? name.substring(0, name.length() - ".zh".length()) : name;
        return file.resolveSibling(common + "." + (language.isChinese() ? "zh" : language.primary()));
    }

    @Override
    public UnitWriter writer(List<OutputStream> outs, TmxHeader header, WriterSettings options) throws IOException {
        return new PairWriter(outs, options);
    }

    private static final class PairWriter implements UnitWriter {
        private final Writer first;
        private final Writer second;
        private final WriterSettings options;
        private boolean isBegun;
        private int count;

        PairWriter(List<OutputStream> outs, WriterSettings options) {
            this.first = new BufferedWriter(new OutputStreamWriter(outs.get(0), StandardCharsets.UTF_8));
            this.second = new BufferedWriter(new OutputStreamWriter(outs.get(1), StandardCharsets.UTF_8));
            this.options = options;
        }

        @Override
        public void write(Tu unit) throws IOException {
            for (Sides sides : Sides.of(unit, options, false)) {
                Omissions omissions = options.omissions();
                PlainSides.count(sides, omissions);
                sides.countRegions(options);
                first.write(line(sides.source().text()) + "\n");
                second.write(line(sides.targetText()) + "\n");
                isBegun = true;
                count++;
            }
        }

        private String line(String text) {
            String whole =
                    TsvFormat.withoutZeros(LoneSurrogates.without(text, options.omissions()), options.omissions());
            if (!isBegun && whole.startsWith(XmlEncoding.MARK)) {
                options.omissions().add("byte order marks at the beginning of texts");
                whole = whole.substring(1);
            }
            String line = TsvFormat.SEPARATORS.matcher(whole).replaceAll(" ");
            if (!line.equals(whole)) {
                options.omissions().add("tabs and line breaks in texts, which became spaces");
            }
            return line;
        }

        @Override
        public int count() {
            return count;
        }

        @Override
        public void finish() throws IOException {
            first.flush();
            second.flush();
        }
    }
}
