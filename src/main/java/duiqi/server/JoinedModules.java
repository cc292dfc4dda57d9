package duiqi.server;

import java.net.URI;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Joins the modules of the page in one, so that a browser needs one request for them. Each module becomes a function
 * that runs once, after the modules that it imports. No module imports itself through others.
 */
final class JoinedModules {
    private static final Pattern IMPORT = Pattern.compile("(?m)^import (?:\\* as )?(\\w+|\\{.*\\}) from \"(.+)\";$");
    private static final Pattern EXPORT = Pattern.compile("(?m)^export ((?:async )?(?:function|class|const) (\\w+))");

    private final Set<URI> names = new HashSet<>();
    private final StringBuilder text = new StringBuilder("const modules = {};\n");

    private JoinedModules() {}

    /** Returns a module with all modules that a module needs. It exports them by name for the tests. */
    static String of(String name) {
        JoinedModules modules = new JoinedModules();
        modules.add(URI.create(name));
        return modules.text + "export { modules };\n";
    }

    private void add(URI name) {
        if (!names.add(name)) {
            return;
        }
        String module = IMPORT.matcher(PageFiles.text(name.getPath())).replaceAll((MatchResult found) -> {
            URI imported = name.resolve(found.group(2));
            add(imported);
            return "const " + found.group(1).replace(" as ", ": ") + " = modules[\"" + imported + "\"];";
        });
        String exported = EXPORT.matcher(module)
                .results()
                .map((MatchResult found) -> found.group(2))
                .collect(Collectors.joining(", "));
        text.append("modules[\"").append(name).append("\"] = (() => {\n");
        text.append(EXPORT.matcher(module).replaceAll("$1"));
        text.append("return { ").append(exported).append(" };\n})();\n");
    }
}
