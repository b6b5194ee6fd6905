package dev.labelmill.lambda.train;

import dev.labelmill.core.batch.Batch;
import dev.labelmill.core.batch.Chunk;
import dev.labelmill.core.prelabel.Features;
import dev.labelmill.core.prelabel.UnusableContent;
import dev.labelmill.core.task.Stratum;
import dev.labelmill.core.task.Task;
import dev.labelmill.core.task.TaskState;
import dev.labelmill.core.training.Example;
import dev.labelmill.lambda.InParallel;
import dev.labelmill.lambda.objects.Bucket;
import dev.labelmill.lambda.objects.RoutedIds;
import dev.labelmill.lambda.prelabel.Item;
import dev.labelmill.lambda.prelabel.ItemContent;
import dev.labelmill.lambda.store.ChunkStore;
import dev.labelmill.lambda.store.TaskStore;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What people have labelled in a batch, as examples. No round that calibrates is followed by one that teaches. */
final class LabelledItems {

    private final Bucket bucket;
    private final ItemContent contents;
    private final ChunkStore chunks;
    private final TaskStore tasks;

    LabelledItems(Bucket bucket, ItemContent contents, ChunkStore chunks, TaskStore tasks) {
        this.bucket = bucket;
        this.contents = contents;
        this.chunks = chunks;
        this.tasks = tasks;
    }

    /**
     * What was found.
     *
     * @param tasks    all that are decided, chunk by chunk
     * @param examples those of them that the features can be made of
     */
    record Found(List<Task> tasks, List<Example> examples) {}

    /** Reads them once: labels may still come. */
    Found of(Batch batch, Features features) {
        Map<Chunk, List<Task>> labelled = new LinkedHashMap<>();
        for (Chunk chunk : chunks.of(batch.id())) {
            labelled.put(
                    chunk,
                    tasks.getAll(batch.id(), RoutedIds.read(bucket, chunk)).stream()
                            .filter(task -> task.state() == TaskState.RESOLVED && task.stratum() != Stratum.AUTO)
                            .toList());
        }
        List<Task> all = labelled.values().stream().flatMap(List::stream).toList();
        PeoplesAnswers answers =
                new PeoplesAnswers(all, batch.settings().singleChoice().size());
        List<Example> examples = new ArrayList<>();
        labelled.forEach((chunk, found) -> InParallel.map(
                        found.stream().filter(PeoplesAnswers::say).toList(),
                        task -> example(chunk, task, features, answers.of(task)))
                .forEach(example -> example.ifPresent(examples::add)));
        return new Found(all, examples);
    }

    /** An item that the features cannot be made of teaches nothing; people have labelled it all the same. */
    private Optional<Example> example(Chunk chunk, Task task, Features features, double[] target) {
        byte[] line = bucket.readRange(
                chunk.key(), task.place().offset(), task.place().length());
        try {
            Item item = Item.read(line, 0, line.length);
            return Optional.of(new Example(
                    task.item(),
                    features.vector(contents.of(item)),
                    target,
                    1,
                    task.stratum() == Stratum.GOLD ? Example.NO_ROUND : task.wave()));
        } catch (UnusableContent nothingToLearn) {
            return Optional.empty();
        }
    }
}
