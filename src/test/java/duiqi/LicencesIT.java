package duiqi;

import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;

/**
 * Checks the licence requirements of the libraries in the jar: their texts and notices are included, and each library
 * is listed.
 */
class LicencesIT {
    private static final Pattern PART =
            Pattern.compile("(?m)^([a-z0-9]+(?:/[a-z0-9]+)*)  +(\\S.*?)  +(\\S+) +(META-INF/\\S+)$");

    private static final String CLASSES = "^(META-INF/versions/\\d+/)?|[^/]*\\.class$";

    private record Part(String folder, String licence, String text) {}

    private static JarFile jar() throws IOException {
        return new JarFile(Path.of("target/duiqi-all.jar").toFile());
    }

    private static String text(JarFile jar, String name) throws IOException {
        ZipEntry entry = jar.getEntry(name);
        assertThat(entry).as(name).isNotNull();
        try (InputStream stream = jar.getInputStream(entry)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static List<Part> parts(JarFile jar) throws IOException {
        return PART.matcher(text(jar, "META-INF/licences/PARTS.txt"))
                .results()
                .map(row -> new Part(row.group(1) + "/", row.group(3), row.group(4)))
                .toList();
    }

    @Test
    void listsEveryLibraryOfTheJar() throws Exception {
        try (JarFile jar = jar()) {
            List<String> parts = parts(jar).stream().map(Part::folder).toList();
            assertThat(parts).hasSizeGreaterThan(30);
            TreeSet<String> folders = jar.stream()
                    .map(ZipEntry::getName)
                    .filter(name -> name.endsWith(".class"))
                    .map(name -> name.replaceAll(CLASSES, ""))
                    .filter(folder -> !folder.startsWith("duiqi/"))
                    .collect(toCollection(TreeSet::new));
            assertThat(folders)
                    .as("classes of libraries that META-INF/licences/PARTS.txt does not list")
                    .allMatch(folder -> parts.stream().anyMatch(folder::startsWith));
            assertThat(parts)
                    .as("listed libraries that the jar does not contain")
                    .allMatch(part -> folders.stream().anyMatch(folder -> folder.startsWith(part)));
        }
    }

    @Test
    void includesTextOfEachLicence() throws Exception {
        try (JarFile jar = jar()) {
            for (Part part : parts(jar)) {
                String beginning = switch (part.licence()) {
                    case "Apache-2.0" -> "Apache License\n *Version 2\\.0";
                    case "BSD-2-Clause", "BSD-3-Clause" ->
                        "Redistribution\\s+and\\s+use\\s+in\\s+source\\s+and\\s+binary";
                    case "EPL-2.0" -> "Eclipse Public License - v 2.0";
                    case "MIT" -> "Permission is hereby granted, free\\s+of charge";
                    case "MPL-2.0" -> "Mozilla Public License Version 2.0";
                    case "Unicode-3.0" -> "UNICODE LICENSE V3";
                    default -> "unknown licence: " + part.licence();
                };
                assertThat(text(jar, part.text())).as(part.toString()).containsPattern(beginning);
            }
            assertThat(text(jar, "META-INF/LICENSE")).contains("PDFBox", "Adobe");
            assertThat(text(jar, "META-INF/LICENSE.txt")).contains("QOS.ch");
            assertThat(text(jar, "META-INF/NOTICE"))
                    .startsWith("duiqi")
                    .contains("CC-CEDICT", "Jackson", "Apache PDFBox");
            assertThat(text(jar, "META-INF/NOTICE.txt")).contains("Apache Commons Text");
        }
    }
}
