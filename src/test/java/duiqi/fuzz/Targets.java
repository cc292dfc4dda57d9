package duiqi.fuzz;

import java.util.List;
import java.util.stream.Stream;

/** All targets. */
final class Targets {
    static final List<Target> ALL = Stream.of(
                    DocumentTargets.all(),
                    ExchangeTargets.all(),
                    GlossaryTargets.all(),
                    SettingTargets.all(),
                    StageTargets.all())
            .flatMap(List::stream)
            .toList();

    private Targets() {}

    static Target named(String name) {
        return ALL.stream()
                .filter(target -> target.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no target \"" + name + "\", but "
                        + String.join(" ", ALL.stream().map(Target::name).toList())));
    }
}
