package duiqi.index;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Numbers the few language tags and property names of a shard. Not thread-safe. */
final class NameTable {
    private final Map<String, Integer> numbers = new LinkedHashMap<>();

    int number(String name) {
        Integer next = numbers.size();
        Integer known = numbers.putIfAbsent(name, next);
        return known == null ? next : known;
    }

    void write(SectionWriter out) throws IOException {
        for (String name : numbers.keySet()) {
            byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
            out.putVarint(bytes.length);
            out.put(bytes, 0, bytes.length);
        }
        out.end(Section.NAMES);
    }

    static List<String> read(ByteBuffer section) {
        List<String> names = new ArrayList<>();
        RecordReader reader = new RecordReader(section, 0);
        while (reader.position() < section.capacity()) {
            names.add(reader.string());
        }
        return List.copyOf(names);
    }
}
