package dev.labelmill.lambda.finish;

import dev.labelmill.core.batch.Chunk;
import dev.labelmill.core.consensus.Skills;
import dev.labelmill.core.consensus.StopRule;
import dev.labelmill.core.draw.Draw;
import dev.labelmill.core.label.LabelValue;
import dev.labelmill.core.task.ItemPlace;
import dev.labelmill.core.task.Judge;
import dev.labelmill.core.task.Label;
import dev.labelmill.core.task.Prelabel;
import dev.labelmill.core.task.Purpose;
import dev.labelmill.core.task.Resolution;
import dev.labelmill.core.task.Task;
import dev.labelmill.core.work.Postings;
import dev.labelmill.lambda.objects.Layout;
import dev.labelmill.lambda.objects.RoutedIds;
import dev.labelmill.lambda.stage.Samples;
import dev.labelmill.lambda.stage.Stage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.zip.GZIPOutputStream;

/** Chunks whose items are routed and whose tasks are answered, stored as the functions leave them. */
final class AnsweredChunks {

    private static final int YES = 1;
    private static final String CROWD = "crowd";
    private static final String EXPERTS = "experts";

    private final Stage stage;
    private final String id;
    private final List<Runnable> tasks = new ArrayList<>();

    /** What becomes of an item. */
    enum Kind {
        REJECTED,
        ACCEPTED,
        AUDITED_ACCEPTED,
        GOLD,
        PEOPLE
    }

    /** An item of the manifest and what is answered of it; after three answers the next is the expert's. */
    record Item(Kind kind, String id, long offset, int length, int[] answers, OptionalInt audit) {}

    AnsweredChunks(Stage stage, String id) {
        this.stage = stage;
        this.id = id;
    }

    /** Stores a chunk as routing leaves it; those of all items that begin in it are its own. */
    void store(Chunk cut, List<Item> all) {
        int number = cut.number();
        List<Item> own = all.stream()
                .filter(item -> item.offset() >= cut.start() && item.offset() < cut.end())
                .toList();
        StringBuilder acceptedLines = new StringBuilder();
        List<RoutedIds.Routed> ids = new ArrayList<>();
        for (Item item : own) {
            if (item.kind() == Kind.ACCEPTED) {
                acceptedLines.append(item.offset()).append("\t0\t0.98\n");
            } else if (item.kind() != Kind.REJECTED) {
                ids.add(new RoutedIds.Routed(item.offset(), item.id()));
                tasks.add(() -> store(number, item));
            }
        }
        RoutedIds.write(stage.bucket(), id, 0, number, ids);
        stage.bucket().put(Layout.accepted(id, 0, number), "application/gzip", gzip(acceptedLines.toString()));
        long audited = count(own, Kind.AUDITED_ACCEPTED);
        Chunk scored = cut.scored(
                cut.counts(),
                cut.scores(),
                own.size() - count(own, Kind.REJECTED),
                count(own, Kind.REJECTED),
                count(own, Kind.GOLD));
        stage.chunks()
                .cut(scored.routed(
                                0,
                                count(own, Kind.ACCEPTED) + audited,
                                audited,
                                0,
                                count(own, Kind.PEOPLE),
                                count(own, Kind.GOLD))
                        .spend(Samples.spent(1000)));
    }

    /** Stores the tasks of all chunks, which want the batch to be there. */
    void storeTasks() {
        tasks.forEach(Runnable::run);
    }

    private static long count(List<Item> items, Kind kind) {
        return items.stream().filter(item -> item.kind() == kind).count();
    }

    private void store(int chunk, Item item) {
        ItemPlace place = new ItemPlace(chunk, item.offset(), item.length());
        Prelabel prelabel = Prelabel.of(new double[] {0.96, 0.04});
        Task task = switch (item.kind()) {
            case GOLD ->
                item.answers().length == 0
                        ? Task.heldGold(id, item.id(), place, 0.5, prelabel, YES, 2)
                        : Task.gold(id, item.id(), place, 0.5, prelabel, YES, item.answers().length);
            case PEOPLE -> Task.forPeople(id, item.id(), place, 0, 0.5, prelabel, 2);
            default ->
                Task.auditOfAccepted(
                        id, item.id(), place, 0.5, prelabel, new Resolution(0, 0.96, Resolution.By.PRELABEL));
        };
        stage.tasks().insert(task, 2);
        for (int n = 0; n < item.answers().length; n++) {
            boolean expert = n == 3;
            Purpose purpose = item.kind() == Kind.GOLD ? Purpose.GOLD : expert ? Purpose.ADJUDICATION : Purpose.LABEL;
            answer(item, expert ? EXPERTS : CROWD, expert ? "x0" : "w" + n, item.answers()[n], purpose);
        }
        item.audit().ifPresent(answer -> answer(item, EXPERTS, "x1", answer, Purpose.AUDIT));
    }

    private void answer(Item item, String vendor, String annotator, int answer, Purpose purpose) {
        Label label = new Label(
                id,
                "demo",
                item.id(),
                vendor,
                annotator,
                Optional.of(new LabelValue.Choice(answer)),
                1,
                "delivery",
                "d-" + purpose,
                purpose,
                Postings.undated(vendor.equals(CROWD) ? 10_000_000 : 100_000_000),
                1500,
                item.kind() == Kind.GOLD ? OptionalInt.of(YES) : OptionalInt.empty(),
                Samples.spent(3),
                Optional.empty(),
                0);
        stage.labels().store(label);
        // Pre-labels were shown, so that two equal answers settle a task and nothing else does.
        Judge judge = new Judge(
                2,
                new StopRule(2, 3, 0.9, true),
                Skills.uninformed(2, 0.8),
                new Draw(7),
                item.audit().isPresent() ? 1 : 0,
                Set.of());
        stage.tasks()
                .update(
                        id,
                        item.id(),
                        2,
                        task -> (task.need().isPresent() ? task.claim("d-" + purpose, vendor, true) : task)
                                .receive(label, judge));
    }

    static byte[] gzip(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
