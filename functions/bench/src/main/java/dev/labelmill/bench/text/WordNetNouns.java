package dev.labelmill.bench.text;

import dev.labelmill.core.draw.Draw;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * Nouns of WordNet 3.1 with what they mean, in the words of its lexicographers, and which of their files each was put in:
 * its ten largest files of nouns. The format is that of {@code wndb(5WN)}, the files' numbers those of {@code
 * lexnames(5WN)}. So many are drawn by hash; the others are left out.
 */
final class WordNetNouns {

    private static final int DRAWN = 10_000;

    /** The ten largest, with 2,500 synsets or more each. */
    private static final Map<String, String> FILES = Map.of(
            "04", "act",
            "05", "animal",
            "06", "artifact",
            "07", "attribute",
            "10", "communication",
            "15", "location",
            "18", "person",
            "20", "plant",
            "26", "state",
            "27", "substance");

    private static final List<String> CLASSES = FILES.values().stream().sorted().toList();

    private WordNetNouns() {}

    static Path data(Path folder) {
        return folder.resolve("dict").resolve("data.noun");
    }

    static Corpus read(Path folder) throws IOException {
        Draw draw = new Draw(0);
        List<Corpus.Text> all = new ArrayList<>();
        for (String line : Files.readAllLines(data(folder))) {
            // The licence at the top is indented.
            if (!line.startsWith(" ")) {
                add(line, all);
            }
        }
        return new Corpus(
                "wordnet-nouns",
                CLASSES,
                all.stream()
                        .sorted(Comparator.comparingDouble(text -> draw.uniform("drawn", text.id())))
                        .limit(DRAWN)
                        .toList());
    }

    /** The line's fields: offset, file, type, number of words in base 16, each word and its number in the file … | gloss. */
    private static void add(String line, List<Corpus.Text> all) {
        int bar = line.indexOf(" | ");
        String[] fields = line.substring(0, bar).split(" ");
        String name = FILES.get(fields[1]);
        if (name == null) {
            return;
        }
        StringBuilder text = new StringBuilder();
        for (int word = Integer.parseInt(fields[3], 16), at = 4; word > 0; word--, at += 2) {
            text.append(fields[at].replace('_', ' ')).append(word > 1 ? ", " : ": ");
        }
        text.append(line.substring(bar + 3).strip());
        all.add(new Corpus.Text("noun-" + fields[0], text.toString(), CLASSES.indexOf(name)));
    }
}
