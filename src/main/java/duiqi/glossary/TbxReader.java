package duiqi.glossary;

import duiqi.exchange.XmlElement;
import duiqi.exchange.XmlEntries;
import duiqi.text.FormatException;
import duiqi.text.Location;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Reads TBX of all dialects and styles ({@link TbxForm}). Each English term of an entry renders each of its Chinese terms, unless
 * a note says otherwise ({@link TbxNote}); where no status is said, the first counts as preferred, the others as admitted.
 * Definitions and notes become the note. Entries without a term in both languages are passed over. Not thread-safe.
 */
final class TbxReader {
    /** Codes of languages, without script and region, as BCP 47, ISO 639-2 and old Windows have them. */
    private static final Set<String> CHINESE = Set.of("zh", "cmn", "yue", "zho", "chi", "chs", "cht");

    private static final Set<String> ENGLISH = Set.of("en", "eng");

    private static final Set<String> SECTIONS = Set.of("langsec", "langset");
    private static final Set<String> TERMS = Set.of("termsec", "tig", "ntig");

    private final FaultListener listener;
    private final List<TermEntry> entries = new ArrayList<>();

    TbxReader(FaultListener listener) {
        this.listener = listener;
    }

    List<TermEntry> read(Path file) throws IOException {
        int[] faults = {0};
        FaultListener counting = fault -> {
            faults[0]++;
            listener.found(fault);
        };
        try (XmlEntries concepts =
                XmlEntries.open(file, Set.of("conceptentry", "termentry"), TableForm.damage(counting))) {
            if (!Set.of("tbx", "martif").contains(concepts.root())) {
                throw new FormatException(
                        new Location(file.toString(), 1, 1),
                        "is no TBX: it begins with <" + TermDraft.shown(concepts.root()) + ">",
                        "use a file that begins with <tbx> or <martif>");
            }
            for (Optional<XmlEntries.Entry> entry = concepts.next(); entry.isPresent(); entry = concepts.next()) {
                read(entry.get(), counting);
            }
        }
        if (entries.isEmpty() && faults[0] == 0) {
            throw new FormatException(
                    file.toString(),
                    "has no concept with a term in Chinese and one in English",
                    "look at the xml:lang of its terms");
        }
        return entries;
    }

    private void read(XmlEntries.Entry entry, FaultListener faults) throws FormatException {
        XmlElement concept = entry.element();
        List<XmlElement> chinese = terms(concept, CHINESE);
        TbxFields ofConcept = TbxFields.of(outside(concept, SECTIONS));
        Set<String> preferred = new HashSet<>();
        for (XmlElement zh : chinese) {
            for (XmlElement section : sections(concept, ENGLISH)) {
                TbxFields ofSection = TbxFields.of(outside(section, TERMS));
                for (XmlElement en :
                        elements(section).filter(inner -> is(inner, TERMS)).toList()) {
                    TbxFields fields = TbxFields.of(en.descendants());
                    if (!fields.renders(term(zh).map(XmlElement::text).orElse(""))) {
                        continue;
                    }
                    try {
                        entries.add(new TbxTerm(entry, zh, en, List.of(fields, ofSection, ofConcept)).read(preferred));
                    } catch (FormatException fault) {
                        faults.found(fault);
                    }
                }
            }
        }
    }

    private static List<XmlElement> terms(XmlElement concept, Set<String> language) {
        return sections(concept, language).stream()
                .flatMap(TbxReader::elements)
                .filter(inner -> is(inner, TERMS))
                .toList();
    }

    private static List<XmlElement> sections(XmlElement concept, Set<String> language) {
        return elements(concept)
                .filter(section -> is(section, SECTIONS) && language.contains(language(section)))
                .toList();
    }

    private static String language(XmlElement section) {
        String code = section.attribute("xml:lang")
                .or(() -> section.attribute("lang"))
                .orElse("");
        return code.strip().toLowerCase(Locale.ROOT).split("[-_]", 2)[0];
    }

    /** All that is in an element but not in inner ones of some names. */
    private static Stream<XmlElement> outside(XmlElement element, Set<String> names) {
        return elements(element)
                .filter(inner -> !is(inner, names))
                .flatMap(inner -> Stream.concat(Stream.of(inner), inner.descendants()));
    }

    private static Stream<XmlElement> elements(XmlElement element) {
        return element.nodes().stream().filter(XmlElement.class::isInstance).map(XmlElement.class::cast);
    }

    private static boolean is(XmlElement element, Set<String> names) {
        return names.contains(TbxFields.local(element));
    }

    /** The term of a section, which stands in a group in 2008. */
    static Optional<XmlElement> term(XmlElement section) {
        return section.descendants()
                .filter(inner -> TbxFields.local(inner).equals("term"))
                .findFirst();
    }
}
