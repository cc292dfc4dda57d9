package duiqi.encoder;

import duiqi.text.FormatException;
import duiqi.text.NearestName;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Lists the encoders that duiqi can install, with addresses, sizes, checksums and licences. Immutable.
 *
 * @param entries the encoders, in the order of the list
 */
public record EncoderList(List<Entry> entries) {
    private static final String RESOURCE = "encoders.txt";
    private static final String NONE = "-";

    public EncoderList {
        entries = List.copyOf(entries);
    }

    /** Returns the list in the jar. */
    public static EncoderList standard() throws IOException {
        try (InputStream in =
                Objects.requireNonNull(EncoderList.class.getResourceAsStream(RESOURCE), "a part of the jar")) {
            return read(RESOURCE, new InputStreamReader(in, StandardCharsets.UTF_8));
        }
    }

    /**
     * Reads a list. The comment at its beginning describes the format.
     *
     * @param name name of the list in messages
     * @throws FormatException if a line has an unknown key or a missing value, or an encoder has no name
     */
    static EncoderList read(String name, Reader text) throws IOException {
        List<Entry> entries = new ArrayList<>();
        List<String> lines = new ArrayList<>();
        for (String line : new BufferedReader(text).lines().toList()) {
            if (line.isBlank()) {
                if (!lines.isEmpty()) {
                    entries.add(Entry.of(name, lines));
                    lines.clear();
                }
            } else if (!line.startsWith("#")) {
                lines.add(line.strip());
            }
        }
        if (!lines.isEmpty()) {
            entries.add(Entry.of(name, lines));
        }
        return new EncoderList(entries);
    }

    /** Returns the encoder with a name. */
    public Optional<Entry> find(String name) {
        return entries.stream().filter(entry -> entry.name().equals(name)).findFirst();
    }

    /**
     * Returns the encoder with a name.
     *
     * @throws FormatException if the list does not have it
     */
    public Entry get(String name) throws FormatException {
        Optional<Entry> found = find(name);
        if (found.isEmpty()) {
            throw new FormatException(
                    name,
                    "is not in the list of encoders",
                    NearestName.remedy(name, entries.stream().map(Entry::name).toList()));
        }
        return found.get();
    }

    /**
     * Describes an encoder. Immutable.
     *
     * @param name name for {@code --encoder}
     * @param about one line for users
     * @param licence licence of the model, an SPDX identifier
     * @param languages languages of the model
     * @param page address of the page of the model
     * @param vectorSize numbers in a vector
     * @param properties lines of {@code encoder.properties}
     * @param files files to download
     */
    public record Entry(
            String name,
            String about,
            String licence,
            String languages,
            String page,
            int vectorSize,
            List<String> properties,
            List<ModelFile> files) {
        public Entry {
            properties = List.copyOf(properties);
            files = List.copyOf(files);
        }

        private static Entry of(String list, List<String> lines) throws FormatException {
            List<String> properties = new ArrayList<>();
            List<ModelFile> files = new ArrayList<>();
            for (String line : lines) {
                if (line.startsWith("property ")) {
                    properties.add(line.substring("property ".length()));
                } else if (line.startsWith("file ")) {
                    files.add(ModelFile.of(list, line.split(" +")));
                }
            }
            String size = value(list, lines, "size");
            if (!size.matches("\\d{1,6}")) {
                throw new FormatException(list, "the size \"" + size + "\" is not a number", "repair the list");
            }
            return new Entry(
                    value(list, lines, "name"),
                    value(list, lines, "about"),
                    value(list, lines, "licence"),
                    value(list, lines, "languages"),
                    value(list, lines, "page"),
                    Integer.parseInt(size),
                    properties,
                    files);
        }

        private static String value(String list, List<String> lines, String key) throws FormatException {
            for (String line : lines) {
                if (line.startsWith(key + " ")) {
                    return line.substring(key.length() + 1).strip();
                }
            }
            throw new FormatException(list, "an encoder has no \"" + key + "\": " + lines.get(0), "repair the list");
        }

        /** Returns the size of all files in bytes; empty if the size of a file is not known. */
        public OptionalLong bytes() {
            return files.stream().anyMatch(file -> file.bytes().isEmpty())
                    ? OptionalLong.empty()
                    : OptionalLong.of(files.stream()
                            .mapToLong(file -> file.bytes().getAsLong())
                            .sum());
        }

        /** Returns whether the list has a checksum for each file. */
        public boolean hasChecksums() {
            return files.stream().allMatch(file -> file.sha256().isPresent());
        }
    }

    /**
     * Describes a file to download. Immutable.
     *
     * @param name name in the folder of the encoder
     * @param bytes size; empty if not known
     * @param sha256 SHA-256 in lower-case hexadecimal (FIPS 180-4); empty if not known
     * @param address web address
     */
    public record ModelFile(String name, OptionalLong bytes, Optional<String> sha256, String address) {
        private static ModelFile of(String list, String[] words) throws FormatException {
            if (words.length != 5
                    || !words[1].matches("[a-z][a-z._-]*")
                    || !words[2].matches("-|\\d{1,15}")
                    || !words[3].matches("-|[0-9a-f]{64}")) {
                throw new FormatException(
                        list,
                        "\"" + String.join(" ", words) + "\" is not a file",
                        "write: file NAME BYTES SHA-256 ADDRESS");
            }
            return new ModelFile(
                    words[1],
                    words[2].equals(NONE) ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(words[2])),
                    words[3].equals(NONE) ? Optional.empty() : Optional.of(words[3]),
                    words[4]);
        }

        /** Returns the name under which the publisher offers the file. */
        String publishedName() {
            return address.substring(address.lastIndexOf('/') + 1);
        }
    }
}
