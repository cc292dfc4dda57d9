package duiqi.document.plain;

import duiqi.document.plain.EncodingGuess.CharacterPlausibility;
import duiqi.text.Line;
import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * Finds text that was decoded in a wrong encoding and saved again, and undoes the conversion where it is certain.
 *
 * <p>UTF-8 that was read as windows-1252 is undone character by character, because its bytes prove themselves. The other
 * conversions are undone for a run of characters outside ASCII, if all of it becomes common Chinese. A line about
 * encodings quotes damaged text and stays as it is.
 *
 * <p>Damage that lost characters cannot be undone. {@link #damaged} finds it by lines: the line is encoded in the
 * wrong encoding and decoded in the right one. This gives common characters for a damaged line, and mostly invalid bytes
 * for a correct one. Some words of a correct text also give characters by chance. The text is therefore damaged only if
 * much of it or a long part of it can be undone. Stateless.
 */
final class WrongConversion {
    private static final Charset GB18030 = Charset.forName("GB18030");
    private static final Charset BIG5 = Charset.forName("Big5");
    private static final Charset WINDOWS_1252 = Charset.forName("windows-1252");

    /**
     * Describes a frequent conversion.
     *
     * @param wrong the encoding in which the bytes were decoded
     * @param right the encoding of the bytes
     */
    private record Conversion(Charset wrong, Charset right) {
        boolean isWestern() {
            return wrong.equals(WINDOWS_1252);
        }

        /**
         * Returns how many characters of a line prove the conversion. Most bytes of a Chinese encoding are also valid in
         * the other one.
         */
        int minimum() {
            return isWestern() || right.equals(StandardCharsets.UTF_8) ? 1 : MIN_CHINESE;
        }
    }

    private static final List<Conversion> CONVERSIONS = List.of(
            new Conversion(WINDOWS_1252, StandardCharsets.UTF_8),
            new Conversion(GB18030, StandardCharsets.UTF_8),
            new Conversion(BIG5, StandardCharsets.UTF_8),
            new Conversion(WINDOWS_1252, GB18030),
            new Conversion(WINDOWS_1252, BIG5),
            new Conversion(BIG5, GB18030),
            new Conversion(GB18030, BIG5));

    /** Two replacement characters in UTF-8, decoded as GB18030. */
    private static final String REPLACEMENTS = "锟斤拷";

    private static final char FIRST_CJK = '\u2E80';
    private static final Pattern OUTSIDE_HAN = Pattern.compile("\\P{IsHan}+");
    private static final Pattern OUTSIDE_KANA = Pattern.compile("[^\\p{IsHiragana}\\p{IsKatakana}]+");

    /** Matches a line about encodings, which may quote damaged text. */
    private static final Pattern ABOUT_ENCODINGS = Pattern.compile(
            "mojibake|utf-?8|latin-?1|windows-1252|unicode|encoding|charset|编码|編碼|乱码|亂碼|字符集", Pattern.CASE_INSENSITIVE);

    /** Maximum number of characters outside ASCII for each adjacent pair, in Chinese read as windows-1252. */
    private static final int DENSITY = 4;

    /** Minimum share of characters in a correct line that are common; damaged lines reach about 0.4. */
    private static final double CORRECT_SHARE = 0.65;

    /** Maximum number of characters for each Han character in Chinese that was decoded in another Chinese encoding. */
    private static final int CHARACTERS_PER_HAN = 4;

    /** Minimum number of common characters for each other one in a line whose conversion is undone. */
    private static final int COMMON_PER_OTHER = 2;

    /** Minimum number of characters that prove that one Chinese encoding was read as another. */
    private static final int MIN_CHINESE = 8;

    /** Minimum number of characters that prove the damage of a text. */
    private static final int MIN_CHARACTERS = 3;

    /** Number of characters that prove the damage of a text of any length. */
    private static final int MANY_CHARACTERS = 40;

    /** Minimum share of the characters in damaged lines, if there are fewer. */
    private static final double DAMAGED_SHARE = 0.1;

    /** Times that a text may have been converted. */
    private static final int MAX_CONVERSIONS = 3;

    private WrongConversion() {}

    /**
     * Describes characters whose conversion is undone.
     *
     * @param start offset of the first character in its line
     * @param end offset after the last one
     * @param text the characters before the conversion; {@link #LOST} if a byte is missing
     */
    record Place(int start, int end, String text) {
        private static final String LOST = "\uFFFD";

        boolean isLost() {
            return text.equals(LOST);
        }

        boolean isHan() {
            return text.codePoints().anyMatch(Character::isIdeographic);
        }
    }

    /** Returns the places of a line whose conversion can be undone with certainty, in order. */
    static List<Place> undone(String line) {
        if (line.chars().allMatch(c -> c < 0x80)) {
            return List.of();
        }
        List<Place> runs = Run.undone(line);
        List<Place> places = runs.isEmpty() ? joined(line, Sequence.in(line)) : runs;
        return places.isEmpty() || ABOUT_ENCODINGS.matcher(line).find() ? List.of() : places;
    }

    /** Joins adjacent places, and undoes earlier conversions of their text. */
    private static List<Place> joined(String line, List<Place> sequences) {
        List<Place> joined = new ArrayList<>();
        for (Place place : sequences) {
            Place last = joined.isEmpty() ? place : joined.get(joined.size() - 1);
            boolean isNext = !joined.isEmpty() && last.end() == place.start();
            if (isNext && last.isLost() == place.isLost()) {
                joined.set(
                        joined.size() - 1,
                        new Place(last.start(), place.end(), place.isLost() ? Place.LOST : last.text() + place.text()));
            } else {
                joined.add(place);
            }
        }
        return joined.stream()
                .map(place -> new Place(
                        place.start(), place.end(), again(place.text(), line.substring(place.end()), MAX_CONVERSIONS)))
                .toList();
    }

    private static String again(String text, String after, int conversions) {
        String next = after.isEmpty() ? "" : after.substring(0, 1);
        StringBuilder undone = new StringBuilder(text);
        List<Place> places = Sequence.in(text + next);
        for (int k = places.size() - 1; k >= 0; k--) {
            if (places.get(k).end() <= text.length()) {
                undone.replace(
                        places.get(k).start(),
                        places.get(k).end(),
                        places.get(k).text());
            }
        }
        boolean isSame = undone.length() == text.length() || conversions == 1;
        return isSame ? undone.toString() : again(undone.toString(), after, conversions - 1);
    }

    /** Finds characters of UTF-8 that were read as windows-1252 or ISO-8859-1. Stateless. */
    private static final class Sequence {
        /** First and last Unicode characters that prove themselves, in pairs: punctuation, symbols, Chinese, emoji. */
        private static final int[] PLAUSIBLE = {
            0x2010, 0x2027, 0x2030, 0x205E, 0x20A0, 0x20BF, 0x2100, 0x214F, 0x2190, 0x22FF, 0x2460, 0x24FF, 0x2500,
            0x27BF, 0x3000, 0x303F, 0x3400, 0x9FFF, 0xFE30, 0xFE4F, 0xFEFF, 0xFEFF, 0xFF01, 0xFFE6, 0x1F300, 0x1FAFF,
            0x20000, 0x2FFFF
        };

        private static final int LAST_LATIN = 0x17F;

        /** Characters of windows-1252 for the bytes 80 to 9F; the last one of Unicode is the trade mark sign. */
        private static final String MARKS = marks();

        private static final char NO_BREAK_SPACE = '\u00A0';

        /** First two bytes of quotation marks in UTF-8; the third one of ” is not in windows-1252 and often lost. */
        private static final int FIRST_OF_QUOTE = 0xE2;

        private static final int SECOND_OF_QUOTE = 0x80;

        private Sequence() {}

        private static String marks() {
            byte[] bytes = new byte[0x20];
            for (int k = 0; k < bytes.length; k++) {
                bytes[k] = (byte) (0x80 + k);
            }
            return new String(bytes, WINDOWS_1252);
        }

        /** Returns the sequences of a line that their surroundings confirm. */
        static List<Place> in(String line) {
            List<Place> found = new ArrayList<>();
            int i = 0;
            while (i < line.length()) {
                Optional<Place> place = at(line, i);
                place.ifPresent(found::add);
                i = place.map(Place::end).orElse(i + 1);
            }
            BitSet confirmed = new BitSet();
            IntStream.range(0, found.size())
                    .filter(k -> isConfirmed(line, found, k))
                    .forEach(confirmed::set);
            return IntStream.range(0, found.size())
                    .filter(k -> confirmed.get(k)
                            || (!confirmed.isEmpty()
                                    && found.get(k).end() - found.get(k).start() == 2))
                    .mapToObj(found::get)
                    .toList();
        }

        private static Optional<Place> at(String line, int start) {
            int lead = octet(line, start);
            int length = lead < 0xC2 ? 0 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : lead < 0xF5 ? 4 : 0;
            if (length == 0) {
                return Optional.empty();
            }
            byte[] bytes = new byte[length];
            for (int k = 0; k < length; k++) {
                bytes[k] = (byte) octet(line, start + k);
            }
            TextDecoder.StrictDecoding decoding = TextDecoder.StrictDecoding.of(bytes, 0, StandardCharsets.UTF_8);
            if (!decoding.succeeded()) {
                return lead == FIRST_OF_QUOTE && octet(line, start + 1) == SECOND_OF_QUOTE
                        ? Optional.of(
                                new Place(start, line.startsWith(Place.LOST, start + 2) ? start + 3 : start + 2, "”"))
                        : cut(line, start, length);
            }
            int character = decoding.text().codePointAt(0);
            return isPlausible(character)
                    ? Optional.of(new Place(start, start + length, character == 0xFEFF ? "" : decoding.text()))
                    : Optional.empty();
        }

        /** Returns a character that lacks a byte, because windows-1252 does not use all bytes. */
        private static Optional<Place> cut(String line, int start, int length) {
            int end = start + 1;
            while (end < Math.min(line.length(), start + length)
                    && (line.charAt(end) == '?'
                            || line.startsWith(Place.LOST, end)
                            || (octet(line, end) >= 0x80 && octet(line, end) < 0xC0))) {
                end++;
            }
            return length == 2 || end == start + 1 ? Optional.empty() : Optional.of(new Place(start, end, Place.LOST));
        }

        static boolean isMark(int character) {
            return character >= PLAUSIBLE[0] && character <= PLAUSIBLE[1];
        }

        private static boolean isPlausible(int character) {
            if (character <= LAST_LATIN) {
                return true;
            }
            for (int k = 0; k < PLAUSIBLE.length; k += 2) {
                if (character >= PLAUSIBLE[k] && character <= PLAUSIBLE[k + 1]) {
                    return true;
                }
            }
            return false;
        }

        /** Returns the byte that windows-1252 or ISO-8859-1 reads as a character; -1 if there is none. */
        private static int octet(String line, int index) {
            if (index >= line.length() || line.charAt(index) < 0x80) {
                return -1;
            }
            char c = line.charAt(index);
            if (c < 0x100) {
                return c;
            }
            int mark = c > '™' ? -1 : MARKS.indexOf(c);
            return mark < 0 ? -1 : 0x80 + mark;
        }

        /**
         * Returns whether a sequence is no coincidence. One Chinese character may be a letter before a French quotation
         * mark; a letter and a mark may be the end of a quotation.
         */
        private static boolean isConfirmed(String line, List<Place> found, int k) {
            Place place = found.get(k);
            boolean isNextToOther = (k > 0 && found.get(k - 1).end() == place.start())
                    || (k + 1 < found.size() && found.get(k + 1).start() == place.end());
            if (place.text().isEmpty() || place.isLost()) {
                return place.isLost() ? hasChinese(found) : place.start() == 0;
            }
            int character = place.text().codePointAt(0);
            if (isNextToOther || character == NO_BREAK_SPACE || character > 0xFFFF) {
                return true;
            }
            if (character > LAST_LATIN) {
                return character < FIRST_CJK ? !isQuoted(line, place) : hasChinese(found);
            }
            boolean endsInMark =
                    !Character.isLetterOrDigit(line.charAt(place.end() - 1)) && octet(line, place.end() - 1) < 0xA0;
            return isWord(line, place.end()) || (!endsInMark && isWord(line, place.start() - 1));
        }

        /** Returns whether Chinese characters are adjacent in any place of a line. */
        private static boolean hasChinese(List<Place> found) {
            return IntStream.range(1, found.size())
                    .anyMatch(k -> found.get(k - 1).end() == found.get(k).start()
                            && found.get(k - 1).isHan()
                            && found.get(k).isHan());
        }

        /** Returns whether a line shows a sequence as an example. */
        private static boolean isQuoted(String line, Place place) {
            boolean isOpen = place.start() == 0 || "\"'`“‘(（「".indexOf(line.charAt(place.start() - 1)) >= 0;
            boolean isClosed = place.end() == line.length() || "\"'`”’)）」".indexOf(line.charAt(place.end())) >= 0;
            return isOpen && isClosed;
        }

        private static boolean isWord(String line, int index) {
            return index >= 0
                    && index < line.length()
                    && line.charAt(index) < 0x80
                    && Character.isLetterOrDigit(line.charAt(index));
        }
    }

    /** Undoes conversions of whole runs of characters. Stateless. */
    private static final class Run {
        private static final Pattern PATTERN = Pattern.compile("[^\\x00-\\x7F]{2,}");

        /** Minimum number of characters of a run that prove a conversion. */
        private static final int MIN_LENGTH = 4;

        /** Minimum share of common characters in a run whose conversion is undone. */
        private static final double CERTAIN_SHARE = 0.9;

        private Run() {}

        /** Returns the damaged runs of a line; none if one of them cannot be undone. */
        static List<Place> undone(String line) {
            List<MatchResult> runs = PATTERN.matcher(line)
                    .results()
                    .filter(run -> isStrange(run.group(), isWestern(run.group())))
                    .toList();
            List<Place> places =
                    runs.stream().flatMap(run -> undone(run).stream()).toList();
            return places.size() == runs.size() ? places : List.of();
        }

        private static boolean isWestern(String run) {
            return run.chars().allMatch(c -> c < FIRST_CJK);
        }

        private static Optional<Place> undone(MatchResult run) {
            boolean isWestern = isWestern(run.group());
            return CONVERSIONS.stream()
                    .skip(1) // The sequences prove UTF-8 that was read as windows-1252.
                    .filter(conversion -> conversion.isWestern() == isWestern)
                    .flatMap(conversion -> undone(run.group(), conversion).stream())
                    .max(Comparator.comparingDouble(CharacterPlausibility.ANY::of))
                    .map(text -> new Place(run.start(), run.end(), text));
        }

        private static Optional<String> undone(String run, Conversion conversion) {
            TextDecoder.StrictDecoding decoding =
                    TextDecoder.StrictDecoding.of(encode(run, conversion.wrong()), 0, conversion.right());
            String text = decoding.text();
            int minimum = conversion.right().equals(StandardCharsets.UTF_8) ? MIN_LENGTH : 2 * MIN_LENGTH;
            boolean isChinese = Math.max(run.length(), text.length()) >= minimum
                    && text.chars().anyMatch(Character::isIdeographic)
                    && CharacterPlausibility.ANY.of(text) >= CERTAIN_SHARE;
            boolean isMark = text.chars().anyMatch(Sequence::isMark)
                    && text.chars().allMatch(c -> c <= Sequence.LAST_LATIN || Sequence.isMark(c));
            boolean isCertain = decoding.succeeded() && (isChinese || isMark);
            return isCertain ? Optional.of(text) : Optional.empty();
        }
    }

    /** Returns the damaged lines of a damaged text; none if the text is correct. */
    static List<Line> damaged(List<Line> lines) {
        List<Line> found = new ArrayList<>();
        int all = 0;
        int damaged = 0;
        int proofs = 0;
        for (Line line : lines) {
            int special = (int) line.text().chars().filter(c -> c >= 0x80).count();
            all += special;
            int characters = special < 2 ? 0 : recovered(line.text(), special);
            if (characters > 0) {
                proofs += characters;
                damaged += special;
                found.add(line);
            }
        }
        boolean proved = proofs >= MANY_CHARACTERS || (proofs >= MIN_CHARACTERS && damaged >= DAMAGED_SHARE * all);
        return proved ? found : List.of();
    }

    /** Returns the number of characters that undoing a conversion recovers; 0 if the line is correct. */
    private static int recovered(String line, int special) {
        String kept = line.replace(REPLACEMENTS, "");
        int lost = line.length() - kept.length();
        if (2 * lost > special) {
            return lost;
        }
        boolean western = 2 * line.chars().filter(c -> c >= FIRST_CJK).count() < special;
        if (!isStrange(kept, western)) {
            return 0;
        }
        boolean isolated = western && DENSITY * pairs(kept) < special;
        return CONVERSIONS.stream()
                .filter(conversion -> conversion.isWestern() == western)
                .filter(conversion -> !isolated || conversion.right().equals(StandardCharsets.UTF_8))
                .mapToInt(conversion -> recovered(kept, conversion))
                .max()
                .orElse(0);
    }

    /**
     * Returns whether the characters outside ASCII are not those of ordinary text. Text that was decoded in a Chinese
     * encoding has rare Han characters; Japanese, Cyrillic and ornaments have common ones, or few.
     */
    private static boolean isStrange(String text, boolean western) {
        if (western) {
            return CharacterPlausibility.ANY.of(text) < CORRECT_SHARE;
        }
        String han = OUTSIDE_HAN.matcher(text).replaceAll("");
        int kana = OUTSIDE_KANA.matcher(text).replaceAll("").length();
        long special = text.chars().filter(c -> c >= 0x80).count();
        return han.length() > kana
                && (long) CHARACTERS_PER_HAN * han.length() >= special
                && CharacterPlausibility.ANY.of(han) < CORRECT_SHARE;
    }

    /** Returns how often two characters outside ASCII are adjacent. */
    static long pairs(String line) {
        return IntStream.range(1, line.length())
                .filter(i -> line.charAt(i - 1) >= 0x80 && line.charAt(i) >= 0x80)
                .count();
    }

    private static int recovered(String line, Conversion conversion) {
        String undone = new String(encode(line, conversion.wrong()), conversion.right());
        boolean bytesProve = conversion.isWestern() && conversion.right().equals(StandardCharsets.UTF_8);
        int good = 0;
        int other = 0;
        for (int i = 0; i < undone.length(); i++) {
            char c = undone.charAt(i);
            if (bytesProve ? c >= 0x80 && c != '\uFFFD' : c >= 0x800 && CharacterPlausibility.ANY.common.get(c)) {
                good += bytesProve && c >= 0x800 ? 2 : 1;
            } else if (c >= 0x80) {
                other++;
            }
        }
        return good >= COMMON_PER_OTHER * other && good >= conversion.minimum() ? good : 0;
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
