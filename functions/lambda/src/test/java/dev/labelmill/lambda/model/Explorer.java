package dev.labelmill.lambda.model;

import com.fasterxml.jackson.databind.JsonNode;
import dev.labelmill.lambda.model.Process.Invocation;
import dev.labelmill.lambda.model.ReplayedTable.Answer;
import dev.labelmill.lambda.model.World.Change;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.function.Supplier;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;

/**
 * Tries every order of the processes' requests, and every fault at every write, depth first; states that were seen are not gone on
 * from again.
 *
 * <p>A fault is one of two. The environment dies behind a write, so that what it was at comes again: dying before a write is
 * dying behind the one before. Or a write's answer is lost, so that the SDK sends it again, with anything of the others in
 * between. A process at rows of its own goes on alone: it and the others do not see each other's steps, so their order is the same.
 */
final class Explorer {

    private final Scenario scenario;
    private final SharedTable table = new SharedTable();
    private final Map<String, Double> schedulesFrom = new HashMap<>();
    private final Texts texts = new Texts();
    private final Map<String, Process> reached = new HashMap<>();
    private final Deque<String> path = new ArrayDeque<>();
    private long steps;
    private long ends;

    Explorer(Scenario scenario) {
        this.scenario = scenario;
    }

    /**
     * What was explored.
     *
     * @param states    that differ
     * @param steps     from one state to another
     * @param ends      states in which nothing is left to do
     * @param schedules orders of steps from the beginning to an end, all of which these states stand for
     */
    record Explored(long states, long steps, long ends, double schedules) {}

    private record Step(String name, Supplier<World> next) {}

    Explored explore() {
        table.reset(scenario.rows());
        List<Process> processes = scenario.programs().stream()
                .map(Process::of)
                .map(process -> goOn(process))
                .toList();
        World start = new World(scenario.rows(), List.of(), processes, 1, scenario.faults(), texts);
        double schedules = from(start);
        return new Explored(schedulesFrom.size(), steps, ends, schedules);
    }

    private double from(World world) {
        String seen = world.fingerprint();
        Double known = schedulesFrom.get(seen);
        if (known != null) {
            return known;
        }
        List<Step> possible = steps(world);
        double schedules = 0;
        for (Step step : possible) {
            path.addLast(step.name());
            steps++;
            World after = attempt(step, world);
            schedules += from(after);
            path.removeLast();
        }
        if (possible.isEmpty()) {
            ends++;
            schedules = 1;
            checked(() -> scenario.checks().end(world));
        }
        schedulesFrom.put(seen, schedules);
        return schedules;
    }

    private World attempt(Step step, World before) {
        World[] after = new World[1];
        checked(() -> {
            after[0] = skipping(step.next().get());
            scenario.checks().step(before, after[0]);
        });
        return after[0];
    }

    /** Tells by which steps it came to what should not be. */
    private void checked(Runnable check) {
        try {
            check.run();
        } catch (RuntimeException | AssertionError e) {
            throw new AssertionError(
                    scenario.name() + ": after\n  " + String.join("\n  ", path) + "\n" + e.getMessage(), e);
        }
    }

    private List<Step> steps(World world) {
        List<Step> all = new ArrayList<>();
        for (int i = 0; i < world.processes().size(); i++) {
            Process process = world.processes().get(i);
            List<Step> its = process.isIdle() ? beginnings(world, i) : requests(world, i, process.running());
            if (!process.isIdle() && isAlone(process)) {
                return its;
            }
            all.addAll(its);
        }
        if (world.shards() <= scenario.splits() && !world.stream().isEmpty()) {
            all.add(new Step("the shard splits", world::split));
        }
        return all;
    }

    private static boolean isAlone(Process process) {
        return SharedTable.keys(process.running().next()).stream()
                .allMatch(process.program().owns());
    }

    /** A reader takes any number of the records that lie before it in one shard, and sends its first request. */
    private List<Step> beginnings(World world, int i) {
        Process process = world.processes().get(i);
        List<Step> all = new ArrayList<>();
        if (!process.program().readsStream()) {
            return all;
        }
        List<JsonNode> records = new ArrayList<>();
        StringBuilder told = new StringBuilder();
        int passed = 0;
        List<Change> left =
                world.stream().subList(process.position(), world.stream().size());
        for (Change change : left) {
            if (change.shard() != left.get(0).shard()) {
                break;
            }
            passed++;
            if (!process.program().reads().test(change)) {
                continue;
            }
            records.add(change.record());
            told.append(change.shard()).append(':').append(change.told()).append('\n');
            List<JsonNode> taken = List.copyOf(records);
            int read = passed;
            String event = told.toString();
            Supplier<World> next = () -> {
                table.reset(world.rows());
                World begun = world.with(
                        i,
                        once(
                                process,
                                event,
                                () -> process.begin(
                                        process.program().event().apply("shard-" + change.shard(), taken),
                                        event,
                                        read,
                                        table)));
                Process at = begun.processes().get(i);
                // What it gets is the same however long its first look at the table is put off.
                return at.isIdle() || SharedTable.isWrite(at.running().next()) ? begun : answered(begun, i);
            };
            all.add(new Step(process.program().name() + " gets " + taken.size() + " records", next));
        }
        return all;
    }

    private List<Step> requests(World world, int i, Invocation running) {
        String name = world.processes().get(i).program().name() + " " + described(running.next());
        List<Step> all = new ArrayList<>();
        all.add(new Step(name, () -> answered(world, i)));
        if (SharedTable.isWrite(running.next()) && world.faults() > 0 && running.lost() == null) {
            all.add(new Step(name + ", and dies", () -> died(world, i)));
            all.add(new Step(name + ", whose answer is lost", () -> lost(world, i)));
        }
        return all;
    }

    private World answered(World world, int i) {
        Process process = world.processes().get(i);
        Invocation running = process.running();
        table.reset(world.rows());
        boolean knownToken = running.next() instanceof TransactWriteItemsRequest
                && running.lost() != null
                && running.lost().thrown() == null;
        Answer answer = knownToken ? running.lost() : table.answer(running.next());
        World changed = changed(world, running.next());
        return changed.with(i, once(process, texts.of(answer), () -> goOn(process.answered(answer, table))));
    }

    /**
     * What a process does next hangs on what it was told alone, so that its code is run once for that, in whatever orders of
     * others' steps it comes to be told so. One that was born anew draws other marks for what it sends.
     */
    private Process once(Process process, String told, Supplier<Process> run) {
        String all = process.program().name() + process.deaths() + process.told(texts) + told;
        Process known = reached.get(all);
        if (known == null) {
            known = run.get();
            reached.put(all, known);
        }
        return known;
    }

    private World died(World world, int i) {
        table.reset(world.rows());
        DynamoDbRequest request = world.processes().get(i).running().next();
        table.answer(request);
        World changed = changed(world, request).faulted();
        return changed.with(i, goOn(world.processes().get(i).dead()));
    }

    private World lost(World world, int i) {
        table.reset(world.rows());
        DynamoDbRequest request = world.processes().get(i).running().next();
        Answer answer = table.answer(request);
        return changed(world, request)
                .faulted()
                .with(i, world.processes().get(i).losing(answer));
    }

    /** A script's next event comes at once: nobody sees when. */
    private Process goOn(Process process) {
        Process on = process;
        while (on.isIdle()
                && !on.program().readsStream()
                && on.position() < on.program().script().size()) {
            on = on.begin(on.program().script().get(on.position()), "", 0, table);
        }
        return on;
    }

    /** What a reader is not given does not keep it waiting. */
    private static World skipping(World world) {
        World skipped = world;
        for (int i = 0; i < world.processes().size(); i++) {
            Process process = world.processes().get(i);
            int at = process.position();
            while (process.isIdle()
                    && process.program().readsStream()
                    && at < world.stream().size()
                    && !process.program().reads().test(world.stream().get(at))) {
                at++;
            }
            skipped = at == process.position() ? skipped : skipped.with(i, process.at(at));
        }
        return skipped;
    }

    private World changed(World before, DynamoDbRequest request) {
        SortedMap<String, Map<String, AttributeValue>> rows = table.rows(request);
        if (rows == before.rows()) {
            return before;
        }
        List<Change> stream = new ArrayList<>(before.stream());
        rows.forEach((key, row) -> {
            Map<String, AttributeValue> old = before.rows().get(key);
            if (old != row && scenario.streamed().test(key)) {
                stream.add(Records.change(before.shards(), stream.size() + 1, old, row, texts.of(row)));
            }
        });
        return before.with(rows, List.copyOf(stream));
    }

    private static String described(DynamoDbRequest request) {
        return request.getClass().getSimpleName().replace("Request", "") + " "
                + SharedTable.keys(request).toString().replace('\n', '/');
    }
}
