package dev.labelmill.bench.start;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What to measure.
 *
 * @param root       the project's, {@code --root}; else the folder this is run in
 * @param rounds     measured starts of each function, {@code --rounds}; else 15
 * @param functions  by name with commas between, {@code --functions}; else all
 * @param jdks       homes of further JDKs, each {@code --jdk}: started without and with ahead-of-time caches, for which it
 *                   must be 25 or later
 * @param jvm        further options of all JVMs, each {@code --jvm}; {@code %p} in them is the process's id
 * @param executable the functions as a native executable, {@code --native}
 * @param floorExecutable the one that does nothing likewise, {@code --native-floor}
 * @param callsExecutable those that do nothing but call services likewise, {@code --native-calls}
 */
record Options(
        Path root,
        int rounds,
        Set<String> functions,
        List<Path> jdks,
        List<String> jvm,
        Optional<Path> executable,
        Optional<Path> floorExecutable,
        Optional<Path> callsExecutable) {

    /** Copies the collections. */
    Options {
        functions = Set.copyOf(functions);
        jdks = List.copyOf(jdks);
        jvm = List.copyOf(jvm);
        long executables = Stream.of(executable, floorExecutable, callsExecutable)
                .filter(Optional::isPresent)
                .count();
        if (executables % 3 != 0) {
            throw new IllegalArgumentException(
                    "--native, --native-floor and --native-calls go together: one is held against the others");
        }
    }

    /** @throws IllegalArgumentException naming an option that is not known or lacks its value */
    static Options of(String... args) {
        Path root = Path.of("");
        int rounds = 15;
        Set<String> functions = Set.of();
        List<Path> jdks = new ArrayList<>();
        List<String> jvm = new ArrayList<>();
        Optional<Path> executable = Optional.empty();
        Optional<Path> floorExecutable = Optional.empty();
        Optional<Path> callsExecutable = Optional.empty();
        for (int i = 0; i < args.length; i += 2) {
            if (i + 1 == args.length) {
                throw new IllegalArgumentException(args[i] + " lacks its value");
            }
            String value = args[i + 1];
            switch (args[i]) {
                case "--root" -> root = Path.of(value);
                case "--rounds" -> rounds = Integer.parseInt(value);
                case "--functions" -> functions = Set.of(value.split(","));
                case "--jdk" -> jdks.add(Path.of(value));
                case "--jvm" -> jvm.add(value);
                case "--native" -> executable = Optional.of(Path.of(value));
                case "--native-floor" -> floorExecutable = Optional.of(Path.of(value));
                case "--native-calls" -> callsExecutable = Optional.of(Path.of(value));
                default -> throw new IllegalArgumentException("there is no option " + args[i]);
            }
        }
        return new Options(root, rounds, functions, jdks, jvm, executable, floorExecutable, callsExecutable);
    }

    /** Whether a function is to be measured. */
    boolean wants(String function) {
        return functions.isEmpty() || functions.contains(function);
    }

    /** What holds a floor, or the functions. */
    Optional<Path> executable(Optional<Floor> floor) {
        if (floor.isEmpty()) {
            return executable;
        }
        return floor.get() == Floor.HELLO ? floorExecutable : callsExecutable;
    }

    /** The ways to start, this JDK's first. */
    List<Mode> modes() {
        List<Mode> modes = new ArrayList<>(List.of(Mode.plain(jvm)));
        jdks.forEach(jdk -> modes.addAll(Mode.of(jdk, jvm)));
        executable.ifPresent(file -> modes.add(Mode.executable()));
        return modes;
    }
}
