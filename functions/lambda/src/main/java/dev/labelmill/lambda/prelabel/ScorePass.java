package dev.labelmill.lambda.prelabel;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.labelmill.core.batch.Batch;
import dev.labelmill.core.batch.BatchSettings;
import dev.labelmill.core.batch.Chunk;
import dev.labelmill.core.batch.PrelabelSettings;
import dev.labelmill.core.calibration.CalibrationCounts;
import dev.labelmill.core.calibration.ConfidenceBins;
import dev.labelmill.core.calibration.Observation;
import dev.labelmill.core.draw.Draw;
import dev.labelmill.core.manifest.ByteRange;
import dev.labelmill.core.manifest.ChunkLines;
import dev.labelmill.core.manifest.Line;
import dev.labelmill.core.prelabel.Detector;
import dev.labelmill.core.prelabel.FeatureVector;
import dev.labelmill.core.prelabel.Features;
import dev.labelmill.core.prelabel.Labeler;
import dev.labelmill.core.prelabel.LinearLabeler;
import dev.labelmill.core.prelabel.RulesLabeler;
import dev.labelmill.core.prelabel.UnusableContent;
import dev.labelmill.core.sampling.ScoreCounts;
import dev.labelmill.core.weak.MatchCounts;
import dev.labelmill.core.weak.Matches;
import dev.labelmill.core.weak.Pattern;
import dev.labelmill.lambda.json.Json;
import dev.labelmill.lambda.objects.Bucket;
import dev.labelmill.lambda.objects.Layout;
import dev.labelmill.lambda.objects.ObjectInfo;
import dev.labelmill.lambda.prelabel.AnswerPage.Reading;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.BitSet;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.zip.GZIPOutputStream;

/**
 * Pass 1 over one chunk: pre-label each item, write its scores and id hash to the bucket, and count
 * confidences. Writes whole objects under keys of the attempt, which the chunk's row names if it is the one that counts.
 * Not so its lists of rejected lines: of runs that overlap, the last to store one has its lines told, whichever counts.
 */
final class ScorePass {

    private final Bucket bucket;
    private final ItemContent contents;
    private final Optional<Labeler> labeler;
    private final Map<Long, Reading> readings;
    private final Optional<Detector> detector;
    private final Optional<Features> compared;
    private final GoldAnswers gold;
    private final Batch batch;
    private final BatchSettings settings;
    private final CalibrationCounts.Builder counts = new CalibrationCounts.Builder();
    private final ScoreCounts.Builder worth = new ScoreCounts.Builder();
    private final IdHashes hashes = new IdHashes();
    private final MatchCounts matches = new MatchCounts();
    private final RefusedClasses refused;
    private final Draw draw;
    private final Optional<Learner> learner;
    private final RejectedLines rejected = new RejectedLines();
    private final Set<String> ids = new HashSet<>();
    private Optional<Signatures> signatures = Optional.empty();
    private CarriedPrelabels carried;
    private AttachedLines attached;
    private long known;

    /**
     * @param readings a hosted model's, by the offsets of items' lines; none without one
     * @param compared what near-duplicates are found by; empty where none are looked for
     */
    ScorePass(
            Bucket bucket,
            ItemContent contents,
            Optional<Labeler> labeler,
            Map<Long, Reading> readings,
            Optional<Detector> detector,
            Optional<Features> compared,
            GoldAnswers gold,
            Batch batch) {
        this.bucket = bucket;
        this.contents = contents;
        this.labeler = labeler;
        this.readings = readings;
        this.detector = detector;
        this.compared = compared;
        this.gold = gold;
        this.batch = batch;
        this.settings = batch.settings();
        this.refused = new RefusedClasses(settings);
        this.draw = new Draw(settings.seed());
        this.learner = settings.rounds().map(rounds -> new Learner(settings));
    }

    /** Scores the chunk; what it gives back is the chunk's row after pass 1, except for the money. */
    Chunk run(Chunk unread) throws IOException {
        Chunk chunk = Attempt.at(unread);
        ByteRange range = new ByteRange(chunk.start(), chunk.end());
        int maxLineBytes = settings.maxLineBytes();
        signatures = NearDuplicateSearch.likeness(batch).map(likeness -> new Signatures(likeness, chunk.number()));
        try (InputStream in = bucket.open(chunk.key(), range.openAt(), range.readTo(maxLineBytes), chunk.etag())) {
            ChunkLines lines = new ChunkLines(in, range, maxLineBytes);
            carried = new CarriedPrelabels(
                    bucket, settings, chunk, detector.map(found -> new DetectedPrelabels(found, contents)));
            if (carried.areAttached()) {
                bucket.write(Layout.prelabelled(chunk), "application/x-ndjson", copy -> {
                    attached = new AttachedLines(copy, maxLineBytes);
                    writeScores(lines, chunk);
                });
            } else {
                writeScores(lines, chunk);
            }
        }
        bucket.writeData(Layout.idHashes(chunk), hashes::write);
        signatures.ifPresent(of -> bucket.writeData(Layout.signatures(chunk), of::write));
        if (labeler.isPresent() && labeler.get() instanceof RulesLabeler) {
            new RuleFiles(bucket).write(chunk, matches);
        }
        carried.store();
        rejected.store(bucket, chunk.batch(), "score", chunk.number());
        return moved(chunk).scored(counts.build(), worth.build(), ids.size(), rejected.count(), known);
    }

    private void writeScores(ChunkLines lines, Chunk chunk) {
        bucket.write(Layout.scores(chunk, 0), "application/gzip", out -> score(lines, out));
    }

    /** Where its lines lie with their pre-labels, if those were put into them. Of an empty object no range can be read. */
    private Chunk moved(Chunk chunk) {
        if (attached == null) {
            return chunk;
        }
        ObjectInfo copy = bucket.head(Layout.prelabelled(chunk)).orElseThrow();
        return copy.size() == 0 ? chunk : chunk.movedTo(copy.key(), copy.size(), copy.etag());
    }

    private void score(ChunkLines lines, OutputStream out) throws IOException {
        try (GZIPOutputStream gzip = new GZIPOutputStream(out, 64 << 10);
                JsonGenerator scores = Json.MAPPER.createGenerator(gzip)) {
            scores.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
            scores.setRootValueSeparator(null);
            for (Line line = lines.next(); line != null; line = lines.next()) {
                score(line, scores);
            }
        }
    }

    private void score(Line line, JsonGenerator scores) throws IOException {
        if (!(line instanceof Line.Bytes bytes)) {
            String problem = ((Line.Unusable) line).problem().sentence();
            rejected.add(line.offset(), line.byteLength(), problem);
            return;
        }
        try {
            Item item = Item.read(bytes.buffer(), bytes.from(), bytes.length()).asking(settings.items());
            settings.requireSkilledCrowd(item.demand().skill());
            if (ids.contains(item.id())) {
                throw new IllegalArgumentException("id \"" + item.id() + "\" is used by an earlier line");
            }
            CarriedPrelabels.Carried prelabel = carried.of(item, bytes);
            AttachedLines.Place place = attached == null
                    ? new AttachedLines.Place(line.offset(), bytes.length(), false)
                    : attached.add(bytes, prelabel.attachment());
            Double confidence = place.isLeftOff() ? null : prelabel.confidence();
            FeatureVector features = features(item);
            Known reading = read(item, line.offset(), features);
            int ordinal = ids.size();
            ids.add(item.id());
            ScoreLine.Learning learning = learning(item, bytes);
            IdHashes.Entry counted = count(item, place.offset(), ordinal, reading, confidence, learning);
            hashes.add(counted);
            signatures.ifPresent(of -> of.add(
                    ordinal,
                    place.offset(),
                    features,
                    counted.known(),
                    counted.bin(),
                    learning == null ? 0 : learning.score(),
                    learning == null ? 0 : learning.cell()));
            new ScoreLine(
                            place.offset(),
                            place.length(),
                            item.id(),
                            reading.distribution(),
                            confidence,
                            learning,
                            reading.distribution() == null ? reading.pattern() : null,
                            attached == null ? null : new ScoreLine.Upload(line.offset(), bytes.length()),
                            item.demand())
                    .write(scores);
        } catch (IllegalArgumentException | UnusableContent e) {
            rejected.add(line.offset(), line.byteLength(), e.getMessage());
        }
    }

    /**
     * What pass 1 knows of an item.
     *
     * @param distribution null without a labeler, and where a label model will say it
     * @param pattern      which rules match; null without rules
     */
    private record Known(double[] distribution, Pattern pattern) {}

    /**
     * What the item is compared by; null where nothing is, or where it cannot be: then it is like no other. Nor is one that asks for
     * a skill: it does not take the label of an item that anybody may have labelled.
     */
    private FeatureVector features(Item item) {
        if (compared.isEmpty() || item.demand().skill().isPresent()) {
            return null;
        }
        try {
            return compared.get().vector(contents.of(item));
        } catch (UnusableContent unlikeAnyOther) {
            return null;
        }
    }

    private Known read(Item item, long offset, FeatureVector features) throws UnusableContent {
        if (labeler.isEmpty()) {
            return new Known(hosted(offset), null);
        }
        if (!(labeler.get() instanceof RulesLabeler rules)) {
            double[] distribution = features != null && labeler.get() instanceof LinearLabeler linear
                    ? linear.distribution(features)
                    : labeler.get().distribution(contents.of(item));
            return new Known(ScoreLine.rounded(distribution), null);
        }
        BitSet matching = rules.matching(contents.of(item));
        boolean isWeighedLater = settings.prelabel() instanceof PrelabelSettings.Rules by
                && by.combination() == PrelabelSettings.Combination.LABEL_MODEL;
        double[] distribution =
                isWeighedLater || matching.isEmpty() ? null : ScoreLine.rounded(rules.distribution(matching));
        return new Known(distribution, Pattern.of(matching));
    }

    /** A hosted model's distribution; null where there is none. */
    private double[] hosted(long offset) throws UnusableContent {
        Reading reading = readings.get(offset);
        if (reading == null) {
            return null;
        }
        if (reading.unreadable() != null) {
            throw new UnusableContent(reading.unreadable());
        }
        return reading.distribution();
    }

    /** In a batch that learns in rounds, what a label for the item is worth; nothing for gold, which is labelled anyway. */
    private ScoreLine.Learning learning(Item item, Line.Bytes line) {
        if (learner.isEmpty() || gold.of(item.id()).isPresent()) {
            return null;
        }
        ScoreLine.Learning unread = learner.get().unread(item.id(), line);
        worth.add(unread.cell(), unread.score());
        return unread;
    }

    /** Counts the item, and gives what takes it out again if an earlier chunk has its id. */
    private IdHashes.Entry count(
            Item item, long offset, int ordinal, Known reading, Double carried, ScoreLine.Learning learning) {
        OptionalInt answer = gold.of(item.id());
        known += answer.isPresent() ? 1 : 0;
        Observation observation = observation(reading.distribution(), answer, carried);
        if (observation != null) {
            counts.add(observation);
        }
        Matches found = null;
        if (reading.pattern() != null) {
            found = Matches.of(reading.pattern(), answer, draw.uniform("rules", settings.batch(), item.id()));
            matches.add(found, 1);
        }
        IdHashes.Worth its = learning == null ? null : new IdHashes.Worth(learning.score(), learning.cell());
        return IdHashes.Entry.of(item.id(), offset, ordinal, answer.isPresent(), observation, found, its);
    }

    /** Null if there is none, or it is refused. Scores of pre-labels that are no classes count where they decide what is accepted. */
    private Observation observation(double[] distribution, OptionalInt answer, Double carried) {
        if (distribution != null && refused.have(distribution)) {
            return null;
        }
        if (distribution != null) {
            return answer.isPresent() ? Observation.of(distribution, answer.getAsInt()) : Observation.of(distribution);
        }
        boolean decides =
                carried != null && settings.prelabel().acceptedUntested().isPresent();
        return decides ? Observation.unknown(ConfidenceBins.bin(carried)) : null;
    }
}
