package dev.labelmill.lambda.store;

import dev.labelmill.core.work.Posting;
import dev.labelmill.core.work.Postings;
import dev.labelmill.core.work.Work;
import java.time.LocalDate;
import java.util.List;

/** Postings ↔ strings of day, kind, count, nano-dollars, milliseconds, gold and right, with spaces between. */
final class PostingForm {

    private PostingForm() {}

    static List<String> write(Postings postings) {
        return postings.list().stream().map(PostingForm::write).toList();
    }

    private static String write(Posting posting) {
        Work work = posting.work();
        return posting.day() + " " + posting.kind() + " " + posting.count() + " " + work.nanos() + " " + work.millis()
                + " " + work.gold() + " " + work.right();
    }

    static Postings read(List<String> texts) {
        return new Postings(texts.stream().map(PostingForm::read).toList());
    }

    private static Posting read(String text) {
        String[] parts = text.split(" ", -1);
        return new Posting(
                LocalDate.parse(parts[0]),
                Posting.Kind.valueOf(parts[1]),
                Integer.parseInt(parts[2]),
                new Work(
                        Long.parseLong(parts[3]),
                        Long.parseLong(parts[4]),
                        Long.parseLong(parts[5]),
                        Long.parseLong(parts[6])));
    }
}
