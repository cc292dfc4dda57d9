package duiqi.document.plain;

import duiqi.io.Encoding;
import duiqi.text.ReadProblem;
import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds UTF-8 that was decoded as windows-1252 or GB18030 and saved again, and undoes the conversion where it is certain.
 *
 * <p>It encodes each run of strange characters in the wrong encoding and decodes it as UTF-8. For a damaged run, this gives
 * common characters; for a correct one, mostly invalid bytes. A line about encodings quotes damaged text and stays as it
 * is. Stateless.
 */
final class WrongConversion {
    private static final Charset GB18030 = Charset.forName("GB18030");
    private static final Charset WINDOWS_1252 = Charset.forName("windows-1252");

    private static final Pattern RUN = Pattern.compile("[^\\x00-\\x7F]{2,}");

    /** Matches a line about encodings, which may quote damaged text. */
    private static final Pattern ABOUT_ENCODINGS = Pattern.compile(
            "mojibake|utf-?8|latin-?1|windows-1252|unicode|encoding|charset|编码|編碼|乱码|亂碼|字符集", Pattern.CASE_INSENSITIVE);

    /** Matches the quotation mark ” in UTF-8, read as windows-1252, which does not use its third byte. */
    private static final Pattern CUT_QUOTE = Pattern.compile("â€\uFFFD?$");

    /** Two replacement characters in UTF-8, decoded as GB18030. */
    private static final String REPLACEMENTS = "锟斤拷";

    private static final char FIRST_CJK = '\u2E80';
    private static final int LAST_LATIN = 0x17F;

    /** Minimum share of characters in a correct run that are common; damaged runs reach about 0.4. */
    private static final double CORRECT_SHARE = 0.65;

    /** Minimum share of common characters in a run whose conversion is undone. */
    private static final double CERTAIN_SHARE = 0.9;

    /** Minimum number of common characters for each other one in a damaged run that lacks bytes. */
    private static final int COMMON_PER_OTHER = 2;

    /** Times that a text may have been converted. */
    private static final int MAX_CONVERSIONS = 3;

    private WrongConversion() {}

    /** Receives the index of each damaged run. */
    @FunctionalInterface
    interface Listener {
        void found(int start, ReadProblem.Kind kind);
    }

    /** Returns a line with the runs whose conversion can be undone. The others stay. */
    static String undone(String line, Listener listener) {
        if (ABOUT_ENCODINGS.matcher(line).find()) {
            return line;
        }
        StringBuilder undone = new StringBuilder();
        Matcher run = RUN.matcher(line);
        int done = 0;
        while (run.find()) {
            Optional<String> text = undone(line, run.start(), run.end());
            if (text.isPresent()) {
                boolean isLost = text.get().equals(run.group());
                listener.found(run.start(), isLost ? ReadProblem.Kind.LOST : ReadProblem.Kind.REPAIRED);
                undone.append(line, done, run.start()).append(text.get());
                done = run.end();
            }
        }
        return undone.append(line, done, line.length()).toString();
    }

    /** Returns the text before the conversion; empty for a correct run, the run itself if it lacks bytes. */
    private static Optional<String> undone(String line, int start, int end) {
        String run = line.substring(start, end);
        Optional<String> text = Optional.empty();
        for (int k = 0; k < MAX_CONVERSIONS; k++) {
            Optional<String> next = Reading.best(text.orElse(run), k > 0 || isConfirmed(line, start, end));
            if (next.isEmpty()) {
                return text;
            }
            if (next.equals(text)) {
                return Optional.of(run);
            }
            text = next;
        }
        return text;
    }

    /** Returns whether two characters are no coincidence, as a letter and a quotation mark at the end of a word are. */
    private static boolean isConfirmed(String line, int start, int end) {
        boolean isSymbol = line.charAt(end - 1) <= 0xBF;
        return end - start > 2
                || line.charAt(end - 1) < 0xA0
                || line.startsWith("â€", start)
                || (end < line.length() && Character.isLetterOrDigit(line.charAt(end)))
                || (isSymbol && "ÂÃ".indexOf(line.charAt(start)) >= 0)
                || (isSymbol && start > 0 && Character.isLetterOrDigit(line.charAt(start - 1)));
    }

    /**
     * Holds a run that was decoded again.
     *
     * @param text the run, encoded in the wrong encoding and decoded as UTF-8
     * @param good number of its plausible characters
     * @param other number of its other characters outside ASCII
     */
    private record Reading(String text, int good, int other) {
        private static Reading of(String run, boolean isWestern) {
            byte[] bytes = isWestern
                    ? encode(CUT_QUOTE.matcher(run).replaceAll("â€\u009D"), WINDOWS_1252)
                    : encode(run, GB18030);
            String text = new String(bytes, StandardCharsets.UTF_8);
            int all = (int) text.codePoints().filter(c -> c >= 0x80).count();
            int good = (int) text.codePoints()
                    .filter(c -> c >= 0x80 && c != '\uFFFD')
                    .filter(c -> c <= LAST_LATIN || (isWestern ? c >= 0x2010 : Encoding.isCommon(c) || isMark(c)))
                    .count();
            return new Reading(text, good, all - good);
        }

        /** Returns the text of the reading; empty if the run is correct, the run itself if it lacks bytes. */
        static Optional<String> best(String run, boolean isConfirmed) {
            if (run.contains(REPLACEMENTS)) {
                return Optional.of(run);
            }
            boolean isWestern = 2 * run.chars().filter(c -> c >= FIRST_CJK).count()
                    < run.chars().filter(c -> c >= 0x80).count();
            if (!isWestern && !isStrange(run)) {
                return Optional.empty();
            }
            Reading reading = of(run, isWestern);
            boolean isProved = isWestern ? reading.isWestern(isConfirmed) : reading.isMarks() || reading.isChinese();
            return Optional.of(reading.other == 0 ? reading.text : run)
                    .filter(text -> isProved && reading.good > 0 && reading.good >= COMMON_PER_OTHER * reading.other);
        }

        /** Returns whether the bytes prove the conversion, because UTF-8 has a grammar. */
        private boolean isWestern(boolean isConfirmed) {
            return other == 0 ? isConfirmed : good > 2;
        }

        /** Returns whether the text consists of Latin letters and marks, as quotation marks in English are. */
        private boolean isMarks() {
            return text.chars().anyMatch(Reading::isMark) && text.chars().allMatch(c -> c <= LAST_LATIN || isMark(c));
        }

        private boolean isChinese() {
            boolean isCertain = other == 0 ? good >= 2 && Encoding.commonShare(text) >= CERTAIN_SHARE : good >= 4;
            return isCertain && text.chars().anyMatch(Character::isIdeographic);
        }

        private static boolean isMark(int c) {
            return (c >= 0x2010 && c <= 0x2027) || (c >= 0x3000 && c <= 0x303F) || (c >= 0xFF01 && c <= 0xFF65);
        }

        /** Returns whether a run has rare Han characters, as text that was decoded as GB18030 has. */
        private static boolean isStrange(String run) {
            String han = run.replaceAll("\\P{IsHan}+", "");
            int kana = run.replaceAll("[^\\p{IsHiragana}\\p{IsKatakana}]+", "").length();
            return han.length() > kana
                    && 4L * han.length() >= run.chars().filter(c -> c >= 0x80).count()
                    && Encoding.commonShare(han) < CORRECT_SHARE;
        }

        /** Encodes a text; characters that the encoding does not contain become a byte that no encoding contains. */
        private static byte[] encode(String text, Charset charset) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            CharsetEncoder encoder = charset.newEncoder();
            text.chars().forEach(c -> {
                if (c < 0xA0) {
                    bytes.write(c); // Controls of ISO-8859-1 are in place of the bytes that windows-1252 does not use.
                } else if (encoder.canEncode((char) c)) {
                    bytes.writeBytes(Character.toString(c).getBytes(charset));
                } else {
                    bytes.write(0xFF);
                }
            });
            return bytes.toByteArray();
        }
    }
}
