package duiqi.exchange.resource;

import duiqi.exchange.resource.ResourceFile.Entry;
import duiqi.text.FormatException;
import duiqi.text.LanguageName;
import duiqi.text.Located;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Represents a part of a file of nested keys: a text, an object or a list. Immutable.
 *
 * @param start offset in the file where the part begins
 * @param end offset after the part
 * @param text text; empty for an object or list
 * @param members members of an object by their names, elements of a list by their numbers
 */
record TextTree(int start, int end, Optional<Located> text, Map<String, TextTree> members) {
    TextTree {
        members = Collections.unmodifiableMap(new LinkedHashMap<>(members));
    }

    /** Returns the member with a name; a tree without texts if there is none. */
    TextTree get(String name) {
        return members.getOrDefault(name, new TextTree(start, start, Optional.empty(), Map.of()));
    }

    /** Returns the text of a member; empty if there is none. */
    Optional<String> string(String name) {
        return get(name).text.map(Located::text);
    }

    int count() {
        return text.isPresent()
                ? 1
                : members.values().stream().mapToInt(TextTree::count).sum();
    }

    /** Returns the tree without the object around it all, if its name is a language, as in files of Rails. */
    TextTree withoutLanguage(ResourceFile file) {
        List<String> names =
                members.keySet().stream().filter(name -> get(name).count() > 0).toList();
        String root = names.size() == 1 ? names.get(0) : "";
        TextTree inner = get(root);
        boolean isEmpty = inner.text.filter(passage -> passage.text().isEmpty()).isPresent();
        if (LanguageName.of(root).isEmpty() || (inner.text.isPresent() && !isEmpty)) {
            return this;
        }
        file.declare(LanguageName.of(root));
        return isEmpty ? new TextTree(inner.start, inner.end, Optional.empty(), Map.of()) : inner;
    }

    /**
     * Adds all texts to a file. The key of a nested text is its path with dots.
     *
     * @param notes comments on the text, if this tree is one
     */
    void addTo(ResourceFile file, String key, Stream<String> notes) throws FormatException {
        if (text.isPresent()) {
            file.add(new Entry(key, text.get(), notes));
        } else if (members.isEmpty() && start < end && "{[n".indexOf(file.text().charAt(start)) < 0) {
            file.omissions().add("values that are not texts");
        }
        for (Map.Entry<String, TextTree> member : members.entrySet()) {
            String name = key.isEmpty() ? member.getKey() : key + "." + member.getKey();
            member.getValue().addTo(file, name, Stream.empty());
        }
    }

    /** Adds a member, and reports the texts of an earlier one with the same name, which do not count. */
    static void put(ResourceFile file, Map<String, TextTree> members, String key, String name, TextTree value)
            throws FormatException {
        Optional<TextTree> before = Optional.ofNullable(members.remove(name));
        members.put(name, value);
        if (before.isPresent()) {
            before.get().reportRepeated(file, key, value);
        }
    }

    /** Reports the texts of this tree, which do not count because another tree has the same name. */
    private void reportRepeated(ResourceFile file, String key, TextTree next) throws FormatException {
        boolean isSame = text.map(Located::text).equals(next.text.map(Located::text));
        if (text.isPresent() && !isSame) {
            file.repeated(key, text.get(), file.location(next.start));
        }
        for (Map.Entry<String, TextTree> member : members.entrySet()) {
            member.getValue().reportRepeated(file, key + "." + member.getKey(), next);
        }
    }
}
