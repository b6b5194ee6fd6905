package dev.labelmill.bench;

import dev.labelmill.core.batch.BatchSettings;
import dev.labelmill.core.batch.Tier;
import dev.labelmill.core.batch.Vendor;
import dev.labelmill.core.consensus.Confusion;
import dev.labelmill.core.consensus.Skills;
import dev.labelmill.core.consensus.StopRule;
import dev.labelmill.core.consensus.VendorSkill;
import dev.labelmill.core.cost.Spend;
import dev.labelmill.core.draw.Draw;
import dev.labelmill.core.label.LabelValue;
import dev.labelmill.core.routing.VendorChoice;
import dev.labelmill.core.task.ItemPlace;
import dev.labelmill.core.task.Judge;
import dev.labelmill.core.task.Label;
import dev.labelmill.core.task.Purpose;
import dev.labelmill.core.task.Task;
import dev.labelmill.core.work.Postings;
import dev.labelmill.lambda.json.BatchSettingsReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** One decision: which of five vendors a task of ten classes with two labels goes to. */
@State(Scope.Thread)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class RoutingBenchmark {

    private static final int CLASSES = 10;
    private static final int VENDORS = 5;
    private static final int TASKS = 1_024;

    @Param({"capacity", "cheapest", "best", "value"})
    public String routing;

    private final List<Task> tasks = new ArrayList<>();
    private List<Vendor> vendors;
    private VendorChoice choice;
    private int next;

    /** Vendors are the better the dearer they are. */
    @Setup
    public void draw() {
        BatchSettings settings = BatchSettingsReader.read("b", json().getBytes(StandardCharsets.UTF_8));
        Map<String, VendorSkill> known = new HashMap<>();
        for (int v = 0; v < VENDORS; v++) {
            known.put(
                    "v" + v,
                    new VendorSkill(Confusion.symmetric(CLASSES, 0.6 + 0.07 * v), 100, OptionalDouble.empty()));
        }
        Skills skills = Skills.uninformed(CLASSES, 0.8).withVendors(known);
        choice = VendorChoice.of(settings, () -> Optional.of(skills));
        vendors = settings.vendors(Tier.CROWD);
        Judge judge = new Judge(CLASSES, new StopRule(2, 5, 0.9, false), skills, new Draw(1), 0, Set.of());
        for (int i = 0; i < TASKS; i++) {
            Task bare = Task.forPeople("b", "i" + i, new ItemPlace(0, 0, 1), 1, 0.5, null, 3);
            tasks.add(bare.receive(label(i, "v0", i % CLASSES), judge).receive(label(i, "v1", i % 7), judge));
        }
    }

    private static Label label(int item, String vendor, int answer) {
        return new Label(
                "b",
                "p",
                "i" + item,
                vendor,
                "a",
                Optional.of(new LabelValue.Choice(answer)),
                1,
                "delivery",
                "dispatch",
                Purpose.LABEL,
                Postings.undated(0),
                0,
                OptionalInt.empty(),
                Spend.NONE,
                Optional.empty(),
                0);
    }

    private String json() {
        StringBuilder json =
                new StringBuilder("{\"project\":\"p\",\"labelType\":{\"kind\":\"single-choice\",\"classes\":[");
        for (int k = 0; k < CLASSES; k++) {
            json.append(k == 0 ? "" : ",").append("\"c").append(k).append('"');
        }
        json.append("]},\"overlap\":{\"min\":2,\"max\":5,\"targetConfidence\":0.9},\"routing\":\"")
                .append(routing)
                .append("\",\"vendors\":[");
        for (int v = 0; v < VENDORS; v++) {
            json.append(v == 0 ? "" : ",")
                    .append("{\"name\":\"v" + v + "\",\"tier\":\"crowd\",\"pricePerLabel\":0.0" + (v + 1)
                            + ",\"capacity\":100,\"deadlineSeconds\":60}");
        }
        return json.append("]}").toString();
    }

    @Benchmark
    public Optional<Vendor> decision() {
        return choice.first(tasks.get(next++ & TASKS - 1), vendors, vendor -> true);
    }
}
