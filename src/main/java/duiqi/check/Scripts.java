package duiqi.check;

import com.ibm.icu.lang.UScript;

/** Which scripts a text is in. Stateless. */
final class Scripts {
    private Scripts() {}

    /** Whether a character is Han, in any plane. */
    static boolean isHan(int character) {
        return character >= 0x2E80 && UScript.getScript(character) == UScript.HAN;
    }

    /** How many Han characters there are. */
    static long han(String text) {
        long han = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= 0x2E80) {
                han += isHan(Character.isHighSurrogate(c) ? text.codePointAt(i) : c) ? 1 : 0;
            }
        }
        return han;
    }

    /** How many letters of other scripts there are. */
    static long otherLetters(String text) {
        return text.codePoints().filter(c -> Character.isLetter(c) && !isHan(c)).count();
    }

    /** Whether there is nothing that only East Asian text has, which most English can be told by at once. */
    static boolean isWestern(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) >= 0x2E80) {
                return false;
            }
        }
        return true;
    }

    /** Whether a text that should be English is Chinese but for a few words; a name of one character is not enough. */
    static boolean isMostlyChinese(String text) {
        long han = han(text);
        return han >= 2 && han > otherLetters(text);
    }
}
