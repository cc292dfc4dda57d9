package duiqi.exchange;

/** A part of an {@link XmlElement}. */
public sealed interface XmlNode permits XmlNode.Characters, XmlElement {
    /** Where in the text that was parsed it begins. */
    int start();

    /** Where it ends. */
    int end();

    /** A stretch of text, in which what was escaped is not. Immutable. */
    record Characters(String text, int start, int end) implements XmlNode {}
}
