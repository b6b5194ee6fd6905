package dev.labelmill.local.reconcile;

import dev.labelmill.local.telemetry.ReportLine;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.stream.Stream;

/** Functions' logs: a file, or a folder with one for each, named {@code <function>.log} or {@code <stack>-<function>.log}. */
public final class Logs {

    private Logs() {}

    /**
     * What the logs report, by function. An invocation that is reported twice counts once.
     *
     * @throws UncheckedIOException if a file cannot be read
     */
    public static SortedMap<String, Usage> usage(Path fileOrFolder) {
        SortedMap<String, Usage> usage = new TreeMap<>();
        Set<String> seen = new HashSet<>();
        forEachLine(
                fileOrFolder,
                (file, line) -> ReportLine.find(line)
                        .filter(report -> seen.add(report.requestId()))
                        .ifPresent(report ->
                                usage.merge(function(file), Usage.NONE.plus(report), (sum, one) -> sum.plus(report))));
        return usage;
    }

    /** Gives each line with the file that it is in. */
    static void forEachLine(Path fileOrFolder, BiConsumer<Path, String> reader) {
        for (Path file : files(fileOrFolder)) {
            try (BufferedReader lines = Files.newBufferedReader(file)) {
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    reader.accept(file, line);
                }
            } catch (IOException unreadable) {
                throw new UncheckedIOException(file + " cannot be read", unreadable);
            }
        }
    }

    private static List<Path> files(Path fileOrFolder) {
        if (!Files.isDirectory(fileOrFolder)) {
            return List.of(fileOrFolder);
        }
        try (Stream<Path> files = Files.list(fileOrFolder)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(fileOrFolder + " cannot be read", unreadable);
        }
    }

    private static String function(Path file) {
        String name = file.getFileName().toString();
        String stem = name.contains(".") ? name.substring(0, name.indexOf('.')) : name;
        return stem.substring(stem.lastIndexOf('-') + 1);
    }
}
