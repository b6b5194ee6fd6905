package dev.labelmill.lambda.intake;

import dev.labelmill.core.batch.Batch;
import dev.labelmill.core.batch.Chunk;
import dev.labelmill.core.batch.Phase;
import dev.labelmill.lambda.objects.Bucket;
import dev.labelmill.lambda.objects.Layout;
import dev.labelmill.lambda.store.BatchStore;
import dev.labelmill.lambda.store.ChunkStore;
import java.time.InstantSource;
import java.util.List;

/**
 * Has a batch that is done concluded anew from its facts, which are all still there: after an upgrade, say, that scores
 * otherwise. The chunks are reopened first, which means nothing while the batch is done; asked twice it happens once.
 */
final class Rescoring {

    private final Bucket bucket;
    private final BatchStore batches;
    private final ChunkStore chunks;
    private final Refusals refusals;
    private final InstantSource clock;

    Rescoring(Bucket bucket, BatchStore batches, ChunkStore chunks, Refusals refusals, InstantSource clock) {
        this.bucket = bucket;
        this.batches = batches;
        this.chunks = chunks;
        this.refusals = refusals;
        this.clock = clock;
    }

    /** Takes a batch back to where its results are made; refuses one that is not done, or no longer has what it needs. */
    void again(Batch batch) {
        if (batch.phase().isConcluding()) {
            return;
        }
        if (batch.phase() != Phase.DONE) {
            refusals.add(
                    batch.settings(),
                    Layout.RESCORE,
                    "only a batch that is done can be scored again, and this one is " + batch.phase());
            return;
        }
        List<Chunk> all = chunks.of(batch.id());
        if (!all.stream()
                .allMatch(chunk -> isThere(chunk.key())
                        && isThere(Layout.routed(batch.id(), chunk.routedRound(), chunk.number())))) {
            refusals.add(
                    batch.settings(),
                    Layout.RESCORE,
                    "what it was made from has left " + Layout.work(batch.id()) + "; its results stay as they are");
            return;
        }
        all.stream()
                .filter(chunk -> chunk.state() == Chunk.State.GATHERED)
                .forEach(chunk -> chunks.replace(chunk, chunk.toGather()));
        batches.update(batch.id(), b -> b.phase() == Phase.DONE ? b.enter(Phase.FINISHING, clock.instant()) : b);
    }

    private boolean isThere(String key) {
        return bucket.head(key).isPresent();
    }
}
