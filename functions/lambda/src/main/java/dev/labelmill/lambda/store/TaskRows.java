package dev.labelmill.lambda.store;

import dev.labelmill.core.batch.Tier;
import dev.labelmill.core.task.AuditState;
import dev.labelmill.core.task.Ballot;
import dev.labelmill.core.task.Claim;
import dev.labelmill.core.task.Demand;
import dev.labelmill.core.task.ItemPlace;
import dev.labelmill.core.task.Prelabel;
import dev.labelmill.core.task.Purpose;
import dev.labelmill.core.task.Resolution;
import dev.labelmill.core.task.Stratum;
import dev.labelmill.core.task.Task;
import dev.labelmill.core.task.TaskState;
import dev.labelmill.core.task.Witness;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import org.apache.commons.codec.digest.MurmurHash3;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Task ↔ row. Attribute names are short and ballots are strings, because a task is written six times
 * in its life and each started kilobyte is charged each time.
 */
public final class TaskRows {

    private static final String SEPARATOR = "\u001f";

    /** How a claim ended. */
    private static final String EXPIRED = "x";

    private static final String REFUSED = "r";
    private static final String UNSENT = "u";

    /** The base in which a number is shortest. */
    private static final int SHORT = Character.MAX_RADIX;

    private final int slices;

    /** @param slices how many partition keys the batch's lanes are spread over */
    TaskRows(int slices) {
        this.slices = slices;
    }

    Row write(Task task) {
        Row row = Row.at(Keys.task(task.batch(), task.item()), Keys.TASK_SK)
                .set("c", task.place().chunk())
                .set("o", task.place().offset())
                .set("l", task.place().length())
                .set("st", task.stratum().name())
                .set("w", task.wave())
                .set("p", task.priority())
                .set("k", task.known())
                .set("state", task.state().name())
                .set("want", task.wanted())
                .setUnlessZero("shown", task.prelabelShown() ? 1 : 0)
                .set("audit", task.audit().name())
                .set("aa", task.auditAnswer())
                .set(task.spent())
                .set(Keys.VERSION, task.version());
        task.demand().skill().ifPresent(skill -> row.set("ds", skill));
        task.demand().tier().ifPresent(tier -> row.set("dt", tier));
        if (task.prelabel() != null) {
            row.set("pre", AttributeValue.fromL(writePrelabel(task.prelabel())));
        }
        if (!task.ballots().isEmpty()) {
            row.setStrings("b", task.ballots().stream().map(TaskRows::write).toList());
        }
        if (!task.witnesses().isEmpty()) {
            row.setStrings("wi", task.witnesses().stream().map(TaskRows::write).toList());
        }
        if (!task.claims().isEmpty()) {
            row.setStrings("cl", task.claims().stream().map(TaskRows::write).toList());
        }
        if (task.resolution() != null) {
            row.set("ra", task.resolution().answer())
                    .set("rc", task.resolution().confidence())
                    .set("rb", task.resolution().by().name())
                    .setUnlessZero("rv", task.resolution().breaksCheck() ? 1 : 0);
        }
        task.need()
                .ifPresent(need -> row.set(Keys.LANE, lane(task, need.tier())).set(Keys.RANK, rank(task)));
        return row;
    }

    /** By a hash that spreads names that count up, as a chunk's do, over all slices: {@code String.hashCode} modulo 32 is a sum of digits. */
    private String lane(Task task, Tier tier) {
        int slice = Math.floorMod(MurmurHash3.hash32x86(task.item().getBytes(StandardCharsets.UTF_8)), slices);
        return task.state() == TaskState.HELD
                ? Keys.heldGold(task.batch(), slice)
                : Keys.lane(task.batch(), tier, task.wave(), slice);
    }

    /** Sorts the highest priority first. */
    private static String rank(Task task) {
        return String.format(Locale.ROOT, "%07d", Math.round((1 - task.priority()) * 9_999_999));
    }

    /** The task in a row. @throws UnreadableRow if it holds none */
    public static Task read(Row row) {
        return row.as(TaskRows::parse);
    }

    private static Task parse(Row row) {
        String[] key = row.pk().split("#", 3);
        Resolution resolution = row.has("ra")
                ? new Resolution(
                        (int) row.number("ra"),
                        row.decimal("rc"),
                        Resolution.By.valueOf(row.string("rb")),
                        row.number("rv") == 1)
                : null;
        return new Task(
                key[1],
                key[2],
                new ItemPlace((int) row.number("c"), row.number("o"), (int) row.number("l")),
                Stratum.valueOf(row.string("st")),
                (int) row.number("w"),
                row.decimal("p"),
                row.has("pre") ? readPrelabel(row.list("pre")) : null,
                row.optionalInt("k"),
                new Demand(text(row, "ds"), text(row, "dt")),
                TaskState.valueOf(row.string("state")),
                (int) row.number("want"),
                row.strings("b").stream().map(TaskRows::readBallot).toList(),
                row.strings("wi").stream().map(TaskRows::readWitness).toList(),
                row.strings("cl").stream().map(TaskRows::readClaim).toList(),
                row.number("shown") == 1,
                resolution,
                AuditState.valueOf(row.string("audit")),
                row.optionalInt("aa"),
                row.spent(),
                row.number(Keys.VERSION));
    }

    private static Optional<String> text(Row row, String name) {
        return row.has(name) ? Optional.of(row.string(name)) : Optional.empty();
    }

    private static List<AttributeValue> writePrelabel(Prelabel prelabel) {
        List<AttributeValue> values = new ArrayList<>();
        for (Prelabel.Share share : prelabel.best()) {
            values.add(AttributeValue.fromN(Integer.toString(share.answer())));
            values.add(AttributeValue.fromN(Double.toString(share.probability())));
        }
        return values;
    }

    private static Prelabel readPrelabel(List<AttributeValue> values) {
        List<Prelabel.Share> shares = new ArrayList<>();
        for (int i = 0; i + 1 < values.size(); i += 2) {
            shares.add(new Prelabel.Share(
                    Integer.parseInt(values.get(i).n()),
                    Double.parseDouble(values.get(i + 1).n())));
        }
        return new Prelabel(shares);
    }

    private static String write(Ballot ballot) {
        String text = join(ballot.vendor(), ballot.annotator(), ballot.answer(), ballot.revision(), ballot.millis());
        return ballot.step().isPresent() ? join(text, ballot.step().getAsInt()) : text;
    }

    private static Ballot readBallot(String text) {
        String[] parts = split(text);
        return new Ballot(
                parts[0],
                parts[1],
                Integer.parseInt(parts[2]),
                Long.parseLong(parts[3]),
                Long.parseLong(parts[4]),
                parts.length > 5 ? OptionalInt.of(Integer.parseInt(parts[5])) : OptionalInt.empty());
    }

    private static String write(Witness witness) {
        return join(witness.vendor(), witness.annotator(), witness.revision(), witness.auditor() ? "a" : "");
    }

    private static Witness readWitness(String text) {
        String[] parts = split(text);
        return new Witness(parts[0], parts[1], Long.parseLong(parts[2]), parts[3].equals("a"));
    }

    private static String write(Claim claim) {
        String text =
                join(claim.dispatch(), claim.vendor(), claim.purpose().name(), claim.labels(), write(claim.end()));
        String since = claim.since()
                .map(made -> Long.toString(made.toEpochMilli(), SHORT))
                .orElse("");
        if (claim.owed() > 0) {
            return join(text, since, claim.owed());
        }
        return since.isEmpty() ? text : join(text, since);
    }

    private static Claim readClaim(String text) {
        String[] parts = split(text);
        return new Claim(
                parts[0],
                parts[1],
                Purpose.valueOf(parts[2]),
                Integer.parseInt(parts[3]),
                parts.length > 6 ? Integer.parseInt(parts[6]) : 0,
                parts.length > 5 && !parts[5].isEmpty()
                        ? Optional.of(Instant.ofEpochMilli(Long.parseLong(parts[5], SHORT)))
                        : Optional.empty(),
                end(parts[4]));
    }

    /** A label's way in reads the claims of its task: this is on it. */
    private static Claim.End end(String text) {
        return switch (text) {
            case "" -> Claim.End.NONE;
            case EXPIRED -> Claim.End.EXPIRED;
            case REFUSED -> Claim.End.REFUSED;
            case UNSENT -> Claim.End.UNSENT;
            default -> throw new IllegalArgumentException("no claim ends with \"" + text + "\"");
        };
    }

    private static String write(Claim.End end) {
        return switch (end) {
            case NONE -> "";
            case EXPIRED -> EXPIRED;
            case REFUSED -> REFUSED;
            case UNSENT -> UNSENT;
        };
    }

    private static String join(Object... parts) {
        return Arrays.stream(parts).map(String::valueOf).collect(Collectors.joining(SEPARATOR));
    }

    private static String[] split(String text) {
        return text.split(SEPARATOR, -1);
    }
}
