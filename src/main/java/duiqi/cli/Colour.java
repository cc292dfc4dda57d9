package duiqi.cli;

import java.util.Locale;

/** When to colour what is printed. */
enum Colour {
    NEVER,
    AUTO,
    ALWAYS;

    boolean wanted(Console console) {
        return this == ALWAYS || (this == AUTO && console.outTakesColour());
    }

    /** As the user writes it. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
