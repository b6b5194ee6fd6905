package dev.labelmill.bench.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CorpusTest {

    @TempDir
    private Path folder;

    @Test
    void a_noun_is_its_words_and_its_definition_and_small_files_of_nouns_are_left_out() throws IOException {
        Files.createDirectory(folder.resolve("dict"));
        Files.writeString(folder.resolve("dict/data.noun"), """
                  1 This software and database is being provided to you
                00407433 04 n 02 fold 0 folding 0 001 @ 00405224 n 0000 | the act of folding; "a double fold" \s
                00001740 03 n 01 entity 0 001 ~ 00001930 n 0000 | that which is perceived to exist \s
                """);

        Corpus corpus = Corpus.read(folder);

        assertThat(corpus.texts())
                .containsExactly(new Corpus.Text(
                        "noun-00407433",
                        "fold, folding: the act of folding; \"a double fold\"",
                        corpus.classes().indexOf("act")));
    }

    @Test
    void a_mail_is_spam_by_its_folder() throws IOException {
        write("spam-1", "00001.abc.txt", "Subject: win\n\nnow\n");
        write("hard-ham-1", "00001.def.txt", "Subject: hello\n\nyou\n");
        write("hard-ham-1", "00001.def.json", "{}");

        assertThat(Corpus.read(folder).texts())
                .containsExactly(
                        new Corpus.Text("hard-ham-1-00001", "hello you", 0),
                        new Corpus.Text("spam-1-00001", "win now", 1));
    }

    @Test
    void a_folder_without_a_corpus_is_refused() {
        assertThatThrownBy(() -> Corpus.read(folder)).hasMessageContaining("no corpus that is known");
    }

    private void write(String group, String name, String text) throws IOException {
        Path directory = Files.createDirectories(folder.resolve("data").resolve(group));
        Files.writeString(directory.resolve(name), text);
    }
}
