package duiqi.fuzz;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/**
 * Splits inputs into parts, each starting with a line {@code --- name}. Fuzzing thus mutates the content of zip
 * documents, and findings are readable.
 */
final class Parts {
    private static final String MARK = "--- ";
    private static final int MAX_LENGTH = 13_000;

    /** Parts without document text. */
    private static final Pattern WITHOUT_TEXT =
            Pattern.compile("theme|[sS]ettings|fontTable|docProps|manifest|meta\\.xml");

    private Parts() {}

    /**
     * Returns the parts as a zip file. An input that does not start with the mark of a part stays unchanged; it may be
     * a zip file.
     */
    static byte[] zip(byte[] input) {
        String text = new String(input, StandardCharsets.ISO_8859_1);
        if (!text.startsWith(MARK)) {
            return input;
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            Set<String> names = new HashSet<>();
            for (String part : text.substring(MARK.length()).split("\n" + MARK, -1)) {
                int end = part.indexOf('\n');
                String name = end < 0 ? part : part.substring(0, end);
                if (names.add(name)) {
                    zip.putNextEntry(new ZipEntry(name));
                    zip.write(part.substring(end + 1).getBytes(StandardCharsets.ISO_8859_1));
                    zip.closeEntry();
                }
            }
        } catch (IOException | IllegalArgumentException tooLongName) {
            return input;
        }
        return bytes.toByteArray();
    }

    /** Returns the XML files of a zip file as parts. */
    static byte[] ofZip(byte[] zipped) throws IOException {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(zipped))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                byte[] content = zip.readAllBytes();
                if (!entry.isDirectory() && isMarkup(entry.getName(), content)) {
                    text.writeBytes((MARK + entry.getName() + "\n").getBytes(StandardCharsets.UTF_8));
                    text.writeBytes(content);
                    text.write('\n');
                }
            }
        }
        return text.toByteArray();
    }

    private static boolean isMarkup(String name, byte[] content) {
        return name.equals("mimetype")
                || (content.length > 0
                        && content.length < MAX_LENGTH
                        && content[0] == '<'
                        && !WITHOUT_TEXT.matcher(name).find());
    }

    /** Splits an input into a number of texts at lines {@code ---}. Missing texts are empty. */
    static List<String> texts(byte[] input, int count) {
        List<String> texts =
                new ArrayList<>(List.of(new String(input, StandardCharsets.UTF_8).split("\n---\n", count)));
        while (texts.size() < count) {
            texts.add("");
        }
        return texts;
    }
}
