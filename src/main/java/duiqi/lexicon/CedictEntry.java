package duiqi.lexicon;

import duiqi.text.FormatException;
import duiqi.text.Location;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A line of CC-CEDICT: {@code 傳統 传统 [chuan2 tong3] /tradition/traditional/}.
 *
 * @param traditional headword in traditional characters
 * @param simplified headword in simplified characters
 * @param syllables pinyin with tone numbers, one for each character where the word is all Han
 * @param glosses English glosses in order
 */
record CedictEntry(String traditional, String simplified, List<String> syllables, List<String> glosses) {
    private static final Pattern LINE = Pattern.compile("(\\S+) (\\S+) \\[([^\\]]*)\\] /(.*)/\\s*");

    CedictEntry {
        syllables = List.copyOf(syllables);
        glosses = List.copyOf(glosses);
    }

    /**
     * The entry of a line; empty for comments and blank lines.
     *
     * @param line a line without its line break
     * @param place where it stands, for the message
     */
    static Optional<CedictEntry> parse(String line, Location place) throws FormatException {
        if (line.isBlank() || line.startsWith("#")) {
            return Optional.empty();
        }
        Matcher matcher = LINE.matcher(line);
        if (!matcher.matches()) {
            throw new FormatException(
                    place,
                    "not a line of CC-CEDICT: \"" + abbreviate(line) + "\"",
                    "give the file cedict_1_0_ts_utf-8_mdbg.txt.gz as MDBG publishes it, whose lines read"
                            + " \"傳統 传统 [chuan2 tong3] /tradition/\"");
        }
        return Optional.of(new CedictEntry(
                matcher.group(1),
                matcher.group(2),
                List.of(matcher.group(3).split(" ")),
                List.of(matcher.group(4).split("/"))));
    }

    private static String abbreviate(String line) {
        return line.length() <= 40 ? line : line.substring(0, line.offsetByCodePoints(0, 30)) + "…";
    }
}
